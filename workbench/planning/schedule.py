"""Tasks and workers become a schedule: greedy first, then the solver, or words why not.

Makespan first, exposure second. Where no schedule exists the error says who or what is
missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.errors import Infeasible
from workbench.planning.greedy import greedy, settle
from workbench.planning.improve import later
from workbench.planning.solver import pack, solve
from workbench.planning.tasks import (
    SLOTS,
    Answer,
    Placed,
    Problem,
    bound,
    exposure,
    force,
    makespan,
)

if TYPE_CHECKING:
    from collections.abc import Mapping


def schedule(problem: Problem, *, seconds: float = 8.0) -> Answer:
    """Return a schedule of least makespan, then of least exposure.

    Parameters
    ----------
    seconds
        About how long one core may take, counted in the solver's deterministic time;
        0 leaves the greedy schedule.

    Raises
    ------
    Infeasible
        When no schedule keeps all limits; the fields say what is missing.
    PlanError
        When tasks wait for each other in a circle.
    """
    if not problem.tasks:
        return Answer(placed={}, makespan=0, exposure=0, bound=0, proven=True)
    check(problem)
    least = bound(problem)
    early = greedy(problem)
    start = settle(problem, early) if early is not None else None
    if seconds <= 0 or _done(problem, start, least):
        if start is None:
            raise _late(problem)
        return _answer(problem, start, least, proven=_done(problem, start, least))
    if len(problem.tasks) > LARGE and early is not None:
        return _large(problem, early, seconds=seconds, least=least)
    found = solve(problem, start, seconds=seconds, least=least)
    best = _better(problem, start, found.placed)
    if best is None:
        raise _late(problem)
    lowest = max(least, found.bound)
    proven = found.proven or _done(problem, best, lowest)
    return _answer(problem, best, lowest, proven=proven, solved=True)


LARGE = 40
"""Tasks up to which one model holds the whole plan."""
PACKING = 0.4
"""Share of the time that a large plan is packed; the rest goes to its stretches."""


def _large(
    problem: Problem, start: dict[str, Placed], *, seconds: float, least: int
) -> Answer:
    """Pack a large plan among neighbours, then lower its exposure part by part.

    ``start`` is tight to the left: a schedule settled late leaves no room to pack.
    """
    found = pack(problem, start, seconds=seconds * PACKING, least=least)
    best = _better(problem, start, found.placed)
    best = later(problem, best or start)
    lowest = max(least, found.bound)
    proven = _done(problem, best, lowest)
    return _answer(problem, best, lowest, proven=proven, solved=True)


def _done(problem: Problem, placed: Mapping[str, Placed] | None, least: int) -> bool:
    """Say whether nothing can be better: least makespan and no exposure at all."""
    if placed is None or makespan(problem, placed) > least:
        return False
    roofs = sum(t.weight * (least - t.length) for t in problem.tasks)
    return roofs == sum(t.weight * placed[t.id].start for t in problem.tasks)


def _better(
    problem: Problem,
    one: dict[str, Placed] | None,
    other: dict[str, Placed] | None,
) -> dict[str, Placed] | None:
    found = [settle(problem, p) for p in (one, other) if p is not None]
    if not found:
        return None
    return min(found, key=lambda p: (makespan(problem, p), exposure(problem, p)))


def _answer(
    problem: Problem,
    placed: Mapping[str, Placed],
    least: int,
    *,
    proven: bool,
    solved: bool = False,
) -> Answer:
    return Answer(
        placed=placed,
        makespan=makespan(problem, placed),
        exposure=exposure(problem, placed),
        bound=least,
        proven=proven,
        solved=solved,
    )


def check(problem: Problem) -> None:
    """Refuse what no schedule can mend, before searching: people, skills, capacity."""
    assert problem.order is not None  # noqa: S101 - raises on a circle
    for task in problem.tasks:
        able = problem.eligible(task)
        if len(able) < task.officers:
            raise Infeasible(
                "planning.too_few_people",
                step=task.id,
                needed=task.officers,
                found=len(able),
            )
        for skill in task.skills:
            if not any(skill in w.skills for w in able):
                raise Infeasible("planning.no_skill", step=task.id, skill=skill)
    for members in problem.windows.values():
        needed = force(problem, members)
        if needed > len(problem.workers):
            raise Infeasible(
                "planning.window_too_wide",
                needed=needed,
                found=len(problem.workers),
                n=len(members),
            )
    for skill in sorted({s for t in problem.tasks for s in t.skills}):
        asked = sum(t.work for t in problem.tasks if skill in t.skills)
        there = sum(w.capacity for w in problem.workers if skill in w.skills)
        if asked > there:
            raise Infeasible(
                "planning.too_little_skill",
                skill=skill,
                needed=asked / SLOTS,
                free=there / SLOTS,
            )
    needed = sum(t.work * t.officers for t in problem.tasks)
    free = sum(w.capacity for w in problem.workers)
    if needed > free:
        raise Infeasible(
            "planning.no_capacity", needed=needed / SLOTS, free=free / SLOTS
        )


def _late(problem: Problem) -> Infeasible:
    """Say what keeps the plan from its limits: a person, a record, or the deadline."""
    for task in sorted(problem.tasks, key=lambda t: (problem.heads[t.id], t.id)):
        if task.latest is not None and problem.heads[task.id] > task.latest:
            return Infeasible(
                "planning.record_lost", step=task.id, latest=task.latest,
                earliest=problem.heads[task.id],
            )  # fmt: skip
    blocked = _nobody(problem)
    if blocked is not None:
        return blocked
    longer = greedy(problem, horizon=_long(problem))
    if longer is None:
        return Infeasible("planning.no_schedule")
    return Infeasible(
        "planning.past_deadline",
        earliest=makespan(problem, longer),
        deadline=problem.horizon,
    )


def _long(problem: Problem) -> int:
    away = max((b for w in problem.workers for _a, b in w.away), default=0)
    return problem.horizon + away + sum(t.length for t in problem.tasks)


def _nobody(problem: Problem) -> Infeasible | None:
    """Find a task for which nobody with the skill is free inside its limits."""
    for task in problem.tasks:
        last = problem.horizon - task.length
        last = last if task.latest is None else min(last, task.latest)
        for skill in task.skills:
            free = [
                slot
                for worker in problem.eligible(task)
                if skill in worker.skills
                for slot in [
                    _first_free(
                        worker.away, problem.heads[task.id] + task.lead, task.work
                    )
                ]
            ]
            if free and min(free) - task.lead > last:
                return Infeasible(
                    "planning.skill_not_free",
                    step=task.id,
                    skill=skill,
                    free=min(free),
                )
    return None


def _first_free(away: tuple[tuple[int, int], ...], slot: int, work: int) -> int:
    for first, last in sorted(away):
        if slot < last and first < slot + work:
            slot = last
    return slot
