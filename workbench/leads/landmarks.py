"""Which runs of characters stand in every match of a pattern, and where.

Drawn from the parsed pattern. ``(?:收受?|送)礼金`` has 收受, 收礼 and 送礼, each where
a match begins; ``[^，。]{2,14}工程`` has 工程, 2 to 14 characters after its beginning.
"""

from __future__ import annotations

import re
from itertools import groupby, islice, product
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST = {"zh": 2, "en": 8}
"""Characters of a run that are looked at."""

_INSIDE = 3
"""The same, of an English one that may stand inside a word: each is sought for."""

_MANY = 1_500  # ways to begin from which a pattern is read no further
_FEW = 300  # the same, of a part that may stand several times
_WIDE = {"zh": 26, "en": 25}
"""Characters of a range above which it says only that one stands there, as a-z does in
English."""

_DIGIT, _SPACE = re.compile(r"\d"), re.compile(r"\s")
_FAR = 24  # characters before a run within which a match must begin
_CATEGORIES = {sre.CATEGORY_DIGIT: "0", sre.CATEGORY_SPACE: " "}


class Mark(NamedTuple):
    """A run that begins ``least`` to ``most`` characters after a match does.

    Lower-cased, every digit a 0, every blank a space; ``word``: it stands where a word
    begins.
    """

    run: str
    least: int
    most: int
    word: bool


class _Way(NamedTuple):
    """How a match may begin, as far as it is read; ``goes_on``: more may be read."""

    run: str = ""
    least: int = 0
    most: int = 0
    word: bool = False
    goes_on: bool = True


_NOTHING = _Way()
_UNKNOWN = _Way(goes_on=False)
_ANYTHING = _Way(least=1, most=1)
_Ways = frozenset[_Way]


def landmarks(pattern: re.Pattern[str], lang: str) -> frozenset[Mark] | None:
    """Return runs one of which stands in every match; ``None`` where none is known."""
    ways = _sequence(parser.parse(pattern.pattern, pattern.flags), lang)
    if any(not way.run or way.most > _FAR for way in ways):
        return None
    marks = {_mark(way, lang) for way in ways}
    return frozenset(
        one
        for one in marks
        if not any((one.run[:n], *one[1:]) in marks for n in range(1, len(one.run)))
    )


def _mark(way: _Way, lang: str) -> Mark:
    first = way.run[0]
    word = lang == "en" and way.word and (first.isalnum() or first == "_")
    size = _INSIDE if lang == "en" and not word else len(way.run)
    return Mark(way.run[:size], way.least, way.most, word)


def _sequence(parts: Iterable[Any], lang: str) -> _Ways:
    """Return the ways in which a sequence of parts may begin."""
    found = frozenset((_NOTHING,))
    for more in _ways(parts, lang):
        joined = {_joined(one, other, lang) for one, other in product(found, more)}
        if len(joined) > _MANY:
            return _closed(found)
        found = frozenset(joined)
        if not any(way.goes_on for way in found):
            break
    return found


def _ways(parts: Iterable[Any], lang: str) -> Iterator[_Ways]:
    """Yield the ways of each part in turn, of characters in a row those of all."""
    for literal, some in groupby(parts, lambda part: part[0] is sre.LITERAL):
        if literal:
            run = "".join(_plain(code) for _, code in islice(some, LONGEST[lang]))
            yield frozenset((_Way(run),))
        else:
            yield from (_part(code, value, lang) for code, value in some)


def _joined(one: _Way, other: _Way, lang: str) -> _Way:
    """Read on from one way by another."""
    run, least, most, word, goes_on = one
    if not goes_on:
        return one
    if not run:
        word = other.word or (word and not other.most)
        least, most, run = least + other.least, most + other.most, other.run
    elif other.most:  # a gap after the run: it is read no further
        return _Way(run, least, most, word, goes_on=False)
    else:
        run += other.run
    going = other.goes_on and len(run) < LONGEST[lang]
    return _Way(run[: LONGEST[lang]], least, most, word, going)


def _closed(ways: _Ways) -> _Ways:
    return frozenset(way._replace(goes_on=False) for way in ways)


def _part(code: Any, value: Any, lang: str) -> _Ways:
    """Return the ways in which one part of a pattern may begin."""
    if code is sre.SUBPATTERN:
        return _sequence(value[-1], lang)
    if code is sre.BRANCH:
        return frozenset().union(*(_sequence(way, lang) for way in value[1]))
    if code in {sre.MAX_REPEAT, sre.MIN_REPEAT}:
        return _repeat(value, lang)
    return _class(value, lang) if code is sre.IN else frozenset((_single(code, value),))


def _single(code: Any, value: Any) -> _Way:
    """Return the only way of a part that is any character, or a condition."""
    if code in {sre.NOT_LITERAL, sre.ANY}:
        return _ANYTHING
    if code is sre.AT:
        return _Way(word=value is sre.AT_BOUNDARY)
    return _NOTHING if code in {sre.ASSERT, sre.ASSERT_NOT} else _UNKNOWN


def _repeat(value: tuple[int, int, Any], lang: str) -> _Ways:
    least, most, inner = value
    once = _sequence(inner, lang)
    if all(way.goes_on and not way.run for way in once):  # of some length, no more
        low, high = min(w.least for w in once), max(w.most for w in once)
        if high * most > _FAR:
            return frozenset((_UNKNOWN,))
        return frozenset((_Way(least=low * least, most=high * most),))
    copies = _copies(inner, max(least, 1), most, lang)
    return copies if least else copies | {_NOTHING}


def _copies(inner: Any, least: int, most: int, lang: str) -> _Ways:
    """Return the ways of a part that stands several times, as far as they are few."""
    found: _Ways = frozenset()
    longest = LONGEST[lang]
    enough = max(least, min(most, longest))
    for times in range(min(least, longest), enough + 1):
        ways = _sequence([(sre.SUBPATTERN, (inner,))] * times, lang)
        if len(found) + len(ways) > _FEW:
            return _closed(found or ways)
        found |= ways if times < enough or enough == most else _closed(ways)
    return found


def _class(members: Iterable[Any], lang: str) -> _Ways:
    found: set[str] = set()
    for code, value in members:
        if code is sre.LITERAL:
            found.add(_plain(value))
        elif code is sre.RANGE and value[1] - value[0] < _WIDE[lang]:
            found |= {_plain(c) for c in range(value[0], value[1] + 1)}
        elif code is sre.CATEGORY and value in _CATEGORIES:
            found.add(_CATEGORIES[value])
        else:
            return frozenset((_ANYTHING,))
    return frozenset(map(_Way, found))


def _plain(code: int) -> str:
    """Return a character as :func:`plain` writes it."""
    return plain(chr(code).lower())


def plain(text: str) -> str:
    """Write every digit 0 and every blank as a space, as landmarks are written."""
    return _SPACE.sub(" ", _DIGIT.sub("0", text))
