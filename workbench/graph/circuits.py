"""Simple cycles up to a length, whole blocks of them at a time.

Each cycle is found from the node on it that stands highest in a fixed order, nodes with
many links first; so the few nodes through which most walks run are looked at once each,
and never again. From a node with many walks the search is pruned by the hops left back
to it; from the many others, all together, half-cycles out and back are joined at their
ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from workbench.graph.blocks import parts
from workbench.graph.engine import Csr, counted, distances, order_by, spread
from workbench.graph.walks import grown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.graph.columns import Flags, Ints, Sums

ROWS = 2_000_000  # half-cycles held at once
ALONE = 100_000  # walks from a node beyond which it is searched by itself


NOTHING = np.zeros((0, 1), np.int32)


def simple_cycles(
    out: Csr, longest: int, *, rows: int = ROWS, beat: bool = False
) -> Iterator[Ints]:
    """Go through all simple cycles of at most ``longest`` links.

    Parameters
    ----------
    out
        A directed graph without parallel edges.
    longest
        Greatest number of links.
    rows
        Half-cycles held at once.
    beat
        Whether to yield an empty block after each look that found nothing, so that
        whoever waits can leave off.

    Yields
    ------
    numpy.ndarray
        ``(cycles, nodes)``: each cycle once, without repeating its first node.
    """
    for block in _blocks(out, longest, rows):
        if beat or len(block):
            yield block


def _blocks(out: Csr, longest: int, rows: int) -> Iterator[Ints]:
    loops = np.flatnonzero(out.heads == out.tails)
    if longest >= 1 and len(loops):
        yield out.heads[loops].reshape(-1, 1)
    if longest < 2:  # noqa: PLR2004 - there and back
        return
    named, ahead, behind = _core(out)
    if not len(named):
        return
    half = (longest + 1) // 2
    walks = _walks(ahead, half)
    alone = walks > ALONE
    for root in np.flatnonzero(alone).tolist():
        for block in _through(ahead, behind, root, longest):
            yield named[block]
    roots = np.flatnonzero(~alone).astype(np.int32)
    load = np.cumsum(walks[roots]) // rows
    for some in np.split(roots, np.flatnonzero(np.diff(load)) + 1):
        for block in _joined(ahead, behind, some, longest):
            yield named[block]


def _core(out: Csr) -> tuple[Ints, Csr, Csr]:
    """Keep what lies inside strong parts, renamed so that busy nodes come first."""
    part = parts(out, strong=True)
    tails, heads = out.tails, out.heads
    inside = (part[tails] == part[heads]) & (tails != heads)
    tails, heads = tails[inside], heads[inside]
    size = out.size
    busy = np.bincount(tails, minlength=size) * np.bincount(heads, minlength=size)
    named = np.argsort(-busy, kind="stable")[: int((busy > 0).sum())]
    rank = np.full(size, -1, np.int32)
    rank[named] = np.arange(len(named))
    ends = rank[tails], rank[heads]
    return named, _csr(*ends, len(named)), _csr(*ends[::-1], len(named))


def _csr(tails: Ints, heads: Ints, size: int) -> Csr:
    order = order_by(heads, size)
    order = order[order_by(tails[order], size)]
    links = np.arange(len(tails), dtype=np.int32)
    return Csr(counted(tails, size), heads[order], links)


def _walks(ahead: Csr, hops: int) -> Sums:
    """Count the walks of some hops from each node that begin with a later one."""
    tails, heads = ahead.tails, ahead.heads
    many: Sums = np.ones(ahead.size)
    for _ in range(hops - 1):
        many = np.bincount(tails, many[heads], minlength=ahead.size)
    onward = heads > tails
    found = np.bincount(tails[onward], many[heads[onward]], minlength=ahead.size)
    return found.clip(max=1e15).astype(np.int64)


def _through(ahead: Csr, behind: Csr, root: int, longest: int) -> Iterator[Ints]:
    """Cycles through one node and others later in the order."""
    earlier = np.arange(root, dtype=np.int32)
    start = np.array([root], np.int32)
    left = distances(behind, start, longest - 1, earlier)
    left[root] = -1
    stack = [start.reshape(1, 1)]
    while stack:
        block = stack.pop()
        depth = block.shape[1]
        if depth > 1:
            yield block[left[block[:, -1]] == 1]
        if depth < longest:
            stack.extend(reversed(grown(ahead, block, left, longest - depth)))


def _joined(ahead: Csr, behind: Csr, roots: Ints, longest: int) -> Iterator[Ints]:
    """Cycles from many nodes at once: half out, half back, joined at their ends."""
    out = _halves(ahead, roots, (longest + 1) // 2)
    back = _halves(behind, roots, longest // 2)
    for links in range(2, longest + 1):
        there, home = out[(links + 1) // 2], back[links // 2]
        if len(there) and len(home):
            yield from _meeting(there, home, ahead.size)
    yield NOTHING


def _halves(csr: Csr, roots: Ints, hops: int) -> list[Ints]:
    """Paths of 0, 1 ... hops from each root through later nodes."""
    found = [roots.reshape(-1, 1)]
    for _ in range(hops):
        block = found[-1]
        owner, heads = spread(csr, block[:, -1])
        fresh: Flags = heads > block[owner, 0]
        for column in range(1, block.shape[1]):
            fresh &= block[owner, column] != heads
        found.append(np.column_stack((block[owner[fresh]], heads[fresh])))
    return found


def _meeting(there: Ints, home: Ints, size: int) -> Iterator[Ints]:
    """Join paths out and back that share root and end and nothing else."""
    keys = home[:, 0].astype(np.int64) * size + home[:, -1]
    order = np.argsort(keys, kind="stable")
    keys, home = keys[order], home[order]
    wanted = there[:, 0].astype(np.int64) * size + there[:, -1]
    first = np.searchsorted(keys, wanted)
    last = np.searchsorted(keys, wanted, "right")
    some = np.flatnonzero(last > first)
    load = np.cumsum((last - first)[some]) // ROWS
    for piece in np.split(some, np.flatnonzero(np.diff(load)) + 1):
        sizes = (last - first)[piece]
        owner = np.repeat(piece, sizes)
        ends = np.cumsum(sizes) - sizes
        match = np.arange(len(owner)) - np.repeat(ends, sizes)
        match += np.repeat(first[piece], sizes)
        outward, homeward = there[owner], home[match]
        clear = np.ones(len(owner), np.bool_)
        for a in range(1, there.shape[1] - 1):
            for b in range(1, home.shape[1] - 1):
                clear &= outward[:, a] != homeward[:, b]
        if clear.any():
            rest = homeward[clear][:, 1:-1][:, ::-1]
            yield np.hstack((outward[clear], rest))
