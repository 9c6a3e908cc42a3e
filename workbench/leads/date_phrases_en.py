"""Phrases for days and periods in English that lean on another date or on custom.

"the second Thursday of May", "the Friday before Easter", "14, 18 and 22 March", "May
this year", "two years back", "the sixties", "from '79 to '94", "last monsoon".
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from workbench.leads.date_readers_en import (
    COUNTED,
    DAY,
    HOLIDAY,
    MONTH,
    SEASON,
    WEEKDAYS,
    YEAR,
    Read,
    Reader,
    count,
    month_of,
    number,
)
from workbench.values import dates as d

if TYPE_CHECKING:
    from datetime import date

_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1, "1st": 1,
          "2nd": 2, "3rd": 3, "4th": 4}  # fmt: skip
_DECADES = {
    "thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960,
    "seventies": 1970, "eighties": 1980, "nineties": 1990, "noughties": 2000,
}  # fmt: skip
_RAINS = {
    "monsoon": (6, 9), "rainy season": (4, 10), "long rains": (3, 5),
    "short rains": (10, 12), "dry season": (11, 3), "harvest": (8, 10),
    "harmattan": (11, 2), "wet season": (5, 10), "kharif": (6, 10), "rabi": (11, 4),
}  # fmt: skip
"""Season of the land -> months, as most countries that use the word have it."""

THIRDS = {"early": (0, 3), "mid": (3, 6), "late": (6, 9)}
_WEEK = 7
_MONTHS = 12
NAMED = "|".join(day.title() for day in WEEKDAYS)
_NTH = "|".join(_ORDER)


def year_of(m: re.Match[str], reader: Reader) -> int | None:
    """Return the year that a phrase says, in figures or as this or last year."""
    groups = m.groupdict()
    if groups.get("y"):
        reader.year = int(groups["y"])
        return reader.year
    said = (groups.get("which") or "").lower()
    if said in {"that", "that same", "the same"} and reader.year is not None:
        return reader.year
    if said:
        return reader.today().year - ("last" in said or "previous" in said)
    return None


def _nth_of_month(m: re.Match[str], reader: Reader) -> d.Period:
    """Read "the second Thursday of May", "the last week of August"."""
    month = month_of(m["m"])
    which = _ORDER[m["o"].lower()]

    def make(year: int) -> d.Period:
        whole = d.part_of_month(year, month, None)
        if whole.first is None or whole.last is None:
            return whole
        if m["unit"].lower() == "week":
            return _week(whole.first, whole.last, which)
        weekday = WEEKDAYS[m["unit"].lower()]
        return _weekday(whole.first, whole.last, weekday, which)

    year = year_of(m, reader)
    return make(year) if year is not None else reader.past(make)


def _week(first: date, last: date, which: int) -> d.Period:
    if which < 0:
        return d.Period(last - timedelta(days=_WEEK - 1), last)
    start = first + timedelta(days=_WEEK * (which - 1))
    return d.Period(start, min(start + timedelta(days=_WEEK - 1), last))


def _weekday(first: date, last: date, weekday: int, which: int) -> d.Period:
    if which < 0:
        day = last - timedelta(days=(last.weekday() - weekday) % _WEEK)
    else:
        ahead = (weekday - first.weekday()) % _WEEK
        day = first + timedelta(days=ahead + _WEEK * (which - 1))
    return d.Period(day, day)


def _by_feast(m: re.Match[str], reader: Reader) -> d.Period:
    """Read "the Friday before Easter last year"."""
    weekday = WEEKDAYS[m["unit"].lower()]
    name = m["f"].lower()

    def make(year: int) -> d.Period:
        feast = d.festival(year, name)
        if feast.first is None or feast.last is None:
            return feast
        if m["side"].lower() == "before":
            day = feast.first - timedelta(days=1)
            day -= timedelta(days=(day.weekday() - weekday) % _WEEK)
        else:
            day = feast.last + timedelta(days=1)
            day += timedelta(days=(weekday - day.weekday()) % _WEEK)
        return d.Period(day, day)

    year = year_of(m, reader)
    return make(year) if year is not None else reader.past(make)


def _days_of_month(m: re.Match[str], reader: Reader) -> d.Period:
    """Read "14, 18 and 22 March", "between 11 and 22 March 2024"."""
    month = month_of(m["m"])
    days = [int(x) for x in re.findall(r"\d{1,2}", m["days"])]

    def make(year: int) -> d.Period:
        first = d.one_day(year, month, min(days))
        return d.Period(first.first, d.one_day(year, month, max(days)).last)

    year = year_of(m, reader)
    return make(year) if year is not None else reader.past(make)


def _month_which(m: re.Match[str], reader: Reader) -> d.Period:
    """Read "May this year", "the 3rd of March last year"."""
    year = year_of(m, reader) or reader.today().year
    month = month_of(m["m"])
    if m["d"]:
        return d.one_day(year, month, number(m["d"]))
    return d.part_of_month(year, month, None)


def _back(m: re.Match[str], reader: Reader) -> d.Period:
    """Read "two years back", "some months earlier"."""
    unit = m["unit"].lower()
    there = d.shift(reader.today(), -count(m["n"]), unit)
    if unit == "year":
        return d.whole_year(there.year)
    if unit == "month":
        return d.part_of_month(there.year, there.month, None)
    return d.week_of(there) if unit == "week" else d.Period(there, there)


def _before_last(m: re.Match[str], reader: Reader) -> d.Period:
    """Read "the year before last"."""
    unit = m["unit"].lower()
    there = d.shift(reader.today(), -2, unit)
    if unit == "year":
        return d.whole_year(there.year)
    if unit == "month":
        return d.part_of_month(there.year, there.month, None)
    return d.week_of(there)


def _seasons_ago(m: re.Match[str], reader: Reader) -> d.Period:
    """Read "two summers ago", "the winter before last": of those that are over."""
    name = (m["s"] or m["s2"]).lower().replace("fall", "autumn")
    today, ago = reader.today(), count(m["n"]) if m["n"] else 2
    latest = d.season(today.year, name)
    over = latest.last is not None and latest.last < today
    return d.season(today.year - ago + over, name)


def _decade(m: re.Match[str], reader: Reader) -> d.Period:
    del reader
    year = _DECADES[m["name"].lower()]
    low, high = THIRDS.get((m["part"] or "").lower(), (0, 9))
    return d.Period(d.whole_year(year + low).first, d.whole_year(year + high).last)


def _short_year(m: re.Match[str], reader: Reader) -> d.Period:
    latest = reader.received.year if reader.received else reader.year or 2035
    reader.year = d.full_year(int(m["y"]), latest)
    return d.whole_year(reader.year)


def _rains(m: re.Match[str], reader: Reader) -> d.Period:
    first, last = _RAINS[m["name"].lower()]

    def make(year: int) -> d.Period:
        over = last < first
        end = d.part_of_month(year + over, last, None).last
        return d.Period(d.part_of_month(year, first, None).first, end)

    year = year_of(m, reader)
    if year is not None and m["y"]:
        return make(year)
    today = reader.today()
    period = make(today.year)
    begun = period.first is not None and period.first <= today
    now = (m["which"] or "").lower() == "this"
    ended = period.last is not None and period.last < today
    return period if begun and (now or ended) else make(today.year - 1)


def that_day(m: re.Match[str], reader: Reader) -> d.Period:
    """Read "the 14th": of the month told last, else the last one before the letter."""
    day = number(m["d"])
    if reader.month is not None:
        return d.one_day(*reader.month, day)
    today = reader.today()
    there = today if day <= today.day else d.shift_months(today.replace(day=1), -1)
    return d.one_day(there.year, there.month, day)


def _bare_month(m: re.Match[str], reader: Reader) -> d.Period:
    month = month_of(m["m"])
    return reader.past(lambda year: d.part_of_month(year, month, None))


def _bare_season(m: re.Match[str], reader: Reader) -> d.Period:
    name = m["s"].lower().replace("fall", "autumn")
    return reader.past(lambda year: d.season(year, name))


def _dashes(m: re.Match[str], reader: Reader) -> d.Period:
    """Read "2-11-1998" in the order of the letter."""
    month, day = int(m["m"]), int(m["d"])
    if reader.day_first and day <= _MONTHS:
        month, day = day, month
    reader.year = int(m["y"])
    return d.one_day(reader.year, month, day)


def _on_weekday(m: re.Match[str], reader: Reader) -> d.Period:
    """Read "on Monday": the last one before the letter came."""
    there = d.week_of(reader.today(), 0, WEEKDAYS[m["unit"].lower()])
    over = there.first is not None and there.first < reader.today()
    return there if over else d.week_of(reader.today(), -1, WEEKDAYS[m["unit"].lower()])


_WHICH = (
    r"(?P<which>last|this|the previous|that same|the same|that)\s(?:year|calendar year)"
)
OPEN = rf"(?:,?\s(?:(?:of\s)?(?P<y>{YEAR})|(?:of\s)?{_WHICH}))?"
_RAINY = (
    rf"(?i)\b(?:(?P<which>last|this)\s(?:year's\s)?)?(?P<name>{'|'.join(_RAINS)})\b(?-i:(?!\s[A-Z]))"
    rf"(?:\sof\s(?P<y>{YEAR}))?"
)
_THE_DAY = (
    r"\b[Tt]he\s(?P<d>(?:[12]?1st|2?2nd|2?3rd|(?:[4-9]|1\d|2[04-9]|30)th|31st))\b"
    r"(?!\s(?:of|[A-Z]|floor|century|time|anniversary|birthday|grade|year|annual"
    r"|largest|avenue|street|party|edition|percentile|place|one|day|green|hole|item"
    r"|page|lot|landing|and\s\d))"
)
_THE_SEASON = (
    r"\b(?:[Ii]n|[Ss]ince|[Oo]ver|[Dd]uring|[Uu]ntil|[Bb]y|[Bb]efore|[Aa]fter"
    rf"|[Tt]hrough|[Aa]ll)\s(?P<at>(?:the\s)?(?P<s>{SEASON}))\b"
    r"(?!\s(?:of|\d|\w+\s(?:school|camp|programme)))"
)
_BARE = "January|February|April|June|July|August|September|October|November|December"
_NO_GIVEN_NAME = "January|February|July|September|October|November|December"
_PHRASES: tuple[tuple[str, Read], ...] = (
    (r"(?i)\bthe\s(?P<unit>week|month|year)\sbefore\slast\b", _before_last),
    (
        (
            rf"\b(?:(?P<n>[Tt]wo|[Tt]hree|[Ff]our|\d)\s(?P<s>{SEASON})s\sago"
            rf"|the\s(?P<s2>{SEASON})\sbefore\slast)\b"
        ),
        _seasons_ago,
    ),
    (rf"\b(?P<unit>{NAMED})\slast\b(?!\s(?:week|month|year))", _on_weekday),
    (
        rf"(?i)\b(?:the\s)?(?P<o>{_NTH})\s(?P<unit>week|{NAMED})\s(?:of|in)\s(?P<m>{MONTH})\b{OPEN}",
        _nth_of_month,
    ),
    (
        rf"\b(?:[Tt]he\s)?(?P<unit>{NAMED})\s(?P<side>before|after)\s(?P<f>{HOLIDAY})\b{OPEN}",
        _by_feast,
    ),
    (
        (
            rf"\b(?P<days>{DAY}(?:,\s{DAY})*(?:,?\s(?:and|or|&|to|till|until|through)\s(?:the\s)?|\s?[-/]\s?){DAY})"
            rf"\s(?:of\s)?(?P<m>{MONTH})\b{OPEN}"
        ),
        _days_of_month,
    ),
    (
        rf"\b(?:the\s(?=\d))?(?:(?P<d>{DAY})\s(?:of\s)?)?(?P<m>{MONTH}),?\s(?:of\s)?{_WHICH}(?P<y>(?!))?",
        _month_which,
    ),
    (
        rf"(?i)\b(?P<n>{COUNTED})\s(?P<unit>day|week|month|year)s?\s(?:back|previously)\b",
        _back,
    ),
    (
        rf"(?i)\bthe\s(?:(?P<part>early|mid|late)[\s-])?(?P<name>{'|'.join(_DECADES)})\b",
        _decade,
    ),
    (r"(?<![\w'])'(?P<y>\d\d)\b(?!')", _short_year),
    (_RAINY, _rains),
    (
        rf"\b(?:[Oo]n|[Ss]ince|[Bb]y|[Uu]ntil)\s(?P<at>(?P<unit>{NAMED}))\b(?!\s(?:the|\d|[A-Z]|and|to))",
        _on_weekday,
    ),
    (_THE_DAY, that_day),
    (rf"\b(?P<m>{_BARE})\b(?!\s?\d)(?!\s[A-Z])(?!')", _bare_month),
    (rf"\b(?P<m>{_NO_GIVEN_NAME})\b(?=\s[A-Z])", _bare_month),
    (
        rf"\b(?:[Ii]n|[Ss]ince|[Ff]rom|[Bb]y|[Uu]ntil|[Tt]hat)\s(?P<at>(?P<m>{_BARE}))\b(?=\s[A-Z])",
        _bare_month,
    ),
    (_THE_SEASON, _bare_season),
    (rf"(?<![\d-])(?P<m>\d{{1,2}})-(?P<d>\d{{1,2}})-(?P<y>{YEAR})(?![\d-])", _dashes),
)
PHRASES = tuple((re.compile(pattern), read) for pattern, read in _PHRASES)
