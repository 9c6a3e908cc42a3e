"""Account and card numbers in one form."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from workbench.values.account import clean, is_card


@given(st.from_regex(r"[0-9]{6,19}", fullmatch=True))
def test_an_account_survives_every_way_of_writing_it(number):
    spaced = " ".join(number[i : i + 4] for i in range(0, len(number), 4))
    for text in (spaced, f"'{number}", f'="{number}"', f"\t{number}", f"{number}-"):
        assert clean(text) == number
    assert clean(clean(spaced)) == clean(spaced)


@given(st.from_regex(r"62[0-9]{13,16}", fullmatch=True))
def test_a_card_has_its_luhn_digit(body):
    number = body + luhn.calc_check_digit(body)
    assert is_card(number)
    assert not is_card(body + str((int(number[-1]) + 1) % 10))


def test_short_numbers_and_words_are_no_cards():
    assert not is_card("3301000011")
    assert not is_card("支付宝")
