"""Days and periods as people name them, made of year, month, season, festival.

A :class:`Period` has both ends inclusive. What a name leaves open (年底, "early 2021")
is taken as a stated convention below, wide enough for the question this software asks
of it: is a record of that time still kept?
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MINYEAR, date, timedelta

from dateutil.easter import easter

from workbench.values.lunar import lunar_day, lunar_month

YEARS = (1940, 2070)  # what counts as a year in a letter
_MONTHS = 12
PARTS_OF_YEAR = {"start": (1, 2), "middle": (6, 7), "end": (11, 12)}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
FISCAL_START = 10  # FY2022 began in October 2021 (United States, federal)
SCHOOL_START = 9


@dataclass(frozen=True, slots=True)
class Period:
    """From ``first`` to ``last``, both inclusive; ``None`` where an end is open."""

    first: date | None
    last: date | None

    def __post_init__(self) -> None:
        """Refuse a period that ends before it begins."""
        if self.first and self.last and self.last < self.first:
            raise ValueError(self)


OPEN = Period(None, None)
# name -> (lunar calendar?, month, day, days of the holiday)
_FESTIVALS = {
    "春节": (True, 1, 1, 7), "过年": (True, 1, 1, 7), "元宵": (True, 1, 15, 1),
    "端午": (True, 5, 5, 3), "七夕": (True, 7, 7, 1), "中秋": (True, 8, 15, 3),
    "重阳": (True, 9, 9, 1), "腊八": (True, 12, 8, 1), "小年": (True, 12, 23, 1),
    "除夕": (True, 12, 30, 1), "年三十": (True, 12, 30, 1),
    "大年三十": (True, 12, 30, 1),
    "元旦": (False, 1, 1, 3), "三八": (False, 3, 8, 1), "妇女节": (False, 3, 8, 1),
    "清明": (False, 4, 4, 3), "五一": (False, 5, 1, 5), "劳动节": (False, 5, 1, 5),
    "五四": (False, 5, 4, 1), "六一": (False, 6, 1, 1), "儿童节": (False, 6, 1, 1),
    "七一": (False, 7, 1, 1), "八一": (False, 8, 1, 1), "教师节": (False, 9, 10, 1),
    "国庆": (False, 10, 1, 7), "十一": (False, 10, 1, 7), "双十一": (False, 11, 11, 1),
    "圣诞": (False, 12, 25, 1),
    "christmas": (False, 12, 25, 1), "christmas eve": (False, 12, 24, 1),
    "new year": (False, 1, 1, 1), "new year's day": (False, 1, 1, 1),
    "new year's eve": (False, 12, 31, 1), "independence day": (False, 7, 4, 1),
    "fourth of july": (False, 7, 4, 1), "halloween": (False, 10, 31, 1),
    "veterans day": (False, 11, 11, 1), "valentine's day": (False, 2, 14, 1),
    "boxing day": (False, 12, 26, 1), "australia day": (False, 1, 26, 1),
    "anzac day": (False, 4, 25, 1), "republic day": (False, 1, 26, 1),
    "diwali": (False, 10, 15, 32), "deepavali": (False, 10, 15, 32),
    "holi": (False, 3, 1, 31), "bonfire night": (False, 11, 5, 1),
    "st patrick's day": (False, 3, 17, 1), "may day": (False, 5, 1, 1),
}  # fmt: skip
# name -> (month, weekday with Monday 0, which one of the month; -1 the last)
_WEEKDAYS_OF = {
    "thanksgiving": (11, 3, 4), "labor day": (9, 0, 1), "memorial day": (5, 0, -1),
    "columbus day": (10, 0, 2), "presidents' day": (2, 0, 3),
    "presidents day": (2, 0, 3),
}  # fmt: skip
_AROUND = timedelta(days=7)
_ONE = timedelta(days=1)
_FROM_EASTER = {
    "good friday": (-2, 1), "easter": (0, 2), "easter sunday": (0, 1),
    "easter monday": (1, 1), "ash wednesday": (-46, 1), "palm sunday": (-7, 1),
    "maundy thursday": (-3, 1), "ascension day": (39, 1), "whitsun": (49, 2),
    "whit monday": (50, 1), "pentecost": (49, 1), "corpus christi": (60, 1),
    "holy week": (-7, 7), "mardi gras": (-47, 1), "shrove tuesday": (-47, 1),
}  # fmt: skip
"""Name -> days from Easter Sunday and how many days it lasts."""


def months(year: int, first: int, last: int) -> Period:
    """Cover whole months; ``last`` past 12 runs into the next year."""
    over, end = divmod(last - 1, _MONTHS)
    over0, start = divmod(first - 1, _MONTHS)
    final = year + over
    return Period(
        date(year + over0, start + 1, 1),
        date(final, end + 1, monthrange(final, end + 1)[1]),
    )


def whole_year(year: int) -> Period:
    """Cover a calendar year."""
    return months(year, 1, _MONTHS)


def part_of_year(year: int, part: str) -> Period:
    """Cover the ``start`` (January, February), ``middle`` or ``end`` of a year."""
    return months(year, *PARTS_OF_YEAR[part])


def half(year: int, number: int) -> Period:
    """Cover the first or second half of a year."""
    return months(year, 6 * number - 5, 6 * number)


def quarter(year: int, number: int) -> Period:
    """Cover one of four quarters."""
    return months(year, 3 * number - 2, 3 * number)


def season(year: int, name: str) -> Period:
    """Cover three months; a winter runs into the next year."""
    return months(year, SEASONS[name], SEASONS[name] + 2)


def fiscal_year(year: int, start: int = FISCAL_START) -> Period:
    """Cover the twelve months that end in ``year``."""
    return months(year - 1, start, start + _MONTHS - 1)


def school_year(year: int) -> Period:
    """Cover September of ``year`` to August of the next."""
    return months(year, SCHOOL_START, SCHOOL_START + _MONTHS - 1)


def part_of_month(year: int, month: int, part: str | None) -> Period:
    """Cover a month or its first ten days, second ten days, rest."""
    end = monthrange(year, month)[1]
    first, last = {"start": (1, 10), "middle": (11, 20), "end": (21, end)}.get(
        part or "", (1, end)
    )
    return Period(date(year, month, first), date(year, month, last))


def one_day(year: int, month: int, day: int) -> Period:
    """Cover a day.

    Raises
    ------
    ValueError
        There is no such day.
    """
    there = date(year, month, day)
    return Period(there, there)


def lunar(year: int, month: int, day: int | None, *, leap: bool = False) -> Period:
    """Cover a month or day of the lunar calendar."""
    if day is None:
        return Period(*lunar_month(year, month, leap=leap))
    there = lunar_day(year, month, day, leap=leap)
    return Period(there, there)


def festival(year: int, name: str, part: str = "") -> Period:
    """Cover a festival of ``year``.

    Parameters
    ----------
    name
        Chinese name without 节, or the English name in lower case.
    part
        ``""`` the day or its holiday, ``before``, ``after`` or ``around`` (a week).

    Raises
    ------
    KeyError
        The name is no festival known here.
    """
    if name in _FROM_EASTER:
        days_on, days = _FROM_EASTER[name]
        first = easter(year) + timedelta(days=days_on)
    elif name in _WEEKDAYS_OF:
        first = _nth_weekday(year, *_WEEKDAYS_OF[name])
        days = 1
    else:
        by_moon, month, day, days = _FESTIVALS[name]
        first = lunar_day(year, month, day) if by_moon else date(year, month, day)
    last = first + timedelta(days=days - 1)
    if part == "before":
        return Period(first - _AROUND, first - _ONE)
    if part == "after":
        return Period(last + _ONE, last + _AROUND)
    if part == "around":
        return Period(first - _AROUND, last + _AROUND)
    return Period(first, last)


def _nth_weekday(year: int, month: int, weekday: int, which: int) -> date:
    if which < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))


def shift_months(day: date, count: int) -> date:
    """Move by months, the day cut to the month's length."""
    year, month = divmod(day.year * _MONTHS + day.month - 1 + count, _MONTHS)
    if year < MINYEAR:
        raise ValueError(count)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shift(day: date, count: float, unit: str) -> date:
    """Move by ``count`` units: ``day``, ``week``, ``month`` or ``year``."""
    if unit in {"day", "week"}:
        return day + timedelta(days=round(count * (7 if unit == "week" else 1)))
    return shift_months(day, round(count * (_MONTHS if unit == "year" else 1)))


def week_of(day: date, weeks: int = 0, weekday: int | None = None) -> Period:
    """Cover the week of ``day`` moved by ``weeks``, or one day (Monday 0) of it."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=weeks)
    if weekday is None:
        return Period(monday, monday + timedelta(days=6))
    there = monday + timedelta(days=weekday)
    return Period(there, there)


def full_year(short: int, latest: int) -> int:
    """Complete a year of two digits to the last such year up to ``latest``."""
    year = latest - latest % 100 + short
    return year if year <= latest + 1 else year - 100
