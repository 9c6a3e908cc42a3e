"""Canonical type -> function that reads a cell as that type."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.intake.cells import PLAIN, Manner, NotThat, words_of
from workbench.intake.days import clock, day, month
from workbench.intake.sums import money, number
from workbench.values import account, identity, plate

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from workbench.intake.raw import Cell

    Parsed = str | int | float | date | None


_ROUNDED = re.compile(r"\d(?:\.\d+)?[eE]\+?\d{1,2}")  # 6.22202E+18: a sheet rounded it


def _account(cell: Cell, manner: Manner = PLAIN) -> str:  # noqa: ARG001 - one signature for all readers
    if isinstance(cell, float) and abs(cell) >= 1e15:  # noqa: PLR2004 - a double keeps 15 digits
        raise NotThat("intake.digits_lost")
    words = words_of(cell)
    if _ROUNDED.fullmatch(words):
        raise NotThat("intake.digits_lost")
    return account.clean(words)


def _identity(cell: Cell, manner: Manner = PLAIN) -> str:  # noqa: ARG001 - one signature for all readers
    if isinstance(cell, float) and abs(cell) >= 1e15:  # noqa: PLR2004 - a double keeps 15 digits
        raise NotThat("intake.digits_lost")
    words = words_of(cell)
    if _ROUNDED.fullmatch(words):
        raise NotThat("intake.digits_lost")
    return identity.clean(words)


def _plate(cell: Cell, manner: Manner = PLAIN) -> str:  # noqa: ARG001 - one signature for all readers
    return plate.clean(words_of(cell))


def _text(cell: Cell, manner: Manner = PLAIN) -> str:  # noqa: ARG001 - one signature for all readers
    return words_of(cell)


READERS: dict[str, Callable[[Cell, Manner], Parsed]] = {
    "name": _text,
    "unit": _text,
    "text": _text,
    "address": _text,
    "code": _text,
    "phone": _text,
    "id": _identity,
    "account": _account,
    "plate": _plate,
    "money": money,
    "number": number,
    "date": day,
    "month": month,
    "time": clock,
}
"""Canonical type -> reader."""
