"""NetworkX's questions about paths, on the arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.graph.blocks import matrix
from workbench.graph.circuits import simple_cycles as all_cycles
from workbench.graph.engine import distances
from workbench.graph.walks import simple_paths

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from workbench.graph.arraygraph import ArrayGraph
    from workbench.graph.columns import Ints
    from workbench.graph.engine import Csr

Node = Any
FAR = 1 << 30


def _nx() -> Any:
    import networkx as nx  # noqa: PLC0415 - heavy, loaded on use

    return nx


def _code(graph: ArrayGraph, node: Node, *, missing: str = "node") -> int:
    if node not in graph:
        if missing == "either":
            raise _nx().NodeNotFound(f"Either source or target is not in G: {node}")
        raise _nx().NodeNotFound(f"Node {node} not found in graph")
    return graph.code(node)


def _from(csr: Csr, code: int, cutoff: float | None = None) -> Ints:
    limit = None if cutoff is None else max(0, int(min(cutoff, FAR)))
    return distances(csr, np.array([code], np.int32), limit)


def descendants(graph: ArrayGraph, source: Node) -> set[Hashable]:
    """Return all nodes that can be reached."""
    return _reached(graph, graph.out, source)


def ancestors(graph: ArrayGraph, source: Node) -> set[Hashable]:
    """Return all nodes that reach it."""
    return _reached(graph, graph.back, source)


def _reached(graph: ArrayGraph, csr: Csr, source: Node) -> set[Hashable]:
    if source not in graph:
        raise _nx().NetworkXError(f"The node {source} is not in the graph.")
    code = graph.code(source)
    found = np.flatnonzero(_from(csr, code) > 0)
    return set(graph.labels(found.tolist()))


def has_path(graph: ArrayGraph, source: Node, target: Node) -> bool:
    """Say whether the target can be reached."""
    a = _code(graph, source, missing="either")
    b = _code(graph, target, missing="either")
    return bool(_from(graph.out, a)[b] >= 0)


def _way(graph: ArrayGraph, a: int, b: int) -> list[int]:
    """Return a shortest path, the first in order of neighbours."""
    left = _from(graph.back, b)
    if left[a] < 0:
        nodes = graph.nodes
        raise _nx().NetworkXNoPath(f"No path between {nodes[a]} and {nodes[b]}.")
    way = [a]
    while way[-1] != b:
        near = graph.out.of(way[-1])
        way.append(int(near[left[near] == left[way[-1]] - 1][0]))
    return way


def _tree(graph: ArrayGraph, csr: Csr, a: int, cutoff: float | None) -> dict[Any, Any]:
    """Return a shortest path to every node in reach, by hops."""
    from workbench.graph.engine import spread  # noqa: PLC0415 - keeps the list short

    far = _from(csr, a, cutoff)
    nodes = graph.nodes
    ways: dict[int, list[Any]] = {a: [nodes[a]]}
    front = np.array([a], np.int32)
    hop = 0
    while len(front):
        hop += 1
        owner, heads = spread(csr, front)
        keep = far[heads] == hop
        owner, heads = owner[keep], heads[keep]
        _, first = np.unique(heads, return_index=True)
        first = np.sort(first)
        parents, front = front[owner[first]], heads[first]
        for parent, child in zip(parents.tolist(), front.tolist(), strict=True):
            ways[child] = [*ways[parent], nodes[child]]
    return {nodes[code]: way for code, way in ways.items()}


def single_source_shortest_path(
    graph: ArrayGraph, source: Node, cutoff: float | None = None
) -> dict[Any, Any]:
    """Return a shortest path to every node in reach."""
    if source not in graph:
        raise _nx().NodeNotFound(f"Source {source} not in G")
    return _tree(graph, graph.out, graph.code(source), cutoff)


def single_source_shortest_path_length(
    graph: ArrayGraph, source: Node, cutoff: float | None = None
) -> dict[Any, int]:
    """Return hops to every node in reach, nearest first."""
    if source not in graph:
        raise _nx().NodeNotFound(f"Source {source} is not in G")
    return _lengths(graph, graph.out, graph.code(source), cutoff)


def _lengths(
    graph: ArrayGraph, csr: Csr, code: int, cutoff: float | None = None
) -> dict[Any, int]:
    far = _from(csr, code, cutoff)
    found = np.flatnonzero(far >= 0)
    found = found[np.argsort(far[found], kind="stable")]
    return dict(zip(graph.labels(found.tolist()), far[found].tolist(), strict=True))


def shortest_path(
    graph: ArrayGraph,
    source: Node = None,
    target: Node = None,
    weight: str | None = None,
    method: str = "dijkstra",
) -> Any:
    """Return a shortest path, or paths from or to one node."""
    del method
    if source is not None and target is not None:
        if weight is not None:
            return single_source_dijkstra(graph, source, target, weight=weight)[1]
        a = _code(graph, source, missing="either")
        b = _code(graph, target, missing="either")
        return graph.labels(_way(graph, a, b))
    if source is not None:
        if weight is not None:
            return single_source_dijkstra(graph, source, weight=weight)[1]
        return single_source_shortest_path(graph, source)
    if target not in graph:
        raise _nx().NodeNotFound(f"Target {target} not in G")
    ways = _tree(graph, graph.back, graph.code(target), None)
    return {node: way[::-1] for node, way in ways.items()}


def shortest_path_length(
    graph: ArrayGraph,
    source: Node = None,
    target: Node = None,
    weight: str | None = None,
    method: str = "dijkstra",
) -> Any:
    """Return the length of shortest paths."""
    del method
    if source is not None and target is not None:
        if weight is not None:
            return dijkstra_path_length(graph, source, target, weight)
        a = _code(graph, source, missing="either")
        b = _code(graph, target, missing="either")
        hops = int(_from(graph.out, a)[b])
        if hops < 0:
            raise _nx().NetworkXNoPath(f"No path between {source} and {target}.")
        return hops
    if source is not None:
        if weight is not None:
            return single_source_dijkstra_path_length(graph, source, weight=weight)
        return single_source_shortest_path_length(graph, source)
    if target not in graph:
        raise _nx().NodeNotFound(f"Target {target} is not in G")
    return _lengths(graph, graph.back, graph.code(target))


def _dijkstra(
    graph: ArrayGraph, code: int, weight: Any, cutoff: float | None
) -> tuple[Any, Any]:
    from scipy.sparse.csgraph import dijkstra  # noqa: PLC0415 - heavy, loaded on use

    values = graph.weights[weight].astype(np.float64)
    if len(values) and values.min() < 0:
        raise ValueError("Contradictory paths found:", "negative weights?")
    limit = np.inf if cutoff is None else float(cutoff)
    walked: Any = dijkstra
    far, before = walked(
        matrix(graph.out, values), indices=code, return_predecessors=True, limit=limit
    )
    return far, before


def _number(graph: ArrayGraph, weight: str, value: float) -> Any:
    whole = graph.weights[weight].dtype.kind in "iub"
    return int(value) if whole else float(value)


def single_source_dijkstra(
    graph: ArrayGraph,
    source: Node,
    target: Node = None,
    cutoff: float | None = None,
    weight: str = "weight",
) -> tuple[Any, Any]:
    """Return distances and paths from one node by the sum of an edge attribute."""
    a = _code(graph, source)
    if target is not None and target == source:
        return 0, [target]
    far, before = _dijkstra(graph, a, weight, cutoff)
    if target is not None:
        b = graph.find(target)
        if b is None or not np.isfinite(far[b]):
            raise _nx().NetworkXNoPath(f"No path to {target}.")
        return _number(graph, weight, far[b]), graph.labels(_back(before, a, b))
    found = np.flatnonzero(np.isfinite(far))
    found = found[np.argsort(far[found], kind="stable")].tolist()
    lengths = {graph.nodes[c]: _number(graph, weight, far[c]) for c in found}
    ways = {graph.nodes[c]: graph.labels(_back(before, a, c)) for c in found}
    return lengths, ways


def _back(before: Ints, a: int, b: int) -> list[int]:
    way = [b]
    while way[-1] != a:
        way.append(int(before[way[-1]]))
    return way[::-1]


def single_source_dijkstra_path(
    graph: ArrayGraph, source: Node, cutoff: float | None = None, weight: str = "weight"
) -> Any:
    """Return paths from one node by the sum of an edge attribute."""
    return single_source_dijkstra(graph, source, None, cutoff, weight)[1]


def single_source_dijkstra_path_length(
    graph: ArrayGraph, source: Node, cutoff: float | None = None, weight: str = "weight"
) -> dict[Any, Any]:
    """Return distances from one node by the sum of an edge attribute."""
    a = _code(graph, source)
    far, _ = _dijkstra(graph, a, weight, cutoff)
    found = np.flatnonzero(np.isfinite(far))
    found = found[np.argsort(far[found], kind="stable")].tolist()
    return {graph.nodes[c]: _number(graph, weight, far[c]) for c in found}


def dijkstra_path(
    graph: ArrayGraph, source: Node, target: Node, weight: str = "weight"
) -> Any:
    """Return a path with the least sum of an edge attribute."""
    return single_source_dijkstra(graph, source, target, None, weight)[1]


def dijkstra_path_length(
    graph: ArrayGraph, source: Node, target: Node, weight: str = "weight"
) -> Any:
    """Return the least sum of an edge attribute on the way."""
    return single_source_dijkstra(graph, source, target, None, weight)[0]


def all_simple_paths(
    graph: ArrayGraph, source: Node, target: Any, cutoff: float | None = None
) -> Iterator[list[Hashable]]:
    """Go through all simple paths to a node, or to any of several."""
    if source not in graph:
        raise _nx().NodeNotFound(f"source node {source} not in graph")
    try:
        several = target in graph
        goals = [target] if several else list(dict.fromkeys(target))
    except TypeError as error:
        raise _nx().NodeNotFound(f"target node {target} not in graph") from error
    hops = len(graph) - 1 if cutoff is None else int(min(cutoff, len(graph) - 1))
    goals = [goal for goal in goals if goal in graph]
    a = graph.code(source)

    def found() -> Iterator[list[Hashable]]:
        if source in goals and hops >= 0:
            yield [source]
        for goal in goals:
            b = graph.code(goal)
            for block in simple_paths(graph.out, graph.back, a, b, hops):
                for row in block.tolist():
                    yield graph.labels(row)

    return found()


def simple_cycles(
    graph: ArrayGraph, length_bound: int | None = None
) -> Iterator[list[Hashable]]:
    """Go through all simple cycles up to a length."""
    if length_bound is not None and length_bound < 0:
        raise ValueError("length bound must be non-negative")
    longest = len(graph) if length_bound is None else min(length_bound, len(graph))

    def found() -> Iterator[list[Hashable]]:
        for block in all_cycles(graph.out, longest):
            for row in block.tolist():
                yield graph.labels(row)

    return found()
