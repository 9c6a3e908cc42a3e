"""The link graph as planning sees it: names, kinds, neighbours.

Whatever gives ``to_networkx()`` will do. Nodes are looked up by name; a name that the
graph does not know is simply not there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PERSON = "person"
RECORDS = ("account", "fund", "project", "vehicle", "property", "document")
"""Kinds of nodes that do not speak."""


class HasNetworkx(Protocol):
    """A link graph that can hand itself out as a NetworkX graph."""

    def to_networkx(self) -> Any:
        """Return a NetworkX graph; nodes carry ``name`` and ``kind``."""


@dataclass(frozen=True)
class Network:
    """An undirected simple graph with node ids by name."""

    graph: Any
    ids: Mapping[str, tuple[str, ...]]

    def find(self, names: Iterable[str]) -> frozenset[str]:
        """Return the nodes that carry any of the names."""
        return frozenset(node for name in names for node in self.ids.get(name, ()))

    def kind(self, node: str) -> str:
        """Return the kind of a node, empty where unknown."""
        return str(self.graph.nodes[node].get("kind", ""))

    def name(self, node: str) -> str:
        """Return the name of a node."""
        return str(self.graph.nodes[node].get("name", node))

    def near(self, nodes: Iterable[str], hops: int) -> frozenset[str]:
        """Return all nodes within ``hops`` links of the given ones, them included."""
        found = {node for node in nodes if node in self.graph}
        edge = set(found)
        for _hop in range(hops):
            edge = {n for one in edge for n in self.graph.neighbors(one)} - found
            found |= edge
        return frozenset(found)

    def persons_at(self, nodes: Iterable[str]) -> frozenset[str]:
        """Return the persons directly linked to any of the nodes."""
        return frozenset(
            n
            for node in nodes
            if node in self.graph
            for n in self.graph.neighbors(node)
            if self.kind(n) == PERSON
        )

    def records(self, one: str, other: str) -> tuple[str, ...]:
        """Return where the link between two nodes is recorded."""
        data = self.graph.get_edge_data(one, other) or {}
        return tuple(sorted(str(r) for r in data.get("records", ())))


def network(graph: HasNetworkx | Network | None) -> Network | None:
    """Take a link graph, or none, and return it as planning sees it."""
    if graph is None or isinstance(graph, Network):
        return graph
    import networkx as nx  # noqa: PLC0415 - heavy, loaded on use

    whole = graph.to_networkx()
    simple: Any = nx.Graph()
    for node, data in whole.nodes(data=True):
        simple.add_node(node, **data)
    for one, other, data in whole.edges(data=True):
        if one != other and not simple.has_edge(one, other):
            simple.add_edge(one, other, **data)
    ids: dict[str, list[str]] = {}
    for node in sorted(simple.nodes, key=str):
        ids.setdefault(str(simple.nodes[node].get("name", node)), []).append(node)
    return Network(simple, {name: tuple(nodes) for name, nodes in ids.items()})
