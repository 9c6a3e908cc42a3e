"""What a plan never shows, never uses, never changes (DOMAIN Q5, Q7, Q8, Q9)."""

import json
import os
import subprocess
import sys
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factory.planning import FULL, a_plan, allegation, office, three_vague
from workbench.errors import PlanError
from workbench.leads.values import Element, PersonMention, Priority, Span
from workbench.rules.measures import measures
from workbench.wording import speaking

WORDING = "那天夜里我亲眼看见他把钱装进黑色提包"
METHODS = st.sampled_from(["multi_front", "priority", "indirect"])
OFFENCES = st.lists(
    st.sampled_from([None, *(f"O{n}" for n in range(1, 11))]), min_size=1, max_size=3
)


def quoting(one):
    """The allegation with words of the letter wherever a quote may stand."""
    span = Span(3, 3 + len(WORDING), WORDING)
    return replace(
        one,
        elements={k: Element(k, e.level, span) for k, e in one.elements.items()},
        subjects=tuple(replace(p, text=WORDING) for p in one.subjects),
        priorities=(Priority("P2", span, WORDING),),
        questions=(WORDING,),
    )


@settings(max_examples=20, deadline=None)
@given(OFFENCES, METHODS)
def test_no_words_of_the_letter_reach_a_plan(offences, method):
    chosen = [quoting(allegation(f"A{n}", offence=o)) for n, o in enumerate(offences)]
    made = a_plan(method, chosen)
    for lang in ("zh", "en"):
        with speaking(lang):
            assert WORDING not in json.dumps(made.to_json(), ensure_ascii=False)
    assert not any(WORDING in repr(getattr(made, f.name)) for f in fields(made))


@settings(max_examples=20, deadline=None)
@given(OFFENCES, METHODS, st.sampled_from(["cn", "generic"]))
def test_only_measures_open_before_filing_are_planned(offences, method, profile):
    chosen = [
        allegation(f"A{n}", offence=o if profile == "cn" else None, profile=profile)
        for n, o in enumerate(offences)
    ]
    made = a_plan(method, chosen, profile=profile, office=office(profile=profile))
    known = measures(profile)
    assert made.steps
    for step in made.steps:
        measure = known[step.measure]
        assert measure.allowed(stage="prelim", on=step.start)
        assert step.authority != "A4"


@settings(max_examples=20, deadline=None)
@given(OFFENCES, METHODS)
def test_the_person_named_is_always_last_and_always_heard(offences, method):
    chosen = [allegation(f"A{n}", offence=o) for n, o in enumerate(offences)]
    made = a_plan(method, chosen)
    hearing = [s for s in made.steps if s.hearing]
    assert hearing
    assert all(s.end <= h.start for h in hearing for s in made.steps if not s.hearing)


def test_at_the_stage_of_assessment_only_own_and_open_files_are_read():
    made = a_plan(allegations=[allegation()], office=office(stage="assessment"))
    assert {s.measure for s in made.steps} == {"documents"}
    assert {s.authority for s in made.steps} <= {"A0", "A1"}
    assert "X10" not in {f.rule for f in made.lint()}


def test_after_filing_nothing_is_planned_here():
    with pytest.raises(PlanError) as refused:
        a_plan(office=office(stage="filed"))
    assert refused.value.code == "planning.no_admissible_check"


def test_an_experiment_is_not_planned_before_its_rule_is_in_force():
    early = a_plan(as_of=date(2025, 5, 6))
    assert "experiment" not in early.measures


def test_a_matter_of_a_superior_office_gets_no_step():
    upper = allegation("A2", screens=("R10",))
    made = a_plan("priority", [allegation("A1"), upper])
    assert "A2" not in {s.allegation for s in made.steps}
    assert "A2" in {n.allegation for n in made.not_pursued}


def test_weak_kinds_are_set_aside_by_priority_selection_with_their_rule():
    hearsay = allegation("A2", screens=("R2",))
    made = a_plan("priority", [allegation("A1"), hearsay])
    [aside] = made.not_pursued
    with speaking("en"):
        assert "R2" in str(aside.why)


def test_a_reporter_is_never_among_those_asked():
    giver = allegation(offence="O2", levels=FULL | {"when": 1, "pointer": 0})
    giver = replace(giver, counterparties=(PersonMention(0, 1, "庚某", "庚某"),))
    made = a_plan("indirect", [giver])
    asked = {str(s.person) for s in made.steps if s.person and not s.hearing}
    assert all("举报" not in name and "REPORTER" not in name for name in asked)


PRINT = """
import json, sys
import networkx as nx
from tests.planning.test_routes import Whole, town
from tests.factory.planning import a_plan, allegation, three_vague
about = allegation(offence="O5", amount=3e6, units=("石桥镇农业站", "丰田农机公司"))
made = [a_plan("indirect", [about], graph=Whole(town()), seconds=1)]
made.append(a_plan("multi_front", three_vague(), seconds=1))
print(json.dumps([m.to_json() for m in made], sort_keys=True))
"""


def test_the_same_input_gives_the_same_bytes_in_every_process():
    said = [
        subprocess.run(
            [sys.executable, "-c", PRINT],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path.cwd())},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert said[0] == said[1]
    assert len(said[0]) > 1000


def test_three_fronts_keep_their_order_whatever_the_team_is_called():
    made = a_plan("multi_front", three_vague())
    assert [s.id for s in made.steps] == sorted(s.id for s in made.steps)
