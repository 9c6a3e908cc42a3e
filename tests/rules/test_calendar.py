from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import CaseError
from workbench.rules.calendar import add_months, calendar, from_data

CN = calendar("cn")


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2024, 2, 4), True),  # a Sunday worked before the Spring Festival
        (date(2024, 2, 9), True),  # New Year's Eve was no public holiday in 2024
        (date(2024, 2, 12), False),
        (date(2025, 1, 26), True),
        (date(2025, 10, 8), False),
        (date(2026, 2, 28), True),
        (date(2026, 2, 23), False),
        (date(2026, 9, 20), True),
        (date(2026, 3, 7), False),
    ],
)
def test_public_holidays_and_make_up_days_hold(day, works):
    assert CN.is_working(day) is works


def test_days_worked_fall_on_weekends_and_no_day_is_both():
    assert all(day.isoweekday() >= 6 for day in CN.worked)
    assert not CN.worked & CN.off


def test_working_days_are_counted_without_the_start_day():
    # 2025-01-24 is a Friday; Sunday 26 and Monday 27 are worked, then eight days off
    assert CN.add(date(2025, 1, 24), 1) == date(2025, 1, 26)
    assert CN.add(date(2025, 1, 24), 3) == date(2025, 2, 5)


def test_beyond_the_last_year_a_date_is_provisional():
    assert CN.provisional(date(2027, 1, 4))
    assert not CN.provisional(date(2026, 12, 31))
    assert not calendar("generic").provisional(date(2040, 1, 1))


@given(st.dates(date(2023, 1, 1), date(2027, 6, 1)), st.integers(0, 60))
def test_counting_forward_agrees_with_listing_the_days(day, count):
    end = CN.add(day, count)
    listed = [d for d in CN.between(day, end) if d > day or count == 0]
    assert CN.is_working(end)
    assert len(listed) == max(count, 1)


def test_a_month_ends_on_the_same_day_number_or_at_its_end():
    assert add_months(date(2025, 1, 31), 1) == date(2025, 2, 28)
    assert add_months(date(2024, 12, 15), 2) == date(2025, 2, 15)


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(0, 30))
def test_months_later_never_run_into_the_next_month(day, months):
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months


def test_a_range_that_runs_backwards_is_refused():
    data = {
        "weekend": [6, 7],
        "years": {
            2030: {"days_off": [[date(2030, 1, 3), date(2030, 1, 1)]], "worked": []}
        },
    }
    with pytest.raises(CaseError):
        from_data(data)
