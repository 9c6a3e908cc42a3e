"""Runs of transfers that come back to their payer, later ones after earlier ones.

Rings of parties are sought first, without regard to time (``circuits`` finds each once,
busy parties first, so that a hub costs no more than its own links); each is then turned
into every run of transfers along it that keeps the order of time. Where only runs of
few days count, time is cut into overlapping spans, in which few rings are left.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from workbench.graph.circuits import simple_cycles
from workbench.graph.engine import Csr, counted, ranges

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.graph.columns import Ints, Sums
    from workbench.graph.moves import Moves

ROWS = 200_000  # rings or runs worked off at once
LOOKS = 600  # so many times; then the search is cut, and says so


@dataclass(slots=True)
class Effort:
    """How often the search may still look; ``cut`` once it may no more."""

    left: int = LOOKS

    @property
    def cut(self) -> bool:
        """Say whether there may be more than was looked at."""
        return self.left < 0


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Transfers by payer and payee, in the order of time for each pair.

    ``name`` holds pairs as one number, ``order`` the transfers, ``key`` pair and
    transfer as one number, ascending.
    """

    name: Sums
    starts: Sums
    order: Sums
    key: Sums
    many: int


def returning(
    moves: Moves, size: int, longest: int, within: int | None, effort: Effort
) -> Iterator[Sums]:
    """Go through all runs of transfers that return to their payer.

    Parameters
    ----------
    moves
        Transfers in the order of time.
    size
        Number of parties.
    longest
        Greatest number of transfers.
    within
        Greatest number of days from the first to the last transfer.
    effort
        Bounds the search; reads ``cut`` where it was not searched to its end.

    Yields
    ------
    numpy.ndarray
        ``(runs, transfers)``: positions in ``moves``, each run once.
    """
    for some, last_start in _spans(moves, within):
        part = moves.kept(some)
        if len(part) < 2 or longest < 2:  # noqa: PLR2004 - there and back
            continue
        pairs, out = _pairs(part, size)
        for ring in simple_cycles(out, longest, rows=ROWS, beat=True):
            effort.left -= 1
            if effort.cut:
                return
            if ring.shape[1] < 2:  # noqa: PLR2004 - to oneself
                continue
            for runs in _runs(part, pairs, ring, size, within, effort):
                begun = part.day[runs[:, 0]] <= last_start
                if begun.any():
                    yield some[runs[begun]]


def _spans(moves: Moves, within: int | None) -> Iterator[tuple[Sums, int]]:
    """Cut time so that every run lies in the span in which it begins."""
    every = np.flatnonzero(moves.source != moves.target)
    day = moves.day[every]
    if within is None or not len(day):
        yield every, int(day[-1]) if len(day) else 0
        return
    step = within + 1
    first, last = int(day[0]), int(day[-1])
    for begin in range(first, last + 1, step):
        low, high = np.searchsorted(day, [begin, begin + step + within])
        if high > low:
            yield every[low:high], begin + step - 1


def _pairs(moves: Moves, size: int) -> tuple[_Pairs, Csr]:
    name = moves.source.astype(np.int64) * size + moves.target
    order = np.argsort(name, kind="stable")
    seen, first, number = np.unique(name[order], return_index=True, return_inverse=True)
    many = len(moves) + 1
    starts = np.append(first, len(order))
    pairs = _Pairs(seen, starts, order, number * np.int64(many) + order, many)
    heads = (seen % size).astype(np.int32)
    tails = (seen // size).astype(np.int32)
    links = np.arange(len(seen), dtype=np.int32)
    return pairs, Csr(counted(tails, size), heads, links)


def _runs(
    moves: Moves,
    pairs: _Pairs,
    ring: Ints,
    size: int,
    within: int | None,
    effort: Effort,
) -> Iterator[Sums]:
    """Turn rings into runs that begin at any of their links."""
    onward = np.roll(ring, -1, axis=1).astype(np.int64)
    hops = np.searchsorted(pairs.name, ring.astype(np.int64) * size + onward)
    turns = np.concatenate(
        [np.roll(hops, -turn, axis=1) for turn in range(ring.shape[1])]
    )
    first, last = pairs.starts[turns[:, 0]], pairs.starts[turns[:, 0] + 1]
    stack = [(turn, None) for turn in _cut(np.arange(len(turns)), last - first)]
    work: list[tuple[Ints, Sums | None]] = [*stack]
    while work:
        owner, run = work.pop()
        effort.left -= 1
        if effort.cut:
            return
        owner, run = _longer(moves, pairs, turns, (owner, run), within)
        if run.shape[1] == ring.shape[1]:
            if len(run):
                yield run
        elif len(run):
            sizes = np.ones(len(run), np.int64)
            work += [(owner[p], run[p]) for p in _cut(np.arange(len(run)), sizes)]


def _cut(rows: Sums, sizes: Sums) -> list[Sums]:
    """Cut rows where what grows out of them would be too much at once."""
    cuts = np.flatnonzero(np.diff(np.cumsum(sizes) // ROWS)) + 1
    return [piece for piece in np.split(rows, cuts) if len(piece)]


def _longer(
    moves: Moves,
    pairs: _Pairs,
    turns: Sums,
    held: tuple[Ints, Sums | None],
    within: int | None,
) -> tuple[Ints, Sums]:
    """Lengthen each run by every later transfer of its next pair."""
    owner, run = held
    depth = 0 if run is None else run.shape[1]
    pair = turns[owner, depth]
    first, last = pairs.starts[pair], pairs.starts[pair + 1]
    if run is not None:
        base = pair * np.int64(pairs.many)
        first = np.searchsorted(pairs.key, base + run[:, -1], "right")
        if within is not None:
            end = np.searchsorted(moves.day, moves.day[run[:, 0]] + within, "right")
            last = np.minimum(last, np.searchsorted(pairs.key, base + end))
    sizes = np.maximum(last - first, 0)
    grown = np.repeat(np.arange(len(owner)), sizes)
    step = pairs.order[ranges(first, first + sizes)].reshape(-1, 1)
    made = step if run is None else np.hstack((run[grown], step))
    return owner[grown], made
