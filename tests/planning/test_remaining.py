from datetime import date

import pytest

from tests.factory.planning import a_plan, allegation, office, team
from workbench.errors import PlanError
from workbench.planning.execution import mark
from workbench.planning.remaining import remaining
from workbench.records import Source

ON = date(2026, 3, 20)
HERE = (Source("bank.csv", "0" * 64, row=7),)


@pytest.fixture(scope="module")
def told():
    return [allegation(offence="O6")]


def again(plan, told, **more):
    given = {"team": team(), "office": office(), "as_of": ON, "seconds": 0}
    return remaining(plan, told, **{**given, **more})


def step(plan, source):
    return next((s for s in plan.steps if s.source == source), None)


def test_a_blocked_source_gives_way_to_another_of_the_same_element(told):
    plan = a_plan("priority", told)
    gone = mark(plan, step(plan, "SOC").id, "blocked", on=ON)
    made = again(gone, told)
    assert step(made, "SOC").status == "blocked"
    before = {s.source for s in plan.steps}
    new = [s for s in made.steps if s.source not in before]
    assert any("no_work" in s.elements for s in new)
    assert any(b.source == "SOC" for b in made.blocked)


def test_finished_steps_keep_their_days_people_and_result(told):
    plan = a_plan("priority", told)
    one = step(plan, "JOB")
    done = mark(plan, one.id, "done", on=ON, found={"duty": "shown"}, records=HERE)
    made = again(done, told)
    kept = step(made, "JOB")
    assert (kept.start, kept.end, kept.people) == (one.start, one.end, one.people)
    assert kept.found == {"duty": "shown"}
    assert all(s.start > ON for s in made.steps if s.status == "planned")
    assert made.changes == done.changes


def test_the_new_plan_breaks_no_rule_the_old_one_kept(told):
    plan = a_plan("priority", told)
    gone = mark(plan, step(plan, "SOC").id, "exhausted", on=ON)
    errors = {f.rule for f in again(gone, told).lint() if f.level == "error"}
    assert errors <= {f.rule for f in plan.lint() if f.level == "error"}


def test_a_settled_matter_gets_no_further_step(told):
    two = [*told, allegation("A2", offence="O4", subjects=("另某",))]
    plan = a_plan("priority", two)
    made = again(plan, two, closed=["A1"])
    assert {s.allegation for s in made.steps} == {"A2"}


def test_where_all_is_settled_it_says_so(told):
    plan = a_plan("priority", told)
    with pytest.raises(PlanError) as refused:
        again(plan, told, closed=["A1"])
    assert refused.value.code == "planning.nothing_remains"
