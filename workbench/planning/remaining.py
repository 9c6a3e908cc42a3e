"""What remains of a plan, proposed anew: a blocked channel does not end the check.

Finished steps stay as they are, with their results. Sources that were exhausted or
blocked are not asked again: their alternatives come in. Matters that are settled get no
further step, and steps whose elements others settled are left out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from workbench.errors import PlanError
from workbench.planning.amendments import place, rescheduled, without
from workbench.planning.execution import unneeded
from workbench.planning.hypotheses import matrix
from workbench.planning.outcome import outcome
from workbench.planning.propose import plan
from workbench.planning.said import say

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from workbench.leads.values import Allegation
    from workbench.planning.plan import Plan
    from workbench.planning.step import Step

SETTLED = frozenset({"substantiated", "unfounded"})
TRIED = ("exhausted", "blocked")


def remaining(
    old: Plan,
    allegations: Sequence[Allegation],
    *,
    as_of: date,
    closed: Collection[str] = (),
    seconds: float | None = None,
    **given: Any,
) -> Plan:
    """Return the plan with what remains proposed anew; not yet an amendment.

    Parameters
    ----------
    old
        The plan with its steps marked.
    allegations
        The allegations of the plan; further ones widen it.
    closed
        Matters whose outcome a person has decided.
    given
        As for :func:`~workbench.planning.propose.plan`.

    Raises
    ------
    PlanError
        When nothing remains, or no admissible check is left.
    Infeasible
        When what remains has no schedule.
    """
    done = {m.id for m in old.matters if outcome(old, m.id).result in SETTLED}
    done |= set(closed)
    left = [_without_tried(a, old) for a in allegations if a.id not in done]
    if not left:
        raise PlanError("planning.nothing_remains")
    due = given.pop("deadline", None) or (
        old.timetable.deadline if old.timetable else None
    )
    made = plan(
        old.method,
        left,
        as_of=as_of,
        deadline=due,
        seconds=0,
        insist=say("the approved method goes on"),
        **given,
    )
    joined = _joined(old, made)
    for name in unneeded(joined):
        joined = without(joined, name)
    if not any(s.status == "planned" for s in joined.steps):
        raise PlanError("planning.nothing_remains")
    return rescheduled(
        joined,
        as_of=as_of,
        deadline=due,
        calendar=given.get("calendar"),
        parameters=given.get("parameters"),
        seconds=seconds,
    )


def _without_tried(allegation: Allegation, old: Plan) -> Allegation:
    """Block the sources that gave nothing for this allegation."""
    tried = {
        s.source: s.status
        for s in old.steps
        if s.status in TRIED and allegation.id in s.serves
    }
    checks = tuple(
        replace(c, blocked=tried[c.source]) if c.source in tried else c
        for c in allegation.checks
    )
    return replace(allegation, checks=checks)


def _covers(done: Step, step: Step) -> bool:
    """Say whether a finished step is the one proposed, or one that serves more."""
    if place(done) == place(step):
        return True
    same = (done.source, repr(done.person)) == (step.source, repr(step.person))
    return same and set(step.serves) <= set(done.serves)


def _joined(old: Plan, made: Plan) -> Plan:
    """Return the new plan with the old one's finished steps, matters and log."""
    finished = [s for s in old.steps if s.status != "planned"]
    steps: list[Step] = []
    for step in made.steps:
        was = next((s for s in finished if _covers(s, step)), None)
        if was is None:
            steps.append(step)
        else:
            finished.remove(was)
            steps.append(replace(was, id=step.id))
    steps += [replace(s, id=f"K{n}") for n, s in enumerate(finished, 1)]
    known = {m.id for m in made.matters}
    used = {m for s in steps for m in s.serves} | known
    hypotheses = (
        *made.hypotheses,
        *(h for h in old.hypotheses if h.allegation not in known),
    )
    return replace(
        made,
        id=old.id,
        version=old.version,
        matters=(
            *made.matters,
            *(m for m in old.matters if m.id not in known and m.id in used),
        ),
        steps=tuple(steps),
        hypotheses=hypotheses,
        matrix=matrix(steps, hypotheses),
        changes=old.changes,
        exporter=old.exporter,
        journal_head=old.journal_head,
    )
