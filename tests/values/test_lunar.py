"""Tests of the lunar calendar."""

from datetime import date, timedelta

import pytest

from workbench.values.lunar import FIRST_YEAR, LAST_YEAR, lunar_day, lunar_month


def test_new_year_falls_on_the_published_days():
    days = {2019: (2, 5), 2020: (1, 25), 2021: (2, 12), 2022: (2, 1), 2024: (2, 10)}
    for year, (month, day) in days.items():
        assert lunar_day(year, 1, 1) == date(year, month, day)


def test_every_lunar_year_begins_the_day_after_the_one_before_ends():
    for year in range(FIRST_YEAR, LAST_YEAR):
        last = lunar_month(year, 12)[1]
        assert lunar_month(year + 1, 1)[0] == last + timedelta(days=1)


def test_a_doubled_month_follows_the_month_it_doubles():
    assert lunar_month(2020, 4, leap=True) == (date(2020, 5, 23), date(2020, 6, 20))
    assert lunar_month(2020, 5)[0] == date(2020, 6, 21)


def test_a_month_that_a_year_does_not_have_is_refused():
    with pytest.raises(ValueError, match="4"):
        lunar_month(2021, 4, leap=True)
    with pytest.raises(ValueError, match="1800"):
        lunar_month(1800, 1)
