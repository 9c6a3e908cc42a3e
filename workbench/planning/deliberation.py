"""What a member or the chair may do in a meeting, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.errors import PlanError, RedLine
from workbench.rules.dispositions import scheme

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.planning.meeting import Meeting
    from workbench.rules.dispositions import Scheme

LEAST_PRESENT = 3  # no one-man decision: three can outvote one (M1 (1))


def check_commit(meeting: Meeting, who: str, allegation: str) -> None:
    """Refuse a score of someone absent, recused, or after the reveal.

    Raises
    ------
    PlanError
        With the reason.
    """
    matter = meeting.matter(allegation)
    if not meeting.may_act(who, allegation):
        raise PlanError("meeting.may_not_act", who=who, allegation=allegation)
    if matter.scores:
        raise PlanError("meeting.already_revealed", allegation=allegation)


def check_reveal(meeting: Meeting, who: str, allegation: str) -> None:
    """Refuse to show a score before everyone has committed.

    Raises
    ------
    PlanError
        The fields say how many are missing, never who scored what.
    """
    matter = meeting.matter(allegation)
    if who not in matter.committed:
        raise PlanError("meeting.not_committed", who=who, allegation=allegation)
    if not meeting.open_to_reveal(allegation):
        missing = len(set(meeting.raters(allegation)) - set(matter.committed))
        raise PlanError("meeting.still_blind", allegation=allegation, missing=missing)


def check_vote(meeting: Meeting, who: str, allegation: str, disposition: str) -> None:
    """Refuse a vote of someone absent or recused, or for no class of the scheme.

    Raises
    ------
    PlanError
        With the reason; a wrong class lists those of the scheme.
    """
    if not meeting.may_act(who, allegation):
        raise PlanError("meeting.may_not_act", who=who, allegation=allegation)
    _check_class(meeting, disposition)


def _check_class(meeting: Meeting, disposition: str) -> Scheme:
    valid = scheme(meeting.day, profile=meeting.profile)
    known = [c.id for c in valid.classes]
    if disposition not in known:
        raise PlanError(
            "meeting.no_such_class",
            disposition=disposition,
            scheme=valid.id,
            known=", ".join(known),
        )
    return valid


def decision(
    meeting: Meeting,
    who: str,
    allegation: str,
    disposition: str,
    *,
    why: str,
    details: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Check the chair's decision and return the value that is journaled.

    Parameters
    ----------
    details
        ``hold`` needs ``trigger`` and ``review`` (a day); ``close`` needs ``closure``,
        ``unchecked`` or ``refuted``, and ``refuted`` needs ``heard`` and
        ``clarification`` answered.

    Raises
    ------
    RedLine
        One decision for several matters, or closing as refuted without a hearing or
        the question of clarification (X10, X11).
    PlanError
        Not the chair, no quorum, no reason, no vote, or a class of another scheme.
    """
    given = dict(details or {})
    matter = meeting.matter(allegation)
    valid = _check_class(meeting, disposition)
    present = meeting.raters(allegation)
    if who != meeting.chair:
        raise PlanError("meeting.not_chair", who=who)
    if not meeting.may_act(who, allegation):
        raise PlanError("meeting.may_not_act", who=who, allegation=allegation)
    if len(present) < LEAST_PRESENT:
        raise PlanError("meeting.no_quorum", present=len(present), least=LEAST_PRESENT)
    if not why.strip():
        raise PlanError("meeting.no_reason", allegation=allegation)
    if not matter.votes:
        raise PlanError("meeting.no_votes", allegation=allegation)
    _check_details(disposition, given)
    dissent = sorted(
        v.who for v in matter.votes if v.dissent or v.disposition != disposition
    )
    return {
        "disposition": disposition,
        "scheme": valid.id,
        "dissent": dissent,
        "votes": {v.who: v.disposition for v in matter.votes},
        **given,
    }


def one_by_one(allegations: Sequence[str]) -> str:
    """Return the only allegation of a decision.

    Raises
    ------
    RedLine
        When a decision is asked for several at once (X11).
    """
    if len(allegations) != 1:
        raise RedLine("meeting.bulk", n=len(allegations))
    return allegations[0]


def _check_details(disposition: str, given: Mapping[str, Any]) -> None:
    if disposition == "hold" and not (given.get("trigger") and given.get("review")):
        raise PlanError("meeting.hold_without_trigger")
    if disposition == "close":
        if given.get("closure") not in ("unchecked", "refuted"):
            raise PlanError("meeting.close_how")
        if given["closure"] == "refuted" and not (
            given.get("heard") and "clarification" in given
        ):
            raise RedLine("meeting.refuted_unheard")
