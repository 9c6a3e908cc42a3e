"""FollowTheMoney entities, in and out; what came in goes out again, whole.

A file is JSON lines: ``{"id", "schema", "properties"}``. Schemata that join two others
(Payment, Ownership ...) become links, all else entities. What the ontology has no word
for is kept as it came.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.errors import RowRefused
from workbench.graph import cleaning
from workbench.graph.assemble import link_rows
from workbench.graph.columns import NO_DAY, NO_SUM, day_of
from workbench.graph.findings import odd_in
from workbench.graph.linkgraph import LinkGraph
from workbench.graph.told import Told, entities_of, rows_of
from workbench.graph.values import units
from workbench.ontology.graph_kinds import entity_kinds, link_kinds
from workbench.records import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from workbench.graph.columns import EntityColumns

SCHEMA = "ftm:schema"
"""Property under which an entity keeps the schema it came with."""
THING = "Thing"
KIND = "summary"
"""Property that keeps our own kind where FollowTheMoney has no schema for it."""
ABSENT = "ftm:absent"
"""Marks an end that a link names and the file does not describe."""

_SCHEMATA = {
    "Person": "person", "Organization": "unit", "Company": "unit", "PublicBody": "unit",
    "LegalEntity": "party", "BankAccount": "account", "Asset": "fund",
    "Vehicle": "vehicle", "RealEstate": "property", "Address": "address",
    "Project": "project",
}  # fmt: skip
_LINKS: dict[str, tuple[str, str, str]] = {
    "Payment": ("payment", "payer", "beneficiary"),
    "Ownership": ("ownership", "owner", "asset"),
    "Directorship": ("directorship", "director", "organization"),
    "Family": ("kinship", "person", "relative"),
    "Employment": ("post", "employee", "employer"),
    "Occupancy": ("post", "holder", "post"),
    "Representation": ("agent", "agent", "client"),
    "Membership": ("link", "member", "organization"),
    "Associate": ("link", "person", "associate"),
    "Debt": ("link", "debtor", "creditor"),
    "Succession": ("link", "predecessor", "successor"),
    "ContractAward": ("contract", "contract", "supplier"),
    "UnknownLink": ("link", "subject", "object"),
}
_POINTS_AT = {"addressEntity": "address"}


def from_entities(
    lines: Iterable[str], *, file: str = "entities.ftm.json", digest: str = ""
) -> LinkGraph:
    """Build a link graph from FollowTheMoney JSON lines.

    Parameters
    ----------
    lines
        One entity a line; blank lines are passed over.
    file, digest
        Name and hash under which lines are cited.

    Raises
    ------
    RowRefused
        Where a line is no FollowTheMoney entity.
    """
    nodes: dict[str, dict[str, Any]] = {}
    told: list[Told] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        entity = _parsed(line, file, number)
        ends = _ends(entity)
        if ends is None:
            nodes[entity["id"]] = entity
        else:
            told.append(_told(entity, Source(file, digest, line=number), ends))
    told += _pointing(nodes, Source(file, digest))
    for end in (end for one in told for end in (one.source, one.target)):
        nodes.setdefault(end, {"id": end, "properties": {ABSENT: ["1"]}})
    ids = sorted(nodes, key=lambda key: key.encode())
    rows = rows_of(told, ids, (file, digest, None))
    graph = LinkGraph(_entities(nodes, ids), *link_rows(rows, len(ids)))
    graph.findings = odd_in(graph)
    return graph


def _parsed(line: str, file: str, number: int) -> dict[str, Any]:
    try:
        entity = json.loads(line)
        known = isinstance(entity["id"], str) and isinstance(entity["properties"], dict)
        if known and isinstance(entity["schema"], str):
            return dict(entity)
    except (ValueError, KeyError, TypeError):
        pass
    raise RowRefused("graph.no_ftm", file=file, line=number)


def _ends(entity: Mapping[str, Any]) -> tuple[str, str, str] | None:
    """Return kind, source and target of an entity that joins two others."""
    known = _LINKS.get(entity["schema"])
    said = link_kinds().get(_first(entity["properties"], KIND))
    if said is not None and said.ftm[0] == entity["schema"]:
        known = (said.id, *said.ftm[1:])
    if known is None:
        return None
    kind, source, target = known
    properties = entity["properties"]
    if not properties.get(source) or not properties.get(target):
        return None
    return kind, properties[source][0], properties[target][0]


def _told(entity: dict[str, Any], record: Source, ends: tuple[str, str, str]) -> Told:
    properties = entity["properties"]
    amount = _first(properties, "amount", "amountEur", "amountUsd")
    first = _first(properties, "date", "startDate")
    last = _first(properties, "endDate") or first
    share = cleaning.read_sum(_first(properties, "percentage"))
    return Told(
        kind=ends[0],
        source=ends[1],
        target=ends[2],
        record=record,
        amount=cleaning.read_sum(amount) if amount else None,
        first=cleaning.read_day(first) if first else None,
        last=cleaning.read_day(last) if last else None,
        share=share / 100 if share else None,
        role=_first(properties, "role", "relationship", "position"),
        foreign=entity,
    )


def _first(properties: Mapping[str, list[str]], *names: str) -> str:
    for name in names:
        for value in properties.get(name, ()):
            return str(value)
    return ""


def _pointing(nodes: Mapping[str, dict[str, Any]], record: Source) -> Iterator[Told]:
    """Links that an entity's own properties state, such as its address."""
    for key, entity in list(nodes.items()):
        for name, kind in _POINTS_AT.items():
            for target in entity["properties"].get(name, ()):
                yield Told(
                    kind=kind,
                    source=key,
                    target=target,
                    record=record,
                    foreign={"property": name},
                )


def _entities(nodes: Mapping[str, dict[str, Any]], ids: list[str]) -> EntityColumns:
    names, kinds, properties = [], [], {}
    for i, key in enumerate(ids):
        entity = nodes[key]
        said = {name: tuple(map(str, v)) for name, v in entity["properties"].items()}
        names.append(said.get("name", said.get("full", (key,)))[0])
        kinds.append(_kind(entity.get("schema", ""), said))
        properties[i] = said | {SCHEMA: (entity.get("schema", ""),)}
    return entities_of(ids, names, kinds, properties)


def _kind(schema: str, said: Mapping[str, tuple[str, ...]]) -> str:
    """Return the kind of an entity: what it says itself, else by its schema."""
    told = entity_kinds().get(*said.get(KIND, ("",))[:1])
    if told is not None and (told.ftm or THING) == schema:
        return told.id
    return _SCHEMATA.get(schema, "party")


def to_entities(graph: LinkGraph) -> Iterator[dict[str, Any]]:
    """Go through a graph as FollowTheMoney entities, in order of id.

    Entities first, then one entity for each row under a link; refuted links stay out.
    """
    columns = graph.entity_columns
    for code, key in enumerate(columns.ids):
        said = dict(columns.properties.get(code, {}))
        if ABSENT in said:
            continue
        kind = entity_kinds()[columns.kinds[columns.kind[code]]]
        (schema,) = said.pop(SCHEMA, ()) or (kind.ftm or THING,)
        properties = {name: list(values) for name, values in said.items()}
        if SCHEMA not in columns.properties.get(code, {}):
            properties.setdefault("name", [columns.names[code]])
            if _SCHEMATA.get(schema) != kind.id:
                properties[KIND] = [kind.id]
        yield {"id": key, "properties": properties, "schema": schema}
    yield from sorted(_edges(graph), key=lambda entity: entity["id"])


def _edges(graph: LinkGraph) -> Iterator[dict[str, Any]]:
    links, rows, ids = graph.link_columns, graph.row_columns, graph.entity_columns.ids
    kept = graph.selection()
    positions = range(len(links.source)) if kept is None else np.flatnonzero(kept)
    for link in map(int, positions):
        source, target = ids[int(links.source[link])], ids[int(links.target[link])]
        kind = links.kinds[links.kind[link]]
        for row in range(int(links.start[link]), int(links.start[link + 1])):
            foreign = rows.foreign.get(row)
            if foreign is None:
                yield _edge(graph, link, row, (source, target, kind))
            elif "schema" in foreign:
                yield dict(foreign)


def _edge(
    graph: LinkGraph, link: int, row: int, ends: tuple[str, str, str]
) -> dict[str, Any]:
    rows, links = graph.row_columns, graph.link_columns
    source, target, kind = ends
    schema, here, there = link_kinds()[kind].ftm
    place = rows.source(row)
    properties: dict[str, list[str]] = {here: [source], there: [target]}
    days = (int(rows.first[row]), int(rows.last[row]))
    same = days[0] == days[1]
    for name, day in (("date" if same else "startDate", days[0]), ("endDate", days[1])):
        if day != NO_DAY and not (same and name == "endDate"):
            properties[name] = [str(day_of(day))]
    if int(rows.amount[row]) != NO_SUM:
        properties["amount"] = [str(units(int(rows.amount[row])))]
    if link in links.share:
        properties["percentage"] = [f"{links.share[link]:g}"]
    if link in links.role:
        properties["role"] = [links.role[link]]
    if _LINKS[schema] != (kind, here, there):
        properties[KIND] = [kind]
    properties["recordId"] = [str(place)]
    key = json.dumps([kind, source, target, place.to_json(), row], sort_keys=True)
    entity_id = sha256(key.encode()).hexdigest()[:40]
    return {"id": entity_id, "properties": properties, "schema": schema}
