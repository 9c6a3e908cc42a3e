"""Checks: effective diagnosticity, keeping periods, what is blocked and why."""

from __future__ import annotations

from datetime import date

import pytest

from workbench.leads.checks import (
    Setting,
    checks_for,
    key_weights,
    reach,
)
from workbench.leads.keeping import availability
from workbench.leads.specificity import band
from workbench.leads.values import ELEMENTS
from workbench.leads.verifiability import verifiability
from workbench.rules import PROFILES, profile

AS_OF = date(2026, 3, 1)
FRESH = (date(2026, 2, 10), date(2026, 2, 10))
LAST_YEAR = (date(2025, 1, 1), date(2025, 12, 31))
TEMPLATES = [f"O{n}" for n in range(1, 11)]


def setting(name="cn", **more):
    return Setting(**({"profile": profile(name), "as_of": AS_OF} | more))


def levels(level, **more):
    return dict.fromkeys(ELEMENTS, level) | more


def value(offence, told, event, name="cn"):
    given = setting(name)
    key = key_weights(offence, given)
    pointed = set(given.profile.sources)
    checks = checks_for(offence, told, given, event=event, pointed=pointed)
    return verifiability(key, checks, profile=name).value


@pytest.mark.parametrize("name", PROFILES)
@pytest.mark.parametrize("offence", TEMPLATES)
def test_a_template_shows_a_low_a_mid_and_a_high_case(offence, name):
    low = value(offence, levels(0, subject=3, act=1), None, name)
    mid = value(offence, levels(2), LAST_YEAR, name)
    high = value(offence, levels(3), FRESH, name)
    assert [band(v) for v in (low, mid, high)] == ["low", "mid", "high"]


def test_without_an_offence_only_minutes_witnesses_and_sources_pointed_to_are_weighed():
    given = setting()
    checks = checks_for(None, levels(3), given, event=FRESH, pointed={"VCH"})
    assert [c.source for c in checks] == ["JOB", "VCH", "NEUT"]


@pytest.mark.parametrize(
    ("day", "as_of", "kept"),
    [
        (date(2019, 12, 31), date(2024, 12, 31), 1.0),
        (date(2019, 12, 31), date(2025, 1, 1), 0.3),
        (date(2020, 1, 1), date(2025, 1, 1), 1.0),
        (date(2020, 1, 1), date(2025, 1, 2), 0.6),
        (date(2025, 1, 1), date(2035, 1, 1), 1.0),
        (date(2025, 1, 1), date(2035, 1, 2), 0.3),
    ],
)
def test_bank_records_are_kept_by_the_law_of_the_deals_day(day, as_of, kept):
    bank = profile("cn").sources["BANK"]
    assert availability(bank, (day, day), setting(as_of=as_of)) == kept


def test_an_interval_counts_at_its_worse_end():
    bank = profile("cn").sources["BANK"]
    event = date(2017, 1, 1), date(2025, 6, 1)
    assert availability(bank, event, setting()) == 0.3


def test_an_unknown_date_or_period_is_neither_kept_nor_gone():
    table = profile("cn").sources
    assert availability(table["BANK"], None, setting()) == 0.6
    assert availability(table["VEH"], FRESH, setting()) == 0.6
    assert availability(table["LAND"], None, setting()) == 1.0


def test_a_source_decides_no_more_than_its_holder_can_find():
    bank = profile("cn").sources["BANK"]
    told = levels(0, subject=3, act=3, counterparty=1, amount=2)
    assert reach(bank, told, bank.needs)[0] == 2
    vague = levels(3, act=1)
    assert reach(bank, vague, bank.needs)[0] == 1


def test_testimony_is_found_through_who_knows():
    giver = profile("cn").sources["INSD"]
    assert reach(giver, levels(0, basis=3), giver.needs)[0] == 3
    assert reach(giver, levels(3, basis=0, counterparty=1), giver.needs)[0] == 1


def test_call_records_are_off_until_a_person_switches_them_on():
    told = levels(3)
    off = checks_for("O2", told, setting(), event=FRESH)
    on = checks_for("O2", told, setting(switched_on=frozenset({"CDR"})), event=FRESH)
    assert [c.blocked for c in off if c.source == "CDR"] == ["off_by_default"]
    assert [c.blocked for c in on if c.source == "CDR"] == [None]


def test_before_a_plan_only_own_files_are_read():
    checks = checks_for("O2", levels(3), setting(stage="assessment"), event=FRESH)
    open_ = {c.source for c in checks if c.blocked is None}
    assert open_ == {"JOB"}


def test_a_township_cannot_approve_an_important_query():
    checks = checks_for("O2", levels(3), setting(office_level="township"), event=FRESH)
    assert {c.blocked for c in checks if c.source == "BANK"} == {"level"}


def test_a_check_that_nothing_leads_to_says_what_is_missing():
    checks = checks_for("O4", levels(0, subject=3), setting())
    proc = next(c for c in checks if c.source == "PROC")
    assert proc.blocked == "needs"
    assert "where" in proc.needs


def test_a_record_about_to_expire_says_when():
    checks = checks_for("O7", levels(3), setting(), event=FRESH)
    video = next(c for c in checks if c.source == "CCTV")
    assert video.expires == date(2026, 3, 12)
