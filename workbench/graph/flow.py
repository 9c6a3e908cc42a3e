"""What following funds hands out: hops, flows, and the answer that holds them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.graph.answer import Answer
from workbench.graph.values import units

if TYPE_CHECKING:
    from datetime import date

    from workbench.graph.pots import Rule
    from workbench.records import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One transfer that a flow went through.

    Parameters
    ----------
    source, target
        Ids of the accounts (of the parties where no account is known).
    day
        When.
    amount
        How much of the followed money this flow carried over it, hundredths.
    transfer
        The whole transfer, hundredths.
    records
        Every record of it.
    """

    source: str
    target: str
    day: date
    amount: int
    transfer: int
    records: tuple[Source, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the hop of INTERFACE, and the whole transfer's sum."""
        return {
            "from": self.source,
            "to": self.target,
            "date": self.day.isoformat(),
            "amount": units(self.amount),
            "transfer": units(self.transfer),
            "records": [record.to_json() for record in self.records],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """One parcel of followed money.

    Parameters
    ----------
    hops
        In the order of time.
    amount
        What arrived at the end and rests there, hundredths.
    rule
        By which rule the accounts on the way passed it on.
    from_zero
        Accounts on the way whose opening balance is not known, so that the first
        inflows count from zero.
    """

    hops: tuple[Hop, ...]
    amount: int
    rule: Rule
    from_zero: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the flow of INTERFACE."""
        said: dict[str, Any] = {
            "hops": [hop.to_json() for hop in self.hops],
            "amount": units(self.amount),
            "rule": self.rule,
        }
        if self.from_zero:
            said["from_zero"] = list(self.from_zero)
        return said

    def __str__(self) -> str:
        """Draw it in one line."""
        way = [self.hops[0].source]
        way += [f"-{units(h.amount):,} {h.day}-> {h.target}" for h in self.hops]
        return " ".join(way)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Flows(Answer[Flow]):
    """An answer to ``flows``: a sequence of :class:`Flow` in the order of time.

    Parameters
    ----------
    found
        The flows.
    left
        What left the one asked about in all, hundredths.
    undated
        Transfers without a day, which cannot be followed.
    below
        Flows smaller than this (hundredths) were let go, and of those that equal it
        the last, there being too many.
    """

    found: tuple[Flow, ...]
    left: int
    undated: int = 0
    below: int = 0
