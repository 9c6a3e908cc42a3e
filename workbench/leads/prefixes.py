"""Where in a text each of many patterns can match.

A letter is searched for hundreds of patterns, most of which no letter holds. For each
pattern it is drawn once which runs of characters stand in every match
(:mod:`.landmarks`). One pass over a letter then says at which places each pattern is
worth trying. What cannot be drawn is searched as ever, so the answers never depend on
the drawing, only the time does.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from operator import add
from typing import TYPE_CHECKING

from workbench.leads.landmarks import LONGEST, landmarks, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_WORD = re.compile(r"\b\w")
_CROWDED = 6
"""Characters a place to try from which trying each costs more than one search."""
_KEPT = 30_000  # runs of letters read before of which it is remembered what they mark

_Entry = tuple[int, range]
"""A pattern's id, and how many characters after its beginning a run may stand."""
_Entries = tuple[_Entry, ...]
_HERE = range(1)


class _Marked(dict[str, _Entries]):
    """Runs met so far -> the patterns of which a landmark begins there."""

    def __init__(self, landmarks: Mapping[str, list[_Entry]]) -> None:
        self.landmarks = landmarks

    def __missing__(self, run: str) -> _Entries:
        if len(self) >= _KEPT:
            self.clear()
        found: _Entries = ()
        for size in range(1, len(run) + 1):
            begun = self.landmarks.get(run[:size])
            if begun:
                found += tuple(begun)
        self[run] = found
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Prefixes:
    """The landmarks of a set of patterns; made by :func:`make_prefixes`.

    ``marked`` are those that a run of ``LONGEST`` characters begins with; ``loose``
    English ones that stand inside words too; ``telling`` are the ids of the patterns
    that have landmarks.
    """

    lang: str
    marked: _Marked
    loose: Mapping[str, _Entries]
    telling: frozenset[int]


@dataclass(frozen=True, slots=True, eq=False)
class Finder:
    """A text, with the places at which each pattern may match; see :func:`finder`.

    ``None``: nearly anywhere. A telling pattern without an entry matches nowhere.
    """

    text: str
    places: Mapping[int, list[int] | None]
    telling: frozenset[int]

    def finditer(
        self, pattern: re.Pattern[str], start: int, end: int
    ) -> Iterable[re.Match[str]]:
        """Return what ``pattern.finditer(text, start, end)`` returns."""
        key = id(pattern)
        if key in self.telling:
            places = self.places.get(key, ())
            if places is not None:
                return self._tried(pattern, places, start, end) if places else ()
        return pattern.finditer(self.text, start, end)

    def search(
        self, pattern: re.Pattern[str], start: int, end: int
    ) -> re.Match[str] | None:
        """Return what ``pattern.search(text, start, end)`` returns."""
        key = id(pattern)
        places = self.places.get(key, ()) if key in self.telling else None
        if places is None:
            return pattern.search(self.text, start, end)
        for number in range(bisect_left(places, start), len(places)):
            at = places[number]
            if at >= end:
                break
            match = pattern.match(self.text, at, end)
            if match is not None:
                return match
        return None

    def _tried(
        self, pattern: re.Pattern[str], places: Sequence[int], start: int, end: int
    ) -> Iterator[re.Match[str]]:
        """Yield the matches that begin at some places, left to right, apart."""
        for number in range(bisect_left(places, start), len(places)):
            at = places[number]
            if at >= end:
                return
            if at >= start:
                match = pattern.match(self.text, at, end)
                if match is not None:
                    yield match
                    start = match.end()


@lru_cache(maxsize=8)  # the letter at hand, by each set of patterns
def finder(prefixes: Prefixes, text: str) -> Finder:
    """Look once through a text for the landmarks of a set of patterns."""
    places: dict[int, list[int]] = {}
    spread: dict[int, set[int]] = {}
    for at, entries in _standing(prefixes, text):
        for key, backs in entries:
            if backs is _HERE:
                places.setdefault(key, []).append(at)
            else:
                spread.setdefault(key, set()).update(at - back for back in backs)
    for key, found in spread.items():
        places[key] = sorted(found.union(places.get(key, ())))
    most = len(text) // _CROWDED
    return Finder(
        text,
        {key: None if len(found) > most else found for key, found in places.items()},
        prefixes.telling,
    )


def _standing(prefixes: Prefixes, text: str) -> Iterator[tuple[int, _Entries]]:
    """Yield the places of landmarks in order, then of those inside English words."""
    whole = plain(_lower(text))
    places, runs = _index(whole, prefixes.lang)
    for at, entries in zip(places, map(prefixes.marked.__getitem__, runs), strict=True):
        if entries:
            yield at, entries
    for run, entries in prefixes.loose.items():
        at = whole.find(run)
        while at >= 0:
            yield at, entries
            at = whole.find(run, at + 1)


@lru_cache(maxsize=2)  # one letter's serves all sets of patterns
def _index(whole: str, lang: str) -> tuple[Sequence[int], Sequence[str]]:
    """Return where each run stands, English ones only where a word begins."""
    if lang == "zh":
        return range(len(whole)), list(map(add, whole, f"{whole[1:]} "))
    size = LONGEST[lang]
    starts = [match.start() for match in _WORD.finditer(whole)]
    return starts, [whole[at : at + size] for at in starts]


def _lower(text: str) -> str:
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)  # not İ


def make_prefixes(patterns: Iterable[re.Pattern[str]], lang: str) -> Prefixes:
    """Draw the landmarks of some patterns of a language."""
    anywhere: dict[str, list[_Entry]] = {}
    words: dict[str, list[_Entry]] = {}
    telling = set()
    for pattern in patterns:
        marks = landmarks(pattern, lang)
        if marks is None:
            continue
        telling.add(id(pattern))
        for mark in marks:
            backs = range(mark.least, mark.most + 1)
            if lang == "en" and not mark.word:
                anywhere.setdefault(mark.run, []).append((id(pattern), backs))
            else:
                backs = _HERE if backs == _HERE else backs
                words.setdefault(mark.run, []).append((id(pattern), backs))
    loose = {run: tuple(entries) for run, entries in anywhere.items()}
    return Prefixes(lang, _Marked(words), loose, frozenset(telling))
