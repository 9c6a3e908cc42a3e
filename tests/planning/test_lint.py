"""Each rule with a plan that breaks exactly that rule."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest

from tests.factory.planning import a_plan, allegation, three_vague
from workbench.errors import PlanError, RedLine, UnknownName
from workbench.planning import Change, Clock, Cover, Recusal, Waiver
from workbench.planning.said import say

DAY = timedelta(days=1)


@cache
def plan_of(method):
    if method == "multi_front":
        return a_plan(method, three_vague(), meeting=("甲", "乙", "丙"))
    if method == "priority":
        two = [allegation("A1"), allegation("A3", offence="O7", subjects=("己某",))]
        return a_plan(method, two)
    if method == "with a talk":
        return a_plan("priority", [allegation("A3", offence="O4"), allegation("A1")])
    return a_plan(
        method,
        [
            allegation("A3", offence="O4", amount=3e6),
            allegation("A4", offence="O6", subjects=("庚某",)),
        ],
    )


def rules(plan, *levels):
    return sorted({f.rule for f in plan.lint() if not levels or f.level in levels})


@pytest.mark.parametrize("method", ["multi_front", "priority", "indirect"])
def test_a_proposed_plan_breaks_no_rule(method):
    assert rules(plan_of(method), "error") == []


def first(plan, wanted):
    return next(s for s in plan.steps if wanted(s))


def changed(plan, wanted, **fields):
    """The plan with the first step that fits changed."""
    step = first(plan, wanted)
    return replace(
        plan,
        steps=tuple(replace(s, **fields) if s is step else s for s in plan.steps),
    )


def document(step):
    return step.kind == "document"


def talk(step):
    return step.kind == "testimony" and not step.hearing


def hearing(step):
    return step.hearing


def bank(step):
    return step.source == "BANK"


def short_of_force(plan):
    """One member recused and nobody's name on a step."""
    bare = tuple(replace(s, people=("甲", "乙")[: s.officers]) for s in plan.steps)
    return replace(plan, recusals=(Recusal(plan.team[0].name),), steps=bare)


BROKEN = {
    "G1": ("priority", lambda p: replace(p, basis=())),
    "G2": (
        "priority",
        lambda p: replace(
            p, team=(replace(p.team[0], declared=False), *p.team[1:])
        ),
    ),
    "G3": (
        "priority",
        lambda p: replace(
            p, matters=(*p.matters, replace(p.matters[0], id="A7"))
        ),
    ),
    "G4": ("priority", lambda p: changed(p, document, expected="")),
    "G5": ("priority", lambda p: changed(p, bank, authority="A4")),
    "G6": (
        "priority",
        lambda p: replace(p, timetable=replace(p.timetable, deadline=p.as_of)),
    ),
    "G7": ("priority", lambda p: changed(p, hearing, recording=False)),
    "G8": (
        "priority",
        lambda p: changed(p, lambda s: s.alert == 1, exposure=2, sample=""),
    ),
    "G9": ("priority", lambda p: changed(p, bank, sensitive_why="")),
    "G10": ("priority", lambda p: replace(p, stop_rule=())),
    "G11": (
        "priority",
        lambda p: replace(p, changes=(Change(2, "wider", "why", widens=True),)),
    ),
    "G12": (
        "priority",
        lambda p: replace(
            p, sign_offs=tuple(s for s in p.sign_offs if s.who != p.team[1].name)
        ),
    ),
    "M1.1": ("multi_front", lambda p: replace(p, meeting=("甲",))),
    "M1.2": (
        "multi_front",
        lambda p: replace(
            p, fronts=tuple(replace(f, entry=p.fronts[0].entry) for f in p.fronts)
        ),
    ),
    "M1.3": (
        "multi_front",
        lambda p: changed(
            p,
            lambda s: s.front == "F1" and s.alert == 0,
            end=first(p, lambda s: s.window).start + 2 * DAY,
        ),
    ),
    "M1.4": ("multi_front", short_of_force),
    "M1.5": (
        "multi_front",
        lambda p: replace(p, tilts=tuple(replace(t, filled=False) for t in p.tilts)),
    ),
    "M1.6": ("multi_front", lambda p: replace(p, value=0.99)),
    "M1.7": ("multi_front", lambda p: replace(p, regroup="")),
    "M2.1": (
        "priority",
        lambda p: replace(p, tags=tuple(replace(t, ground="") for t in p.tags)),
    ),
    "M2.2": (
        "priority",
        lambda p: replace(p, timetable=replace(p.timetable, person_days=1e4)),
    ),
    "M2.3": ("priority", lambda p: replace(p, breakthrough=None)),
    "M2.4": ("priority", lambda p: replace(p, method_cautions=())),
    "C1": (
        "indirect",
        lambda p: changed(
            p,
            lambda s: s.source == "VCH",
            start=first(p, lambda s: s.source == "PROC").end - DAY,
        ),
    ),
    "C4": ("priority", lambda p: changed(p, hearing, separate_approval=False)),
    "C5": ("with a talk", lambda p: changed(p, talk, start=p.timetable.first)),
    "C6": ("indirect", lambda p: replace(p, alert_budget=-1)),
    "C7": ("priority", lambda p: changed(p, document, cover=Cover("audit", "", ""))),
    "C8": (
        "priority",
        lambda p: changed(p, document, expires=p.timetable.last, rescue=""),
    ),
    "X3": (
        "priority",
        lambda p: changed(p, document, what="ask REPORTER-7K2M about the card"),
    ),
    "X4": ("priority", lambda p: replace(p, notes=("系诬告",))),
    "X7": (
        "priority",
        lambda p: replace(
            p, recusals=(Recusal(p.team[0].name, ("A1",), decided=True),)
        ),
    ),
    "X8": ("priority", lambda p: changed(p, document, measure="freeze")),
    "X10": (
        "priority",
        lambda p: replace(p, steps=tuple(s for s in p.steps if not s.hearing)),
    ),
}  # fmt: skip


@pytest.mark.parametrize("rule", sorted(BROKEN))
def test_a_plan_that_breaks_one_rule_is_told_that_rule(rule):
    method, spoil = BROKEN[rule]
    assert rules(spoil(plan_of(method)), "error") == [rule]


SOFT = {
    "C2": ("indirect", lambda p: soft(p, centre=False)),
    "C3": ("indirect", lambda p: soft(p, centre=True)),
}


def soft(plan, *, centre):
    """Two documents of a ring, the harder or the more central one a day earlier."""
    weights = plan.matters[0].key_elements
    one = first(plan, document)
    big = max(weights, key=weights.get)
    small = min(weights, key=weights.get)
    late = replace(one, id="S98", cost=1, lead_days=0, elements=(small,), ring=2)
    early = replace(
        late,
        id="S99",
        cost=1 if centre else 9,
        elements=(big,) if centre else (small,),
        start=late.start - DAY,
    )
    return replace(plan, steps=(*(s for s in plan.steps if s.ring != 2), early, late))


@pytest.mark.parametrize("rule", sorted(SOFT))
def test_soft_rules_are_noted_and_block_nothing(rule):
    method, spoil = SOFT[rule]
    made = spoil(plan_of(method))
    assert rule in rules(made, "note")
    assert rule not in rules(made, "error", "warning")


def test_an_element_with_one_source_is_a_warning():
    made = plan_of("indirect")
    alone = replace(
        made, steps=tuple(s for s in made.steps if s.source in ("PROC", "SUBJ"))
    )
    assert "C9" in rules(alone, "warning")


def test_a_waiver_with_its_reason_silences_the_barrier():
    _method, spoil = BROKEN["C1"]
    made = changed(
        spoil(plan_of("indirect")),
        lambda s: s.source == "VCH",
        waivers=(Waiver("C1", "budget"),),
    )
    assert rules(made, "error") == []


def test_a_few_who_could_know_is_a_warning_once_the_wider_sample_is_named():
    made = changed(
        plan_of("priority"), lambda s: s.alert == 1, exposure=2, sample="a quarter"
    )
    assert rules(made, "error") == []
    assert "G8" in rules(made, "warning")


def test_a_running_clock_that_ends_before_the_plan_is_an_error():
    made = plan_of("priority")
    soon = Clock("T11", made.timetable.last - DAY)
    assert rules(replace(made, clocks=(soon,)), "error") == ["G6"]
    past = Clock("T6", date(2026, 2, 1))
    assert rules(replace(made, clocks=(past,)), "error") == []
    assert "G6" in rules(replace(made, clocks=(past,)), "warning")


def test_a_recusal_not_yet_decided_blocks():
    waiting = (Recusal("外单位人员", decided=False),)
    assert rules(replace(plan_of("priority"), recusals=waiting), "error") == ["X7"]


def test_a_barred_measure_is_not_exported_even_as_a_draft(tmp_path):
    _method, spoil = BROKEN["X8"]
    written = []
    made = spoil(plan_of("priority")).with_export(lambda *_a, **_k: written.append(1))
    with pytest.raises(RedLine):
        made.export(tmp_path / "plan.md")
    assert not written


def test_a_plan_with_an_error_is_exported_as_draft_only(tmp_path):
    written = []

    def exporter(_plan, path, *, lang, final):
        written.append((path.name, lang, final))

    made = replace(plan_of("priority"), stop_rule=()).with_export(exporter)
    made.export(tmp_path / "plan.md", lang="en")
    with pytest.raises(PlanError) as refused:
        made.export(tmp_path / "plan.md", final=True)
    assert refused.value.fields["rules"] == "G10"
    assert written == [("plan.md", "en", False)]


def test_findings_come_errors_first_and_speak_both_languages():
    made = replace(plan_of("multi_front"), stop_rule=(), regroup=say("{a}", a=""))
    levels = [f.level for f in made.lint()]
    assert levels == sorted(levels, key=("error", "warning", "note").index)


def test_a_step_of_a_matter_that_the_plan_does_not_name_is_an_error():
    made = changed(plan_of("priority"), bank, allegation="A7", exculpatory=False)
    assert "G3" in rules(made, "error")
    with pytest.raises(UnknownName):
        made.matter("A7")
    with pytest.raises(UnknownName):
        made.step("S99")
