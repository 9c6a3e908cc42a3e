"""Rules G1-G12: what holds for a plan of any method."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.planning.choosing import SENSITIVE
from workbench.planning.plan import Finding
from workbench.planning.said import say
from workbench.rules.measures import measures
from workbench.rules.plan_rules import plan_rules

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from workbench.planning.plan import Plan
    from workbench.planning.said import Text
    from workbench.planning.step import Step

TWO = 2
"""Officers of a person step (Supervision Law Art. 44)."""


def general(plan: Plan) -> Iterator[Finding]:
    """Yield what breaks G1-G12."""
    yield from _basis(plan)
    yield from _team(plan)
    yield from _every_matter(plan)
    yield from _stories(plan)
    for step in plan.steps:
        yield from _stray(step, plan)
        yield from _complete(step)
        yield from _allowed(step, plan)
        yield from _in_time(step, plan)
        yield from _two_officers(step, plan)
        yield from _reporter_safe(step, plan)
        yield from _gentle(step)
        yield from _proportionate(step, plan)
    yield from _talk_only(plan)
    yield from _clocks(plan)
    yield from _fair(plan)
    yield from _changes(plan)


def _basis(plan: Plan) -> Iterator[Finding]:
    if not plan.basis:
        yield Finding("G1", "error", say("The basis is missing."))
    if not any(s.role == "approver" for s in plan.sign_offs):
        yield Finding("G1", "error", say("Nobody is named to approve the plan."))


def _team(plan: Plan) -> Iterator[Finding]:
    least = plan_rules(plan.profile).whole("team.min")
    if len(plan.team) < least:
        why = say(
            "The team has {n}; {least} are the least.", n=len(plan.team), least=least
        )
        yield Finding("G2", "error", why)
    leader = next((m for m in plan.team if m.name == plan.leader), None)
    if leader is None or not leader.own_staff:
        yield Finding(
            "G2", "error", say("The team is not led by the office's own staff.")
        )
    for member in plan.team:
        if not member.declared:
            why = say("{name} has not declared on recusal.", name=member.name)
            yield Finding("G2", "error", why)


def active(plan: Plan) -> tuple[str, ...]:
    """Return the matters that have steps, in order."""
    used = {m for s in plan.steps for m in (s.allegation, *s.also)}
    return tuple(m.id for m in plan.matters if m.id in used)


def _every_matter(plan: Plan) -> Iterator[Finding]:
    told = {n.allegation for n in plan.not_pursued} | {e.id for e in plan.excluded}
    for matter in plan.matters:
        if matter.id not in active(plan) and matter.id not in told:
            why = say("{id} has no step and no reason why not.", id=matter.id)
            yield Finding("G3", "error", why)


def _stray(step: Step, plan: Plan) -> Iterator[Finding]:
    known = {m.id for m in plan.matters}
    if not {step.allegation, *step.also} <= known:
        why = say("The step serves a matter that the plan does not name.")
        yield Finding("G3", "error", why, step.id)


def _stories(plan: Plan) -> Iterator[Finding]:
    least = plan_rules(plan.profile).whole("plan.hypotheses_min")
    for matter in active(plan):
        own = [h for h in plan.hypotheses if h.allegation == matter]
        if len(own) < least or not any(h.innocent for h in own):
            why = say("{id} lacks a second, innocent hypothesis.", id=matter)
            yield Finding("G4", "error", why)


NEEDED = (
    "element",
    "refutes",
    "measure",
    "authority",
    "approver",
    "holder",
    "expected",
    "fallback",
)
"""What each step must name (G4), beside alert and cost, which are numbers."""


def _complete(step: Step) -> Iterator[Finding]:
    missing = [name for name in NEEDED if not getattr(step, name)]
    if not 0 <= step.alert <= 3:  # noqa: PLR2004 - the scale
        missing.append("alert")
    if step.cost < 0:
        missing.append("cost")
    if missing:
        why = say("The step does not name: {fields}.", fields=tuple(missing))
        yield Finding("G4", "error", why, step.id)


def _allowed(step: Step, plan: Plan) -> Iterator[Finding]:
    measure = measures(plan.profile).get(step.measure)
    if measure is None:
        yield Finding("G5", "error", say("The measure is not known."), step.id)
    elif measure.before_filing and not measure.allowed(
        stage=plan.office.stage, on=step.start or plan.as_of
    ):
        yield Finding(
            "G5",
            "error",
            say("The measure is not allowed at this stage or date."),
            step.id,
        )
    if step.authority == "A4":
        yield Finding("G5", "error", say("Authority A4 is never plannable."), step.id)
    if step.authority == "A3" and plan.office.level == "township" and not step.hearing:
        yield Finding(
            "G5", "error", say("The level of the office does not reach to A3."), step.id
        )


def _in_time(step: Step, plan: Plan) -> Iterator[Finding]:
    if step.start is None or step.end is None or plan.timetable is None:
        yield Finding("G6", "error", say("The step has no day."), step.id)
        return
    if step.end > plan.timetable.deadline:
        why = say(
            "Ends on {end}, after the deadline {due}.",
            end=step.end,
            due=plan.timetable.deadline,
        )
        yield Finding("G6", "error", why, step.id)
    if step.expires is not None and plan.as_of <= step.expires < step.start:
        why = say(
            "Starts on {start}, after the record is lost on {day}.",
            start=step.start,
            day=step.expires,
        )
        yield Finding("G6", "error", why, step.id)


PLAN_CLOCKS = ("T6", "T9", "T11", "T12")
"""Duties that the plan itself answers for; others are the case's."""


def _clocks(plan: Plan) -> Iterator[Finding]:
    last = plan.timetable.last if plan.timetable else plan.as_of
    late: dict[str, list[date]] = {}
    for clock in plan.clocks:
        if clock.overdue or clock.due < plan.as_of:
            late.setdefault(clock.id, []).append(clock.due)
    for name, days in late.items():
        own = name.partition(".")[0] in PLAN_CLOCKS
        yield Finding("G6", "warning" if own else "note", _overdue(name, days))
    for clock in plan.clocks:
        if clock.due < plan.as_of or clock.overdue:
            continue
        if clock.id.startswith("T11") and clock.due < last:
            why = say(
                "The plan ends on {end}, after {id} on {day}.",
                end=last,
                id=clock.id,
                day=clock.due,
            )
            yield Finding("G6", "error", why)


def _overdue(name: str, days: list[date]) -> Text:
    if len(days) == 1:
        return say("{id} was due on {day}.", id=name, day=days[0])
    return say(
        "{id} is overdue for {n} items, the first since {day}.",
        id=name,
        n=len(days),
        day=min(days),
    )


def _two_officers(step: Step, plan: Plan) -> Iterator[Finding]:
    measure = measures(plan.profile).get(step.measure)
    if measure is None or not measure.person:
        return
    lacking = []
    if step.officers < TWO or (step.people and len(step.people) < TWO):
        lacking.append(say("a second officer"))
    if step.safety is None or step.safety not in {s.id for s in plan.safety}:
        lacking.append(say("a safety plan"))
    if not step.recording:
        lacking.append(say("a recording"))
    if lacking:
        why = say("The person step lacks {what}.", what=tuple(lacking))
        yield Finding("G7", "error", why, step.id)


def _reporter_safe(step: Step, plan: Plan) -> Iterator[Finding]:
    few = plan_rules(plan.profile).whole("exposure.few")
    if step.exposure is None or step.exposure > few or step.alert == 0 or step.hearing:
        return
    if step.sample:
        why = say(
            "Only {n} could know what this reveals: take the wider sample.",
            n=step.exposure,
        )
        yield Finding("G8", "warning", why, step.id)
    else:
        why = say(
            "Only {n} could know what this reveals, and no wider sample is named.",
            n=step.exposure,
        )
        yield Finding("G8", "error", why, step.id)


def _gentle(step: Step) -> Iterator[Finding]:
    sensitive = step.authority in SENSITIVE or step.ring >= 3  # noqa: PLR2004 - ring 3
    if sensitive and not step.sensitive_why:
        why = say("A sensitive source without the element that needs it.")
        yield Finding("G9", "error", why, step.id)


def _proportionate(step: Step, plan: Plan) -> Iterator[Finding]:
    """Guard: an important query where the matter would be minor even if true."""
    minor = {m.id for m in plan.matters if m.gravity == "low"}
    if (
        minor.issuperset(step.serves)
        and step.authority in SENSITIVE
        and not step.hearing
    ):
        why = say("An important query for a matter that is minor even if true.")
        yield Finding("DISPROPORTIONATE_MEASURE", "warning", why, step.id)


def _talk_only(plan: Plan) -> Iterator[Finding]:
    """Guard: a talk or letter where the claim is specific and serious."""
    if plan.office.stage != "talk_letter":
        return
    for matter in plan.matters:
        if matter.gravity == "high" and matter.specificity_band == "high":
            why = say("{id} is specific and serious: a talk alone warns.", id=matter.id)
            yield Finding("TALK_LETTER_ON_SPECIFIC_SERIOUS", "warning", why)


def _fair(plan: Plan) -> Iterator[Finding]:
    if not plan.stop_rule:
        yield Finding("G10", "error", say("The stop rule is missing."))
    for matter in active(plan):
        if not any(s.exculpatory and matter in s.serves for s in plan.steps):
            why = say(
                "{id} has no step that looks for what clears the person.", id=matter
            )
            yield Finding("G10", "error", why)


def _changes(plan: Plan) -> Iterator[Finding]:
    for change in plan.changes:
        if change.widens and not change.approved_by:
            why = say(
                "Version {n} widens the scope without approval.", n=change.version
            )
            yield Finding("G11", "error", why)
    if not plan.changes:
        yield Finding("G12", "error", say("The change log is empty."))
    signing = {s.who for s in plan.sign_offs if s.role == "member"}
    for member in plan.team:
        if member.name not in signing:
            why = say("{name} has no place to sign.", name=member.name)
            yield Finding("G12", "error", why)
