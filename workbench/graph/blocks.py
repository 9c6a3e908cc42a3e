"""Connected parts and cut points, by array.

Cut points follow Tarjan and Vishkin (An efficient parallel biconnectivity algorithm,
SIAM J. Comput. 1985): any spanning tree serves, so a breadth-first one is taken. Edges
are worked off by array, the tree in plain loops: a chain of a million nodes is no
deeper than any other graph.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from workbench.graph.engine import FEW, Csr, counted, each_once, spread

if TYPE_CHECKING:
    from workbench.graph.columns import Flags, Ints


def matrix(csr: Csr, values: Any = None) -> Any:
    """Return the adjacency matrix, scipy's form, without copying what is there."""
    from scipy.sparse import csr_array  # noqa: PLC0415 - heavy, loaded on use

    data = np.ones(len(csr.heads)) if values is None else values
    narrow = len(csr.heads) < np.iinfo(np.int32).max
    starts = csr.starts.astype(np.int32) if narrow else csr.starts
    return csr_array((data, csr.heads, starts), shape=(csr.size, csr.size))


def parts(csr: Csr, *, strong: bool = False, mutual: bool = False) -> Ints:
    """Return each node's part, numbered by first node; O(nodes + edges).

    ``mutual`` says that every edge stands there both ways: then the strong parts are
    the weak ones, and nothing need be turned to find them.
    """
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415 - as above

    if not csr.size:
        return np.zeros(0, np.int32)
    how: Literal["strong", "weak"] = "strong" if strong or mutual else "weak"
    _, label = connected_components(matrix(csr), connection=how)
    if strong:  # sinks first, the order in which NetworkX gives them too
        return label
    first = np.full(int(label.max()) + 1, csr.size, np.int64)
    first[label[::-1]] = np.arange(csr.size - 1, -1, -1)
    rank = np.empty(len(first), np.int32)
    rank[np.argsort(first, kind="stable")] = np.arange(len(first))
    found: Ints = rank[label]
    return found


def grouped(label: Ints) -> tuple[list[int], list[int]]:
    """Return the nodes part by part, and where each part begins (and the last ends)."""
    order = np.argsort(label, kind="stable")
    starts = np.flatnonzero(np.diff(label[order], prepend=-1))
    return order.tolist(), [*starts.tolist(), len(order)]


def cut_points(around: Csr) -> Flags:
    """Return which nodes hold their part together; O(nodes + edges).

    Every edge must stand there both ways.
    """
    size = around.size
    if not size:
        return np.zeros(0, np.bool_)
    order, parent = _forest(around)
    before, after = _preorder(order, parent)
    head = before[around.heads]
    low, high = _reach(around, before, head)
    _upward(order, parent, low, high)
    tails = around.tails
    onward = head >= after[tails]  # later in preorder and in no subtree of the tail
    nodes = order[parent[order] >= 0]
    nodes = nodes[parent[parent[nodes]] >= 0]
    up = parent[nodes]
    joined = (low[nodes] < before[up]) | (high[nodes] >= after[up])
    a = np.concatenate((tails[onward], nodes[joined]))
    b = np.concatenate((around.heads[onward], up[joined]))
    return _holding(parent, _joined(a, b, size))


def _forest(around: Csr) -> tuple[Ints, Ints]:
    """Return the nodes, nearest to their root first, and each one's parent (-1)."""
    parent = np.full(around.size, -1, np.int32)
    seen = np.zeros(around.size, np.bool_)
    busiest = np.array([np.argmax(around.degrees)], np.int32)
    levels = _grown(around, busiest, seen, parent)
    levels += _grown(around, _roots(around, np.flatnonzero(~seen)), seen, parent)
    return np.concatenate(levels), parent


def _roots(around: Csr, rest: Ints) -> Ints:
    """Return the first node of each part among the few that one tree left out."""
    owner, heads = spread(around, rest)
    place = np.zeros(around.size, np.int32)
    place[rest] = np.arange(len(rest), dtype=np.int32)
    inside = Csr(counted(owner, len(rest)), place[heads], place[heads])
    _, first = np.unique(parts(inside, mutual=True), return_index=True)
    found: Ints = rest[first].astype(np.int32)
    return found


def _grown(around: Csr, roots: Ints, seen: Flags, parent: Ints) -> list[Ints]:
    """Grow trees from some roots, level by level; marks ``seen`` and ``parent``."""
    seen[roots] = True
    levels, front = [roots], roots
    while len(front):
        if len(front) < FEW:
            front = _few(around, front.tolist(), seen, parent)
        else:
            owner, heads = spread(around, front)
            new = ~seen[heads]
            owner, heads = owner[new], heads[new]
            parent[heads[::-1]] = front[owner[::-1]]
            front = each_once(heads, around.size)
            seen[front] = True
        levels.append(front)
    return levels


def _few(around: Csr, front: list[int], seen: Flags, parent: Ints) -> Ints:
    """Take one step from a few nodes, one by one: quicker than by array."""
    found: list[int] = []
    for node in front:
        for head in around.of(node).tolist():
            if not seen[head]:
                seen[head] = True
                parent[head] = node
                found.append(head)
    return np.array(found, np.int32)


def _preorder(order: Ints, parent: Ints) -> tuple[Ints, Ints]:
    """Return each node's number in preorder, and the first number past its subtree."""
    many = [1] * len(parent)
    up, way = parent.tolist(), order.tolist()
    for node in reversed(way):
        if up[node] >= 0:
            many[up[node]] += many[node]
    before, free, roots = [0] * len(many), [0] * len(many), 0
    for node in way:
        above = up[node]
        if above < 0:
            before[node] = roots
            roots += many[node]
        else:
            before[node] = free[above]
            free[above] += many[node]
        free[node] = before[node] + 1
    first = np.array(before, np.int32)
    return first, first + np.array(many, np.int32)


def _reach(around: Csr, before: Ints, head: Ints) -> tuple[Ints, Ints]:
    """Return the least and greatest number that each node's edges lead to.

    Edges of the tree are among them: they lead to a parent or into the subtree, which
    is never outside what is asked about.
    """
    low, high = before.copy(), before.copy()
    some = np.flatnonzero(around.degrees)
    if len(some):
        starts = around.starts[some]
        low[some] = np.minimum(before[some], np.minimum.reduceat(head, starts))
        high[some] = np.maximum(before[some], np.maximum.reduceat(head, starts))
    return low, high


def _upward(order: Ints, parent: Ints, low: Ints, high: Ints) -> None:
    """Let every node know what its subtree reaches; changes ``low`` and ``high``."""
    least, most, up = low.tolist(), high.tolist(), parent.tolist()
    for node in reversed(order.tolist()):
        above = up[node]
        if above >= 0:
            if least[node] < least[above]:  # noqa: PLR1730 - a call a node is slower
                least[above] = least[node]
            if most[node] > most[above]:  # noqa: PLR1730 - as above
                most[above] = most[node]
    low[:], high[:] = least, most


def _joined(a: Ints, b: Ints, size: int) -> Ints:
    """Return a number for each node, the same for those that edges join."""
    from scipy.sparse import coo_array  # noqa: PLC0415 - heavy, loaded on use
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415 - as above

    links = coo_array((np.ones(len(a)), (a, b)), shape=(size, size))
    found: Ints = connected_components(links, connection="weak")[1]
    return found


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
            np.subtract.at(degree, heads, 1)
            near = np.unique(heads)
            front = near[degree[near] <= k]
    return core
