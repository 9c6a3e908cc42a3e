"""Stretches that stand apart and together say most: persons and units of a letter."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Pair = tuple[int, int]
PERSON, UNIT = 0, 1


@dataclass(frozen=True, slots=True)
class Chosen:
    """Character spans of persons and of units, each in order, without overlaps."""

    persons: tuple[Pair, ...]
    units: tuple[Pair, ...]


def heaviest(items: Iterable[tuple[int, int, int, float]]) -> list[tuple[Pair, int]]:
    """Return stretches apart of the greatest sum of weights, each with its kind.

    Parameters
    ----------
    items
        Last place, first place, kind and weight (above 0) of each stretch.

    Notes
    -----
    Weighted interval scheduling, O(n log n); of equals the stretch that ends first.
    """
    ends = [-1]
    totals = [0.0]
    chosen: list[tuple[int, tuple[Pair, int]] | None] = [None]
    for last, first, kind, value in sorted(items):
        before = bisect_left(ends, first) - 1
        if totals[before] + value > totals[-1]:
            totals.append(totals[before] + value)
            chosen.append((before, ((first, last), kind)))
        else:
            totals.append(totals[-1])
            chosen.append((len(totals) - 2, ((-1, -1), -1)))
        ends.append(last)
    out = []
    step = chosen[-1]
    while step is not None:
        if step[1][1] >= 0:
            out.append(step[1])
        step = chosen[step[0]]
    return out[::-1]
