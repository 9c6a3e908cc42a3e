"""Compressed sparse rows: who links to whom, as three arrays.

``heads[starts[v]:starts[v + 1]]`` are the neighbours of ``v``, ascending, each once;
``links`` names for each the first link that joins the two. Everything that asks the
graph a question walks these arrays.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.graph.columns import by_counting

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from workbench.graph.columns import Ints, LinkColumns, Sums

MANY = 200_000  # beyond this counting beats a comparison sort
FEW = 24  # nodes below which a step is quicker one by one than by array
_BARRED = -2


@dataclass(frozen=True, slots=True)
class Csr:
    """Neighbours of every node.

    Parameters
    ----------
    starts
        ``int64``, one more than there are nodes.
    heads
        ``int32`` neighbours, ascending for each node.
    links
        For each neighbour, the position of the link or edge it stands for.
    """

    starts: Sums
    heads: Ints
    links: Ints

    @property
    def size(self) -> int:
        """Number of nodes."""
        return len(self.starts) - 1

    @property
    def degrees(self) -> Sums:
        """Number of neighbours of each node."""
        return np.diff(self.starts)

    @property
    def tails(self) -> Ints:
        """The node each entry of ``heads`` belongs to."""
        return np.repeat(np.arange(self.size, dtype=np.int32), self.degrees)

    def of(self, node: int) -> Ints:
        """Return one node's neighbours."""
        return self.heads[self.starts[node] : self.starts[node + 1]]

    def turned(self) -> Csr:
        """Return the same with every direction reversed; O(nodes + edges)."""
        order = order_by(self.heads, self.size)
        starts = counted(self.heads, self.size)
        return Csr(starts, self.tails[order], self.links[order])


def counted(keys: Ints, size: int) -> Sums:
    """Return where each key's run starts once ``keys`` are sorted."""
    starts = np.zeros(size + 1, np.int64)
    np.cumsum(np.bincount(keys, minlength=size), out=starts[1:])
    return starts


def order_by(keys: Ints, size: int) -> Ints:
    """Return the stable order of keys in 0 .. size - 1."""
    if len(keys) < MANY:
        found: Ints = np.argsort(keys, kind="stable").astype(np.int32)
        return found
    return by_counting(keys, size)


def span(codes: Ints, wanted: int) -> tuple[int, int]:
    """Return where one code stands in ascending ones; O(log codes).

    The key has the codes' own type: with another, all of them would be converted.
    """
    keys = np.array([wanted, wanted + 1], codes.dtype)
    first, last = np.searchsorted(codes, keys)
    return int(first), int(last)


def directed(links: LinkColumns, size: int, keep: NDArray[Any] | None) -> Csr:
    """Return the simple directed graph over some links, parallel ones joined."""
    source, target = links.source, links.target
    position = np.arange(len(source), dtype=np.int32)
    if keep is not None:
        source, target, position = source[keep], target[keep], position[keep]
    if len(links.kinds) > 1 and len(source):
        new = np.ones(len(source), np.bool_)
        new[1:] = (source[1:] != source[:-1]) | (target[1:] != target[:-1])
        source, target, position = source[new], target[new], position[new]
    return Csr(counted(source, size), target, position)


def both_ways(out: Csr, back: Csr) -> Csr:
    """Return the simple graph without direction; self-links are left out."""
    tail = np.concatenate((out.tails, back.tails))
    head = np.concatenate((out.heads, back.heads))
    link = np.concatenate((out.links, back.links))
    # Two ascending runs: a stable sort merges them in one pass.
    key = tail * np.int64(out.size) + head
    order = np.argsort(key, kind="stable")
    key = key[order]
    new = tail[order] != head[order]
    new[1:] &= key[1:] != key[:-1]
    order = order[new]
    return Csr(counted(tail[order], out.size), head[order], link[order])


def ranges(starts: Sums, ends: Sums) -> Sums:
    """Return the concatenation of ``arange(start, end)`` for each pair."""
    sizes = ends - starts
    total = int(sizes.sum())
    if not total:
        return np.zeros(0, np.int64)
    before = np.cumsum(sizes) - sizes
    found: Sums = np.arange(total, dtype=np.int64) + np.repeat(starts - before, sizes)
    return found


def spread(csr: Csr, nodes: Ints) -> tuple[Sums, Ints]:
    """Return, for some nodes, which of them and which neighbour, entry by entry."""
    starts, ends = csr.starts[nodes], csr.starts[nodes.astype(np.int64) + 1]
    where = ranges(starts, ends)
    owner = np.repeat(np.arange(len(nodes), dtype=np.int64), ends - starts)
    return owner, csr.heads[where]


def distances(
    csr: Csr, start: Ints, limit: int | None = None, banned: Ints | None = None
) -> Ints:
    """Return hops from the nearest start, -1 where out of reach; O(nodes + edges).

    Banned nodes are never reached.
    """
    far = np.full(csr.size, -1, np.int32)
    if banned is not None:
        far[banned] = _BARRED
    far[start] = 0
    front, hop = np.unique(start).astype(np.int32), 0
    while len(front) and (limit is None or hop < limit):
        hop += 1
        if len(front) < FEW:
            front = _few(csr, front.tolist(), far, hop)
            continue
        _, heads = spread(csr, front)
        heads = heads[far[heads] == -1]
        if len(heads) > csr.size // 8:
            far[heads] = hop
            front = np.flatnonzero(far == hop).astype(np.int32)
        else:
            far[heads] = hop
            front = each_once(heads, csr.size)
    if banned is not None:
        far[far == _BARRED] = -1
    return far


def each_once(nodes: Ints, size: int) -> Ints:
    """Drop repeats, keep the order; O(nodes)."""
    place = np.empty(size, np.int32)
    position = np.arange(len(nodes), dtype=np.int32)
    place[nodes[::-1]] = position[::-1]
    found: Ints = nodes[place[nodes] == position]
    return found


def _few(csr: Csr, front: list[int], far: Ints, hop: int) -> Ints:
    """Take one step from a few nodes; a long chain has few at every step."""
    found: list[Ints] = []
    for node in front:
        heads = csr.of(node)
        heads = heads[far[heads] == -1]
        if len(heads):
            far[heads] = hop
            found.append(heads)
    return np.concatenate(found) if found else np.zeros(0, np.int32)
