"""Tests of days and periods."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.values import dates as d


def ends(period):
    return str(period.first), str(period.last)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (d.whole_year(2021), "2021-01-01", "2021-12-31"),
        (d.half(2021, 2), "2021-07-01", "2021-12-31"),
        (d.quarter(2020, 1), "2020-01-01", "2020-03-31"),
        (d.season(2021, "winter"), "2021-12-01", "2022-02-28"),
        (d.fiscal_year(2022), "2021-10-01", "2022-09-30"),
        (d.school_year(2020), "2020-09-01", "2021-08-31"),
        (d.part_of_month(2020, 2, "end"), "2020-02-21", "2020-02-29"),
        (d.lunar(2021, 12, 23), "2022-01-25", "2022-01-25"),
        (d.festival(2021, "中秋"), "2021-09-21", "2021-09-23"),
        (d.festival(2021, "thanksgiving"), "2021-11-25", "2021-11-25"),
        (d.festival(2021, "memorial day"), "2021-05-31", "2021-05-31"),
        (d.festival(2020, "国庆", "before"), "2020-09-24", "2020-09-30"),
        (d.week_of(date(2022, 5, 10), -1, 2), "2022-05-04", "2022-05-04"),
    ],
)
def test_a_period_has_the_ends_that_people_mean(period, first, last):
    assert ends(period) == (first, last)


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="Period"):
        d.Period(date(2021, 2, 1), date(2021, 1, 1))


def test_a_short_year_is_the_last_such_year():
    assert d.full_year(21, 2022) == 2021
    assert d.full_year(98, 2022) == 1998


@given(
    st.dates(min_value=date(1900, 1, 1), max_value=date(2090, 1, 1)),
    st.integers(-600, 600),
)
def test_moving_by_months_and_back_loses_at_most_the_days_of_a_short_month(day, months):
    there = d.shift_months(day, months)
    back = d.shift_months(there, -months)
    assert (back.year, back.month) == (day.year, day.month)
    assert back.day <= day.day
    assert day.day - back.day <= 3


@given(st.integers(1941, 2069), st.integers(1, 12))
def test_a_lunar_month_has_29_or_30_days(year, month):
    period = d.lunar(year, month, None)
    assert period.first is not None
    assert period.last is not None
    assert (period.last - period.first).days + 1 in {29, 30}
