"""Sums of money and plain numbers, as offices write them."""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from workbench.intake.cells import PLAIN, Manner, NotThat, half

if TYPE_CHECKING:
    from workbench.intake.raw import Cell

_MOST = Decimal(10) ** 17
_MINUS = ("-", "\u2212", "–")
_SIGN = {"dr": -1, "借": -1, "cr": 1, "贷": 1}
_CURRENCY = re.compile(
    r"(?i)人民币|rmb|cny|usd|eur|gbp|hkd|us\$|hk\$|[￥¥$€£元圆整]|美元|港币|欧元"
)
_MANY = {"万": 10_000, "亿": 100_000_000, "千": 1_000}
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d{1,4}(?:,\d{4})+(?:\.\d*)?")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d*)?")
_NUMBER = re.compile(r"(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?")


def money(cell: Cell, manner: Manner = PLAIN) -> int:
    """Return hundredths of the currency unit, signed, rounded half up.

    Takes thousands separators, full-width digits, parentheses and trailing minus for
    negatives, currency signs, DR/CR, exponents and a trailing 万 or 亿.

    Raises
    ------
    NotThat
        ``intake.not_money`` when it is no sum, or one beyond 10^15 units.
    """
    if isinstance(cell, (bool, date, time)):
        raise NotThat("intake.not_money")
    if isinstance(cell, (int, float)):
        return _hundredths(Decimal(repr(cell)), manner.scale)
    text = _CURRENCY.sub("", half(cell)).replace(" ", "").replace("'", "")
    sign, text = _signed(text)
    scale = manner.scale
    if text[-1:] in _MANY:
        scale, text = _MANY[text[-1]], text[:-1]
    number = _plain_number(text, decimal_comma=manner.decimal_comma)
    return sign * _hundredths(number, scale)


def _signed(text: str) -> tuple[int, str]:
    sign = 1
    low = text.lower()
    for mark, factor in _SIGN.items():
        if low.endswith(mark) or low.startswith(mark):
            text = text[: -len(mark)] if low.endswith(mark) else text[len(mark) :]
            sign *= factor
            break
    if text.startswith("(") and text.endswith(")"):
        return -sign, text[1:-1]
    if text.endswith(_MINUS):
        return -sign, text[:-1]
    if text.startswith(_MINUS):
        return -sign, text[1:]
    return sign, text.removeprefix("+")


def _plain_number(text: str, *, decimal_comma: bool) -> Decimal:
    if decimal_comma:
        text = text.replace(".", "").replace(",", ".")
    elif "," in text:
        if not (_GROUPED.fullmatch(text) or _INDIAN.fullmatch(text)):
            raise NotThat("intake.not_money")
        text = text.replace(",", "")
    if not _NUMBER.fullmatch(text):
        raise NotThat("intake.not_money")
    return Decimal(text)


def _hundredths(number: Decimal, scale: int) -> int:
    try:
        exact = number * scale * 100
        if not exact.is_finite() or abs(exact) > _MOST:
            raise NotThat("intake.not_money")
        return int(exact.to_integral_value("ROUND_HALF_UP"))
    except InvalidOperation:
        raise NotThat("intake.not_money") from None


def number(cell: Cell, manner: Manner = PLAIN) -> float:
    """Return a number; per cent signs and common units of measure are dropped.

    Raises
    ------
    NotThat
        ``intake.not_a_number``.
    """
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return round(float(cell) * manner.scale, 9)
    text = re.sub(
        r"(?i)[%\s]|公里|千米|km|miles?|亩|平方米|平米|㎡|m2|sqm|天|台|人|户|元$",
        "",
        half(cell),
    )
    try:
        sign, text = _signed(text)
        plain = _plain_number(text, decimal_comma=manner.decimal_comma)
        return float(sign * plain * manner.scale)
    except NotThat:
        raise NotThat("intake.not_a_number") from None
