"""The same expressions on Spark: for a province's pool, by name only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.graph.expressions import CELLS, transfers_of
from workbench.graph.guess import guess_columns
from workbench.graph.tables import separator_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workbench.graph.guess import Columns

ORDER = "place"
A_PART = 5_000  # rows worth a task of their own
A_ROW = 100  # bytes of a CSV, about


def session_of(rows: int) -> Any:
    """Return the Spark session that is running, else one on this machine.

    Spark's 200 parts for whatever it shuffles suit a cluster; for few rows the tasks
    themselves would take longer than the work.
    """
    from pyspark.sql import SparkSession  # noqa: PLC0415 - extra, loaded on use

    running = SparkSession.getActiveSession()
    if running is not None:
        return running
    parts = parts_for(rows)
    builder = SparkSession.builder.config("spark.ui.enabled", "false")
    builder = builder.config("spark.ui.showConsoleProgress", "false")
    builder = builder.config("spark.log.level", "ERROR")
    return builder.config("spark.sql.shuffle.partitions", str(parts)).getOrCreate()


def parts_for(rows: int) -> int:
    """Return into how many parts Spark shall cut what it shuffles."""
    return min(200, max(2, rows // A_PART))


def on_spark(path: Path, said: dict[str, Any]) -> tuple[Columns, Iterator[Any]]:
    """Clean a CSV of transfers on Spark and hand its rows on in file order.

    Needs the extra ``[spark]`` and Java 17; uses the session that is running, else one
    on this machine.
    """
    import ibis  # noqa: PLC0415 - heavy, loaded on use
    from pyspark.sql import functions  # noqa: PLC0415 - extra, loaded on use

    session = session_of(path.stat().st_size // A_ROW)
    mark = separator_of(path, "utf-8")
    frame = session.read.csv(
        str(path), header=True, multiLine=True, escape='"', sep=mark
    )
    columns = guess_columns(frame.columns, **said)
    chosen = columns.to_json()
    cells = [
        (frame[f"`{chosen[name]}`"] if chosen[name] else functions.lit(None))
        .cast("string")
        .alias(name)
        for name in CELLS
    ]
    order = functions.monotonically_increasing_id().alias(ORDER)
    frame.select(*cells, order).createOrReplaceTempView("cells")
    table = ibis.table(dict.fromkeys(CELLS, "string") | {ORDER: "int64"}, name="cells")
    expression = transfers_of(table, (ORDER,), trim=False).order_by(ORDER)
    sql = str(ibis.to_sql(expression, dialect="pyspark"))
    rows: Any = session.sql(sql).toArrow()
    return columns, iter(rows.combine_chunks().to_batches())
