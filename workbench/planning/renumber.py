"""Number the steps of a plan in the order in which they begin: S01, S02, ..."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workbench.planning.plan import Plan
    from workbench.planning.step import Step


def renumbered(plan: Plan) -> Plan:
    """Return the plan with its steps numbered and every reference following."""
    width = max(2, len(str(len(plan.steps))))
    names = {s.id: f"S{n:0{width}}" for n, s in enumerate(plan.steps, 1)}
    return replace(
        plan,
        steps=tuple(_step(step, names) for step in plan.steps),
        matrix=tuple(replace(c, step=names[c.step]) for c in plan.matrix),
        safety=tuple(replace(s, steps=_all(s.steps, names)) for s in plan.safety),
        absences=tuple(replace(a, steps=_all(a.steps, names)) for a in plan.absences),
        routes=tuple(replace(r, step=names[r.step]) for r in plan.routes),
        single_points=tuple(
            replace(p, step=names[p.step] if p.step else None)
            for p in plan.single_points
        ),
    )


def _all(steps: Iterable[str], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted(names[s] for s in steps))


def _step(step: Step, names: Mapping[str, str]) -> Step:
    return replace(
        step,
        id=names[step.id],
        after=_all(step.after, names),
        not_before=_all(step.not_before, names),
    )
