"""What a schedule is asked: tasks, workers, a horizon; and what it answers.

Time runs in slots, half working days (:data:`SLOTS` to a day) counted from the first
day of the plan; weekends and holidays have no slots. A task starts when its request
goes out, waits ``lead`` slots, then takes ``work`` slots of its officers.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from workbench.errors import PlanError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SLOTS = 2
"""Slots in a working day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One step as the schedule sees it; all times in slots.

    ``after`` names tasks that must have ended, ``not_before`` tasks that must have
    started; ``latest`` is the last slot in which it may start; tasks of one ``window``
    start together; ``weight`` is what a slot of being known costs (0: start early).
    """

    id: str
    work: int
    lead: int = 0
    officers: int = 1
    skills: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    release: int = 0
    latest: int | None = None
    window: str | None = None
    weight: int = 0
    barred: frozenset[str] = frozenset()

    @property
    def length(self) -> int:
        """Slots from the request to the end of work."""
        return self.lead + self.work


@dataclass(frozen=True, slots=True)
class Worker:
    """One officer: skills, slots that can be given, slots away as ``[from, until)``."""

    name: str
    skills: tuple[str, ...] = ()
    capacity: int = 10**6
    away: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Problem:
    """Tasks and workers in a fixed order; ``horizon`` slots until the deadline."""

    tasks: tuple[Task, ...]
    workers: tuple[Worker, ...]
    horizon: int

    @cached_property
    def by_id(self) -> Mapping[str, Task]:
        """Tasks by id."""
        return {task.id: task for task in self.tasks}

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Task ids, each behind what it waits for.

        Raises
        ------
        PlanError
            When steps wait for each other in a circle; the fields name them.
        """
        waiting = {t.id: [*t.after, *t.not_before] for t in self.tasks}
        done: dict[str, None] = {}
        path: list[str] = []

        def visit(name: str) -> None:
            if name in done:
                return
            if name in path:
                circle = [*path[path.index(name) :], name]
                raise PlanError("planning.cycle", steps=" → ".join(circle))
            path.append(name)
            for before in sorted(waiting.get(name, ())):
                visit(before)
            path.pop()
            done[name] = None

        for task in self.tasks:
            visit(task.id)
        return tuple(name for name in done if name in self.by_id)

    @cached_property
    def heads(self) -> Mapping[str, int]:
        """Earliest start of each task, people aside."""
        found: dict[str, int] = {}
        for _round in range(len(self.windows) + 1):
            before = dict(found)
            for name in self.order:
                task = self.by_id[name]
                ends = [found[a] + self.by_id[a].length for a in task.after]
                starts = [found[a] for a in task.not_before]
                found[name] = max([task.release, found.get(name, 0), *ends, *starts])
            for members in self.windows.values():
                together = max(found[name] for name in members)
                found.update(dict.fromkeys(members, together))
            if found == before:
                break
        return found

    @cached_property
    def tails(self) -> Mapping[str, int]:
        """Slots that must follow the end of each task."""
        tails = dict.fromkeys(self.by_id, 0)
        for name in reversed(self.order):
            task = self.by_id[name]
            for before in task.after:
                tails[before] = max(tails[before], task.length + tails[name])
            for before in task.not_before:
                rest = task.length + tails[name] - self.by_id[before].length
                tails[before] = max(tails[before], rest)
        return tails

    @cached_property
    def followers(self) -> Mapping[str, tuple[str, ...]]:
        """Tasks that wait for each task."""
        found: dict[str, list[str]] = {}
        for task in self.tasks:
            for before in {*task.after, *task.not_before}:
                found.setdefault(before, []).append(task.id)
        return {name: tuple(ids) for name, ids in found.items()}

    @cached_property
    def windows(self) -> Mapping[str, tuple[str, ...]]:
        """Members of each window."""
        found: dict[str, list[str]] = {}
        for task in self.tasks:
            if task.window:
                found.setdefault(task.window, []).append(task.id)
        return {name: tuple(ids) for name, ids in found.items()}

    @cached_property
    def _able(self) -> Mapping[str, tuple[Worker, ...]]:
        return {
            t.id: tuple(w for w in self.workers if w.name not in t.barred)
            for t in self.tasks
        }

    def eligible(self, task: Task) -> tuple[Worker, ...]:
        """Workers who may do a task."""
        return self._able[task.id]


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a task stands and who does it."""

    start: int
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A schedule: every task placed; ``bound`` is a proven least makespan."""

    placed: Mapping[str, Placed]
    makespan: int
    exposure: int
    bound: int
    proven: bool
    solved: bool = False  # the solver bettered or proved the greedy schedule


def force(problem: Problem, members: Iterable[str]) -> int:
    """Return how many officers tasks that start together need at one time.

    Work begins when the answer is there, so tasks of different waiting times need not
    be worked on at once.
    """
    tasks = [problem.by_id[name] for name in members]
    return max(
        (sum(o.officers for o in tasks if o.lead <= t.lead < o.length) for t in tasks),
        default=0,
    )


def makespan(problem: Problem, placed: Mapping[str, Placed]) -> int:
    """Return the slot after the last work."""
    ends = (placed[t.id].start + t.length for t in problem.tasks)
    return max(ends, default=0)


def exposure(problem: Problem, placed: Mapping[str, Placed]) -> int:
    """Return slots of being known, weighted by alert, until the plan's end."""
    end = makespan(problem, placed)
    return sum(t.weight * (end - placed[t.id].start) for t in problem.tasks)


def bound(problem: Problem) -> int:
    """Return a proven least makespan: the longest chain, or the work there is.

    Work that cannot begin before a slot, and after whose end a chain still follows, has
    to fit into the free slots of the officers between; for all officers together and
    for each skill alone. O(skills * heads * tails * tasks) at worst.
    """
    chain = max((problem.heads[t.id] + t.length for t in problem.tasks), default=0)
    loads = [([(t, t.work * t.officers) for t in problem.tasks], problem.workers)]
    for skill in sorted({s for t in problem.tasks for s in t.skills}):
        having = tuple(w for w in problem.workers if skill in w.skills)
        asked = [(t, t.work) for t in problem.tasks if skill in t.skills]
        loads.append((asked, having))
    return max([chain, *(_energy(problem, load, who) for load, who in loads)])


def _energy(
    problem: Problem, load: list[tuple[Task, int]], workers: tuple[Worker, ...]
) -> int:
    """Return the least makespan that gives the officers slots for the load."""
    if not load or not workers:
        return 0
    most = sum(n for _t, n in load) + sum(b for w in workers for _a, b in w.away) + 1
    rows = [(problem.heads[t.id] + t.lead, problem.tails[t.id], n) for t, n in load]
    free = [
        sum(not any(a <= slot < b for a, b in w.away) for w in workers)
        for slot in range(most + max(head for head, _t, _n in rows))
    ]
    best = 0
    for head in sorted({row[0] for row in rows}):
        for tail in sorted({row[1] for row in rows if row[0] >= head}):
            work = sum(n for h, t, n in rows if h >= head and t >= tail)
            if work:
                best = max(best, _filled(free, head, work) + tail)
    return best


def _filled(free: list[int], slot: int, work: int) -> int:
    """Return the slot by which free slots from ``slot`` on add up to the work."""
    while work > 0 and slot < len(free):
        work -= free[slot]
        slot += 1
    return slot
