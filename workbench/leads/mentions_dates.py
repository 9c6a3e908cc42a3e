"""Days and periods in a Chinese letter.

One pattern reads a point in time (year, part of year, month, part of month, day; solar
or lunar; festival), a few more the numeric and the relative forms. Points joined by 至
become one period. What a point leaves out is taken from the point before it in the
letter, else from the day of receipt; without either it stays open.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.leads.date_patterns import (
    JOIN,
    NUMERALS,
    NUMERIC,
    POINT,
    START,
    is_length,
)
from workbench.leads.date_readers import FORMS, Read, Reader
from workbench.leads.values import DateMention
from workbench.values import dates as d
from workbench.values.numerals import parse_number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

_BEFORE_BARE = frozenset("在于到从自是至今去每过的了等逢和与及、，。；？！,;:(\"' \n")
_NOT_AFTER_YEAR = frozenset("前来间多之以内工有刑轻龄级")


def find_dates(text: str, received: date | None) -> list[DateMention]:
    """Find days and periods in a folded Chinese text, in order, without overlaps.

    Parameters
    ----------
    text
        Folded text; spans are in it.
    received
        Day that relative dates count from; without it they stay open.
    """
    reader = Reader(received)
    out: list[DateMention] = []
    for match, read in _candidates(text):
        reader.guessed = False
        mention = _mention(match, read, reader)
        if mention is None or mention.text in _VAGUE:
            continue
        gap = text[out[-1].end : mention.start] if out else "."
        if len(gap) <= _LONGEST_GAP and JOIN.fullmatch(gap):
            joined = _join(out[-1], mention, text)
            if joined:
                out[-1] = joined
                continue
        out.append(mention)
    return out


_LONGEST_GAP = 6
_VAGUE = frozenset(("当年", "过年", "当日", "同日"))  # 当年那个同事, 过年发米
_Found = tuple[re.Match[str], Read]


def _mention(match: re.Match[str], read: Read, reader: Reader) -> DateMention | None:
    try:
        period = read(match, reader)
    except LookupError:
        return DateMention(*match.span(), match[0], None, None, relative=True)
    except (ValueError, OverflowError):
        return None
    return DateMention(
        *match.span(), match[0], period.first, period.last, relative=reader.guessed
    )


def _join(first: DateMention, second: DateMention, text: str) -> DateMention | None:
    start, end = first.start, second.end
    relative = first.relative or second.relative
    last = second.last
    if first.first and last and last < first.first:
        if not second.relative:
            return None
        last = d.shift_months(last, 12)
    return DateMention(
        start, end, text[start:end], first.first, last, relative=relative
    )


def _candidates(text: str) -> Iterator[_Found]:
    """Yield matches in order; of those that begin at one place the longest."""
    place = 0
    for start in START.finditer(text):
        at = start.start()
        if at < place or (at and _INSIDE_NUMBER.match(text, at - 1)):
            continue
        best: _Found | None = None
        for pattern, read in FORMS[_first_kind(text[at])]:
            match = pattern.match(text, at)
            if match is None or (best and match.end() <= best[0].end()):
                continue
            fits = pattern is not POINT or (
                not is_length(match, text) and _is_point(match, text)
            )
            if pattern is NUMERIC:
                fits = not _in_a_number(text, match)
            if fits:
                best = match, read
        if best:
            place = best[0].end()
            yield best


_INSIDE_NUMBER = re.compile(
    r"[\d./A-Za-z]\d|[〇零一二三四五六七八九十百千万第两几][〇零一二三四五六七八九十两]"
)


_NUMBERED = re.compile(r"编号|文号|号码|合同号|凭证号|票号|账号|[A-Za-z]-|\d-")


def _in_a_number(text: str, match: re.Match[str]) -> bool:
    """Tell a date from digits of a contract's or voucher's number."""
    before = text[max(0, match.start() - 8) : match.start()]
    return bool(_NUMBERED.search(before)) or text[match.end() : match.end() + 1] == "-"


def _first_kind(first: str) -> str:
    return "digit" if first.isdecimal() else "han" if first in _NUMERALS else "word"


_NUMERALS = frozenset(NUMERALS + "十两半")


def _is_point(m: re.Match[str], text: str) -> bool:
    """Tell a point in time from durations, counts, streets and names."""
    before = text[m.start() - 1] if m.start() else "。"
    after = text[m.end()] if m.end() < len(text) else "。"
    dated = m["year"] or m["rel"]
    yearly = text[max(m.start() - 2, 0) : m.start()] in {"每年", "历年"}
    if m["year"] and len(m["year"]) == 2:  # noqa: PLR2004 - 21年
        return _is_short_year(m, before, after)
    if m["fest"] and not dated:
        whole = m["feast"] or m["fpart"] or m["fest"][-1] == "节"
        return not yearly and (bool(whole) or before in _BEFORE_BARE)
    if m["ypart"] and not dated:
        return m["ypart"] in _ALONE and before not in "每历前整全" and not yearly
    if m.end() == m.start() or after == "生" or text.startswith("出生", m.end()):
        return False
    if m["month"] or m["rmonth"]:
        return before not in "每第" and after != "饼" and not yearly
    return bool(dated or m["bare"])


_ALONE = frozenset(("年底", "年初", "年末", "上半年", "下半年", "年中"))


def _is_short_year(m: re.Match[str], before: str, after: str) -> bool:
    number = parse_number(m["year"])
    plausible = number is not None and not 35 < number.value < 70  # noqa: PLR2004
    if not plausible or before in NUMERALS + "十百几第":
        return False
    if m["month"] or m["ypart"] or m["fest"] or m["mark"] != "年" or m["y0"]:
        return True
    return before in "在于自从到至是、，。(" and after not in _NOT_AFTER_YEAR
