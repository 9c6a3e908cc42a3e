from datetime import date

import pytest

from tests.factory.planning import a_plan, allegation
from workbench.errors import PlanError
from workbench.planning.execution import mark
from workbench.planning.interview import preparations, prepare
from workbench.records import Source
from workbench.wording import speaking

HERE = (Source("a.csv", "0" * 64, row=2),)


@pytest.fixture(scope="module")
def plan():
    return a_plan("priority", [allegation(offence="O6")])


def hearing(plan):
    return next(s for s in plan.steps if s.hearing)


def test_every_talk_is_prepared_with_officers_safety_and_rights(plan):
    made = preparations(plan)
    talks = [s for s in plan.steps if s.person]
    assert [p.step for p in made] == [s.id for s in talks]
    assert all(len(p.officers) == 2 and p.recording and p.safety for p in made)
    assert all(p.rights and p.questions for p in made)


def test_documents_on_the_same_elements_stay_in_the_folder_at_first(plan):
    talk = next(s for s in plan.steps if s.source == "NEUT")
    held = prepare(plan, talk.id).held_back
    assert held
    assert all(set(plan.step(h).elements) & set(talk.elements) for h in held)


def test_the_person_named_is_asked_what_speaks_for_them(plan):
    with speaking("en"):
        asked = [str(q) for q in prepare(plan, hearing(plan).id).questions]
    assert "What speaks for you that we should look at?" in asked


def test_records_that_disagree_are_put_for_reply(plan):
    soc, neut = (next(s for s in plan.steps if s.source == x) for x in ("SOC", "NEUT"))
    told = plan
    for step, what in ((soc, "shown"), (neut, "refuted")):
        told = mark(
            told,
            step.id,
            "done",
            on=date(2026, 3, 20),
            found={"no_work": what},
            records=HERE,
        )
    assert prepare(plan, hearing(plan).id).contradictions == ()
    assert len(prepare(told, hearing(told).id).contradictions) == 1


def test_a_step_that_talks_to_nobody_has_no_preparation(plan):
    with pytest.raises(PlanError):
        prepare(plan, plan.steps[0].id)
