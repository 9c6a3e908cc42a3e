"""The lead-analysis meeting: blind scores, reveal, discussion, votes, decision.

One matter at a time. Every member present first scores alone: a salted digest is
journaled (commit), and only when all have committed are scores and salts shown
(reveal), so nobody reads a score before its time. Then follow the spread, notes, votes, and the
chair's decision with its reason and every dissent by name. The state of a meeting is a
pure function of journal entries, so it can be replayed.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Protocol

from workbench.errors import PlanError, RedLine
from workbench.planning.agreement import Spread, krippendorff_alpha, spread
from workbench.rules.dispositions import scheme

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from workbench.leads.values import Allegation
    from workbench.rules.dispositions import Scheme

SCALES = ("specificity", "verifiability")
LOWEST, HIGHEST = 0, 4
LEAST_PRESENT = 3  # no one-man decision: three can outvote one (M1 (1))
_SALT_BYTES = 16
_ORDER = {"high": 0, "mid": 1, "low": 2, "none": 3}


class JournalEntry(Protocol):
    """What the meeting reads of a journal entry."""

    @property
    def n(self) -> int:
        """Number."""

    @property
    def who(self) -> str:
        """Who wrote it."""

    @property
    def verb(self) -> str:
        """Past-tense verb."""

    @property
    def of(self) -> str:
        """What it is about."""

    @property
    def value(self) -> Any:
        """JSON value."""

    @property
    def why(self) -> str:
        """Reason."""


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One matter of the meeting, in the order in which it is taken."""

    allegation: str
    summary: str
    specificity_band: str
    verifiability_band: str
    suggestion: str
    screens: tuple[str, ...]
    urgent: bool
    tie: int  # items with the same number rank equally


@dataclass(frozen=True, slots=True)
class Vote:
    """One member's vote on one matter."""

    who: str
    disposition: str
    dissent: bool
    why: str


@dataclass(frozen=True, slots=True)
class Decided:
    """The chair's decision on one matter."""

    disposition: str
    scheme: str
    chair: str
    why: str
    dissent: tuple[str, ...]
    details: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Discussed:
    """One matter as the meeting stands.

    Parameters
    ----------
    committed
        Members who have scored; what they scored is not here.
    scores
        Member -> scale -> 0..4, only once revealed.
    """

    allegation: str
    committed: tuple[str, ...] = ()
    scores: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    notes: tuple[tuple[str, str], ...] = ()
    votes: tuple[Vote, ...] = ()
    decided: Decided | None = None

    def spread(self, scale: str) -> Spread | None:
        """Return how the revealed scores of one scale lie."""
        values = [given[scale] for given in self.scores.values() if scale in given]
        return spread(values) if values else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A lead-analysis meeting, replayed from the journal.

    Parameters
    ----------
    id, day, chair
        Which meeting, when, who leads it.
    present
        Members present, the chair among them.
    recused
        Member -> matters that the member may not touch (empty tuple: none at all).
    matters
        What is discussed, in agenda order.
    """

    id: str
    day: date
    chair: str
    present: tuple[str, ...]
    recused: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    matters: tuple[Discussed, ...] = ()
    profile: str = "cn"

    def matter(self, allegation: str) -> Discussed:
        """Return one matter.

        Raises
        ------
        PlanError
            When it is not on the agenda.
        """
        for one in self.matters:
            if one.allegation == allegation:
                return one
        raise PlanError("meeting.not_on_agenda", allegation=allegation)

    def may_act(self, who: str, allegation: str) -> bool:
        """Whether a member present may score and vote on a matter."""
        barred = self.recused.get(who)
        return who in self.present and (
            barred is None or (bool(barred) and allegation not in barred)
        )

    def raters(self, allegation: str) -> tuple[str, ...]:
        """Members present who may score a matter, in the order of the minutes."""
        return tuple(who for who in self.present if self.may_act(who, allegation))

    def open_to_reveal(self, allegation: str) -> bool:
        """Whether everyone who may score has committed."""
        committed = set(self.matter(allegation).committed)
        return bool(committed) and committed >= set(self.raters(allegation))

    def alpha(self, scale: str) -> float | None:
        """Krippendorff's alpha (ordinal) over all revealed matters on one scale."""
        units = [
            {who: given[scale] for who, given in m.scores.items() if scale in given}
            for m in self.matters
        ]
        return krippendorff_alpha(units)


def agenda(allegations: Iterable[Allegation]) -> tuple[AgendaItem, ...]:
    """Order allegations for a meeting: urgent first, then by bands; ties are ties.

    No decimal enters the order and no person does.
    """
    ranked = sorted(
        allegations,
        key=lambda a: (
            not a.urgency,
            _ORDER[a.specificity_band],
            _ORDER[a.verifiability_band],
            a.id,
        ),
    )
    items: list[AgendaItem] = []
    last: tuple[bool, str, str] | None = None
    tie = 0
    for one in ranked:
        rank = (bool(one.urgency), one.specificity_band, one.verifiability_band)
        tie += rank != last
        last = rank
        items.append(
            AgendaItem(
                one.id,
                one.summary,
                one.specificity_band,
                one.verifiability_band,
                one.suggestion,
                tuple(sorted({s.rule for s in one.screens})),
                bool(one.urgency),
                tie,
            )
        )
    return tuple(items)


def new_salt() -> str:
    """Return a fresh salt; without it nobody can guess scores from a digest."""
    return secrets.token_hex(_SALT_BYTES)


def commitment(scores: Mapping[str, float], salt: str) -> str:
    """Return the digest that is journaled before scores may be shown.

    Raises
    ------
    PlanError
        When a scale is unknown or a score lies outside 0..4.
    """
    _check_scores(scores)
    text = json.dumps(
        {"salt": salt, "scores": {k: float(v) for k, v in scores.items()}},
        sort_keys=True,
        separators=(",", ":"),
    )
    return sha256(text.encode()).hexdigest()


def _check_scores(scores: Mapping[str, float]) -> None:
    for scale in SCALES:
        if scale not in scores:
            raise PlanError("meeting.no_score", scale=scale)
    for scale, value in scores.items():
        if scale not in SCALES or not LOWEST <= value <= HIGHEST:
            raise PlanError(
                "meeting.bad_score", scale=scale, lowest=LOWEST, highest=HIGHEST
            )


def replay(entries: Sequence[JournalEntry], meeting: str) -> Meeting:
    """Return a meeting as the journal has it.

    Parameters
    ----------
    entries
        The case's journal, oldest first.
    meeting
        Its id.

    Raises
    ------
    PlanError
        When no such meeting was opened, or a revealed score does not fit its digest.
    """
    opened = next(
        (e for e in entries if e.verb == "meeting_opened" and e.of == meeting), None
    )
    if opened is None:
        raise PlanError("meeting.not_opened", meeting=meeting)
    value = opened.value
    matters = tuple(
        _discussed([e for e in entries if e.of == f"{meeting}/{name}"], name)
        for name in value["allegations"]
    )
    return Meeting(
        id=meeting,
        day=date.fromisoformat(value["day"]),
        chair=value["chair"],
        present=tuple(value["present"]),
        recused={who: tuple(what) for who, what in value.get("recused", {}).items()},
        matters=matters,
        profile=value.get("profile", "cn"),
    )


def _discussed(entries: Sequence[JournalEntry], allegation: str) -> Discussed:
    digests: dict[str, str] = {}
    scores: dict[str, Mapping[str, float]] = {}
    votes: dict[str, Vote] = {}
    notes: list[tuple[str, str]] = []
    decided: Decided | None = None
    for entry in entries:
        if entry.verb == "committed":
            digests[entry.who] = entry.value["digest"]
        elif entry.verb == "revealed":
            given, salt = entry.value["scores"], entry.value["salt"]
            if commitment(given, salt) != digests.get(entry.who):
                raise PlanError("meeting.does_not_fit", n=entry.n, who=entry.who)
            scores[entry.who] = given
        elif entry.verb == "discussed":
            notes.append((entry.who, entry.why))
        elif entry.verb == "voted":
            said = entry.value
            dissent = bool(said.get("dissent"))
            votes[entry.who] = Vote(entry.who, said["disposition"], dissent, entry.why)
        elif entry.verb == "decided":
            decided = _decided(entry)
    return Discussed(
        allegation,
        tuple(digests),
        scores,
        tuple(notes),
        tuple(votes.values()),
        decided,
    )


def _decided(entry: JournalEntry) -> Decided:
    value = dict(entry.value)
    return Decided(
        disposition=value.pop("disposition"),
        scheme=value.pop("scheme"),
        chair=entry.who,
        why=entry.why,
        dissent=tuple(value.pop("dissent", ())),
        details=value,
    )


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
