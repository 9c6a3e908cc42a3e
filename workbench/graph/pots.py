"""Three rules for which money leaves an account first.

A *pot* holds parcels in the order they came: how much, and by which chain of transfers
it came from the one whose funds are followed (``None``: other money). Sums are whole
hundredths; nothing is lost or made by rounding.

- ``fifo``: first in, first out (Clayton's rule).
- ``proportional``: every parcel in the pot gives its share (pari passu).
- ``lowest``: other money leaves first, so followed funds stay as long as the balance
  lasts, and never exceed the lowest balance since they came (lowest intermediate
  balance); among followed parcels the first in goes first.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

Rule = Literal["fifo", "proportional", "lowest"]


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """A way that funds took: the last transfer, and the way up to it.

    Two are the same only where they are one object: comparing them link by link would
    go as deep as the way is long.
    """

    before: Chain | None
    move: int
    hops: int


class Parcel(NamedTuple):
    """Some money of one provenance."""

    amount: int
    chain: Chain | None


Pot = deque[Parcel]


def fifo(pot: Pot, amount: int) -> list[Parcel]:
    """Take a sum from the front of the pot."""
    taken = []
    while amount > 0 and pot:
        first = pot.popleft()
        if first.amount > amount:
            pot.appendleft(Parcel(first.amount - amount, first.chain))
            first = Parcel(amount, first.chain)
        taken.append(first)
        amount -= first.amount
    return taken


def lowest(pot: Pot, amount: int) -> list[Parcel]:
    """Take other money first, then followed funds from the front."""
    free = sum(parcel.amount for parcel in pot if parcel.chain is None)
    followed = deque(parcel for parcel in pot if parcel.chain is not None)
    own = min(free, amount)
    taken = [Parcel(own, None)] if own else []
    taken += fifo(followed, amount - own)
    pot.clear()
    if free > own:
        pot.append(Parcel(free - own, None))
    pot.extend(followed)
    return taken


def proportional(pot: Pot, amount: int) -> list[Parcel]:
    """Take the same share of every parcel, to the hundredth, largest remainders up."""
    whole = sum(parcel.amount for parcel in pot)
    if amount >= whole:
        taken = list(pot)
        pot.clear()
        return taken
    shares = [divmod(parcel.amount * amount, whole) for parcel in pot]
    short = amount - sum(share for share, _ in shares)
    order = sorted(range(len(shares)), key=lambda i: (-shares[i][1], i))
    given = [share for share, _ in shares]
    for i in order[:short]:
        given[i] += 1
    parcels = list(pot)
    pot.clear()
    taken = []
    for parcel, share in zip(parcels, given, strict=True):
        if share:
            taken.append(Parcel(share, parcel.chain))
        if parcel.amount > share:
            pot.append(Parcel(parcel.amount - share, parcel.chain))
    return taken


RULES: dict[Rule, Callable[[Pot, int], list[Parcel]]] = {
    "fifo": fifo,
    "proportional": proportional,
    "lowest": lowest,
}


def merged(pot: Pot, parcels: list[Parcel], rule: Rule) -> None:
    """Put parcels into a pot; other money beside other money is one parcel."""
    for parcel in parcels:
        last = pot[-1] if pot else None
        if parcel.chain is None and last is not None and last.chain is None:
            pot[-1] = Parcel(last.amount + parcel.amount, None)
        elif parcel.chain is None and rule == "proportional":
            _into_other(pot, parcel)
        else:
            pot.append(parcel)


def _into_other(pot: Pot, parcel: Parcel) -> None:
    """Keep other money as one parcel where order does not matter."""
    for i, held in enumerate(pot):
        if held.chain is None:
            pot[i] = Parcel(held.amount + parcel.amount, None)
            return
    pot.append(parcel)
