"""Large plans: exposure is lowered part by part (large neighbourhood search).

A model of two hundred steps and a dozen officers takes the solver longer than a team
lead waits. So a stretch of the schedule is freed at a time, the rest stays where it is,
and the solver places the stretch as late as the alert of its steps asks for, the end of
the plan kept. Every stretch is tried once, so the same input gives the same plan.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.planning.greedy import settle
from workbench.planning.solver import place_late
from workbench.planning.tasks import Placed, Problem, Worker, makespan

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.planning.tasks import Task

STRETCH = 22
"""Tasks freed at a time; a stretch then takes some 0.3 s of one core."""


def later(problem: Problem, placed: Mapping[str, Placed]) -> dict[str, Placed]:
    """Return a schedule of the same makespan and no more exposure."""
    now = dict(placed)
    end = makespan(problem, placed)
    ordered = sorted(now, key=lambda name: (now[name].start, name))
    for first in range(0, len(ordered), STRETCH):
        free = _whole_windows(problem, ordered[first : first + STRETCH])
        part = _part(problem, now, free, end)
        now |= place_late(part, {name: now[name] for name in free})
    return settle(problem, now)


def _whole_windows(problem: Problem, names: Sequence[str]) -> tuple[str, ...]:
    """Return the names with every task that starts together with one of them."""
    held = dict.fromkeys(names)
    for members in problem.windows.values():
        if any(name in held for name in members):
            held |= dict.fromkeys(members)
    return tuple(held)


def _part(
    problem: Problem, now: Mapping[str, Placed], free: Sequence[str], end: int
) -> Problem:
    """Return the problem of the freed tasks, everything else in its place."""
    names = set(free)
    tasks = tuple(_bounded(problem, now, problem.by_id[n], names, end) for n in free)
    workers = []
    for worker in problem.workers:
        held = [
            t
            for t in problem.tasks
            if t.id not in names and worker.name in now[t.id].people
        ]
        busy = tuple(
            (now[t.id].start + t.lead, now[t.id].start + t.length) for t in held
        )
        left = worker.capacity - sum(t.work for t in held)
        away = tuple((a, b) for a, b in (*worker.away, *busy) if b > a)
        workers.append(Worker(worker.name, worker.skills, left, away))
    return Problem(tasks, tuple(workers), end)


def _bounded(
    problem: Problem,
    now: Mapping[str, Placed],
    task: Task,
    free: set[str],
    end: int,
) -> Task:
    """Return a freed task held between the tasks that stay."""
    release = max(
        [
            task.release,
            *(
                now[b].start + problem.by_id[b].length
                for b in task.after
                if b not in free
            ),
            *(now[b].start for b in task.not_before if b not in free),
        ]
    )
    roofs = [end - task.length]
    if task.latest is not None:
        roofs.append(task.latest)
    for name in problem.followers.get(task.id, ()):
        if name not in free:
            follower = problem.by_id[name]
            ended = task.id in follower.after
            roofs.append(now[name].start - (task.length if ended else 0))
    return replace(
        task,
        release=release,
        latest=min(roofs),
        after=tuple(b for b in task.after if b in free),
        not_before=tuple(b for b in task.not_before if b in free),
    )
