from importlib.resources import files

import pytest
import yaml

from workbench.errors import CaseError, UnknownName
from workbench.rules import profile
from workbench.rules.measures import measures
from workbench.rules.plan_rules import plan_rules

PROFILES = ("cn", "generic")


@pytest.mark.parametrize("profile", PROFILES)
def test_every_number_says_its_value_its_source_and_why(profile):
    path = files("workbench.rules").joinpath(profile, "plan_rules.yaml")
    for row in yaml.safe_load(path.read_text("utf-8"))["numbers"].values():
        assert set(row) == {"value", "source", "why"}
        assert row["source"]
        assert row["why"]


@pytest.mark.parametrize("profile", PROFILES)
def test_every_source_is_looked_at_by_a_measure_allowed_before_filing(profile):
    rules = plan_rules(profile)
    known = measures(profile)
    for name in {*rules.measure_of.values(), rules.measure_default}:
        assert known[name].before_filing


def test_the_first_priority_outweighs_everything_else_together():
    r = plan_rules("cn")
    others = r.number("m2.v_high") + r.number("m2.s_high") + 4 * r.number("m2.tag")
    assert r.number("m2.first") > others + r.number("m2.urgency")


def test_an_office_sets_its_own_numbers():
    rules = plan_rules("cn").with_parameters({"m1.persons": 4, "other.room": "x"})
    assert rules.whole("m1.persons") == 4
    with pytest.raises(CaseError):
        plan_rules("cn").with_parameters({"m1.persons": -1})
    with pytest.raises(CaseError):
        plan_rules("cn").with_parameters({"m1.persons": "4"})
    with pytest.raises(UnknownName):
        rules.number("m9.nothing")


def test_every_offence_has_an_innocent_account():
    rules = plan_rules("cn")
    for number in range(1, 11):
        assert rules.innocents(f"O{number}")
    assert len(rules.innocents(None)) == 2


@pytest.mark.parametrize("name", PROFILES)
def test_every_source_and_element_has_words_for_what_is_looked_at_and_asked(name):
    rules, known = plan_rules(name), profile(name)
    talks = {"SUBJ"}
    assert set(known.sources) - talks <= set(rules.looks)
    elements = {e.id for o in known.offences.values() for e in o.elements}
    assert elements <= set(rules.asks)
    for accounts in rules.innocent.values():
        assert all(a.seen.zh and a.seen.en for a in accounts)


@pytest.mark.parametrize("name", PROFILES)
def test_a_question_holds_no_finding(name):
    findings = ("虚假", "串通", "冒领", "受贿", "挪用", "false", "collu", "brib")
    for label in plan_rules(name).asks.values():
        assert not any(word in label.zh + label.en for word in findings)
