"""Levels that agree with each other and with the whole of a letter."""

from __future__ import annotations

from datetime import date
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factory.leads import letter
from workbench.leads.assess import assess
from workbench.leads.checks import Setting, checks_for, key_weights, prospect
from workbench.leads.judging import Leaning
from workbench.leads.scoring import levels_of
from workbench.leads.settling import settled
from workbench.leads.specificity import score
from workbench.leads.values import ELEMENTS, Span
from workbench.leads.verifiability import reachable, verifiability
from workbench.rules import profile

AS_OF = date(2026, 3, 1)
EVENT = (date(2025, 3, 1), date(2025, 3, 31))
STORY = "2025年3月，粮站站长邬长河把尾款二十六万元转给了他连襟的公司，账是我侄女做的。"
UNSURE = (0.04, 0.01, 0.01, 0.04)
QUOTE = Span(0, 5, STORY[:5])


def setting(name="cn"):
    return Setting(profile=profile(name), as_of=AS_OF)


def read():
    return assess(letter(STORY, received=AS_OF)).strongest


def leaning(allegation, *, specificity, verifiability, costs=None):
    every = {
        name: tuple(
            0.0 if level == of.level else cost for level, cost in enumerate(UNSURE)
        )
        for name, of in allegation.elements.items()
    }
    return Leaning(
        specificity=specificity,
        verifiability=verifiability,
        costs=every | (costs or {}),
        quotes=dict.fromkeys(ELEMENTS, QUOTE),
    )


def specific(allegation):
    return score(levels_of(allegation), allegation.not_applicable)


@pytest.mark.parametrize("wanted", [15, 90])
def test_levels_that_are_unsure_go_where_the_whole_letter_points(wanted):
    before = read()
    toward = leaning(before, specificity=wanted, verifiability=before.verifiability)
    after = settled(before, toward, setting())
    assert abs(specific(after) - wanted) < abs(specific(before) - wanted)


def test_levels_that_agree_already_stay():
    before = read()
    same = leaning(
        before,
        specificity=before.specificity,
        verifiability=before.verifiability,
    )
    pointed = {check.source for check in before.checks}
    assert levels_of(settled(before, same, setting(), pointed)) == levels_of(before)


def test_a_level_that_the_letter_does_not_allow_is_never_reached():
    before = read()
    shut = {
        name: tuple(0.0 if level <= of.level else inf for level in range(4))
        for name, of in before.elements.items()
    }
    up = leaning(before, specificity=100, verifiability=100, costs=shut)
    after = levels_of(settled(before, up, setting()))
    assert all(level <= levels_of(before)[name] for name, level in after.items())


def test_a_head_that_is_sure_keeps_its_level():
    before = read()
    sure = tuple(
        0.0 if level == before.elements["why"].level else 900.0 for level in range(4)
    )
    up = leaning(before, specificity=100, verifiability=90, costs={"why": sure})
    after = settled(before, up, setting())
    assert after.elements["why"] == before.elements["why"]


def test_each_raised_level_has_its_quote_and_each_absent_element_has_none():
    before = read()
    for specificity in (0, 40, 100):
        toward = leaning(before, specificity=specificity, verifiability=specificity)
        for element in settled(before, toward, setting()).elements.values():
            assert (element.span is None) == (element.level == 0)


@given(
    levels=st.lists(st.integers(0, 3), min_size=10, max_size=10),
    offence=st.sampled_from([None, *(f"O{n}" for n in range(1, 11))]),
    circumstances=st.sets(
        st.sampled_from(["in_kind", "no_paper", "records_gone", "elsewhere", "heard"])
    ),
    name=st.sampled_from(["cn", "generic"]),
    event=st.sampled_from([None, EVENT]),
    all_pointed=st.booleans(),
)
def test_the_short_way_to_a_value_gives_the_value(
    levels, offence, circumstances, name, event, all_pointed
):
    given_ = setting(name)
    told = dict(zip(ELEMENTS, levels, strict=True))
    pointed = set(given_.profile.sources) if all_pointed else set()
    key = key_weights(offence, given_)
    more = {"event": event, "pointed": pointed, "circumstances": circumstances}
    checks = checks_for(offence, told, given_, **more)
    whole = verifiability(key, checks, profile=name).value
    short = reachable(key, prospect(offence, given_, **more), told)
    assert round(short, 1) == pytest.approx(whole, abs=0.11)
