"""Which allegations fit into the person-days: an exact 0-1 knapsack.

Costs are counted in half person-days. One table answers every capacity up to the sum of
all costs, so what would change the choice is read off rather than guessed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

HALF = 2
"""Units in a person-day."""


@dataclass(frozen=True, slots=True)
class Item:
    """One allegation: its value, its person-days, whether it must be in."""

    id: str
    value: float
    cost: float


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen at one capacity, and what would change that.

    ``enters`` holds for each item left out the extra person-days at which it would be
    in, ``drops`` for each chosen how many fewer person-days would push it out.
    """

    chosen: tuple[str, ...]
    value: float
    cost: float
    enters: dict[str, float]
    drops: dict[str, float]


def choose(
    items: Sequence[Item], capacity: float, *, most: int | None = None
) -> Choice:
    """Return the most valuable set within ``capacity`` person-days.

    Parameters
    ----------
    most
        How many items may be chosen at all; any number when absent.

    Notes
    -----
    Ties: less cost, then the smaller ids. Exact; O(items * most * total cost).
    """
    ordered = sorted(items, key=lambda i: i.id)
    total = sum(_units(i) for i in ordered)
    room = int(capacity * HALF)
    sets = _table(ordered, max(total, room), min(most or len(items), len(items)))
    chosen = sets[min(room, len(sets) - 1)]
    names = tuple(ordered[i].id for i in chosen)
    enters = {}
    drops = {}
    for n, item in enumerate(ordered):
        if n in chosen:
            out = next((r for r in range(room, -1, -1) if n not in sets[r]), 0)
            drops[item.id] = (room - out) / HALF
        else:
            into = next((r for r in range(room, len(sets)) if n in sets[r]), None)
            if into is not None:
                enters[item.id] = (into - room) / HALF
    value = sum(ordered[i].value for i in chosen)
    cost = sum(ordered[i].cost for i in chosen)
    return Choice(names, value, cost, enters, drops)


def rise(
    items: Sequence[Item],
    name: str,
    capacity: float,
    *,
    most: int | None = None,
    grain: float = 0.2,
) -> float | None:
    """Return by how much a value must rise for its item to be chosen.

    In steps of ``grain``, up to 64 of them; ``None`` where even that does not do.
    Six knapsacks, since being chosen is monotone in the item's own value.
    """
    room = int(capacity * HALF)
    count = min(most or len(items), len(items))

    def chosen(steps: int) -> bool:
        ordered = sorted(items, key=lambda i: i.id)
        raised = [
            replace(i, value=i.value + steps * grain) if i.id == name else i
            for i in ordered
        ]
        return name in {ordered[n].id for n in _table(raised, room, count)[room]}

    low, high = 0, 64
    if not chosen(high):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if chosen(middle) else (middle, high)
    return round(high * grain, 6)


def _units(item: Item) -> int:
    return ceil(item.cost * HALF)


_Best = tuple[float, int, tuple[int, ...]]


def _table(items: Sequence[Item], most: int, count: int) -> list[tuple[int, ...]]:
    """Best set for every capacity 0..most, at most ``count`` items, as indices."""
    nothing: _Best = (0.0, 0, ())
    best = [[nothing] * (most + 1) for _held in range(count + 1)]
    for n, item in enumerate(items):
        units = _units(item)
        for held in range(count, 0, -1):
            row, fewer = best[held], best[held - 1]
            for room in range(most, units - 1, -1):
                value, cost, chosen = fewer[room - units]
                with_it = (round(value + item.value, 9), cost + units, (*chosen, n))
                if _better(with_it, row[room]):
                    row[room] = with_it
    return [chosen for _value, _cost, chosen in best[count]]


def _better(one: _Best, other: _Best) -> bool:
    return (-one[0], one[1], one[2]) < (-other[0], other[1], other[2])
