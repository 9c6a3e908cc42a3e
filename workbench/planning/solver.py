"""The schedule by constraint programming (OR-Tools CP-SAT), greedy as a hint.

First the least makespan, then, with that kept, the least exposure. One seed, one
deterministic clock: the same input gives the same schedule whatever else the machine
does. OR-Tools takes seconds to import and is loaded on the first call.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from workbench.planning.tasks import Placed, Problem, Task, makespan

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(slots=True)
class Model:
    """A CP-SAT model of a problem with the variables one reads back."""

    model: Any
    starts: dict[str, Any] = field(default_factory=dict)
    crew: dict[tuple[str, str], Any] = field(default_factory=dict)
    end: Any = None


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
    from ortools.sat.python import cp_model  # noqa: PLC0415 - heavy, loaded on use

    made = _model(problem, cp_model, least)
    _hint(made, problem, hint)
    made.model.minimize(made.end)
    first, status = _run(made, cp_model, seconds * RATE * 0.6)
    if status == cp_model.INFEASIBLE:
        return Solved(None, 0, proven=True, infeasible=True)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Solved(None, least, proven=False)
    placed = _read(made, problem, first)
    end = int(first.value(made.end))
    proven = status == cp_model.OPTIMAL
    lowest = max(least, round(first.best_objective_bound))
    made.model.add(made.end <= end)
    _hint(made, problem, placed)
    made.model.maximize(sum(t.weight * made.starts[t.id] for t in problem.tasks))
    second, status = _run(made, cp_model, seconds * RATE * 0.4)
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        placed = _read(made, problem, second)
    return Solved(placed, lowest, proven=proven and status == cp_model.OPTIMAL)


def pack(
    problem: Problem, hint: Mapping[str, Placed], *, seconds: float, least: int
) -> Solved:
    """Return a schedule of small makespan for a large problem, from a first one.

    Search among neighbours of the hint only, since a single tree search of this size
    does not leave it. The makespan never exceeds the hint's.
    """
    from ortools.sat.python import cp_model  # noqa: PLC0415 - heavy, loaded on use

    tight = replace(problem, horizon=makespan(problem, hint))
    made = _model(tight, cp_model, least)
    _hint(made, problem, hint)
    made.model.minimize(made.end)
    found, status = _run(made, cp_model, seconds * RATE, neighbours=True)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Solved(None, least, proven=False)
    lowest = max(least, round(found.best_objective_bound))
    return Solved(_read(made, problem, found), lowest, proven=False)


def place_late(part: Problem, hint: Mapping[str, Placed]) -> Mapping[str, Placed]:
    """Return a part of a schedule placed as late as its alert asks for.

    Where nothing better is found in time, the hint comes back.
    """
    from ortools.sat.python import cp_model  # noqa: PLC0415 - heavy, loaded on use

    made = _model(part, cp_model, 0)
    _hint(made, part, hint)
    made.model.maximize(sum(t.weight * made.starts[t.id] for t in part.tasks))
    found, status = _run(made, cp_model, PART)
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return _read(made, part, found)
    return hint


RATE = 0.13
"""Deterministic time in a second of one core, measured on models of 200 tasks."""
PART = 0.03
"""Deterministic time for one stretch of a large plan."""


def _run(
    made: Model, cp_model: Any, limit: float, *, neighbours: bool = False
) -> tuple[Any, Any]:
    """Solve with one worker: several end where the machine's clock says."""
    solver = cp_model.CpSolver()
    solver.parameters.random_seed = 1
    solver.parameters.num_workers = 1
    solver.parameters.use_lns_only = neighbours
    if neighbours:  # what these prepare costs more than it gives at this size
        solver.parameters.linearization_level = 0
        solver.parameters.cp_model_probing_level = 0
        solver.parameters.symmetry_level = 0
    solver.parameters.max_deterministic_time = limit
    return solver, solver.solve(made.model)


def _model(problem: Problem, cp_model: Any, least: int) -> Model:
    made = Model(cp_model.CpModel())
    model = made.model
    made.end = model.new_int_var(least, max(problem.horizon, least), "end")
    busy: dict[str, list[Any]] = {w.name: [] for w in problem.workers}
    whole: list[tuple[Any, int]] = []
    for task in problem.tasks:
        last = problem.horizon - task.length
        if task.latest is not None:
            last = min(last, task.latest)
        first = problem.heads[task.id]
        if last < first:
            model.add_bool_or([])  # no slot at all
            last = first
        start = model.new_int_var(first, last, f"start {task.id}")
        made.starts[task.id] = start
        model.add(start + task.length <= made.end)
        if task.officers and task.work:
            at = start + task.lead
            interval = model.new_fixed_size_interval_var(
                at, task.work, f"work {task.id}"
            )
            whole.append((interval, task.officers))
            _crew(made, problem, task, busy)
    _order(made, problem)
    _people(made, problem, busy, whole)
    return made


def _crew(
    made: Model, problem: Problem, task: Task, busy: dict[str, list[Any]]
) -> None:
    """Choose officers for a task and cover the skills it asks for."""
    model = made.model
    chosen = {}
    for worker in problem.eligible(task):
        here = model.new_bool_var(f"{worker.name} does {task.id}")
        chosen[worker.name] = made.crew[task.id, worker.name] = here
        at = made.starts[task.id] + task.lead
        busy[worker.name].append(
            model.new_optional_fixed_size_interval_var(
                at, task.work, here, f"{worker.name} at {task.id}"
            )
        )
    model.add(sum(chosen.values()) == task.officers)
    for skill in task.skills:
        having = [chosen[w.name] for w in problem.eligible(task) if skill in w.skills]
        model.add_bool_or(having)


def _order(made: Model, problem: Problem) -> None:
    for task in problem.tasks:
        start = made.starts[task.id]
        for before in task.after:
            made.model.add(start >= made.starts[before] + problem.by_id[before].length)
        for before in task.not_before:
            made.model.add(start >= made.starts[before])
    for members in problem.windows.values():
        for name in members[1:]:
            made.model.add(made.starts[name] == made.starts[members[0]])


def _people(
    made: Model,
    problem: Problem,
    busy: dict[str, list[Any]],
    whole: list[tuple[Any, int]],
) -> None:
    """One task at a time for each; and, for the bound, all of them together."""
    model = made.model
    gone: list[tuple[Any, int]] = []
    for worker in problem.workers:
        away = [
            model.new_fixed_size_interval_var(a, b - a, f"{worker.name} away {a}")
            for a, b in worker.away
            if b > a
        ]
        gone += [(interval, 1) for interval in away]
        model.add_no_overlap([*busy[worker.name], *away])
        load = [
            task.work * made.crew[task.id, worker.name]
            for task in problem.tasks
            if (task.id, worker.name) in made.crew
        ]
        if load:
            model.add(sum(load) <= worker.capacity)
    every = [*whole, *gone]
    if every:
        intervals, demands = zip(*every, strict=True)
        model.add_cumulative(intervals, demands, len(problem.workers))


def _hint(made: Model, problem: Problem, hint: Mapping[str, Placed] | None) -> None:
    if hint is None:
        return
    made.model.clear_hints()
    for task in problem.tasks:
        placed = hint[task.id]
        made.model.add_hint(made.starts[task.id], placed.start)
        for worker in problem.workers:
            if (task.id, worker.name) in made.crew:
                does = worker.name in placed.people
                made.model.add_hint(made.crew[task.id, worker.name], does)


def _read(made: Model, problem: Problem, solver: Any) -> dict[str, Placed]:
    return {
        task.id: Placed(
            int(solver.value(made.starts[task.id])),
            tuple(
                worker.name
                for worker in problem.workers
                if (task.id, worker.name) in made.crew
                and solver.boolean_value(made.crew[task.id, worker.name])
            ),
        )
        for task in problem.tasks
    }
