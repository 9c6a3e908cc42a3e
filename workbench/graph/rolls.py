"""One movement told twice: on the roll of a subsidy and in the statement of a bank.

The roll says fund and recipient, the statement who paid and into which account. It is
one sum of money: it is followed once, and each of the two links rests on both records.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

import numpy as np

from workbench.graph.columns import NO_DAY, NO_SUM
from workbench.ontology.thresholds import threshold

if TYPE_CHECKING:
    from workbench.graph.columns import EntityColumns, Flags, Ints, Rows

ROLL, TRANSFER = "subsidy", "payment"
CANDIDATES = 100  # equal transfers to one end looked at for one line


def paid_out(rows: Rows, entities: EntityColumns) -> dict[int, int]:
    """Find the transfer by which each line of a roll was paid.

    Parameters
    ----------
    rows
        All rows, in reading order.
    entities
        Who stands at their ends.

    Returns
    -------
    dict
        Roll row -> transfer row: the same sum to the same recipient or account, not
        from a person, within a few days; the nearest day first, each used once.
    """
    if ROLL not in rows.kinds or TRANSFER not in rows.kinds:
        return {}
    known = (rows.first != NO_DAY) & (rows.amount != NO_SUM) & (rows.amount > 0)
    rolls = np.flatnonzero(known & (rows.kind == rows.kinds.index(ROLL)))
    moved = known & (rows.kind == rows.kinds.index(TRANSFER))
    moved[list(rows.same_as)] = False
    moved &= np.isin(rows.amount, np.unique(rows.amount[rolls]))
    moved &= ~_persons(entities)[rows.source]
    by_end = _by_end(rows, np.flatnonzero(moved))
    pairs = sorted(
        (days, roll, one)
        for roll in rolls.tolist()
        for days, one in _near(rows, roll, by_end)
    )
    found: dict[int, int] = {}
    used: set[int] = set()
    for _days, roll, one in pairs:
        if roll not in found and one not in used:
            found[roll] = one
            used.add(one)
    return found


def _near(
    rows: Rows, roll: int, by_end: dict[tuple[int, int], list[tuple[int, int]]]
) -> list[tuple[int, int]]:
    """Return how many days off each transfer is that may have paid a line."""
    day, span = int(rows.first[roll]), threshold("roll_days")
    found: dict[int, int] = {}
    for end in _ends(rows, roll):
        held = by_end.get(end, [])
        first = bisect_left(held, (day - span, -1))
        for then, one in held[first : first + CANDIDATES]:
            if then <= day + span:
                found[one] = abs(then - day)
    return sorted((days, one) for one, days in found.items())


def _persons(entities: EntityColumns) -> Flags:
    kinds = np.array([kind == "person" for kind in entities.kinds], np.bool_)
    found: Flags = kinds[entities.kind]
    return found


def _ends(rows: Rows, row: int) -> tuple[tuple[int, int], ...]:
    """Return recipient and account of a row, each with the sum."""
    amount, target = int(rows.amount[row]), int(rows.target[row])
    at = target if rows.target_at is None else int(rows.target_at[row])
    return ((target, amount), (at, amount))


def _by_end(rows: Rows, some: Ints) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """Return day and row of the transfers to each end, by day."""
    found: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for row in some.tolist():
        for end in dict.fromkeys(_ends(rows, row)):
            found.setdefault(end, []).append((int(rows.first[row]), row))
    for held in found.values():
        held.sort()
    return found
