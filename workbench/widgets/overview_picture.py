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
_ROOM_WIDE, _ROOM_TALL = 210.0, 92.0  # pixels that a circle with its name takes
_PUSHES = 150
_NAME = 13  # letters of a name on the picture


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
    """Place linked parts by their links; those without any stand in rows below."""
    import networkx as nx  # noqa: PLC0415 - heavy, loaded on use

    linked: nx.Graph[int] = nx.Graph(ends)
    rounds = 200 if len(linked) <= DRAWN // 2 else 60
    found = place(cast("nx.Graph[Hashable]", linked), rounds=rounds) if ends else {}
    at = _apart(
        {cast("int", n): (x * _WIDE, y * _APART) for n, (x, y) in found.items()}
    )
    below = max((y for _x, y in at.values()), default=0.0) + _APART
    left = min((x for x, _y in at.values()), default=0.0)
    wide = max(max((x for x, _y in at.values()), default=0.0) - left, 6 * _WIDE)
    columns = int(wide // _WIDE) + 1
    for i, part in enumerate(p for p in drawn if p not in at):
        row, column = divmod(i, columns)
        at[part] = (left + column * _WIDE, below + row * _APART)
    return at


def _apart(at: dict[int, tuple[float, float]]) -> dict[int, tuple[float, float]]:
    """Push circles apart until no name lies on another, each no farther than it must.

    O(rounds x n²); deterministic.
    """
    keys = sorted(at)
    places = np.array([at[key] for key in keys]).reshape(-1, 2)
    room = np.array([_ROOM_WIDE, _ROOM_TALL])
    for _round in range(_PUSHES):
        apart = places[:, None] - places[None, :]
        short_of = room - np.abs(apart)
        near = (short_of > 0).all(axis=2)
        np.fill_diagonal(near, val=False)
        if not near.any():
            break
        axis = np.argmin(short_of, axis=2)  # the shorter way out
        by = np.take_along_axis(short_of, axis[:, :, None], 2)[:, :, 0]
        signs = np.take_along_axis(np.sign(apart), axis[:, :, None], 2)[:, :, 0]
        order = np.sign(np.arange(len(keys))[:, None] - np.arange(len(keys))[None, :])
        push = np.where(near, np.where(signs == 0, order, signs) * by / 2, 0.0)
        for way in (0, 1):
            most = np.where(axis == way, push, 0.0)
            count = np.maximum((most != 0).sum(axis=1), 1)
            places[:, way] += most.sum(axis=1) / count
    return {key: (float(x), float(y)) for key, (x, y) in zip(keys, places, strict=True)}


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
