"""How a column writes its values is settled once, from header and cells."""

from __future__ import annotations

import pytest

from workbench.intake.manner import (
    currency_code,
    header_currency,
    manner_of,
    said_scale,
    scale_of,
)


@pytest.mark.parametrize(
    ("header", "scale"),
    [
        ("金额（万元）", 10_000),
        ("金额(亿元)", 10**8),
        ("金额（元）", 1),
        ("金额", None),
        ("Amount ($ thousand)", 1_000),
        ("Value (million)", 10**6),
        ("千元", 1_000),
    ],
)
def test_units_in_a_header(header, scale):
    assert scale_of(header) == scale


def test_a_unit_above_the_table_holds_where_the_header_has_none():
    assert said_scale("资金表 单位：万元") == 10_000
    assert said_scale("in thousands of dollars") == 1_000
    manner, _ = manner_of("amount", "money", "金额", ["1"], "单位：万元")
    assert manner.scale == 10_000
    manner, _ = manner_of("amount", "money", "金额（元）", ["1"], "单位：万元")
    assert manner.scale == 1


@pytest.mark.parametrize(
    ("cells", "comma"),
    [(["1.234,50", "7,00"], True), (["1,234.50", "7.00"], False), (["1,234"], False)],
)
def test_a_decimal_comma_is_seen_in_the_column(cells, comma):
    assert manner_of("amount", "money", "Betrag", cells, "")[0].decimal_comma == comma


@pytest.mark.parametrize(
    ("cells", "day_first", "guess"),
    [
        (["13/02/2024", "01/03/2024"], True, None),
        (["02/13/2024", "03/01/2024"], False, None),
        (["02/13/2024", "03/14/2024", "14/14/2024"], False, None),
        (["01/02/2024", "02/02/2024", "01/03/2024"], True, "intake.day_or_month"),
        (["2024-01-02"], False, None),
    ],
)
def test_day_or_month_first_by_what_is_possible_then_by_order(cells, day_first, guess):
    manner, said = manner_of("date", "date", "Date", cells, "")
    assert (manner.day_first, said) == (day_first, guess)


@pytest.mark.parametrize(
    ("header", "cells", "scale"),
    [
        ("持股比例", [0.6, 0.4], 100),
        ("持股比例", ["60%", "40%"], 1),
        ("持股比例(%)", [0.5], 1),
        ("share", [60, 40], 1),
    ],
)
def test_shares_become_per_cent(header, cells, scale):
    assert manner_of("share", "number", header, cells, "")[0].scale == scale


def test_currencies_have_one_code():
    assert currency_code("人民币") == currency_code("RMB") == "CNY"
    assert currency_code("美元") == "USD"
    assert currency_code("XAU") == "XAU"
    assert header_currency("金额（元）") == "CNY"
    assert header_currency("DonationEUR") == "EUR"
    assert header_currency("Amount (GBP)") == "GBP"
    assert header_currency("金额") is None
