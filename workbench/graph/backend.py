"""NetworkX backend ``workbench``: its algorithms on compressed rows.

``nx.pagerank(graph)`` with a link graph comes here, since the graph says so itself.
What the arrays have no algorithm for is answered with a sentence that says what to do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.errors import UsageError
from workbench.graph import nx_measures, nx_walks
from workbench.graph.arraygraph import ArrayGraph, from_networkx, of_links
from workbench.graph.backend_info import FUNCTIONS
from workbench.graph.frames import subgraph
from workbench.graph.linkgraph import LinkGraph

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

BYTES_A_LINK = 500
"""What an edge with its attributes costs in an ordinary NetworkX graph, about."""

_NO_MULTI = frozenset(FUNCTIONS) - {
    "ancestors", "connected_components", "descendants", "has_path", "is_connected",
    "is_strongly_connected", "is_weakly_connected", "node_connected_component",
    "number_connected_components", "number_strongly_connected_components",
    "number_weakly_connected_components", "pagerank", "strongly_connected_components",
    "weakly_connected_components",
}  # fmt: skip
_DIRECTED = frozenset(
    {
        "in_degree_centrality", "is_strongly_connected", "is_weakly_connected",
        "number_strongly_connected_components", "number_weakly_connected_components",
        "out_degree_centrality", "simple_cycles", "strongly_connected_components",
        "weakly_connected_components",
    }
)  # fmt: skip
_UNDIRECTED = frozenset(
    {
        "articulation_points", "connected_components", "is_connected",
        "node_connected_component", "number_connected_components",
    }
)  # fmt: skip
_WEIGHTED = {
    "dijkstra_path": 3, "dijkstra_path_length": 3, "pagerank": 6, "shortest_path": 3,
    "shortest_path_length": 3, "single_source_dijkstra": 4,
    "single_source_dijkstra_path": 3, "single_source_dijkstra_path_length": 3,
    "betweenness_centrality": 3,
}  # fmt: skip
"""Functions with a ``weight`` parameter, and its place."""


def _argument(
    args: tuple[Any, ...], kwargs: Mapping[str, Any], name: str, at: int
) -> Any:
    return args[at] if len(args) > at else kwargs.get(name)


def _suits(name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> bool:
    """Say whether a function runs on the arrays with these arguments."""
    graph = _argument(args, kwargs, "G", 0)
    directed, multi = graph.is_directed(), graph.is_multigraph()
    if (name in _DIRECTED and not directed) or (multi and name in _NO_MULTI):
        return False
    if name in _UNDIRECTED and directed:
        return False
    if name in _WEIGHTED:
        weight = _argument(args, kwargs, "weight", _WEIGHTED[name])
        if weight is not None and not _usable(graph, name, weight):
            return False
    if name in {"shortest_path", "shortest_path_length"}:
        return _one_end(args, kwargs)
    if name == "ego_graph":
        return _argument(args, kwargs, "distance", 5) is None
    return True


def _usable(graph: Any, name: str, weight: Any) -> bool:
    """Say whether an edge attribute can serve: named, and nowhere below zero."""
    if not isinstance(weight, str) or name == "betweenness_centrality":
        return False
    if isinstance(graph, ArrayGraph | LinkGraph) or name == "pagerank":
        return True
    return all(value >= 0 for _, _, value in graph.edges(data=weight, default=1))


def _one_end(args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> bool:
    """Say whether a shortest path has a known end, and no weights where only one."""
    source = _argument(args, kwargs, "source", 1)
    target = _argument(args, kwargs, "target", 2)
    weight = _argument(args, kwargs, "weight", 3)
    method = _argument(args, kwargs, "method", 4) or "dijkstra"
    return method == "dijkstra" and (
        source is not None or (target is not None and weight is None)
    )


def _links_of(value: Any) -> LinkGraph | None:
    """Return the link graph that an argument is or stands for."""
    if isinstance(value, LinkGraph):
        return value
    return value.links if isinstance(value, ArrayGraph) else None


def _asked_of_links(
    args: tuple[Any, ...], kwargs: Mapping[str, Any]
) -> LinkGraph | None:
    found = (_links_of(value) for value in (*args, *kwargs.values()))
    return next((graph for graph in found if graph is not None), None)


class _Backend:
    """The object behind the entry point ``networkx.backends``."""

    @staticmethod
    def convert_from_nx(graph: Any, edge_attrs: Any = None, **how: Any) -> ArrayGraph:
        """Turn a NetworkX graph into arrays."""
        del how
        return from_networkx(graph, edge_attrs)

    @staticmethod
    def convert_to_nx(result: Any, *, name: str | None = None) -> Any:
        """Turn arrays into a NetworkX graph; anything else stays."""
        del name
        if isinstance(result, LinkGraph):
            return result.to_networkx()
        if isinstance(result, ArrayGraph):
            if result.links is not None:
                return result.links.to_networkx().to_undirected()
            return result.origin
        return result

    @staticmethod
    def can_run(name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> bool:
        """Say whether a call runs here; a link graph's calls all do, or say why not."""
        if _asked_of_links(args, kwargs) is not None:
            return True
        return name in FUNCTIONS and _suits(name, args, kwargs)

    @staticmethod
    def should_run(name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> bool:
        """Say that what can run should."""
        del name, args, kwargs
        return True

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """Return an algorithm, or for a link graph the sentence in its place."""
        if name.startswith("_") or name == "on_start_tests":
            raise AttributeError(name)

        def call(*args: Any, **kwargs: Any) -> Any:
            return _called(name, args, kwargs)

        return call


def _called(name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    graph = _asked_of_links(args, kwargs)
    if graph is None:
        return _FOUND[name](*args, **kwargs)
    if name not in FUNCTIONS or not _suits(name, args, kwargs):
        size = graph.number_of_edges() * BYTES_A_LINK // 1_000_000
        raise UsageError("graph.not_on_arrays", algorithm=name, megabytes=max(1, size))
    taken = [of_links(arg) if arg is graph else arg for arg in args]
    named = {key: of_links(v) if v is graph else v for key, v in kwargs.items()}
    result = _FOUND[name](*taken, **named)
    return _ego(graph, result) if name == "ego_graph" else result


def _ego(graph: LinkGraph, codes: Any) -> Any:
    """Return the chosen entities and the links among them."""
    links, kept = graph.link_columns, graph.selection()
    spans = [graph.leaving(code) for code in codes.tolist()]
    positions = np.concatenate([np.zeros(0, np.int64), *map(np.asarray, spans)])
    positions = positions.astype(np.int64)
    positions = positions[np.isin(links.target[positions], codes)]
    if kept is not None:
        positions = positions[kept[positions]]
    return subgraph(graph, codes, positions)


_FOUND: dict[str, Callable[..., Any]] = {
    name: getattr(nx_walks, name, None) or getattr(nx_measures, name)
    for name in FUNCTIONS
}

Dispatcher = _Backend()
"""What NetworkX loads."""
