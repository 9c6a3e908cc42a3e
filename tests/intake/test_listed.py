"""Cells that hold several values are taken apart, and nothing is made up."""

from __future__ import annotations

from datetime import date

import pytest

from workbench.intake.cells import NotThat
from workbench.intake.forms import forms
from workbench.intake.listed import each_listed, split_period

REGISTRY = forms()["registry"]


def owners(**values):
    found = each_listed(REGISTRY, {"company": "甲公司", **values})
    return [(one.get("owner"), one.get("share")) for one in found if one.get("owner")]


@pytest.mark.parametrize(
    "cell",
    [
        "张三（60%）、李四（40%）",
        "张三60%；李四40%",
        "张三:60%/李四:40%",
        "张三 60%\n李四 40%",
    ],
)
def test_owners_with_their_shares(cell):
    assert owners(owner=cell) == [("张三", 60.0), ("李四", 40.0)]


def test_one_share_for_several_owners_belongs_to_none_of_them():
    assert owners(owner="张三、李四", share=100.0) == [("张三", None), ("李四", None)]


def test_one_owner_keeps_the_share_beside():
    assert owners(owner="张三", share=100.0) == [("张三", 100.0)]


def test_english_names_with_a_comma_stay_whole():
    assert owners(owner="Lee, Ann") == [("Lee, Ann", None)]


def test_officers_of_several_columns_carry_their_office():
    found = list(
        each_listed(
            REGISTRY, {"company": "甲", "officer": "张三", "officer#监事": "李四"}
        )
    )
    assert [(one["officer"], one.get("officer_role")) for one in found] == [
        ("张三", None),
        ("李四", "监事"),
    ]


@pytest.mark.parametrize(
    ("period", "since", "until"),
    [
        ("2015.04-2019.03", date(2015, 4, 1), date(2019, 3, 31)),
        ("2019年3月至今", date(2019, 3, 1), None),
        ("2015-04-10 — 2019-03-14", date(2015, 4, 10), date(2019, 3, 14)),
        ("2015/4/10 to 2016/1/2", date(2015, 4, 10), date(2016, 1, 2)),
        ("2015.04～", date(2015, 4, 1), None),
    ],
)
def test_a_period_becomes_two_days(period, since, until):
    values = {"period": period}
    split_period(values)
    assert (values.get("since"), values.get("until")) == (since, until)


def test_a_period_that_is_none_is_refused():
    with pytest.raises(NotThat):
        split_period({"period": "很久以前"})
