"""Builders of link graphs for tests."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa

from workbench.graph.linkgraph import LinkGraph
from workbench.store import Store, schema

if TYPE_CHECKING:
    from pathlib import Path


def transfers(*rows: tuple[Any, ...]) -> pd.DataFrame:
    """A table of (payer, payee, amount, date)."""
    return pd.DataFrame(rows, columns=["payer", "payee", "amount", "date"])


def graph_of(*rows: tuple[Any, ...], **columns: Any) -> LinkGraph:
    """The link graph of (payer, payee, amount, date) rows."""
    return LinkGraph.from_transfers(transfers(*rows), **columns)


def store_of(folder: Path, **tables: list[dict[str, Any]]) -> Store:
    """A store with some rows of each kind; ``file`` and ``row`` are filled in."""
    store = Store(folder)
    for kind, rows in tables.items():
        by_file: dict[str, list[dict[str, Any]]] = {}
        for row in rows:
            by_file.setdefault(row.get("file", f"{kind}.csv"), []).append(row)
        for file, mine in sorted(by_file.items()):
            table = pa.Table.from_pylist(
                [
                    {**dict.fromkeys(schema(kind).names), "row": i + 2} | row
                    for i, row in enumerate(mine)
                ],
                schema=schema(kind),
            )
            digest = sha256(file.encode()).hexdigest()
            store.add_table(kind, digest, 0, table, file=file)
    return store


def paid(payer: str, payee: str, amount: int, day: str, **more: Any) -> dict[str, Any]:
    """One row of a payment table; the sum in currency units."""
    return {
        "payer": payer,
        "payee": payee,
        "amount": amount * 100,
        "date": date.fromisoformat(day),
        **more,
    }
