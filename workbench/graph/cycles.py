"""Funds that come back to their payer, in the order of time.

A cycle is a run of transfers, each later than the one before (same-day ones in file
order), from one entity through others, each once, back to the first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.graph.columns import day_of
from workbench.graph.engine import Csr, counted, distances, ranges
from workbench.graph.moves import moves_of, sighted, window
from workbench.graph.values import units

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workbench.graph.columns import Flags, Ints, Sums
    from workbench.graph.linkgraph import LinkGraph
    from workbench.graph.moves import Moves
    from workbench.graph.values import Entity
    from workbench.records import Source

LIMIT = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """One transfer of a cycle; ``amount`` in hundredths."""

    source: str
    target: str
    day: date
    amount: int
    records: tuple[Source, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the transfer of INTERFACE."""
        return {
            "from": self.source,
            "to": self.target,
            "date": self.day.isoformat(),
            "amount": units(self.amount),
            "records": [record.to_json() for record in self.records],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """Funds that came back.

    Parameters
    ----------
    entities
        Each once, in order; the payer first.
    transfers
        In the order of time; the last one reaches the payer.
    returned
        The smallest transfer, hundredths: no more than that can have come back.
    """

    entities: tuple[Entity, ...]
    transfers: tuple[Transfer, ...]
    returned: int

    def to_json(self) -> dict[str, Any]:
        """Return the cycle of INTERFACE."""
        return {
            "entities": [entity.to_json() for entity in self.entities],
            "transfers": [transfer.to_json() for transfer in self.transfers],
            "returned": units(self.returned),
        }

    def __str__(self) -> str:
        """Draw it in one line."""
        way = [self.entities[0].name]
        names = [entity.name for entity in (*self.entities[1:], self.entities[0])]
        for transfer, name in zip(self.transfers, names, strict=True):
            way.append(f"-{units(transfer.amount):,} {transfer.day}-> {name}")
        return " ".join(way)


@dataclass(frozen=True, slots=True)
class Cycles:
    """An answer to ``cycles``; ``more`` says that the limit cut it short."""

    found: tuple[Cycle, ...]
    more: bool = False

    def __len__(self) -> int:
        """Count the cycles."""
        return len(self.found)

    def __getitem__(self, index: int) -> Cycle:
        """Return one cycle."""
        return self.found[index]

    def __iter__(self) -> Iterator[Cycle]:
        """Go through the cycles."""
        return iter(self.found)

    def to_json(self) -> list[dict[str, Any]]:
        """Return the JSON of INTERFACE."""
        return [cycle.to_json() for cycle in self.found]

    def __str__(self) -> str:
        """Give one line a cycle."""
        return "\n".join(map(str, self.found))

    __repr__ = __str__


def cycles(
    graph: LinkGraph,
    *,
    max_length: int = 6,
    since: date | None = None,
    until: date | None = None,
    least: float = 0,
    within: int | None = None,
    kinds: Iterable[str] = (),
    limit: int | None = LIMIT,
) -> Cycles:
    """Return the ways in which funds came back to their payer.

    Parameters
    ----------
    graph
        The link graph; accounts count as their holder where it is known.
    max_length
        Greatest number of transfers.
    since, until
        Only transfers on these days.
    least
        Only transfers of at least this sum, currency units.
    within
        Greatest number of days from the first to the last transfer.
    kinds
        Kinds of links; all along which funds move where none is given.
    limit
        Greatest number of cycles given; ``None`` for all.

    Returns
    -------
    Cycles
        In the order of their transfers. Every run of transfers is one cycle, so a ring
        that turned monthly is told many times; ``patterns`` tells it once.
    """
    moves = window(moves_of(graph, kinds), since, until, round(least * 100))
    moves = _returning(moves, len(graph), max_length)
    ways: list[tuple[int, ...]] = []
    more = False
    for way in _closed(moves, len(graph), max_length, within):
        if limit is not None and len(ways) >= limit:
            more = True
            break
        ways.append(way)
    ways.sort()
    return Cycles(tuple(_cycle(graph, moves, way) for way in ways), more)


def _returning(moves: Moves, size: int, max_length: int) -> Moves:
    """Keep transfers inside a strongly connected part; elsewhere nothing comes back."""
    from scipy.sparse import csr_array  # noqa: PLC0415 - heavy, loaded on use
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415 - as above

    apart = moves.source != moves.target
    if not len(moves) or max_length < 2:  # noqa: PLR2004 - there and back
        return moves.kept(np.zeros(len(moves), np.bool_))
    ones = np.ones(int(apart.sum()), np.int8)
    ends = (moves.source[apart], moves.target[apart])
    matrix = csr_array((ones, ends), shape=(size, size))
    _, part = connected_components(matrix, connection="strong")
    inside: Flags = apart & (part[moves.source] == part[moves.target])
    return moves.kept(inside)


def _closed(
    moves: Moves, size: int, max_length: int, within: int | None
) -> Iterator[tuple[int, ...]]:
    """Go through all cycles as runs of positions, payer by payer."""
    order = np.lexsort((np.arange(len(moves)), moves.source)).astype(np.int64)
    starts = counted(moves.source, size)
    key = moves.source[order].astype(np.int64) * (len(moves) + 1) + order
    target, source = moves.target, moves.source
    by_target = np.lexsort((source, target))
    back = Csr(counted(target, size), source[by_target], by_target)
    for payer in np.unique(source).tolist():
        left = distances(back, np.array([payer], np.int32), max_length - 1)
        block = order[starts[payer] : starts[payer + 1]].reshape(-1, 1)
        block = block[_reachable(left, target[block[:, 0]], max_length - 1)]
        while len(block):
            block, closed = _step(
                moves, block, (order, starts, key), (left, payer, max_length), within
            )
            yield from map(tuple, closed.tolist())


def _reachable(left: Ints, heads: Ints, remaining: int) -> Flags:
    ahead = left[heads]
    found: Flags = (ahead >= 0) & (ahead <= remaining)
    return found


def _step(
    moves: Moves,
    block: Sums,
    index: tuple[Sums, Sums, Sums],
    bounds: tuple[Ints, int, int],
    within: int | None,
) -> tuple[Sums, Sums]:
    """Lengthen each run by one later transfer; return open runs and closed ones."""
    order, starts, key = index
    left, payer, max_length = bounds
    here = moves.target[block[:, -1]].astype(np.int64)
    first = np.searchsorted(key, here * (len(moves) + 1) + block[:, -1], "right")
    last = starts[here + 1]
    owner = np.repeat(np.arange(len(block)), last - first)
    onward = order[ranges(first, last)]
    heads = moves.target[onward]
    remaining = max_length - block.shape[1] - 1
    keep = _reachable(left, heads, remaining)
    if within is not None:
        keep &= moves.day[onward] - moves.day[block[owner, 0]] <= within
    for column in range(block.shape[1]):
        keep &= moves.target[block[owner, column]] != heads
    grown = np.column_stack((block[owner[keep]], onward[keep]))
    done = heads[keep] == payer
    return grown[~done], grown[done]


def _cycle(graph: LinkGraph, moves: Moves, way: tuple[int, ...]) -> Cycle:
    ids = graph.entity_columns.ids
    transfers = tuple(
        Transfer(
            source=ids[int(moves.source[move])],
            target=ids[int(moves.target[move])],
            day=day_of(int(moves.day[move])) or date.min,
            amount=int(moves.amount[move]),
            records=sighted(graph, int(moves.row[move])),
        )
        for move in way
    )
    return Cycle(
        entities=tuple(graph.entity(int(moves.source[move])) for move in way),
        transfers=transfers,
        returned=min(transfer.amount for transfer in transfers),
    )
