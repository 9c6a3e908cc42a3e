"""Tables without a row of names: what the columns hold is the layout's only mark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.intake.cells import is_empty, words_of

if TYPE_CHECKING:
    from workbench.intake.raw import RawTable

_DEPTH = 60
_LIKE_DAY = re.compile(
    r"\d{4}[-/.年]?\d{1,2}[-/.月]?\d{1,2}.{0,12}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}"
)
_LIKE_SUM = re.compile(r"[-+(]?[\d,]+(?:\.\d+)?\)?")


def shape_of(table: RawTable) -> str:
    """Say what the columns of a table without header hold: its layout's only mark."""
    width = max((len(row) for row in table.rows[:_DEPTH]), default=0)
    return "/".join(_holds(table, column) for column in range(width))


def _holds(table: RawTable, column: int) -> str:
    rows = [row for row in table.rows[:_DEPTH] if column < len(row)]
    cells = [words_of(row[column]) for row in rows if not is_empty(row[column])]
    if not cells:
        return "-"
    for sign, form in (("d", _LIKE_DAY), ("n", _LIKE_SUM)):
        if sum(bool(form.fullmatch(cell)) for cell in cells) > len(cells) / 2:
            return sign
    return "t"
