"""The terms of a sentence: its words and short runs of words, mentions masked.

What is learned from labelled letters (:mod:`workbench.leads.learned`) is learned from
terms. Names, bodies, sums, days and things are masked by their kind before: whoever is
called what, and however much it was, must not count, only that somebody and something
determinate is told.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from workbench.leads.patterns import patterns
from workbench.leads.roles import everywhere
from workbench.leads.vocabulary import SIGN, Told, runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.leads.reading import Reading
    from workbench.leads.values import (
        AmountMention,
        DateMention,
        PersonMention,
        UnitMention,
    )

Mask = tuple[int, int, str]

_DIGITS = re.compile(r"\d[\d,.:]*")
_DAYS_OF_MONTH = 31
_SIGNS = {
    "P_FULL": "甲", "P_TITLE": "乙", "P_MASKED": "丙",
    "U_FIRM": "丁", "U_BODY": "戊",
    "A_EXACT": "己", "A_LOOSE": "庚",
    "D_DAY": "辛", "D_MONTH": "壬", "D_LONG": "癸",
    "L_PLACE": "〓", "J_PROJECT": "◎", "N_NUMBER": "№", "K_PAPER": "▣",
}  # fmt: skip
"""One character for each mask in Chinese, where terms are runs of characters."""


def terms(reading: Reading) -> list[list[str]]:
    """Return the terms of each sentence of a letter, in order, repeats kept.

    Linear in the letter: runs of one to three characters in Chinese, of one or two
    words in English, none across the end of a sentence.
    """
    return [[*runs(text, reading.lang), *signs] for text, signs in told_in(reading)]


def told_in(reading: Reading) -> list[Told]:
    """Return what each sentence of a letter tells, mentions masked."""
    masks = sorted(_masks(reading))
    found = [
        Told(_masked(reading, s.start, s.end, masks), []) for s in reading.sentences
    ]
    for number, sign in _signs(reading):
        found[number].signs.append(sign)
    return found


def _signs(reading: Reading) -> Iterator[tuple[int, str]]:
    """Yield the sentences and the classes of words that the lexicon finds in them.

    A class gathers words that mean one thing, known to the corpus or not.
    """
    for number, fields in enumerate(reading.fields):
        yield from ((number, f"{SIGN}{name}") for name in fields)
    for act in reading.acts:
        yield act.sentence, f"{SIGN}act {act.level}"
        yield from ((act.sentence, f"{SIGN}act {of}") for of, _ in act.scores)
    text, finder = reading.plain, reading.finder
    for pattern, sign in _ways(reading.lang):
        last = -1
        for match in finder.finditer(pattern, 0, len(text)):
            number = reading.sentence_at(match.start())
            if number > last:  # once a sentence
                yield number, sign
                last = number


@cache
def _ways(lang: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the ways to tell an element, each with its sign."""
    return tuple(
        (pattern, f"{SIGN}{element} {way}")
        for element, ways in patterns(lang).elements.items()
        if element not in _OF_NO_USE
        for way, pattern in ways.items()
    )


_OF_NO_USE = frozenset(
    ("shared", "enumerator", "again", "expiring", "about_self", "anchor", "another")
)
"""What cuts a letter into parts, or is cut out of it before."""


def _masked(reading: Reading, start: int, end: int, masks: list[Mask]) -> str:
    """Return a sentence with each mention in it replaced by the sign of its kind."""
    text, zh = reading.plain, reading.lang == "zh"
    pieces, place = [], start
    for first, last, kind in masks[bisect_left(masks, (start,)) :]:
        if first >= end:
            break
        if first < place or last > end:
            continue
        pieces.append(_DIGITS.sub("0", text[place:first]))
        pieces.append(_SIGNS[kind] if zh else f" {kind} ")
        place = last
    pieces.append(_DIGITS.sub("0", text[place:end]))
    whole = "".join(pieces)
    return "".join(whole.split()) if zh else whole


def _masks(reading: Reading) -> Iterator[Mask]:
    found, text = reading.mentions, reading.folded.text
    for person in found.persons:
        for place in everywhere(text, person):
            yield (*place, _person(person))
    for unit in found.units:
        for place in everywhere(text, unit):
            yield (*place, _unit(unit))
    for amount in found.amounts:
        yield amount.start, amount.end, _amount(amount)
    for date in found.dates:
        yield date.start, date.end, _date(date)
    for kind, spans in (
        ("L_PLACE", found.places),
        ("J_PROJECT", found.projects),
        ("N_NUMBER", (*found.plates, *found.accounts)),
        ("K_PAPER", found.documents),
    ):
        for span in spans:
            yield span.start, span.end, kind


def _person(person: PersonMention) -> str:
    if person.masked:
        return "P_MASKED"
    return "P_TITLE" if person.unresolved else "P_FULL"


def _unit(unit: UnitMention) -> str:
    return "U_FIRM" if unit.kind == "company" else "U_BODY"


def _amount(amount: AmountMention) -> str:
    return "A_LOOSE" if amount.loose else "A_EXACT"


def _date(date: DateMention) -> str:
    if date.first is None or date.last is None:
        return "D_LONG"
    days = (date.last - date.first).days
    if days == 0:
        return "D_DAY"
    return "D_MONTH" if days <= _DAYS_OF_MONTH else "D_LONG"
