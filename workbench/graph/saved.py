"""A link graph on disk: plain arrays, opened by mapping them.

Below ``computed/``, so it may be deleted at any time. Every column is one ``.npy``
file; what is sparse stands in ``meta.json``. Ten million rows open in well under a
second and share their pages between processes.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.graph.columns import EntityColumns, LinkColumns, RowColumns
from workbench.graph.engine import Csr
from workbench.graph.guess import Columns
from workbench.graph.linkgraph import LinkGraph
from workbench.graph.texts import Texts
from workbench.graph.values import Finding
from workbench.records import Source

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FORMAT = 1
_PARTS: tuple[tuple[str, type], ...] = (
    ("entity", EntityColumns),
    ("link", LinkColumns),
    ("row", RowColumns),
)


def save(graph: LinkGraph, folder: Path, *, key: str = "") -> Path:
    """Write a graph to a folder, whole or not at all.

    Parameters
    ----------
    graph
        The graph; its arrays for walking are written too.
    folder
        Where to; what stands there is replaced.
    key
        What it was made from; :func:`reopen` refuses another.
    """
    beside = folder.with_name(f".{folder.name}.{os.getpid()}.new")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    meta: dict[str, Any] = {"format": FORMAT, "key": key, "same": {}}
    written: dict[int, str] = {}

    def put(name: str, array: Any) -> None:
        if id(array) in written:
            meta["same"][name] = written[id(array)]
            return
        written[id(array)] = name
        np.save(beside / f"{name}.npy", array)

    for prefix, kind in _PARTS:
        columns = getattr(graph, f"{prefix}_columns")
        for field in fields(kind):
            value = getattr(columns, field.name)
            name = f"{prefix}.{field.name}"
            if isinstance(value, np.ndarray):
                put(name, value)
            elif isinstance(value, Texts):
                put(f"{name}.offsets", value.offsets)
                put(f"{name}.data", value.data)
            else:
                meta[name] = _plain(value)
    for name, csr in (("out", graph.out()), ("back", graph.back())):
        for field in fields(csr):
            put(f"{name}.{field.name}", getattr(csr, field.name))
    meta["findings"] = [_finding(finding) for finding in graph.findings]
    meta["opening"] = _plain(graph.opening)
    meta["said"] = None if graph.said is None else _said(graph.said)
    (beside / "meta.json").write_text(json.dumps(meta, ensure_ascii=False), "utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    beside.rename(folder)
    return folder


def reopen(folder: Path, *, key: str = "") -> LinkGraph | None:
    """Open a saved graph by mapping its arrays.

    Returns
    -------
    LinkGraph or None
        ``None`` where there is none, or it was made from something else.
    """
    try:
        meta = json.loads((folder / "meta.json").read_text("utf-8"))
    except (OSError, ValueError):
        return None
    if (meta.get("format"), meta.get("key")) != (FORMAT, key):
        return None

    def get(name: str) -> Any:
        path = folder / f"{meta['same'].get(name, name)}.npy"
        # A plain view: a memmap's own indexing costs more than what it indexes.
        return np.load(path, mmap_mode="r").view(np.ndarray) if path.exists() else None

    made = [_columns(prefix, kind, meta, get) for prefix, kind in _PARTS]
    graph = LinkGraph(*made)
    for name in ("out", "back"):
        arrays = [get(f"{name}.{field.name}") for field in fields(Csr)]
        graph.made[name] = Csr(*arrays)
    graph.findings = tuple(_finding_from(said) for said in meta["findings"])
    graph.opening = {int(code): sum_ for code, sum_ in meta["opening"].items()}
    if meta["said"] is not None:
        said = meta["said"]
        graph.said = Columns(**{**said, "guessed": tuple(said["guessed"])})
    return graph


def _columns(prefix: str, kind: type, meta: dict[str, Any], get: Any) -> Any:
    values: dict[str, Any] = {}
    for field in fields(kind):
        name = f"{prefix}.{field.name}"
        if f"{name}.offsets" in meta["same"] or get(f"{name}.offsets") is not None:
            values[field.name] = Texts(
                get(f"{name}.offsets"),
                get(f"{name}.data"),
                ranked=field.name == "ids",
            )
        elif name in meta:
            values[field.name] = _back(field.name, meta[name])
        else:
            values[field.name] = get(name)
    if meta["same"].get("entity.names.data") == "entity.ids.data" and "ids" in values:
        values["names"] = values["ids"]
    return kind(**values)


def _plain(value: Any) -> Any:
    """Turn a sparse column into JSON."""
    if isinstance(value, frozenset):
        return sorted(value)
    if hasattr(value, "items"):
        return {str(key): _plain(entry) for key, entry in value.items()}
    if isinstance(value, Source):
        return value.to_json()
    return value


def _back(name: str, value: Any) -> Any:
    """Turn JSON into the sparse column it was."""
    if name == "unresolved":
        value = frozenset(value)
    if name in {"kinds", "places"}:
        return tuple(tuple(v) if isinstance(v, list) else v for v in value)
    if not isinstance(value, dict):
        return value
    if name == "more":
        return {int(key): Source(**entry) for key, entry in value.items()}
    if name == "properties":
        return {
            int(key): {what: tuple(said) for what, said in entry.items()}
            for key, entry in value.items()
        }
    return {int(key): entry for key, entry in value.items()}


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "entities": list(finding.entities),
        "records": [record.to_json() for record in finding.records],
        "fields": dict(finding.fields),
    }


def _finding_from(said: Mapping[str, Any]) -> Finding:
    return Finding(
        code=said["code"],
        entities=tuple(said["entities"]),
        records=tuple(Source(**record) for record in said["records"]),
        fields=said["fields"],
    )


def _said(columns: Columns) -> dict[str, Any]:
    return {**columns.to_json(), "guessed": list(columns.guessed)}
