"""A person's edits of a plan: a step on another day, with other officers.

Each returns a new plan, not rescheduled: the lint then says what the edit breaks.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.errors import PlanError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from workbench.planning import Plan, Step
    from workbench.rules.calendar import Calendar


def moved(plan: Plan, step: str, start: date, days: Calendar) -> Plan:
    """Return the plan with one step starting on another day, as long as before.

    The day rolls to a working day of the office calendar ``days``; the work keeps its
    number of working days.

    Raises
    ------
    PlanError
        When the step is not there or has no day yet.
    """
    one = _step(plan, step)
    if one.start is None or one.end is None:
        raise PlanError("planning.no_such_step", step=step)
    first = days.roll(start)
    waits = days.between(one.start, one.reply) if one.reply else ()
    lasts = days.between(one.start, one.end)
    changed = replace(
        one,
        start=first,
        reply=_later(days, first, len(waits)) if one.reply else None,
        end=_later(days, first, len(lasts)),
    )
    return _with(plan, changed)


def _later(days: Calendar, first: date, count: int) -> date:
    return days.add(first, count - 1) if count > 1 else first


def given_to(plan: Plan, step: str, people: Sequence[str]) -> Plan:
    """Return the plan with one step given to other officers.

    Raises
    ------
    PlanError
        When the step is not there, or an officer is not in the team.
    """
    known = {member.name for member in plan.team}
    for name in people:
        if name not in known:
            raise PlanError("widgets.not_in_team", member=name)
    return _with(plan, replace(_step(plan, step), people=tuple(people)))


def _step(plan: Plan, name: str) -> Step:
    for one in plan.steps:
        if one.id == name:
            return one
    raise PlanError("planning.no_such_step", step=name)


def _with(plan: Plan, changed: Step) -> Plan:
    steps = tuple(changed if s.id == changed.id else s for s in plan.steps)
    return replace(plan, steps=steps)
