"""Funds from left to right."""

import pytest

from tests.factory.figures import Flow, Hop, some_flows
from workbench.errors import UsageError
from workbench.figures import funds_picture
from workbench.figures.money import shown_sum
from workbench.wording import speaking

NAMES = {"a": "财政专户", "b": "宏达公司", "c": "宏盛商贸部"}


def test_the_text_form_follows_each_flow_to_where_it_rests():
    with speaking("zh"):
        said = repr(funds_picture(some_flows(), names=NAMES))
    assert "5万元" in said
    assert "2023-05-06" in said
    assert "宏盛商贸部" in said
    assert said.count("留存") == 2


def test_the_same_flows_give_the_same_bytes():
    first = funds_picture(some_flows(), names=NAMES).png()
    assert first == funds_picture(some_flows()[::-1], names=NAMES).png()


def test_no_flow_says_so():
    with speaking("en"):
        picture = funds_picture([], names={})
    assert picture.png().startswith(b"\x89PNG")


def test_more_accounts_than_fit_are_refused():
    day = some_flows()[0].hops[0].day
    many = [Flow((Hop("a", f"b{n}", 100, day),), 100) for n in range(50)]
    with pytest.raises(UsageError):
        funds_picture(many, names={})


@pytest.mark.parametrize(
    ("hundredths", "zh", "en"),
    [
        (0, "0元", "0"),
        (1, "0.01元", "0.01"),
        (999_900, "9,999元", "9,999"),
        (1_000_000, "1万元", "10,000"),
        (1_234_050, "12,340.50元", "12,340.50"),
        (48_175_000_0, "481.75万元", "4,817,500"),
        (12_000_000_000, "1.2亿元", "120,000,000"),
        (-1_000_000, "-1万元", "-10,000"),
    ],
)
def test_sums_are_written_as_people_write_them(hundredths, zh, en):
    with speaking("zh"):
        assert shown_sum(hundredths) == zh
    with speaking("en"):
        assert shown_sum(hundredths) == en
