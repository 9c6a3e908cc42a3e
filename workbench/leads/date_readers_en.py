"""What the forms of English dates mean: from a match to a period."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
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
WEEKDAYS = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4,
    "saturday": 5, "sunday": 6,
}  # fmt: skip
_SEASONS = {
    "spring": "spring",
    "summer": "summer",
    "autumn": "autumn",
    "fall": "autumn",
    "winter": "winter",
}
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4,
    "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
}  # fmt: skip
_PARTS = {
    "early": "start", "beginning": "start", "start": "start", "mid": "middle",
    "middle": "middle", "late": "end", "end": "end",
}  # fmt: skip

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)(?:\.(?=\s\d))?"
)
YEAR = r"(?:19\d\d|20[0-3]\d)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
SEASON = "(?:[Ss]pring|[Ss]ummer|[Ff]all|[Aa]utumn|[Ww]inter)"
PART = (
    r"(?:[Tt]he )?"
    r"(?P<part>[Ee]arly|[Mm]id|[Ll]ate|[Bb]eginning|[Ss]tart|[Mm]iddle|[Ee]nd)"
    r"(?:[\s\-](?:of |in )?(?:the )?)"
)
HOLIDAY = (
    "Christmas Eve|Christmas|New Year's Eve|New Year's Day|New Year|Thanksgiving|Labor"
    " Day"
    "|Good Friday|Easter Sunday|Easter Monday|Easter|Whit Monday|Whitsun|Pentecost"
    "|Palm Sunday|Ash Wednesday|Holy Week|Mardi Gras|Ascension Day"
    "|Memorial Day|Columbus Day|Presidents' Day|Presidents Day|Independence Day"
    "|Fourth of July|Halloween|Veterans Day|Valentine's Day|Boxing Day"
    "|Australia Day|Anzac Day|Republic Day|Diwali"
    "|Deepavali|Holi|Bonfire Night|St Patrick's Day|May Day"
)
COUNTED = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|fifteen|eighteen|twenty|(?:a )?couple(?: of)?)"
)


_LONG_BACK = 8  # months: after November comes the January that follows
_NEAR = 240  # characters over which a year that was said goes on


@dataclass(slots=True)
class Reader:
    """What earlier dates of the letter leave to later ones."""

    received: date | None
    year: int | None = None
    guessed: bool = False
    day_first: bool = False
    place: int = 0  # where the date that is read begins
    said_at: int = 0  # where a year was last said
    month: tuple[int, int] | None = None  # year and month of the last date
    told: dict[tuple[int, int], int] = field(default_factory=dict)
    """Month and day -> year of each date that was told in full."""

    def near_year(self) -> int | None:
        """Return the year said last, if it is near enough to be meant again."""
        if self.year is None or self.received is None:
            return self.year
        recent = self.year >= self.received.year - 1
        return self.year if recent or self.place - self.said_at < _NEAR else None

    def today(self) -> date:
        """Return the day of receipt; LookupError where there is none."""
        if self.received is None:
            raise LookupError
        self.guessed = True
        return self.received

    def past_day(self, make: Callable[[int], d.Period]) -> d.Period:
        """Read a day without a year: an old bare year ("in 1994") is not its year."""
        said, told = self.near_year(), max(self.told.values(), default=None)
        if said is not None and told is not None and told > said:
            period = make(told)
            if not _after(period, self.received):
                return period
        return self.past(make)

    def past(self, make: Callable[[int], d.Period]) -> d.Period:
        """Read a date without a year: the last year said, else the last past one."""
        said = self.near_year()
        if said is not None:
            period = make(said)
            if self._goes_back(period):
                later = make(said + 1)
                period = period if _after(later, self.received) else later
            if not _after(period, self.received):
                return period
        today = self.today()
        period = make(today.year)
        future = period.first is not None and period.first > today
        return make(today.year - 1) if future else period

    def _goes_back(self, period: d.Period) -> bool:
        """Tell whether a date is long before the one told last: a tale goes on."""
        if self.month is None or period.first is None:
            return False
        year, month = self.month
        first = period.first
        return (year - first.year) * 12 + month - first.month >= _LONG_BACK


def _after(period: d.Period, day: date | None) -> bool:
    return day is not None and period.first is not None and period.first > day


Read = Callable[[re.Match[str], Reader], d.Period]


def month_of(name: str) -> int:
    """Return the number of a month by its name."""
    return _MONTHS[name.rstrip(".").lower()]


def number(text: str) -> int:
    """Return the digits of an ordinal."""
    return int(re.sub(r"\D", "", text))


def _short(text: str, reader: Reader) -> int:
    value = int(text)
    if len(text) == 4:  # noqa: PLR2004 - four digits
        return value
    latest = reader.received.year if reader.received else reader.year or 2035
    return d.full_year(value, latest)


def read_day(m: re.Match[str], reader: Reader) -> d.Period:
    """Read "March 5, 2021", "5th of March"."""
    month, day = month_of(m["m"]), number(m["d"])
    last = number(m["d2"]) if m.groupdict().get("d2") else day

    def make(year: int) -> d.Period:
        first = d.one_day(year, month, day)
        return d.Period(first.first, d.one_day(year, month, last).last)

    if m["y"]:
        reader.year = int(m["y"])
        reader.told[month, day] = reader.year
        return make(reader.year)
    if (month, day) in reader.told:
        return make(reader.told[month, day])
    return reader.past_day(make)


def read_month(m: re.Match[str], reader: Reader) -> d.Period:
    """Read "early March 2021", "in March"."""
    part = _PARTS.get((m["part"] or "").lower())
    month = month_of(m["m"])
    if m["y"]:
        reader.year = int(m["y"])
        return d.part_of_month(reader.year, month, part)
    return reader.past(lambda year: d.part_of_month(year, month, part))


def read_iso(m: re.Match[str], reader: Reader) -> d.Period:
    """Read "2021-03-05"."""
    reader.year = int(m["y"])
    return d.one_day(reader.year, int(m["m"]), int(m["d"]))


def read_slashes(m: re.Match[str], reader: Reader) -> d.Period:
    """Read "12/05/24": day first, but where the letter is American."""
    year = _short(m["y"], reader)
    month, day = int(m["m"]), int(m["d"])
    if (reader.day_first and day <= 12) or month > 12 >= day:  # noqa: PLR2004 - the British order
        month, day = day, month
    reader.year = year
    return d.one_day(year, month, day)


def read_year(m: re.Match[str], reader: Reader) -> d.Period:
    """Read "2021", "late 2021"."""
    reader.year = int(m["y"])
    part = _PARTS.get((m.groupdict().get("part") or "").lower())
    return d.part_of_year(reader.year, part) if part else d.whole_year(reader.year)


def read_years(m: re.Match[str], reader: Reader) -> d.Period:
    """Read "2020-2021", "FY2022/23", "the 2020/21 school year"."""
    first = int(m["y"])
    last = int(m["y2"]) if len(m["y2"]) == 4 else first - first % 100 + int(m["y2"])  # noqa: PLR2004
    reader.year = last
    if m["school"]:
        return d.Period(d.school_year(first).first, d.school_year(last - 1).last)
    if m["fiscal"]:
        return d.Period(d.fiscal_year(last).first, d.fiscal_year(last).last)
    return d.Period(d.whole_year(first).first, d.whole_year(last).last)


def read_quarter(m: re.Match[str], reader: Reader) -> d.Period:
    """Read "the third quarter of 2025", "Q3"."""
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


def read_season(m: re.Match[str], reader: Reader) -> d.Period:
    """Read "last spring", "the summer of 2023"."""
    name = _SEASONS[m["s"].lower()]
    if m["y"]:
        reader.year = int(m["y"])
        return d.season(reader.year, name)
    today = reader.today()
    period = d.season(today.year, name)
    if m["rel"].lower() == "last":
        over = (period, d.season(today.year - 1, name))
        ended = (p for p in over if p.last is not None and p.last < today)
        return next(ended, d.season(today.year - 2, name))
    return period


def read_fiscal(m: re.Match[str], reader: Reader) -> d.Period:
    """Read "FY22", "fiscal 2022"."""
    year = _short(m["y"], reader)
    reader.year = year
    return d.fiscal_year(year)


def read_holiday(m: re.Match[str], reader: Reader) -> d.Period:
    """Read "Christmas 2023", "last Easter"."""
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


def read_relative(m: re.Match[str], reader: Reader) -> d.Period:
    """Read "last year", "this month", "last Friday"."""
    today = reader.today()
    back = {"last": -1, "this": 0, "next": 1, "previous": -1}[m["rel"].lower()]
    unit = m["unit"].lower()
    if unit in WEEKDAYS:
        there = d.week_of(today, 0, WEEKDAYS[unit])
        over = there.first is not None and there.first < today
        return there if over else d.week_of(today, -1, WEEKDAYS[unit])
    if unit == "year":
        return d.whole_year(today.year + back)
    if unit == "month":
        there_month = d.shift_months(today.replace(day=1), back)
        return d.part_of_month(there_month.year, there_month.month, None)
    if unit == "week":
        return d.week_of(today, back)
    month = month_of(unit)
    year = today.year - (back < 0 and month >= today.month)
    return d.part_of_month(year, month, None)


def read_ago(m: re.Match[str], reader: Reader) -> d.Period:
    """Read "two years ago"."""
    unit = m["unit"].lower()
    there = d.shift(reader.today(), -count(m["n"]), unit)
    if unit == "day":
        return d.Period(there, there)
    if unit == "week":
        return d.week_of(there)
    if unit == "month":
        return d.part_of_month(there.year, there.month, None)
    return d.whole_year(there.year)


def count(text: str) -> int:
    """Return the number that a word or figure says."""
    return int(text) if text.isdigit() else _COUNTS[text.lower()]


def read_past(m: re.Match[str], reader: Reader) -> d.Period:
    """Read "over the past two years"."""
    today = reader.today()
    return d.Period(d.shift(today, -count(m["n"] or "one"), m["unit"].lower()), today)


def read_day_word(m: re.Match[str], reader: Reader) -> d.Period:
    """Read "yesterday"."""
    today = reader.today()
    back = int(m[0].lower() in {"yesterday", "last night"})
    there = d.shift(today, -back, "day")
    return d.Period(there, there)


def read_decade(m: re.Match[str], reader: Reader) -> d.Period:
    """Read "the 1990s"."""
    del reader
    year = int(m["y"]) if len(m["y"]) > 2 else 1900 + int(m["y"])  # noqa: PLR2004
    return d.Period(d.whole_year(year).first, d.whole_year(year + 9).last)
