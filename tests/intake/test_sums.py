"""Sums of money as offices write them, to the hundredth."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.intake.cells import Manner, NotThat
from workbench.intake.sums import money, number

SUMS = st.decimals(-(10**9), 10**9, places=2, allow_nan=False)


def wide(text: str) -> str:
    return "".join(
        chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text
    )


@given(SUMS)
def test_every_way_of_writing_a_sum_gives_that_sum(it):
    hundredths = int(it * 100)
    plain = f"{it:.2f}"
    grouped = f"{it:,.2f}"
    ways = [
        plain,
        grouped,
        f"￥{grouped}",
        f"{grouped}元",
        wide(grouped),
        f" {plain} ",
        float(it),
        f"RMB {plain}",
        f"{it:.6f}",
        f'="{plain}"',
        f"'{plain}",
    ]
    if it < 0:
        ways += [f"({-it:,.2f})", f"{-it:.2f}-", f"\u2212{-it:.2f}", f"（{-it:.2f}）"]
    for cell in ways:
        assert money(cell) == hundredths, cell
    assert money(plain.replace(".", ","), Manner(decimal_comma=True)) == hundredths


@pytest.mark.parametrize(
    ("cell", "manner", "wanted"),
    [
        ("3.5万元", Manner(), 3_500_000),
        ("1.2亿", Manner(), 12_000_000_000),
        (99.9, Manner(scale=10_000), 99_900_000),
        ("5.689852347E7", Manner(), 5_689_852_347),
        ("100.00DR", Manner(), -10_000),
        ("100.00 CR", Manner(), 10_000),
        ("+8,000.00", Manner(), 800_000),
        ("1.234.567,89", Manner(decimal_comma=True), 123_456_789),
        ("1,2345,6789.50", Manner(), 12_345_678_950),
        ("12,34,567.00", Manner(), 123_456_700),
        (0.1 + 0.2, Manner(), 30),
        ("0.005", Manner(), 1),
        ("US$1,000", Manner(), 100_000),
    ],
)
def test_units_exponents_and_marks(cell, manner, wanted):
    assert money(cell, manner) == wanted


@pytest.mark.parametrize(
    "cell",
    [
        "一百",
        "abc",
        "1,23",
        "1.2.3",
        "--5",
        "1e999",
        "12:30",
        "2024-01-02",
        "1 2x",
        "%",
        True,
        float("nan"),
        float("inf"),
        "9" * 20,
    ],
)
def test_what_is_no_sum_is_refused(cell):
    with pytest.raises(NotThat, match="not_money"):
        money(cell)


@given(st.text(max_size=30))
def test_no_text_breaks_the_reader(cell):
    try:
        found = money(cell)
    except NotThat:
        return
    assert isinstance(found, int)
    assert any(unicodedata.category(sign).startswith("N") for sign in cell)


@pytest.mark.parametrize(
    ("cell", "wanted"), [("60%", 60.0), ("128.6㎡", 128.6), (3, 3.0), ("57公里", 57.0)]
)
def test_numbers_lose_their_unit(cell, wanted):
    assert number(cell) == wanted


def test_a_part_of_one_becomes_per_cent_without_noise():
    assert number(0.55, Manner(scale=100)) == 55.0
    assert number("0.07", Manner(scale=100)) == float(Decimal("7.00"))
