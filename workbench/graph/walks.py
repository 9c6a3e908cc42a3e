"""Simple paths, whole blocks of them at a time.

A block is a matrix: one row a path so far, one column a step. A block grows by one step
with a few array operations; a node is taken only where the target can still be reached
in the hops that remain, so hardly any row dies. Blocks that grow too large are cut and
worked off one after the other, so memory stays bounded and results come as they are
found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.graph.engine import distances, spread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from workbench.graph.columns import Ints
    from workbench.graph.engine import Csr

BLOCK = 200_000  # entries a block may grow to before it is cut


def simple_paths(
    out: Csr,
    back: Csr,
    source: int,
    target: int,
    hops: int,
    *,
    banned: Ints | None = None,
) -> Iterator[Ints]:
    """Go through all simple paths from one node to another.

    Parameters
    ----------
    out, back
        The graph and its reverse (the same one where links have no direction).
    source, target
        Nodes, different ones.
    hops
        Greatest number of links on a path.
    banned
        Nodes that no path may pass.

    Yields
    ------
    numpy.ndarray
        ``(paths, nodes on the path)``, shorter paths of a block first.

    Notes
    -----
    Breadth-first enumeration pruned by hops to the target (Peng et al., Hop-constrained
    s-t simple path enumeration, VLDB 2019); O(paths x hops) beyond the two searches.
    """
    if hops < 1 or source == target:
        return
    left = _reach(back, target, hops - 1, banned)
    if banned is not None and source in banned:
        return
    left[target] = -1  # a path ends there; it never passes through
    stack = [np.array([[source]], np.int32)]
    left[source] = -1 if not _touches(out, source, target) else 1
    while stack:
        block = stack.pop()
        depth = block.shape[1]
        closing = block[left[block[:, -1]] == 1]
        if len(closing):
            end = np.full((len(closing), 1), target, np.int32)
            yield np.hstack((closing, end))
        if depth < hops:
            stack.extend(reversed(grown(out, block, left, hops - depth)))


def _touches(out: Csr, source: int, target: int) -> bool:
    return bool((out.of(source) == target).any())


def _reach(back: Csr, target: int, limit: int, banned: Ints | None) -> Ints:
    """Hops to the target, -1 where it is too far or the node is banned."""
    if banned is None or not len(banned):
        return distances(back, np.array([target], np.int32), limit)
    return distances(back, np.array([target], np.int32), limit, banned)


def grown(out: Csr, block: Ints, left: Ints, remaining: int) -> list[Ints]:
    """Lengthen every path of a block by one step, in pieces of bounded size."""
    tails = block[:, -1]
    sizes = out.starts[tails.astype(np.int64) + 1] - out.starts[tails]
    cuts = np.flatnonzero(np.diff(np.cumsum(sizes) // BLOCK)) + 1
    pieces = []
    for part in np.split(block, cuts) if len(cuts) else [block]:
        owner, heads = spread(out, part[:, -1])
        ahead = left[heads]
        keep: NDArray[Any] = (ahead > 0) & (ahead <= remaining)
        owner, heads = owner[keep], heads[keep]
        fresh = np.ones(len(heads), np.bool_)
        for column in part.T:
            fresh &= column[owner] != heads
        if fresh.any():
            grown = np.column_stack((part[owner[fresh]], heads[fresh]))
            pieces.append(grown.astype(np.int32, copy=False))
    return pieces
