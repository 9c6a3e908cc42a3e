"""One run through time: a pot an account, parcels marked by the chain they came by."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from workbench.graph.columns import day_number, day_of
from workbench.graph.flow import Flow, Flows, Hop
from workbench.graph.moves import sighted
from workbench.graph.pots import RULES, Chain, Parcel, Pot, Rule, merged

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.graph.linkgraph import LinkGraph
    from workbench.graph.moves import Moves

MOST = 200_000  # parcels under way before the smallest are let go
TOLD = 500_000  # hops told of in one answer


class Tracing:
    """Follows what leaves some accounts; ``run``, then ``answer``."""

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
