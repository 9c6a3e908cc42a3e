"""What the overview's canvas draws: parts as circles by size, links between them.

Pure functions of the parts, so that the picture can be tested without a screen.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from workbench.figures.layout import place
from workbench.figures.money import shown_sum
from workbench.ontology.graph_kinds import entity_kinds
from workbench.widgets.link_layout import apart, broad, filled
from workbench.widgets.link_picture import SHAPES
from workbench.wording import label, words

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    import networkx as nx

    from workbench.graph import LinkGraph
    from workbench.graph.communities import Parts

_ = words("widgets")
PART = "part:"
DRAWN = 240
"""Parts on the picture, the largest; the table has them all."""
_STRONGEST = 3  # links drawn from each part: the picture of all is a hairball
_APART, _WIDE = 105.0, 165.0  # pixels between neighbouring parts
_SMALL, _LARGE = 24.0, 84.0  # pixels across
_ROOM_WIDE, _ROOM_TALL = 240.0, 96.0  # pixels that a circle with its name takes
_NAME = 11  # letters of a name on the picture


def shown(found: Parts) -> list[int]:
    """Return the parts on the picture: the largest, alone ones last of all."""
    return list(range(min(len(found), DRAWN)))


def short(name: str) -> str:
    """Return a name that fits below a circle."""
    return name if len(name) <= _NAME else f"{name[: _NAME - 1]}…"


def kinds(graph: LinkGraph, found: Parts) -> dict[str, dict[str, str]]:
    """Return the kinds that the parts drawn are mainly of: words, colour, sign."""
    known = entity_kinds()
    main = {graph.entity_columns.kinds[n] for n in _mainly(found)[: len(shown(found))]}
    return {
        kind: {
            "label": _("mostly {kind}").format(
                kind=label(known[kind].labels) if kind in known else kind
            ),
            "shape": "ellipse",
            "colour": SHAPES.get(kind, ("", "#999999", ""))[1],
            "mark": "●",
        }
        for kind in sorted(main, key=_order)
    }


def _mainly(found: Parts) -> list[int]:
    """Return the kind that most entities of each part are of, by its position."""
    return [int(n) for n in np.argmax(found.kinds, axis=1)] if len(found) else []


def _order(kind: str) -> tuple[int, str]:
    order = [*SHAPES]
    return (order.index(kind) if kind in order else len(order), kind)


def elements(
    graph: LinkGraph, found: Parts, names: Sequence[str]
) -> dict[str, list[dict[str, Any]]]:
    """Return parts and the strongest links between them, for the canvas.

    The same graph gives the same picture. O(n³) in the parts drawn, at most
    :data:`DRAWN`.
    """
    drawn = shown(found)
    edges = _strongest(found, len(drawn))
    ends = [(int(found.source[e]), int(found.target[e])) for e in edges]
    at = _places(drawn, ends)
    sizes = found.kinds.sum(axis=1)
    largest = float(sizes.max(initial=1))
    main = _mainly(found)
    nodes = [
        {
            "id": f"{PART}{part}",
            "label": f"{name} · {int(sizes[part])}",
            "kind": graph.entity_columns.kinds[main[part]],
            "x": round(at[part][0], 1),
            "y": round(at[part][1], 1),
            "focus": False,
            "unit": "",
            "size": round(
                _SMALL + (_LARGE - _SMALL) * float(np.sqrt(sizes[part] / largest)), 1
            ),
        }
        for part, name in zip(drawn, names, strict=True)
    ]
    return {"nodes": nodes, "edges": [_edge(found, edge) for edge in edges]}


def _strongest(found: Parts, drawn: int) -> list[int]:
    """Return each drawn part's links with most underneath, in order of position."""
    inside = np.flatnonzero((found.source < drawn) & (found.target < drawn))
    order = inside[np.lexsort((inside, -found.n[inside]))]
    had: dict[int, int] = defaultdict(int)
    kept = []
    for edge in order.tolist():
        ends = int(found.source[edge]), int(found.target[edge])
        if min(had[end] for end in ends) < _STRONGEST:
            kept.append(edge)
            for end in ends:
                had[end] += 1
    return sorted(kept)


def _places(
    drawn: Sequence[int], ends: Sequence[tuple[int, int]]
) -> dict[int, tuple[float, float]]:
    """Place what hangs together by its links; the rest stands in rows below."""
    import networkx as nx  # noqa: PLC0415 - heavy, loaded on use

    whole: nx.Graph[int] = nx.Graph(ends)
    parts = sorted(nx.connected_components(whole), key=lambda p: (-len(p), min(p)))
    linked = whole.subgraph(parts[0]) if parts else whole
    beside = {n: i for i, some in enumerate(parts[1:]) for n in some}
    rounds = 200 if len(linked) <= DRAWN // 2 else 60
    found = place(cast("nx.Graph[Hashable]", linked), rounds=rounds) if ends else {}
    at = {cast("int", n): (x * _WIDE, y * _APART) for n, (x, y) in found.items()}
    at = filled(apart(broad(at), _ROOM_WIDE, _ROOM_TALL))
    below = max((y for _x, y in at.values()), default=0.0) + _ROOM_TALL
    left = min((x for x, _y in at.values()), default=0.0)
    wide = max(max((x for x, _y in at.values()), default=0.0) - left, 6 * _ROOM_WIDE)
    columns = int(wide // _ROOM_WIDE) + 1
    rest = [p for p in drawn if p not in at]
    rest.sort(key=lambda p: (beside.get(p, len(parts)), p))
    for i, part in enumerate(rest):
        row, column = divmod(i, columns)
        at[part] = (left + column * _ROOM_WIDE, below + row * _ROOM_TALL)
    return at


def _edge(found: Parts, edge: int) -> dict[str, Any]:
    n, amount = int(found.n[edge]), int(found.between[edge])
    said = _("{n} links").format(n=n)
    return {
        "id": f"{PART}{found.source[edge]}-{found.target[edge]}",
        "source": f"{PART}{found.source[edge]}",
        "target": f"{PART}{found.target[edge]}",
        "kind": "between",
        "label": f"{said} {shown_sum(amount)}" if amount else said,
        "alleged": False,
        "refuted": False,
        "first": "",
        "last": "",
        "plain": True,
        "wide": round(1.2 + min(float(np.log1p(n)), 6.0), 1),
    }
