"""The k shortest ways between two, where a link that says more is shorter."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.errors import UsageError
from workbench.graph.columns import NO_SUM
from workbench.graph.engine import distances
from workbench.graph.paths import as_path, view

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.graph.linkgraph import LinkGraph
    from workbench.graph.way import Path

WEIGHTS = ("hops", "n", "amount")


def k_shortest(
    graph: LinkGraph,
    a: str,
    b: str,
    k: int = 3,
    *,
    weight: str = "n",
    max_hops: int = 6,
    avoid: Iterable[str] = (),
) -> list[Path]:
    """Return the k shortest paths, links walked in either direction.

    Parameters
    ----------
    graph
        The link graph.
    a, b
        Ids or names.
    k
        How many.
    weight
        Length of a hop: ``hops`` (1), ``n`` (1 / records) or ``amount`` (1 / sum moved,
        1 where no sum is said).
    max_hops
        Only entities on some walk of at most so many links are looked at.
    avoid
        Ids or names that no path may pass.

    Returns
    -------
    list of Path
        The shortest first (Yen's algorithm, by NetworkX, on the part in between).

    Raises
    ------
    UnknownName, UsageError
        Where a name is unknown, or the weight none of the three.
    """
    import networkx as nx  # noqa: PLC0415 - heavy, loaded on use

    if weight not in WEIGHTS:
        raise UsageError("graph.no_such_rule", rule=weight, known=", ".join(WEIGHTS))
    source, target = graph.code(a), graph.code(b)
    barred = {graph.code(who) for who in avoid}
    around, _back = view(graph)
    far = [
        distances(around, np.array([end], np.int32), max_hops)
        for end in (source, target)
    ]
    inside = (far[0] >= 0) & (far[1] >= 0) & (far[0] + far[1] <= max_hops)
    inside[sorted(barred)] = False
    if not (inside[source] and inside[target]):
        return []
    between: Any = nx.Graph()
    for tail in np.flatnonzero(inside).tolist():
        for head in around.of(tail).tolist():
            if tail < head and inside[head]:
                between.add_edge(tail, head, length=_length(graph, tail, head, weight))
    if source == target or not nx.has_path(between, source, target):
        return []
    ways = nx.shortest_simple_paths(between, source, target, weight="length")
    return [as_path(graph, tuple(way)) for way in islice(ways, k)]


def _length(graph: LinkGraph, tail: int, head: int, weight: str) -> float:
    if weight == "hops":
        return 1.0
    links = graph.link_columns
    found = [*graph.positions(tail, head), *graph.positions(head, tail)]
    if weight == "n":
        return 1 / max(1, sum(int(links.n[link]) for link in found))
    sums = [int(links.amount[link]) for link in found]
    total = sum(one for one in sums if one != NO_SUM) / 100
    return 1 / total if total > 1 else 1.0
