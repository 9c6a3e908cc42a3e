"""Recusal in a case: hints, a person's decision, and the yes or no on the reporter.

What the graph finds is a hint that blocks until a person decides. Whether a member is
close to the reporter is answered with yes or no, to someone outside the team who
approves; that it was asked is journaled, the answer is not (DOMAIN X3, X7).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.case import verification
from workbench.errors import CaseError, RedLine, UnknownName
from workbench.intake.unseal import check_recusal

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.case.case import Case
    from workbench.journal import Entry
    from workbench.planning import Member

DECISIONS = ("recused", "cleared")


def member_of(case: Case, name: str) -> Member:
    """Return the member of the team of that name.

    Raises
    ------
    UnknownName
        When the team has none; the fields list those it has.
    """
    team = verification.team(case.settings)
    for member in team:
        if member.name == name:
            return member
    known = ", ".join(m.name for m in team)
    raise UnknownName("case.no_such_member", name=name, known=known)


def decide(
    case: Case, member: str, decision: str, *, person: str = "", why: str
) -> Entry:
    """Journal whether a member stands aside, towards one person or the whole case.

    Raises
    ------
    UnknownName
        For an unknown member or decision.
    CaseError
        Without a reason.
    """
    member_of(case, member)
    if decision not in DECISIONS:
        known = ", ".join(DECISIONS)
        raise UnknownName("case.no_such_recusal", name=decision, known=known)
    return case.decide("recusal_decided", f"{member}/{person}", decision, why=why)


def close_to_reporter(
    case: Case, item: str, member: str, *, private: Path | None = None
) -> bool:
    """Say whether a member, or somebody the member declared, reported an item.

    Parameters
    ----------
    item
        Register number of the letter.
    private
        Folder with the register's key.

    Raises
    ------
    RedLine
        When someone of the team asks: the answer is for who approves alone.
    CaseError
        When the case has no such item.
    SealError
        As :func:`workbench.intake.unseal.check_recusal`.
    """
    asked = member_of(case, member)
    if case.who in {m.name for m in verification.team(case.settings)}:
        raise RedLine("case.approver_only")
    if item not in {letter.id for letter in case.store.letters()}:
        raise CaseError("case.no_such_item", item=item)
    declared = (tie.partition("·")[0].strip() for tie in asked.ties)
    names = [asked.name, *(name for name in declared if name)]
    return check_recusal(case.folder, case.journal, item, names, private=private)
