"""What a first look needs is kept, and computed anew when anything changed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys

import pytest

from workbench.case import open_case
from workbench.case.glance import _BESIDE, glance
from workbench.lab import practice_case


@pytest.fixture(scope="module")
def case():
    return practice_case("qinghe")


def _again(case):
    return open_case(case.folder, who=case.who)


def test_it_says_what_letters_and_graph_say(case) -> None:
    found = case.glance()
    assert found.letters == {a.id: a.letter for a in case.allegations()}
    assert list(found.repeats) == [a.id for a in case.assessments() if a.repeats]
    said = [(h.member, h.person, h.ground, h.path) for h in case.recusal_hints()]
    assert [(t.member, t.person, t.ground, t.path) for t in found.ties] == said


def test_a_second_look_computes_nothing(case) -> None:
    case.glance()
    again = _again(case)
    again.read(progress=False)
    assert again.glance() == case.glance()
    assert not {"assessed", "recorded", "graph"} & set(again._made)


def test_a_decision_on_the_graph_makes_it_look_again(case) -> None:
    case.glance()
    one, other = sorted(case.recorded())[:2]
    case.judge("kept_apart", one, other, why="试验")
    again = _again(case)
    again.read(progress=False)
    assert again.glance() == case.glance()
    assert "assessed" in again._made


def test_decisions_beside_it_leave_it_standing(case) -> None:
    wanted = case.glance()
    of = f"{case.allegations()[0].id}/when"
    made = [case.journal.append(verb, of, 1, why="试验") for verb in sorted(_BESIDE)]
    again = _again(case)
    again.read(progress=False)
    assert again.glance() == wanted
    assert "assessed" not in again._made
    again.store.computed("glance.json").unlink()
    assert glance(again) == wanted
    for entry in made:
        case.journal.append("undone", f"entry:{entry.n}", entry.n, why="试验")


@pytest.mark.parametrize("kept", ["", "[]"])
def test_a_broken_file_is_made_anew(case, kept) -> None:
    wanted = case.glance()
    place = case.store.computed("glance.json")
    place.write_text(kept, "utf-8")
    again = _again(case)
    again.read(progress=False)
    assert again.glance() == wanted
    assert json.loads(place.read_text("utf-8"))["letters"] == wanted.letters


def test_a_first_look_loads_no_table_library(case, tmp_path) -> None:
    case.glance()
    shutil.copytree(case.folder, tmp_path / case.folder.name)
    said = "import sys, workbench as wb; from workbench.widgets import CaseBoard;"
    said += f"c = wb.open_case(sys.argv[1], who={case.who!r}); c.read(progress=False);"
    said += "repr(CaseBoard(c)); print([m for m in ('pandas', 'pyarrow', 'networkx',"
    said += "'matplotlib', 'duckdb', 'ibis', 'ortools') if m in sys.modules])"
    run = [sys.executable, "-c", said, str(tmp_path / case.folder.name)]
    out = subprocess.run(run, capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
