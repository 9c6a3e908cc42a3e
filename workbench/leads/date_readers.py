"""What the forms of Chinese dates mean: from a match to a period.

``FORMS`` says which forms can begin with a digit, a numeral or a word, and how each is
read. What a point leaves out comes from the :class:`Reader`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.leads.date_patterns import (
    AGO,
    DAYS,
    DECADE,
    NUMERIC,
    PAST,
    POINT,
    WEEK,
)
from workbench.values import dates as d
from workbench.values.numerals import parse_number

if TYPE_CHECKING:
    from datetime import date

_YEAR_PART = {"底": "end", "末": "end", "初": "start", "中": "middle", "伊始": "start"}
_REL_YEAR = {"今": 0, "去": -1, "前": -2, "大": -3, "上": -1, "本": 0, "明": 1}
_SEASON = {"春": "spring", "夏": "summer", "秋": "autumn", "冬": "winter"}
_MONTH_PART = {
    "上": "start", "初": "start", "中": "middle", "下": "end", "底": "end", "末": "end",
}  # fmt: skip
_FEST_PART = {"前后": "around", "前夕": "before", "前": "before", "后": "after"}
_DAYS_BACK = {"大前天": 3, "前天": 2, "昨天": 1, "昨日": 1, "昨晚": 1}


@dataclass(slots=True)
class Reader:
    """What earlier points of the letter leave to later ones."""

    received: date | None
    year: int | None = None  # the last year that was said
    month: int | None = None
    guessed: bool = False  # the point read now rests on the day of receipt

    def today(self) -> date:
        """Return the day of receipt; LookupError where there is none."""
        if self.received is None:
            raise LookupError
        self.guessed = True
        return self.received

    def a_year(self) -> int:
        """Return the year of a point that names none: the last said, else today's."""
        return self.today().year if self.year is None else self.year


Read = Callable[[re.Match[str], Reader], d.Period]


def _number(text: str) -> int:
    number = parse_number(text)
    if number is None:
        raise ValueError(text)
    return int(number.value)


def _year(text: str, reader: Reader) -> int:
    value = _number(text)
    if len(text) == 2:  # noqa: PLR2004 - 21年
        latest = reader.received.year if reader.received else reader.year or 2035
        value = d.full_year(value, latest)
    if not d.YEARS[0] <= value <= d.YEARS[1]:
        raise ValueError(text)
    return value


def _relative_year(word: str, reader: Reader) -> int:
    if word[:2] in {"当年", "同年", "那年"}:
        return reader.a_year()
    if word[0] in "次第翌":
        return reader.a_year() + 1
    return reader.today().year + _REL_YEAR[word[0]]


def _read_point(m: re.Match[str], reader: Reader) -> d.Period:
    year = None
    if m["year"] or m["bare"]:
        year = _year(m["year"] or m["bare"], reader)
    elif m["rel"]:
        year = _relative_year(m["rel"], reader)
    if year is not None:
        reader.year = year
    period = _in_year(m, year, reader)
    if m["since"]:
        last = reader.received or None
        if last and period.first and last >= period.first:
            return d.Period(period.first, last)
        return d.Period(period.first, None)
    return period


def _in_year(m: re.Match[str], said: int | None, reader: Reader) -> d.Period:
    """Read the part of a year; a year left out is the last one not in the future."""
    if m["rmonth"]:
        return _relative_month(m, reader)
    year = reader.a_year() if said is None else said
    period = _part(m, year, reader)
    future = period.first and reader.received and period.first > reader.received
    return (
        _part(m, year - 1, reader)
        if said is None and reader.guessed and future
        else period
    )


def _part(m: re.Match[str], year: int, reader: Reader) -> d.Period:
    if m["fest"]:
        return d.festival(year, m["fest"], _FEST_PART.get(m["fpart"] or "", ""))
    if m["ypart"]:
        return _year_part(m["ypart"].removeprefix("第"), year)
    if m["month"]:
        return _month(m, year, reader)
    first = _year(m["y0"], reader) if m["y0"] else year
    if m["mark"] == "学年":
        return d.school_year(first)
    return d.Period(d.whole_year(first).first, d.whole_year(year).last)


def _year_part(part: str, year: int) -> d.Period:
    part = (part.removeprefix("年") or part).removeprefix("开").removeprefix("入")
    if part == "全年":
        return d.whole_year(year)
    if part in {"上半年", "前半年"} or part in {"下半年", "后半年"}:
        return d.half(year, 1 if part[0] in "上前" else 2)
    if part in {"暑假", "寒假"}:
        return d.months(year, 7, 8) if part == "暑假" else d.months(year, 1, 2)
    if part[0] in _SEASON:
        return d.season(year, _SEASON[part[0]])
    if part[0] in "qQ" or part.endswith("季度"):
        digit = part[1] if part[0] in "qQ" else part[0]
        return d.quarter(year, _number(digit))
    return d.part_of_year(year, _YEAR_PART.get(part, "middle"))


def _month(m: re.Match[str], year: int, reader: Reader) -> d.Period:
    month = {"正": 1, "冬": 11, "腊": 12}.get(m["month"]) or _number(m["month"])
    if m["moon"] or m["moon2"] or m["lday"] or m["leap"] or m["month"] in "正腊冬":
        day = _lunar_day_number(m["lday"] or m["day"])
        return d.lunar(year, month, day, leap=bool(m["leap"]))
    reader.month = month
    if m["day"]:
        last = d.one_day(year, month, _number(m["day"]))
        first = d.one_day(year, month, _number(m["d0"])) if m["d0"] else last
        return d.Period(first.first, last.last)
    if m["m0"]:
        start = _number(m["m0"])
        over = 12 * (start > month)  # 11月至2月
        return d.months(year - (over > 0), start, month + over)
    return d.part_of_month(year, month, _MONTH_PART.get((m["mpart"] or " ")[0]))


def _lunar_day_number(text: str | None) -> int | None:
    if not text:
        return None
    return _number(text.removeprefix("初"))


def _relative_month(m: re.Match[str], reader: Reader) -> d.Period:
    word = m["rmonth"]
    if word[0] in "当同次":
        if reader.month is None:
            raise LookupError
        start = d.part_of_month(reader.a_year(), reader.month, None).first
        back = 1 if word[0] == "次" else 0
    else:
        start = reader.today()
        back = {"上上": -2, "上": -1, "下": 1}.get(
            word[:2] if word[:2] == "上上" else word[0], 0
        )
    if start is None:
        raise LookupError
    there = d.shift_months(start.replace(day=1), back)
    if m["rday"]:
        return d.one_day(there.year, there.month, _number(m["rday"]))
    return d.part_of_month(
        there.year, there.month, _MONTH_PART.get((m["rmpart"] or " ")[0])
    )


def _read_numeric(m: re.Match[str], reader: Reader) -> d.Period:
    if m["ys"]:
        year, month, day = _year(m["ys"], reader), int(m["ms"]), m["ds"]
    else:
        year, month, day = (
            int(m["y"] or m["yc"]),
            int(m["m"] or m["mc"]),
            m["d"] or m["dc"],
        )
    reader.year, reader.month = year, month
    if day:
        return d.one_day(year, month, int(day))
    return d.part_of_month(year, month, None)


def _unit(word: str) -> str:
    return (
        "year" if "年" in word else "month" if "月" in word
        else "day" if word[-1] in "天日" else "week"
    )  # fmt: skip


def _count(text: str) -> float:
    number = parse_number(text)
    if number is None:
        raise ValueError(text)
    return number.value


def _read_ago(m: re.Match[str], reader: Reader) -> d.Period:
    unit = _unit(m["unit"])
    there = d.shift(reader.today(), -_count(m["n"]), unit)
    if unit == "day":
        return d.Period(there, there)
    if unit == "week":
        return d.week_of(there)
    if unit == "month" or "半" in m["n"]:
        return d.part_of_month(there.year, there.month, None)
    return d.whole_year(there.year)


def _read_past(m: re.Match[str], reader: Reader) -> d.Period:
    if m.string[m.start() - 1 : m.start()] == "了":  # 晚了近两个月
        raise ValueError(m[0])
    today = reader.today()
    count, unit = _count(m["n"] or m["n2"]), _unit(m["unit"] or m["unit2"])
    return d.Period(d.shift(today, -count, unit), today)


def _read_week(m: re.Match[str], reader: Reader) -> d.Period:
    back = -{"上上": 2, "上": 1}.get(m["which"], 0)
    day = "一二三四五六日".find(m["day"].replace("天", "日")) if m["day"] else None
    return d.week_of(reader.today(), back, None if day in {None, -1} else day)


def _read_days(m: re.Match[str], reader: Reader) -> d.Period:
    there = d.shift(reader.today(), -_DAYS_BACK.get(m[0], 0), "day")
    return d.Period(there, there)


def _read_decade(m: re.Match[str], reader: Reader) -> d.Period:
    del reader
    word = m["c"] or m["c2"] or m["c4"]
    number = _number(word)
    year = number if number > 1000 else 1900 + number  # noqa: PLR2004 - four digits
    part = (m["part"] or " ")[0]
    first, last = {"初": (0, 2), "中": (3, 6), "后": (6, 9), "末": (7, 9)}.get(
        part, (0, 9)
    )
    return d.Period(d.whole_year(year + first).first, d.whole_year(year + last).last)


FORMS: dict[str, tuple[tuple[re.Pattern[str], Read], ...]] = {
    "digit": (
        (POINT, _read_point), (NUMERIC, _read_numeric), (AGO, _read_ago),
        (PAST, _read_past), (DECADE, _read_decade),
    ),
    "han": (
        (POINT, _read_point), (AGO, _read_ago), (PAST, _read_past),
        (DECADE, _read_decade),
    ),
    "word": (
        (POINT, _read_point), (PAST, _read_past), (WEEK, _read_week),
        (DAYS, _read_days), (DECADE, _read_decade),
    ),
}  # fmt: skip
