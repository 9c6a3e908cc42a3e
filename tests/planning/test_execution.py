from dataclasses import replace
from datetime import date

import pytest

from tests.factory.planning import a_plan, allegation
from workbench.errors import PlanError
from workbench.planning.execution import mark, moved, unneeded
from workbench.records import Source

ON = date(2026, 3, 20)
HERE = (Source("bank.csv", "0" * 64, row=7),)


@pytest.fixture(scope="module")
def plan():
    return a_plan("priority", [allegation(offence="O6")])


def step(plan, source):
    return next(s for s in plan.steps if s.source == source)


def found(plan, source, what, **elements):
    names = elements or dict.fromkeys(step(plan, source).elements, what)
    return mark(plan, step(plan, source).id, "done", on=ON, found=names, records=HERE)


def standing(plan):
    return {m.hypothesis.rpartition(".")[2]: m.standing for m in moved(plan)}


def test_nothing_done_leaves_every_hypothesis_open(plan):
    assert set(standing(plan).values()) == {"open"}


def test_a_decisive_record_refutes_the_innocent_account(plan):
    done = found(plan, "SOC", "shown")  # another employer in the register
    assert standing(done)["H1"] == "supported"
    assert standing(done)["H0a"] == "refuted"


def test_a_secondment_that_is_shown_refutes_the_story_as_alleged(plan):
    done = found(plan, "SOC", "refuted")
    assert standing(done)["H1"] == "refuted"
    assert standing(done)["H0a"] == "supported"


def test_records_that_contradict_leave_it_mixed(plan):
    done = found(found(plan, "SOC", "shown"), "NEUT", "", no_work="refuted")
    assert standing(done)["H1"] == "mixed"


def test_a_negative_result_is_kept_with_its_day_and_its_place(plan):
    done = found(plan, "SOC", "refuted")
    one = step(done, "SOC")
    assert (one.status, one.done_on, one.records) == ("done", ON, HERE)
    assert one.found["no_work"] == "refuted"
    assert len(done.changes) == len(plan.changes) + 1


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("no_such_step", {"step": "S99", "status": "done"}),
        ("no_such_status", {"status": "finished"}),
        ("no_record", {"status": "done"}),
        ("not_of_this_step", {"status": "done", "found": {"weather": "shown"}}),
        ("not_of_this_step", {"status": "done", "found": {"no_work": "perhaps"}}),
    ],
)
def test_a_result_that_does_not_fit_is_refused(plan, code, given):
    given = {"step": step(plan, "SOC").id, "on": ON, **given}
    with pytest.raises(PlanError) as refused:
        mark(plan, given.pop("step"), given.pop("status"), **given)
    assert refused.value.code == f"planning.{code}"


def test_the_person_named_is_not_heard_before_the_rest_is_finished(plan):
    with pytest.raises(PlanError) as refused:
        found(plan, "SUBJ", "open")
    assert refused.value.code == "planning.hearing_too_early"


def test_a_step_whose_elements_two_holders_settled_is_proposed_as_satisfied(plan):
    third = replace(step(plan, "SOC"), id="S98", source="CCTV", holder="third")
    longer = replace(plan, steps=(*plan.steps, third))
    once = found(longer, "SOC", "shown")
    assert unneeded(once) == ()
    assert unneeded(found(once, "NEUT", "shown")) == ("S98",)
