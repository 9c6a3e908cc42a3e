from dataclasses import replace
from datetime import date

import pytest

from tests.factory.planning import a_plan, allegation, team
from workbench.errors import PlanError
from workbench.planning.amendments import (
    amended,
    diff,
    reordered,
    rescheduled,
    without,
)
from workbench.planning.execution import mark
from workbench.records import Source
from workbench.wording import speaking

ON = date(2026, 3, 20)


@pytest.fixture(scope="module")
def plan():
    return a_plan("priority", [allegation(offence="O4")])


@pytest.fixture(scope="module")
def wider():
    return a_plan(
        "priority", [allegation(offence="O4"), allegation("A2", subjects=("新某",))]
    )


def test_a_plan_does_not_differ_from_itself(plan):
    assert diff(plan, plan) == ()
    with pytest.raises(PlanError):
        amended(plan, plan, why="x", who="a", on=ON)


def test_a_further_matter_and_person_widen_the_plan(plan, wider):
    widening = {d.kind for d in diff(plan, wider) if d.widens}
    assert {"matter", "person"} <= widening
    assert not any(d.widens for d in diff(wider, plan))


def test_widening_needs_an_approval_beforehand(plan, wider):
    with pytest.raises(PlanError) as refused:
        amended(plan, wider, why="new lead", who="沈一鸣", on=ON)
    assert refused.value.code == "planning.amendment_needs_approval"
    made = amended(plan, wider, why="new lead", who="沈一鸣", on=ON, approved_by="head")
    assert made.version == 2
    assert made.changes[-1].widens
    assert not [f for f in made.lint() if f.rule == "G11"]


def test_taking_a_step_out_needs_no_approval_and_is_shown(plan):
    step = next(s for s in plan.steps if s.source == "TAX")
    made = amended(plan, without(plan, step.id), why="x", who="a", on=ON)
    [gone] = [d for d in diff(plan, made) if d.kind == "step"]
    with speaking("en"):
        assert "tax" in str(gone.before)
        assert str(gone.after) == ""


def test_steps_that_wait_for_each_other_in_a_circle_are_refused(plan):
    one, two = plan.steps[0].id, plan.steps[1].id
    circle = reordered(reordered(plan, one, [two]), two, [one])
    with pytest.raises(PlanError) as refused:
        rescheduled(circle, as_of=plan.as_of, seconds=0)
    assert refused.value.code == "planning.cycle"
    with pytest.raises(PlanError):
        reordered(plan, one, ["S99"])
    with pytest.raises(PlanError):
        without(plan, "S99")


def test_what_remains_is_placed_anew_and_what_is_done_stays(plan):
    first = plan.steps[0]
    done = mark(
        plan,
        first.id,
        "done",
        on=first.end,
        records=[Source("a", "0" * 64)],
        found={},
    )
    later = rescheduled(done, as_of=date(2026, 3, 10), seconds=0)
    by_source = {s.source: s for s in later.steps}
    assert by_source[first.source].end == first.end
    rest = [s for s in later.steps if s.status == "planned"]
    assert min(s.start for s in rest) > date(2026, 3, 10)
    assert rest[-1].hearing


def test_a_smaller_team_takes_longer_and_the_difference_says_who(plan):
    slower = rescheduled(plan, as_of=plan.as_of, team=team(2), seconds=0)
    assert slower.timetable.makespan >= plan.timetable.makespan
    kinds = {d.kind for d in diff(plan, slower)}
    assert {"team", "people"} <= kinds
    assert replace(slower, team=plan.team) != plan
