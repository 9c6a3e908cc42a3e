"""Rules C1-C9: what comes before what, what is spent, what hangs on one source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.planning.budget import spent
from workbench.planning.checks import sure
from workbench.planning.lint_general import active
from workbench.planning.lint_methods import fits
from workbench.planning.plan import Finding
from workbench.planning.said import say
from workbench.rules.plan_rules import plan_rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workbench.planning.plan import Plan
    from workbench.planning.step import Step


def order(plan: Plan) -> Iterator[Finding]:
    """Yield what breaks the rules of order that hold for every method."""
    for step in plan.steps:
        if step.hearing:
            yield from _last(step, plan)
        elif step.kind == "testimony":
            yield from _documents_first(step, plan)
        yield from _genuine(step)
        yield from _rescued(step, plan)
    yield from _single(plan)


def indirect(plan: Plan) -> Iterator[Finding]:
    """Yield what breaks the rules of the indirect method alone."""
    yield from fits(plan, "indirect", "M3")
    for step in plan.steps:
        yield from _barrier(step, plan)
    yield from _soft(plan)
    for matter in active(plan):
        used = spent(plan.steps, matter)
        if used > plan.alert_budget:
            why = say(
                "{id}: alert {used} before records are fixed; {most} is the budget.",
                id=matter,
                used=used,
                most=plan.alert_budget,
            )
            yield Finding("C6", "error", why)


def _ends_late(one: Step, other: Step) -> bool:
    """Say whether ``one`` ends after ``other`` starts."""
    return one.end is not None and other.start is not None and one.end > other.start


def _barrier(step: Step, plan: Plan) -> Iterator[Finding]:
    """C1: what is felt in a ring waits for the documents of the rings outside."""
    loud = plan_rules(plan.profile).whole("m3.wait_alert")
    waived = step.rescue or any(w.rule == "C1" for w in step.waivers)
    if step.alert < loud or waived or step.hearing:
        return
    early = tuple(
        s.id
        for s in plan.steps
        if set(s.serves) & set(step.serves)
        and s.kind == "document"
        and s.ring < step.ring
        and _ends_late(s, step)
    )
    if early:
        why = say("Starts before the outer ring is fixed ({steps}).", steps=early)
        yield Finding("C1", "error", why, step.id)


def _last(step: Step, plan: Plan) -> Iterator[Finding]:
    """C4: the person named is last, with documents behind each key element."""
    late = tuple(s.id for s in plan.steps if not s.hearing and _ends_late(s, step))
    if late:
        why = say("The person named is heard before {steps} end.", steps=late)
        yield Finding("C4", "error", why, step.id)
    if not step.separate_approval:
        why = say("The hearing has no approval of its own.")
        yield Finding("C4", "error", why, step.id)
    bare = tuple(
        matter.labels.get(e, e)
        for matter in plan.matters
        if matter.id in (step.allegation, *step.also)
        for e in matter.key_elements
        if not any(s.kind == "document" and e in s.shows(matter.id) for s in plan.steps)
    )
    if bare:
        why = say("No document stands behind: {elements}.", elements=bare)
        yield Finding("C4", "warning", why, step.id)


def _documents_first(step: Step, plan: Plan) -> Iterator[Finding]:
    """C5: documents before the talk on the same element, deeper rings waived."""
    waived = any(w.rule == "C5" for w in step.waivers)
    early = tuple(
        s.id
        for s in plan.steps
        if s.kind == "document"
        and any(set(s.shows(m)) & set(step.shows(m)) for m in step.serves)
        and _ends_late(s, step)
        and not (waived and s.ring > step.ring)
    )
    if early:
        why = say("The talk comes before the documents {steps}.", steps=early)
        yield Finding("C5", "error", why, step.id)


def _genuine(step: Step) -> Iterator[Finding]:
    """C7: a cover is a real, authorised activity."""
    if step.cover and not (step.cover.authorised_by and step.cover.reference):
        why = say("The cover is no authorised, real activity.")
        yield Finding("C7", "error", why, step.id)


def _rescued(step: Step, plan: Plan) -> Iterator[Finding]:
    """C8: what expires while the plan runs moves forward, with the reason."""
    if step.expires is None or plan.timetable is None or step.rescue:
        return
    if plan.timetable.first <= step.expires <= plan.timetable.last:
        why = say(
            "The record expires on {day} and is not brought forward.", day=step.expires
        )
        yield Finding("C8", "error", why, step.id)


def _single(plan: Plan) -> Iterator[Finding]:
    """C9: an element that hangs on one holder, or on nothing."""
    for name in active(plan):
        matter = plan.matter(name)
        for element in sorted(matter.key_elements):
            proving = [
                s for s in plan.steps if not s.hearing and element in s.shows(name)
            ]
            if len({repr(s.holder) for s in proving}) > 1:
                continue
            label = matter.labels.get(element, element)
            why = say("{id}: {element} has no second source.", id=name, element=label)
            yield Finding(
                "C9",
                "note"
                if proving and sure(proving[0])
                else "warning",  # an own or public file stays put
                why,
                proving[0].id if proving else None,
            )


def _soft(plan: Plan) -> Iterator[Finding]:
    """C2, C3: within a ring the easy and the minor first; noted, never an error."""
    weights = {m.id: m.key_elements for m in plan.matters}
    hard, major = list[str](), list[str]()
    for one in plan.steps:
        for other in plan.steps:
            alike = (one.allegation, one.ring, one.kind, one.hearing) == (
                other.allegation, other.ring, other.kind, other.hearing,
            )  # fmt: skip
            if (
                not alike
                or not one.start
                or not other.start
                or one.start >= other.start
            ):
                continue
            first, second = (
                _centre(s, weights.get(s.allegation, {})) for s in (one, other)
            )
            if first > second:
                major.append(one.id)
            elif first == second and _effort(one) > _effort(other):
                hard.append(one.id)
    if hard:
        why = say(
            "Harder steps begin before easier ones of their ring: {steps}.",
            steps=tuple(dict.fromkeys(hard)),
        )
        yield Finding("C2", "note", why)
    if major:
        why = say(
            "Principal facts begin before minor ones of their ring: {steps}.",
            steps=tuple(dict.fromkeys(major)),
        )
        yield Finding("C3", "note", why)


def _centre(step: Step, weights: Mapping[str, float]) -> float:
    return max((weights.get(e, 0.0) for e in step.elements), default=0.0)


def _effort(step: Step) -> float:
    return step.cost + step.lead_days
