"""Record tables as arrays: what a small case costs, and what a table may hold."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.factory.graph import paid, store_of
from workbench.graph.columns import NO_DAY, NO_SUM
from workbench.graph.reading import Places, RecordTable

HEAVY = ("pandas", "pyarrow.compute", "networkx", "scipy", "duckdb", "ibis", "tqdm")


def test_a_small_case_loads_none_of_what_large_tables_need(tmp_path):
    store_of(tmp_path, payment=[paid("甲公司", "乙公司", 3, "2024-01-05")])
    script = (
        "import sys; from pathlib import Path\n"
        "from workbench.graph import build; from workbench.store import Store\n"
        f"graph = build(Store(Path({str(tmp_path)!r})))\n"
        f"print(len(graph), [m for m in {HEAVY!r} if m in sys.modules])"
    )
    run = [sys.executable, "-c", script]
    said = subprocess.run(run, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "2 []"


class OneTable:
    """A store that holds one table as it was written."""

    def __init__(self, folder, columns):
        self.path = folder / "payment.parquet"
        pq.write_table(pa.table(columns), self.path)

    def tables(self, kind):
        return [self.path] if kind == "payment" else []


def read(folder, **columns):
    return RecordTable(OneTable(folder, columns), "payment", Places())


def test_gaps_are_told_from_zeros_and_columns_that_lack_are_empty(tmp_path):
    table = read(
        tmp_path,
        payer=["甲", None, "甲"],
        date=[date(1970, 1, 2), None, date(1969, 12, 31)],
        amount=[0, None, -5],
        file=["a.csv"] * 3,
        row=[2, 3, 4],
    )
    codes, texts = table.texts("payer")
    assert (codes.tolist(), texts) == ([0, -1, 0], ["甲"])
    assert table.days("date").tolist() == [1, NO_DAY, -1]
    assert table.sums("amount").tolist() == [0, NO_SUM, -5]
    assert table.texts("payee")[0].tolist() == [-1, -1, -1]
    assert table.sums("balance").tolist() == [NO_SUM] * 3
    assert table.row.tolist() == [2, 3, 4]


@pytest.mark.parametrize("accounts", [[1001, 1002, 1001], ["1001", "1002", "1001"]])
def test_account_numbers_are_read_as_text_however_they_were_written(tmp_path, accounts):
    table = read(tmp_path, payer_account=accounts, row=[2, 3, 4])
    codes, texts = table.texts("payer_account")
    assert [texts[code] for code in codes] == ["1001", "1002", "1001"]


def test_many_parts_read_as_one_table_in_order(tmp_path):
    names = np.random.default_rng(1).choice(["甲", "乙", "丙", "丁"], 60).tolist()
    rows = [paid(name, "戊", i, "2024-01-05") for i, name in enumerate(names)]
    for i, row in enumerate(rows):
        row["file"] = f"{i // 20}.csv"
    table = RecordTable(store_of(tmp_path, payment=rows), "payment", Places())
    codes, texts = table.texts("payer")
    seen = sorted(zip(table.sums("amount").tolist(), codes.tolist(), strict=True))
    assert [texts[code] for _, code in seen] == names
