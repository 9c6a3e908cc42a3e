"""Days, times of day and months, as offices write them."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import TYPE_CHECKING

from workbench.intake.cells import PLAIN, Manner, NotThat, half

if TYPE_CHECKING:
    from workbench.intake.raw import Cell

_OPEN_END = frozenset(
    {"至今", "现在", "今", "长期", "永久", "无固定期限", "present", "current", "now",
     "today", "-"}
)  # fmt: skip
_EPOCH = date(1899, 12, 30)
_SERIALS = range(14_000, 75_000)  # 1938 to 2105
_YEARS = range(1900, 2101)
_YMD = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?号?")
_MD = re.compile(r"(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?|(\d{1,2})[-/](\d{1,2})")
"""A day without its year, which the title of the table must give."""
_YM = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?(?:份)?")
_YEAR = re.compile(r"(\d{4})\s*年?(?:度)?")
_SOLID = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{2}){0,3}(?:\.\d+)?")
_SOLID_MONTH = re.compile(r"((?:19|20)\d{2})(\d{2})")
_PARTS = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})")
_MONTH_WORDS = {
    name: number
    for number, name in enumerate(
        [
            "jan",
            "feb",
            "mar",
            "apr",
            "may",
            "jun",
            "jul",
            "aug",
            "sep",
            "oct",
            "nov",
            "dec",
        ],
        start=1,
    )
}
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_DAY_FIRST = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[\s-]+([A-Za-z]{3,9})\.?,?[\s-]+(\d{4}|\d{2})"
)
_WORD_MONTH = re.compile(r"([A-Za-z]{3,9})\.?,?[\s-]+(\d{4})")
_CLOCK = re.compile(
    r"[\sT]+\(?(?:周.|星期.)?\)?\s*\d{1,2}[:时点]\d{1,2}(?:[:分]\d{1,2})?秒?(?:\.\d+)?"
    r"\s*(?:[AaPp][Mm])?\s*(?:Z|[+-]\d{2}:?\d{2})?$"
)
_HAN = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_TIME = re.compile(
    r"(\d{1,2})[:时点](\d{1,2})(?:[:分](\d{1,2})(?:\.\d+)?)?秒?\s*([AaPp][Mm])?"
)
_SOLID_TIME = re.compile(r"(\d{1,2})(\d{2})(\d{2})")
_STAMP = re.compile(r"\d{8}(\d{2})(\d{2})(\d{2})?")
_MONTH_ONLY = re.compile(r"(\d{1,2})\s*月(?:份)?")


def day(cell: Cell, manner: Manner = PLAIN) -> date | None:
    """Return the day a cell names; ``None`` for an open end (至今, present).

    Takes ISO and Chinese forms, digits alone, Excel serials, month names and, settled
    for the column, day or month first. A month or year alone is its first day (its last
    for ends of periods).

    Raises
    ------
    NotThat
        ``intake.not_a_date``.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _day_of_number(cell, manner)
    text = half(cell)
    if text.lower() in _OPEN_END:
        return None
    text = _CLOCK.sub("", text).strip()
    if "年" in text:
        text = _han_digits(text)
    found = (
        _day_of_digits(text, manner)
        or _day_of_words(text)
        or _month_alone(text, manner)
    )
    if found is None:
        raise NotThat("intake.not_a_date")
    return found


def _han_digits(text: str) -> str:
    """Turn 二〇二四年十二月三日 into digits."""
    plain = re.sub(r"(?<=[一二三四五六七八九])十(?=[一二三四五六七八九])", "", text)
    plain = re.sub(r"(?<=[一二三四五六七八九])十", "0", plain)
    plain = re.sub(r"十(?=[一二三四五六七八九])", "1", plain).replace("十", "10")
    return plain.translate(_HAN)


def _made(year: int, month: int, number: int) -> date:
    try:
        made = date(year, month, number)
    except ValueError:
        raise NotThat("intake.not_a_date") from None
    if made.year not in _YEARS:
        raise NotThat("intake.not_a_date")
    return made


def _day_of_number(cell: float, manner: Manner) -> date:
    if not isfinite(cell):
        raise NotThat("intake.not_a_date")
    if int(cell) in _SERIALS:
        return _EPOCH + timedelta(days=int(cell))
    if float(cell).is_integer():
        return _needed(day(str(int(cell)), manner))
    if int(cell) in _YEARS:  # 2019.03 typed as a number
        month = f"{cell:.2f}".partition(".")[2]
        if month.endswith("0"):  # 2019.1 may be January or October
            raise NotThat("intake.unclear_month")
        return _whole_month(int(cell), int(month), manner)
    raise NotThat("intake.not_a_date")


def _needed(found: date | None) -> date:
    if found is None:
        raise NotThat("intake.not_a_date")
    return found


def _day_of_digits(text: str, manner: Manner) -> date | None:
    if found := _YMD.fullmatch(text):
        return _made(int(found[1]), int(found[2]), int(found[3]))
    if (found := _SOLID.fullmatch(text)) and int(found[1]) in _YEARS:
        return _made(int(found[1]), int(found[2]), int(found[3]))
    if found := _PARTS.fullmatch(text):
        first, second, year = int(found[1]), int(found[2]), _full_year(found[3])
        if manner.day_first:
            first, second = second, first
        return _made(year, first, second)
    if text.isdigit() and int(text) in _SERIALS:
        return _EPOCH + timedelta(days=int(text))
    if manner.year and (found := _MD.fullmatch(text)):
        return _made(manner.year, int(found[1] or found[3]), int(found[2] or found[4]))
    return None


def _full_year(text: str) -> int:
    year = int(text)
    if len(text) == 4:  # noqa: PLR2004 - four digits
        return year
    return year + (2000 if year < 70 else 1900)  # noqa: PLR2004 - the usual window


def _month_of(word: str) -> int:
    number = _MONTH_WORDS.get(word[:3].lower())
    if number is None:
        raise NotThat("intake.not_a_date")
    return number


def _day_of_words(text: str) -> date | None:
    if found := _MONTH_FIRST.fullmatch(text):
        return _made(int(found[3]), _month_of(found[1]), int(found[2]))
    if found := _DAY_FIRST.fullmatch(text):
        return _made(_full_year(found[3]), _month_of(found[2]), int(found[1]))
    return None


def _month_alone(text: str, manner: Manner) -> date | None:
    if found := (_YM.fullmatch(text) or _SOLID_MONTH.fullmatch(text)):
        return _whole_month(int(found[1]), int(found[2]), manner)
    if found := _WORD_MONTH.fullmatch(text):
        return _whole_month(int(found[2]), _month_of(found[1]), manner)
    if (found := _YEAR.fullmatch(text)) and int(found[1]) in _YEARS:
        return (
            _made(int(found[1]), 12, 31) if manner.last else _made(int(found[1]), 1, 1)
        )
    return None


def _whole_month(year: int, month: int, manner: Manner) -> date:
    first = _made(year, month, 1)
    if not manner.last:
        return first
    after = date(year + month // 12, month % 12 + 1, 1)
    return after - timedelta(days=1)


def clock(  # noqa: PLR0911 - one form of a time each
    cell: Cell,
    manner: Manner = PLAIN,  # noqa: ARG001 - one signature for all readers
) -> str | None:
    """Return ``HH:MM:SS``; ``None`` for a day without a time.

    Raises
    ------
    NotThat
        ``intake.not_a_time``.
    """
    if isinstance(cell, datetime):
        return None if cell.time() == time() else cell.strftime("%H:%M:%S")
    if isinstance(cell, date):
        return None
    if isinstance(cell, time):
        return cell.strftime("%H:%M:%S")
    if isinstance(cell, float) and 0 <= cell < 1:
        seconds = round(cell * 86_400)
        return _time_of(seconds // 3600, seconds // 60 % 60, seconds % 60)
    text = half(cell)
    if found := _STAMP.fullmatch(text):
        return _time_of(int(found[1]), int(found[2]), int(found[3] or 0))
    if text.isdigit() and len(text) in (5, 6):
        found = _SOLID_TIME.fullmatch(text.zfill(6))
    else:
        found = _TIME.search(text)
    if not found:
        _day_only(text)
        return None
    hour = int(found[1])
    if found.re is _TIME and found[4]:
        hour = hour % 12 + (12 if found[4].lower() == "pm" else 0)
    return _time_of(hour, int(found[2]), int(found[3] or 0))


def _day_only(text: str) -> None:
    try:
        day(text)
    except NotThat:
        raise NotThat("intake.not_a_time") from None


def _time_of(hour: int, minute: int, second: int) -> str:
    try:
        return time(hour, minute, second).strftime("%H:%M:%S")
    except ValueError:
        raise NotThat("intake.not_a_time") from None


def month(cell: Cell, manner: Manner = PLAIN) -> str:
    """Return ``YYYY-MM``; a month without year takes that of the table's title.

    Raises
    ------
    NotThat
        ``intake.not_a_month``.
    """
    found = _MONTH_ONLY.fullmatch(half(cell))
    if found is None and manner.year and isinstance(cell, (int, float)) and cell <= 12:  # noqa: PLR2004 - months
        found = re.fullmatch(r"(\d{1,2})", str(int(cell)))
    try:
        if found and manner.year:
            return _made(manner.year, int(found[1]), 1).isoformat()[:7]
        whole = day(cell)
    except NotThat:
        whole = None
    if whole is None:
        raise NotThat("intake.not_a_month")
    return whole.isoformat()[:7]
