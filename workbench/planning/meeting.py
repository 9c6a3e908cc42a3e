"""The lead-analysis meeting: blind scores, reveal, discussion, votes, decision.

One matter at a time. Every member present first scores alone: a salted digest is
journaled (commit), and only when all have committed are scores and salts shown
(reveal), so nobody reads a score before its time. Then follow the spread, notes, votes,
and the chair's decision with its reason and every dissent by name. The state of a
meeting is a pure function of journal entries, so it can be replayed; what each step may
do is checked in :mod:`~workbench.planning.deliberation`.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Protocol

from workbench.errors import PlanError
from workbench.planning.agreement import Spread, krippendorff_alpha, spread

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from workbench.leads.values import Allegation

SCALES = ("specificity", "verifiability")
LOWEST, HIGHEST = 0, 4
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
