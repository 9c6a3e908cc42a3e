"""Funds that come back to their payer, in the order of time.

A cycle is a run of transfers, each later than the one before (same-day ones in file
order), from one entity through others, each once, back to the first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from workbench.graph.answer import Answer
from workbench.graph.asked import check_number
from workbench.graph.columns import day_of
from workbench.graph.moves import moves_of, sighted, window
from workbench.graph.returning import Effort, returning
from workbench.graph.values import units

if TYPE_CHECKING:
    from collections.abc import Iterable

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


@dataclass(frozen=True, slots=True, repr=False)
class Cycles(Answer[Cycle]):
    """An answer to ``cycles``; ``more`` says that the limit cut it short."""

    found: tuple[Cycle, ...]
    more: bool = False


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
        that turned monthly is told many times; ``patterns`` tells it once. Where the
        graph is too dense to be searched to the end, ``more`` says so.
    """
    for name, value in (
        ("max_length", max_length),
        ("within", within),
        ("limit", limit),
    ):
        check_number(name, value)
    moves = window(moves_of(graph, kinds), since, until, round(least * 100))
    effort, more = Effort(), False
    ways: list[tuple[int, ...]] = []
    for runs in returning(moves, len(graph), max_length, within, effort):
        room = len(runs) if limit is None else limit - len(ways)
        ways += map(tuple, runs[:room].tolist())
        if len(runs) > room:
            more = True
            break
    ways.sort()
    return Cycles(tuple(_cycle(graph, moves, way) for way in ways), more or effort.cut)


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
