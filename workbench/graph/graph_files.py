"""Graph files of other programs into a link graph: GraphML, GEXF, FollowTheMoney.

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

import numpy as np

from workbench.errors import FileRefused
from workbench.graph import cleaning
from workbench.graph.assemble import link_rows
from workbench.graph.columns import NO_SUM, EntityColumns, LinkColumns, Rows, day_number
from workbench.graph.findings import odd_in
from workbench.graph.linkgraph import LinkGraph
from workbench.graph.texts import Texts
from workbench.graph.values import STATES
from workbench.ontology.graph_kinds import entity_kinds, link_kinds
from workbench.records import Source

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

SUFFIXES = (".graphml", ".gexf", ".ftm.json", ".ftm", ".ijson", ".jsonl")
"""Suffixes that :func:`read_graph_file` knows."""

Edge = dict[str, Any]


def is_graph_file(path: Path) -> bool:
    """Say whether a file's name ends like a graph file's."""
    return path.name.lower().endswith(SUFFIXES)


def read_graph_file(path: Path) -> LinkGraph:
    """Read a graph file, its form by suffix.

    Raises
    ------
    FileRefused
        Where the file is missing or does not hold what its suffix says.
    RowRefused
        Where a line of a FollowTheMoney file is no entity.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise FileRefused("graph.no_such_file", file=path.name) from None
    digest = sha256(content).hexdigest()
    if path.name.lower().endswith((".graphml", ".gexf")):
        return _from_xml(path, digest)
    from workbench.graph.ftm import from_entities  # noqa: PLC0415 - loaded on use

    lines = content.decode("utf-8-sig", "replace").splitlines()
    return from_entities(lines, file=path.name, digest=digest)


def _from_xml(path: Path, digest: str) -> LinkGraph:
    import networkx as nx  # noqa: PLC0415 - heavy, loaded on use

    read = nx.read_gexf if path.suffix.lower() == ".gexf" else nx.read_graphml
    try:
        found = read(path)
    except Exception as error:  # noqa: BLE001 - readers raise many kinds; one error each
        raise FileRefused(
            "graph.no_graph_file", file=path.name, kind=type(error).__name__
        ) from None
    said = [
        {"source": str(source), "target": str(target), **_plain(data)}
        for source, target, data in found.edges(data=True)
    ]
    nodes = {str(key): _plain(data) for key, data in found.nodes(data=True)}
    return _graph(nodes, said, (path.name, digest))


def _plain(data: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(name): value for name, value in data.items() if value is not None}


def _graph(
    nodes: Mapping[str, dict[str, Any]], edges: Sequence[Edge], file: tuple[str, str]
) -> LinkGraph:
    ids = sorted(nodes, key=lambda key: key.encode())
    code = {key: i for i, key in enumerate(ids)}
    for edge in edges:
        edge["kind"] = _kind(edge)
    kinds = tuple(sorted({edge["kind"] for edge in edges})) or ("link",)
    rows = [
        {**row, "ends": (code[e["source"]], code[e["target"]], kinds.index(e["kind"]))}
        for number, e in enumerate(edges, 1)
        for row in _rows_of(e, number, file)
    ]
    links, held = link_rows(_columns(rows, kinds), len(ids))
    links = _as_said(links, edges, code)
    made = LinkGraph(_entities(nodes, ids), links, held)
    made.findings = odd_in(made)
    return made


def _kind(edge: Edge) -> str:
    kind = str(edge.get("kind", ""))
    if kind in link_kinds():
        return kind
    return "payment" if "amount" in edge else "link"


def _rows_of(edge: Edge, number: int, file: tuple[str, str]) -> list[dict[str, Any]]:
    """Return the occurrences of one link, each with where it stands."""
    known = ("first", "last", "share", "role")
    whole = {name: edge[name] for name in known if edge.get(name) not in (None, "")}
    if edge.get("amount") not in (None, ""):
        whole["amount"] = edge["amount"]
    sources = json.loads(edge["sources"]) if edge.get("sources") else []
    if not sources:
        return [whole | {"record": Source(*file, line=number)}]
    kept = {name: whole[name] for name in ("share", "role") if name in whole}
    return [
        kept
        | {name: one[name] for name in ("first", "last", "amount") if name in one}
        | {"record": _source(one)}
        for one in sources
    ]


def _source(said: Mapping[str, Any]) -> Source:
    names = ("file", "sha256", "sheet", "row", "page", "line", "start", "end")
    return Source(**{name: said[name] for name in names if name in said})


def _columns(rows: Sequence[Mapping[str, Any]], kinds: tuple[str, ...]) -> Rows:
    def ends(place: int, kind: Any) -> Any:
        return np.array([row["ends"][place] for row in rows], kind)

    def days(name: str) -> Any:
        read = (
            cleaning.read_day(str(row[name])) if name in row else None for row in rows
        )
        return np.array([day_number(day) for day in read], np.int32)

    sums = (
        cleaning.read_sum(str(r["amount"])) if "amount" in r else None for r in rows
    )
    return Rows(
        source=ends(0, np.int32),
        target=ends(1, np.int32),
        kind=ends(2, np.int16),
        kinds=kinds,
        first=days("first"),
        last=days("last"),
        amount=np.array([NO_SUM if one is None else one for one in sums], np.int64),
        place=np.zeros(len(rows), np.int32),
        row=np.zeros(len(rows), np.int32),
        places=(("", "", None),),
        more={i: row["record"] for i, row in enumerate(rows)},
        share={i: float(r["share"]) for i, r in enumerate(rows) if "share" in r},
        role={i: str(r["role"]) for i, r in enumerate(rows) if "role" in r},
    )


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
        if not edge.get("sources"):
            continue
        link = at[code[edge["source"]], code[edge["target"]], edge["kind"]]
        columns["n"][link] = int(edge.get("n", columns["n"][link]))
        columns["sources"][link] = int(edge.get("independent", 1))
        if edge.get("state") in STATES:
            columns["state"][link] = STATES.index(edge["state"])
        if "amount" in edge:
            read = cleaning.read_sum(str(edge["amount"]))
            amount[link] = NO_SUM if read is None else read
    return replace(links, amount=amount, **columns)


def _entities(nodes: Mapping[str, dict[str, Any]], ids: Sequence[str]) -> EntityColumns:
    kinds = tuple(entity_kinds())
    properties: dict[int, dict[str, tuple[str, ...]]] = {}
    names, codes = [], []
    for i, key in enumerate(ids):
        said = nodes[key]
        names.append(str(said.get("name") or said.get("label") or key))
        kind = str(said.get("kind", ""))
        codes.append(kinds.index(kind if kind in kinds else "party"))
        held = json.loads(said["properties"]) if said.get("properties") else {}
        if held:
            properties[i] = {name: tuple(values) for name, values in held.items()}
    return EntityColumns(
        ids=Texts.of(ids),
        names=Texts.of(names),
        kind=np.array(codes, np.int16),
        kinds=kinds,
        properties=properties,
    )
