"""Days and periods in an English letter.

Calendar dates in their usual orders, months, quarters, halves, seasons, fiscal and
school
years, holidays, and what counts from the day of receipt ("last spring", "two years
ago"). "from X to Y" and "between X and Y" become one period.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from workbench.leads.date_forms_en import FORMS
from workbench.leads.date_readers_en import Read, Reader
from workbench.leads.prefixes import Prefixes, finder, make_prefixes
from workbench.leads.values import DateMention
from workbench.values import dates as d

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

_LONGEST_GAP = 12


def find_dates(text: str, received: date | None) -> list[DateMention]:
    """Find days and periods in a folded English text, in order, without overlaps.

    Parameters
    ----------
    text
        Folded text; spans are in it.
    received
        Day that relative dates count from; without it they stay open.
    """
    reader = Reader(received, day_first=_day_first(text))
    out: list[DateMention] = []
    for match, read in _candidates(text):
        mention = _mention(match, read, reader)
        if mention is None:
            continue
        joined = _join(text, out[-1], mention) if out else None
        if joined:
            out[-1] = joined
        else:
            out.append(mention)
    return out


_DAY_FIRST = re.compile(
    r"[£€₹₦]|\bRs\b|\bKSh|\b(?:[Cc]ouncillor|[Cc]ouncil|[Ss]hire|[Bb]orough|[Cc]heque|labour"
    r"|colour|favour|centre|organis|recognis|programme|solicitor|barrister|metres?|lorry"
    r"|Pty|Ltd|[Pp]ounds?|quid|naira|shillings?|rupees?|lakhs?|crores?|rand)\b"
)
_MONTH_FIRST = re.compile(
    r"\b(?:County|Sheriff|[Cc]heck|labor|color|favor|center|organiz|[Tt]ruck|pesos?"
    r"|[Bb]arangay|sidewalk|downtown|[Aa]ttorney|LLC|Inc|[Ff]ederal|DMV|ZIP|Route)\b"
)


def _day_first(text: str) -> bool:
    """Tell in which order a letter writes the numbers of a day.

    A number over 12 settles it; else the words that only one side of the sea uses.
    """
    for match in re.finditer(r"(?<![\d/.])(\d{1,2})[/.](\d{1,2})[/.]\d{2,4}", text):
        if max(map(int, match.groups())) > _MONTHS:
            return int(match[1]) > _MONTHS
    ours = len(_DAY_FIRST.findall(text))
    return ours >= len(_MONTH_FIRST.findall(text))


_MONTHS = 12


@cache
def _prefixes() -> Prefixes:
    return make_prefixes((pattern for pattern, _ in FORMS), "en")


def _candidates(text: str) -> Iterator[tuple[re.Match[str], Read]]:
    places, end = finder(_prefixes(), text), len(text)
    found = [(m, read) for p, read in FORMS for m in places.finditer(p, 0, end)]
    place = 0
    for match, read in sorted(found, key=lambda f: (_start(f[0]), -f[0].end())):
        if _start(match) >= place:
            place = match.end()
            yield match, read


def _start(match: re.Match[str]) -> int:
    return match.start("at" if "at" in match.re.groupindex else 0)


def _mention(match: re.Match[str], read: Read, reader: Reader) -> DateMention | None:
    reader.guessed = False
    reader.place = match.start()
    before = reader.year
    start = _start(match)
    quote = match.string[start : match.end()]
    try:
        period = read(match, reader)
    except LookupError:
        return DateMention(start, match.end(), quote, None, None, relative=True)
    except (ValueError, OverflowError):
        return None
    if reader.year != before or re.search(r"\d{4}", quote):
        reader.said_at = match.end()
    if period.first is not None and period.last is not None:
        one = period.first.year, period.first.month
        if (period.last.year, period.last.month) == one:
            reader.month = one
    return DateMention(
        start, match.end(), quote, period.first, period.last, relative=reader.guessed
    )


_JOIN = re.compile(
    r"\s?(?:-|to|through|thru|until|till|up to)\s?(?:about |around |roughly )?(?:the )?"
    r"(?:end of )?"
)
_AND = re.compile(r"\s?and\s(?:the )?")
_BETWEEN = re.compile(r"\b[Bb]etween\s(?:the )?$")


def _join(text: str, first: DateMention, second: DateMention) -> DateMention | None:
    """Join two dates that are the ends of one period."""
    gap = text[first.end : second.start]
    if len(gap) > _LONGEST_GAP:
        return None
    start = first.start
    if not _JOIN.fullmatch(gap):
        between = _BETWEEN.search(text, max(0, start - 16), start)
        if not (between and _AND.fullmatch(gap)):
            return None
    begin = first.first
    if begin and second.first and _yearless(first):
        years = second.first.year - begin.year
        begin = d.shift_months(begin, 12 * years)
        begin = d.shift_months(begin, -12) if begin > second.first else begin
    if begin and second.last and begin > second.last:
        return None
    return DateMention(
        start, second.end, text[start : second.end], begin, second.last,
        relative=second.relative,
    )  # fmt: skip


def _yearless(mention: DateMention) -> bool:
    return not re.search(r"\d{4}|'\d\d|FY|ago|[Ll]ast|[Tt]his|past|day", mention.text)
