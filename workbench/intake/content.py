"""Columns recognised by what they hold, where their names say nothing.

Only kinds of value that carry their own proof count: identity numbers and credit codes
with check digits, plates, card numbers with a Luhn digit. A column of words is never
guessed at.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.intake.cells import PLAIN, NotThat, is_empty, words_of
from workbench.intake.forms import candidates
from workbench.intake.readers import READERS
from workbench.values import account, identity, plate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from workbench.intake.forms import Form
    from workbench.intake.raw import Row

_LEAST = 3
_LOOK = 40
_SHARE = 0.8
_PROOFS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("plate", plate.is_plate),
    ("id", identity.is_identity_number),
    ("code", identity.is_credit_code),
    ("account", account.is_card),
)
_DAYS = re.compile(r"(?i)日期|时间|日$|date|time|day\b|when")
_SUMS = re.compile(r"(?i)金额|数额|款额|额$|款$|amount|sum\b|value")
_ONE = {"date": "date", "money": "amount"}


def proof_of(cells: Sequence[str]) -> str | None:
    """Return the type that at least four in five of a column's values prove.

    Parameters
    ----------
    cells
        Values that are not empty; fewer than three prove nothing.
    """
    if len(cells) < _LEAST:
        return None
    for kind, proves in _PROOFS:
        if sum(proves(cell) for cell in cells) >= _SHARE * len(cells):
            return kind
    return None


def proofs_of(rows: Sequence[Row], names: Sequence[str]) -> dict[int, str]:
    """Return column -> type for the columns whose values carry their own proof.

    Days and sums count too where an unknown name at least speaks of one; such a
    column may be the table's ``date`` or ``amount``.

    Complexity: O(columns x 40); the first forty rows are looked at.
    """
    found = {}
    for column, name in enumerate(names):
        cells = [
            words_of(row[column])
            for row in rows[:_LOOK]
            if column < len(row) and not is_empty(row[column])
        ]
        kind = proof_of(cells) or _spoken_of(name, cells)
        if kind:
            found[column] = kind
    return found


def _spoken_of(name: str, cells: Sequence[str]) -> str | None:
    """Return ``date`` or ``money`` for an unknown name that speaks of what it holds."""
    if not cells or candidates(name):
        return None
    for kind, words in (("date", _DAYS), ("money", _SUMS)):
        if words.search(name) and all(_is(kind, cell) for cell in cells):
            return kind
    return None


def _is(kind: str, cell: str) -> bool:
    try:
        READERS[kind](cell, PLAIN)
    except NotThat:
        return False
    return True


def by_content(
    form: Form, roles: Mapping[str, int], proofs: Mapping[int, str]
) -> dict[str, int]:
    """Return roles for columns without a known name, by what they hold.

    A role is given only where the form has exactly one open role of that type.
    """
    taken = set(roles.values())
    found: dict[str, int] = {}
    for column, kind in proofs.items():
        one = _ONE.get(kind)
        if one:
            if one in form.extra["roles"] and column not in taken:
                found.update({one: column} if one not in {*roles, *found} else {})
            continue
        open_roles = [
            role
            for role, type_ in form.types.items()
            if type_ == kind
            and role not in roles
            and role not in found
            and role in form.extra["roles"]
        ]
        if column not in taken and len(open_roles) == 1:
            found[open_roles[0]] = column
    return found
