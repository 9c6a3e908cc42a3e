"""Direction of unsigned amounts, row by row, from a running balance."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def fitting(pairs: Sequence[tuple[int, int]]) -> int:
    """Count rows whose amount is just what the balance moved since the row before."""
    return sum(
        amount != 0 and abs(have - had) == abs(amount)
        for (_, had), (amount, have) in pairwise(pairs)
    )


def steps_of(
    rows: Sequence[tuple[int, object, object]],
) -> dict[int, str]:
    """Return row number -> ``out`` or ``in`` from the steps of a running balance.

    Parameters
    ----------
    rows
        Number, amount and balance of each row in file order, oldest or newest first;
        a row with a balance alone (carried forward) counts as a step's beginning.

    Returns
    -------
    dict
        Rows whose amount is not just what the balance moved are left out: nothing tells
        their direction. O(rows).
    """
    known = [(a, b) for _, a, b in rows if isinstance(a, int) and isinstance(b, int)]
    order = 1 if fitting(known) >= fitting(known[::-1]) else -1
    found: dict[int, str] = {}
    had: int | None = None
    for number, amount, have in rows[::order]:
        if isinstance(amount, int) and isinstance(have, int) and amount:
            moved = have - had if had is not None else have  # an account begins at nil
            if moved == amount:
                found[number] = "in"
            elif had is not None and moved == -amount:
                found[number] = "out"
        if isinstance(have, int):
            had = have
    return found
