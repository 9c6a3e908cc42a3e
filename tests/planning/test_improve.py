from random import Random

from tests.planning.test_schedule import holds
from workbench.planning.greedy import greedy, settle
from workbench.planning.improve import later
from workbench.planning.schedule import LARGE, schedule
from workbench.planning.solver import pack
from workbench.planning.tasks import (
    Problem,
    Task,
    Worker,
    bound,
    exposure,
    makespan,
)


def invented(n):
    dice = Random(5)  # noqa: S311 - the same plan each time
    tasks = []
    for i in range(n):
        before = dice.sample(tasks, min(len(tasks), dice.choice([0, 1, 2])))
        tasks.append(
            Task(
                id=f"t{i:02}",
                work=dice.randint(1, 4),
                lead=dice.choice([0, 2, 6]),
                officers=dice.choice([1, 2]),
                skills=tuple(dice.sample(["a", "b"], dice.choice([0, 1]))),
                after=tuple(t.id for t in before),
                weight=dice.choice([0, 1, 2]),
                window="w" if i in (3, 4) and not before else None,
            )
        )
    workers = tuple(
        Worker(name, (skill,), 10**6, ((at, at + 4),))
        for name, skill, at in (
            ("p", "a", 3),
            ("q", "b", 9),
            ("r", "a", 20),
            ("s", "b", 1),
        )
    )
    return Problem(tuple(tasks), workers, 400)


def test_a_large_schedule_gets_no_worse_and_keeps_every_limit():
    problem = invented(LARGE + 8)
    first = greedy(problem)
    packed = pack(problem, first, seconds=1, least=bound(problem)).placed
    assert holds(problem, packed)
    assert makespan(problem, packed) <= makespan(problem, first)
    late = later(problem, packed)
    assert holds(problem, late)
    assert makespan(problem, late) == makespan(problem, packed)
    assert exposure(problem, late) <= exposure(problem, settle(problem, packed))


def test_a_large_schedule_is_the_same_twice():
    problem = invented(LARGE + 8)
    assert schedule(problem, seconds=1) == schedule(problem, seconds=1)
