"""Which stretches of a Chinese letter are names of persons and of units.

A linear model, learned from labelled letters (``make weights``,
:mod:`benchmarks.spans_zh`), says of each character how much speaks for it being the
first, an inner or the last of a person's or a unit's name, from the signs of
:mod:`.span_signs_zh`. Of stretches that overlap those are kept that together say most.

The weights stand in ``rules/lexicon/spans_zh.npz``.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from workbench.leads.span_best import PERSON, UNIT, Chosen, heaviest
from workbench.leads.span_signs_zh import BITS, Pair, Ruled, Signs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Floats = NDArray[np.float32]

PARTS = 6
"""First, inner and last character of a unit, then of a person."""
_FIRST = {UNIT: 0, PERSON: 3}
_LONGEST = {UNIT: 30, PERSON: 8}
_FLOOR = -4.0  # below this no character begins or ends a name
_BLOCK = 2_000  # characters weighed at once
_NEVER = -1e6


@dataclass(frozen=True, slots=True)
class Weights:
    """What each sign says of each part of a name, beyond what it says of none.

    ``number[sign]`` is the row of ``values`` (R x 6); row 0 says nothing. ``cuts`` are
    for persons and units, from where on a name is one, ``trust`` is what is added where
    the rules say so too.
    """

    number: NDArray[np.uint16]
    values: Floats
    cuts: tuple[float, float]
    trust: tuple[float, float]


def choose(
    text: str, ruled: Ruled, known: Sequence[Pair] = (), by: Weights | None = None
) -> Chosen:
    """Choose the names of a letter among all stretches that may be one.

    Parameters
    ----------
    text
        Folded text; all spans are in it. Costs O(n log n) of its length.
    ruled
        What the rules found; one opinion among others.
    known
        Spans that are taken already (names of the case): nothing touches them.
    by
        Weights; by default those of the language.
    """
    by = by or weights()
    told = said(Signs(text, ruled), by)
    for start, end in known:
        told[start:end] = _NEVER
    person, unit = by.trust
    if len(text) <= _SHORT:
        person = max(person, _RULES)
    return best(told, ruled, by.cuts, (person, unit))


_SHORT = 45  # characters of a plain statement: no letter learned from is so short
_RULES = 4.0  # trust in a person of the rules there, against nearly anything


def said(signs: Signs, by: Weights) -> Floats:
    """Return how much speaks for each part at each of n characters: n x 6."""
    out = np.empty((signs.size, PARTS), np.float32)
    for first in range(0, signs.size, _BLOCK):
        last = min(first + _BLOCK, signs.size)
        rows = by.number.take(signs.part(first, last))
        out[first:last] = by.values.take(rows, axis=0).sum(axis=0)
    return out


def best(
    told: Floats, ruled: Ruled, cuts: tuple[float, float], trust: tuple[float, float]
) -> Chosen:
    """Return the stretches apart that together say most beyond the cuts."""
    items = []
    for kind, own in (
        (PERSON, ruled.persons),
        (UNIT, [*ruled.units, *ruled.offices]),
    ):
        by_rule = frozenset(own)
        for span, value in _stretches(told, kind, own):
            beyond = value - cuts[kind] + trust[kind] * (span in by_rule)
            if beyond > 0:
                items.append((span[1] - 1, span[0], kind, beyond))
    found: tuple[list[Pair], list[Pair]] = ([], [])
    for (first, last), kind in heaviest(items):
        found[kind].append((first, last + 1))
    return Chosen(tuple(found[PERSON]), tuple(found[UNIT]))


def _stretches(
    told: Floats, kind: int, own: Sequence[Pair]
) -> Iterator[tuple[Pair, float]]:
    """Yield each stretch that may be a name, what speaks for it, and the rules' own."""
    part, longest = _FIRST[kind], _LONGEST[kind]
    begins, ends = told[:, part], told[:, part + 2]
    firsts = np.flatnonzero(begins > _FLOOR).tolist()
    lasts = np.flatnonzero(ends > _FLOOR).tolist()
    pairs = {(start, end - 1) for start, end in own if end - start > 1}
    for first in firsts:
        at = bisect_right(lasts, first)
        while at < len(lasts) and lasts[at] < first + longest:
            pairs.add((first, lasts[at]))
            at += 1
    if not pairs:
        return
    begin, end = begins.tolist(), ends.tolist()  # plain numbers: many, one by one
    inner = [0.0, *np.cumsum(told[:, part + 1], dtype=np.float64).tolist()]
    for first, last in sorted(pairs):
        value = begin[first] + end[last] + inner[last] - inner[first + 1]
        yield (first, last + 1), value


@cache
def weights() -> Weights:
    """Return the learned weights, read once."""
    path = files("workbench.rules") / "lexicon" / "spans_zh.npz"
    with np.load(BytesIO(path.read_bytes()), allow_pickle=False) as stored:
        told = json.loads(stored["told"].tobytes())
        signs = np.cumsum(stored["signs"].astype(np.int64))
        values = stored["values"].astype(np.float32) * np.float32(told["scale"])
    number = np.zeros(1 << BITS, np.uint16)
    number[signs] = np.arange(1, len(signs) + 1)
    nothing = np.zeros((1, PARTS), np.float32)
    return Weights(
        number,
        np.concatenate([nothing, values]),
        *map(tuple, (told["cuts"], told["trust"])),
    )
