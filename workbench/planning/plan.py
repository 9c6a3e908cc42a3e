"""The plan and what it is made of beside its steps; see also :mod:`~.step`.

Everything is frozen. A plan names persons where it must (the person named, whom to talk
to), never a reporter, and holds no words of a letter: allegations appear as a
:class:`Matter` with a paraphrase (DOMAIN X3). Sentences are :data:`~.said.Text`: call
``str()`` on them in the language wanted.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

from workbench.errors import UnknownName
from workbench.planning.step import (
    Cell,
    Cover,
    Expect,
    Hypothesis,
    Matter,
    Member,
    Office,
    Status,
    Step,
    Waiver,
)

if TYPE_CHECKING:
    from datetime import date

    from workbench.planning.said import Text

__all__ = [
    "Absence",
    "Blocked",
    "Cell",
    "Change",
    "Clock",
    "Cover",
    "Excluded",
    "Expect",
    "Exporter",
    "Finding",
    "Front",
    "Hypothesis",
    "Level",
    "Matter",
    "Member",
    "Method",
    "NotPursued",
    "Office",
    "Plan",
    "Recusal",
    "Route",
    "Safety",
    "SignOff",
    "SinglePoint",
    "Status",
    "Step",
    "Tag",
    "Tilt",
    "Timetable",
    "Trigger",
    "TriggerTest",
    "Waiver",
]

Method = Literal["multi_front", "priority", "indirect"]
Level = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What the lint found: the rule, how grave, why, and at which step."""

    rule: str
    level: Level
    why: Text
    step: str | None = None


@dataclass(frozen=True, slots=True)
class TriggerTest:
    """One test of a trigger with what was found and what is needed."""

    name: str
    holds: bool
    found: Text
    needed: Text
    why: Text


@dataclass(frozen=True, slots=True)
class Trigger:
    """Whether a method fits, and which of its tests failed."""

    method: Method
    holds: bool
    tests: tuple[TriggerTest, ...]
    why: Text = ""

    @property
    def failed(self) -> tuple[TriggerTest, ...]:
        """The tests that do not hold."""
        return tuple(test for test in self.tests if not test.holds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """One front: its entry allegation, its matters, holders and leader."""

    id: str
    entry: str
    matters: tuple[str, ...]
    holders: tuple[Text, ...]
    leader: str
    force: int
    p: float
    correlated_with: tuple[str, ...] = ()
    opens: date | None = None


@dataclass(frozen=True, slots=True)
class Tilt:
    """One of the four tilts: leadership, force, staffing, logistics."""

    id: Literal["leadership", "force", "staffing", "logistics"]
    filled: bool
    says: Text


@dataclass(frozen=True, slots=True)
class Excluded:
    """An allegation or check left out, why, and what would change that."""

    id: str
    label: Text
    why: Text
    would_enter: Text = ""


@dataclass(frozen=True, slots=True)
class Route:
    """A way in the link graph to a record that avoids those who might warn."""

    step: str
    to: str
    via: tuple[str, ...]
    exposure: float
    records: tuple[str, ...] = ()
    avoids: int = 0  # how many nodes were kept out
    blocked_by: tuple[str, ...] = ()  # cut nodes: no way around these


@dataclass(frozen=True, slots=True)
class SinglePoint:
    """An element that hangs on one source or one holder."""

    allegation: str
    element: str
    label: Text
    step: str | None
    why: Text


@dataclass(frozen=True, slots=True)
class Blocked:
    """A check that may not or cannot be made, with the reason."""

    allegation: str
    source: str
    label: Text
    why: Text


@dataclass(frozen=True, slots=True)
class NotPursued:
    """An allegation without steps, with the reason (G3)."""

    allegation: str
    why: Text


@dataclass(frozen=True, slots=True)
class Safety:
    """Safety plan for one person who is talked to."""

    id: str
    person: Text
    steps: tuple[str, ...]
    says: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class SignOff:
    """A signature the plan needs, or has."""

    role: str
    label: Text
    who: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the change log."""

    version: int
    what: Text
    why: Text
    who: str = ""
    approved_by: str = ""
    on: date | None = None
    widens: bool = False  # goes beyond the approved allegations, persons or measures


@dataclass(frozen=True, slots=True)
class Absence:
    """What slips if one member is absent."""

    member: str
    days: int | None  # working days later; None: cannot be done at all
    steps: tuple[str, ...]
    says: Text


@dataclass(frozen=True, slots=True)
class Tag:
    """One of the five priorities on a matter, with the place of its ground."""

    matter: str
    priority: str
    label: Text
    ground: Text
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """A running duty as another room computed it: a plain value for lint and pages."""

    id: str
    due: date
    label: Text = ""
    provisional: bool = False
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Recusal:
    """A member who may not touch some matters (empty: the whole case)."""

    member: str
    matters: tuple[str, ...] = ()
    why: Text = ""
    decided: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """What the schedule says of itself; days are working days."""

    first: date
    last: date
    deadline: date
    provisional: bool = False
    makespan: int = 0
    exposure: int = 0
    bound: int = 0
    proven: bool = False
    how: Literal["greedy", "solver"] = "greedy"
    person_days: float = 0.0


class Exporter(Protocol):
    """What ``case`` hands down so that a plan can write itself to a file."""

    def __call__(
        self, plan: Plan, path: Path, *, lang: str | None, final: bool
    ) -> None:
        """Write ``plan`` to ``path``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A verification plan with all fields of DOMAIN section 4."""

    id: str
    method: Method
    profile: str
    as_of: date
    office: Office
    title: Text
    matters: tuple[Matter, ...]
    basis: tuple[Text, ...]
    team: tuple[Member, ...]
    leader: str
    questions: tuple[Text, ...]
    approach: tuple[Text, ...]  # methods, in words
    scope: tuple[Text, ...]
    measures: tuple[str, ...]
    steps: tuple[Step, ...]
    cautions: tuple[Text, ...]
    safety: tuple[Safety, ...]
    emergency: tuple[Text, ...]
    hypotheses: tuple[Hypothesis, ...]
    matrix: tuple[Cell, ...]
    alert_budget: int
    alert_spent: int
    stop_rule: tuple[Text, ...]
    sign_offs: tuple[SignOff, ...]
    changes: tuple[Change, ...]
    triggers: tuple[Trigger, ...]
    timetable: Timetable | None = None
    fronts: tuple[Front, ...] = ()
    tilts: tuple[Tilt, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    routes: tuple[Route, ...] = ()
    single_points: tuple[SinglePoint, ...] = ()
    blocked: tuple[Blocked, ...] = ()
    not_pursued: tuple[NotPursued, ...] = ()
    tags: tuple[Tag, ...] = ()
    links: tuple[Text, ...] = ()  # the four links, filled
    method_cautions: tuple[Text, ...] = ()  # the four cautions, filled
    sensitivity: tuple[Text, ...] = ()
    breakthrough: str | None = None  # id of a matter
    regroup: Text = ""
    regroup_on: date | None = None
    value: float | None = None
    absences: tuple[Absence, ...] = ()
    recusals: tuple[Recusal, ...] = ()
    clocks: tuple[Clock, ...] = ()
    version: int = 1
    rules_version: str = ""
    journal_head: str | None = None
    meeting: tuple[str, ...] = ()  # who was present at the lead meeting
    notes: tuple[Text, ...] = ()
    exporter: Exporter | None = field(default=None, compare=False, repr=False)

    def __repr__(self) -> str:
        """Say in one line which plan this is; the same on every machine."""
        span = (
            f", {self.timetable.first} to {self.timetable.last}"
            if self.timetable
            else ""
        )
        counts = f"{len(self.matters)} matters, {len(self.steps)} steps"
        return f"<Plan {self.id} v{self.version} {self.method}: {counts}{span}>"

    def _repr_html_(self) -> str:
        """Show the steps as a table, every word of them as text."""
        from workbench.planning.plan_json import (  # noqa: PLC0415 - reads plans
            plan_html,
        )

        return plan_html(self)

    def step(self, name: str) -> Step:
        """Return the step of that id."""
        for step in self.steps:
            if step.id == name:
                return step
        raise UnknownName("planning.no_such_step", step=name)

    def matter(self, name: str) -> Matter:
        """Return the matter of that id."""
        for matter in self.matters:
            if matter.id == name:
                return matter
        raise UnknownName("planning.no_such_matter", matter=name)

    def lint(self) -> tuple[Finding, ...]:
        """Return what breaks a rule (G1-G12, M, C, X), errors first."""
        from workbench.planning.lint import lint  # noqa: PLC0415 - lint reads plans

        return lint(self)

    def to_json(self) -> dict[str, Any]:
        """Return the plan as INTERFACE says, with more keys, in the language spoken."""
        from workbench.planning.plan_json import (  # noqa: PLC0415 - reads plans
            plan_json,
        )

        return plan_json(self)

    def with_export(self, exporter: Exporter) -> Plan:
        """Return the same plan, able to write itself to a file."""
        return replace(self, exporter=exporter)

    def export(
        self, path: str | Path, *, lang: str | None = None, final: bool = False
    ) -> None:
        """Write the plan to ``path``, its form by suffix.

        Raises
        ------
        PlanError
            When no exporter was handed down, or a final export has lint errors.
        """
        from workbench.planning.plan_json import ready  # noqa: PLC0415 - reads plans

        ready(self, final=final)
        if self.exporter is not None:
            self.exporter(self, Path(path), lang=lang, final=final)
