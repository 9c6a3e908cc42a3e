from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import Infeasible, PlanError
from workbench.planning.greedy import greedy, list_schedule, settle
from workbench.planning.schedule import schedule
from workbench.planning.tasks import (
    Placed,
    Problem,
    Task,
    Worker,
    bound,
    exposure,
    makespan,
)

ANN = Worker("ann", ("finance",))
BOB = Worker("bob", ("interview",), 10**6, ((1, 2),))


@st.composite
def problems(draw):
    """Up to four short tasks for two officers: small enough to try everything."""
    n = draw(st.integers(1, 4))
    tasks = []
    for i in range(n):
        before = [f"t{j}" for j in range(i) if draw(st.booleans())]
        tasks.append(
            Task(
                id=f"t{i}",
                work=draw(st.integers(1, 2)),
                lead=draw(st.integers(0, 1)),
                officers=draw(st.integers(1, 2)),
                skills=draw(st.sampled_from([(), ("finance",)])),
                after=tuple(before[:1]),
                not_before=tuple(before[1:2]),
                latest=draw(st.sampled_from([None, None, 3])),
                weight=draw(st.integers(0, 3)),
                window=draw(st.sampled_from([None, None, None, "w"]))
                if not before
                else None,
            )
        )
    return Problem(tuple(tasks), (ANN, BOB), draw(st.integers(4, 8)))


def crews(problem, task):
    names = [w.name for w in problem.workers]
    pools = [(n,) for n in names] if task.officers == 1 else [tuple(names)]
    return [
        crew
        for crew in pools
        if all(
            any(s in w.skills for w in problem.workers if w.name in crew)
            for s in task.skills
        )
    ]


def in_time(problem, placed, task):
    start = placed[task.id].start
    return start + task.length <= problem.horizon and (
        task.latest is None or start <= task.latest
    )


def in_order(problem, placed, task):
    start = placed[task.id].start
    ends = [placed[b].start + problem.by_id[b].length for b in task.after]
    return all(start >= t for t in [*ends, *(placed[b].start for b in task.not_before)])


def one_at_a_time(problem, placed):
    booked = [
        (w.name, s) for w in problem.workers for a, b in w.away for s in range(a, b)
    ]
    for t in problem.tasks:
        first = placed[t.id].start + t.lead
        slots = range(first, first + t.work)
        booked += [(name, slot) for name in placed[t.id].people for slot in slots]
    return len(set(booked)) == len(booked)


def holds(problem, placed):
    """Whether a schedule keeps every limit, tried one by one."""
    together = (
        len({placed[n].start for n in names}) == 1 for names in problem.windows.values()
    )
    return (
        all(in_time(problem, placed, t) for t in problem.tasks)
        and all(in_order(problem, placed, t) for t in problem.tasks)
        and all(together)
        and one_at_a_time(problem, placed)
    )


def brute(problem):
    """The least (makespan, exposure) over every schedule there is."""
    options = [
        [
            Placed(s, c)
            for s in range(problem.horizon - t.length + 1)
            for c in crews(problem, t)
        ]
        for t in problem.tasks
    ]
    found = [
        (makespan(problem, placed), exposure(problem, placed))
        for choice in product(*options)
        if holds(
            problem,
            placed := {t.id: p for t, p in zip(problem.tasks, choice, strict=True)},
        )
    ]
    return min(found, default=None)


@settings(max_examples=40, deadline=None)
@given(problems())
def test_the_schedule_is_as_good_as_trying_everything(problem):
    wanted = brute(problem)
    try:
        found = schedule(problem, seconds=2)
    except Infeasible:
        assert wanted is None
        return
    assert (found.makespan, found.exposure) == wanted
    assert holds(problem, found.placed)
    assert found.bound <= found.makespan


@settings(max_examples=80, deadline=None)
@given(problems())
def test_the_greedy_schedule_keeps_every_limit_and_no_bound_is_beaten(problem):
    placed = greedy(problem)
    if placed is not None:
        assert holds(problem, placed)
        settled = settle(problem, placed)
        assert holds(problem, settled)
        assert makespan(problem, settled) <= makespan(problem, placed)
        assert exposure(problem, settled) <= exposure(problem, placed)
        assert makespan(problem, placed) >= bound(problem)


def test_the_same_problem_gives_the_same_schedule():
    tasks = tuple(
        Task(id=f"t{i}", work=1 + i % 3, officers=1 + i % 2, weight=i % 3)
        for i in range(12)
    )
    problem = Problem(tasks, (ANN, BOB), 60)
    assert schedule(problem, seconds=1) == schedule(problem, seconds=1)


def test_a_circle_is_named():
    tasks = (Task(id="a", work=1, after=("b",)), Task(id="b", work=1, after=("a",)))
    with pytest.raises(PlanError) as refused:
        schedule(Problem(tasks, (ANN, BOB), 9), seconds=0)
    assert refused.value.fields["steps"] == "a → b → a"


@pytest.mark.parametrize(
    ("code", "task", "horizon"),
    [
        ("too_few_people", Task(id="a", work=1, officers=3), 9),
        ("no_skill", Task(id="a", work=1, skills=("law",)), 9),
        ("past_deadline", Task(id="a", work=12), 9),
        ("skill_not_free", Task(id="a", work=1, skills=("interview",), release=1), 2),
        ("record_lost", Task(id="a", work=1, release=5, latest=3), 9),
    ],
)  # fmt: skip
def test_what_is_missing_is_said(code, task, horizon):
    with pytest.raises(Infeasible) as refused:
        schedule(Problem((task,), (ANN, BOB), horizon), seconds=0)
    assert refused.value.code == f"planning.{code}"


def test_too_few_free_days_are_said():
    tight = Worker("ann", (), 1)
    with pytest.raises(Infeasible) as refused:
        schedule(Problem((Task(id="a", work=4),), (tight,), 9), seconds=0)
    assert refused.value.fields == {"needed": 2.0, "free": 0.5}


def test_a_plain_list_schedule_is_never_shorter_than_the_bound():
    tasks = tuple(Task(id=f"t{i}", work=2, officers=1) for i in range(5))
    problem = Problem(tasks, (ANN, Worker("cem")), 30)
    assert makespan(problem, list_schedule(problem)) >= bound(problem) == 5


def test_no_task_needs_no_schedule():
    assert schedule(Problem((), (ANN,), 5)).makespan == 0


def test_a_skill_that_few_have_is_counted_in_days():
    tasks = tuple(Task(id=f"t{i}", work=4, skills=("finance",)) for i in range(3))
    clerk = Worker("ann", ("finance",), 8)
    with pytest.raises(Infeasible) as refused:
        schedule(Problem(tasks, (clerk, Worker("bob")), 40), seconds=0)
    assert refused.value.code == "planning.too_little_skill"
    assert refused.value.fields["needed"] == 6.0


def test_a_window_wider_than_the_team_is_said_in_numbers():
    tasks = tuple(Task(id=f"T{n}", work=1, officers=2, window="w") for n in range(3))
    workers = tuple(Worker(f"W{n}") for n in range(4))
    with pytest.raises(Infeasible) as refused:
        schedule(Problem(tasks, workers, 50), seconds=0)
    assert refused.value.code == "planning.window_too_wide"
    assert refused.value.fields == {"needed": 6, "found": 4, "n": 3}
