"""Schedules: makespan, exposure, gap and seconds beside a plain list schedule.

Invented plans of 20, 60 and 200 steps (4 to 12 officers, 3 to 8 fronts) with skills,
leave, precedence and waiting times; the first row pays for loading the solver. The gap
is to the best lower bound known, which ``--long`` seconds of the parallel solver may
raise. Run::

    python benchmarks/schedule.py [--long 60]
"""

from __future__ import annotations

import argparse
import random
import time

from workbench.planning.cpsat import answer
from workbench.planning.greedy import list_schedule
from workbench.planning.schedule import schedule
from workbench.planning.solver import give_hint, modelled
from workbench.planning.tasks import Problem, Task, Worker, bound, exposure, makespan
from workbench.planning.timetable import QUICK

SKILLS = ("finance", "interview", "data")
SIZES = ((20, 4, 3), (60, 6, 4), (200, 12, 8))


def invented(steps: int, people: int, fronts: int, seed: int) -> Problem:
    """Make a plan of that size; the same seed gives the same plan."""
    dice = random.Random(seed)
    tasks: list[Task] = []
    for number in range(steps):
        front = number % fronts
        own = [t.id for t in tasks if t.id.startswith(f"F{front}-")]
        after = dice.sample(own, min(len(own), dice.choice([0, 1, 1, 2])))
        tasks.append(
            Task(
                id=f"F{front}-{number:03}",
                work=dice.randint(1, 6),
                lead=2 * dice.choice([0, 1, 3, 5, 7]),
                officers=dice.choice([1, 2, 2]),
                skills=tuple(dice.sample(SKILLS, dice.choice([0, 1]))),
                after=tuple(after),
                weight=dice.choice([0, 0, 1, 1, 2]),
            )
        )
    workers = []
    for number in range(people):
        skills = tuple(sorted(dice.sample(SKILLS, dice.choice([1, 2]))))
        away = dice.randint(0, 80)
        workers.append(Worker(f"W{number:02}", skills, 10**6, ((away, away + 10),)))
    return Problem(tuple(tasks), tuple(workers), 300)


def best_bound(problem: Problem, seconds: float) -> int:
    """Return the best lower bound that the parallel solver proves in that time."""
    least = bound(problem)
    made = modelled(problem, least)
    give_hint(made, problem, list_schedule(problem))
    made.model.least([(1, made.end)])
    both = f"num_workers: 2 max_time_in_seconds: {seconds}"
    found = answer(made.model, limit=1e9, how=both)
    return max(least, round(found.bound))


def main() -> None:
    """Print one line a plan."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--long", type=float, default=0.0)
    parser.add_argument("--seeds", type=int, default=2)
    given = parser.parse_args()
    print("steps people fronts seed | list end exposure | ours end exposure | ", end="")
    print("bound gap% | wall s cpu s")
    for steps, people, fronts in SIZES:
        for seed in range(1, given.seeds + 1):
            problem = invented(steps, people, fronts, seed)
            plain = list_schedule(problem)
            wall, cpu = time.perf_counter(), time.process_time()
            found = schedule(problem, seconds=min(8.0, steps**2 / QUICK))
            wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
            least = found.bound
            if given.long and not found.proven:
                least = max(least, best_bound(problem, given.long))
            gap = 100 * (found.makespan - least) / least
            print(
                f"{steps:5} {people:6} {fronts:6} {seed:4} | "
                f"{makespan(problem, plain):8} {exposure(problem, plain):8} | "
                f"{found.makespan:8} {found.exposure:8} | {least:5} {gap:4.1f} | "
                f"{wall:6.2f} {cpu:5.2f}{' proven' if found.proven else ''}",
                flush=True,
            )


if __name__ == "__main__":
    main()
