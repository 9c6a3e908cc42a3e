"""Notebooks keep what they showed, so that nbval compares and nothing leaks."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import nbformat
import pytest

from workbench.lab.notebooks import canonical

FOLDER = Path(__file__).parents[2] / "notebooks"
PATHS = sorted(FOLDER.glob("*.ipynb"))
NAMES = [
    "00_open_a_case",
    "10_link_graph",
    "15_five_letters",
    "20_multi_front",
    "30_priority",
    "40_indirect",
    "50_lead_meeting",
    "60_export_plan",
    "70_your_own_case",
    "80_transfers_of_banks",
]
MOST = 12
each = pytest.mark.parametrize("path", PATHS, ids=lambda p: p.stem)


def _code(path: Path):
    cells = nbformat.read(path, as_version=4).cells
    return [c for c in cells if c.cell_type == "code"]


def test_every_notebook_is_there() -> None:
    assert [p.stem for p in PATHS] == NAMES


@each
def test_every_code_cell_ran_in_order(path) -> None:
    counts = [cell.execution_count for cell in _code(path)]
    assert counts == list(range(1, len(counts) + 1))
    assert len(counts) <= MOST


@each
def test_something_is_compared(path) -> None:
    texts = [o for c in _code(path) for o in c.outputs]
    assert sum("text" in o or "text/plain" in o.get("data", {}) for o in texts) >= 3
    assert not [
        o for o in texts if o.output_type == "error" or o.get("name") == "stderr"
    ]


@each
def test_it_is_written_canonically(path) -> None:
    notebook = nbformat.read(path, as_version=4)
    before = nbformat.writes(notebook)
    assert nbformat.writes(canonical(notebook)) == before


@each
def test_no_place_of_a_machine_and_no_head_of_a_journal_is_kept(path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"/(home|root|tmp|work|Users|var)/|[A-Z]:\\\\", text)
    assert not re.search(r"\b\d+:[0-9a-f]{12}\b|\bhash='|[0-9a-f]{64}", text)
    assert "object at 0x" not in text


@each
def test_both_languages_are_told(path) -> None:
    cells = nbformat.read(path, as_version=4).cells
    first = cells[0].source
    assert re.search(r"[\u4e00-\u9fff]{6}", first)
    assert re.search(r"\*[A-Z][^*]{80,}\*", first, re.DOTALL)


@each
def test_no_function_is_defined_and_nothing_is_shown_as_markup(path) -> None:
    for cell in _code(path):
        tree = ast.parse(cell.source)
        kinds = (ast.FunctionDef, ast.ClassDef, ast.Lambda)
        assert not [n for n in ast.walk(tree) if isinstance(n, kinds)]
        for output in cell.outputs:
            shown = set(output.get("data", {}))
            assert shown <= {"text/plain", "image/png"}


@each
def test_no_token_of_a_reporter_is_kept(path) -> None:
    # a token is drawn anew for each case: nbval would find another one each time
    text = path.read_text("utf-8")
    assert "〔举报人-" not in text
    assert "[REPORTER-" not in text
