"""Who verifies what by which step: team, office, matters, hypotheses, steps.

An allegation appears as a :class:`Matter` with a paraphrase, never with words of the
letter (DOMAIN X3).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from workbench.leads.values import Band
    from workbench.planning.said import Text
    from workbench.records import Source

Status = Literal["planned", "done", "satisfied", "exhausted", "blocked"]
Expect = Literal["present", "absent", "either"]
Found = Literal["shown", "refuted", "open"]


def _nothing() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One officer of the verification team.

    ``days_free`` are the person-days this officer can give to the plan; ``ties`` what
    was declared (unit, person, native place); ``leave`` holds periods, both ends
    inclusive.
    """

    name: str
    unit: str = ""
    skills: tuple[str, ...] = ()
    days_free: float = 40.0
    ties: tuple[str, ...] = ()
    leave: tuple[tuple[date, date], ...] = ()
    own_staff: bool = True
    leader: bool = False
    declared: bool = True  # recusal declared for this case


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The office that verifies; level and stage decide which measures it may use."""

    name: str
    level: Literal["township", "county", "prefecture", "province", "centre"] = "county"
    stage: Literal["intake", "assessment", "talk_letter", "prelim", "filed"] = "prelim"
    profile: str = "cn"
    heads_next_lower: bool = False  # the person named heads the next-lower committee


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """An allegation as a plan may show it: paraphrased, no words of the letter."""

    id: str
    letter: str
    summary: Text
    offence: str | None
    offence_label: Text
    subjects: tuple[str, ...] = ()
    persons: int = 0  # distinct persons named with it
    specificity: float = 0.0
    verifiability: float = 0.0
    specificity_band: Band = "none"
    verifiability_band: Band = "none"
    gravity: Band = "none"
    key_elements: Mapping[str, float] = field(default_factory=_nothing)
    labels: Mapping[str, Text] = field(default_factory=_nothing)
    provision: Text = ""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What may be true of one allegation; at least one a matter is innocent."""

    id: str
    allegation: str
    says: Text
    innocent: bool
    contests: tuple[str, ...] = ()  # elements it says will not be found
    seen: Text = ""  # what would be found instead, for an innocent account


@dataclass(frozen=True, slots=True)
class Cell:
    """What one hypothesis lets one expect of one step; ``weight`` 0..3 tells apart."""

    hypothesis: str
    step: str
    expects: Expect
    weight: int


@dataclass(frozen=True, slots=True)
class Cover:
    """A genuine, authorised activity under which a step runs; never a pretence (C7)."""

    activity: Text
    authorised_by: str
    reference: str


@dataclass(frozen=True, slots=True)
class Waiver:
    """A rule this step departs from, with its reason."""

    rule: str
    why: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One check of a plan: what is looked at, where, by whom, when, what it can refute.

    ``cost`` in person-days, ``lead_days`` in working days until an answer, ``alert``
    0..3, ``ring`` 0..4; ``start`` is the day the request goes out, ``reply`` the day
    the answer is due, ``end`` the last day of work (inclusive).
    """

    id: str
    allegation: str
    element: str
    source: str
    measure: str
    authority: str = ""
    approver: Text = ""
    holder: Text = ""
    what: Text = ""
    looks: Text = ""  # which places of the record decide, with the facts of the matter
    elements: tuple[str, ...] = ()
    by_matter: Mapping[str, tuple[str, ...]] = field(default_factory=_nothing)
    diagnosticity: Mapping[str, int] = field(default_factory=_nothing)
    kind: Literal["document", "testimony"] = "document"
    ring: int = 0
    alert: int = 0
    cost: float = 1.0
    lead_days: int = 0
    availability: float = 1.0
    expires: date | None = None
    tamper_prone: bool = False
    refutes: tuple[str, ...] = ()  # ids of hypotheses
    proves: Text = ""
    expected: Text = ""
    fallback: Text = ""
    fallback_source: str | None = None
    person: Text | None = None  # whom a person step talks to
    also: tuple[str, ...] = ()  # further matters the same step serves
    hearing: bool = False  # of the person named
    exculpatory: bool = False
    sensitive_why: Text = ""
    officers: int = 1
    skills: tuple[str, ...] = ()
    recording: bool = False
    safety: str | None = None  # id of a safety plan
    separate_approval: bool = False
    exposure: int | None = None  # how many could know what the step reveals
    sample: Text = ""  # the wider, covering sample
    cover: Cover | None = None
    rescue: Text = ""  # why it moves forward
    waivers: tuple[Waiver, ...] = ()
    front: str | None = None
    window: str | None = None  # steps of one window start on the same day
    after: tuple[str, ...] = ()  # steps that must have ended
    not_before: tuple[str, ...] = ()  # steps that must have started
    start: date | None = None
    reply: date | None = None
    end: date | None = None
    people: tuple[str, ...] = ()
    status: Status = "planned"
    result: Text = ""
    found: Mapping[str, Found] = field(default_factory=_nothing)  # by element
    done_on: date | None = None
    records: tuple[Source, ...] = ()  # where the result stands

    def __repr__(self) -> str:
        """Say in one line what is looked at, when and by whom; the same everywhere."""
        days = f", {self.start} to {self.end}" if self.start and self.end else ""
        who = f", {', '.join(self.people)}" if self.people else ""
        what = f"{self.what or self.source}"
        where = f"ring {self.ring}, alert {self.alert}"
        return f"<Step {self.id} {self.allegation}: {what} ({where}{days}{who})>"

    def _repr_html_(self) -> str:
        """Show the step as a small table, every word of it as text."""
        from workbench.planning.plan_json import (  # noqa: PLC0415 - reads steps
            step_html,
        )

        return step_html(self)

    @property
    def serves(self) -> tuple[str, ...]:
        """Every matter that the step serves, its own first."""
        return (self.allegation, *self.also)

    def shows(self, matter: str) -> tuple[str, ...]:
        """Return the elements of one matter that the step can show or refute."""
        if matter not in self.serves:
            return ()
        return self.by_matter.get(matter, self.elements)

    def strength(self, matter: str, element: str) -> int:
        """Return the diagnosticity 0..3 for an element of one matter."""
        if element not in self.shows(matter):
            return 0
        own = self.diagnosticity.get(f"{matter}/{element}")
        return self.diagnosticity.get(element, 0) if own is None else own

    def told(self, matter: str, element: str) -> Found | None:
        """Return what the step found on an element of one matter.

        A step that serves several matters may find different things: a result filed
        under ``matter/element`` holds for that matter alone and goes before one filed
        under the element.
        """
        return self.found.get(f"{matter}/{element}", self.found.get(element))
