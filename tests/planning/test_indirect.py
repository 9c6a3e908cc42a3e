from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factory.planning import a_plan, allegation
from workbench.planning.budget import spent
from workbench.planning.said import say
from workbench.planning.step import Step


def loud_bank(one, alert=2):
    """The allegation with a bank and a tax office that are asked on the spot."""
    checks = tuple(
        replace(c, alert=alert) if c.source in ("BANK", "TAX") else c
        for c in one.checks
    )
    return replace(one, checks=checks)


@pytest.fixture(scope="module")
def plan():
    return a_plan("indirect", [allegation(offence="O4", amount=3e6)])


def test_what_is_felt_inside_waits_until_the_outside_is_fixed(plan):
    inner = [s for s in plan.steps if s.alert >= 2 and s.ring >= 2 and not s.hearing]
    outer = [s for s in plan.steps if s.kind == "document" and s.ring < 2]
    assert inner
    assert outer
    assert max(s.end for s in outer) <= min(s.start for s in inner)


def test_the_alert_spent_before_the_records_are_fixed_stays_in_its_budget():
    made = a_plan("indirect", [loud_bank(allegation(offence="O4", amount=3e6))])
    assert made.alert_spent <= made.alert_budget == 3
    fixed = max(s.start for s in made.steps if s.tamper_prone)
    held = [s for s in made.steps if s.alert and s.start >= fixed and not s.hearing]
    assert held
    assert "C6" not in {f.rule for f in made.lint()}


def test_a_record_that_goes_before_an_outer_one_says_why():
    made = a_plan("indirect", [loud_bank(allegation(offence="O4"), alert=3)])
    early = [s for s in made.steps if any(w.rule == "C1" for w in s.waivers)]
    assert early
    assert all(str(w.why) for s in early for w in s.waivers)


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.sampled_from([f"O{n}" for n in range(1, 11)]), min_size=1, max_size=3)
)
def test_the_indirect_method_never_breaks_its_own_rules(offences):
    chosen = [loud_bank(allegation(f"A{n}", offence=o)) for n, o in enumerate(offences)]
    made = a_plan("indirect", chosen)
    assert not [f for f in made.lint() if f.level == "error"]


def test_alert_is_counted_up_to_the_last_record_that_can_be_altered(plan):
    day = plan.timetable.first
    bare = Step(id="S1", allegation="A", element="e", source="X", measure="query")
    first = replace(bare, alert=2, start=day)
    prone = replace(bare, alert=2, start=plan.timetable.last, tamper_prone=True)
    assert spent([first, prone], "A") == 2
    assert spent([first], "A") == 0
    assert spent([first, prone], "B") == 0
    assert str(say("x")) == "x"
