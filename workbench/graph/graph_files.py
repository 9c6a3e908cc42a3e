"""Graph files into a link graph: GraphML, GEXF, FollowTheMoney, the CSV pair.

What ``exports.graphfile`` wrote comes back whole: kinds, days, sums, states, shares,
roles, and every record of every link. A file of another program keeps its entities and
links; what it does not say (kinds, sums) stays unsaid, and the file itself, with the
number of the link in it, is the record.
"""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from workbench.errors import FileRefused
from workbench.graph import cleaning
from workbench.graph.assemble import link_rows
from workbench.graph.columns import NO_SUM
from workbench.graph.csv_pair import pair_of, read_pair
from workbench.graph.findings import odd_in
from workbench.graph.linkgraph import LinkGraph
from workbench.graph.told import Told, entities_of, rows_of
from workbench.graph.values import STATES
from workbench.ontology.graph_kinds import link_kinds
from workbench.records import Source

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from workbench.graph.columns import EntityColumns, LinkColumns

SUFFIXES = (".graphml", ".gexf", ".ftm.json", ".ftm", ".ijson", ".jsonl")
"""Suffixes that :func:`read_graph_file` knows."""

Edge = dict[str, Any]
_DAYS = ("first", "last")


def is_graph_file(path: Path) -> bool:
    """Say whether a file's name ends like a graph file's, or is one of a pair's."""
    return path.name.lower().endswith(SUFFIXES) or pair_of(path) is not None


def read_graph_file(path: Path) -> LinkGraph:
    """Read a graph file, its form by suffix.

    Raises
    ------
    FileRefused
        Where the file is missing or does not hold what its suffix says.
    RowRefused
        Where a line of a FollowTheMoney file is no entity.
    """
    pair = pair_of(path)
    if pair is not None:
        path = pair[1]  # links are cited by their line in the file of links
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise FileRefused("graph.no_such_file", file=path.name) from None
    digest = sha256(content).hexdigest()
    if pair is not None or path.name.lower().endswith((".graphml", ".gexf")):
        try:
            nodes, edges = _from_xml(path) if pair is None else _from_pair(pair)
            return _graph(nodes, edges, (path.name, digest))
        except Exception as error:  # noqa: BLE001 - readers raise many kinds; one error each
            raise FileRefused(
                "graph.no_graph_file", file=path.name, kind=type(error).__name__
            ) from None
    from workbench.graph.ftm import from_entities  # noqa: PLC0415 - loaded on use

    lines = content.decode("utf-8-sig", "replace").splitlines()
    return from_entities(lines, file=path.name, digest=digest)


def _from_pair(pair: tuple[Path, Path]) -> tuple[dict[str, dict[str, Any]], list[Edge]]:
    from workbench.graph.tables import encoding_of  # noqa: PLC0415 - cycle

    return read_pair(pair, encoding_of(pair[1]))


def _from_xml(path: Path) -> tuple[dict[str, dict[str, Any]], list[Edge]]:
    import networkx as nx  # noqa: PLC0415 - heavy, loaded on use

    read = nx.read_gexf if path.suffix.lower() == ".gexf" else nx.read_graphml
    found = read(path)
    said = [
        {"source": str(source), "target": str(target), **_plain(data)}
        for source, target, data in found.edges(data=True)
    ]
    nodes = {str(key): _plain(data) for key, data in found.nodes(data=True)}
    return nodes, said


def _plain(data: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(name): value for name, value in data.items() if value is not None}


def _graph(
    nodes: Mapping[str, dict[str, Any]], edges: Sequence[Edge], file: tuple[str, str]
) -> LinkGraph:
    ids = sorted(nodes, key=lambda key: key.encode())
    code = {key: i for i, key in enumerate(ids)}
    for edge in edges:
        edge["kind"] = _kind(edge)
    told = [one for n, edge in enumerate(edges, 1) for one in _told(edge, n, file)]
    links, held = link_rows(rows_of(told, ids), len(ids))
    links = _as_said(links, edges, code)
    made = LinkGraph(_entities(nodes, ids), links, held)
    made.findings = odd_in(made)
    return made


def _kind(edge: Edge) -> str:
    kind = str(edge.get("kind", ""))
    if kind in link_kinds():
        return kind
    return "payment" if "amount" in edge else "link"


def _told(edge: Edge, number: int, file: tuple[str, str]) -> list[Told]:
    """Return the occurrences of one link, each with where it stands."""
    share = edge.get("share")
    kept: dict[str, Any] = {
        "source": edge["source"],
        "target": edge["target"],
        "kind": edge["kind"],
        "share": None if share in {None, ""} else float(share),
        "role": str(edge.get("role", "")),
    }
    sources = json.loads(edge["sources"]) if edge.get("sources") else []
    if not sources:
        whole = {**kept, **_when(edge), "record": Source(*file, line=number)}
        return [Told(**whole)]
    return [Told(**kept, **_when(one), record=_source(one)) for one in sources]


def _when(said: Mapping[str, Any]) -> dict[str, Any]:
    """Read days and sum of one occurrence."""
    days = {name: cleaning.read_day(str(said.get(name, ""))) for name in _DAYS}
    return {**days, "amount": cleaning.read_sum(str(said.get("amount", "")))}


def _source(said: Mapping[str, Any]) -> Source:
    names = ("file", "sha256", "sheet", "row", "page", "line", "start", "end")
    return Source(**{name: said[name] for name in names if name in said})


def _as_said(
    links: LinkColumns, edges: Sequence[Edge], code: Mapping[str, int]
) -> LinkColumns:
    """Take from the file what is no longer in the rows: states, counts, sums."""
    at = {
        (int(s), int(t), links.kinds[k]): i
        for i, (s, t, k) in enumerate(
            zip(links.source, links.target, links.kind.tolist(), strict=True)
        )
    }
    columns = {name: getattr(links, name).copy() for name in ("n", "state", "sources")}
    amount = links.amount.copy()
    for edge in edges:
        if "independent" not in edge:  # not by our own hand
            continue
        link = at[code[edge["source"]], code[edge["target"]], edge["kind"]]
        columns["n"][link] = int(edge.get("n", columns["n"][link]))
        columns["sources"][link] = int(edge["independent"])
        if edge.get("state") in STATES:
            columns["state"][link] = STATES.index(edge["state"])
        if "amount" in edge:
            read = cleaning.read_sum(str(edge["amount"]))
            amount[link] = NO_SUM if read is None else read
    return replace(links, amount=amount, **columns)


def _entities(nodes: Mapping[str, dict[str, Any]], ids: Sequence[str]) -> EntityColumns:
    properties: dict[int, dict[str, tuple[str, ...]]] = {}
    names, kinds = [], []
    for i, key in enumerate(ids):
        said = nodes[key]
        names.append(str(said.get("name") or said.get("label") or key))
        kinds.append(str(said.get("kind", "")))
        held = json.loads(said["properties"]) if said.get("properties") else {}
        if held:
            properties[i] = {name: tuple(values) for name, values in held.items()}
    return entities_of(ids, names, kinds, properties)
