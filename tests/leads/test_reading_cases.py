"""Sums, dates and traps of both languages, one line of data each."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from workbench.leads.cues import sentences
from workbench.leads.mentions import find_mentions

CASES = yaml.safe_load(
    (Path(__file__).parents[1] / "data" / "language" / "cases.yaml").read_text("utf-8")
)
RECEIVED = date(2022, 5, 10)


def found(text, lang):
    return find_mentions(text, lang=lang, received=RECEIVED)


@pytest.mark.parametrize("case", CASES["sums"], ids=str)
def test_a_sum_is_read_with_its_value(case):
    lang, text, *wanted = case
    got = [[a.text, a.value, a.currency] for a in found(text, lang).amounts]
    assert got == wanted


@pytest.mark.parametrize("case", CASES["dates"], ids=str)
def test_a_date_is_read_with_both_ends(case):
    lang, text, *wanted = case
    got = [[x.text, f"{x.first}..{x.last}"] for x in found(text, lang).dates]
    assert got == wanted


@pytest.mark.parametrize("case", CASES["persons"], ids=str)
def test_persons_are_told_from_words_that_look_like_names(case):
    lang, text, *wanted = case
    assert [p.text for p in found(text, lang).persons] == wanted


@pytest.mark.parametrize("case", CASES["units"], ids=str)
def test_units_reach_as_far_as_their_names(case):
    lang, text, *wanted = case
    assert [u.text for u in found(text, lang).units] == wanted


@pytest.mark.parametrize("case", CASES["marks"], ids=str)
def test_a_sum_says_whether_it_is_a_price_or_was_never_paid(case):
    lang, text, per_unit, unpaid = case
    (amount,) = found(text, lang).amounts
    assert (amount.per_unit, amount.unpaid) == (per_unit, unpaid)


PIECES = st.sampled_from(
    [
        "刘建国",
        "清河县交通局",
        "局长",
        "12万元",
        "2021年3月",
        "去年腊月",
        "听说",
        "我亲眼看到",
        "张某",
        "<b>",
        "\u200b",
        "\u3000",
        "\x00",
        "😀",
        "\u202e",
        "0",
        "O",
        "John",
        "Harlow",
        "$1.2",
        "million",
        "last",
        "spring",
        ",",
        ".",
        "。",
        "，",
        "\n",
        "三十余万",
        "LLC",
        "County",
        "至",
        "-",
        "王",
        "的",
        "某",
        "年",
        "1",
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join), st.sampled_from(["zh", "en"]))
def test_whatever_is_read_quotes_the_text_in_order(text, lang):
    mentions = find_mentions(text, lang=lang, received=RECEIVED)
    for kind in ("persons", "units", "amounts", "dates", "places"):
        place = 0
        for mention in getattr(mentions, kind):
            assert text[mention.start : mention.end] == mention.text
            assert place <= mention.start < mention.end
            place = mention.end
    for sentence in sentences(text, lang, mentions.persons):
        assert text[sentence.start : sentence.end] == sentence.text
