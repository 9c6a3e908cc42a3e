"""Forms of dates in English and what each means, as pairs of pattern and reading."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.values import dates as d

if TYPE_CHECKING:
    from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"),
            ("may",), ("june", "jun"), ("july", "jul"), ("august", "aug"),
            ("september", "sept", "sep"), ("october", "oct"), ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "couple": 2, "couple of": 2, "a couple of": 2, "a couple": 2, "fifteen": 15,
    "eighteen": 18, "twenty": 20,
}  # fmt: skip
_WEEKDAYS = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4,
    "saturday": 5, "sunday": 6,
}  # fmt: skip
_SEASONS = {
    "spring": "spring",
    "summer": "summer",
    "autumn": "autumn",
    "fall": "autumn",
}
_SEASONS |= {"winter": "winter"}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
_ORDINALS |= {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_PARTS = {"early": "start", "beginning": "start", "start": "start", "mid": "middle"}
_PARTS |= {"middle": "middle", "late": "end", "end": "end"}

_MON = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)(?:\.(?=\s\d))?"
)
_Y = r"(?:19\d\d|20[0-3]\d)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_SEASON = "(?:[Ss]pring|[Ss]ummer|[Ff]all|[Aa]utumn|[Ww]inter)"
_PART = (
    r"(?:[Tt]he )?"
    r"(?P<part>[Ee]arly|[Mm]id|[Ll]ate|[Bb]eginning|[Ss]tart|[Mm]iddle|[Ee]nd)"
    r"(?:[\s\-](?:of |in )?(?:the )?)"
)
_HOLIDAY = (
    "Christmas Eve|Christmas|New Year's Eve|New Year's Day|New Year|Thanksgiving|Labor"
    " Day"
    "|Memorial Day|Columbus Day|Presidents' Day|Presidents Day|Independence Day"
    "|Fourth of July|Halloween|Veterans Day|Valentine's Day"
)
_N = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|fifteen|eighteen|twenty|(?:a )?couple(?: of)?)"
)


@dataclass(slots=True)
class Reader:
    """What earlier dates of the letter leave to later ones."""

    received: date | None
    year: int | None = None
    guessed: bool = False

    def today(self) -> date:
        """Return the day of receipt; LookupError where there is none."""
        if self.received is None:
            raise LookupError
        self.guessed = True
        return self.received

    def past(self, make: Callable[[int], d.Period]) -> d.Period:
        """Read a date without a year: the last year said, else the last past one."""
        if self.year is not None:
            return make(self.year)
        today = self.today()
        period = make(today.year)
        future = period.first is not None and period.first > today
        return make(today.year - 1) if future else period


Read = Callable[[re.Match[str], Reader], d.Period]


def _month(name: str) -> int:
    return _MONTHS[name.rstrip(".").lower()]


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _short(text: str, reader: Reader) -> int:
    value = int(text)
    if len(text) == 4:  # noqa: PLR2004 - four digits
        return value
    latest = reader.received.year if reader.received else reader.year or 2035
    return d.full_year(value, latest)


def _read_day(m: re.Match[str], reader: Reader) -> d.Period:
    month, day = _month(m["m"]), _number(m["d"])
    last = _number(m["d2"]) if m.groupdict().get("d2") else day

    def make(year: int) -> d.Period:
        first = d.one_day(year, month, day)
        return d.Period(first.first, d.one_day(year, month, last).last)

    if m["y"]:
        reader.year = int(m["y"])
        return make(reader.year)
    return reader.past(make)


def _read_month(m: re.Match[str], reader: Reader) -> d.Period:
    part = _PARTS.get((m["part"] or "").lower())
    month = _month(m["m"])
    if m["y"]:
        reader.year = int(m["y"])
        return d.part_of_month(reader.year, month, part)
    return reader.past(lambda year: d.part_of_month(year, month, part))


def _read_iso(m: re.Match[str], reader: Reader) -> d.Period:
    reader.year = int(m["y"])
    return d.one_day(reader.year, int(m["m"]), int(m["d"]))


def _read_slashes(m: re.Match[str], reader: Reader) -> d.Period:
    year = _short(m["y"], reader)
    month, day = int(m["m"]), int(m["d"])
    if month > 12 >= day:  # noqa: PLR2004 - the British order
        month, day = day, month
    reader.year = year
    return d.one_day(year, month, day)


def _read_year(m: re.Match[str], reader: Reader) -> d.Period:
    reader.year = int(m["y"])
    part = _PARTS.get((m.groupdict().get("part") or "").lower())
    return d.part_of_year(reader.year, part) if part else d.whole_year(reader.year)


def _read_years(m: re.Match[str], reader: Reader) -> d.Period:
    first = int(m["y"])
    last = int(m["y2"]) if len(m["y2"]) == 4 else first - first % 100 + int(m["y2"])  # noqa: PLR2004
    reader.year = last
    if m["school"]:
        return d.Period(d.school_year(first).first, d.school_year(last - 1).last)
    if m["fiscal"]:
        return d.Period(d.fiscal_year(last).first, d.fiscal_year(last).last)
    return d.Period(d.whole_year(first).first, d.whole_year(last).last)


def _read_quarter(m: re.Match[str], reader: Reader) -> d.Period:
    groups = m.groupdict()
    number = int(groups["q"]) if groups["q"] else _ORDINALS[groups["o"].lower()]

    def make(year: int) -> d.Period:
        if (groups["h"] or "").lower() == "half":
            return d.half(year, min(number, 2))
        return d.quarter(year, number)

    if groups["y"]:
        reader.year = int(groups["y"])
        return make(reader.year)
    return reader.past(make)


def _read_season(m: re.Match[str], reader: Reader) -> d.Period:
    name = _SEASONS[m["s"].lower()]
    if m["y"]:
        reader.year = int(m["y"])
        return d.season(reader.year, name)
    today = reader.today()
    period = d.season(today.year, name)
    if m["rel"].lower() == "last":
        over = period.last is not None and period.last < today
        return period if over else d.season(today.year - 1, name)
    return period


def _read_fiscal(m: re.Match[str], reader: Reader) -> d.Period:
    year = _short(m["y"], reader)
    reader.year = year
    return d.fiscal_year(year)


def _read_holiday(m: re.Match[str], reader: Reader) -> d.Period:
    name = m["f"].lower()
    if m["y"]:
        reader.year = int(m["y"])
        return d.festival(reader.year, name)
    if m["rel"]:
        today = reader.today()
        period = d.festival(today.year, name)
        past = period.first is not None and period.first <= today
        return period if past else d.festival(today.year - 1, name)
    return reader.past(lambda year: d.festival(year, name))


def _read_relative(m: re.Match[str], reader: Reader) -> d.Period:
    today = reader.today()
    back = {"last": -1, "this": 0, "next": 1, "previous": -1}[m["rel"].lower()]
    unit = m["unit"].lower()
    if unit in _WEEKDAYS:
        there = d.week_of(today, 0, _WEEKDAYS[unit])
        over = there.first is not None and there.first < today
        return there if over else d.week_of(today, -1, _WEEKDAYS[unit])
    if unit == "year":
        return d.whole_year(today.year + back)
    if unit == "month":
        there_month = d.shift_months(today.replace(day=1), back)
        return d.part_of_month(there_month.year, there_month.month, None)
    if unit == "week":
        return d.week_of(today, back)
    month = _month(unit)
    year = today.year - (back < 0 and month >= today.month)
    return d.part_of_month(year, month, None)


def _read_ago(m: re.Match[str], reader: Reader) -> d.Period:
    unit = m["unit"].lower()
    there = d.shift(reader.today(), -_count(m["n"]), unit)
    if unit == "day":
        return d.Period(there, there)
    if unit == "week":
        return d.week_of(there)
    if unit == "month":
        return d.part_of_month(there.year, there.month, None)
    return d.whole_year(there.year)


def _count(text: str) -> int:
    return int(text) if text.isdigit() else _COUNTS[text.lower()]


def _read_past(m: re.Match[str], reader: Reader) -> d.Period:
    today = reader.today()
    return d.Period(d.shift(today, -_count(m["n"] or "one"), m["unit"].lower()), today)


def _read_day_word(m: re.Match[str], reader: Reader) -> d.Period:
    today = reader.today()
    back = {"yesterday": 1, "today": 0, "last night": 1}[m[0].lower()]
    there = d.shift(today, -back, "day")
    return d.Period(there, there)


def _read_decade(m: re.Match[str], reader: Reader) -> d.Period:
    del reader
    year = int(m["y"]) if len(m["y"]) > 2 else 1900 + int(m["y"])  # noqa: PLR2004
    return d.Period(d.whole_year(year).first, d.whole_year(year + 9).last)


_U = "(?P<unit>day|week|month|year)"
_NOWHERE = r"(?!))?"
_AFTER_WORD = (
    r"\b(?:in|since|until|by|from|to|through|during|of|and|around|before"
    r"|after|between)\s"
)
_NOT_A_YEAR = (
    r"(?![\d,.:/]\d|-\d|\s?(?:dollars|acres|miles|feet|pounds|[Ff]ord|[Cc]hevy|sq"
    r"|[A-Z]\w+\s(?:Street|St|Road|Rd|Ave|Drive|Lane)))\b"
)
_DAY_OF_WEEK = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_PATTERNS: tuple[tuple[str, Read], ...] = (
    (
        (
            rf"\b(?P<m>{_MON})\s(?P<d>{_DAY})\b"
            rf"(?:\s?(?:-|to|through|and)\s?(?P<d2>{_DAY})\b(?!,?\s?(?:{_MON})))?"
            rf"(?:,?\s(?P<y>{_Y}))?(?![\d:])"
        ),
        _read_day,
    ),
    (
        rf"\b(?P<d>{_DAY})(?:\sof)?\s(?P<m>{_MON})\b(?:,?\s(?P<y>{_Y}))?",
        _read_day,
    ),
    (rf"(?:{_PART})?\b(?P<m>{_MON})(?:\sof|,)?\s(?P<y>{_Y})\b", _read_month),
    (rf"(?:{_PART})(?P<m>{_MON})\b(?P<y>{_NOWHERE}", _read_month),
    (
        (
            rf"{_AFTER_WORD}(?P<at>(?P<part>{_NOWHERE}(?P<m>{_MON})\b)"
            rf"(?!\s?\d)(?!\s[A-Z])(?P<y>{_NOWHERE}"
        ),
        _read_month,
    ),
    (rf"\b(?P<y>{_Y})-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])\b", _read_iso),
    (
        r"(?<![\d/])(?P<m>[0-3]?\d)[/.](?P<d>[0-3]?\d)[/.](?P<y>(?:19|20)?\d\d)(?![\d/])",
        _read_slashes,
    ),
    (rf"{_PART}(?P<y>{_Y})\b", _read_year),
    (rf"(?<![\w$#.,/\-])(?P<y>{_Y}){_NOT_A_YEAR}", _read_year),
    (
        (
            rf"\b(?:the )?(?P<at>(?P<fiscal>FY\s?|fiscal years?\s)?(?P<y>{_Y})"
            rf"\s?[-/]\s?(?P<y2>{_Y}|\d\d)(?P<school>\s(?:school|academic)\syear)?)\b"
        ),
        _read_years,
    ),
    (
        (
            r"\b(?:[Tt]he )?(?P<at>(?:"
            r"(?P<o>first|second|third|fourth|last|final|1st|2nd|3rd|4th)\s"
            rf"(?P<h>quarter|half)|Q(?P<q>[1-4]))(?:\sof)?(?:\s(?P<y>{_Y}))?)\b"
        ),
        _read_quarter,
    ),
    (
        rf"\b(?P<rel>{_NOWHERE}(?:the )?(?P<s>{_SEASON})(?:\sof|,)?\s(?P<y>{_Y})\b",
        _read_season,
    ),
    (
        rf"\b(?P<rel>[Ll]ast|[Tt]his|[Tt]his past)\s(?P<s>{_SEASON})\b(?P<y>{_NOWHERE}",
        _read_season,
    ),
    (rf"\b(?:FY\s?'?|[Ff]iscal\s(?:[Yy]ear\s)?'?)(?P<y>{_Y}|\d\d)\b", _read_fiscal),
    (
        (
            rf"\b(?:(?P<rel>[Ll]ast|[Tt]his past)\s)?(?P<f>{_HOLIDAY})"
            rf"(?:\s(?:of\s)?(?P<y>{_Y}))?\b"
        ),
        _read_holiday,
    ),
    (
        (
            r"\b(?P<rel>[Ll]ast|[Tt]his|[Nn]ext|[Pp]revious)\s"
            rf"(?P<unit>year|month|week|{_MON}|{_DAY_OF_WEEK})\b(?!-)"
        ),
        _read_relative,
    ),
    (rf"(?i)\b(?:about |around |some )?(?P<at>(?P<n>{_N})\s{_U}s?\sago)\b", _read_ago),
    (
        (
            r"(?i)\b(?P<at>(?:the |these )?(?:past|last|previous)\s"
            rf"(?P<n>{_N})\s{_U}s?)\b"
        ),
        _read_past,
    ),
    (
        rf"(?i)\b(?:over|in|during|for)\s(?P<at>(?:the )?past\s(?P<n>{_NOWHERE}{_U})\b",
        _read_past,
    ),
    (r"\b(?:[Yy]esterday|[Tt]oday|[Ll]ast night)\b", _read_day_word),
    (r"\bthe '?(?P<at>(?P<y>(?:19|20)\d0|[5-9]0))'?s\b", _read_decade),
)
FORMS = tuple((re.compile(pattern), read) for pattern, read in _PATTERNS)
