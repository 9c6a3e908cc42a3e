"""Who is one: a person decides, the graph follows, contradictions are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.factory.small_case import small_case
from workbench.case import open_case
from workbench.errors import CaseError

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.case import Case


@pytest.fixture
def small(tmp_path: Path) -> Case:
    case = open_case(small_case(tmp_path))
    case.read(progress=False)
    return case


@pytest.fixture
def units(small: Case) -> list[str]:
    graph = small.recorded()
    return [e for e in graph if graph.entity(e).kind == "unit"][:3]


def test_merging_is_transitive_and_keeps_the_id_named_first(small, units) -> None:
    a, b, c = units
    before = len(small.recorded())
    small.judge("merged", c, b, why="one register entry")
    small.judge("merged", b, a, why="one owner")
    assert len(small.recorded()) == before - 2
    assert c in small.recorded()
    assert small.settled().groups == (tuple(sorted(units)),)


def test_what_contradicts_a_decision_is_refused_and_that_one_named(
    small, units
) -> None:
    a, b, c = units
    small.judge("merged", a, b, why="r")
    apart = small.judge("kept_apart", b, c, why="two codes")
    with pytest.raises(CaseError) as refused:
        small.judge("merged", a, c, why="r")
    assert str(apart.n) in refused.value.fields["entries"]
    small.undo(apart.n, why="one code after all")
    small.judge("merged", a, c, why="r")
    assert small.settled().conflicts == ()


def test_what_was_merged_can_be_parted_by_its_old_name(small, units) -> None:
    a, b, _ = units
    before = len(small.recorded())
    small.judge("merged", a, b, why="r")
    small.judge("split", a, b, why="two after all")
    assert len(small.recorded()) == before
    assert (a, b) in small.settled().apart


def test_an_entity_is_never_merged_with_itself(small, units) -> None:
    with pytest.raises(CaseError):
        small.judge("merged", units[0], units[0], why="r")


def test_unsure_is_not_asked_again(small) -> None:
    first, second = small.proposals()
    assert (first.one, first.other, first.why) == ("Zhang Guoqiang", "张国强", "pinyin")
    assert (second.one, second.other, second.why) == ("王建国", "王某某", "masked")
    small.judge("unsure", first.one, first.other, why="nothing else agrees")
    assert (first.one, first.other) not in {(p.one, p.other) for p in small.proposals()}


def test_a_merger_that_is_undone_leaves_the_graph_as_it_was(small, units) -> None:
    before = small.recorded()
    links, rows = before.links(), before.link_records()
    made = small.judge("merged", units[0], units[1], why="r")
    assert not small.recorded().entities().equals(before.entities())
    small.undo(made.n, why="two after all")
    after = small.recorded()
    assert after.entities().equals(before.entities())
    assert after.links().equals(links)
    assert after.link_records().equals(rows)
