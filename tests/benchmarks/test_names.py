"""What the manual says of names is what comes out today."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.names import FIRST, figures

DOCS = Path(__file__).parents[2] / "docs"
ROW = re.compile(
    r"^\| (\w+) \| (person|unit) \| (\d+) "
    r"\| ([\d.]+) / ([\d.]+) \| ([\d.]+) / ([\d.]+)",
    re.MULTILINE,
)


@pytest.mark.parametrize("page", ["links.md", "links.zh.md"])
def test_the_figures_on_names_are_those_of_the_rules(page):
    rows = ROW.findall((DOCS / page).read_text("utf-8"))
    assert {(row[0], row[1]) for row in rows} == set(FIRST)
    for name, kind, pairs, *said in rows:
        many, precision, recall = figures(name, kind)
        first = FIRST[name, kind]
        expected = (*first, precision, recall)
        assert int(pairs) == many
        assert said == [f"{figure:.3f}" for figure in expected]
