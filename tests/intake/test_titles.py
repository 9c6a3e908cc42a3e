"""What a title says beyond its rows: a fund, a month, an account, a unit."""

from __future__ import annotations

import pytest

from workbench.intake.posts import unit_and_post, unit_in_title
from workbench.intake.titles import card_in, fund_in, month_in


@pytest.mark.parametrize(
    ("title", "fund"),
    [
        ("石桥镇2023年农机购置补贴发放花名册", "农机购置补贴"),
        ("柳林镇上湾村2022年度耕地地力保护补贴公示表", "耕地地力保护补贴"),
        ("2021年第一季度农村低保金发放名册", "农村低保金"),
        ("County Seed Grant payments 2024", "County Seed Grant"),
        ("人员名单", None),
    ],
)
def test_a_roll_names_its_fund(title, fund):
    assert fund_in([title], None) == fund


def test_a_payroll_names_its_month_if_it_names_one():
    assert month_in("县第二中学2021年9月工资表") == "2021-09"
    assert month_in("2021年9月至2021年10月") is None
    assert month_in("工资表") is None


def test_only_a_number_that_checks_is_an_account():
    assert card_in(["6222020000001112_流水"]) == "6222020000001112"
    assert card_in(["6222020000001113", "20240102"]) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("清河县水利局副局长", ("清河县水利局", "副局长")),
        ("柳林镇上湾村党支部书记", ("柳林镇上湾村", "党支部书记")),
        ("县第二中学校长", ("县第二中学", "校长")),
        ("副局长", None),
        ("", None),
        ("清河县财政局党组书记、局长", ("清河县财政局", "党组书记、局长")),
    ],
)
def test_unit_and_post_in_one_cell_are_taken_apart(text, wanted):
    assert unit_and_post(text) == wanted


def test_a_title_names_the_unit_whose_staff_it_lists():
    assert unit_in_title(("清河县水利局干部花名册",)) == "清河县水利局"
    assert unit_in_title(("清河县水利局2024年在编人员名单",)) == "清河县水利局"
    assert unit_in_title(("干部花名册",)) is None
