"""Connected parts and cut points, by array.

Cut points follow Tarjan and Vishkin (An efficient parallel biconnectivity algorithm,
SIAM J. Comput. 1985): any spanning tree serves, so a breadth-first one is taken, whose
few levels are each worked off at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from workbench.graph.engine import Csr, counted, spread

if TYPE_CHECKING:
    from workbench.graph.columns import Flags, Ints


def matrix(csr: Csr, values: Any = None) -> Any:
    """Return the adjacency matrix, scipy's form."""
    from scipy.sparse import csr_array  # noqa: PLC0415 - heavy, loaded on use

    data = np.ones(len(csr.heads), np.int8) if values is None else values
    return csr_array((data, csr.heads, csr.starts), shape=(csr.size, csr.size))


def parts(csr: Csr, *, strong: bool = False) -> Ints:
    """Return each node's part, numbered by first node; O(nodes + edges)."""
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415 - as above

    if not csr.size:
        return np.zeros(0, np.int32)
    how: Literal["strong", "weak"] = "strong" if strong else "weak"
    _, label = connected_components(matrix(csr), connection=how)
    if strong:  # sinks first, the order in which NetworkX gives them too
        return label
    _, first, back = np.unique(label, return_index=True, return_inverse=True)
    rank = np.empty(len(first), np.int32)
    rank[np.argsort(first, kind="stable")] = np.arange(len(first))
    found: Ints = rank[back]
    return found


def grouped(label: Ints) -> list[list[int]]:
    """Return the nodes of each part, parts in order of their number."""
    order = np.argsort(label, kind="stable")
    cuts = np.flatnonzero(np.diff(label[order])) + 1
    return [piece.tolist() for piece in np.split(order, cuts)] if len(order) else []


def cut_points(around: Csr) -> Flags:
    """Return which nodes hold their part together; O(edges log edges)."""
    size = around.size
    if not size:
        return np.zeros(0, np.bool_)
    parent, levels = _forest(around)
    before, many = _preorder(parent, levels)
    tails, heads = around.tails, around.heads
    other = (parent[tails] != heads) & (parent[heads] != tails) & (tails != heads)
    low, high = before.copy(), before.copy()
    np.minimum.at(low, tails[other], before[heads[other]])
    np.maximum.at(high, tails[other], before[heads[other]])
    for nodes in reversed(levels[1:]):
        np.minimum.at(low, parent[nodes], low[nodes])
        np.maximum.at(high, parent[nodes], high[nodes])
    block = _blocks(parent, before, many, (low, high), (tails[other], heads[other]))
    return _holding(parent, block)


def _forest(around: Csr) -> tuple[Ints, list[Ints]]:
    """Return each node's parent (-1: root) and the nodes of each level."""
    label = parts(around)
    _, roots = np.unique(label, return_index=True)
    parent = np.full(around.size, -1, np.int32)
    seen = np.zeros(around.size, np.bool_)
    seen[roots] = True
    levels = [roots.astype(np.int32)]
    while len(levels[-1]):
        owner, heads = spread(around, levels[-1])
        new = ~seen[heads]
        owner, heads = owner[new], heads[new]
        parent[heads[::-1]] = levels[-1][owner[::-1]]
        front = np.unique(heads)
        seen[front] = True
        levels.append(front)
    return parent, levels[:-1]


def _preorder(parent: Ints, levels: list[Ints]) -> tuple[Ints, Ints]:
    """Return each node's number in preorder and the size of its subtree."""
    many = np.ones(len(parent), np.int64)
    for nodes in reversed(levels[1:]):
        np.add.at(many, parent[nodes], many[nodes])
    before = np.zeros(len(parent), np.int64)
    roots = levels[0]
    before[roots] = np.cumsum(many[roots]) - many[roots]
    for nodes in levels[1:]:
        order = nodes[np.argsort(parent[nodes], kind="stable")]
        sums = np.cumsum(many[order]) - many[order]
        first = np.ones(len(order), np.bool_)
        first[1:] = parent[order[1:]] != parent[order[:-1]]
        base = np.maximum.accumulate(np.where(first, sums, 0))
        before[order] = before[parent[order]] + 1 + sums - base
    return before, many


def _blocks(
    parent: Ints,
    before: Ints,
    many: Ints,
    reach: tuple[Ints, Ints],
    other: tuple[Ints, Ints],
) -> Ints:
    """Return the block of the edge from each node up to its parent."""
    low, high = reach
    tails, heads = other
    after = before + many
    apart = (before[heads] >= after[tails]) | (before[heads] < before[tails])
    apart &= (before[tails] >= after[heads]) | (before[tails] < before[heads])
    nodes = np.flatnonzero(parent >= 0).astype(np.int32)
    nodes = nodes[parent[parent[nodes]] >= 0]
    up = parent[nodes]
    joined = (low[nodes] < before[up]) | (high[nodes] >= after[up])
    a = np.concatenate((tails[apart], nodes[joined]))
    b = np.concatenate((heads[apart], up[joined]))
    order = np.argsort(a, kind="stable")
    links = np.arange(len(a), dtype=np.int32)
    return parts(Csr(counted(a, len(parent)), b[order], links))


def _holding(parent: Ints, block: Ints) -> Flags:
    """Return which nodes hold a child's block to another; a root, two children's."""
    found = np.zeros(len(parent), np.bool_)
    children = np.flatnonzero(parent >= 0)
    up = parent[children]
    inner = parent[up] >= 0
    differs = block[children] != block[up]
    found[up[inner & differs]] = True
    children, up = children[~inner], up[~inner]
    top = np.iinfo(np.int32).max
    least, most = np.full(len(parent), top), np.full(len(parent), -1)
    np.minimum.at(least, up, block[children])
    np.maximum.at(most, up, block[children])
    found[np.unique(up)] |= (least != most)[np.unique(up)]
    return found


def core_numbers(around: Csr) -> Ints:
    """Return the greatest k for which each node is in the k-core.

    Peels all nodes of the least degree at once; O(edges + nodes x rounds).
    """
    degree = around.degrees.copy()
    core = np.zeros(around.size, np.int64)
    alive = np.ones(around.size, np.bool_)
    left, k = around.size, 0
    while left:
        k = max(k, int(degree[alive].min()))
        front = np.flatnonzero(alive & (degree <= k)).astype(np.int32)
        while len(front):
            core[front] = k
            alive[front] = False
            left -= len(front)
            _, heads = spread(around, front)
            heads = heads[alive[heads]]
            degree -= np.bincount(heads, minlength=around.size)
            near = np.unique(heads)
            front = near[degree[near] <= k]
    return core
