from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factory.planning import (
    DAY,
    VAGUE,
    a_plan,
    allegation,
    office,
    team,
    three_vague,
)
from workbench.errors import Infeasible, PlanError
from workbench.planning import Clock, Recusal, plan
from workbench.wording import speaking

METHODS = ("multi_front", "priority", "indirect")


def several():
    return [
        allegation("A1"),
        allegation("A2", offence="O4", levels=VAGUE, subjects=("丁某",)),
        allegation("A3", offence="O7", subjects=("己某",)),
    ]


@pytest.mark.parametrize("method", METHODS)
def test_the_order_of_the_allegations_does_not_matter(method):
    ordered = several()
    assert a_plan(method, ordered[::-1]) == a_plan(method, ordered)


@pytest.mark.parametrize("method", METHODS)
def test_the_person_named_is_heard_after_everything_else(method):
    made = a_plan(method, several())
    hearings = [s for s in made.steps if s.hearing]
    others = [s for s in made.steps if not s.hearing]
    assert hearings
    assert max(s.end for s in others) <= min(s.start for s in hearings)


def test_each_person_named_is_heard_once_on_all_matters():
    made = a_plan("priority", [allegation("A1"), allegation("A2", offence="O7")])
    [hearing] = [s for s in made.steps if s.hearing]
    assert {hearing.allegation, *hearing.also} == {"A1", "A2"}


@pytest.mark.parametrize("method", METHODS)
def test_the_same_input_gives_the_same_plan(method):
    assert a_plan(method, several()) == a_plan(method, several())


def test_a_method_whose_trigger_fails_is_refused_with_the_tests_that_failed():
    with pytest.raises(PlanError) as refused, speaking("en"):
        a_plan("multi_front", [allegation()], insist="")
    with speaking("en"):
        said = str(refused.value)
    assert "many issues: only 1, at least 3 needed" in said
    assert "many persons: only 1, at least 3 needed" in said
    assert "A1 can be verified well" in said


def test_a_person_may_insist_on_a_method_with_a_reason():
    made = a_plan("multi_front", three_vague()[:2], insist="meeting of 1 March")
    assert not made.triggers[0].holds
    assert str(made.changes[-1].why) == "meeting of 1 March"


def test_auto_takes_many_fronts_where_nothing_gives_a_breakthrough():
    assert a_plan("auto", three_vague()).method == "multi_front"
    assert a_plan("auto", [allegation()]).method == "priority"
    large = allegation(offence="O5", amount=3e6)
    assert a_plan("auto", [large]).method == "indirect"


def test_a_team_of_one_is_refused():
    with pytest.raises(PlanError, match="至少需要 2 人"):
        a_plan(team=team(1))


def test_when_everyone_is_recused_the_plan_is_refused_in_words():
    gone = [Recusal(m.name) for m in team(4)[:3]]
    with pytest.raises(PlanError) as refused:
        a_plan(recusals=gone)
    with speaking("en"):
        assert "3 member(s) are recused; 1 remain" in str(refused.value)


def test_a_deadline_already_past_is_refused():
    with pytest.raises(PlanError) as refused:
        a_plan(deadline=date(2026, 2, 27))
    assert refused.value.code == "planning.deadline_past"


def test_a_plan_beyond_the_published_calendar_is_refused():
    with pytest.raises(PlanError) as refused:
        a_plan(as_of=date(2027, 1, 5))
    assert refused.value.code == "planning.calendar_ends"


def test_no_step_is_placed_beyond_the_published_calendar():
    made = a_plan(as_of=date(2026, 12, 1))
    assert max(s.end for s in made.steps) <= date(2026, 12, 31)
    assert made.timetable.provisional


def test_an_allegation_that_nothing_can_check_is_refused_with_what_to_do():
    empty = allegation(levels=dict.fromkeys(VAGUE, 0))
    with pytest.raises(PlanError) as refused:
        a_plan(allegations=[empty])
    with speaking("en"):
        assert "Ask for the missing elements" in str(refused.value)


def test_an_allegation_without_a_template_is_planned_by_the_general_one():
    made = a_plan(allegations=[allegation(offence=None)])
    assert len([h for h in made.hypotheses if h.innocent]) == 2


def test_one_allegation_without_checks_is_listed_with_its_reason():
    empty = allegation("A9", levels=dict.fromkeys(VAGUE, 0))
    made = a_plan("priority", [*several(), empty])
    assert [n.allegation for n in made.not_pursued] == ["A9"]


def test_the_deadline_follows_the_running_clock():
    made = a_plan(
        clocks=[Clock("T11", date(2026, 4, 10)), Clock("T4", date(2026, 3, 9))]
    )
    assert made.timetable.deadline == date(2026, 4, 10)


def test_too_few_free_days_are_said_with_numbers():
    with pytest.raises(Infeasible) as refused:
        a_plan("indirect", team=team(4, days_free=2))
    with speaking("en"):
        assert "needs 15 person-days; the team can give 8." in str(refused.value)


def test_a_skill_on_leave_is_said_with_the_day():
    away = team(4, leave=((date(2026, 3, 3), date(2026, 4, 30)),))
    with pytest.raises(Infeasible) as refused:
        a_plan(team=away)
    with speaking("en"):
        said = str(refused.value)
    assert "is free before 2026-05-06" in said


def test_a_recused_member_stands_on_no_step_of_that_matter():
    made = a_plan("priority", several(), recusals=[Recusal("顾晓岚", ("A1",))])
    of_a1 = [s for s in made.steps if "A1" in (s.allegation, *s.also)]
    assert of_a1
    assert all("顾晓岚" not in s.people for s in of_a1)


def test_no_allegation_and_a_doubled_one_are_refused():
    with pytest.raises(PlanError):
        plan("auto", [], team=team(), office=office(), as_of=DAY)
    with pytest.raises(PlanError):
        a_plan(allegations=[allegation(), allegation()])
    with pytest.raises(PlanError):
        a_plan("by_chance")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_plan_speaks_json_in_either_language(lang):
    with speaking(lang):
        made = a_plan("multi_front", three_vague()).to_json()
    assert list(made)[:7] == [
        "method", "allegations", "hypotheses", "matrix", "steps", "lint",
        "journal_head",
    ]  # fmt: skip
    wanted = {
        "id", "allegation", "element", "source", "measure", "authority", "approver",
        "holder", "ring", "alert", "front", "start", "end", "people", "refutes",
        "expected", "fallback", "expires",
    }  # fmt: skip
    assert wanted <= set(made["steps"][0])


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.sampled_from(["O1", "O3", "O4", "O6", "O7", "O10"]), min_size=1, max_size=4
    ),
    st.integers(4, 6),
    st.sampled_from(METHODS),
)
def test_whatever_is_planned_keeps_people_and_order(offences, people, method):
    chosen = [
        allegation(f"A{n}", offence=o, subjects=(f"王{n}",))
        for n, o in enumerate(offences, 1)
    ]
    made = a_plan(method, chosen, team=team(people))
    by_id = {s.id: s for s in made.steps}
    assert made.steps
    for step in made.steps:
        assert len(step.people) == step.officers
        assert all(
            by_id[b].end <= step.start or by_id[b].end == step.start for b in step.after
        )
        assert step.start <= step.reply <= step.end <= made.timetable.deadline


def test_what_was_left_out_says_why_and_what_would_bring_it_in():
    old = allegation(offence="O10", event=(date(2009, 3, 1), date(2009, 5, 1)))
    made = a_plan("indirect", [old])
    left = {e.id: e for e in made.excluded}
    assert left
    with speaking("en"):
        assert all(str(e.why) and str(e.would_enter) for e in left.values())
        past = [e for e in left.values() if "keeping period" in str(e.why)]
    chosen = {f"{s.allegation}/{s.source}" for s in made.steps}
    assert not chosen & left.keys()
    assert past


def expiring(one, source, day):
    """The allegation with one record that is lost after a day."""
    checks = tuple(
        replace(c, expires=day) if c.source == source else c for c in one.checks
    )
    return replace(one, checks=checks)


@pytest.mark.parametrize("method", METHODS)
def test_an_expiring_record_moves_forward_past_every_barrier(method):
    day = date(2026, 3, 5)
    chosen = [
        expiring(a, "VCH", day) for a in (allegation(offence="O4"), *three_vague()[1:])
    ]
    made = a_plan(method, chosen, meeting=("甲", "乙", "丙"))
    saved = [s for s in made.steps if s.source == "VCH"]
    assert saved
    assert all(s.start <= day and s.rescue for s in saved)
    assert not {"C1", "C8", "G6", "M1.3"} & {
        f.rule for f in made.lint() if f.level == "error"
    }


def test_a_record_that_nobody_can_reach_in_time_is_refused_in_words():
    away = team(4, leave=((date(2026, 3, 3), date(2026, 3, 10)),))
    lost = expiring(allegation(offence="O4"), "VCH", date(2026, 3, 4))
    with pytest.raises(Infeasible) as refused:
        a_plan("indirect", [lost], team=away)
    with speaking("en"):
        assert "free before 2026-03-11" in str(refused.value)


def test_forty_matters_make_a_plan_of_two_hundred_steps():
    offences = ("O1", "O2", "O3", "O4", "O5", "O6", "O8", "O9")
    many = [
        allegation(
            f"A{n:02}",
            offence=offences[n % 8],
            subjects=(f"王{n}",),  # no request is shared
            units=(f"单位{n % 12}",),
            verifiability_band="mid",
        )
        for n in range(40)
    ]
    made = a_plan(
        "multi_front",
        many,
        team=team(12, days_free=80),
        deadline=date(2026, 9, 1),
        meeting=("甲", "乙", "丙"),
    )
    assert len(made.steps) >= 200
    assert not [f for f in made.lint() if f.level == "error"]
    assert made.timetable.bound <= made.timetable.makespan


def test_auto_says_why_it_chose():
    with speaking("en"):
        [why] = a_plan("auto", three_vague()).notes
        assert "multi-front method" in str(why)
        [plain] = a_plan("auto", [allegation()]).notes
        assert "No method's conditions hold" in str(plain)
    assert a_plan("priority").notes == ()


def test_an_element_that_only_sensitive_records_show_gets_two_holders_of_them():
    made = a_plan("indirect", [allegation(offence="O4", amount=150000)])
    shows = {s.source: s for s in made.steps if "benefit" in s.elements}
    assert {"TAX", "BANK"} <= set(shows)
    assert all(s.sensitive_why for s in shows.values() if s.authority == "A3")
    about = [f for f in made.lint() if f.rule == "C9" and "利益" in str(f.why)]
    assert not about


def test_priority_selection_sends_quiet_requests_before_anything_is_felt():
    two = [allegation("A1", offence="O4"), allegation("A2", offence="O7")]
    steps = a_plan("priority", two).steps
    for loud in (s for s in steps if s.alert >= 2 and not s.hearing and not s.rescue):
        quiet = [
            s
            for s in steps
            if s.allegation == loud.allegation and s.kind == "document" and s.alert < 2
        ]
        assert quiet
        assert all(s.start <= loud.start for s in quiet)
