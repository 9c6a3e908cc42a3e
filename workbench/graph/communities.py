"""The whole graph in parts small enough to look at: an overview of many entities.

Size-constrained label propagation on arrays (Raghavan, Albert and Kumara 2007; with the
bound on sizes of Meyerhenke, Sanders and Schulz 2014): each entity joins the part that
most of its neighbours are in, as long as there is room. Ties fall by a fixed mixing of
codes, halves of the entities move in turn, so the same graph gives the same parts. What
stays alone is gathered by the part it hangs on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from workbench.graph.columns import NO_SUM
from workbench.ontology.graph_kinds import link_kinds

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from workbench.graph.columns import Ints, Sums
    from workbench.graph.linkgraph import LinkGraph

MOST = 300
"""Entities of one part, at most: what one picture holds."""
SCATTERED = -2
"""Stands in :attr:`Parts.near` for a gathering of entities without a part near them."""
_ROUNDS = 24
_NAMING = ("unit", "fund", "project")
_FEW = 3  # a part of fewer hangs on another one
_REFUTED = 3
_MIX = np.uint64(0x9E3779B97F4A7C15)  # 2**64 / golden ratio (Knuth, TAOCP 6.4)


@dataclass(frozen=True, slots=True)
class Parts:
    """A link graph in parts.

    Parameters
    ----------
    of
        Part of each entity, by code; parts are numbered from 0, the largest first.
    kinds
        How many entities of each kind a part has, ``parts x kinds``.
    inside
        Links inside each part.
    amount
        Sum of the money links inside each part, hundredths.
    near
        Part that a gathering of single entities hangs on, :data:`SCATTERED` where
        they hang on none; -1 for all other parts.
    source, target, n, between
        Links between parts: the two parts, how many links, their sum in hundredths;
        ``source < target``.
    """

    of: Ints
    kinds: Ints
    inside: Sums
    amount: Sums
    near: Ints
    source: Ints
    target: Ints
    n: Sums
    between: Sums

    def __len__(self) -> int:
        """Count the parts."""
        return len(self.inside)

    def members(self, part: int) -> Ints:
        """Return the codes of one part's entities, ascending."""
        return np.flatnonzero(self.of == part)


def parts(graph: LinkGraph, *, most: int = MOST) -> Parts:
    """Return a link graph in parts of at most ``most`` entities.

    O(rounds x links log links); deterministic.
    """
    around = graph.around()
    tail, head = around.tails.astype(np.int64), around.heads.astype(np.int64)
    label = _settled(tail, head, len(graph), most)
    label, hung = _gathered(label, tail, head, most)
    of, near = _numbered(label, hung)
    return _summed(graph, of, near)


def _settled(tail: Ints, head: Ints, size: int, most: int) -> Ints:
    """Let labels spread until nothing moves; no label on more than ``most``."""
    label = np.arange(size, dtype=np.int64)
    half = _mixed(label) >> np.uint64(63)
    still = 0
    for turn in range(_ROUNDS):
        active = half[tail] == turn % 2
        node, wanted, weight = _wanted(tail[active], label[head[active]], label)
        moved = wanted != label[node]
        node, wanted, weight = node[moved], wanted[moved], weight[moved]
        kept = _with_room(wanted, weight, np.bincount(label, minlength=size), most)
        label[node[kept]] = wanted[kept]
        still = 0 if kept.any() else still + 1
        if still > 1:  # neither half moves any more
            break
    return label


def _mixed(codes: Ints) -> NDArray[np.uint64]:
    """Mix codes so that no order of them is favoured; the same in every run."""
    mixed: NDArray[np.uint64] = codes.astype(np.uint64) * _MIX
    return mixed ^ (mixed >> np.uint64(29))


def _wanted(node: Ints, offered: Ints, label: Ints) -> tuple[Ints, Ints, Ints]:
    """Return for each node the label most of its neighbours have, and how many."""
    size = len(label)
    keys, votes = np.unique(node * size + offered, return_counts=True)
    who, what = keys // size, keys % size
    # Own label first among equals, then by mixing.
    order = np.lexsort((_mixed(what), what != label[who], -votes, who))
    first = np.ones(len(order), np.bool_)
    first[1:] = who[order][1:] != who[order][:-1]
    best = order[first]
    return who[best], what[best], votes[best]


def _with_room(wanted: Ints, weight: Ints, sizes: Ints, most: int) -> NDArray[np.bool_]:
    """Say who may move: those with most neighbours, while the label has room."""
    order = np.lexsort((np.arange(len(wanted)), -weight, wanted))
    sorted_ = wanted[order]
    starts = np.flatnonzero(np.r_[True, sorted_[1:] != sorted_[:-1]])
    runs = np.diff(np.r_[starts, len(sorted_)])
    rank = np.arange(len(sorted_)) - np.repeat(starts, runs)
    kept = np.zeros(len(wanted), np.bool_)
    kept[order] = rank < most - sizes[sorted_]
    return kept


def _gathered(
    label: Ints, tail: Ints, head: Ints, most: int
) -> tuple[Ints, dict[int, int]]:
    """Gather entities of tiny parts by the part they hang on, ``most`` at a time.

    Returns labels, and for each new label the one it hangs on (-1: on none).
    """
    size = len(label)
    sizes = np.bincount(label, minlength=size)
    lone = sizes[label] < _FEW
    out = lone[tail] & ~lone[head]
    node, anchor, _votes = _wanted(tail[out], label[head[out]], label)
    hangs = np.full(size, -1, np.int64)
    hangs[node] = anchor
    hanging = np.bincount(hangs[lone & (hangs >= 0)], minlength=size)
    hangs[(hangs >= 0) & (hanging[hangs] < _FEW)] = -1
    made, hung = label.copy(), {}
    free = size
    for on in np.unique(hangs[lone]).tolist():
        codes = np.flatnonzero(lone & (hangs == on))
        for first in range(0, len(codes), most):
            made[codes[first : first + most]] = free
            hung[free] = on
            free += 1
    return made, hung


def _numbered(label: Ints, hung: dict[int, int]) -> tuple[Ints, Ints]:
    """Give the parts numbers, the largest first, equals by their first entity."""
    seen, first, back, count = np.unique(
        label, return_index=True, return_inverse=True, return_counts=True
    )
    order = np.lexsort((first, -count))
    number = np.empty(len(seen), np.int64)
    number[order] = np.arange(len(seen))
    known = {int(old): int(number[i]) for i, old in enumerate(seen)}
    near = np.full(len(seen), -1, np.int64)
    for new, on in hung.items():
        near[known[new]] = known.get(on, SCATTERED)
    return number[back.reshape(-1)], near


def _summed(graph: LinkGraph, of: Ints, near: Ints) -> Parts:
    """Count kinds, links and sums within and between the parts."""
    entities, links, count = graph.entity_columns, graph.link_columns, len(near)
    wide = len(entities.kinds)
    kinds = np.bincount(of * wide + entities.kind, minlength=count * wide)
    money = np.array([link_kinds()[name].money for name in links.kinds], np.bool_)
    kept = links.state != _REFUTED
    source, target = of[links.source[kept]], of[links.target[kept]]
    paid = money[links.kind[kept]] & (links.amount[kept] != NO_SUM)
    amount = np.where(paid, links.amount[kept], 0)
    same = source == target
    low, high = np.minimum(source, target)[~same], np.maximum(source, target)[~same]
    keys, back = np.unique(low * count + high, return_inverse=True)
    between = np.zeros(len(keys), np.int64)
    np.add.at(between, back.reshape(-1), amount[~same])
    inside = np.zeros(count, np.int64)
    np.add.at(inside, source[same], amount[same])
    return Parts(
        of=of,
        kinds=kinds.reshape(count, wide),
        inside=np.bincount(source[same], minlength=count),
        amount=inside,
        near=near,
        source=keys // max(count, 1),
        target=keys % max(count, 1),
        n=np.bincount(back.reshape(-1), minlength=len(keys)),
        between=between,
    )


def leading_units(
    graph: LinkGraph, found: Parts, part: int, most: int = 2
) -> list[int]:
    """Return what names a part: its units with most links, else its funds or projects.

    Never persons (X6).
    """
    entities, members = graph.entity_columns, found.members(part)
    for kind in (k for k in _NAMING if k in entities.kinds):
        some = members[entities.kind[members] == entities.kinds.index(kind)]
        if len(some):
            degrees = graph.around().degrees[some]
            order = np.lexsort((some, -degrees))[:most]
            return [int(code) for code in some[order]]
    return []
