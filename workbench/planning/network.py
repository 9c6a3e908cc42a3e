"""The link graph as planning sees it: names, kinds, neighbours around a few matters.

A ``LinkGraph`` hands out the neighbourhood of the names that matter, so that a case of
millions of transfers costs no more than a small one; any other graph with
``to_networkx()`` is taken whole. A name the graph does not know is simply not there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from workbench.leads.values import Allegation

PERSON = "person"
SAID = "link"
"""The kind of a link whose nature only a letter or a foreign file says."""
SILENT = (
    "account", "address", "entry", "fund", "phone", "project", "property", "vehicle",
)  # fmt: skip
"""Kinds of nodes that do not speak."""

HOPS = 2
"""How far around the names of a matter planning looks."""


class HasNetworkx(Protocol):
    """A link graph that can hand itself out as a NetworkX graph."""

    def to_networkx(self) -> Any:
        """Return a NetworkX graph; nodes carry ``name`` and ``kind``."""


@dataclass(frozen=True)
class Network:
    """An undirected simple graph with node ids by name.

    Edges carry ``kinds`` (frozenset of link kinds) and ``records`` (places, sorted).
    """

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

    def known_at(self, nodes: Iterable[str]) -> frozenset[str]:
        """Return the persons whom records link to any of the nodes.

        A link that only a letter alleges says nothing of who else is there.
        """
        return frozenset(
            n
            for node in nodes
            for n in self.persons_at([node])
            if self.graph.get_edge_data(node, n)["kinds"] - {SAID}
        )

    def linked(self, node: str, kinds: Sequence[str]) -> frozenset[str]:
        """Return the nodes joined to one by a link of these kinds."""
        return frozenset(
            other
            for other in self.graph.neighbors(node)
            if self.graph.get_edge_data(node, other)["kinds"] & set(kinds)
        )

    def records(self, one: str, other: str) -> tuple[str, ...]:
        """Return where the link between two nodes is recorded."""
        return tuple(self.graph.get_edge_data(one, other)["records"])


def network(
    graph: HasNetworkx | Network | None, allegations: Sequence[Allegation] = ()
) -> Network | None:
    """Take a link graph, or none, and return it as planning sees it."""
    if graph is None or isinstance(graph, Network):
        return graph
    return of_networkx(_part(graph, allegations))


def _part(graph: Any, allegations: Sequence[Allegation]) -> Any:
    """Return the neighbourhood of the matters, or all of a graph that has none."""
    around = getattr(graph, "neighbourhood", None)
    if around is None:
        return graph.to_networkx()
    import networkx as nx  # noqa: PLC0415 - heavy, loaded on use

    names = names_of(allegations)
    parts = [around(name, HOPS) for name in names if len(graph.codes(name)) == 1]
    return nx.compose_all(parts) if parts else nx.Graph()


def names_of(allegations: Sequence[Allegation]) -> tuple[str, ...]:
    """Return the names of persons and units in allegations, each once, sorted."""
    found = {p.name or p.text for a in allegations for p in a.subjects}
    found |= {u.text for a in allegations for u in a.units}
    found |= {
        getattr(c, "name", "") or c.text for a in allegations for c in a.counterparties
    }
    found |= {p.unit for a in allegations for p in a.subjects if p.unit}
    return tuple(sorted(found))


def of_networkx(whole: Any) -> Network:
    """Return any NetworkX graph, directed or with parallel edges, as a network."""
    import networkx as nx  # noqa: PLC0415 - heavy, loaded on use

    simple: Any = nx.Graph()
    simple.add_nodes_from((n, dict(d)) for n, d in sorted(whole.nodes(data=True)))
    for one, other, data in sorted(whole.edges(data=True), key=lambda e: e[:2]):
        if one == other:
            continue
        kinds = frozenset(str(data.get("kind", "")).split("+"))
        records = {str(r) for r in data.get("records", ())}
        if simple.has_edge(one, other):
            had = simple[one][other]
            kinds, records = kinds | had["kinds"], records | set(had["records"])
        simple.add_edge(one, other, kinds=kinds, records=sorted(records))
    ids: dict[str, list[str]] = {}
    for node in simple.nodes:
        ids.setdefault(str(simple.nodes[node].get("name", node)), []).append(node)
    return Network(simple, {name: tuple(nodes) for name, nodes in ids.items()})
