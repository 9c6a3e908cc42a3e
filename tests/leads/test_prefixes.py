"""A pattern is tried only where it can match, and finds what it always found."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.leads.patterns import patterns
from workbench.leads.prefixes import beginnings, finder, make_prefixes

LETTERS = Path(__file__).parents[1] / "data" / "yardstick"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_pattern_finds_in_a_letter_what_a_plain_search_finds(lang: str) -> None:
    words = patterns(lang)
    every = [*words.classes.values(), *words.points.values()]
    every += [p for ways in words.elements.values() for p in ways.values()]
    lines = (LETTERS / f"{lang}_dev.jsonl").read_text("utf-8").splitlines()
    for line in lines[:20]:
        text = json.loads(line)["text"].lower()
        places = words.finder(text)
        for pattern in every:
            plain = [m.span() for m in pattern.finditer(text, 3)]
            found = places.finditer(pattern, 3, len(text))
            assert [m.span() for m in found] == plain


@pytest.mark.parametrize(
    ("pattern", "longest", "wanted"),
    [
        ("收受?礼金|红包", 2, {"收礼", "收受", "红包"}),
        ("(?<!不)(?:给|送)了", 2, {"给了", "送了"}),
        (r"\b(?:paid|pays?) him", 4, {"paid", "pay ", "pays"}),
        ("某?", 2, None),
        (r"\d+元", 2, None),
    ],
)
def test_the_beginnings_of_a_pattern_are_those_of_all_its_matches(
    pattern: str, longest: int, wanted: set[str] | None
) -> None:
    assert beginnings(re.compile(pattern), longest) == wanted


@given(st.text("收受礼金红包给送了不", max_size=40))
def test_any_text_is_searched_as_by_the_pattern_itself(text: str) -> None:
    pattern = re.compile("收受?礼金|红包+|(?<!不)[给送]{1,2}了|金(?=红)")
    places = finder(make_prefixes([pattern], "zh"), text)
    match = places.search(pattern, 1, len(text))
    plain = pattern.search(text, 1, len(text))
    assert (match and match.span()) == (plain and plain.span())
