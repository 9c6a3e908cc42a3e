"""Allegations by band."""

import re

from tests.factory.figures import an_allegation
from workbench.figures import leads_picture
from workbench.wording import speaking


def test_every_allegation_stands_once_and_no_decimal_is_shown():
    found = [
        an_allegation(f"XF-{n}", s, v)
        for n, (s, v) in enumerate(
            (s, v)
            for s in ("high", "mid", "low", "none")
            for v in ("high", "mid", "low", "none")
        )
    ]
    with speaking("en"):
        said = repr(leads_picture(found))
    for one in found:
        assert len(re.findall(rf"{one.id}\b", said)) == 1
    assert not re.search(r"\d\.\d", said)


def test_the_order_of_what_comes_in_changes_nothing():
    found = [an_allegation(f"XF-{n}") for n in range(5)]
    assert leads_picture(found).png() == leads_picture(found[::-1]).png()


def test_a_suggestion_without_a_word_of_its_own_shows_its_code():
    with speaking("en"):
        said = repr(leads_picture([an_allegation(suggestion="assess_further")]))
    assert "assess_further" in said


def test_no_allegation_gives_an_empty_table():
    with speaking("zh"):
        assert repr(leads_picture([])).count("–") == 9
