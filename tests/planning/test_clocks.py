"""Clocks equal a table worked out by hand (DOMAIN Q6)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.planning.clocks import Event, clocks, due_day
from workbench.rules.calendar import calendar
from workbench.rules.clocks import duties

REAL = frozenset({"real_name"})

# start event, day, duty, due day; counted by hand on the published holidays
HAND = [
    ("transferred_in", date(2025, 3, 3), "T1", date(2025, 3, 10)),
    ("superior_item_received", date(2025, 1, 24), "T2", date(2025, 2, 7)),
    ("outside_lead_received", date(2025, 9, 26), "T3", date(2025, 10, 10)),
    ("received", date(2025, 1, 20), "T4", date(2025, 2, 14)),
    ("concluded", date(2025, 4, 21), "T5", date(2025, 5, 14)),
    ("received", date(2025, 1, 31), "T6", date(2025, 2, 28)),
    ("received", date(2018, 3, 1), "T6", date(2018, 4, 2)),
    ("inquiry_letter_received", date(2025, 6, 3), "T7", date(2025, 6, 24)),
    ("inquiry_letter_received", date(2018, 6, 1), "T7", date(2018, 6, 18)),
    ("talked_or_answered", date(2025, 3, 31), "T8", date(2025, 4, 30)),
    ("assigned", date(2025, 7, 1), "T9", date(2025, 10, 9)),
    ("prelim_approved", date(2024, 12, 31), "T11", date(2025, 2, 28)),
    ("prelim_approved", date(2025, 3, 10), "T12", date(2025, 3, 20)),
    ("transferred_out", date(2025, 5, 31), "T13a", date(2025, 6, 30)),
    ("technical_measure_signed", date(2025, 2, 28), "T14", date(2025, 5, 28)),
    ("decision_received", date(2025, 4, 5), "T15a", date(2025, 5, 6)),
    ("reexamination_applied", date(2025, 5, 6), "T15b", date(2025, 6, 6)),
    ("reexamination_decision_received", date(2025, 6, 6), "T15c", date(2025, 7, 7)),
    ("review_applied", date(2025, 7, 7), "T15d", date(2025, 9, 8)),
]


@pytest.mark.parametrize(("what", "day", "duty", "due"), HAND)
def test_a_clock_is_due_on_the_day_counted_by_hand(what, day, duty, due) -> None:
    found = {c.id: c for c in clocks([Event("1", what, day, REAL)], day) if c.item}
    assert found[duty].due == due


def test_a_repeat_or_an_anonymous_item_starts_no_notice_clock() -> None:
    day = date(2025, 3, 3)
    for flags in (frozenset(), frozenset({"real_name", "repeat"})):
        ids = {c.id for c in clocks([Event("1", "received", day, flags)], day)}
        assert "T4" not in ids
        assert "T6" in ids


def test_states_follow_the_day_one_looks_from() -> None:
    event = Event("1", "transferred_in", date(2025, 3, 3))

    def state(day: date, *more: Event) -> str:
        return next(c.state for c in clocks([event, *more], day) if c.id == "T1")

    assert state(date(2025, 3, 3)) == "running"
    assert state(date(2025, 3, 5)) == "due"
    assert state(date(2025, 3, 10)) == "due"
    assert state(date(2025, 3, 11)) == "overdue"
    met = Event("1", "accepted", date(2025, 3, 7))
    late = Event("1", "accepted", date(2025, 3, 14))
    assert state(date(2025, 4, 1), met) == "met"
    assert state(date(2025, 4, 1), late) == "met_late"


def test_nothing_after_the_stated_day_is_looked_at() -> None:
    event = Event("1", "transferred_in", date(2025, 3, 3))
    assert all(not c.item for c in clocks([event], date(2025, 3, 2)))


def test_three_plus_three_plus_n_lengthens_an_assigned_item() -> None:
    base = [Event("1", "assigned", date(2025, 1, 6))]
    own = [*base, Event("1", "extended_by_own_head", date(2025, 4, 1))]
    superior = [*own, Event("1", "extended_by_superior", date(2025, 7, 1))]
    dues = [
        next(c.due for c in clocks(e, date(2025, 7, 1)) if c.id == "T9")
        for e in (base, own, superior)
    ]
    assert dues == [date(2025, 4, 7), date(2025, 7, 7), date(2025, 10, 9)]


def test_beyond_the_published_holidays_a_date_is_provisional() -> None:
    beyond = date(calendar("cn").years[-1], 12, 20)
    found = next(
        c for c in clocks([Event("1", "received", beyond)], beyond) if c.id == "T6"
    )
    assert found.provisional


def test_duties_of_the_calendar_need_no_item() -> None:
    found = {c.id: c.due for c in clocks([], date(2025, 3, 3)) if not c.item}
    assert found["T13b"] == date(2025, 3, 20)
    assert found["T13c"] == date(2025, 3, 25)
    assert found["T10"] == date(2025, 3, 31)
    assert found["T16b"] == date(2025, 4, 10)


def test_a_term_rolled_over_a_holiday_is_still_the_next_one() -> None:
    # 31 January 2025 lies in the Spring Festival; the office is back on 5 February
    found = {c.id: c.due for c in clocks([], date(2025, 2, 2)) if not c.item}
    assert found["T16a"] == date(2025, 2, 5)


def test_an_office_may_change_its_own_clock_but_no_rule() -> None:
    day = date(2025, 3, 3)
    events = [Event("1", "prelim_approved", day), Event("1", "received", day)]
    own = {"clocks.T11": 1, "clocks.T6": 9}
    found = {c.id: c.due for c in clocks(events, day, parameters=own)}
    assert found["T11"] == date(2025, 4, 3)
    assert found["T6"] == date(2025, 4, 3)


def test_the_generic_profile_knows_the_directive_and_no_chinese_rule() -> None:
    day = date(2025, 3, 3)
    flags = frozenset({"reachable"})
    found = {
        c.id: c.due
        for c in clocks([Event("1", "received", day, flags)], day, profile="generic")
    }
    assert found["T17a"] == date(2025, 3, 10)
    assert not {d.id for d in duties("generic")} & {"T1", "T4", "T6", "T9"}


@given(
    st.dates(date(2024, 1, 1), date(2026, 6, 1)),
    st.integers(1, 60),
    st.sampled_from(["working_days", "days", "months"]),
)
def test_a_due_day_is_a_working_day_after_the_start(start, count, unit) -> None:
    days = calendar("cn")
    due = due_day(start, count, unit, days)
    assert due > start
    assert days.is_working(due)
    if unit == "working_days":
        assert len(days.between(start + timedelta(days=1), due)) == count
