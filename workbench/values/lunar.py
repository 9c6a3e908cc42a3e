"""The lunar calendar of China: months of a lunar year as solar days.

Complaints date events by it (腊月二十三, 正月十五, 中秋节). One number a year keeps
what is needed: bits 0-12 tell which of the twelve or thirteen months have 30 days, bits
13-16 which month is doubled (0: none), from bit 17 the day of the solar year on which
the lunar year begins. The figures are those of the calendar published by the Purple
Mountain Observatory; a test compares every month with an independent library.
"""

from __future__ import annotations

from datetime import date, timedelta

FIRST_YEAR = 1940
_YEARS = (
    0x4E052B, 0x36CA5B, 0x5C0AAD, 0x48056A, 0x329B55, 0x580BA4, 0x420B49, 0x2C5A93,
    0x520A95, 0x3AF52D, 0x600536, 0x4A0AAD, 0x36B5AA, 0x5A05B2, 0x440DA5, 0x307D4A,
    0x560D4A, 0x3F0A95, 0x620A97, 0x4E0556, 0x38CAB5, 0x5C0AD5, 0x4806D2, 0x328EA5,
    0x580EA5, 0x42064A, 0x2A6C97, 0x500A9B, 0x3CF55A, 0x60056A, 0x4A0B69, 0x36B752,
    0x5C0B52, 0x440B25, 0x2E964B, 0x540A4B, 0x3F14AB, 0x6202AD, 0x4C056D, 0x38CB69,
    0x5E0DA9, 0x480D92, 0x329D25, 0x580D25, 0x435A4D, 0x660A56, 0x5002B6, 0x3AC5B5,
    0x6006D5, 0x4A0EA9, 0x36BE92, 0x5C0E92, 0x460D26, 0x2E6A56, 0x520A57, 0x3F14D6,
    0x64035A, 0x4C06D5, 0x38B6C9, 0x5E0749, 0x480693, 0x30952B, 0x56052B, 0x400A5B,
    0x2C555A, 0x50056A, 0x3AFB55, 0x620BA4, 0x4C0B49, 0x34BA93, 0x5A0A95, 0x44052D,
    0x2E8AAD, 0x520AB5, 0x3F35AA, 0x6405D2, 0x4E0DA5, 0x38DD4A, 0x5E0D4A, 0x480C95,
    0x32952E, 0x560556, 0x400AB5, 0x2C55B2, 0x5206D2, 0x3ACEA5, 0x600725, 0x4A064B,
    0x34AC97, 0x580CAB, 0x44055A, 0x2E6AD6, 0x540B69, 0x3F7752, 0x640B52, 0x4E0B25,
    0x38DA4B, 0x5C0A4B, 0x4604AB, 0x30A55B, 0x5605AD, 0x400B6A, 0x2C5B52, 0x520D92,
    0x3CFD25, 0x600D25, 0x4A0A55, 0x34B4AD, 0x5A04B6, 0x4205B5, 0x2E6DAA, 0x540EC9,
    0x411E92, 0x640E92, 0x4E0D26, 0x38CA56, 0x5C0A57, 0x4604D6, 0x3086D5, 0x560755,
    0x420749, 0x2A6E93, 0x500693, 0x3AF52B, 0x60052B, 0x480A5B, 0x34B55A, 0x5A056A,
    0x440B65, 0x2E974A, 0x540B4A, 0x3F1A95,
)  # fmt: skip
LAST_YEAR = FIRST_YEAR + len(_YEARS) - 1
_LONG = 30


def lunar_month(year: int, month: int, *, leap: bool = False) -> tuple[date, date]:
    """Return the first and last solar day of a lunar month.

    Parameters
    ----------
    year
        Lunar year, named by the solar year in which it begins, ``FIRST_YEAR`` to
        ``LAST_YEAR``.
    month
        1 (正月) to 12 (腊月).
    leap
        The doubled month (闰); only where the year has it.

    Raises
    ------
    ValueError
        The year is outside the table, or has no such month.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(year)
    code = _YEARS[year - FIRST_YEAR]
    doubled = code >> 13 & 0xF
    if not 1 <= month <= 12 or (leap and month != doubled):  # noqa: PLR2004 - months
        raise ValueError(month)
    index = month - 1 + (leap or 0 < doubled < month)
    first = date(year, 1, 1) + timedelta(days=(code >> 17) - 1)
    first += timedelta(days=sum(_days(code, i) for i in range(index)))
    return first, first + timedelta(days=_days(code, index) - 1)


def lunar_day(year: int, month: int, day: int, *, leap: bool = False) -> date:
    """Return the solar day of a lunar one; day 30 of a short month is its last.

    Raises
    ------
    ValueError
        As :func:`lunar_month`, or ``day`` is not 1..30.
    """
    if not 1 <= day <= _LONG:
        raise ValueError(day)
    first, last = lunar_month(year, month, leap=leap)
    return min(first + timedelta(days=day - 1), last)


def _days(code: int, index: int) -> int:
    return _LONG if code >> index & 1 else _LONG - 1
