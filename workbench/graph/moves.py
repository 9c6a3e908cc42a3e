"""The transfers of a graph in the order of time: what flows and cycles walk.

Only what can be followed: money kinds, not refuted, a sum above zero, a known day, two
different ends; a transfer that stands in two statements once. Same-day transfers keep
the order of the files.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from workbench.graph.asked import check_days, check_kinds
from workbench.graph.columns import NO_DAY, NO_SUM, day_number
from workbench.graph.values import STATES
from workbench.ontology.graph_kinds import link_kinds

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from workbench.graph.columns import Flags, Ints, Sums
    from workbench.graph.linkgraph import LinkGraph
    from workbench.records import Source

_REFUTED, _ALLEGED = STATES.index("refuted"), STATES.index("alleged")


@dataclass(frozen=True, slots=True)
class Moves:
    """Transfers in the order of time; position is time.

    Parameters
    ----------
    row
        Position in the graph's row columns.
    day, amount
        Day number; hundredths.
    source, target
        Codes of the parties.
    source_at, target_at
        Codes of the accounts (the party where no account is known).
    undated
        Number of transfers that have a sum but no day, and so are left out.
    """

    row: Sums
    day: Ints
    amount: Sums
    source: Ints
    target: Ints
    source_at: Ints
    target_at: Ints
    undated: int = 0

    def __len__(self) -> int:
        """Count the transfers."""
        return len(self.row)

    def kept(self, keep: Flags) -> Moves:
        """Return some of the transfers."""
        return Moves(
            self.row[keep],
            self.day[keep],
            self.amount[keep],
            self.source[keep],
            self.target[keep],
            self.source_at[keep],
            self.target_at[keep],
            self.undated,
        )


def moves_of(
    graph: LinkGraph, kinds: Iterable[str] = (), own: frozenset[int] = frozenset()
) -> Moves:
    """Return a graph's transfers in the order of time; O(rows log rows), kept.

    A sum that both a roll and a bank tell of moves once: as the bank tells it, but for
    what left one of ``own`` (codes) according to the roll.
    """
    kinds, known = tuple(kinds), link_kinds()
    check_kinds(graph, kinds)
    wanted = tuple(kinds) or tuple(name for name, kind in known.items() if kind.money)
    rolls = own if _told_by_rolls(graph, own) else frozenset()
    key = ("moves", wanted, rolls)
    if key not in graph.made:
        graph.made[key] = _moves(graph, wanted, rolls)
    found: Moves = graph.made[key]
    return found


def _told_by_rolls(graph: LinkGraph, own: frozenset[int]) -> bool:
    """Say whether a transfer has a second sighting that leaves one of some codes."""
    rows, links = graph.row_columns, graph.link_columns
    if not own or not rows.same_as:
        return False
    told = np.fromiter(rows.same_as, np.int64)
    link = np.searchsorted(links.start, told, "right") - 1
    first = np.fromiter(rows.same_as.values(), np.int64)
    other = np.searchsorted(links.start, first, "right") - 1
    return bool((np.isin(links.source[link], sorted(own)) & (link != other)).any())


def _moves(graph: LinkGraph, kinds: tuple[str, ...], own: frozenset[int]) -> Moves:
    links, rows = graph.link_columns, graph.row_columns
    codes = [code for code, name in enumerate(links.kinds) if name in kinds]
    walked = np.isin(links.kind, codes) & (links.state != _REFUTED)
    walked &= links.state != _ALLEGED
    link = np.repeat(np.arange(len(links.source)), np.diff(links.start))
    keep = walked[link] & (rows.amount != NO_SUM) & (rows.amount > 0)
    for again, once in rows.same_as.items():
        if not keep[once]:
            continue  # nobody walks the bank's side, so the roll's stays
        rolled = link[again] != link[once] and int(links.source[link[again]]) in own
        keep[once if rolled and keep[again] else again] = False
    for told, source in rows.more.items():
        keep[told] &= source.start is None  # a letter's word moves no money
    undated = int((keep & (rows.first == NO_DAY)).sum())
    row = np.flatnonzero(keep & (rows.first != NO_DAY))
    row = row[np.lexsort((rows.order[row], rows.first[row]))]
    payer, payee = links.source[link[row]], links.target[link[row]]
    payer_at = payer if rows.source_at is None else rows.source_at[row]
    payee_at = payee if rows.target_at is None else rows.target_at[row]
    return Moves(
        row,
        rows.first[row],
        rows.amount[row],
        payer,
        payee,
        payer_at,
        payee_at,
        undated,
    )


def window(
    moves: Moves, since: date | None, until: date | None, least: int = 0
) -> Moves:
    """Return the transfers inside a span of days and of at least a sum."""
    check_days(since, until)
    keep = moves.amount >= least
    if since is not None:
        keep &= moves.day >= day_number(since)
    if until is not None:
        keep &= moves.day <= day_number(until)
    return moves if keep.all() else moves.kept(keep)


def sighted(graph: LinkGraph, row: int) -> tuple[Source, ...]:
    """Return every record of one transfer: its own row and further sightings."""
    rows = graph.row_columns
    if "sightings" not in graph.made:
        back: dict[int, list[int]] = {}
        for other, first in sorted(rows.same_as.items()):
            back.setdefault(first, []).append(other)
        graph.made["sightings"] = back
    seen: dict[int, list[int]] = graph.made["sightings"]
    return tuple(rows.source(one) for one in (row, *seen.get(row, ())))
