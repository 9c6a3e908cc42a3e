"""Build the record tables of a case, and a link graph on them, from plain rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from workbench.graph import LinkGraph, build
from workbench.store import Store, schema

if TYPE_CHECKING:
    from pathlib import Path


def store_of(folder: Path, **tables: list[dict[str, Any]]) -> Store:
    """Land each list of rows as one record table; row numbers follow the list."""
    store = Store(folder)
    for kind, rows in tables.items():
        want = schema(kind)
        placed = [{"row": n, **row} for n, row in enumerate(rows, 2)]
        columns = {f.name: [row.get(f.name) for row in placed] for f in want}
        table = pa.table(columns, schema=want)
        store.add_table(kind, f"{kind:0<64}", 0, table, file=f"{kind}.csv")
    return store


def graph_of(folder: Path, **tables: list[dict[str, Any]]) -> LinkGraph:
    """Build the link graph of a few rows."""
    return build(store_of(folder, **tables))
