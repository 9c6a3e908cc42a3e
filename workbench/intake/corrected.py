"""A person's correction of how a layout is read: checked, then one journal value."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from workbench.errors import CaseError
from workbench.intake.forms import forms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.intake.report import Layout

IGNORE = "ignore"
"""The form of a table that is left out on purpose."""

ENCODINGS = ("utf-8", "gb18030", "big5", "utf-16", "cp1252", "shift_jis", "euc-kr")
"""Text encodings offered to choose from; any other that Python knows is taken too."""


def corrected(
    layout: Layout, form: str | None, columns: Mapping[str, str]
) -> dict[str, object]:
    """Return the value of a ``mapping_set`` entry for a layout.

    Parameters
    ----------
    layout
        How it is understood so far.
    form
        Form of table, ``ignore``, or ``None`` for the form it has.
    columns
        Header name or ``#n`` -> role; ``""`` takes a column's role away.

    Raises
    ------
    CaseError
        ``case.no_such_form``, ``case.no_such_column``, ``case.no_such_role`` or
        ``case.role_twice``.
    """
    wanted = form or layout.form
    if wanted == IGNORE:
        return {"form": IGNORE, "columns": {}}
    if wanted not in forms():
        raise CaseError("case.no_such_form", form=wanted, known=", ".join(forms()))
    known = roles_of(wanted)
    kept = dict(layout.columns) if wanted == layout.form else {}
    given = {_column(layout, name): role for name, role in columns.items()}
    asked = [role for role in given.values() if role]
    if len(set(asked)) < len(asked):
        raise CaseError("case.role_twice")
    for name, role in given.items():
        if role and role not in known:
            listed = ", ".join(sorted(known))
            raise CaseError("case.no_such_role", role=role, known=listed)
        kept = {each: its for each, its in kept.items() if its != role or not role}
        kept[name] = role
    kept = {name: role for name, role in kept.items() if role}
    return {"form": wanted, "columns": kept}


def roles_of(form: str) -> tuple[str, ...]:
    """Return the roles that a column of a form may have, sorted."""
    return tuple(sorted({*forms()[form].types, *forms()[form].extra["roles"]}))


def encoding_name(told: str) -> str | None:
    """Return the plain name of a text encoding, or ``None`` where there is none."""
    try:
        found = codecs.lookup(told)
    except LookupError:
        return None
    return found.name if getattr(found, "_is_text_encoding", True) else None


def _column(layout: Layout, name: str) -> str:
    """Return the column as the layout calls it; ``#3`` is the third."""
    if name in layout.headers or name in layout.columns:
        return name
    if name.startswith("#") and name[1:].isdecimal():
        place = int(name[1:]) - 1
        if 0 <= place < len(layout.headers):
            return layout.headers[place] or name
    raise CaseError("case.no_such_column", column=name)
