"""NetworkX's parts and measures, on the arrays.

On a link graph no measure answers about a person (DOMAIN X6): persons count as links
between the others and are left out of what is told.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.graph.blocks import core_numbers, cut_points, grouped, matrix, parts
from workbench.graph.engine import distances, spread

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping

    from workbench.graph.arraygraph import ArrayGraph
    from workbench.graph.columns import Ints


def _nx() -> Any:
    import networkx as nx  # noqa: PLC0415 - heavy, loaded on use

    return nx


def _label(graph: ArrayGraph, *, strong: bool) -> Ints:
    return parts(graph.out, strong=strong, mutual=not graph.directed)


def _sets(graph: ArrayGraph, *, strong: bool = False) -> Iterator[set[Hashable]]:
    order, cuts = grouped(_label(graph, strong=strong))
    named = graph.labels(order)
    for first, last in pairwise(cuts):
        yield set(named[first:last])


def _many(graph: ArrayGraph, *, strong: bool = False) -> int:
    return int(_label(graph, strong=strong).max(initial=-1)) + 1


def _whole(graph: ArrayGraph, *, strong: bool = False) -> bool:
    if not len(graph):
        raise _nx().NetworkXPointlessConcept("Connectivity is undefined for no nodes.")
    return _many(graph, strong=strong) == 1


def weakly_connected_components(graph: ArrayGraph) -> Iterator[set[Hashable]]:
    """Go through the weakly connected parts."""
    return _sets(graph)


def connected_components(graph: ArrayGraph) -> Iterator[set[Hashable]]:
    """Go through the connected parts."""
    return _sets(graph)


def strongly_connected_components(graph: ArrayGraph) -> Iterator[set[Hashable]]:
    """Go through the strongly connected parts."""
    return _sets(graph, strong=True)


def number_weakly_connected_components(graph: ArrayGraph) -> int:
    """Count the weakly connected parts."""
    return _many(graph)


def number_connected_components(graph: ArrayGraph) -> int:
    """Count the connected parts."""
    return _many(graph)


def number_strongly_connected_components(graph: ArrayGraph) -> int:
    """Count the strongly connected parts."""
    return _many(graph, strong=True)


def is_weakly_connected(graph: ArrayGraph) -> bool:
    """Say whether all is weakly connected."""
    return _whole(graph)


def is_connected(graph: ArrayGraph) -> bool:
    """Say whether all is connected."""
    return _whole(graph)


def is_strongly_connected(graph: ArrayGraph) -> bool:
    """Say whether all is strongly connected."""
    return _whole(graph, strong=True)


def node_connected_component(graph: ArrayGraph, n: Any) -> set[Hashable]:
    """Return the part a node belongs to."""
    start = np.array([graph.code(n)], np.int32)
    found = np.flatnonzero(distances(graph.out, start) >= 0)
    return set(graph.labels(found.tolist()))


def articulation_points(graph: ArrayGraph) -> Iterator[Hashable]:
    """Go through the nodes that hold their part together."""
    yield from graph.labels(np.flatnonzero(cut_points(graph.around)).tolist())


def core_number(graph: ArrayGraph) -> dict[Hashable, Any]:
    """Return the greatest k for which each node is in the k-core."""
    if (graph.out.heads == graph.out.tails).any():
        raise _nx().NetworkXNotImplemented(
            "Input graph has self loops which is not permitted; "
            "Consider using G.remove_edges_from(nx.selfloop_edges(G))."
        )
    return graph.told(core_numbers(graph.around))


def _loops(graph: ArrayGraph) -> Any:
    tails = graph.out.tails
    return np.bincount(tails[tails == graph.out.heads], minlength=len(graph))


def degree_centrality(graph: ArrayGraph) -> dict[Hashable, float]:
    """Return each node's share of the links it could have."""
    degrees = graph.out.degrees + (
        graph.back.degrees if graph.directed else _loops(graph)
    )
    return _shares(graph, degrees)


def in_degree_centrality(graph: ArrayGraph) -> dict[Hashable, float]:
    """Return each node's share of the links in that it could have."""
    return _shares(graph, graph.back.degrees)


def out_degree_centrality(graph: ArrayGraph) -> dict[Hashable, float]:
    """Return each node's share of the links out that it could have."""
    return _shares(graph, graph.out.degrees)


def _shares(graph: ArrayGraph, degrees: Any) -> dict[Hashable, float]:
    size = len(graph)
    if size <= 1:
        return graph.told(np.ones(size, np.int64))
    return graph.told(degrees * (1.0 / (size - 1)))


def pagerank(
    graph: ArrayGraph,
    alpha: float = 0.85,
    personalization: Mapping[Any, float] | None = None,
    max_iter: int = 100,
    tol: float = 1.0e-6,
    nstart: Mapping[Any, float] | None = None,
    weight: str | None = "weight",
    dangling: Mapping[Any, float] | None = None,
) -> dict[Hashable, float]:
    """Return PageRank by power iteration, as NetworkX defines it."""
    size = len(graph)
    if not size:
        return {}
    onward, ends = _onward(graph, weight)
    equal = np.full(size, 1.0 / size)
    restart = _vector(graph, personalization, equal)
    leak = _vector(graph, dangling, restart)
    x = _vector(graph, nstart, equal)
    for _ in range(max_iter):
        last = x
        x = alpha * (onward(x) + x[ends].sum() * leak) + (1 - alpha) * restart
        if np.abs(x - last).sum() < size * tol:
            return graph.told(x)
    raise _nx().PowerIterationFailedConvergence(max_iter)


def _onward(graph: ArrayGraph, weight: str | None) -> tuple[Callable[..., Any], Any]:
    """Return what one step hands on, and which nodes hand on nothing.

    Where all links weigh the same the reverse arrays serve as they are.
    """
    if weight is None:
        degrees = graph.out.degrees
        share = 1 / np.maximum(degrees, 1)
        back = matrix(graph.back)
        return lambda x: back @ (x * share), degrees == 0
    values = graph.weights[weight].astype(np.float64)
    sums = np.bincount(graph.out.tails, values, minlength=len(graph))
    share = 1 / np.where(sums == 0, 1, sums)
    turned = matrix(graph.out, values).T
    return lambda x: turned @ (x * share), sums == 0


def _vector(graph: ArrayGraph, said: Mapping[Any, float] | None, otherwise: Any) -> Any:
    if said is None:
        return otherwise
    found = np.array([said.get(node, 0) for node in graph.nodes], np.float64)
    if found.sum() == 0:
        raise ZeroDivisionError
    return found / found.sum()


def betweenness_centrality(
    graph: ArrayGraph,
    k: int | None = None,
    normalized: bool = True,
    weight: str | None = None,
    endpoints: bool = False,
    seed: Any = None,
) -> dict[Hashable, float]:
    """Return betweenness, whole or from k sampled sources (Brandes, level by level)."""
    from networkx.utils import create_py_random_state  # noqa: PLC0415 - on use

    del weight
    size = len(graph)
    sources = list(range(size))
    sampled = k is not None and k != size
    if sampled:
        drawn = create_py_random_state(seed).sample(graph.nodes, k)
        sources = [graph.code(node) for node in drawn]
    total = np.zeros(size)
    for source in sources:
        _accumulate(graph, source, total, endpoints=endpoints)
    scale = _scales(
        graph, sources if sampled else None, normalized=normalized, endpoints=endpoints
    )
    return graph.told(total * scale)


def _accumulate(graph: ArrayGraph, source: int, total: Any, *, endpoints: bool) -> None:
    """Add what the shortest paths from one source say."""
    out, size = graph.out, len(graph)
    far = np.full(size, -1, np.int32)
    far[source] = 0
    ways = np.zeros(size)
    ways[source] = 1
    front, levels = np.array([source], np.int32), []
    while len(front):
        owner, heads = spread(out, front)
        fresh = far[heads] < 0
        owner, heads = owner[fresh], heads[fresh]
        near = np.unique(heads)
        far[near] = far[front[0]] + 1
        ways += np.bincount(heads, ways[front[owner]], minlength=size)
        levels.append((front[owner], heads))
        front = near
    share = np.zeros(size)
    for tails, heads in reversed(levels):
        given = ways[tails] / ways[heads] * (1 + share[heads])
        share += np.bincount(tails, given, minlength=size)
    reached = far > 0
    total[reached] += share[reached] + (1 if endpoints else 0)
    if endpoints:
        total[source] += int(reached.sum())


def _scales(
    graph: ArrayGraph, sampled: list[int] | None, *, normalized: bool, endpoints: bool
) -> Any:
    """Return NetworkX's factors: one for all, or sources apart from the others."""
    size = len(graph)
    pairs = size if endpoints else size - 1
    if pairs < 2:  # noqa: PLR2004 - nobody stands between
        return 1.0
    both = 1 if graph.directed else 2

    def factor(sources: int) -> float:
        whole = sources * (pairs - 1) if normalized else sources * both
        return 1 / whole if normalized else pairs / whole

    if sampled is None or endpoints:
        return factor(pairs if sampled is None else len(sampled))
    scale = np.full(size, factor(len(sampled)))
    scale[sampled] = factor(len(sampled) - 1) if len(sampled) > 1 else math.nan
    return scale


def ego_graph(
    graph: ArrayGraph,
    n: Any,
    radius: float = 1,
    center: bool = True,
    undirected: bool = False,
    distance: str | None = None,
) -> Any:
    """Return what lies around a node, as an ordinary NetworkX graph."""
    del distance
    if n not in graph:
        raise _nx().NodeNotFound(f"Source {n} is not in G")
    csr = graph.around if undirected else graph.out
    start = np.array([graph.code(n)], np.int32)
    inside = distances(csr, start, int(min(radius, len(graph)))) >= 0
    if not center:
        inside[start] = False
    codes = np.flatnonzero(inside)
    if graph.origin is None:
        return codes
    return graph.origin.subgraph(graph.labels(codes.tolist())).copy()
