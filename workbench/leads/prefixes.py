"""What a match must begin with: where in a text each of many patterns can match.

A letter is searched for hundreds of patterns, most of which no letter holds. From each
pattern the first characters of all its matches are drawn once; one pass over a letter
then says at which places each pattern is worth trying. What cannot be drawn is searched
as ever, so the answers never depend on the drawing, only the time does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from operator import add
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LONGEST = {"zh": 2, "en": 8}
"""Characters of a beginning that are looked at; English ones only where words begin."""

_MANY = 1_500  # beginnings of one pattern above which shorter ones do
_WIDE = 24  # characters of a class above which it says nothing
_NOTHING = frozenset(("",))
_WORD = re.compile(r"\b\w")


@dataclass(frozen=True, slots=True, eq=False)
class Prefixes:
    """Beginnings -> the patterns that may match there; made by :func:`make_prefixes`.

    ``telling`` are the ids of the patterns of which a beginning is known.
    """

    lang: str
    holders: Mapping[str, tuple[int, ...]]
    telling: frozenset[int]


@dataclass(frozen=True, slots=True, eq=False)
class Finder:
    """A text, with a place before which a pattern does not match; see :func:`finder`.

    A telling pattern without a place matches nowhere.
    """

    text: str
    places: Mapping[int, int]
    telling: frozenset[int]

    def finditer(
        self, pattern: re.Pattern[str], start: int, end: int
    ) -> Iterable[re.Match[str]]:
        """Return what ``pattern.finditer(text, start, end)`` returns."""
        key = id(pattern)
        if key in self.telling:
            first = self.places.get(key, end)
            if first >= end:
                return ()
            start = max(start, first)
        return pattern.finditer(self.text, start, end)

    def search(
        self, pattern: re.Pattern[str], start: int, end: int
    ) -> re.Match[str] | None:
        """Return what ``pattern.search(text, start, end)`` returns."""
        key = id(pattern)
        if key in self.telling:
            first = self.places.get(key, end)
            if first >= end:
                return None
            start = max(start, first)
        return pattern.search(self.text, start, end)


@lru_cache(maxsize=8)  # the letter at hand, by each set of patterns
def finder(prefixes: Prefixes, text: str) -> Finder:
    """Look once through a text for the beginnings of a set of patterns."""
    places: dict[int, int] = {}
    holders = prefixes.holders
    plain = _lower(text)
    for run in holders.keys() & _runs(plain, prefixes.lang):
        place = plain.find(run)
        for key in holders[run]:
            if place < places.get(key, len(plain)):
                places[key] = place
    return Finder(text, places, prefixes.telling)


def _lower(text: str) -> str:
    plain = text.lower()
    return plain if len(plain) == len(text) else text  # İ becomes two characters


@lru_cache(maxsize=2)  # one letter's runs serve all sets of patterns
def _runs(plain: str, lang: str) -> frozenset[str]:
    """Return the distinct runs with which a match may begin."""
    if lang == "zh":
        return frozenset(plain) | set(map(add, plain, plain[1:]))
    longest = LONGEST[lang]
    words = {plain[m.start() : m.start() + longest] for m in _WORD.finditer(plain)}
    return frozenset(word[:size] for word in words for size in range(1, longest + 1))


def make_prefixes(patterns: Iterable[re.Pattern[str]], lang: str) -> Prefixes:
    """Draw the beginnings of some patterns; English ones must begin with a word."""
    holders: dict[str, list[int]] = {}
    telling = set()
    for pattern in patterns:
        if lang == "en" and not pattern.pattern.startswith(r"\b"):
            continue
        starts = beginnings(pattern, LONGEST[lang])
        if starts is not None:
            telling.add(id(pattern))
            for start in _shortest(starts):
                holders.setdefault(start, []).append(id(pattern))
    frozen = {start: tuple(ids) for start, ids in holders.items()}
    return Prefixes(lang, frozen, frozenset(telling))


def _shortest(starts: frozenset[str]) -> list[str]:
    """Leave out beginnings that begin with another, so that a place counts once."""
    return sorted(
        one
        for one in starts
        if not any(one[:size] in starts for size in range(1, len(one)))
    )


def beginnings(pattern: re.Pattern[str], longest: int) -> frozenset[str] | None:
    """Return the lower-cased beginnings of every match; ``None`` where none tells.

    A beginning has one to ``longest`` characters; every match, lower-cased, begins
    with one of them.
    """
    found, _ = _sequence(parser.parse(pattern.pattern, pattern.flags), longest)
    for size in range(longest, 0, -1):
        cut = frozenset(start[:size] for start in found)
        if "" in cut:
            return None
        if len(cut) <= _MANY:
            return cut
    return None


def _sequence(parts: Any, longest: int) -> tuple[frozenset[str], bool]:
    """Return the beginnings of a sequence, and whether they may be continued."""
    found, goes_on = _NOTHING, True
    for code, value in parts:
        more, goes_on = _part(code, value, longest)
        joined = {
            (one + other)[:longest] if len(one) < longest else one
            for one, other in product(found, more)
        }
        if len(joined) > _MANY:
            return found, False
        found = frozenset(joined)
        if not goes_on or all(len(one) >= longest for one in found):
            break
    return found, goes_on


def _part(code: Any, value: Any, longest: int) -> tuple[frozenset[str], bool]:
    """Return the beginnings of one part; ``False``: nothing is known beyond them."""
    if code is sre.LITERAL:
        return frozenset((chr(value).lower(),)), True  # as texts are
    if code in {sre.AT, sre.ASSERT, sre.ASSERT_NOT}:
        return _NOTHING, True
    if code is sre.IN:
        drawn = _class(value)
        return (_NOTHING, False) if drawn is None else (drawn, True)
    if code is sre.SUBPATTERN:
        return _sequence(value[-1], longest)
    if code is sre.BRANCH:
        return _branch(value[1], longest)
    repeats = code in {sre.MAX_REPEAT, sre.MIN_REPEAT}
    return _repeat(value, longest) if repeats else (_NOTHING, False)


def _branch(ways: Iterable[Any], longest: int) -> tuple[frozenset[str], bool]:
    found: set[str] = set()
    goes_on = True
    for way in ways:
        starts, open_ = _sequence(way, longest)
        found |= starts
        goes_on &= open_
    return frozenset(found), goes_on


def _repeat(value: Any, longest: int) -> tuple[frozenset[str], bool]:
    least, most, inner = value
    starts, goes_on = _sequence(inner, longest)
    once = most == 1 and goes_on
    if least == 0:
        return starts | _NOTHING, once
    return starts, once or (least == most and goes_on and least == 1)


def _class(members: Iterable[Any]) -> frozenset[str] | None:
    found: set[str] = set()
    for code, value in members:
        if code is sre.LITERAL:
            found.add(chr(value).lower())
        elif code is sre.RANGE and value[1] - value[0] < _WIDE:
            found |= {chr(c).lower() for c in range(value[0], value[1] + 1)}
        else:
            return None
    return frozenset(found) if len(found) <= 4 * _WIDE else None
