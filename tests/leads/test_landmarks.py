"""The landmarks of a pattern are runs one of which stands in every match."""

from __future__ import annotations

import re

import pytest

from workbench.leads.landmarks import landmarks


def _told(pattern: str, lang: str) -> set[tuple[object, ...]] | None:
    found = landmarks(re.compile(pattern), lang)
    return None if found is None else {tuple(mark) for mark in found}


@pytest.mark.parametrize(
    ("pattern", "runs"),
    [
        ("收受?礼金|红包", {"收礼", "收受", "红包"}),
        ("(?<!不)(?:给|送)了", {"给了", "送了"}),
        (r"[五\d]毛|20元", {"五毛", "0毛", "00"}),
        ("给{2,3}了", {"给给"}),
        ("[收给]{0,2}了", {"收收", "收给", "给收", "给给", "收了", "给了", "了"}),
        ("[a-z]{1,3}\\d{1,2}元", {chr(code) for code in range(ord("a"), ord("z") + 1)}),
    ],
)
def test_runs_at_the_beginning_are_those_of_all_matches(
    pattern: str, runs: set[str]
) -> None:
    assert _told(pattern, "zh") == {(run, 0, 0, False) for run in runs}


def test_a_run_after_a_gap_says_how_long_the_gap_may_be() -> None:
    assert _told("[^，。]{2,14}?(?:工程|合同)", "zh") == {
        ("工程", 2, 14, False),
        ("合同", 2, 14, False),
    }
    assert _told("(?:每人)?.{0,4}元", "zh") == {
        ("元", 0, 4, False),
        ("每人", 0, 0, False),
    }


def test_an_english_run_says_whether_a_word_begins_with_it() -> None:
    assert _told(r"\b(?:paid|pays?) him", "en") == {
        ("paid him", 0, 0, True),
        ("pay him", 0, 0, True),
        ("pays him", 0, 0, True),
    }
    assert _told(r"(?<!if )\bi |.s friend|\b%", "en") == {
        ("i ", 0, 0, True),
        ("s f", 1, 1, False),
        ("%", 0, 0, False),
    }


@pytest.mark.parametrize("pattern", ["某?", ".{0,3}", ".*工程", "(?:工程|.{40}合同)"])
def test_a_pattern_without_a_run_near_its_beginning_has_none(pattern: str) -> None:
    assert _told(pattern, "zh") is None
