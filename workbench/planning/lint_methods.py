"""Rules M1.1-M1.7 and M2.1-M2.4: what a method promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.planning.lint_general import active
from workbench.planning.plan import Finding
from workbench.planning.said import say
from workbench.planning.triggers import KEPT
from workbench.rules.plan_rules import plan_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.planning.plan import Method, Plan

FOUR = 4
"""Tilts, links, cautions come in fours."""


def fits(plan: Plan, method: Method, rule: str) -> Iterator[Finding]:
    """Yield a warning where a person kept the method although its trigger fails.

    Where no trigger holds and ``auto`` took the plainest method, it is a note.
    """
    insisted = any(change.what == KEPT for change in plan.changes)
    for trigger in plan.triggers:
        if trigger.method == method and not trigger.holds:
            why = say("The method does not fit ({why}).", why=trigger.why)
            yield Finding(rule, "warning" if insisted else "note", why)


def multi_front(plan: Plan) -> Iterator[Finding]:
    """Yield what breaks M1.1-M1.7."""
    rules = plan_rules(plan.profile)
    yield from fits(plan, "multi_front", "M1")
    present, needed = len(set(plan.meeting)), rules.whole("m1.meeting")
    if present < needed:
        why = say(
            "The lead meeting had {n} present; {needed} are needed.",
            n=present,
            needed=needed,
        )
        yield Finding("M1.1", "error", why)
    yield from _fronts(plan)
    yield from _opening(plan)
    yield from _capacity(plan)
    for name in ("leadership", "force", "staffing", "logistics"):
        tilt = next((t for t in plan.tilts if t.id == name), None)
        if tilt is None or not tilt.filled:
            why = say("A tilt is not filled: {name}.", name=TILTS[name])
            yield Finding("M1.5", "error", why)
    yield from _value(plan)
    if not plan.regroup or plan.regroup_on is None:
        yield Finding("M1.7", "error", say("The regroup point is missing."))


TILTS = {
    "leadership": say("leadership"),
    "force": say("force"),
    "staffing": say("staffing"),
    "logistics": say("logistics"),
}


def _fronts(plan: Plan) -> Iterator[Finding]:
    least = plan_rules(plan.profile).whole("m1.fronts_min")
    if len(plan.fronts) < least:
        why = say(
            "{n} front(s); {least} are the least.", n=len(plan.fronts), least=least
        )
        yield Finding("M1.2", "error", why)
    if len({f.entry for f in plan.fronts}) < len(plan.fronts):
        yield Finding(
            "M1.2", "error", say("Two fronts have the same entry allegation.")
        )
    holders = [frozenset(map(repr, f.holders)) for f in plan.fronts]
    if len(holders) > 1 and len(set(holders)) == 1:
        yield Finding("M1.2", "error", say("All fronts depend on the same holders."))
    for front in plan.fronts:
        if front.correlated_with and front.id < min(front.correlated_with):
            others = front.correlated_with
            why = say(
                "{front} shares a holder with {others}: counted once.",
                front=front.id,
                others=others,
            )
            yield Finding("M1.2", "warning", why)


def _opening(plan: Plan) -> Iterator[Finding]:
    rules = plan_rules(plan.profile)
    quiet = rules.whole("m1.covert_alert")
    days = rules.number("m1.window_hours") / 24
    firsts = []
    for front in plan.fronts:
        own = [s for s in plan.steps if s.front == front.id and s.start and s.end]
        loud = [s.start for s in own if s.alert > quiet and s.start and not s.rescue]
        if loud:
            firsts.append(min(loud))
    if not firsts:
        return
    opened = min(firsts)
    if (max(firsts) - opened).days >= max(days, 1):
        why = say(
            "The first overt steps lie between {first} and {last}, outside one window.",
            first=opened,
            last=max(firsts),
        )
        yield Finding("M1.3", "error", why)
    for step in plan.steps:
        if step.alert <= quiet and step.front and step.end and step.end > opened:
            why = say("A covert step is not finished when the fronts open.")
            yield Finding("M1.3", "error", why, step.id)


def _capacity(plan: Plan) -> Iterator[Finding]:
    rules = plan_rules(plan.profile)
    needed = rules.whole("m1.force_per_front") * len(plan.fronts)
    gone = {r.member for r in plan.recusals if not r.matters}
    have = len([m for m in plan.team if m.name not in gone])
    if have < needed:
        why = say(
            "{have} officers for {n} fronts; {needed} are needed.",
            have=have,
            n=len(plan.fronts),
            needed=needed,
        )
        yield Finding("M1.4", "error", why)


def _value(plan: Plan) -> Iterator[Finding]:
    rest, seen = 1.0, set[str]()
    for front in plan.fronts:
        if front.id in seen:
            continue
        together = {front.id, *front.correlated_with}
        seen |= together
        rest *= 1 - max(f.p for f in plan.fronts if f.id in together)
    if plan.value is None or abs(plan.value - (1 - rest)) > 0.001:  # noqa: PLR2004 - 3 decimals
        why = say("The value is not 1 - prod(1 - p) with shared holders counted once.")
        yield Finding("M1.6", "error", why)


def priority(plan: Plan) -> Iterator[Finding]:
    """Yield what breaks M2.1-M2.4."""
    yield from fits(plan, "priority", "M2")
    for tag in plan.tags:
        if not tag.ground:
            why = say("{id} carries a priority without its ground.", id=tag.matter)
            yield Finding("M2.1", "error", why)
    free = sum(m.days_free for m in plan.team)
    if plan.timetable and plan.timetable.person_days > free:
        why = say(
            "{n} person-days are planned; {free} are free.",
            n=plan.timetable.person_days,
            free=free,
        )
        yield Finding("M2.2", "error", why)
    if plan.breakthrough not in active(plan) or len(plan.links) < FOUR:
        yield Finding(
            "M2.3",
            "error",
            say("The four links are not filled or no breakthrough is named."),
        )
    if len(plan.method_cautions) < FOUR:
        yield Finding("M2.4", "error", say("The four cautions are not filled."))
