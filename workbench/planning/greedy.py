"""A schedule by priority rules: always found quickly, a start for the solver.

Serial schedule generation (Kolisch 1996): tasks in an order that respects precedence,
each at the first slot where its officers are free; repeated for several orders, the
best kept. Free slots of an officer are the bits of one integer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from itertools import islice
from random import Random
from typing import TYPE_CHECKING

from workbench.planning.tasks import Placed, Problem, Task, exposure, makespan

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TRIES = 24
"""Orders tried; a count and no clock, so that the same input gives the same plan."""


@dataclass
class Desk:
    """Who is free when, while a schedule grows."""

    problem: Problem
    horizon: int
    free: dict[str, int] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Open every slot of the horizon but those away."""
        whole = (1 << self.horizon) - 1
        for worker in self.problem.workers:
            bits = whole
            for first, last in worker.away:
                bits &= ~(((1 << max(last - first, 0)) - 1) << first)
            self.free[worker.name] = bits
            self.left[worker.name] = worker.capacity

    def crew(self, task: Task, start: int) -> tuple[str, ...] | None:
        """Return officers for a task that starts at ``start``, or ``None``."""
        if not task.officers or not task.work:
            return ()
        mask = ((1 << task.work) - 1) << (start + task.lead)
        able = [
            worker
            for worker in self.problem.eligible(task)
            if self.free[worker.name] & mask == mask
            and self.left[worker.name] >= task.work
        ]
        if len(able) < task.officers:
            return None
        return _pick(task, able, self.left)

    def take(self, task: Task, placed: Placed, *, back: bool = False) -> None:
        """Book the officers of a placed task, or give them back."""
        mask = ((1 << task.work) - 1) << (placed.start + task.lead)
        for name in placed.people:
            self.free[name] = (
                self.free[name] | mask if back else self.free[name] & ~mask
            )
            self.left[name] += task.work if back else -task.work


def _pick(task: Task, able: list, left: Mapping[str, int]) -> tuple[str, ...] | None:  # type: ignore[type-arg]
    """Choose who covers the skills, scarce people last, the least loaded first."""
    ranked = sorted(able, key=lambda w: (len(w.skills), -left[w.name], w.name))
    crew: list[str] = []
    having: set[str] = set()
    for skill in task.skills:
        if skill in having:
            continue
        one = next(
            (w for w in ranked if skill in w.skills and w.name not in crew), None
        )
        if one is None:
            return None
        crew.append(one.name)
        having |= set(one.skills)
    if len(crew) > task.officers:
        return None
    rest = (w.name for w in ranked if w.name not in crew)
    crew += [
        name for name, _n in zip(rest, range(task.officers - len(crew)), strict=False)
    ]
    return tuple(sorted(crew)) if len(crew) == task.officers else None


def greedy(
    problem: Problem, *, horizon: int | None = None, tries: int = TRIES
) -> dict[str, Placed] | None:
    """Return the best schedule of several orders, or ``None`` where none was found.

    Parameters
    ----------
    horizon
        Slots to use; the problem's own when absent.
    tries
        Orders to try.

    Notes
    -----
    O(tries * tasks * slots * workers) at worst; 200 tasks take about 0.2 s.
    """
    best: dict[str, Placed] | None = None
    reached = (0, 0)
    for order in islice(_orders(problem), tries):
        placed = _serial(problem, order, horizon or problem.horizon)
        if placed is None:
            continue
        found = (makespan(problem, placed), exposure(problem, placed))
        if best is None or found < reached:
            best, reached = placed, found
    return best


def list_schedule(problem: Problem) -> dict[str, Placed] | None:
    """Return one plain list schedule in the order of the tasks, for comparison."""
    ranks = {task.id: (float(n),) for n, task in enumerate(problem.tasks)}
    return _serial(problem, ranks, problem.horizon)


def _orders(problem: Problem) -> Iterator[Mapping[str, tuple[float, ...]]]:
    """Ranks by which ready tasks are taken: three rules, then seeded mixtures."""
    tails = _tails(problem)
    far = problem.horizon
    due = {t.id: far if t.latest is None else t.latest for t in problem.tasks}
    seeds = {t.id: float(n) for n, t in enumerate(problem.tasks)}
    yield {i: (due[i], -tails[i], seeds[i]) for i in seeds}
    yield {i: (due[i], problem.heads[i], -tails[i], seeds[i]) for i in seeds}
    yield {
        i: (due[i], -problem.by_id[i].work * problem.by_id[i].officers, seeds[i])
        for i in seeds
    }
    dice = Random(20260101)  # noqa: S311 - a fixed seed is the point
    for _try in range(TRIES - 3):
        yield {i: (due[i], -tails[i] * (0.7 + 0.6 * dice.random())) for i in seeds}


def _tails(problem: Problem) -> dict[str, int]:
    """Longest chain from a task's start to the end."""
    tails = {t.id: t.length for t in problem.tasks}
    for name in reversed(problem.order):
        task = problem.by_id[name]
        for before in task.after:
            reach = problem.by_id[before].length + tails[name]
            tails[before] = max(tails[before], reach)
        for before in task.not_before:
            tails[before] = max(tails[before], tails[name])
    return tails


def _serial(
    problem: Problem, ranks: Mapping[str, tuple[float, ...]], horizon: int
) -> dict[str, Placed] | None:
    desk = Desk(problem, horizon)
    placed: dict[str, Placed] = {}
    units = _units(problem)
    missing, opens = _waiting(problem, units)
    rank = {key: min((ranks[i], i) for i in names) for key, names in units.items()}
    ready = [(rank[key], key) for key in units if not missing[key]]
    heapify(ready)
    while ready:
        _rank, key = heappop(ready)
        together = _together(problem, desk, units[key], placed)
        if together is None:
            return None
        placed |= together
        for name in units[key]:
            for other in opens.get(name, ()):
                missing[other] -= 1
                if not missing[other]:
                    heappush(ready, (rank[other], other))
    return placed if len(placed) == len(problem.tasks) else None


def _waiting(
    problem: Problem, units: Mapping[str, tuple[str, ...]]
) -> tuple[dict[str, int], dict[str, list[str]]]:
    """Count for each unit the tasks it waits for; and say whom each task opens."""
    missing: dict[str, int] = {}
    opens: dict[str, list[str]] = {}
    for key, names in units.items():
        before = {b for name in names for b in _before(problem.by_id[name])}
        before -= set(names)
        missing[key] = len(before)
        for name in sorted(before):
            opens.setdefault(name, []).append(key)
    return missing, opens


def _units(problem: Problem) -> dict[str, tuple[str, ...]]:
    """Tasks, or whole windows, that are placed in one go."""
    units: dict[str, tuple[str, ...]] = {}
    for task in problem.tasks:
        if task.window:
            units[f"window {task.window}"] = problem.windows[task.window]
        else:
            units[task.id] = (task.id,)
    return units


def _before(task: Task) -> tuple[str, ...]:
    return (*task.after, *task.not_before)


def _together(
    problem: Problem, desk: Desk, names: tuple[str, ...], placed: Mapping[str, Placed]
) -> dict[str, Placed] | None:
    """Place tasks that start together at the first slot that fits them all."""
    tasks = [problem.by_id[name] for name in names]
    first = max(_earliest(problem, task, placed) for task in tasks)
    last = min(
        desk.horizon - max(t.length for t in tasks), *_latest(tasks, desk.horizon)
    )
    for start in range(first, last + 1):
        crews: dict[str, Placed] = {}
        for task in tasks:
            crew = desk.crew(task, start)
            if crew is None:
                break
            crews[task.id] = Placed(start, crew)
            desk.take(task, crews[task.id])
        if len(crews) == len(tasks):
            return crews
        for name, one in crews.items():
            desk.take(problem.by_id[name], one, back=True)
    return None


def _latest(tasks: list[Task], horizon: int) -> tuple[int, ...]:
    return (horizon, *(t.latest for t in tasks if t.latest is not None))


def _earliest(problem: Problem, task: Task, placed: Mapping[str, Placed]) -> int:
    ends = (placed[b].start + problem.by_id[b].length for b in task.after)
    starts = (placed[b].start for b in task.not_before)
    return max([problem.heads[task.id], *ends, *starts])


def settle(problem: Problem, placed: Mapping[str, Placed]) -> dict[str, Placed]:
    """Move quiet tasks forward and telling ones back, officers and end unchanged."""
    end = makespan(problem, placed)
    desk = Desk(problem, max(end, 1))
    for name, one in placed.items():
        desk.take(problem.by_id[name], one)
    now = dict(placed)
    movable = [t for t in problem.tasks if not t.window]
    late = sorted(movable, key=lambda t: (-now[t.id].start, t.id))
    for task in (t for t in late if t.weight):
        _move(desk, now, task, range(_roof(problem, now, task, end), -1, -1))
    early = sorted(movable, key=lambda t: (now[t.id].start, t.id))
    for task in (t for t in early if not t.weight):
        _move(desk, now, task, range(_earliest(problem, task, now), end))
    return now


def _roof(problem: Problem, now: Mapping[str, Placed], task: Task, end: int) -> int:
    """Last slot in which a task may start without moving another."""
    roof = [end - task.length]
    if task.latest is not None:
        roof.append(task.latest)
    for name in problem.followers.get(task.id, ()):
        ended = task.id in problem.by_id[name].after
        roof.append(now[name].start - (task.length if ended else 0))
    return min(roof)


def _move(desk: Desk, now: dict[str, Placed], task: Task, slots: range) -> None:
    here = now[task.id]
    desk.take(task, here, back=True)
    for start in slots:
        if start == here.start:
            break
        mask = ((1 << task.work) - 1) << (start + task.lead)
        if all(desk.free[name] & mask == mask for name in here.people):
            now[task.id] = Placed(start, here.people)
            break
    desk.take(task, now[task.id])
