"""What reading a letter yields: mentions, elements, checks, allegations.

All are frozen and carry their place in the letter's working text (``start``/``end``
count Unicode code points; ``text[start:end]`` is the quote). An allegation has scores;
a person never has.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from workbench.records import Source

ELEMENTS = (
    "subject", "act", "counterparty", "when", "where",
    "amount", "how", "why", "basis", "pointer",
)  # fmt: skip
"""The ten elements of specificity, in table order (DOMAIN section 8)."""

Band = Literal["high", "mid", "low", "none"]


@dataclass(frozen=True, slots=True)
class Span:
    """A quoted stretch of a letter."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person as the letter names them; masked names (王某) included."""

    start: int
    end: int
    text: str
    name: str  # the name alone, without title
    post: str | None = None
    unit: str | None = None
    masked: bool = False
    unresolved: bool = False  # surname + title (张局长): nobody in particular yet


@dataclass(frozen=True, slots=True)
class UnitMention:
    """A unit: public body, company, school, hospital, village committee or group."""

    start: int
    end: int
    text: str
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class AmountMention:
    """A sum of money, in currency units (not hundredths)."""

    start: int
    end: int
    text: str
    value: float
    currency: str = "CNY"
    upper: float | None = None  # end of a range
    approximate: bool = False
    per_unit: bool = False
    unpaid: bool = False  # agreed, asked for, not paid

    @property
    def loose(self) -> bool:
        """Tell whether it narrows to a few: about so much, a range, a price apiece."""
        return self.approximate or self.per_unit or self.upper is not None


@dataclass(frozen=True, slots=True)
class DateMention:
    """A day or period, both ends inclusive."""

    start: int
    end: int
    text: str
    first: date | None
    last: date | None
    relative: bool = False


@dataclass(frozen=True, slots=True)
class Element:
    """One element's level and the words it rests on (no span, level 0)."""

    name: str
    level: int
    span: Span | None = None
    why: str = ""  # code of the rule that gave the level


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One record source that could prove or refute key elements of an allegation.

    Parameters
    ----------
    source
        Catalogue id, e.g. ``BANK``.
    diagnosticity
        Key element -> 0..3 after the effective step (DOMAIN section 8).
    availability
        0..1 by event date.
    cost, lead_days, alert, ring
        Person-days; days until an answer; 0..3; closeness in knowledge 0..4.
    expires
        Last day the record is kept by rule, where one is known.
    blocked
        Reason code where the check is not admissible; such a check is listed, not used.
    needs
        Elements that are too low for the holder to find the record.
    """

    source: str
    diagnosticity: Mapping[str, int]
    availability: float = 1.0
    cost: float = 1.0
    lead_days: int = 1
    alert: int = 0
    ring: int = 0
    kind: Literal["document", "testimony"] = "document"
    authority: str = "A1"
    holder: str = ""
    expires: date | None = None
    tamper_prone: bool = False
    blocked: str | None = None
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Screen:
    """A screening rule that holds, with its ground; a proposal only."""

    rule: str  # R1..R11
    span: Span | None
    why: str
    body: str | None = None  # the body that may be competent (R9)


@dataclass(frozen=True, slots=True)
class Priority:
    """One of the five priorities (``P1``..``P5``) with its quoted ground."""

    id: str
    span: Span | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Allegation:
    """One act, one set of persons, one period.

    ``summary`` is a paraphrase made from the elements, never the letter's own words, so
    that it may stand in what is handed out (DOMAIN X3).
    """

    id: str
    letter: str
    lang: Literal["zh", "en"]
    start: int
    end: int
    summary: str
    offence: str | None
    elements: Mapping[str, Element]
    not_applicable: frozenset[str] = frozenset()
    subjects: tuple[PersonMention, ...] = ()
    counterparties: tuple[PersonMention | UnitMention, ...] = ()
    units: tuple[UnitMention, ...] = ()
    amounts: tuple[AmountMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    first: date | None = None  # event interval, both ends inclusive
    last: date | None = None
    specificity: float = 0.0
    verifiability: float = 0.0
    specificity_band: Band = "none"
    verifiability_band: Band = "none"
    key_elements: Mapping[str, float] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()  # blocked ones included
    best: tuple[str, ...] = ()  # source ids of the best set
    questions: tuple[str, ...] = ()
    screens: tuple[Screen, ...] = ()
    suggestion: str = "ask"
    gravity: Band = "none"  # label outside both scales
    urgency: tuple[str, ...] = ()  # expiring record, continuing harm, clock
    hearsay: bool = False
    speculation: bool = False
    out_of_scope: bool = False
    circumstances: frozenset[str] = frozenset()  # of the proof: cash, records gone ...
    priorities: tuple[Priority, ...] = ()
    corroborated_by: tuple[Source, ...] = ()
    repeats: str | None = None

    def __repr__(self) -> str:
        """Say in one line what is reported and in which bands."""
        from workbench.leads.shown import line  # noqa: PLC0415 - reads allegations

        return line(self)

    def _repr_html_(self) -> str:
        """Show the allegation as a small table, every word of it as text."""
        from workbench.leads.shown import html  # noqa: PLC0415 - reads allegations

        return html(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A whole letter: its allegations and mentions. Its numbers are its strongest's."""

    id: str
    lang: str
    allegations: tuple[Allegation, ...] = ()
    persons: tuple[PersonMention, ...] = ()
    units: tuple[UnitMention, ...] = ()
    amounts: tuple[AmountMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    hearsay: bool = False
    speculation: bool = False
    out_of_scope: bool = False
    repeats: str | None = None
    refused: str | None = None

    @property
    def strongest(self) -> Allegation | None:
        """Highest specificity, then verifiability, then earliest start."""
        return min(
            self.allegations,
            key=lambda a: (-a.specificity, -a.verifiability, a.start),
            default=None,
        )
