import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factory.planning import a_plan, allegation


@pytest.fixture(scope="module")
def plan():
    return a_plan("priority", [allegation(offence="O1")])


def cell(plan, source, letter):
    step = next(s for s in plan.steps if s.source == source)
    return next(
        c for c in plan.matrix if c.step == step.id and c.hypothesis.endswith(letter)
    )


def test_the_bank_tells_who_kept_the_money_but_not_a_clerical_slip(plan):
    assert (cell(plan, "BANK", "H0a").expects, cell(plan, "BANK", "H0a").weight) == (
        "absent",
        3,
    )
    assert cell(plan, "BANK", "H0b").expects == "present"
    assert cell(plan, "BANK", "H1").weight == 3


def test_a_record_on_an_element_no_account_contests_tells_nothing_apart(plan):
    assert {c.weight for c in plan.matrix if c.step == plan.steps[0].id} == {0}


def test_the_hearing_expects_nothing_of_anyone(plan):
    hearing = next(s for s in plan.steps if s.hearing)
    assert {c.expects for c in plan.matrix if c.step == hearing.id} == {"either"}


@settings(max_examples=20, deadline=None)
@given(
    st.lists(
        st.sampled_from([None, *(f"O{n}" for n in range(1, 11))]),
        min_size=1,
        max_size=3,
    )
)
def test_every_matter_has_a_guilty_and_an_innocent_story_and_a_step_for_each(offences):
    made = a_plan(
        "indirect", [allegation(f"A{n}", offence=o) for n, o in enumerate(offences)]
    )
    for matter in {s.allegation for s in made.steps}:
        own = [h for h in made.hypotheses if h.allegation == matter]
        assert sum(not h.innocent for h in own) == 1
        assert any(h.innocent and h.contests for h in own)
        assert any(s.exculpatory for s in made.steps if matter in s.serves)
    cells = {(c.step, c.hypothesis) for c in made.matrix}
    assert len(cells) == len(made.matrix)
