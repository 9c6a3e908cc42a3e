"""Steps become tasks, slots become days: the schedule of a plan on the calendar."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil
from typing import TYPE_CHECKING

from workbench.errors import Infeasible
from workbench.planning.greedy import greedy
from workbench.planning.labels import both
from workbench.planning.plan import Absence, Timetable
from workbench.planning.said import say, shown
from workbench.planning.schedule import schedule
from workbench.planning.tasks import (
    SLOTS,
    Answer,
    Problem,
    Task,
    Worker,
    force,
    makespan,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.planning.setting import Setting
    from workbench.planning.step import Member, Step


@dataclass(frozen=True, slots=True)
class Timed:
    """Steps with days and people, in the order of their start; and the timetable."""

    steps: tuple[Step, ...]
    timetable: Timetable
    absences: tuple[Absence, ...]


def timed(steps: Sequence[Step], setting: Setting) -> Timed:
    """Place every step on working days and give it its officers.

    Raises
    ------
    Infeasible
        When people, skills, days or the deadline do not allow it; the fields say which.
    PlanError
        When steps wait for each other in a circle.
    """
    days = _days(setting)
    problem = problem_of(steps, setting, days)
    try:
        answer = _solved(problem, setting)
    except Infeasible as error:
        _short(error, setting)
        raise _in_words(error, steps, setting, days) from None
    placed = tuple(_placed(step, problem, answer, days) for step in steps)
    first, last = days[0], max((s.end or days[0] for s in placed), default=days[0])
    table = Timetable(
        first=first,
        last=last,
        deadline=setting.deadline,
        provisional=setting.provisional,
        makespan=ceil(answer.makespan / SLOTS),
        exposure=answer.exposure,
        bound=ceil(answer.bound / SLOTS),
        proven=answer.proven,
        how="solver" if answer.solved else "greedy",
        person_days=round(sum(t.work * t.officers for t in problem.tasks) / SLOTS, 1),
    )
    ordered = tuple(
        sorted(placed, key=lambda s: (s.start, s.hearing, s.front or "", s.ring, s.id))
    )
    return Timed(ordered, table, absences(problem, steps))


def _days(setting: Setting) -> tuple[date, ...]:
    """Working days of the plan; none beyond the calendar's last published year."""
    last = setting.deadline
    if setting.calendar.last_year is not None:
        last = min(last, date(setting.calendar.last_year, 12, 31))
    return setting.calendar.between(setting.first, last)


OF_DAYS = ("skill_not_free", "past_deadline", "no_schedule", "record_lost")
"""Reasons that more days would mend."""


def _short(error: Infeasible, setting: Setting) -> None:
    """Say that the calendar ends where its end, and no person, is in the way."""
    year = setting.calendar.last_year
    if year is None or setting.deadline.year <= year:
        return
    if error.code.partition(".")[2] in OF_DAYS:
        raise Infeasible(
            "planning.calendar_short",
            year=year,
            next=year + 1,
            deadline=_speaking(setting.deadline),
        ) from None


def problem_of(
    steps: Sequence[Step], setting: Setting, days: tuple[date, ...]
) -> Problem:
    """Return the scheduling problem of steps, times in slots from the first day."""
    tasks = tuple(_task(step, setting, days) for step in steps)
    workers = tuple(
        _worker(m, setting, days) for m in sorted(setting.team, key=lambda m: m.name)
    )
    whole = Problem(tasks, workers, len(days) * SLOTS)
    lost = {
        t.id for t in tasks if t.latest is not None and whole.heads[t.id] > t.latest
    }
    if not lost:
        return whole
    kept = tuple(replace(t, latest=None) if t.id in lost else t for t in tasks)
    return Problem(kept, workers, whole.horizon)


def _task(step: Step, setting: Setting, days: tuple[date, ...]) -> Task:
    work = max(1, ceil(step.cost * SLOTS / max(step.officers, 1)))
    latest = None
    if step.expires is not None and days and days[0] <= step.expires < days[-1]:
        after = setting.calendar.index(days, step.expires + timedelta(days=1))
        latest = after * SLOTS - 1
    matters = (step.allegation, *step.also)
    return Task(
        id=step.id,
        work=work,
        lead=step.lead_days * SLOTS,
        officers=step.officers,
        skills=step.skills,
        after=step.after,
        not_before=step.not_before,
        latest=latest,
        window=step.window,
        weight=0 if step.rescue else step.alert,
        barred=setting.barred(matters),
    )


def _worker(member: Member, setting: Setting, days: tuple[date, ...]) -> Worker:
    away = tuple(
        (
            setting.calendar.index(days, first) * SLOTS,
            setting.calendar.index(days, last + timedelta(days=1)) * SLOTS,
        )
        for first, last in member.leave
        if last >= first
    )
    skills = tuple(sorted({setting.rules.skill(s) for s in member.skills}))
    return Worker(member.name, skills, int(member.days_free * SLOTS), away)


QUICK = 1600
"""Square of the tasks that one second is for: 20 steps 0.25 s, 40 steps 1 s."""


def _solved(problem: Problem, setting: Setting) -> Answer:
    seconds = min(setting.seconds, len(problem.tasks) ** 2 / QUICK)
    return schedule(problem, seconds=seconds)


def _placed(
    step: Step, problem: Problem, answer: Answer, days: tuple[date, ...]
) -> Step:
    placed = answer.placed[step.id]
    task = problem.by_id[step.id]
    return replace(
        step,
        start=days[placed.start // SLOTS],
        reply=days[min((placed.start + task.lead) // SLOTS, len(days) - 1)],
        end=days[(placed.start + task.length - 1) // SLOTS],
        people=placed.people,
    )


PLAIN = 3
"""Orders tried to say what an absence costs: the plain priority rules."""


def absences(problem: Problem, steps: Sequence[Step]) -> tuple[Absence, ...]:
    """Say what slips if one member is absent: the greedy schedule with and without."""
    with_all = greedy(problem, horizon=2 * problem.horizon, tries=PLAIN)
    if with_all is None:
        return ()
    whole = makespan(problem, with_all)
    found = []
    for worker in problem.workers:
        others = tuple(w for w in problem.workers if w.name != worker.name)
        without = Problem(problem.tasks, others, problem.horizon)
        found.append(_absence(worker.name, without, whole, steps))
    return tuple(found)


def _absence(name: str, without: Problem, whole: int, steps: Sequence[Step]) -> Absence:
    stuck = tuple(s.id for s in steps if _stuck(without, s.id))
    if stuck:
        words = say("without {name} {n} steps cannot be done", name=name, n=len(stuck))
        return Absence(name, None, stuck, words)
    together = max((force(without, m) for m in without.windows.values()), default=0)
    if together > len(without.workers):
        words = say(
            "without {name} the fronts cannot open together: {n} officers are needed",
            name=name,
            n=together,
        )
        return Absence(name, None, (), words)
    placed = greedy(without, horizon=4 * without.horizon, tries=PLAIN)
    if placed is None:
        return Absence(
            name,
            None,
            (),
            say("without {name} the days free do not suffice", name=name),
        )
    later = max(0, ceil((makespan(without, placed) - whole) / SLOTS))
    if later == 0:
        return Absence(name, 0, (), say("without {name} nothing slips", name=name))
    words = say("without {name} the end slips by {n} working days", name=name, n=later)
    return Absence(name, later, (), words)


def _stuck(without: Problem, name: str) -> bool:
    task = without.by_id[name]
    able = without.eligible(task)
    if len(able) < task.officers:
        return True
    return any(not any(s in w.skills for w in able) for s in task.skills)


def _in_words(
    error: Infeasible, steps: Sequence[Step], setting: Setting, days: tuple[date, ...]
) -> Infeasible:
    """Turn slots into days and ids into words."""
    fields = dict(error.fields)
    if "skill" in fields:
        known = setting.rules.skills.get(fields["skill"])
        fields["skill"] = both(known) if known else fields["skill"]
    if "step" in fields:
        fields["step"] = next((s.what for s in steps if s.id == fields["step"]), "")
    dated = error.code.partition(".")[2] in OF_DAYS
    for name in ("free", "earliest", "latest"):
        if dated and name in fields:
            day = setting.calendar.add(days[0], int(fields[name]) // SLOTS)
            fields[name] = day
    if error.code == "planning.past_deadline":
        fields["deadline"] = setting.deadline
    return Infeasible(error.code, **{k: _speaking(v) for k, v in fields.items()})


class _Spoken:
    """A field that is put into words only when the error is shown."""

    def __init__(self, value: object) -> None:
        self.value = value

    def __str__(self) -> str:
        return shown(self.value)

    __format__ = object.__format__


def _speaking(value: object) -> object:
    return value if isinstance(value, str | int) else _Spoken(value)
