"""Who paid whom: by columns, words, signs, names, or the balance."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.intake.cells import NotThat
from workbench.intake.sides import LeftOut, Way, direction_of, transfer, way_of

OWN = {"own_name": "张三", "own_account": "6222"}


def settled(*names: str, rows=(), title="", own=True):
    roles = {name: column for column, name in enumerate(names)}
    return way_of(roles, list(rows), title, own=own)


@pytest.mark.parametrize(
    ("word", "side"),
    [
        ("借", "out"),
        ("贷", "in"),
        ("支出", "out"),
        ("收入", "in"),
        ("进", "in"),
        ("D", "out"),
        ("CR", "in"),
        ("借方", "out"),
        ("不计收支", "neither"),
        ("/", "neither"),
        ("付款", "out"),
        ("收-转账", "in"),
        ("左", None),
        ("", None),
    ],
)
def test_words_of_direction(word, side):
    assert direction_of(word) == side


def test_debit_goes_out_and_credit_comes_in():
    way = settled("debit", "credit", "balance")
    out = transfer(way, {**OWN, "debit": 100, "credit": None, "other_name": "李四"})
    assert (out["payer"], out["payee"], out["amount"]) == ("张三", "李四", 100)
    back = transfer(way, {**OWN, "debit": None, "credit": 70, "other_name": "李四"})
    assert (back["payer"], back["payee"], back["payee_account"]) == (
        "李四",
        "张三",
        "6222",
    )


def test_a_reversal_in_red_goes_the_other_way():
    fields = transfer(
        settled("debit", "credit"), {**OWN, "debit": -100, "other_name": "李四"}
    )
    assert (fields["payer"], fields["amount"]) == ("李四", 100)


def test_the_balance_turns_words_that_contradict_it():
    rows = [
        {"debit": 10, "credit": None, "balance": 10},
        {"debit": 5, "credit": None, "balance": 15},
        {"debit": None, "credit": 3, "balance": 12},
        {"debit": None, "credit": 2, "balance": 10},
    ]
    way = settled("debit", "credit", "balance", rows=rows)
    assert way.turned
    assert way.guess == "intake.turned_by_balance"
    assert not settled("debit", "credit", "balance", rows=rows[::-1][:2]).guess


def test_newest_first_or_oldest_first_the_balance_says_the_same():
    rows = [
        {"debit": 10, "credit": None, "balance": 90},
        {"debit": 5, "credit": None, "balance": 85},
        {"debit": None, "credit": 3, "balance": 88},
        {"debit": None, "credit": 2, "balance": 90},
    ]
    for run in (rows, rows[::-1]):
        assert not settled("debit", "credit", "balance", rows=run).turned


def test_a_minus_that_repeats_the_word_is_no_reversal():
    rows = [{"amount": -5, "direction": "出"}, {"amount": 3, "direction": "进"}]
    way = settled("amount", "direction", rows=rows)
    assert way.absolute
    assert transfer(way, {**OWN, **rows[0], "other_name": "李四"})["payee"] == "李四"


def test_payer_and_payee_by_name_need_no_direction():
    way = settled("payer", "payee", "amount")
    fields = transfer(way, {"payer": "甲", "payee": "乙", "amount": 5})
    assert (fields["payer"], fields["payee"]) == ("甲", "乙")
    back = transfer(way, {"payer": "甲", "payee": "乙", "amount": -5})
    assert (back["payer"], back["payee"], back["amount"]) == ("乙", "甲", 5)


def test_a_lone_payee_in_a_statement_is_the_other_side():
    way = settled("payee", "amount", "balance", rows=[{"amount": -5}, {"amount": 7}])
    assert way.by == "sign"
    assert transfer(way, {**OWN, "payee": "乙", "amount": 7})["payer"] == "乙"


def test_in_a_list_of_payments_a_minus_is_money_that_came_back():
    way = settled("payee", "amount", rows=[{"amount": 5}, {"amount": -7}], own=False)
    fields = transfer(way, {"payee": "乙", "amount": -7})
    assert (fields["payer"], fields["payee"]) == ("乙", None)


def test_name_and_number_in_one_cell_are_taken_apart():
    way = Way("sign")
    for cell in (
        "李四 6222020000002222",
        "6222020000002222/李四",
        "李四(6222020000002222)",
    ):
        fields = transfer(way, {**OWN, "amount": -5, "other_party": cell})
        assert (fields["payee"], fields["payee_account"]) == (
            "李四",
            "6222020000002222",
        )


@pytest.mark.parametrize(
    ("way", "row", "code"),
    [
        (Way("columns"), {"debit": 1, "credit": 2}, "both_sides"),
        (Way("columns"), {"debit": None, "credit": None}, "no_amount"),
        (Way("word"), {"amount": 1, "direction": "左"}, "direction_unclear"),
        (Way("sides"), {"amount": 1}, "no_side"),
    ],
)
def test_what_cannot_be_told_is_refused(way, row, code):
    with pytest.raises(NotThat, match=code):
        transfer(way, row)


@pytest.mark.parametrize(
    ("way", "row", "code"),
    [
        (Way("sign"), {**OWN, "amount": 0}, "zero"),
        (Way("word"), {**OWN, "amount": 1, "direction": "不计收支"}, "neither_way"),
        (
            Way("word"),
            {**OWN, "amount": 1, "direction": "支出", "status": "交易关闭"},
            "failed",
        ),
    ],
)
def test_what_is_no_transfer_is_left_out(way, row, code):
    with pytest.raises(LeftOut, match=code):
        transfer(way, row)


def test_nothing_tells_direction_and_nothing_is_invented():
    assert settled("amount", "other_name", rows=[{"amount": 5}, {"amount": 7}]) is None


@given(st.integers(1, 10**12), st.sampled_from(["out", "in"]))
def test_the_amount_is_always_positive_and_the_sides_never_the_same(amount, side):
    way = Way("sign")
    signed = -amount if side == "out" else amount
    fields = transfer(way, {**OWN, "amount": signed, "other_name": "李四"})
    assert fields["amount"] == amount
    assert {fields["payer"], fields["payee"]} == {"张三", "李四"}
    assert (fields["payer"] == "张三") == (side == "out")
