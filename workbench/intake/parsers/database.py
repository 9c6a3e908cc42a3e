"""Tables of a SQLite file, and small Parquet files."""

from __future__ import annotations

import sqlite3
from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.errors import FileRefused
from workbench.intake.raw import RawTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.intake.raw import Cell, Row

_MOST_ROWS = 500_000
_MOST_CELL = 1 << 20


def parse_sqlite(path: str) -> Iterator[RawTable]:
    """Yield every table (no views, which could run for ever); row is its place.

    Raises
    ------
    FileRefused
        ``intake.broken`` or ``intake.too_large``.
    """
    where = f"{Path(path).resolve().as_uri()}?mode=ro&immutable=1"
    try:
        base = sqlite3.connect(where, uri=True)
        base.text_factory = lambda raw: raw.decode("utf-8", "replace")
        base.execute("pragma trusted_schema=off")
        base.execute("pragma cell_size_check=on")
        base.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MOST_CELL)
        names = base.execute(
            "select name from sqlite_schema where type='table'"
            " and name not like 'sqlite_%' and sql not like 'create virtual%'"
            " order by name"
        ).fetchall()
        for (name,) in names:
            yield _table(base, name)
    except sqlite3.Error:
        raise FileRefused("intake.broken") from None


def _table(base: sqlite3.Connection, name: str) -> RawTable:
    quoted = '"' + name.replace('"', '""') + '"'
    cursor = base.execute(f"select * from {quoted} limit {_MOST_ROWS + 1}")  # noqa: S608 - quoted above
    header: Row = [str(column[0]) for column in cursor.description]
    rows: list[Row] = [[_cell(value) for value in row] for row in cursor]
    if len(rows) > _MOST_ROWS:
        raise FileRefused("intake.too_large")
    return RawTable([header, *rows], sheet=name, first=0)


def _cell(value: Any) -> Cell:
    if value is None or value == "" or isinstance(value, bytes):
        return None
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (str, int, float, date, time)):
        return value
    return str(value)


def parse_parquet(path: str) -> Iterator[RawTable]:
    """Yield the table of a small Parquet file; large ones go to DuckDB."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - only this parser needs it

    table = pq.ParquetFile(path).read(use_threads=False)
    header: Row = list(table.column_names)
    columns = [column.to_pylist() for column in table.columns]
    rows: list[Row] = [
        [_cell(value) for value in row] for row in zip(*columns, strict=True)
    ]
    yield RawTable([header, *rows], first=0)
