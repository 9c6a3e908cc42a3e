"""What the link view's canvas draws: nodes with a place, edges with words; no widget.

Pure functions of a NetworkX graph, so that the picture can be tested without a screen.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, cast

from workbench.figures.layout import place
from workbench.figures.money import shown_sum
from workbench.ontology.graph_kinds import entity_kinds, link_kinds
from workbench.widgets.link_layout import apart, broad, filled
from workbench.wording import label

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    import networkx as nx

LIMIT = 300
"""Entities on the canvas; a picture of more is a hairball."""
_APART = 95.0  # pixels between neighbours, one below the other
_WIDE = 150.0  # and side by side: a screen is wider than it is tall
_ROOM_WIDE, _ROOM_TALL = 112.0, 58.0  # pixels that a node with its name takes
_SETTLED = 150  # above this many nodes the places settle in fewer rounds
_UNIT_KINDS = ("post", "legal_rep", "directorship", "ownership")

SHAPES = {
    "person": ("ellipse", "#E69F00", "●"),
    "unit": ("round-rectangle", "#56B4E9", "■"),
    "fund": ("hexagon", "#009E73", "⬢"),
    "account": ("diamond", "#0072B2", "◆"),
    "party": ("pentagon", "#999999", "⬟"),
    "project": ("triangle", "#CC79A7", "▲"),
    "vehicle": ("vee", "#F0E442", "▼"),
    "property": ("star", "#D55E00", "★"),
    "phone": ("tag", "#BBBBBB", "▸"),
    "address": ("rhomboid", "#BBBBBB", "▱"),
}
"""Kind of entity -> cytoscape shape, Okabe-Ito colour, sign in the legend."""
_OTHER = ("octagon", "#999999", "○")


def kinds(graph: nx.MultiDiGraph[str]) -> dict[str, dict[str, str]]:
    """Return the kinds that occur: words, shape, colour and sign."""
    found = Counter(str(data["kind"]) for _node, data in nodes_of(graph))
    known = entity_kinds()
    order = [*known, *sorted(set(found) - set(known))]
    return {
        kind: {
            "label": label(known[kind].labels) if kind in known else kind,
            **dict(
                zip(("shape", "colour", "mark"), SHAPES.get(kind, _OTHER), strict=True)
            ),
        }
        for kind in order
        if found[kind]
    }


def nodes_of(graph: nx.MultiDiGraph[str]) -> list[tuple[str, dict[str, Any]]]:
    """Return the nodes with what is known of them, sorted by id."""
    return [(node, graph.nodes[node]) for node in sorted(graph)]


def elements(
    graph: nx.MultiDiGraph[str],
    focus: Iterable[str] = (),
    kept: Mapping[str, tuple[float, float]] | None = None,
) -> dict[str, list[dict[str, Any]]]:
    """Return nodes and edges for the canvas, in order of their ids.

    Parameters
    ----------
    graph
        Part of a link graph, as ``neighbourhood`` gives it.
    focus
        Ids drawn with a thick rim.
    kept
        Places of nodes that a person put there, or that stood there before.
    """
    at = places(graph, kept or {})
    units, chosen = _units(graph), set(focus)
    nodes = [
        {
            "id": node,
            "label": str(data.get("name") or node),
            "kind": str(data["kind"]),
            "x": round(at[node][0], 1),
            "y": round(at[node][1], 1),
            "focus": node in chosen,
            "unit": units.get(node, ""),
        }
        for node, data in nodes_of(graph)
    ]
    edges = [
        _edge(source, target, key, data)
        for source, target, key, data in sorted(
            graph.edges(keys=True, data=True), key=lambda e: (e[0], e[1], str(e[2]))
        )
    ]
    return {"nodes": nodes, "edges": edges}


def edge_id(source: str, target: str, kind: str) -> str:
    """Return the id of a link on the canvas."""
    return f"{source}\x1f{target}\x1f{kind}"


def edge_words(data: Mapping[str, Any]) -> str:
    """Return what a link says: its kind, its sum, how often."""
    known = link_kinds().get(str(data["kind"]))
    said = label(known.labels) if known else str(data["kind"])
    amount, n = data.get("amount") or 0, int(data.get("n") or 1)
    parts = [said]
    if amount:
        parts.append(shown_sum(round(float(amount) * 100)))
    if n > 1:
        parts.append(f"×{n}")
    return " ".join(parts)


def _edge(
    source: str, target: str, key: Any, data: Mapping[str, Any]
) -> dict[str, Any]:
    first, last = data.get("first"), data.get("last")
    return {
        "id": edge_id(source, target, str(key)),
        "source": source,
        "target": target,
        "kind": str(data["kind"]),
        "label": edge_words(data),
        "alleged": data.get("state") == "alleged",
        "refuted": data.get("state") == "refuted",
        "first": first.isoformat() if first else "",
        "last": last.isoformat() if last else "",
    }


def _units(graph: nx.MultiDiGraph[str]) -> dict[str, str]:
    """Return for persons the one unit they belong to in this picture, by name."""
    found: dict[str, set[str]] = defaultdict(set)
    for source, target, data in graph.edges(data=True):
        if data["kind"] in _UNIT_KINDS and graph.nodes[target]["kind"] == "unit":
            found[source].add(str(graph.nodes[target].get("name") or target))
    return {who: min(units) for who, units in found.items()}


def places(
    graph: nx.MultiDiGraph[str], kept: Mapping[str, tuple[float, float]]
) -> dict[str, tuple[float, float]]:
    """Return a place in pixels for every node; those kept stay, the rest stand near.

    The same graph gives the same places. Stress majorisation for the first picture,
    O(n³), n at most :data:`LIMIT`; what is added later stands around its neighbours.
    """
    old = {node: kept[node] for node in graph if node in kept}
    if not old:
        rounds = 200 if len(graph) <= _SETTLED else 40
        found = place(cast("nx.Graph[Hashable]", graph), rounds=rounds)
        wide = {str(n): (x * _WIDE, y * _APART) for n, (x, y) in found.items()}
        return filled(apart(broad(wide), _ROOM_WIDE, _ROOM_TALL))
    return {**_around(graph, old), **old}


def _around(
    graph: nx.MultiDiGraph[str], old: Mapping[str, tuple[float, float]]
) -> dict[str, tuple[float, float]]:
    """Set new nodes on an arc beyond the neighbour that brought them, away from all."""
    from math import atan2, cos, pi, sin  # noqa: PLC0415 - used here alone

    x0 = sum(x for x, _y in old.values()) / len(old)
    y0 = sum(y for _x, y in old.values()) / len(old)
    plain = graph.to_undirected(as_view=True)
    brought: dict[str, list[str]] = defaultdict(list)
    for node in sorted(set(graph) - set(old)):
        near = sorted(n for n in plain.neighbors(node) if n in old)
        brought[near[0] if near else ""].append(node)
    found = {}
    for anchor, new in sorted(brought.items()):
        x, y = old.get(anchor, (x0, y0))
        heading = atan2(y - y0, x - x0) if (x, y) != (x0, y0) else 0.0
        for i, node in enumerate(new):
            ring, slot = divmod(i, 9)
            angle = heading + (slot - (min(len(new), 9) - 1) / 2) * pi / 9
            far = _APART * (1.25 + 0.6 * ring)
            found[node] = (x + far * cos(angle), y + far * sin(angle))
    return found
