"""Corrections by a person, sensitivity, guards, what stands in the records."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factory.leads import letter
from workbench.errors import UsageError
from workbench.leads import assess
from workbench.leads.scoring import (
    StandingLink,
    corroborate,
    levels_of,
    recompute,
    sensitivity,
)
from workbench.leads.specificity import score
from workbench.leads.suggest import guards
from workbench.records import Source

TEXT = "2023年5月，镇财政所所长收受做砂石生意的李老板好处费20万元。"
AS_OF = date(2024, 1, 1)


@pytest.fixture(name="told")
def _told():
    return assess(letter(TEXT, received=AS_OF)).strongest


def test_a_corrected_level_changes_scores_at_once(told):
    again = recompute(told, levels={"where": 3}, why="项目名称已核", as_of=AS_OF)
    assert again.elements["where"].level == 3
    assert again.specificity == score(levels_of(told) | {"where": 3})
    assert again.verifiability >= told.verifiability


def test_the_same_levels_give_the_same_scores(told):
    same = {"act": told.elements["act"].level}
    again = recompute(told, levels=same, why="复核", as_of=AS_OF)
    assert (again.specificity, again.verifiability) == (
        told.specificity,
        told.verifiability,
    )
    assert again.suggestion == told.suggestion


def test_a_correction_needs_a_reason(told):
    with pytest.raises(UsageError):
        recompute(told, levels={"where": 3}, why=" ")


def test_a_level_that_does_not_exist_is_refused(told):
    with pytest.raises(UsageError):
        recompute(told, levels={"where": 4}, why="x")


def test_an_act_set_to_nothing_shuts_the_gate(told):
    again = recompute(told, levels={"act": 0}, why="只有标签", as_of=AS_OF)
    assert again.specificity_band == "none"
    assert "R1" in [s.rule for s in again.screens]


def test_a_flip_moves_the_band_that_it_names(told):
    seen = 0
    for element in sorted(told.elements):
        one = recompute(told, levels={element: 0}, why="x", as_of=AS_OF)
        for flip in sensitivity(one, as_of=AS_OF):
            levels = {flip.element: flip.level}
            again = recompute(one, levels=levels, why="x", as_of=AS_OF)
            assert getattr(again, f"{flip.scale}_band") == flip.band
            assert getattr(one, f"{flip.scale}_band") != flip.band
            seen += 1
    assert seen


def test_a_record_that_shows_the_tie_is_marked_and_changes_no_score(told):
    record = Source("bank.csv", "0" * 64, row=7)
    names = [getattr(c, "name", c.text) for c in told.counterparties] or ["李老板"]
    subjects = [p.name for p in told.subjects] or ["所长"]
    links = [StandingLink(subjects[0], names[0], (record,))]
    marked = corroborate(told, links)
    assert (marked.specificity, marked.verifiability) == (
        told.specificity,
        told.verifiability,
    )
    assert corroborate(told, []).corroborated_by == ()


def test_a_talk_on_a_grave_and_specific_matter_is_warned_of(told):
    levels = dict.fromkeys(told.elements, 3)
    grave = recompute(told, levels=levels, why="x", as_of=AS_OF)
    assert grave.gravity == "high"
    assert "TALK_LETTER_ON_SPECIFIC_SERIOUS" in guards(grave, "talk_letter")
    assert "TALK_LETTER_ON_SPECIFIC_SERIOUS" not in guards(grave, "prelim")


def test_a_grave_and_vague_matter_is_held_not_closed(told):
    vague = recompute(told, levels=dict.fromkeys(told.elements, 1), why="x")
    assert "GRAVE_AND_VAGUE_NOT_CLOSED" in guards(vague, "close_proposed")


def test_a_hold_needs_a_trigger(told):
    assert "HOLD_WITHOUT_TRIGGER" in guards(told, "hold")
    assert "HOLD_WITHOUT_TRIGGER" not in guards(told, "hold", trigger="2025-01-01")


def test_an_important_query_on_a_minor_matter_is_out_of_proportion():
    minor = assess(letter("2023年5月3日，镇长用公车接送孩子上学。")).strongest
    assert minor.gravity == "low"
    important = {c.source for c in minor.checks if c.authority == "A3"}
    found = guards(minor, "prelim", measures=important or {"BANK"})
    assert ("DISPROPORTIONATE_MEASURE" in found) == bool(important)
