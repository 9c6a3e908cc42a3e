"""The plan and what it is made of beside its steps; see also :mod:`~.step`.

Everything is frozen. A plan names persons where it must (the person named, whom to talk
to), never a reporter, and holds no words of a letter: allegations appear as a
:class:`Matter` with a paraphrase (DOMAIN X3). Sentences are :data:`~.said.Text`: call
``str()`` on them in the language wanted.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from workbench.errors import UnknownName
from workbench.planning.plan_parts import (
    Absence,
    Blocked,
    Change,
    Clock,
    Excluded,
    Finding,
    Front,
    Level,
    Method,
    NotPursued,
    Recusal,
    Route,
    Safety,
    SignOff,
    SinglePoint,
    Tag,
    Tilt,
    Timetable,
    Trigger,
    TriggerTest,
)
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

    @property
    def pursued(self) -> tuple[Matter, ...]:
        """The matters that get steps, in their order; the others stay as they are."""
        served = {name for step in self.steps for name in step.serves}
        return tuple(matter for matter in self.matters if matter.id in served)

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
