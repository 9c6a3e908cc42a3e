"""A pattern is tried only where it can match, and finds what it always found."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.leads.patterns import patterns
from workbench.leads.prefixes import finder, make_prefixes

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


@given(st.text("收受礼金红包给送了不3９", max_size=60), st.integers(0, 60))
def test_any_text_is_searched_as_by_the_pattern_itself(text: str, end: int) -> None:
    pattern = re.compile(
        r"收受?礼金|红包+|(?<!不)[给送]{1,2}了|金(?=红)|.{1,4}受包$|\d{2,3}受|礼$"
    )
    places = finder(make_prefixes([pattern], "zh"), text)
    plain = [m.span() for m in pattern.finditer(text, 1, end)]
    assert [m.span() for m in places.finditer(pattern, 1, end)] == plain
    match = places.search(pattern, 1, end)
    assert (match and match.span()) == (plain[0] if plain else None)


@given(st.text(" apid.3KÉ_-İ", max_size=60))
def test_english_words_are_searched_as_by_the_pattern_itself(text: str) -> None:
    pattern = re.compile(r"\b(?:paid|a\w? d|\d-p)|.{0,3}\bpa+\b|(?i:k\d)|.{2}-a\d")
    places = finder(make_prefixes([pattern], "en"), text)
    plain = [m.span() for m in pattern.finditer(text)]
    found = places.finditer(pattern, 0, len(text))
    assert [m.span() for m in found] == plain


def test_a_run_all_over_a_long_text_is_no_slower_than_a_search() -> None:
    pattern = re.compile("[\u4e00-\u9fff]{2,14}工程(?!工)|工[程作]{2}")
    text = "工程" * 10_000
    places = finder(make_prefixes([pattern], "zh"), text)
    assert places.places == {id(pattern): None}
    assert places.search(pattern, 0, len(text)) is not None
