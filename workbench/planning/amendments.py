"""Versions of a plan: what changed, whether it goes further, who approved.

Going beyond the approved matters, persons or measures needs an approval beforehand
(G11; Supervision Law Art. 45). A person's edits of the order are tried first.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from workbench.errors import PlanError
from workbench.planning.hypotheses import matrix
from workbench.planning.multi_front import regrouped
from workbench.planning.network import HasNetworkx, network
from workbench.planning.plan import Change, Plan
from workbench.planning.renumber import renumbered
from workbench.planning.said import Both, say
from workbench.planning.setting import setting
from workbench.planning.timetable import timed
from workbench.rules.measures import measures

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from workbench.planning.plan import Recusal
    from workbench.planning.said import Text
    from workbench.planning.step import Member, Step
    from workbench.rules.calendar import Calendar

Kind = Literal["matter", "person", "measure", "step", "order", "days", "people", "team"]
WIDER: tuple[Kind, ...] = ("matter", "person", "measure")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs between two versions."""

    kind: Kind
    what: Text
    before: Text
    after: Text

    @property
    def widens(self) -> bool:
        """Whether the later version reaches further than the earlier."""
        return self.kind in WIDER and not self.before and bool(self.after)


def diff(old: Plan, new: Plan) -> tuple[Difference, ...]:
    """Return what differs between two versions, matters first, then step by step."""
    found = [
        *_sets("matter", [m.id for m in old.matters], [m.id for m in new.matters]),
        *_sets("person", _persons(old), _persons(new)),
        *_sets("measure", _measures(old), _measures(new)),
        *_sets("team", [m.name for m in old.team], [m.name for m in new.team]),
    ]
    before = {place(s): s for s in old.steps}
    after = {place(s): s for s in new.steps}
    for where in sorted({*before, *after}):
        found += _step(before.get(where), after.get(where), old, new)
    return tuple(found)


def _measures(plan: Plan) -> dict[str, Text]:
    """Return the measures of the steps by id, with their words."""
    known = measures(plan.profile)
    used = sorted({s.measure for s in plan.steps})
    return {m: Both(known[m].zh, known[m].en) if m in known else m for m in used}


def _persons(plan: Plan) -> list[str]:
    return [name for m in plan.matters for name in m.subjects]


def _sets(kind: Kind, old: Collection[str], new: Collection[str]) -> list[Difference]:
    """Compare two sets of names; where they are mappings, their values are shown."""
    words = {**_worded(old), **_worded(new)}
    gone = [
        Difference(kind, words[x], words[x], "") for x in sorted(set(old) - set(new))
    ]
    come = [
        Difference(kind, words[x], "", words[x]) for x in sorted(set(new) - set(old))
    ]
    return gone + come


def _worded(names: Collection[str]) -> dict[str, Text]:
    return dict(names) if isinstance(names, Mapping) else {n: n for n in names}


def place(step: Step) -> tuple[str, str, str]:
    """Return what a step is, whatever its number: matter, source, person."""
    return (step.allegation, step.source, repr(step.person))


def _step(
    before: Step | None, after: Step | None, old: Plan, new: Plan
) -> list[Difference]:
    if before is None or after is None:
        one = before or after
        assert one is not None  # noqa: S101 - one of the two has the place
        was = one.what if before else ""
        return [Difference("step", _named(one), was, one.what if after else "")]
    found = []
    if not after.hearing and _waits(before, old, new) != _waits(after, new, old):
        found.append(
            Difference("order", _named(after), _names(before, old), _names(after, new))
        )
    if (before.start, before.end) != (after.start, after.end):
        found.append(Difference("days", _named(after), _span(before), _span(after)))
    if before.people != after.people:
        was, now = (say("{parts}", parts=s.people) for s in (before, after))
        found.append(Difference("people", _named(after), was, now))
    return found


def _waits(step: Step, plan: Plan, other: Plan) -> set[tuple[str, str, str]]:
    """Return what a step waits for, steps that only one version still has left out."""
    open_ = {place(s) for s in other.steps if s.status == "planned"}
    names = (plan.step(name) for name in step.after)
    return {place(s) for s in names if s.status == "planned" and place(s) in open_}


def _names(step: Step, plan: Plan) -> Text:
    return say("after {steps}", steps=tuple(plan.step(n).what for n in step.after))


def _named(step: Step) -> Text:
    return say("{id} {what}", id=step.id, what=step.what)


def _span(step: Step) -> Text:
    return say("{start} to {end}", start=step.start, end=step.end)


def amended(
    old: Plan,
    new: Plan,
    *,
    why: Text,
    who: str,
    on: date,
    approved_by: str = "",
) -> Plan:
    """Return ``new`` as the next version of ``old``, its change log continued.

    Raises
    ------
    PlanError
        When the new version reaches further and nobody approved it beforehand, or
        nothing differs.
    """
    differences = diff(old, new)
    if not differences:
        raise PlanError("planning.nothing_changed")
    wider = [d for d in differences if d.widens]
    if wider and not approved_by:
        raise PlanError("planning.amendment_needs_approval", n=len(wider))
    version = old.version + 1
    words = say(
        "{n} changes: {kinds}",
        n=len(differences),
        kinds=tuple(KINDS[k] for k in dict.fromkeys(d.kind for d in differences)),
    )
    entry = Change(version, words, why, who, approved_by, on, widens=bool(wider))
    return replace(new, version=version, changes=(*old.changes, entry))


KINDS: Mapping[str, Text] = {
    "matter": say("matters"),
    "person": say("persons"),
    "measure": say("measures"),
    "step": say("steps"),
    "order": say("order"),
    "days": say("days"),
    "people": say("officers"),
    "team": say("team"),
}


def reordered(plan: Plan, step: str, after: Sequence[str]) -> Plan:
    """Return the plan with one step waiting for others; not yet rescheduled.

    Raises
    ------
    PlanError
        When a step is not there.
    """
    known = {s.id for s in plan.steps}
    for name in (step, *after):
        if name not in known:
            raise PlanError("planning.no_such_step", step=name)
    steps = (
        replace(s, after=tuple(sorted(after))) if s.id == step else s
        for s in plan.steps
    )
    return replace(plan, steps=tuple(steps))


def without(plan: Plan, step: str) -> Plan:
    """Return the plan without one step; what waited for it waits no more."""
    if step not in {s.id for s in plan.steps}:
        raise PlanError("planning.no_such_step", step=step)
    kept = tuple(
        replace(
            s,
            after=tuple(n for n in s.after if n != step),
            not_before=tuple(n for n in s.not_before if n != step),
        )
        for s in plan.steps
        if s.id != step
    )
    safety = tuple(
        replace(p, steps=left)
        for p in plan.safety
        if (left := tuple(n for n in p.steps if n != step))
    )
    points = tuple(
        replace(p, step=None if p.step == step else p.step) for p in plan.single_points
    )
    routes = tuple(r for r in plan.routes if r.step != step)
    return replace(
        plan,
        steps=kept,
        safety=safety,
        routes=routes,
        single_points=points,
        matrix=matrix(kept, plan.hypotheses),
    )


def rescheduled(  # noqa: PLR0913 - whatever may have changed, by name
    plan: Plan,
    *,
    as_of: date,
    team: Sequence[Member] | None = None,
    recusals: Sequence[Recusal] | None = None,
    deadline: date | None = None,
    calendar: Calendar | None = None,
    parameters: Mapping[str, Any] | None = None,
    graph: HasNetworkx | None = None,
    seconds: float | None = None,
) -> Plan:
    """Return the plan with what remains placed anew from the day after ``as_of``.

    Finished steps keep their days and people; nothing waits for them any more.

    Raises
    ------
    Infeasible
        When what remains has no schedule; the fields say why.
    PlanError
        When steps wait for each other in a circle, or the deadline has passed.
    """
    due = deadline or (plan.timetable.deadline if plan.timetable else None)
    under = setting(
        team=plan.team if team is None else team,
        office=plan.office,
        as_of=as_of,
        profile_name=plan.profile,
        recusals=plan.recusals if recusals is None else recusals,
        clocks=plan.clocks,
        deadline=due,
        own_calendar=calendar,
        parameters=parameters,
        network=network(graph),
        meeting=plan.meeting,
        seconds=seconds,
    )
    open_ = {s.id for s in plan.steps if s.status == "planned"}
    finished = tuple(s for s in plan.steps if s.id not in open_)
    rest = tuple(_waiting(s, open_) for s in plan.steps if s.id in open_)
    when = timed(rest, under)
    made = replace(
        plan,
        team=under.team,
        recusals=under.recusals,
        steps=(*finished, *when.steps),
        timetable=when.timetable,
        absences=when.absences,
    )
    if made.method == "multi_front":
        made = regrouped(made, made.steps, under.calendar)
    return renumbered(made)


def _waiting(step: Step, open_: set[str]) -> Step:
    return replace(
        step,
        after=tuple(n for n in step.after if n in open_),
        not_before=tuple(n for n in step.not_before if n in open_),
    )
