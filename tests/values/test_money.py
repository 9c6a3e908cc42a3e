"""Tests of sums in words."""

import pytest

from workbench.values.money import currency_of, make_sum, parse_english_number
from workbench.values.numerals import Number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4,500", 4500),
        ("1.2 million", 1.2e6),
        ("thirty thousand", 30_000),
        ("half a million", 500_000),
        ("20k", 20_000),
        ("twenty-five hundred", 2500),
        ("one hundred and fifty thousand", 150_000),
        ("two million three hundred thousand", 2.3e6),
    ],
)
def test_an_english_number_is_read_as_it_is_spoken(text, value):
    number = parse_english_number(text)
    assert number is not None
    assert number.value == value


def test_a_few_thousand_is_an_interval():
    assert parse_english_number("a few thousand") == Number(
        2000, 9000, approximate=True
    )


def test_words_that_count_nothing_give_nothing():
    assert parse_english_number("a of some") is None
    assert parse_english_number("gravel") is None


def test_a_currency_is_known_by_word_and_by_sign():
    assert [currency_of(w) for w in ("元", "US$", "£", "EUR", "shells")] == [
        "CNY", "USD", "GBP", "EUR", "CNY",
    ]  # fmt: skip


def test_a_sum_keeps_both_ends_of_its_interval():
    total = make_sum(Number(3, 5, approximate=True), "CNY", 10_000)
    assert (total.value, total.upper, total.approximate) == (30_000, 50_000, True)
