"""The link graph as a picture: kinds by colour and shape, sums on the links."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from workbench.errors import UsageError
from workbench.figures.money import shown_sum
from workbench.figures.picture import (
    BLUE,
    FAINT,
    GREEN,
    GREY,
    INK,
    ORANGE,
    PAPER,
    PURPLE,
    RED,
    SKY,
    YELLOW,
    Picture,
    bare,
    outline,
)
from workbench.figures.plain import cut, lines_up, wrap
from workbench.ontology.graph_kinds import entity_kinds, link_kinds
from workbench.wording import label, language, words

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping

    import networkx as nx
    from matplotlib.figure import Figure

_ = words("figures")

LIMIT = 60
"""Nodes in a printed picture; the panel in the lab shows more and lets one zoom."""

MARKS = {
    "person": ("o", ORANGE, "●"),
    "unit": ("s", BLUE, "■"),
    "fund": ("h", GREEN, "◎"),
    "account": ("D", SKY, "◆"),
    "party": ("p", GREY, "◇"),
    "project": ("^", PURPLE, "▲"),
    "vehicle": ("v", YELLOW, "▼"),
    "property": ("P", RED, "＋"),
}
"""Kind of entity -> matplotlib marker, colour, sign in the text form."""
OTHER = ("8", GREY, "○")

CROWDED = 24
"""Links beyond which a picture writes sums without the kind; the text has both."""

Spot = tuple[float, float]

_LINES = {"alleged": (0, (4, 2.5)), "refuted": (0, (1, 2))}
_NAME = 16  # columns of a line of a label; the text form has the whole name
_NAME_BELOW, _NAME_ASIDE = 0.14, 0.2  # in links of one hop: where a name lies


@dataclass(frozen=True, slots=True)
class _Bond:
    """All links from one entity to another, drawn as one arrow."""

    source: Hashable
    target: Hashable
    kinds: tuple[str, ...]
    amount: int | None
    n: int
    states: frozenset[str] = field(default=frozenset())

    @property
    def state(self) -> str:
        """The firmest state of the links drawn together."""
        firm = ("corroborated", "recorded", "alleged", "refuted")
        return next((s for s in firm if s in self.states), "recorded")


def link_picture(
    graph: nx.Graph[Any], *, title: str = "", mark: Iterable[Hashable] = ()
) -> Picture:
    """Draw a small NetworkX graph of entities and links.

    Parameters
    ----------
    graph
        As ``LinkGraph.to_networkx``, ``neighbourhood`` and ``paths`` give it: nodes
        with ``name`` and ``kind``; edges with ``kind`` and where known ``amount``
        (currency units), ``n`` and ``state``, or with a whole ``link``.
    title
        Said above the picture.
    mark
        Nodes to ring, e.g. the ends of a path.

    Raises
    ------
    UsageError
        For more than :data:`LIMIT` nodes: nobody could read the picture.
    """
    if len(graph) > LIMIT:
        raise UsageError("figures.too_many", found=len(graph), limit=LIMIT)
    bonds = _bonds(graph)
    title = title or _("Link graph")
    marked = frozenset(mark)
    names = {node: _name(graph, node) for node in sorted(graph, key=str)}

    def draw(figure: Figure) -> None:
        _draw(figure, graph, bonds, names, marked)

    side = 4.2 + 0.045 * len(graph) + 0.02 * len(bonds)
    text = _text(graph, bonds, names)
    return Picture(
        title,
        text,
        (1.55 * side, side),
        draw,
        language(),
        seen=text,
    )


def _name(graph: nx.Graph[Any], node: Hashable) -> str:
    return str(graph.nodes[node].get("name") or node)


def _kind(kind: str) -> str:
    known = entity_kinds().get(kind)
    return label(known.labels) if known else kind


def _says(kinds: tuple[str, ...]) -> str:
    joint = "、" if language() == "zh" else ", "
    known = link_kinds()
    return joint.join(label(known[k].labels) if k in known else k for k in kinds)


def _bonds(graph: nx.Graph[Any]) -> list[_Bond]:
    found: dict[tuple[Hashable, Hashable], list[Mapping[str, Any]]] = {}
    for source, target, data in graph.edges(data=True):
        found.setdefault((source, target), []).append(_said(data))
    bonds = []
    for (source, target), group in sorted(found.items(), key=lambda one: str(one[0])):
        kinds = {kind for said in group for kind in said["kind"].split("+")}
        bonds.append(
            _Bond(
                source,
                target,
                tuple(sorted(kinds)),
                sum(said["amount"] for said in group) or None,
                sum(said["n"] for said in group),
                frozenset(said["state"] for said in group),
            )
        )
    return bonds


def _said(data: Mapping[str, Any]) -> dict[str, Any]:
    """Read an edge of ``to_networkx`` (units) or of a path (a ``Link``, hundredths)."""
    link = data.get("link")
    if link is not None:
        amount = link.amount or 0
        return {"kind": link.kind, "amount": amount, "n": link.n, "state": link.state}
    return {
        "kind": str(data.get("kind", "link")),
        "amount": round(100 * (data.get("amount") or 0)),
        "n": int(data.get("n", 1)),
        "state": str(data.get("state", "recorded")),
    }


def _text(graph: nx.Graph[Any], bonds: list[_Bond], names: dict[Hashable, str]) -> str:
    nodes = [
        (
            MARKS.get(graph.nodes[n].get("kind", ""), OTHER)[2],
            _kind(graph.nodes[n].get("kind", "")),
            names[n],
        )
        for n in names
    ]
    arrows = {"alleged": "?→", "refuted": "×→"}
    states = {"alleged": _("alleged"), "refuted": _("refuted")}
    links = [
        (
            names[b.source],
            arrows.get(b.state, "→") if graph.is_directed() else "—",
            names[b.target],
            _says(b.kinds),
            "" if b.amount is None else shown_sum(b.amount),
            f"×{b.n}" if b.n > 1 else "",
            states.get(b.state, ""),
        )
        for b in bonds
    ]
    return f"{lines_up(nodes)}\n\n{lines_up(links)}" if links else lines_up(nodes)


def _draw(
    figure: Figure,
    graph: nx.Graph[Any],
    bonds: list[_Bond],
    names: dict[Hashable, str],
    marked: frozenset[Hashable],
) -> None:
    from workbench.figures.layout import place  # noqa: PLC0415 - heavy, loaded on use

    axes = bare(figure, (0.02, 0.08, 0.96, 0.91))
    spots = place(graph)
    pairs = {(b.source, b.target) for b in bonds}
    taken = [*spots.values(), *_under(spots.values())]
    for bond in bonds:
        both = (bond.target, bond.source) in pairs and bond.source != bond.target
        bend = 0.18 if both else 0.0
        _arrow(axes, bond, spots, bend=bend, head=graph.is_directed())
        place_ = _free(_along(spots[bond.source], spots[bond.target], bend), taken)
        taken.append(place_)
        _words_on(axes, bond, place_, brief=len(bonds) > CROWDED)
    for node, name in names.items():
        kind = str(graph.nodes[node].get("kind", ""))
        shape, colour, _sign = MARKS.get(kind, OTHER)
        axes.scatter(
            *spots[node],
            s=190,
            marker=shape,
            color=colour,
            zorder=3,
            edgecolors=INK if node in marked else PAPER,
            linewidths=2.0 if node in marked else 1.0,
        )
        axes.annotate(
            _label(name),
            spots[node],
            xytext=(0, -11),
            ha="center",
            va="top",
            textcoords="offset points",
            fontsize=8.5,
            linespacing=1.15,
            zorder=5,
            path_effects=outline(),
        )
    axes.margins(0.09, 0.13)
    _legend(figure, graph, bonds)


def _label(name: str) -> str:
    lines = wrap(cut(name, 2 * _NAME), _NAME)
    return "\n".join(lines[:2])


def _arrow(
    axes: Any,
    bond: _Bond,
    spots: dict[Hashable, Spot],
    *,
    bend: float,
    head: bool,
) -> None:
    (x0, y0), (x1, y1) = spots[bond.source], spots[bond.target]
    weak = bond.state in _LINES
    axes.annotate(
        "",
        (x1, y1),
        (x0, y0),
        zorder=1,
        arrowprops={
            "arrowstyle": "-|>" if head else "-",
            "mutation_scale": 11,
            "linestyle": _LINES.get(bond.state, "solid"),
            "color": GREY if weak else FAINT,
            "linewidth": 1.9 if bond.state == "corroborated" else 1.15,
            "connectionstyle": f"arc3,rad={bend}",
            "shrinkA": 9,
            "shrinkB": 9,
        },
    )


def _along(start: Spot, end: Spot, bend: float) -> list[Spot]:
    """Give places along an arrow, the middle first, then out to both sides."""
    (x0, y0), (x1, y1) = start, end
    found = []
    for part in (0.5, 0.4, 0.6, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8):
        arch = 2 * bend * part * (1 - part)
        found.append(
            (
                x0 + part * (x1 - x0) + arch * (y1 - y0),
                y0 + part * (y1 - y0) - arch * (x1 - x0),
            )
        )
    return found


def _under(spots: Iterable[Spot]) -> Iterator[Spot]:
    """Give the places that the names under the nodes cover: left, middle, right."""
    for x, y in spots:
        for aside in (-_NAME_ASIDE, 0.0, _NAME_ASIDE):
            yield x + aside, y - _NAME_BELOW


def _free(places: list[Spot], taken: list[Spot]) -> Spot:
    """Pick the place farthest from what is written already; ties to the first."""

    def room(spot: Spot) -> float:
        # Words are wide and low: what stands beside them is nearer than it looks.
        return min((x - spot[0]) ** 2 / 4 + (y - spot[1]) ** 2 for x, y in taken)

    enough = 0.09
    return max(places, key=lambda spot: min(round(room(spot), 6), enough))


def _words_on(axes: Any, bond: _Bond, spot: Spot, *, brief: bool) -> None:
    """Write kind and sum on an arrow; a crowded picture keeps to the sum."""
    lines = [_says(bond.kinds[:1]) + ("…" if len(bond.kinds) > 1 else "")]
    if bond.amount is not None:
        lines = [*([] if brief else lines), shown_sum(bond.amount)]
    axes.annotate(
        "\n".join(lines),
        spot,
        ha="center",
        va="center",
        fontsize=6.8,
        color=FAINT,
        linespacing=1.15,
        zorder=4,
        path_effects=outline(),
    )


def _legend(figure: Figure, graph: nx.Graph[Any], bonds: list[_Bond]) -> None:
    from matplotlib.lines import Line2D  # noqa: PLC0415 - heavy, loaded on use

    kinds = sorted(
        {str(graph.nodes[node].get("kind", "")) for node in graph},
        key=lambda k: (list(MARKS).index(k) if k in MARKS else 99, k),
    )
    handles = [
        Line2D(
            [],
            [],
            linestyle="",
            marker=MARKS.get(kind, OTHER)[0],
            markersize=8,
            color=MARKS.get(kind, OTHER)[1],
            label=_kind(kind),
        )
        for kind in kinds
    ]
    states = {bond.state for bond in bonds}
    lines = (
        ("recorded", _("in the records")),
        ("alleged", _("alleged only")),
        ("refuted", _("refuted")),
    )
    handles += [
        Line2D([], [], color=FAINT, linestyle=_LINES.get(state, "solid"), label=says)
        for state, says in lines
        if state in states
    ]
    figure.legend(
        handles=handles,
        loc="lower center",
        ncols=len(handles) or 1,
        frameon=False,
        fontsize=8,
        handletextpad=0.4,
        columnspacing=1.4,
    )
