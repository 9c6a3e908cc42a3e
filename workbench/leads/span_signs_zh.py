"""What speaks for a character of a Chinese letter being in a name of a person or unit.

A sign is a number: what stands at a place and beside it, hashed. What stands there are
the characters, what the rules made of them (:class:`Ruled`), the last word of a unit
and the person ahead, what the letter says again. No sign holds two characters of
what the rules take for a person's name. :mod:`.span_choice_zh` adds up what was learned
of each sign.

Hashing: vector multiply-shift (Dietzfelbinger 1996), the top bits of a sum of products.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from string import ascii_letters, digits
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Pair = tuple[int, int]
"""First character of a stretch, and the one after the last."""
Ints = NDArray[np.int64]

BITS = 18
"""A sign is a number below two to the power of this."""
_PAD = 2
_PLACE, _UNIT, _OFFICE, _PERSON, _FIGURE, _STOP, _OUTSIDE = 1, 4, 7, 10, 13, 16, 17
_KINDS = {"named": 0, "organ": 1, "agency": 2, "village": 3}
_FAR, _AHEAD, _NEAR = 12, 15, 9  # characters
_NOT_IN_NAMES = "、:\"'()[]《》<>—…\t "
_ENDS_CLAUSE = "，。；！？,;!?\n"
_BREAK, _CLAUSE_END, _LETTER, _DIGIT = 1, 2, 14, 15
_EDGES = np.array([[12], [12], [_OUTSIDE]], np.uint64)
_IN_PERSON = np.array([0] * _PERSON + [1, 2, 3] + [0] * (_OUTSIDE + 1 - _FIGURE))
_LEVELS = "省市县区镇乡"
_ALIAS = 2  # characters by which a unit's name may begin again elsewhere
_SHORTEST = 4  # characters of a unit whose beginning is looked for


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the rules found in a folded letter, as spans of it.

    ``offices`` are regions that stand as a unit, ``figures`` dates and sums,
    ``endings`` the last words of units with their kinds; ``stops`` marks each character
    that no name holds.
    """

    units: Sequence[Pair]
    offices: Sequence[Pair]
    places: Sequence[Pair]
    persons: Sequence[Pair]
    figures: Sequence[Pair]
    endings: Sequence[tuple[int, int, str]]
    stops: bytes | bytearray


class Signs:
    """The signs of one letter of n characters; :meth:`rows` gives them in parts."""

    def __init__(self, text: str, ruled: Ruled) -> None:
        self.size = size = len(text)
        codes = np.frombuffer(
            text.encode("utf-32-le", "surrogatepass"), np.uint32
        ).astype(np.int64)
        classes = _classes().take(codes, mode="clip")
        plain = np.where(classes >= _LETTER, classes, codes)
        marks = _marks(size, ruled)
        heads = _heads(size, ruled.endings)
        hidden = _IN_PERSON.take(marks)
        self._rows = np.zeros((len(_NAMES), size + 2 * _PAD), np.uint64)
        self._rows[:3] = _EDGES
        for row, values in zip(
            self._rows[:, _PAD : _PAD + size],
            (
                plain,
                np.where(hidden, hidden, plain),
                marks,
                heads,
                _aliases(text, ruled.units),
                _again(codes),
                _to_head(classes, heads),
                _to_person(classes, ruled.persons),
            ),
            strict=True,
        ):
            row[:] = values

    def part(self, first: int, last: int) -> NDArray[np.uint32]:
        """Return the signs of characters ``first`` to ``last``: F x (last - first)."""
        block = np.empty((len(_PIECES), last - first), np.uint64)
        for piece, (row, shift) in zip(block, _PIECES, strict=True):
            piece[:] = self._rows[row, first + _PAD + shift : last + _PAD + shift]
        total = np.repeat(_SEEDS[:, None], last - first, axis=1)
        for (made, pieces), factor in zip(_SLOTS, _FACTORS, strict=True):
            total[made] += (block * factor).take(pieces, axis=0)
        return (total >> np.uint64(64 - BITS)).astype(np.uint32)


_MADE = (
    *("u-2", "u-1", "u0", "u1", "u2", "c-2 c-1", "c-1 c0", "c0 c1", "c1 c2"),
    *("c-2 c-1 c0", "c0 c1 c2", "m0", "m-1 m0", "m0 m1", "m-1 m0 m1", "m0 u0"),
    *("m0 u-1", "m0 u1", "m0 c0 c1", "m0 c-1 c0", "m0 m1 c1 c2", "m0 m-1 c-1 c-2"),
    *("h0 m0", "h0 h1", "h-1 h0", "h0 h1 c1", "d0", "d0 m0", "d0 c-1", "a0 a1"),
    *("a-1 a0", "a0 m0", "r-1 r0 r1", "r-1 r0 m0", "p0 m0 m1", "p0 h0 h1"),
)
"""The kinds of signs: what is looked at, and how far from the character itself."""


_NAMES = "ucmhardp"


def _piece(written: str) -> tuple[int, int]:
    return _NAMES.index(written[0]), int(written[1:])


_PIECES = sorted({_piece(one) for made in _MADE for one in made.split()})
_LONGEST_FIRST = sorted(_MADE, key=lambda made: -len(made.split()))
_DEPTH = len(_LONGEST_FIRST[0].split())
_SLOTS = [
    (
        slice(sum(len(made.split()) > depth for made in _MADE)),
        [
            _PIECES.index(_piece(made.split()[depth]))
            for made in _LONGEST_FIRST
            if len(made.split()) > depth
        ],
    )
    for depth in range(_DEPTH)
]
_FACTORS = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93],
    np.uint64,
)[:_DEPTH]
_SEEDS = np.arange(1, len(_MADE) + 1, dtype=np.uint64) * np.uint64(0xA0761D6478BD642F)


def bounds(
    size: int, spans: Iterable[Pair], first: int, into: Ints | None = None
) -> Ints:
    """Write each span as its first, inner and last characters: ``first`` and on."""
    out = np.zeros(size, np.int64) if into is None else into
    for start, end in spans:
        out[start:end] = first + 1
        out[start] = first
        out[end - 1] = first + 2
    return out


def _marks(size: int, ruled: Ruled) -> Ints:
    out = np.where(np.frombuffer(ruled.stops, np.uint8)[:size] > 0, _STOP, 0)
    for first, spans in (
        (_PLACE, ruled.places),
        (_UNIT, ruled.units),
        (_OFFICE, ruled.offices),
        (_PERSON, ruled.persons),
        (_FIGURE, ruled.figures),
    ):
        bounds(size, spans, first, out)
    return out


@cache
def _classes() -> NDArray[np.uint8]:
    """Return for each code point its class: letter, digit, break, end of a clause."""
    out = np.zeros(0x10000, np.uint8)
    out[list(map(ord, ascii_letters))] = _LETTER
    out[list(map(ord, digits))] = _DIGIT
    out[list(map(ord, _NOT_IN_NAMES))] = _BREAK
    out[list(map(ord, _ENDS_CLAUSE))] = _CLAUSE_END
    return out


def _heads(size: int, endings: Iterable[tuple[int, int, str]]) -> Ints:
    out = np.zeros(size, np.int64)
    for start, end, kind in endings:
        bounds(size, ((start, end),), 1 + 3 * _KINDS[kind], out)
    return out


def _aliases(text: str, units: Iterable[Pair]) -> Ints:
    """Mark where the beginning of a unit's name stands without the rest of it."""
    names: dict[str, None] = {}
    for start, end in units:
        if end - start >= _SHORTEST:
            level = max(map(text[start:end].rfind, _LEVELS)) + 1
            names[text[start : start + _ALIAS]] = None
            names[text[start + level : end][:_ALIAS]] = None
    out = np.zeros(len(text), np.int64)
    held = {start for start, _ in units}
    for name in names:
        at = text.find(name) if len(name) == _ALIAS else -1
        while at >= 0:
            if at not in held:
                out[at : at + _ALIAS] = 1, 2
            at = text.find(name, at + 1)
    return out


def _again(codes: Ints) -> Ints:
    """Tell of each two characters whether they stood before, and will again."""
    out = np.zeros(len(codes), np.int64)
    pairs = codes[:-1] << 21 | codes[1:]
    order = np.argsort(pairs, kind="stable")
    same = pairs[order][1:] == pairs[order][:-1]
    out[order[1:][same]] += 1
    out[order[:-1][same]] += 2
    return out


def _next(here: NDArray[np.bool_], places: Ints) -> Ints:
    """Return for each place the first at or after it where ``here`` holds, else n."""
    found = np.where(here, places, len(places))
    return np.minimum.accumulate(found[::-1])[::-1]


def _to_head(classes: NDArray[np.uint8], heads: Ints) -> Ints:
    """Tell how far ahead in the clause a unit's last word ends, and of which kind."""
    places = np.arange(len(heads))
    last = _ENDS_HEAD.take(heads)
    at = _next(last, places)
    far = at - places
    stop = _next((classes == _BREAK) | (classes == _CLAUSE_END), places)
    near = (at < stop) & (far < _FAR)
    return np.where(near, (far + 1) * 5 + heads.take(at, mode="clip") // 3, 0)


_ENDS_HEAD = np.array([False, *[False, False, True] * len(_KINDS)])


def _to_person(classes: NDArray[np.uint8], persons: Iterable[Pair]) -> Ints:
    """Tell how far ahead in the clause a person's name begins."""
    size = len(classes)
    places = np.arange(size)
    starts = np.zeros(size, np.bool_)
    starts[[start for start, _ in persons]] = True
    out = np.zeros(size, np.int64)
    at = _next(starts, places)[1:]
    far = at - places[:-1]
    stop = _next(classes == _CLAUSE_END, places)[1:]
    near = (at < stop) & (far < _AHEAD)
    out[:-1] = np.where(near, np.minimum(far, _NEAR), 0)
    return out
