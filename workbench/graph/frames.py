"""A link graph as tables and as an ordinary NetworkX graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.graph.asked import check_days, check_kinds
from workbench.graph.columns import NO_DAY, NO_SUM, day_number, day_of
from workbench.graph.engine import ranges
from workbench.graph.values import STATES, units

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from numpy.typing import NDArray
    from pandas import DataFrame

    from workbench.graph.columns import Ints, Sums
    from workbench.graph.linkgraph import LinkGraph

_REFUTED = STATES.index("refuted")


def in_units(column: Sums) -> NDArray[np.float64]:
    """Give hundredths in currency units, NaN where none is said."""
    found: NDArray[np.float64] = np.where(column == NO_SUM, np.nan, column / 100)
    return found


def stamps(column: Ints) -> NDArray[np.datetime64]:
    """Give day numbers as dates, NaT where none is said."""
    wide = column.astype("datetime64[D]")
    wide[column == NO_DAY] = np.datetime64("NaT")
    return wide


def _labelled(codes: Ints, labels: Any) -> Any:
    import pandas as pd  # noqa: PLC0415 - heavy, loaded on use

    return pd.Categorical.from_codes(codes, pd.Index(list(labels)))


def entities(graph: LinkGraph) -> DataFrame:
    """Return the entities as a table, in order of id; never ranked."""
    import pandas as pd  # noqa: PLC0415 - heavy, loaded on use

    columns = graph.entity_columns
    frame = pd.DataFrame({"id": columns.ids.tolist(), "name": columns.names.tolist()})
    frame["kind"] = _labelled(columns.kind, columns.kinds)
    return frame


def links(graph: LinkGraph) -> DataFrame:
    """Return the links as a table; ``amount`` in currency units."""
    import pandas as pd  # noqa: PLC0415 - heavy, loaded on use

    columns = graph.link_columns
    ids = np.array(graph.entity_columns.ids.tolist(), object)
    names = np.array(graph.entity_columns.names.tolist(), object)
    frame = pd.DataFrame(
        {
            "source": ids[columns.source],
            "target": ids[columns.target],
            "source_name": names[columns.source],
            "target_name": names[columns.target],
        }
    )
    frame["kind"] = _labelled(columns.kind, columns.kinds)
    frame["n"] = columns.n
    frame["amount"] = in_units(columns.amount)
    frame["first"] = stamps(columns.first)
    frame["last"] = stamps(columns.last)
    frame["state"] = _labelled(columns.state, STATES)
    frame["sources"] = columns.sources
    frame["records"] = np.diff(columns.start)
    return frame


def rows(graph: LinkGraph) -> DataFrame:
    """Return every row under the links, in reading order, with where it stands."""
    import pandas as pd  # noqa: PLC0415 - heavy, loaded on use

    columns, held = graph.link_columns, graph.row_columns
    link = np.repeat(np.arange(len(columns.source)), np.diff(columns.start))
    ids = np.array(graph.entity_columns.ids.tolist(), object)
    frame = pd.DataFrame(
        {
            "source": ids[columns.source[link]],
            "target": ids[columns.target[link]],
            "kind": np.array(columns.kinds, object)[columns.kind[link]],
            "first": stamps(held.first),
            "last": stamps(held.last),
            "amount": in_units(held.amount),
        }
    )
    places = held.places or (("", "", None),)
    frame["file"] = np.array([place[0] for place in places], object)[held.place]
    frame["sheet"] = np.array([place[2] for place in places], object)[held.place]
    frame["row"] = held.row
    return frame.iloc[np.argsort(held.order, kind="stable")].reset_index(drop=True)


def selection(
    graph: LinkGraph,
    kinds: Iterable[str] = (),
    since: date | None = None,
    until: date | None = None,
    *,
    refuted: bool = False,
) -> NDArray[Any] | None:
    """Return which links are of some kinds and touch a span of days.

    A link without days is kept; refuted ones are not unless asked for. ``None`` means
    that every link is kept.
    """
    columns = graph.link_columns
    wanted = list(kinds)
    check_kinds(graph, wanted)
    check_days(since, until)
    tests: list[NDArray[Any]] = []
    if not refuted and (columns.state == _REFUTED).any():
        tests.append(columns.state != _REFUTED)
    if wanted:
        codes = [i for i, name in enumerate(columns.kinds) if name in wanted]
        tests.append(np.isin(columns.kind, codes))
    if since is not None:
        tests.append((columns.last >= day_number(since)) | (columns.last == NO_DAY))
    if until is not None:
        tests.append((columns.first <= day_number(until)) | (columns.first == NO_DAY))
    return np.logical_and.reduce(tests) if tests else None


def to_networkx(graph: LinkGraph, *, multigraph: bool = False) -> Any:
    """Return the whole graph as an ordinary NetworkX graph.

    Parameters
    ----------
    graph
        The graph; some 500 bytes a link on the other side.
    multigraph
        One edge a kind, keyed by kind, instead of one edge a pair.

    Returns
    -------
    networkx.DiGraph
        Nodes are ids with ``name``, ``kind``; edges carry ``kind`` (several joined by
        ``+``), ``n``, ``amount``, ``weight`` in currency units, ``first``, ``last``.
    """
    kept = selection(graph)
    size = len(graph.link_columns.source)
    positions = np.arange(size) if kept is None else np.flatnonzero(kept)
    return subgraph(graph, np.arange(len(graph)), positions, multigraph=multigraph)


def subgraph(
    graph: LinkGraph,
    codes: Ints,
    positions: Ints,
    *,
    multigraph: bool = False,
    records: bool = False,
) -> Any:
    """Return some entities and links as an ordinary NetworkX graph; O(both)."""
    import networkx as nx  # noqa: PLC0415 - heavy, loaded on use

    made: Any = nx.MultiDiGraph() if multigraph else nx.DiGraph()
    columns, ends = graph.entity_columns, graph.link_columns
    ids = columns.ids.some(codes)
    names = ids if columns.names is columns.ids else columns.names.some(codes)
    kinds = [columns.kinds[kind] for kind in columns.kind[codes].tolist()]
    made.add_nodes_from(
        (key, {"name": name, "kind": kind})
        for key, name, kind in zip(ids, names, kinds, strict=True)
    )
    called = dict(zip(np.asarray(codes).tolist(), ids, strict=True))
    edges = _edges(graph, positions, records=records)
    sides = ends.source[positions].tolist(), ends.target[positions].tolist()
    for source, target, said in zip(*sides, edges, strict=True):
        a, b = called[source], called[target]
        if multigraph:
            made.add_edge(a, b, key=said["kind"], **said)
        elif made.has_edge(a, b):
            _join(made.edges[a, b], said)
        else:
            made.add_edge(a, b, **said)
    return made


def _edges(
    graph: LinkGraph, positions: Ints, *, records: bool
) -> Iterator[dict[str, Any]]:
    """Go through what some links say, column by column."""
    ends, rows = graph.link_columns, graph.row_columns
    days: dict[int, date | None] = {}
    for column in (ends.first, ends.last):
        for day in np.unique(column[positions]).tolist():
            days[day] = day_of(day)
    columns = (ends.kind, ends.n, ends.amount, ends.first, ends.last, ends.state)
    starts, stops = ends.start[positions], ends.start[np.asarray(positions) + 1]
    stands = rows.sources(ranges(starts, stops)) if records else []
    sizes = (stops - starts).tolist()
    at = 0
    for size, kind, n, amount, first, last, state in zip(
        sizes, *(column[positions].tolist() for column in columns), strict=True
    ):
        summed = 0 if amount == NO_SUM else units(amount)
        said = {
            "kind": ends.kinds[kind],
            "n": n,
            "amount": summed,
            "first": days[first],
            "last": days[last],
            "state": STATES[state],
            "weight": summed or n,
        }
        if records:
            said["records"] = tuple(stands[at : at + size])
            at += size
        yield said


def _join(edge: dict[str, Any], said: dict[str, Any]) -> None:
    """Fold a second link between the same two into their edge."""
    edge["kind"] = f"{edge['kind']}+{said['kind']}"
    for name in ("n", "amount", "weight"):
        edge[name] += said[name]
    edge["records"] = (*edge.get("records", ()), *said.get("records", ()))
    for name, pick in (("first", min), ("last", max)):
        days = [day for day in (edge[name], said[name]) if day is not None]
        edge[name] = pick(days, default=None)
    edge["state"] = max(edge["state"], said["state"], key=STATES.index)
