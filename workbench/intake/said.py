"""What the lines above a table say for roles that have no column."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.intake.cells import PLAIN, Manner, NotThat
from workbench.intake.forms import candidates
from workbench.intake.manner import said_scale
from workbench.intake.readers import READERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.intake.forms import Form
    from workbench.intake.raw import Cell


_NUMBER_FIRST = re.compile(
    r"([0-9Xx*][0-9Xx* -]{6,}[0-9Xx*])(?=[\s,，;；(（\u4e00-\u9fff]|$)"
)


def is_a(kind: str, cell: Cell, manner: Manner) -> bool:
    """Say whether a cell reads as a value of a canonical type."""
    try:
        READERS[kind](cell, manner)
    except NotThat:
        return False
    return True


def said_for(
    form: Form, lines: Mapping[str, str], roles: Mapping[str, int]
) -> dict[str, object]:
    """Return what lines above a table say for roles that have no column.

    Parameters
    ----------
    lines
        Folded key -> value (see :func:`workbench.intake.header.spoken`).
    roles
        Roles that have a column.
    """
    said: dict[str, object] = {}
    for key, value in lines.items():
        for each in candidates(key):
            kind = form.types.get(each.role, "text")
            usable = each.form == form.id and each.role not in roles | said.keys()
            if not usable or kind in ("money", "number"):
                continue
            if each.role == "unit" and (
                value == "元" or said_scale(f"单位：{value}") > 1
            ):
                continue
            plain = _number_in(value) if kind == "account" else value
            if is_a(kind, plain, PLAIN):
                said[each.role] = READERS[kind](plain, PLAIN)
    return said


def _number_in(value: str) -> str:
    """Return the number of ``621483****1234 南通分行``, else the words as they are."""
    found = _NUMBER_FIRST.match(value)
    return found[1].strip() if found else value
