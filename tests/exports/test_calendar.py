"""Days of a plan for a calendar."""

from datetime import date, timedelta

import icalendar

from tests.factory.exports import a_plan
from tests.factory.plan_parts import AS_OF, a_step
from workbench.exports.calendar import NEAR, entries, ics
from workbench.planning import Clock

DEADLINE = date(2026, 5, 6)


def _events(plan):
    whole = icalendar.Calendar.from_ical(ics(plan, lang="zh", journal_head="#1"))
    return whole.walk("VEVENT")


def test_every_line_is_at_most_75_octets():
    lines = ics(a_plan(8), lang="zh", journal_head="#1").split(b"\r\n")
    assert any(line.startswith(b" ") for line in lines)  # one was long, and is folded
    assert max(map(len, lines)) <= 75


def test_an_entry_ends_the_day_after_its_last_day():
    event = next(
        e for e in _events(a_plan(1)) if e["UID"].startswith("P-2026-007-S01-w")
    )
    assert event.decoded("DTSTART") == AS_OF + timedelta(days=1)
    assert event.decoded("DTEND") == AS_OF + timedelta(days=7)


def test_uids_stay_and_the_version_counts_up_so_that_a_calendar_updates_itself():
    first, second = _events(a_plan(3)), _events(a_plan(3, version=2))
    assert [e["UID"] for e in first] == [e["UID"] for e in second]
    assert len({e["UID"] for e in first}) == len(first)
    assert {e["SEQUENCE"] for e in second} == {2}


def test_a_keeping_period_is_an_entry_only_where_it_comes_near():
    steps = (a_step(1, expires=DEADLINE + NEAR), a_step(2, expires=date(2054, 3, 1)))
    found = [d.id for d in entries(a_plan(steps=steps), "zh") if "expires" in d.id]
    assert found == ["S01-expires"]


def test_each_entry_says_that_it_is_unverified():
    every = _events(a_plan(2))
    assert every
    for event in every:
        assert "未经核实 unverified" in event["DESCRIPTION"]


def test_a_clock_that_runs_for_many_items_is_one_entry_a_day():
    day = date(2026, 3, 20)
    clocks = (Clock("T6", day, "意见"), Clock("T6", day, "意见"), Clock("T6", DEADLINE))
    found = [d for d in entries(a_plan(1, clocks=clocks), "zh") if "clock" in d.id]
    assert [d.id for d in found] == ["clock-T6-2026-03-20", "clock-T6-2026-05-06"]
    assert found[0].title == "期限：意见 ×2"
