from datetime import date

import pytest

from tests.factory.planning import a_plan, allegation, team
from workbench.errors import Infeasible
from workbench.rules.calendar import calendar


def test_no_step_starts_or_ends_on_a_day_off():
    made = a_plan(as_of=date(2026, 9, 24))  # Mid-Autumn and National Day lie ahead
    works = calendar("cn").is_working
    days = [d for s in made.steps for d in (s.start, s.reply, s.end)]
    assert all(works(day) for day in days)
    assert any(s.start < date(2026, 10, 1) < s.end for s in made.steps)


def test_the_first_day_is_the_working_day_after_the_plan():
    made = a_plan(as_of=date(2026, 2, 13))  # Saturday 14 is worked, then nine days off
    assert made.timetable.first == date(2026, 2, 14)


def test_nobody_stands_on_a_step_while_on_leave():
    off = ((date(2026, 3, 4), date(2026, 3, 13)),)
    crew = [*team(3), *(m for m in team(4, leave=off) if m.name == "唐静")]
    made = a_plan("priority", [allegation(), allegation("A2", offence="O4")], team=crew)
    assert made.steps
    for step in made.steps:
        if "唐静" in step.people:
            assert step.end < date(2026, 3, 4) or step.reply > date(2026, 3, 13)


def test_two_steps_never_ask_for_more_officers_than_there_are():
    made = a_plan("priority", [allegation(), allegation("A2", offence="O4")])
    busiest = {}
    for step in made.steps:
        for name in step.people:
            busiest[name] = busiest.get(name, 0) + step.cost / step.officers
    assert made.timetable.person_days <= 4 * made.timetable.makespan
    assert all(days <= made.timetable.makespan + 1 for days in busiest.values())


def test_an_absent_member_is_said_for_each():
    made = a_plan("priority", [allegation()])
    assert [a.member for a in made.absences] == sorted(m.name for m in made.team)
    assert all(a.days is not None and a.days >= 0 for a in made.absences)


def test_the_solver_and_the_greedy_schedule_keep_the_same_deadline():
    quick = a_plan("priority", [allegation(offence="O4")])
    solved = a_plan("priority", [allegation(offence="O4")], seconds=1)
    assert solved.timetable.makespan <= quick.timetable.makespan
    assert solved.timetable.exposure <= quick.timetable.exposure or (
        solved.timetable.makespan < quick.timetable.makespan
    )
    assert solved.timetable.how == "solver"


def test_what_the_calendar_lacks_is_said_and_no_person_blamed():
    with pytest.raises(Infeasible) as refused:
        a_plan("indirect", [allegation(offence="O2")], as_of=date(2026, 12, 28))
    assert refused.value.code == "planning.calendar_short"
    assert "[calendar.2027]" in str(refused.value)


def test_days_that_are_too_few_are_counted_and_not_dated():
    with pytest.raises(Infeasible) as refused:
        a_plan("indirect", team=team(days_free=0.5))
    assert "2026" not in str(refused.value)
