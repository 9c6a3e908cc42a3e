"""Need-to-know: who may open a case, and the trace of a refusal (red line X7).

In folder mode ``who`` is declared, so this is advisory: it stops an honest mistake and
leaves a trace. In team mode the server enforces the same rule with row-level security
and the name is the server's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.errors import RedLine

if TYPE_CHECKING:
    from collections.abc import Collection

    from workbench.journal.entry import Entry
    from workbench.journal.trail import Journal


def recuse(journal: Journal, person: str, *, why: str) -> Entry:
    """Journal that a person stands aside from the case."""
    return journal.append("recused", person, {}, why=why)


def readmit(journal: Journal, person: str, *, why: str) -> Entry:
    """Journal that a recusal is lifted."""
    return journal.append("readmitted", person, {}, why=why)


def recused(journal: Journal) -> frozenset[str]:
    """Return who stands aside now."""
    aside: set[str] = set()
    for entry in journal.entries():
        if entry.verb == "recused":
            aside.add(entry.of)
        elif entry.verb == "readmitted":
            aside.discard(entry.of)
    return frozenset(aside)


def check_opening(
    journal: Journal, *, who: str | None = None, handlers: Collection[str] = ()
) -> None:
    """Let ``who`` open the case, or refuse and journal the refusal.

    Parameters
    ----------
    journal
        The case's journal.
    who
        Who opens; the journal's own ``who`` where absent.
    handlers
        Those assigned to the case; empty where the office has not said.

    Raises
    ------
    RedLine
        ``journal.recused`` or ``journal.not_assigned``; the refusal stands in the
        journal by then.
    """
    person = journal.who if who is None else who
    code = None
    if person in recused(journal):
        code = "recused"
    elif handlers and person not in handlers:
        code = "not_assigned"
    if code is not None:
        journal.append("opening_refused", person, {"rule": "X7", "why": code})
        raise RedLine(f"journal.{code}", who=person)
