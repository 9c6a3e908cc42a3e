"""The schedule by constraint programming (OR-Tools CP-SAT), greedy as a hint.

First the least makespan, then, with that kept, the least exposure. One seed, one
deterministic clock: the same input gives the same schedule whatever else the machine
does. The model goes to the solver through :mod:`~.cpsat`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from workbench.planning.cpsat import Model, Reply, Var, answer
from workbench.planning.tasks import Placed, Problem, Task, makespan

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(slots=True)
class Modelled:
    """A CP-SAT model of a problem with the variables one reads back."""

    model: Model
    starts: dict[str, Var] = field(default_factory=dict)
    crew: dict[tuple[str, str], Var] = field(default_factory=dict)
    end: Var = 0


@dataclass(frozen=True, slots=True)
class Solved:
    """What the solver found; ``placed`` is ``None`` where nothing was found."""

    placed: dict[str, Placed] | None
    bound: int
    proven: bool
    infeasible: bool = False


def solve(
    problem: Problem,
    hint: Mapping[str, Placed] | None,
    *,
    seconds: float,
    least: int = 0,
) -> Solved:
    """Return the best schedule found within about ``seconds`` of one core.

    Parameters
    ----------
    hint
        A schedule to begin with.
    least
        A makespan known to be a lower bound; reaching it ends the first stage.
    """
    made = modelled(problem, least)
    give_hint(made, problem, hint)
    made.model.least([(1, made.end)])
    first = answer(made.model, limit=seconds * RATE * 0.6)
    if first.state == "infeasible":
        return Solved(None, 0, proven=True, infeasible=True)
    if not first.found:
        return Solved(None, least, proven=False)
    placed = _read(made, problem, first)
    end = int(first.values[made.end])
    lowest = max(least, round(first.bound))
    made.model.linear([(1, made.end)], high=end)
    give_hint(made, problem, placed)
    _late_goal(made, problem)
    second = answer(made.model, limit=seconds * RATE * 0.4)
    if second.found:
        placed = _read(made, problem, second)
    proven = first.state == second.state == "optimal"
    return Solved(placed, lowest, proven=proven)


def _late_goal(made: Modelled, problem: Problem) -> None:
    """Ask for the telling steps as late as can be."""
    made.model.least((-t.weight, made.starts[t.id]) for t in problem.tasks)


def pack(
    problem: Problem, hint: Mapping[str, Placed], *, seconds: float, least: int
) -> Solved:
    """Return a schedule of small makespan for a large problem, from a first one.

    Search among neighbours of the hint only, since a single tree search of this size
    does not leave it. The makespan never exceeds the hint's.
    """
    tight = replace(problem, horizon=makespan(problem, hint))
    made = modelled(tight, least)
    give_hint(made, problem, hint)
    made.model.least([(1, made.end)])
    found = answer(made.model, limit=seconds * RATE, how=NEIGHBOURS)
    if not found.found:
        return Solved(None, least, proven=False)
    lowest = max(least, round(found.bound))
    return Solved(_read(made, problem, found), lowest, proven=False)


def place_late(part: Problem, hint: Mapping[str, Placed]) -> Mapping[str, Placed]:
    """Return a part of a schedule placed as late as its alert asks for.

    Where nothing better is found in time, the hint comes back.
    """
    made = modelled(part, 0)
    give_hint(made, part, hint)
    _late_goal(made, part)
    found = answer(made.model, limit=PART)
    return _read(made, part, found) if found.found else hint


RATE = 0.13
"""Deterministic time in a second of one core, measured on models of 200 tasks."""
PART = 0.02
"""Deterministic time for one stretch of a large plan."""
NEIGHBOURS = (
    "use_lns_only: true "
    # What these prepare costs more than it gives at this size.
    "linearization_level: 0 cp_model_probing_level: 0 symmetry_level: 0"
)


def modelled(problem: Problem, least: int) -> Modelled:
    """Return the model of a problem; its end is no less than ``least``."""
    made = Modelled(Model())
    model = made.model
    made.end = model.number(least, max(problem.horizon, least))
    busy: dict[str, list[int]] = {w.name: [] for w in problem.workers}
    whole: list[tuple[int, int]] = []
    for task in problem.tasks:
        last = problem.horizon - task.length
        if task.latest is not None:
            last = min(last, task.latest)
        first = problem.heads[task.id]
        if last < first:
            model.any_of([])  # no slot at all
            last = first
        start = made.starts[task.id] = model.number(first, last)
        model.linear([(1, made.end), (-1, start)], low=task.length)
        if task.officers and task.work:
            stretch = model.interval((start, task.lead), task.work)
            whole.append((stretch, task.officers))
            _crew(made, problem, task, busy)
    _order(made, problem)
    _people(made, problem, busy, whole)
    return made


def _crew(
    made: Modelled, problem: Problem, task: Task, busy: dict[str, list[int]]
) -> None:
    """Choose officers for a task and cover the skills it asks for."""
    model = made.model
    chosen = {}
    for worker in problem.eligible(task):
        here = chosen[worker.name] = made.crew[task.id, worker.name] = model.choice()
        at = (made.starts[task.id], task.lead)
        busy[worker.name].append(model.interval(at, task.work, when=here))
    ones = [(1, here) for here in chosen.values()]
    model.linear(ones, low=task.officers, high=task.officers)
    for skill in task.skills:
        model.any_of(
            [chosen[w.name] for w in problem.eligible(task) if skill in w.skills]
        )


def _order(made: Modelled, problem: Problem) -> None:
    model = made.model
    for task in problem.tasks:
        start = made.starts[task.id]
        for before in task.after:
            length = problem.by_id[before].length
            model.linear([(1, start), (-1, made.starts[before])], low=length)
        for before in task.not_before:
            model.linear([(1, start), (-1, made.starts[before])], low=0)
    for members in problem.windows.values():
        for name in members[1:]:
            pair = [(1, made.starts[name]), (-1, made.starts[members[0]])]
            model.linear(pair, low=0, high=0)


def _people(
    made: Modelled,
    problem: Problem,
    busy: dict[str, list[int]],
    whole: list[tuple[int, int]],
) -> None:
    """One task at a time for each; and, for the bound, all of them together."""
    model = made.model
    gone: list[tuple[int, int]] = []
    for worker in problem.workers:
        away = [model.fixed(a, b) for a, b in worker.away if b > a]
        gone += [(stretch, 1) for stretch in away]
        model.one_at_a_time([*busy[worker.name], *away])
        load = [
            (task.work, made.crew[task.id, worker.name])
            for task in problem.tasks
            if (task.id, worker.name) in made.crew
        ]
        if load:
            model.linear(load, high=worker.capacity)
    if whole or gone:
        model.at_most([*whole, *gone], len(problem.workers))


def give_hint(
    made: Modelled, problem: Problem, hint: Mapping[str, Placed] | None
) -> None:
    """Let the search begin from a schedule."""
    if hint is None:
        return
    values = {made.starts[t.id]: hint[t.id].start for t in problem.tasks}
    for (task, worker), here in made.crew.items():
        values[here] = int(worker in hint[task].people)
    made.model.hint(values)


def _read(made: Modelled, problem: Problem, found: Reply) -> dict[str, Placed]:
    return {
        task.id: Placed(
            found.values[made.starts[task.id]],
            tuple(
                worker.name
                for worker in problem.workers
                if (task.id, worker.name) in made.crew
                and found.values[made.crew[task.id, worker.name]]
            ),
        )
        for task in problem.tasks
    }
