"""The fast road: large clean tables (csv, Parquet) by DuckDB, straight to Parquet.

The head of the table is understood as any other. Rows whose cells are clean are read by
SQL (:mod:`workbench.intake.clean`); the odd ones go through the readers one by one.
Both carry the number of their row. Where the table does not suit SQL, all rows go
through the readers, streamed.

DuckDB runs with extensions off: it never installs or loads any.
"""

# ruff: noqa: S608 - every name and literal in the SQL is ours or quoted
from __future__ import annotations

import csv
import io
import shutil
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from workbench.intake.clean import Query, query_for, quoted
from workbench.intake.header import find_head
from workbench.intake.landing import (
    Landed,
    layout_of,
    say_what_was_soft,
    take_row,
    with_steps,
)
from workbench.intake.parsers import delimited
from workbench.intake.places import Places
from workbench.intake.raw import RawTable
from workbench.intake.stream import Stream, utf8
from workbench.intake.understand import Plan, understand
from workbench.ontology import record_kind
from workbench.records import PROVENANCE
from workbench.store import write_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workbench.intake.raw import Row
    from workbench.intake.understand import Choice
    from workbench.store import Store

LARGE = 4 << 20
_SUFFIXES = frozenset({".csv", ".tsv", ".tab", ".txt"})
_SAMPLE = 500
_BATCH = 100_000
_SQL = {"money": "bigint", "number": "double", "date": "date"}
_OFF: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "threads": "2",
}


def suits(path: Path, name: str) -> bool:
    """Say whether a file is large delimited text or Parquet."""
    if path.stat().st_size < LARGE:
        return False
    start = _starts(path)
    if start.startswith(b"PAR1"):
        return True
    known = (b"PK", b"\xd0\xcf\x11\xe0", b"%PDF", b"SQLite f", b"{", b"[", b"<")
    return PurePosixPath(name).suffix.lower() in _SUFFIXES and not start.startswith(
        known
    )


def _starts(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(8)


@dataclass(slots=True)
class _Job:
    """One large table on its way."""

    path: Path
    file: str
    sha256: str
    store: Store
    base: Any
    source: str  # SQL that yields rn (row number) and c0, c1 ...
    plan: Plan
    landed: Landed
    table: RawTable  # header and sample


def read(
    path: Path,
    file: str,
    sha256: str,
    *,
    store: Store,
    choices: Mapping[str, Choice],
    chosen: str | None = None,
) -> Landed | None:
    """Read one large table and land it.

    Returns
    -------
    Landed or None
        Counts and problems, its rows already in the store; ``None`` when the file is no
        table after all and the ordinary road should take it.
    """
    import duckdb  # noqa: PLC0415 - heavy, loaded on use

    spare = store.computed(f"read/.{sha256}.utf8")
    base = duckdb.connect(":memory:", config=_OFF)
    try:
        base.execute("set preserve_insertion_order = true")
        base.execute("set memory_limit = '3GB'")
        base.execute(f"set temp_directory = {quoted(str(spare) + '.d')}")
        if _starts(path).startswith(b"PAR1"):
            return _parquet(path, file, sha256, store, base, choices)
        return _text(path, file, sha256, store, base, choices, spare, chosen)
    finally:
        base.close()
        spare.unlink(missing_ok=True)
        shutil.rmtree(f"{spare}.d", ignore_errors=True)


def _text(
    path: Path,
    file: str,
    sha256: str,
    store: Store,
    base: Any,
    choices: Mapping[str, Choice],
    spare: Path,
    chosen: str | None,
) -> Landed | None:
    text = utf8(path, spare, chosen)
    mark = delimited.sniff(text.head)
    prose = PurePosixPath(file).suffix.lower() == ".txt"
    if mark is None or (prose and not delimited.steady(text.head, mark)):
        return None
    rows = [_cells(row) for row in _records(text.head, mark)][:_SAMPLE]
    table = RawTable(rows, ragged=True)
    found = _understood(table, file, sha256, choices, text.lines)
    if isinstance(found, Landed):
        return found
    plan, landed = found
    source = _scan(text, mark, plan)
    job = _Job(path, file, sha256, store, base, source, plan, landed, table)
    query = query_for(plan, rows[plan.head.end :]) if text.newline else None
    if query is None or not _by_sql(job, query, text, mark):
        _one_by_one(job, text, mark)
    say_what_was_soft(landed, table)
    return landed


def _understood(
    table: RawTable,
    file: str,
    sha256: str,
    choices: Mapping[str, Choice],
    lines: int,
) -> tuple[Plan, Landed] | Landed:
    head = find_head(table, hint=file.rpartition("/")[2])
    landed = Landed(file, sha256)
    given = choices.get(f"owner:{sha256}")
    plan = understand(table, head, choices.get(head.fingerprint), given)
    if isinstance(plan, str):
        landed.leave_out(table, head, plan, lines - head.end)
        return landed
    landed.layouts.append(layout_of(plan, file, table.sheet))
    return plan, landed


def _records(text: str, mark: str) -> Iterator[list[str]]:
    csv.field_size_limit(1 << 20)
    return csv.reader(io.StringIO(text, newline=""), delimiter=mark)


def _cells(row: list[str]) -> Row:
    return [cell or None for cell in row]


def _scan(text: Stream, mark: str, plan: Plan) -> str:
    """Return the SQL that reads the text; row numbers count accepted rows only."""
    width = len(plan.head.names)
    columns = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(width))
    newline = "\\r\\n" if text.newline == "\r\n" else "\\n"
    return (
        "select *, row_number() over () as k from read_csv("
        f"{quoted(str(text.path))}, delim={quoted(mark)}, quote='\"', escape='\"', "
        f"header=false, skip={plan.head.end}, columns={{{columns}}}, "
        "auto_detect=false, store_rejects=true, rejects_limit=0, strict_mode=true, "
        f"null_padding=false, max_line_size=2000000, new_line='{newline}')"
    )


def _by_sql(job: _Job, query: Query, text: Stream, mark: str) -> bool:
    """Read clean rows by SQL, odd ones by readers; say no when rows have no place."""
    import duckdb  # noqa: PLC0415 - heavy, loaded on use

    try:
        _take_clean(job, query)
        broken = _broken(job.base)
    except duckdb.Error:
        return False
    if broken is None or _open_quote(job, mark):
        return False
    (taken,) = job.base.execute("select count(*) from taken").fetchone()
    start = job.plan.head.end
    gaps = sorted({line for line in text.blank if line > start} | broken.keys())
    if taken + len(gaps) + start != text.lines:
        return False  # a cell spans lines, or the reader gave up
    place = Places(gaps, start)
    rows = [
        (line, _cells(row))
        for line, said in broken.items()
        for row in _records(said, mark)
    ]
    _finish(job, place, rows)
    return True


def _open_quote(job: _Job, mark: str) -> bool:
    """Say whether a cell holds whole rows."""
    found = job.base.execute(
        "select raw from taken where raw is not null"
        " and length(array_to_string(raw, '')) > 200"
    ).fetchall()
    return any(delimited.swallowed(raw, mark) for (raw,) in found)


def _broken(base: Any) -> dict[int, str] | None:
    """Return lines with more or fewer cells than the header; none if one is cut."""
    found = base.execute(
        "select line, any_value(csv_line),"
        " bool_or(error_type = 'LINE SIZE OVER MAXIMUM') from reject_errors"
        " where scan_id = (select max(scan_id) from reject_errors) group by line"
    ).fetchall()
    if any(long for _line, _said, long in found):
        return None
    return {line: said for line, said, _long in found}


def _kind(job: _Job) -> str:
    return job.plan.kinds[0] if job.plan.kinds else "payment"


def _take_clean(job: _Job, query: Query) -> None:
    """Make the table ``taken``: values of clean rows, raw cells of odd ones."""
    width = len(job.plan.head.names)
    first = ", ".join(f"{sql} as {name}" for name, sql in query.first.items())
    columns = ", ".join(
        f"cast({query.columns[column.name]} as {_SQL.get(column.type, 'varchar')})"
        f" as {column.name}"
        for column in record_kind(_kind(job)).columns
    )
    cells = ", ".join(f"c{place}" for place in range(width))
    raw = f"case when {query.clean} then null else [{cells}] end"
    job.base.execute(
        f"create temp table taken as select {columns}, k, {raw} as raw"
        f" from (select *, {first} from ({job.source}))"
    )


def _finish(job: _Job, place: Places, broken: list[tuple[int, Row]]) -> None:
    """Land clean rows, then odd ones by the readers, in the order of the file."""
    kind = _kind(job)
    target = job.store.part(kind, job.sha256, 0)
    odd = job.base.execute("select k, raw from taken where raw is not null").fetchall()
    (clean,) = job.base.execute(
        "select count(*) from taken where raw is null"
    ).fetchone()
    job.landed.read += clean
    job.landed.kinds |= {kind} if clean else set()
    listed = [*broken, *((place.of(k), _cells(raw)) for k, raw in odd)]
    for number, row in sorted(listed, key=lambda each: each[0]):
        if any(cell is not None for cell in row):
            take_row(job.landed, job.table, job.plan, number, row)
    said = {"file": job.file, "sha256": job.sha256, "row": place.sql()}
    names = [column.name for column in record_kind(kind).columns]
    columns = ", ".join([*names, *(_provenance(name, said) for name in PROVENANCE)])
    query = f"select {columns} from taken where raw is null"
    rest = job.landed.rows.pop(kind, [])
    more = target.with_suffix(".odd")
    if rest:
        write_rows(more, kind, rest)
        query = (
            f"select * from ({query} union all by name"
            f" select * from read_parquet({quoted(str(more))})) order by row"
        )
    whole = target.with_suffix(".whole")
    job.base.execute(
        f"copy ({query}) to {quoted(str(whole))} (format parquet, compression zstd)"
    )
    whole.replace(target)
    more.unlink(missing_ok=True)


def _provenance(name: str, said: Mapping[str, str]) -> str:
    if name == "row":
        return f"cast({said['row']} as bigint) as row"
    if name in ("page", "line"):
        return f"cast(null as bigint) as {name}"
    value = quoted(said[name]) if name in said else "cast(null as varchar)"
    return f"{value} as {name}"


def _one_by_one(job: _Job, text: Stream, mark: str) -> None:
    """Read every row by the readers, streamed, a part for each 100,000 records."""
    job.plan = with_steps(job.plan, _numbered(job, text, mark))
    if not _all_rows(job, text, mark, by_line=False):
        job.store.drop(job.sha256)
        job.landed.forget()
        _all_rows(job, text, mark, by_line=True)


def _numbered(job: _Job, text: Stream, mark: str) -> Iterator[tuple[int, Row]]:
    with text.path.open(encoding="utf-8-sig", newline="") as file:
        csv.field_size_limit(1 << 20)
        for number, cells in enumerate(csv.reader(file, delimiter=mark), start=1):
            if number > job.plan.head.end and any(cells):
                yield number, _cells(cells)


def _all_rows(job: _Job, text: Stream, mark: str, *, by_line: bool) -> bool:
    """Read the rows; say no when an open quote has taken rows into one cell."""
    part = 0
    with text.path.open(encoding="utf-8-sig", newline="") as file:
        csv.field_size_limit(1 << 20)
        found = (
            delimited.by_line(file, mark)
            if by_line
            else csv.reader(file, delimiter=mark)
        )
        for number, cells in enumerate(found, start=1):
            row = _cells(cells)
            if number <= job.plan.head.end or not any(row):
                continue
            if not by_line and delimited.swallowed(cells, mark):
                return False
            take_row(job.landed, job.table, job.plan, number, row)
            if job.landed.held >= _BATCH:
                part = _land(job, part)
    _land(job, part)
    return True


def _land(job: _Job, part: int) -> int:
    for kind, rows in sorted(job.landed.rows.items()):
        write_rows(job.store.part(kind, job.sha256, part), kind, rows)
    job.landed.rows.clear()
    return part + 1


def _parquet(
    path: Path,
    file: str,
    sha256: str,
    store: Store,
    base: Any,
    choices: Mapping[str, Choice],
) -> Landed | None:
    """Read a large Parquet table: every column as text, then as any other."""
    where = f"read_parquet({quoted(str(path))}, file_row_number=true)"
    described = base.execute(f"describe select * from {where}").fetchall()
    names = [each[0] for each in described]
    names.remove("file_row_number")
    texts = ", ".join(
        f'cast("{name.replace(chr(34), chr(34) * 2)}" as varchar) as c{place}'
        for place, name in enumerate(names)
    )
    source = f"select {texts}, file_row_number + 1 as k from {where}"
    sample = base.execute(f"{source} limit {_SAMPLE}").fetchall()
    (lines,) = base.execute(f"select count(*) from {where}").fetchone()
    rows: list[Row] = [list(names), *(_cells(list(row[:-1])) for row in sample)]
    table = RawTable(rows, first=0)
    found = _understood(table, file, sha256, choices, lines + 1)
    if isinstance(found, Landed):
        return found
    plan, landed = found
    job = _Job(path, file, sha256, store, base, source, plan, landed, table)
    query = query_for(plan, rows[plan.head.end :])
    if query is None:
        _all_parquet(job)
    else:
        _take_clean(job, query)
        _finish(job, Places([], 0), [])
    say_what_was_soft(landed, table)
    return landed


def _all_parquet(job: _Job) -> None:
    part = 0
    found = job.base.execute(job.source)
    while rows := found.fetchmany(_BATCH):
        for row in rows:
            cells = _cells(list(row[:-1]))
            if any(cells):
                take_row(job.landed, job.table, job.plan, row[-1], cells)
        part = _land(job, part)
