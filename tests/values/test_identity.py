"""Identity numbers and credit codes: cleaned, checked, never refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric

from workbench.values.identity import (
    clean,
    is_credit_code,
    is_identity_number,
    is_masked,
)


def made(day: str, order: int) -> str:
    body = f"990521{day}{order:03d}"
    return body + ric.calc_check_digit(body + "0")


@given(st.dates().filter(lambda day: 1900 <= day.year <= 2099), st.integers(0, 999))
def test_a_number_with_its_check_digit_is_one_and_with_another_is_none(day, order):
    number = made(day.strftime("%Y%m%d"), order)
    assert is_identity_number(number)
    wrong = "0" if number[-1] != "0" else "1"
    assert not is_identity_number(number[:-1] + wrong)


@pytest.mark.parametrize("text", ["990521 19700214 2038", "９９０５２１197002142038"])
def test_gaps_and_width_do_not_matter(text):
    assert clean(text) == "990521197002142038"


def test_a_small_x_is_the_large_one():
    assert clean("99052119740809112x") == "99052119740809112X"


@pytest.mark.parametrize(
    "text", ["", "12345", "990521199913312038", "刘建国", "x" * 18]
)
def test_other_texts_are_no_numbers(text):
    assert not is_identity_number(text)


def test_a_number_of_the_first_generation_needs_a_birth_date():
    assert is_identity_number("990521700214203")
    assert not is_identity_number("990521701314203")


def test_credit_codes_are_checked_and_masks_are_seen():
    assert is_credit_code("91110000600037341L")
    assert not is_credit_code("91110000600037341M")
    assert is_masked("9905**********2038")
    assert is_masked("9905＊＊2038")
