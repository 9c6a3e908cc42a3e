"""Where the money went: funds followed through accounts in the order of time.

What leaves the one asked about is marked; each account on the way passes money on by
one of three rules (``pots``), never before it came, never more than came. A *flow* is
one parcel of that money and the transfers it went through, up to where it rests; the
sums of all flows add up to what left.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.errors import UsageError
from workbench.graph.answer import Answer
from workbench.graph.columns import day_number, day_of
from workbench.graph.moves import moves_of, sighted, window
from workbench.graph.pots import RULES, Chain, Parcel, Pot, Rule, merged
from workbench.graph.values import units

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workbench.graph.columns import Flags, Sums
    from workbench.graph.linkgraph import LinkGraph
    from workbench.graph.moves import Moves
    from workbench.records import Source

MOST = 200_000  # parcels under way before the smallest are let go
TOLD = 500_000  # hops told of in one answer
ROUNDS = 32  # hops worked off by array before going transfer by transfer


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


def flows(
    graph: LinkGraph,
    who: str,
    *,
    since: date | None = None,
    until: date | None = None,
    least: float = 0,
    depth: int | None = None,
    rule: Rule = "fifo",
    kinds: Iterable[str] = (),
) -> Flows:
    """Follow what left an account, person, unit or fund.

    Parameters
    ----------
    graph
        The link graph.
    who
        Id or name; a holder stands for all accounts held.
    since, until
        First and last day on which money leaves; nothing is followed past ``until``.
        What moved before ``since`` still counts towards the balances.
    least
        Flows below this sum (currency units) are left out.
    depth
        Greatest number of hops; money rests, for this answer, where it is then.
    rule
        ``fifo``, ``proportional`` or ``lowest``.
    kinds
        Kinds of links to follow; all along which funds move where none is given.

    Returns
    -------
    Flows
        Same-day transfers keep the order of the files. O(transfers x parcels).

    Raises
    ------
    UnknownName, UsageError
        Where the name is unknown or the rule is none of the three.
    """
    if rule not in RULES:
        raise UsageError("graph.no_such_rule", rule=rule, known=", ".join(RULES))
    start = accounts_of(graph, graph.code(who))
    moves = window(moves_of(graph, kinds, start), None, until)
    floor = round(least * 100)
    near = _concerned(moves, start, len(graph), depth, since, floor)
    tracing = _Tracing(graph, moves.kept(near), start, rule, depth, floor, since)
    tracing.run()
    return tracing.answer()


def accounts_of(graph: LinkGraph, code: int) -> frozenset[int]:
    """Return an entity and the accounts it holds."""
    links = graph.link_columns
    if "holds" not in links.kinds:
        return frozenset({code})
    holds = (links.kind == links.kinds.index("holds")) & (links.source == code)
    return frozenset({code, *links.target[holds].tolist()})


def _concerned(
    moves: Moves,
    start: frozenset[int],
    size: int,
    depth: int | None,
    since: date | None,
    floor: int,
) -> Flags:
    """Transfers that touch an account the money can have reached in time.

    Round by round: an account is reached at the earliest transfer that leaves a reached
    account after it was reached itself.
    """
    never = len(moves)
    reached = np.full(size, never, np.int64)
    time = np.arange(len(moves))
    able = moves.amount >= floor
    leaving = np.isin(moves.source_at, sorted(start)) & able
    if since is not None:
        leaving &= moves.day >= day_number(since)
    np.minimum.at(reached, moves.target_at[leaving], time[leaving])
    own = np.zeros(size, np.bool_)
    own[sorted(start)] = True
    hops = 1
    while depth is None or hops < depth:
        if hops > ROUNDS and depth is None:
            _in_one_pass(moves, reached, able, own)
            break
        onward = able & (reached[moves.source_at] < time) & ~own[moves.source_at]
        better = onward & (time < reached[moves.target_at])
        if not better.any():
            break
        np.minimum.at(reached, moves.target_at[better], time[better])
        hops += 1
    inside = (reached < never) & ~own
    return inside[moves.source_at] | inside[moves.target_at] | own[moves.source_at]


def _in_one_pass(moves: Moves, reached: Sums, able: Flags, own: Flags) -> None:
    """Go on through the transfers one by one: long chains take too many rounds."""
    seen, never = reached.tolist(), len(moves)
    ends = moves.source_at.tolist(), moves.target_at.tolist()
    blocked = (~able | own[moves.source_at]).tolist()
    for i, (source, target, barred) in enumerate(zip(*ends, blocked, strict=True)):
        if not barred and seen[source] < i < seen[target] <= never:
            seen[target] = i
    reached[:] = seen


class _Tracing:
    """One run through time: a pot an account, parcels marked by their chain."""

    def __init__(
        self,
        graph: LinkGraph,
        moves: Moves,
        start: frozenset[int],
        rule: Rule,
        depth: int | None,
        floor: int,
        since: date | None,
    ) -> None:
        self.graph, self.moves, self.start = graph, moves, start
        self.rule: Rule = rule
        self.depth, self.floor = depth, floor
        self.since = None if since is None else day_number(since)
        self.pots: dict[int, Pot] = {}
        self.rested: dict[Chain, int] = {}
        self.chains: dict[tuple[int, int], Chain] = {}
        self.left = self.alive = self.below = 0

    def pot(self, account: int) -> Pot:
        """Return an account's pot, begun with its opening balance where known."""
        held = self.pots.get(account)
        if held is None:
            held = self.pots[account] = deque()
            opening = self.graph.opening.get(account, 0)
            if opening > 0:
                held.append(Parcel(opening, None))
        return held

    def run(self) -> None:
        """Go through the transfers in the order of time."""
        moves, take = self.moves, RULES[self.rule]
        columns = (moves.source_at, moves.target_at, moves.amount, moves.day)
        for i, (source, target, amount, day) in enumerate(
            zip(*(column.tolist() for column in columns), strict=True)
        ):
            if source == target:
                continue
            if source in self.start:
                if target in self.start or (
                    self.since is not None and day < self.since
                ):
                    parcels = [Parcel(amount, None)]
                else:
                    parcels = [Parcel(amount, Chain(None, i, 1))]
                    self.left += amount
            else:
                taken = take(self.pot(source), amount)
                parcels = [self._moved(parcel, i) for parcel in taken]
                short = amount - sum(parcel.amount for parcel in taken)
                if short:
                    parcels.append(Parcel(short, None))
            self._arrive(target, parcels)

    def _moved(self, parcel: Parcel, move: int) -> Parcel:
        before = parcel.chain
        if before is None:
            return parcel
        if self.depth is not None and before.hops >= self.depth:
            self._rest(parcel)
            return Parcel(parcel.amount, None)
        key = (id(before), move)  # the one before lives as long as this dict does
        if key not in self.chains:
            self.chains[key] = Chain(before, move, before.hops + 1)
        return Parcel(parcel.amount, self.chains[key])

    def _arrive(self, target: int, parcels: list[Parcel]) -> None:
        if target in self.start:
            for parcel in parcels:
                self._rest(parcel)
            return
        kept = [
            Parcel(parcel.amount, None) if parcel.amount < self.floor else parcel
            for parcel in parcels
        ]
        merged(self.pot(target), kept, self.rule)
        self.alive += sum(parcel.chain is not None for parcel in kept)
        if self.alive > MOST:
            self._let_go()

    def _rest(self, parcel: Parcel) -> None:
        if parcel.chain is not None:
            held = self.rested.get(parcel.chain, 0)
            self.rested[parcel.chain] = held + parcel.amount

    def _let_go(self) -> None:
        """Let the smallest parcels go, of equal ones the last that came."""
        parcels = (p for pot in self.pots.values() for p in pot)
        amounts = sorted(p.amount for p in parcels if p.chain is not None)
        self.alive = min(len(amounts), MOST // 2)
        if len(amounts) <= self.alive:
            return
        least = amounts[-self.alive]
        room = self.alive - (len(amounts) - bisect_right(amounts, least))
        self.floor, self.below = max(self.floor, least), least
        for pot in self.pots.values():
            kept = []
            for parcel in pot:
                tied = parcel.chain is not None and parcel.amount == least
                room -= tied
                gone = parcel.amount < least or (tied and room < 0)
                kept.append(Parcel(parcel.amount, None) if gone else parcel)
            pot.clear()
            merged(pot, kept, self.rule)

    def _shorten(self) -> None:
        """Let the smallest flows go where to tell of all would take too many hops."""
        ends = sorted(self.rested.items(), key=lambda rest: -rest[1])
        hops = 0
        for told, (end, amount) in enumerate(ends):
            hops += end.hops
            if told and hops > TOLD:
                self.below = max(self.below, amount)
                self.rested = dict(ends[:told])
                return

    def answer(self) -> Flows:
        """Gather what rests where."""
        for parcel in chain.from_iterable(self.pots.values()):
            self._rest(parcel)
        self._shorten()
        ways = {
            tuple(_moves_on(end)): amount
            for end, amount in self.rested.items()
            if amount >= self.floor
        }
        return Flows(
            found=tuple(self._flow(way, ways) for way in sorted(ways)),
            left=self.left,
            undated=self.moves.undated,
            below=self.below,
        )

    def _flow(self, way: tuple[int, ...], ways: Mapping[tuple[int, ...], int]) -> Flow:
        ids, moves, amount = self.graph.entity_columns.ids, self.moves, ways[way]
        hops = []
        for move in way:
            day = day_of(int(moves.day[move]))
            hops.append(
                Hop(
                    source=ids[int(moves.source_at[move])],
                    target=ids[int(moves.target_at[move])],
                    day=day or date.min,
                    amount=amount,
                    transfer=int(moves.amount[move]),
                    records=sighted(self.graph, int(moves.row[move])),
                )
            )
        passed = [int(moves.target_at[move]) for move in way[:-1]]
        unknown = [ids[c] for c in passed if c not in self.graph.opening]
        return Flow(
            hops=tuple(hops),
            amount=amount,
            rule=self.rule,
            from_zero=tuple(dict.fromkeys(unknown)),
        )


def _moves_on(end: Chain) -> list[int]:
    """Transfers of a chain, first to last."""
    way: list[int] = []
    here: Chain | None = end
    while here is not None:
        way.append(here.move)
        here = here.before
    return way[::-1]
