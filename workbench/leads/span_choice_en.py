"""Which stretches of an English letter are names of persons and of units.

A linear model with three answers (person, unit, neither), learned from labelled letters
(``make weights``, :mod:`benchmarks.spans`), adds up the signs of each stretch; of
stretches that overlap those are kept that together say most. What a name says at one
place of a letter counts wherever the letter has it.

The weights stand in ``rules/lexicon/spans_en.npz``.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np

from workbench.leads.span_best import PERSON, UNIT, Chosen, heaviest
from workbench.leads.span_signs_en import Ruled, Signs
from workbench.leads.spans_en import Pair, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Said = tuple[float, float]
"""How much speaks for a person and for a unit, beyond neither."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each sign says (sign -> :data:`Said`) and from where on a name is one."""

    signs: Mapping[str, Said]
    cuts: Said


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
    signs = Signs(tokens_of(text), ruled)
    taken = bytearray(len(text))
    for start, end in known:
        taken[start:end] = b"\1" * (end - start)
    spans = signs.tokens.spans
    found: tuple[list[Pair], list[Pair]] = ([], [])
    for (first, last), kind in best(signs, shared(signs, said(signs, by)), by.cuts):
        span = spans[first][0], spans[last][1]
        if not any(taken[slice(*span)]):
            found[kind].append(span)
    return Chosen(tuple(found[PERSON]), tuple(found[UNIT]))


def said(signs: Signs, by: Weights) -> list[Said]:
    """Return what is said of each stretch of a letter."""
    starts: dict[int, Said] = {}
    ends: dict[int, Said] = {}
    out = []
    for pair in signs.pairs:
        first, last = pair
        if first not in starts:
            starts[first] = _sum(signs.start(first), by)
        if last not in ends:
            ends[last] = _sum(signs.end(last), by)
        own = _sum(signs.inner(pair), by)
        begins, closes = starts[first], ends[last]
        out.append((begins[0] + closes[0] + own[0], begins[1] + closes[1] + own[1]))
    return out


def _sum(signs: Iterable[str], by: Weights) -> Said:
    person = unit = 0.0
    get = by.signs.get
    for sign in signs:
        weight = get(sign)
        if weight is not None:
            person += weight[0]
            unit += weight[1]
    return person, unit


def shared(signs: Signs, values: Sequence[Said]) -> list[Said]:
    """Give a name that the letter has several times the mean of what is said of it.

    A place inside a longer name (Corrie in Corrie Aggregates) is left out, and left.
    """
    inside = _inside(signs.pairs, values)
    names = [signs.tokens.quote(pair) for pair in signs.pairs]
    sums: dict[str, tuple[float, float, int]] = {}
    for number, name in enumerate(names):
        if not inside[number]:
            person, unit, times = sums.get(name, (0.0, 0.0, 0))
            said_here = values[number]
            sums[name] = person + said_here[0], unit + said_here[1], times + 1
    out = list(values)
    for number, name in enumerate(names):
        if not inside[number]:
            person, unit, times = sums[name]
            out[number] = person / times, unit / times
    return out


def _inside(pairs: Sequence[Pair], values: Sequence[Said]) -> bytearray:
    """Tell which stretches lie in another for which something speaks."""
    out = bytearray(len(pairs))
    for number, (first, last) in enumerate(pairs):
        if max(values[number]) > 0:
            for other in range(bisect_left(pairs, (first, 0)), len(pairs)):
                if pairs[other][0] > last:
                    break
                if other != number and pairs[other][1] <= last:
                    out[other] = 1
    return out


def best(signs: Signs, values: Sequence[Said], cuts: Said) -> list[tuple[Pair, int]]:
    """Return stretches apart that together say most beyond the cuts, each with kind.

    The writer is no person. Weighted interval scheduling, O(n log n); of equals the
    stretch that ends first.
    """
    items = []
    for pair, (person, unit) in zip(signs.pairs, values, strict=True):
        beyond = person - cuts[PERSON], unit - cuts[UNIT]
        if max(beyond) <= 0:
            continue
        kind = PERSON if beyond[PERSON] >= beyond[UNIT] else UNIT
        if kind == PERSON and signs.is_own(pair):
            continue
        items.append((pair[1], pair[0], kind, beyond[kind]))
    return heaviest(items)


@cache
def weights() -> Weights:
    """Return the learned weights, read once."""
    path = files("workbench.rules") / "lexicon" / "spans_en.npz"
    with np.load(BytesIO(path.read_bytes()), allow_pickle=False) as stored:
        told = json.loads(stored["told"].tobytes())
        signs = stored["signs"].tobytes().decode().split("\n")
        values = stored["values"].astype(np.float64) * stored["scale"]
    pairs = map(tuple, values.tolist())
    return Weights(dict(zip(signs, pairs, strict=True)), tuple(told["cuts"]))
