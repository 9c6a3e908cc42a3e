"""Tests of numbers as people write them."""

import pytest

from workbench.values.numerals import Number, parse_number


@pytest.mark.parametrize(
    ("text", "value", "upper"),
    [
        ("12", 12, 12),
        ("1,200.50", 1200.5, 1200.5),
        ("1.2亿", 1.2e8, 1.2e8),
        ("三十余万", 3e5, 3e5),
        ("叁拾万", 3e5, 3e5),
        ("十来万", 1e5, 1e5),
        ("3万5", 35_000, 35_000),
        ("3万5千", 35_000, 35_000),
        ("二〇二一", 2021, 2021),
        ("两千三", 2300, 2300),
        ("一百零五", 105, 105),
        ("三四十万", 3e5, 4e5),
        ("十几万", 1.1e5, 1.9e5),
        ("一亿三千万", 1.3e8, 1.3e8),
        ("壹拾贰万叁仟肆佰", 123_400, 123_400),
        ("廿三", 23, 23),
    ],
)
def test_a_number_is_read_as_it_is_spoken(text, value, upper):
    number = parse_number(text)
    assert number is not None
    assert (number.value, number.upper) == (value, upper)


def test_a_word_that_is_no_number_gives_nothing():
    assert parse_number("三心二意") is None
    assert parse_number("") is None


def test_a_vague_number_says_that_it_is():
    assert parse_number("三十余万") == Number(300_000, 300_000, approximate=True)
    assert parse_number("三十万") == Number(300_000, 300_000)
