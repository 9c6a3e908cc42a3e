"""Alleged links laid over a graph of records: a second, cheap stage.

What letters say changes with every correction; what records say does not. So the graph
of the records is built once, and links that are only alleged are put beside its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.graph.assemble import link_rows
from workbench.graph.cleaning import plain
from workbench.graph.columns import NO_SUM, EntityColumns, Rows, day_number
from workbench.graph.findings import odd_in
from workbench.graph.linkgraph import LinkGraph
from workbench.graph.lookup import named
from workbench.graph.parties import kind_of_name, merged_into
from workbench.graph.texts import Texts
from workbench.graph.values import Merged, Refuted
from workbench.ontology.graph_kinds import entity_kinds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from workbench.graph.columns import Ints
    from workbench.graph.values import Alleged


def overlaid(
    graph: LinkGraph,
    alleged: Iterable[Alleged],
    decisions: Iterable[Merged | Refuted] = (),
) -> LinkGraph:
    """Return a graph with what letters allege beside what records say.

    Parameters
    ----------
    graph
        The graph of the records.
    alleged
        Links that letters allege; names are taken as they stand.
    decisions
        What people decided: entities that are one, links that are refuted.

    Returns
    -------
    LinkGraph
        Another graph; the one given is as it was. O(rows + entities).
    """
    said = sorted(alleged, key=lambda one: (one.kind, one.record.file))
    if not said:
        return graph
    made_of = list(decisions)
    into = merged_into(d.entities for d in made_of if isinstance(d, Merged))
    keys = [[into.get(end, end) for end in (o.source, o.target)] for o in said]
    taken_for: dict[str, str] = {}
    for pair, one in zip(keys, said, strict=True):
        for key, kind in zip(pair, one.kinds, strict=True):
            taken_for[key] = taken_for.get(key) or kind
    entities, moved = _entities(graph, taken_for)
    codes = {key: entities.ids.find(key) for pair in keys for key in pair}
    ends = np.array([[codes[a], codes[b]] for a, b in keys], np.int32)
    rows = _rows(graph, moved, said, ends)
    refuted = refuted_in(entities, made_of, into)
    links, held = link_rows(rows, len(entities.ids), refuted=refuted)
    made = LinkGraph(entities, links, held, said=graph.said)
    made.opening = {int(moved[code]): sum_ for code, sum_ in graph.opening.items()}
    made.findings = odd_in(made)
    return made


def refuted_in(
    entities: EntityColumns,
    decisions: Iterable[Merged | Refuted],
    into: Mapping[str, str],
) -> frozenset[tuple[int, int, str]]:
    """Return source, target and kind of the links that people refuted."""
    return frozenset(
        (a, b, d.kind)
        for d in decisions
        if isinstance(d, Refuted)
        for a in (entities.ids.find(into.get(d.source, d.source)),)
        for b in (entities.ids.find(into.get(d.target, d.target)),)
        if a is not None and b is not None
    )


def _entities(
    graph: LinkGraph, taken_for: Mapping[str, str]
) -> tuple[EntityColumns, Ints]:
    """Return the entities with those that only letters name, and old code -> new."""
    columns = graph.entity_columns
    fresh = sorted(
        (key for key in taken_for if columns.ids.find(key) is None), key=str.encode
    )
    if not fresh:
        return columns, np.arange(len(graph), dtype=np.int32)
    ids = [*columns.ids.tolist(), *fresh]
    order = sorted(range(len(ids)), key=lambda code: ids[code].encode())
    rank = np.empty(len(ids), np.int32)
    rank[order] = np.arange(len(ids), dtype=np.int32)
    known = tuple(entity_kinds())
    kinds = (*columns.kinds, *(kind for kind in known if kind not in columns.kinds))
    meant = [named(columns, key) for key in fresh]
    told = [
        columns.kinds[columns.kind[same[0]]]
        if same
        else taken_for[key] or kind_of_name(plain(key))
        for key, same in zip(fresh, meant, strict=True)
    ]
    kind = np.concatenate((columns.kind, [kinds.index(name) for name in told]))
    names = [*columns.names.tolist(), *fresh]
    unsure = [len(graph) + at for at, same in enumerate(meant) if len(same) > 1]
    unresolved = [*columns.unresolved, *unsure]
    made = EntityColumns(
        ids=Texts.of((ids[code] for code in order), ranked=True),
        names=Texts.of(names[code] for code in order),
        kind=kind[order].astype(np.int16),
        kinds=kinds,
        properties={int(rank[c]): said for c, said in columns.properties.items()},
        unresolved=frozenset(int(rank[code]) for code in unresolved),
    )
    return made, rank[: len(graph)]


def _rows(graph: LinkGraph, moved: Ints, said: Sequence[Alleged], ends: Ints) -> Rows:
    """Return the rows of a graph, those alleged after them."""
    links, rows = graph.link_columns, graph.row_columns
    link = np.repeat(np.arange(len(links.source)), np.diff(links.start))
    kinds = tuple(sorted({*links.kinds, *(one.kind for one in said)}))
    renamed = np.array([kinds.index(kind) for kind in links.kinds], np.int16)
    known = {place: code for code, place in reversed([*enumerate(rows.places)])}
    places = [known.setdefault(_place(one), len(known)) for one in said]
    size, last = len(link), int(rows.order.max(initial=-1))
    source, target = moved[links.source[link]], moved[links.target[link]]

    def at(held: Ints | None, otherwise: Ints, told: Ints) -> Ints:
        joined: Ints = _joined(otherwise if held is None else moved[held], told)
        return joined

    more = {size + i: one.record for i, one in enumerate(said)}
    return Rows(
        source=_joined(source, ends[:, 0]),
        target=_joined(target, ends[:, 1]),
        kind=_joined(renamed[links.kind[link]], [kinds.index(o.kind) for o in said]),
        kinds=kinds,
        first=_joined(rows.first, [day_number(one.first) for one in said]),
        last=_joined(rows.last, [day_number(one.last) for one in said]),
        amount=_joined(
            rows.amount, [NO_SUM if o.amount is None else o.amount for o in said]
        ),
        place=_joined(rows.place, places),
        row=_joined(rows.row, np.zeros(len(said))),
        places=tuple(sorted(known, key=known.__getitem__)),
        source_at=at(rows.source_at, source, ends[:, 0]),
        target_at=at(rows.target_at, target, ends[:, 1]),
        same_as=rows.same_as,
        more={**rows.more, **more},
        share={int(links.start[k + 1]) - 1: v for k, v in links.share.items()},
        role={int(links.start[k]): v for k, v in links.role.items()},
        foreign=rows.foreign,
        alleged={size + i: one.group for i, one in enumerate(said)},
        order=_joined(rows.order, last + 1 + np.arange(len(said))),
    )


def _joined(column: Any, told: Any) -> Any:
    return np.concatenate((column, np.asarray(told).astype(column.dtype)))


def _place(one: Alleged) -> tuple[str, str, str | None]:
    return one.record.file, one.record.sha256, one.record.sheet
