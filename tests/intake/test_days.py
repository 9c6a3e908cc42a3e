"""Days, times and months as offices write them."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workbench.intake.cells import Manner, NotThat
from workbench.intake.days import clock, day, month

DAYS = st.dates(date(1949, 10, 1), date(2100, 12, 31))


@given(DAYS)
def test_every_way_of_writing_a_day_gives_that_day(it):
    serial = (it - date(1899, 12, 30)).days
    for cell in (
        it,
        datetime.combine(it, time(8)),
        it.isoformat(),
        it.strftime("%Y/%m/%d"),
        f"{it.year}.{it.month}.{it.day}",
        f"{it.year}年{it.month}月{it.day}日",
        f"{it.year} 年 {it.month:02d} 月 {it.day:02d} 日",
        it.strftime("%Y%m%d"),
        int(it.strftime("%Y%m%d")),
        serial,
        float(serial),
        serial + 0.25,
        it.strftime("%b %d, %Y"),
        it.strftime("%d %B %Y"),
        it.strftime("%d-%b-%Y"),
        it.isoformat() + " 10:11:12",
        it.isoformat() + "T10:11:12Z",
        it.strftime("%Y%m%d101112"),
        it.strftime("%Y-%m-%d 10:11:12.123"),
        "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in it.isoformat()),
    ):
        assert day(cell) == it, cell
    both = it.strftime("%d/%m/%Y")
    assert day(both, Manner(day_first=True)) == it
    assert day(it.strftime("%m/%d/%Y")) == it


@pytest.mark.parametrize(
    "cell",
    [
        "2024-02-30",
        "2024-13-01",
        "昨天",
        "1",
        "99",
        3.5,
        "12:30",
        "20241301",
        "0000-00-00",
        "2024-1-2-3",
        "Foo 12, 2024",
        "31/31/2024",
    ],
)
def test_what_is_no_day_is_refused(cell):
    with pytest.raises(NotThat, match=r"intake\.not_a_date"):
        day(cell)


@given(st.text(max_size=40) | st.floats() | st.integers())
@example(float("nan"))
@example(float("inf"))
def test_no_cell_breaks_the_reader(cell):
    try:
        found = day(cell)
    except NotThat:
        return
    assert found is None or isinstance(found, date)


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("2015.04", date(2015, 4, 1), date(2015, 4, 30)),
        ("2015年12月", date(2015, 12, 1), date(2015, 12, 31)),
        ("201602", date(2016, 2, 1), date(2016, 2, 29)),
        ("2015", date(2015, 1, 1), date(2015, 12, 31)),
        (2015.04, date(2015, 4, 1), date(2015, 4, 30)),
        ("March 2015", date(2015, 3, 1), date(2015, 3, 31)),
    ],
)
def test_a_month_or_year_alone_is_its_first_day_or_its_last(cell, first, last):
    assert day(cell) == first
    assert day(cell, Manner(last=True)) == last


def test_a_number_that_may_be_january_or_october_is_not_guessed():
    with pytest.raises(NotThat, match="unclear_month"):
        day(2019.1)


@pytest.mark.parametrize("cell", ["至今", "present", "长期", "Now"])
def test_an_open_end_is_no_day(cell):
    assert day(cell) is None


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("二〇二四年一月二日", date(2024, 1, 2)),
        ("二○二三年十二月三十一日", date(2023, 12, 31)),
        ("二〇一九年十月十日", date(2019, 10, 10)),
        ("二〇一九年二月二十日", date(2019, 2, 20)),
    ],
)
def test_days_in_chinese_numerals(cell, wanted):
    assert day(cell) == wanted


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("10:11:12", "10:11:12"),
        ("10:11", "10:11:00"),
        ("101112", "10:11:12"),
        ("91112", "09:11:12"),
        (time(1, 2, 3), "01:02:03"),
        (0.5, "12:00:00"),
        ("2024-01-02 10:11:12", "10:11:12"),
        ("2024-01-02", None),
        ("20240102101112", "10:11:12"),
        ("02:30 PM", "14:30:00"),
        ("10时11分12秒", "10:11:12"),
        (datetime(2024, 1, 2, 3, 4, 5), "03:04:05"),  # noqa: DTZ001 - as in a sheet
        (date(2024, 1, 2), None),
    ],
)
def test_times_of_day(cell, wanted):
    assert clock(cell) == wanted


@pytest.mark.parametrize("cell", ["25:00:00", "上午", "10:61"])
def test_what_is_no_time_is_refused(cell):
    with pytest.raises(NotThat, match="not_a_time"):
        clock(cell)


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("2021-09", "2021-09"),
        ("2021年9月", "2021-09"),
        (202109, "2021-09"),
        ("9月", "2021-09"),
        (9, "2021-09"),
        (date(2021, 9, 5), "2021-09"),
    ],
)
def test_months(cell, wanted):
    assert month(cell, Manner(year=2021)) == wanted


def test_a_month_without_any_year_is_refused():
    with pytest.raises(NotThat, match="not_a_month"):
        month("9月")
