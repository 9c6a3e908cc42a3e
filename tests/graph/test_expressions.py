from __future__ import annotations

import shutil
import subprocess
import sys

import pandas as pd
import pytest

from workbench.graph.expressions import (
    CELLS,
    kept_sql,
    links_of,
    made_sql,
    transfers_of,
)

ROWS = [
    (" A1", "甲", "B1", "乙", "1000.50", "2024-01-02"),
    ("A1", "甲", "B1", "乙", "2", "2024-01-01"),
    (None, "丙", "A1", "甲", "x", "2024年1月1日"),
    ("A1", "甲", None, None, "3", "2024-01-01"),
    ("", "", "B1", "乙", "3", "2024-01-01"),
    ("B1", "乙", "A1", "甲", "5.689852347E7", "2024-02-30"),
]


def test_the_sql_that_is_kept_is_the_one_that_ibis_makes():
    assert kept_sql() == made_sql()


def on_duckdb(expression):
    import duckdb  # noqa: PLC0415 - the engine under test
    import ibis  # noqa: PLC0415 - the engine under test

    held = duckdb.connect()
    held.register("cells", pd.DataFrame(ROWS, columns=CELLS))
    return held.sql(str(ibis.to_sql(expression, dialect="duckdb"))).fetchall()


def expressions():
    import ibis  # noqa: PLC0415 - the engine under test

    cells = ibis.table(dict.fromkeys(CELLS, "string"), name="cells")
    return links_of(transfers_of(cells))


def test_links_are_summed_in_hundredths_with_first_and_last_day():
    found = [
        (a, b, n, s, str(x), str(y)) for a, b, n, s, x, y in on_duckdb(expressions())
    ]
    assert found == [
        ("A1", "B1", 2, 100_250, "2024-01-01", "2024-01-02"),
        ("B1", "A1", 1, 5_689_852_347, "None", "None"),
        ("丙", "A1", 1, None, "None", "None"),
    ]


SPARK = """
import sys, json
import ibis, pandas as pd
from pyspark.sql import SparkSession
sys.path.insert(0, {root!r})
from tests.graph.test_expressions import ROWS, expressions
from workbench.graph.expressions import CELLS
session = (
    SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    .config("spark.sql.ansi.enabled", "false")
    .config("spark.sql.shuffle.partitions", "1").getOrCreate()
)
session.createDataFrame(
    [list(row) for row in ROWS], ", ".join(name + " string" for name in CELLS)
).createOrReplaceTempView("cells")
rows = session.sql(ibis.to_sql(expressions(), dialect="pyspark")).collect()
from workbench.graph import link_graph
import workbench.graph.tables as tables
tables.LARGE = 0
one, two = (link_graph({csv!r}, engine=engine) for engine in ("spark", "duckdb"))
assert one.links().equals(two.links())
assert one.link_records().equals(two.link_records())
assert one.entities().equals(two.entities())
print(json.dumps([[None if v is None else str(v) for v in row] for row in rows]))
session.stop()
"""


@pytest.mark.slow
def test_spark_gives_the_same_links_and_graph_as_duckdb(tmp_path):
    import json  # noqa: PLC0415 - only here
    from pathlib import Path  # noqa: PLC0415 - only here

    if shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    pytest.importorskip("pyspark")
    csv = tmp_path / "t.csv"
    pd.DataFrame(ROWS, columns=CELLS).to_csv(csv, index=False)
    code = SPARK.format(root=str(Path(__file__).parents[2]), csv=str(csv))
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-2000:]
    found = json.loads(run.stdout.splitlines()[-1])
    here = on_duckdb(expressions())
    assert found == [[None if v is None else str(v) for v in row] for row in here]
