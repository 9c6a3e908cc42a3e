"""More phrases for days and periods in English: spans, ordinals in words, weekends.

"the week of 3 March", "March to May 2022", "12-Mar-2024", "the first of April", "the
spring of that same year", "the late 1990s".
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from workbench.leads.date_phrases_en import NAMED, OPEN, THIRDS, that_day, year_of
from workbench.leads.date_readers_en import (
    DAY,
    MONTH,
    SEASON,
    YEAR,
    Read,
    month_of,
    number,
)
from workbench.values import dates as d

if TYPE_CHECKING:
    from workbench.leads.date_readers_en import Reader

_WEEK = 7


def _week_by_day(m: re.Match[str], reader: Reader) -> d.Period:
    """Read "the week of 3 March": seven days from it, or up to it where it ends."""
    month, day = month_of(m["m"]), number(m["d"])
    back = m["side"].startswith("end")

    def make(year: int) -> d.Period:
        there = d.one_day(year, month, day).first
        if there is None:
            raise LookupError
        begins = there - timedelta(days=_WEEK - 1) if back else there
        return d.Period(begins, begins + timedelta(days=_WEEK - 1))

    year = year_of(m, reader)
    return make(year) if year is not None else reader.past(make)


def _months(m: re.Match[str], reader: Reader) -> d.Period:
    """Read "March to May 2022", "November-January"."""
    first, last = month_of(m["m"]), month_of(m["m2"])

    def make(year: int) -> d.Period:
        begins = d.part_of_month(year - (first > last), first, None).first
        return d.Period(begins, d.part_of_month(year, last, None).last)

    year = year_of(m, reader)
    return make(year) if year is not None else reader.past(make)


def _day_month_year(m: re.Match[str], reader: Reader) -> d.Period:
    """Read "12-Mar-2024", "12/Mar/24"."""
    latest = reader.received.year if reader.received else reader.year or 2035
    short = len(m["y"]) < _YEAR_DIGITS
    reader.year = d.full_year(int(m["y"]), latest) if short else int(m["y"])
    return d.one_day(reader.year, month_of(m["m"]), number(m["d"]))


def _day_in_words(m: re.Match[str], reader: Reader) -> d.Period:
    """Read "the first of April", "the twenty-third of May 2023"."""
    month, day = month_of(m["m"]), _NUMBERED[m["nth"].lower()]
    year = year_of(m, reader)
    if year is not None:
        return d.one_day(year, month, day)
    return reader.past_day(lambda then: d.one_day(then, month, day))


def _season_then(m: re.Match[str], reader: Reader) -> d.Period:
    """Read "the spring of that same year"."""
    if reader.year is None:
        raise LookupError
    return d.season(reader.year, m["s"].lower().replace("fall", "autumn"))


def _part_of_decade(m: re.Match[str], reader: Reader) -> d.Period:
    del reader
    low, high = THIRDS[m["part"].lower()]
    year = int(m["y"])
    return d.Period(d.whole_year(year + low).first, d.whole_year(year + high).last)


def _last_weekend(m: re.Match[str], reader: Reader) -> d.Period:
    del m
    week = d.week_of(reader.today(), -1, None)
    return d.Period(week.last - timedelta(days=1), week.last) if week.last else week


def _fortnight_ago(m: re.Match[str], reader: Reader) -> d.Period:
    del m
    return d.week_of(d.shift(reader.today(), -2, "week"))


_YEAR_DIGITS = 4
_ONES = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth",
    "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth",
    "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip
_NUMBERED = {
    **{f"twenty-{word}": 21 + i for i, word in enumerate(_ONES[:9])},
    "thirtieth": 30, "thirty-first": 31,
    **{word: 1 + i for i, word in enumerate(_ONES)},
}  # fmt: skip
_SPANS: tuple[tuple[str, Read], ...] = (
    (
        (
            rf"\b[Ww]eek\s(?P<side>of|commencing|beginning|starting|from|ending|ended)\s(?:the\s)?(?P<d>{DAY})"
            rf"\s(?:of\s)?(?P<m>{MONTH})\b{OPEN}"
        ),
        _week_by_day,
    ),
    (
        rf"\b(?P<m>{MONTH})\s?(?:-|to|till|until|through)\s?(?P<m2>{MONTH})\b(?!\s?\d{{1,2}}\b){OPEN}",
        _months,
    ),
    (
        rf"(?<![\d-])(?P<d>{DAY})[-/.](?P<m>{MONTH})[-/.](?P<y>{YEAR}|\d\d)\b",
        _day_month_year,
    ),
    (
        rf"\b(?:[Tt]he\s)?(?P<nth>{'|'.join(_NUMBERED)})\s(?:day\s)?of\s(?P<m>{MONTH})\b{OPEN}",
        _day_in_words,
    ),
    (
        rf"\b(?:the\s)?(?P<s>{SEASON})\sof\s(?:that|the)\s(?:same\s)?year\b",
        _season_then,
    ),
    (
        rf"\b(?:{NAMED})\s(?:the\s)?(?P<d>\d{{1,2}}(?:st|nd|rd|th))\b(?!\s(?:of\s)?(?:{MONTH}))",
        that_day,
    ),
    (
        r"(?i)\b(?:the\s)?(?P<part>early|mid|late)[\s-](?P<y>(?:19|20)\d0)s\b",
        _part_of_decade,
    ),
    (r"\b[Ll]ast\sweekend\b", _last_weekend),
    (r"(?i)\b(?:a|one)\sfortnight\s(?:ago|back)\b", _fortnight_ago),
)
SPANS = tuple((re.compile(pattern), read) for pattern, read in _SPANS)
