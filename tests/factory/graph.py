"""Builders of link graphs for tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from workbench.graph.linkgraph import LinkGraph

FINCEN = Path("/work/shared/data/fincen/download_transactions_map.csv")


def transfers(*rows: tuple[Any, ...]) -> pd.DataFrame:
    """A table of (payer, payee, amount, date)."""
    return pd.DataFrame(rows, columns=["payer", "payee", "amount", "date"])


def graph_of(*rows: tuple[Any, ...], **columns: Any) -> LinkGraph:
    """The link graph of (payer, payee, amount, date) rows."""
    return LinkGraph.from_transfers(transfers(*rows), **columns)
