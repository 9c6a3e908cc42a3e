"""What is odd in the records: named, kept, never a crash."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from workbench.graph.columns import NO_DAY, NO_SUM
from workbench.graph.values import Finding
from workbench.ontology.graph_kinds import link_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.graph.columns import Flags, Ints
    from workbench.graph.linkgraph import LinkGraph

LISTED = 100  # records listed under one finding, at most
WHOLE = 100.0
_ROUNDING = 0.01  # registers print shares to two places


def odd_in(graph: LinkGraph) -> tuple[Finding, ...]:
    """Return everything odd in a graph's rows and links, in a fixed order."""
    return (
        *odd_rows(graph),
        *two_holders(graph),
        *cyclic_ownership(graph),
        *shares_over_whole(graph),
    )


def odd_rows(graph: LinkGraph) -> Iterator[Finding]:
    """Name transfers to oneself, sums of zero or below, missing and reversed days."""
    columns, rows = graph.link_columns, graph.row_columns
    link = np.repeat(np.arange(len(columns.source)), np.diff(columns.start))
    money = np.array([link_kinds()[name].money for name in columns.kinds], np.bool_)
    if not len(link):
        return
    moving = money[columns.kind[link]]
    source = columns.source[link] if rows.source_at is None else rows.source_at
    target = columns.target[link] if rows.target_at is None else rows.target_at
    said = rows.amount != NO_SUM
    both = (rows.first != NO_DAY) & (rows.last != NO_DAY)
    odd: dict[str, Flags] = {
        "self_transfer": moving & (source == target),
        "zero_sum": moving & (rows.amount == 0),
        "negative_sum": moving & said & (rows.amount < 0),
        "reversed_dates": both & (rows.first > rows.last),
    }
    if said[moving].any():
        odd["no_sum"] = moving & ~said
    if (rows.first[moving] != NO_DAY).any():
        odd["no_date"] = moving & (rows.first == NO_DAY)
    for code, mask in odd.items():
        if mask.any():
            yield _of_rows(graph, code, np.flatnonzero(mask), source)


def _of_rows(graph: LinkGraph, code: str, found: Ints, source: Ints) -> Finding:
    rows = graph.row_columns
    listed = found[np.argsort(rows.order[found], kind="stable")][:LISTED].tolist()
    ends = np.unique(source[listed])
    return Finding(
        code=code,
        entities=tuple(graph.entity_columns.ids.take(ends)),
        records=tuple(rows.source(row) for row in listed),
        fields={"n": len(found)},
    )


def _of_kind(graph: LinkGraph, kind: str) -> list[int]:
    columns = graph.link_columns
    if kind not in columns.kinds:
        return []
    mask = columns.kind == columns.kinds.index(kind)
    return np.flatnonzero(mask & (columns.state != 3)).tolist()  # noqa: PLR2004 - refuted


def two_holders(graph: LinkGraph) -> Iterator[Finding]:
    """Name accounts that the records give to several holders."""
    holders: dict[int, list[int]] = {}
    for link in _of_kind(graph, "holds"):
        holders.setdefault(int(graph.link_columns.target[link]), []).append(link)
    ids, source = graph.entity_columns.ids, graph.link_columns.source
    for account, links in sorted(holders.items()):
        if len(links) > 1:
            who = [ids[int(source[link])] for link in links]
            yield Finding(
                code="account_of_several",
                entities=(ids[account], *who),
                records=tuple(r for link in links for r in graph.records(link))[
                    :LISTED
                ],
                fields={"n": len(who)},
            )


def cyclic_ownership(graph: LinkGraph) -> Iterator[Finding]:
    """Name units that own each other in a ring."""
    links = _in_rings(graph, _of_kind(graph, "ownership"))
    if not links:
        return
    import networkx as nx  # noqa: PLC0415 - heavy, loaded on use

    columns, ids = graph.link_columns, graph.entity_columns.ids
    owns: nx.DiGraph[int] = nx.DiGraph()
    for link in links:
        owns.add_edge(int(columns.source[link]), int(columns.target[link]), link=link)
    rings = [
        sorted(part)
        for part in nx.strongly_connected_components(owns)
        if len(part) > 1 or owns.has_edge(*[next(iter(part))] * 2)
    ]
    for ring in sorted(rings):
        inside = sorted(owns.edges[edge]["link"] for edge in owns.subgraph(ring).edges)
        yield Finding(
            code="cyclic_ownership",
            entities=tuple(ids.take(ring)),
            records=tuple(r for link in inside for r in graph.records(link))[:LISTED],
            fields={"n": len(ring)},
        )


def _in_rings(graph: LinkGraph, links: list[int]) -> list[int]:
    """Peel off links that start at nobody's property or end at nobody's owner.

    What is left lies on a ring or between rings; mostly nothing is. O(links x depth).
    """
    columns = graph.link_columns
    kept = np.array(links, np.int64)
    while len(kept):
        source, target = columns.source[kept], columns.target[kept]
        inside = np.isin(source, target) & np.isin(target, source)
        if inside.all():
            break
        kept = kept[inside]
    return [int(link) for link in kept]


def shares_over_whole(graph: LinkGraph) -> Iterator[Finding]:
    """Name units whose shares on some day add up to more than 100 per cent."""
    columns, rows, ids = graph.link_columns, graph.row_columns, graph.entity_columns.ids
    owners: dict[int, list[int]] = {}
    for link in _of_kind(graph, "ownership"):
        if link in columns.share:
            owners.setdefault(int(columns.target[link]), []).append(link)
    far = np.iinfo(np.int32).max
    for unit, links in sorted(owners.items()):
        spans = []
        for link in links:
            row = int(columns.start[link + 1]) - 1
            last = int(rows.last[row])
            spans.append((int(rows.first[row]), far if last == NO_DAY else last, link))
        most = max(
            sum(columns.share[k] for a, b, k in spans if a <= day <= b)
            for day, _, _ in spans
        )
        if most > WHOLE + _ROUNDING:
            who = [ids[int(columns.source[link])] for link in links]
            yield Finding(
                code="shares_over_whole",
                entities=(ids[unit], *who),
                records=tuple(r for link in links for r in graph.records(link))[
                    :LISTED
                ],
                fields={"share": round(most, 2)},
            )
