"""Transfers between parties, and the statements that banks print of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Party:
    """Who pays or is paid: name, account and bank."""

    name: str
    account: str
    bank: str


@dataclass(frozen=True, slots=True)
class Transfer:
    """One payment; ``cents`` in hundredths, always positive."""

    when: datetime
    payer: Party
    payee: Party
    cents: int
    purpose: str
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a statement, seen from its owner; ``balance`` after it."""

    transfer: Transfer
    other: Party
    incoming: bool
    balance: int
    number: int


def statement(owner: Party, transfers: Iterable[Transfer]) -> list[Line]:
    """Return the owner's lines in time order; the balance never falls below zero.

    The opening balance is the least that keeps the account out of debt, and a little.
    """
    own = [t for t in transfers if owner in (t.payer, t.payee)]
    own.sort(key=lambda t: (t.when, t.payer.account, t.payee.account, t.cents))
    balance = least = 0
    for item in own:
        balance += item.cents if item.payee == owner else -item.cents
        least = min(least, balance)
    balance = 128_45 - least
    lines = []
    for number, item in enumerate(own, 1):
        incoming = item.payee == owner
        balance += item.cents if incoming else -item.cents
        other = item.payer if incoming else item.payee
        lines.append(Line(item, other, incoming, balance, number))
    return lines


def totals(lines: Iterable[Line]) -> tuple[int, int]:
    """Return the sums (hundredths) that came in and went out."""
    sums: dict[bool, int] = defaultdict(int)
    for line in lines:
        sums[line.incoming] += line.transfer.cents
    return sums[True], sums[False]


def yuan(cents: int) -> str:
    """Return hundredths as a plain decimal text."""
    return f"{cents // 100}.{cents % 100:02d}"
