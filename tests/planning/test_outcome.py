from dataclasses import replace
from datetime import date

import pytest

from tests.factory.planning import a_plan, allegation
from workbench.errors import PlanError
from workbench.planning.execution import mark
from workbench.planning.outcome import approve, calibration, clarify, outcome
from workbench.records import Source

ON = date(2026, 3, 20)
HERE = (Source("bank.csv", "0" * 64, row=7),)


@pytest.fixture(scope="module")
def plan():
    return a_plan("priority", [allegation(offence="O6")])


def all_done(plan, what, *, hearing=True):
    for step in plan.steps:
        if step.hearing and not hearing:
            continue
        found = {} if step.hearing else dict.fromkeys(step.elements, what)
        plan = mark(plan, step.id, "done", on=ON, found=found, records=HERE)
    return plan


def test_a_matter_is_open_while_steps_remain(plan):
    assert outcome(plan, "A1").result == "open"


def test_every_element_shown_and_the_reply_heard_is_substantiated(plan):
    assert outcome(all_done(plan, "shown"), "A1").result == "substantiated"


def test_no_adverse_outcome_without_hearing_the_person_named(plan):
    unheard = outcome(all_done(plan, "shown", hearing=False), "A1")
    assert unheard.result == "open"
    assert not unheard.heard


def test_a_secondment_that_proves_true_is_unfounded_and_asks_about_clarification(plan):
    ended = outcome(all_done(plan, "refuted"), "A1")
    assert ended.result == "unfounded"
    track = clarify(ended)
    assert track.state == "to_ask"
    with pytest.raises(PlanError):
        approve(track, by="head", reach="unit", on=ON)
    wanted = replace(track, state="wanted")
    assert approve(wanted, by="head", reach="unit", on=ON).state == "approved"


def test_nothing_either_way_is_unsubstantiated_and_keeps_its_doubts(plan):
    ended = outcome(all_done(plan, "open"), "A1")
    assert ended.result == "unsubstantiated"
    assert len(ended.doubts) == len(ended.answers)
    assert clarify(ended) is None


def test_one_weak_record_does_not_make_a_matter_unfounded(plan):
    talk = next(s for s in plan.steps if s.source == "NEUT")
    weak = mark(
        plan, talk.id, "done", on=ON, found={"no_work": "refuted"}, records=HERE
    )
    assert outcome(weak, "A1").result == "open"


def test_the_calibration_hides_counts_under_five_and_the_totals_that_give_them_away():
    pairs = [("high", "substantiated")] * 7 + [("low", "unfounded")] * 2
    rows = {row.band: row for row in calibration(pairs)}
    assert dict(rows["high"].counts)["substantiated"] == 7
    assert rows["high"].total == 7
    assert dict(rows["low"].counts)["unfounded"] is None
    assert rows["low"].total is None
