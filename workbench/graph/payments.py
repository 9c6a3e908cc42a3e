"""Rows along which funds move: payments, budget lines, subsidies.

A payment joins its holders where they are known, and remembers the accounts at either
end, since funds are followed account by account. The same transfer often stands in both
sides' statements: it is kept once, with both records.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from workbench.graph.collecting import Batch, of_table
from workbench.graph.columns import NO_DAY, NO_SUM
from workbench.graph.parties import UNKNOWN, account_key
from workbench.graph.sentences import End

if TYPE_CHECKING:
    from workbench.graph.collecting import Collector
    from workbench.graph.columns import Flags, Ints
    from workbench.graph.reading import RecordTable


def add_payments(collector: Collector, table: RecordTable) -> dict[int, int]:
    """Add the rows of the payment tables.

    Returns
    -------
    dict
        Opening balances: account code -> hundredths before its first known transfer.
    """
    if not len(table):
        return {}
    payer, payer_at = _side(collector, table, "payer")
    payee, payee_at = _side(collector, table, "payee")
    payer, payer_at = _filled(
        collector, (payer, payer_at), payee_at, table.texts("payer")
    )
    payee, payee_at = _filled(
        collector, (payee, payee_at), payer_at, table.texts("payee")
    )
    batch = of_table(table, "payment", payer, payee, first="date", amount="amount")
    batch.source_at, batch.target_at = payer_at, payee_at
    batch.same_as = sightings(batch, _statements(table))
    _take_accounts(batch)
    _add_holders(collector, table, batch)
    collector.add(batch)
    return opening_balances(collector, table, batch)


def _accounts(collector: Collector, table: RecordTable, column: str) -> Ints:
    codes, keys = table.cells(column, account_key)
    for key in keys:
        collector.parties.thing(key, "account")
    return collector.coded(keys, codes)


def _side(collector: Collector, table: RecordTable, side: str) -> tuple[Ints, Ints]:
    """Return the holder and the account on one side of each payment.

    Where the row names no holder it is the account's only known holder, else the
    account itself; where it gives no account the holder stands for it.
    """
    account = _accounts(collector, table, f"{side}_account")
    holder = collector.end(table, End("anyone", side))
    known = _only_holder(holder, account, len(collector.codes))
    named = np.where(holder >= 0, holder, known[account])
    named = np.where(named >= 0, named, account)
    return named, np.where(account >= 0, account, named)


def _only_holder(holder: Ints, account: Ints, size: int) -> Ints:
    """Return each account's holder where all rows agree on one, else -1."""
    both = (holder >= 0) & (account >= 0)
    low = np.full(size + 1, np.iinfo(np.int32).max, np.int32)
    high = np.full(size + 1, -1, np.int32)
    np.minimum.at(low, account[both], holder[both])
    np.maximum.at(high, account[both], holder[both])
    found: Ints = np.where(low == high, high, -1)
    found[-1] = -1
    return found


def _filled(
    collector: Collector,
    side: tuple[Ints, Ints],
    other: Ints,
    said: tuple[Ints, list[str]],
) -> tuple[Ints, Ints]:
    """Stand in for a side that the row leaves open, so that balances still hold."""
    holder, at = side
    found = collector.stand_ins(holder, other, (said[0], [*said[1], UNKNOWN]))
    return found, np.where(at < 0, found, at)


def _statements(table: RecordTable) -> Ints:
    """Which statement each row comes from: content, sheet and own account."""
    own, _ = table.texts("own_account")
    keys = table.place.astype(np.int64) * (int(own.max(initial=-1)) + 2) + own + 1
    _, back = np.unique(keys, return_inverse=True)
    return back.astype(np.int32)


def sightings(batch: Batch, statement: Ints) -> dict[int, int]:
    """Find transfers that stand in more than one statement.

    The k-th transfer of a sum between two on a day in one statement is the k-th such
    transfer in another, unless both name accounts and these differ.

    Returns
    -------
    dict
        Row -> the first row that tells of the same transfer.
    """
    if len(statement) < 2 or statement.max() == 0:  # noqa: PLR2004 - nothing to compare
        return {}
    usable = (batch.first != NO_DAY) & (batch.amount != NO_SUM)
    usable &= (batch.source >= 0) & (batch.target >= 0)
    rows = np.flatnonzero(usable)
    sort = np.lexsort(
        (
            rows,
            statement[rows],
            batch.amount[rows],
            batch.first[rows],
            batch.target[rows],
            batch.source[rows],
        )
    )
    rows = rows[sort]
    new = np.ones(len(rows), np.bool_)
    for column in (batch.source, batch.target, batch.first, batch.amount):
        new[1:] &= column[rows[1:]] == column[rows[:-1]]
    new[1:] = ~new[1:]
    starts = np.append(np.flatnonzero(new), len(rows))
    several = np.flatnonzero(np.diff(starts) > 1)
    found: dict[int, int] = {}
    for group in several.tolist():
        members = rows[starts[group] : starts[group + 1]]
        if statement[members[0]] != statement[members[-1]]:
            _match(batch, statement, members.tolist(), found)
    return found


def _match(
    batch: Batch, statement: Ints, members: list[int], found: dict[int, int]
) -> None:
    """Pair the rows of one group across statements, each row once."""
    kept: list[tuple[int, set[int]]] = []
    for row in sorted(members):
        mine = int(statement[row])
        for first, seen_in in kept:
            if mine not in seen_in and _agree(batch, first, row):
                seen_in.add(mine)
                found[row] = first
                break
        else:
            kept.append((row, {mine}))


def _agree(batch: Batch, one: int, other: int) -> bool:
    for at, party in ((batch.source_at, batch.source), (batch.target_at, batch.target)):
        if at is None:
            continue
        a, b = int(at[one]), int(at[other])
        if a != b and a != int(party[one]) and b != int(party[other]):
            return False
    return True


def _take_accounts(batch: Batch) -> None:
    """Let a transfer seen twice know the accounts that either sighting names."""
    for at, party in ((batch.source_at, batch.source), (batch.target_at, batch.target)):
        if at is None:
            continue
        for row, first in batch.same_as.items():
            if at[first] == party[first]:
                at[first] = at[row]


def _add_holders(collector: Collector, table: RecordTable, batch: Batch) -> None:
    """Add who holds which account, once a file."""
    for holder, account in (
        (batch.source, batch.source_at),
        (batch.target, batch.target_at),
    ):
        if account is not None:
            add_holdings(collector, table, holder, account)


def add_holdings(
    collector: Collector, table: RecordTable, holder: Ints, account: Ints
) -> None:
    """Add links from holders to accounts, the first row of each in each file."""
    rows = np.flatnonzero((holder >= 0) & (account >= 0) & (holder != account))
    keys = np.stack([holder[rows], account[rows], table.place[rows]])
    _, first = np.unique(keys, axis=1, return_index=True)
    keep = np.zeros(len(holder), np.bool_)
    keep[rows[first]] = True
    collector.add(of_table(table, "holds", holder, account), keep)


def opening_balances(
    collector: Collector, table: RecordTable, batch: Batch
) -> dict[int, int]:
    """Read the balance before each statement's first transfer off its balances."""
    balance = table.sums("balance")
    own = _accounts(collector, table, "own_account")
    known = (balance != NO_SUM) & (own >= 0) & (batch.first != NO_DAY)
    rows = np.flatnonzero(known & (batch.amount != NO_SUM))
    if not len(rows) or batch.source_at is None or batch.target_at is None:
        return {}
    rows = rows[np.lexsort((table.row[rows], batch.first[rows], own[rows]))]
    starts = np.append(np.flatnonzero(np.diff(own[rows], prepend=-1)), len(rows))
    found: dict[int, int] = {}
    for a, b in pairwise(starts.tolist()):
        mine = rows[a:b]
        code = int(own[mine[0]])
        first = _first_row(batch, table.row, mine)
        if batch.source_at[first] == code:
            found[code] = int(balance[first] + batch.amount[first])
        elif batch.target_at[first] == code:
            found[code] = int(balance[first] - batch.amount[first])
    return found


def _first_row(batch: Batch, row: Ints, mine: Ints) -> int:
    """First transfer of a statement, which may run from the newest to the oldest."""
    place = batch.place[mine] == batch.place[mine[0]]
    here = mine[place]
    by_row = here[np.argsort(row[here], kind="stable")]
    backward = batch.first[by_row[0]] > batch.first[by_row[-1]]
    same_day = here[batch.first[here] == batch.first[here].min()]
    return int(same_day[-1] if backward else same_day[0])


def add_budget(collector: Collector, table: RecordTable) -> None:
    """Add budget lines: from unit to unit, the first one from the fund itself."""
    if not len(table):
        return
    fund = collector.end(table, End("fund", "fund", instead="number"))
    giver = collector.end(table, End("unit", "from_unit"))
    taker = collector.end(table, End("unit", "to_unit"))
    passed_on = _received(fund, giver, taker)
    source = np.where(passed_on, giver, fund)
    batch = of_table(table, "budget", source, taker, first="date", amount="amount")
    collector.add(batch)


def _received(fund: Ints, giver: Ints, taker: Ints) -> Flags:
    """Whether the giver of each line got the same fund by another line."""
    got: set[tuple[int, int]] = set(zip(fund.tolist(), taker.tolist(), strict=True))
    pairs = zip(fund.tolist(), giver.tolist(), strict=True)
    return np.array([pair[1] >= 0 and pair in got for pair in pairs], np.bool_)


def add_subsidies(collector: Collector, table: RecordTable) -> None:
    """Add subsidies from fund to recipient, into the account that the roll names."""
    if not len(table):
        return
    fund = collector.end(table, End("fund", "fund"))
    recipient = collector.end(table, End("anyone", "recipient", "id_number"))
    account = _accounts(collector, table, "account")
    batch = of_table(table, "subsidy", fund, recipient, first="date", amount="amount")
    batch.target_at = np.where(account >= 0, account, recipient)
    add_holdings(collector, table, recipient, account)
    collector.add(batch)


def add_wage_accounts(collector: Collector, table: RecordTable) -> None:
    """Add who holds the account that a payroll pays into."""
    if len(table):
        person = collector.end(table, End("person", "person", "id_number"))
        account = _accounts(collector, table, "account")
        add_holdings(collector, table, person, account)
