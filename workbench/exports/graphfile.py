"""Link graphs to files that other programs open; ``graph.graph_files`` reads them.

By suffix: ``.graphml``, ``.gexf``, ``.ftm.json`` (FollowTheMoney JSON lines), ``.csv``
(two files: entities and links), ``.i2.csv`` (one row a link, both ends beside it, as
desks of link analysis import it), ``.html`` (one page, offline). Refuted links stay
out.
"""

from __future__ import annotations

import csv
import json
import re
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

import numpy as np

from workbench.errors import UsageError
from workbench.exports.write import Written, write
from workbench.graph.columns import NO_SUM, day_of
from workbench.graph.csv_pair import CELL, cell
from workbench.graph.ftm import to_entities
from workbench.graph.values import STATES, units

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from workbench.graph.linkgraph import LinkGraph

FORMS = (".graphml", ".gexf", ".ftm.json", ".i2.csv", ".csv", ".html")
"""Suffixes that :func:`export_graph` knows."""

_LISTED = 20  # records cited in one cell, at most
_PIECE = 1 << 20  # characters the guard reads at a time
_OVERLAP = 200
_BARRED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_EDGE = (
    ("kind", "string"), ("n", "int"), ("amount", "double"), ("first", "string"),
    ("last", "string"), ("state", "string"), ("share", "double"), ("role", "string"),
    ("records", "string"), ("independent", "int"), ("sources", "string"),
)  # fmt: skip


def export_graph(
    graph: LinkGraph,
    path: str | Path,
    *,
    guard: Callable[[str], None] | None = None,
) -> tuple[Written, ...]:
    """Write a link graph to a file, its form by suffix.

    Parameters
    ----------
    graph
        The graph.
    path
        Ends in one of :data:`FORMS`; ``name.csv`` gives ``name.entities.csv`` and
        ``name.links.csv``.
    guard
        Called with every text before anything is written.

    Returns
    -------
    tuple
        What was written. Same graph, same bytes.

    Raises
    ------
    UsageError
        For an unknown suffix, or a page for a graph too large to draw.
    ExportRefused
        When the guard finds what must not leave; nothing is written.
    """
    path = Path(path)
    name = path.name.lower()
    form = next((form for form in FORMS if name.endswith(form)), None)
    if form is None:
        raise UsageError(
            "graph.no_such_form", suffix=path.suffix, known=" ".join(FORMS)
        )
    stem = path.name[: -len(form)]
    if form == ".csv":
        pieces = {
            path.with_name(f"{stem}.entities.csv"): _csv(_entity_rows(graph)),
            path.with_name(f"{stem}.links.csv"): _csv(_link_rows(graph)),
        }
    else:
        pieces = {path: _FORMS[form](graph)}
    texts = {where: _read(text, guard) for where, text in pieces.items()}
    return tuple(write(where, content, "", guard) for where, content in texts.items())


def _read(text: str, guard: Callable[[str], None] | None) -> bytes:
    """Let the guard read a text piece by piece, then encode it."""
    if guard is not None:
        for start in range(0, len(text), _PIECE):
            guard(text[max(0, start - _OVERLAP) : start + _PIECE])
    return text.encode("utf-8", "replace")


def described(graph: LinkGraph) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Go through the links: source id, target id, and what is known of each."""
    links, ids = graph.link_columns, graph.entity_columns.ids
    kept = graph.selection()
    every = np.arange(len(links.source)) if kept is None else np.flatnonzero(kept)
    for link in every.tolist():
        amount = int(links.amount[link])
        said: dict[str, Any] = {
            "kind": links.kinds[links.kind[link]],
            "n": int(links.n[link]),
            "amount": None if amount == NO_SUM else units(amount),
            "first": day_of(int(links.first[link])),
            "last": day_of(int(links.last[link])),
            "state": STATES[links.state[link]],
            "share": links.share.get(link),
            "role": links.role.get(link),
            "records": _records(graph, link),
            "independent": int(links.sources[link]),
        }
        ends = int(links.source[link]), int(links.target[link])
        yield (
            ids[ends[0]],
            ids[ends[1]],
            {k: v for k, v in said.items() if v is not None},
        )


def _records(graph: LinkGraph, link: int) -> str:
    first, last = (int(graph.link_columns.start[link + i]) for i in (0, 1))
    shown = range(first, min(last, first + _LISTED))
    listed = "; ".join(str(graph.row_columns.source(row)) for row in shown)
    return f"{listed}; +{last - first - _LISTED}" if last - first > _LISTED else listed


def _sources(graph: LinkGraph, link: int) -> str:
    """Every occurrence of a link with its record, as JSON: what reads back whole."""
    rows = graph.row_columns
    said = []
    for row in range(*(int(graph.link_columns.start[link + i]) for i in (0, 1))):
        one: dict[str, Any] = rows.source(row).to_json()
        for name in ("first", "last"):
            day = day_of(int(getattr(rows, name)[row]))
            if day is not None:
                one[name] = day.isoformat()
        if int(rows.amount[row]) != NO_SUM:
            one["amount"] = units(int(rows.amount[row]))
        said.append(one)
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def whole(graph: LinkGraph) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Go through the links like :func:`described`, each with all its records."""
    kept = graph.selection()
    size = len(graph.link_columns.source)
    every = range(size) if kept is None else np.flatnonzero(kept).tolist()
    for link, (source, target, said) in zip(every, described(graph), strict=True):
        yield source, target, said | {"sources": _sources(graph, link)}


def _held(graph: LinkGraph, code: int) -> str:
    """Properties of an entity as JSON, empty where nothing is said."""
    held = graph.entity_columns.properties.get(code, {})
    plain = {name: list(values) for name, values in sorted(held.items()) if values}
    return json.dumps(plain, ensure_ascii=False) if plain else ""


def nodes(graph: LinkGraph) -> Iterator[tuple[str, str, str]]:
    """Go through the entities: id, name, kind."""
    columns = graph.entity_columns
    kinds = [columns.kinds[code] for code in columns.kind.tolist()]
    yield from zip(columns.ids, columns.names, kinds, strict=True)


def _attribute(text: str) -> str:
    return quoteattr(_BARRED.sub("\ufffd", text))


def _content(text: object) -> str:
    return escape(_BARRED.sub("\ufffd", str(text)))


def _graphml(graph: LinkGraph) -> str:
    out = [
        "<?xml version='1.0' encoding='utf-8'?>",
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        '<key id="name" for="node" attr.name="name" attr.type="string"/>',
        '<key id="ekind" for="node" attr.name="kind" attr.type="string"/>',
        '<key id="held" for="node" attr.name="properties" attr.type="string"/>',
    ]
    out += [
        f'<key id="{name}" for="edge" attr.name="{name}" attr.type="{kind}"/>'
        for name, kind in _EDGE
    ]
    out.append('<graph id="G" edgedefault="directed">')
    for code, (key, name, kind) in enumerate(nodes(graph)):
        data = f'<data key="name">{_content(name)}</data>'
        data += f'<data key="ekind">{kind}</data>'
        held = _held(graph, code)
        data += f'<data key="held">{_content(held)}</data>' if held else ""
        out.append(f"<node id={_attribute(key)}>{data}</node>")
    for number, (source, target, said) in enumerate(whole(graph)):
        data = "".join(
            f'<data key="{name}">{_content(value)}</data>'
            for name, value in said.items()
        )
        ends = f"source={_attribute(source)} target={_attribute(target)}"
        out.append(f'<edge id="e{number}" {ends}>{data}</edge>')
    return "\n".join([*out, "</graph>", "</graphml>", ""])


def _gexf(graph: LinkGraph) -> str:
    out = [
        "<?xml version='1.0' encoding='utf-8'?>",
        '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">',
        '<graph defaultedgetype="directed" mode="static">',
        '<attributes class="node" mode="static">',
        '<attribute id="0" title="kind" type="string"/>',
        '<attribute id="1" title="properties" type="string"/></attributes>',
        '<attributes class="edge" mode="static">',
    ]
    types = {"int": "integer"}
    place = {name: i for i, (name, _) in enumerate(_EDGE)}
    out += [
        f'<attribute id="{i}" title="{name}" type="{types.get(kind, kind)}"/>'
        for i, (name, kind) in enumerate(_EDGE)
    ]
    out += ["</attributes>", "<nodes>"]
    for code, (key, name, kind) in enumerate(nodes(graph)):
        held = _held(graph, code)
        more = f'<attvalue for="1" value={_attribute(held)}/>' if held else ""
        value = f'<attvalues><attvalue for="0" value="{kind}"/>{more}</attvalues>'
        ends = f"id={_attribute(key)} label={_attribute(name)}"
        out.append(f"<node {ends}>{value}</node>")
    out += ["</nodes>", "<edges>"]
    for number, (source, target, said) in enumerate(whole(graph)):
        values = "".join(
            f'<attvalue for="{place[name]}" value={_attribute(str(value))}/>'
            for name, value in said.items()
        )
        ends = f"source={_attribute(source)} target={_attribute(target)}"
        values = f"<attvalues>{values}</attvalues>"
        out.append(f'<edge id="{number}" {ends}>{values}</edge>')
    return "\n".join([*out, "</edges>", "</graph>", "</gexf>", ""])


def _ftm(graph: LinkGraph) -> str:
    lines = [
        json.dumps(entity, ensure_ascii=False, sort_keys=True)
        for entity in to_entities(graph)
    ]
    return "".join(f"{line}\n" for line in lines)


def _csv(rows: Iterator[list[object]]) -> str:
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([cell(value) for value in row] for row in rows)
    return "\ufeff" + out.getvalue()


def _entity_rows(graph: LinkGraph) -> Iterator[list[object]]:
    yield ["id", "name", "kind", "properties"]
    for code, node in enumerate(nodes(graph)):
        held = _held(graph, code)
        yield [*node, held if len(held) <= CELL else ""]


def _link_rows(graph: LinkGraph) -> Iterator[list[object]]:
    """One row a link; its ``sources`` stay out where they would burst a cell."""
    names = [name for name, _ in _EDGE]
    yield ["source", "target", *names]
    for source, target, said in whole(graph):
        fits = len(said["sources"]) <= CELL
        shown = said if fits else said | {"sources": ""}
        yield [source, target, *(shown.get(name) for name in names)]


def _i2(graph: LinkGraph) -> str:
    """One row a link with both ends, the columns an import template asks for."""
    known = {key: (name, kind) for key, name, kind in nodes(graph)}

    def rows() -> Iterator[list[object]]:
        yield [
            "Entity1 Id", "Entity1 Label", "Entity1 Type", "Link Type", "Link Label",
            "Direction", "Date From", "Date To", "Value", "Occurrences", "Source Ref",
            "Entity2 Id", "Entity2 Label", "Entity2 Type",
        ]  # fmt: skip
        for source, target, said in described(graph):
            yield [
                source, *known[source], said["kind"], said.get("role", said["kind"]),
                "->", said.get("first"), said.get("last"), said.get("amount"),
                said["n"], said["records"], target, *known[target],
            ]  # fmt: skip

    return _csv(rows())


def _page(graph: LinkGraph) -> str:
    from workbench.exports.graphpage import page  # noqa: PLC0415 - loaded on use

    return page(graph)


_FORMS: dict[str, Callable[[LinkGraph], str]] = {
    ".graphml": _graphml,
    ".gexf": _gexf,
    ".ftm.json": _ftm,
    ".i2.csv": _i2,
    ".html": _page,
}
