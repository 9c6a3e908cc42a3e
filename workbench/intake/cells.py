"""Cells as they stood: empty or not, the words a person saw, and how a column writes.

A reader (:mod:`workbench.intake.readers`) takes a cell that is not empty and returns a
value of a canonical type, or raises :class:`NotThat` with the code of the problem.
Nothing
is guessed there: how a column writes its days, decimals and units is settled once for
the column (:class:`Manner`).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.intake.raw import Cell


class NotThat(ValueError):  # noqa: N818 - read as "this cell is not that"
    """A cell that is not of the type its column asks for; carries only a code."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How one column writes its values.

    Parameters
    ----------
    scale
        Units of currency in one unit of the column (万元: 10 000).
    decimal_comma
        Whether ``1.234,56`` is the way.
    day_first
        Whether ``03/04/2024`` is the third of April.
    last
        Whether a month or year alone means its last day (ends of periods).
    year
        Year for months without one (from the title of a payroll).
    """

    scale: int = 1
    decimal_comma: bool = False
    day_first: bool = False
    last: bool = False
    year: int | None = None


PLAIN = Manner()
EMPTY_SIGNS = frozenset(
    {"", "-", "--", "---", "—", "——", "/", "\\", "无", "空", "n/a", "na", "null",
     "none",
     "nan", "#n/a", "nil", "(null)", "不详", "未知"}
)  # fmt: skip
_QUOTED = re.compile(r'="([^"]*)"')
_SPACE = re.compile(r"\s+")


def is_empty(cell: Cell) -> bool:
    """Say whether a cell says nothing: blank, or a sign that stands for nothing."""
    if cell is None:
        return True
    if not isinstance(cell, str):
        return False
    if len(cell) > 12:  # noqa: PLR2004 - longer than any sign for nothing
        return not cell.strip()
    return cell.strip().lower() in EMPTY_SIGNS


def words_of(cell: Cell) -> str:
    """Return a cell as the text a person saw: one line, no gaps at the ends."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:  # noqa: PLR2004 - exact in a double
        return str(int(cell))
    if isinstance(cell, float):
        return format(Decimal(repr(cell)), "f")
    if isinstance(cell, datetime):
        return (
            cell.date().isoformat()
            if cell.time() == time()
            else cell.isoformat(sep=" ", timespec="seconds")
        )
    if isinstance(cell, str):
        found = _QUOTED.fullmatch(cell.strip())
        kept = found[1] if found else cell.strip().lstrip("'`\ufeff")
        return _SPACE.sub(" ", kept).strip() if "\n" not in kept else kept.strip()
    return "" if cell is None else str(cell)


def half(cell: Cell) -> str:
    """Return a cell as text in half-width signs."""
    return unicodedata.normalize("NFKC", words_of(cell)).strip()
