"""What ties accounts and units together: shared values, brokers, the edge.

Persons are never the subject of a pattern (DOMAIN X6).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from workbench.graph.blocks import cut_points
from workbench.graph.engine import both_ways, directed
from workbench.graph.pattern import LISTED, Pattern, measured
from workbench.ontology.graph_kinds import link_kinds
from workbench.ontology.thresholds import threshold

if TYPE_CHECKING:
    from workbench.graph.linkgraph import LinkGraph


def shared(graph: LinkGraph, *, most: int | None = None) -> list[Pattern]:
    """Return phones, addresses, agents and representatives that several share.

    ``telling`` is 1 where two share a value and falls as more do: what everybody shares
    ties nobody to anybody.

    Parameters
    ----------
    graph
        The link graph.
    most
        Values that more than this share are left out.
    """
    limit = threshold("shared_most") if most is None else most
    links, found = graph.link_columns, []
    for kind, at_target in (
        ("phone", True), ("address", True), ("agent", False), ("legal_rep", False),
    ):  # fmt: skip
        if kind not in links.kinds:
            continue
        mine = np.flatnonzero(links.kind == links.kinds.index(kind))
        value = (links.target if at_target else links.source)[mine]
        for code in np.unique(value).tolist():
            some = mine[value == code]
            if not 1 < len(some) <= limit:
                continue
            users = (links.source if at_target else links.target)[some]
            codes = [code, *np.unique(users).tolist()]
            found.append(_tie(graph, codes, some.tolist()))
    return found


def _tie(graph: LinkGraph, codes: list[int], some: list[int]) -> Pattern:
    records = [record for link in some for record in graph.records(link)]
    n = len(codes) - 1
    return Pattern(
        kind="shared",
        entities=tuple(graph.entity(code) for code in codes),
        records=tuple(records)[:LISTED],
        fields={"n": n, "telling": round(1 / (n - 1), 4)},
    )


def brokers(graph: LinkGraph) -> list[Pattern]:
    """Return accounts and units that alone join parts of the flow of funds."""
    money = [name for name, kind in link_kinds().items() if kind.money]
    keep = graph.selection(money)
    columns, ends = graph.entity_columns, graph.link_columns
    nobody = np.array([kind == "entry" for kind in columns.kinds], np.bool_)
    real = ~(nobody[columns.kind][ends.source] | nobody[columns.kind][ends.target])
    keep = real if keep is None else keep & real
    out = directed(graph.link_columns, len(graph), keep)
    back = out.turned()
    held = cut_points(both_ways(out, back)) & measured(graph)
    found = []
    for code in np.flatnonzero(held).tolist():
        joined = [*out.links[out.starts[code] : out.starts[code + 1]].tolist()]
        joined += back.links[back.starts[code] : back.starts[code + 1]].tolist()
        records = [record for link in sorted(joined) for record in graph.records(link)]
        found.append(
            Pattern(
                kind="broker",
                entities=(graph.entity(code),),
                records=tuple(records[:LISTED]),
                fields={"n": len(records)},
            )
        )
    return found


_CLOSE = ("kinship", "holds", "ownership", "directorship", "legal_rep")


def edge_records(
    graph: LinkGraph, who: str, *, ties: int | None = None
) -> list[Pattern]:
    """Return units and accounts at the edge: they hold records and have few ties.

    Those concerned are the one asked about, kin, and what they hold, own or direct.
    Whoever has no more than ``ties`` links to them can be asked with least notice.

    Parameters
    ----------
    graph
        The link graph.
    who
        Id or name of the subject.
    ties
        Greatest number of links (pairs and kinds) to those concerned.

    Returns
    -------
    list of Pattern
        In order of id; persons are not among them.
    """
    most = threshold("edge_ties") if ties is None else ties
    links = graph.link_columns
    close = {graph.code(who)}
    for _round in range(2):
        near = [k for k, name in enumerate(links.kinds) if name in _CLOSE]
        inner = np.isin(links.kind, near)
        own = np.fromiter(sorted(close), np.int32)
        touching = inner & (np.isin(links.source, own) | np.isin(links.target, own))
        close |= {*links.source[touching].tolist(), *links.target[touching].tolist()}
    own = np.fromiter(sorted(close), np.int32)
    crossing = np.isin(links.source, own) ^ np.isin(links.target, own)
    around: dict[int, list[int]] = {}
    for link in np.flatnonzero(crossing).tolist():
        ends = {int(links.source[link]), int(links.target[link])} - close
        around.setdefault(ends.pop(), []).append(link)
    allowed = measured(graph)
    return [
        Pattern(
            kind="edge",
            entities=(graph.entity(code),),
            records=tuple(r for link in some for r in graph.records(link))[:LISTED],
            fields={"ties": len(some)},
        )
        for code, some in sorted(around.items())
        if allowed[code] and len(some) <= most
    ]
