"""Blocks read the same as text and as what the screen draws."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from typing import get_args

import pytest

from workbench.widgets.blocks import (
    Ask,
    Bar,
    Bars,
    Beside,
    Block,
    Button,
    Buttons,
    Cell,
    Dots,
    Facts,
    Field,
    Grid,
    Heading,
    Mark,
    Marked,
    Note,
    Row,
    to_json,
)
from workbench.widgets.plain_form import ROWS, as_text
from workbench.wording import speaking

DAY = date(2026, 9, 14)
EVERY = (
    Heading("题目"),
    Note("一句话", "warn"),
    Facts((("名", "值"),)),
    Grid("表", ("甲", "乙"), (Row(("一", Cell("二", "good")), "k", chosen=True),)),
    Marked("信", "张三收钱", (Mark(0, 2, "subject", "何人"),)),
    Ask("go", "做", (Field("why", "理由"),), "确定", call="case.decide(…)"),
    Buttons("操作", (Button("go", "做"),)),
    Bars("日程", (Bar("S01", "查账", "外围", DAY, DAY, alert=2),), DAY, DAY),
    Dots("具体性", (("甲", (3.0, 1.0)),)),
    Beside((Note("左"),), (Note("右"),)),
)


def test_every_kind_of_block_has_a_text() -> None:
    assert {type(b) for b in EVERY} == set(get_args(Block))
    for block in EVERY:
        assert as_text([block]).strip()


def test_the_screen_gets_every_field_of_a_block() -> None:
    for block in EVERY:
        said = to_json(block)
        assert said.pop("type") == type(block).__name__
        assert set(said) == {f.name for f in fields(block)}


def test_what_the_screen_gets_is_plain_json() -> None:
    def plain(value: object) -> bool:
        if isinstance(value, dict):
            return all(plain(v) for v in value.values())
        if isinstance(value, list):
            return all(plain(v) for v in value)
        return not is_dataclass(value) and not isinstance(value, date)

    assert plain(to_json(EVERY))


def test_no_line_ends_in_a_blank() -> None:
    text = as_text(EVERY)
    assert text == "\n".join(line.rstrip() for line in text.split("\n"))


def test_a_long_grid_says_how_much_is_left_out() -> None:
    rows = tuple(Row((str(n),)) for n in range(ROWS + 7))
    with speaking("en"):
        assert as_text([Grid("t", ("n",), rows)]).endswith("… and 7 more")


def test_a_cell_stays_on_its_line() -> None:
    text = as_text([Grid("t", ("a",), (Row(("one\ntwo\r\n<b>three</b>",)),))])
    assert "one two" in text
    assert len(text.splitlines()) == 3


def test_a_quote_is_cut_from_its_letter_by_code_points() -> None:
    marked = Marked("信", "𬀩某收到五万元", (Mark(4, 7, "amount", "何物"),))
    assert "五万元" in as_text([marked]).splitlines()[-1]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_step_that_goes_soon_says_until_when(lang) -> None:
    bar = Bar("S01", "查账", "外围", DAY, DAY, expires=DAY)
    with speaking(lang):
        assert "2026-09-14" in as_text([Bars("日程", (bar,), DAY, DAY)])
