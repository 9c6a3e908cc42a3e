"""Where records, letters and computed tables of a case lie on disk.

Everything below ``computed/`` can be deleted and is built again from the files and the
journal. Record tables are Parquet parts, one or more for each content read::

    computed/records/<kind>/<sha256>-<part>.parquet
    computed/read/current.json       contents that stand in files/ now

Parts of content that no longer stands in ``files/`` stay on disk, so an older reference
still resolves, but :meth:`Store.tables` gives only what holds now.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import date
from hashlib import sha256 as sha256_of
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.errors import CaseError
from workbench.ontology import record_kind
from workbench.records import PROVENANCE, Letter, Record, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import pandas as pd
    import pyarrow as pa

_PLACES = frozenset({"row", "page", "line"})


def schema(kind: str) -> pa.Schema:
    """Return the Arrow schema of a record kind, provenance columns last.

    Money is int64 hundredths, dates are date32, numbers doubles, all else strings.

    Raises
    ------
    UnknownName
        When there is no such kind.
    """
    import pyarrow as pa  # noqa: PLC0415 - heavy, loaded on use

    types = {"money": pa.int64(), "number": pa.float64(), "date": pa.date32()}
    fields = [
        pa.field(column.name, types.get(column.type, pa.string()))
        for column in record_kind(kind).columns
    ]
    fields += [
        pa.field(name, pa.int64() if name in _PLACES else pa.string())
        for name in PROVENANCE
    ]
    return pa.schema(fields)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all, also after power loss."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with beside.open("wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def write_rows(path: Path, kind: str, rows: Sequence[Mapping[str, object]]) -> None:
    """Write records (canonical and provenance columns by name) as one Parquet part.

    Parameters
    ----------
    path
        Where :meth:`Store.part` says.
    kind
        Record kind.
    rows
        One mapping a record; columns that are missing become null.
    """
    import pyarrow as pa  # noqa: PLC0415 - heavy, loaded on use

    want = schema(kind)
    columns = [
        pa.array([row.get(column.name) for row in rows], type=column.type)
        for column in want
    ]
    _write_table(path, pa.table(columns, schema=want))


def _write_table(path: Path, table: pa.Table) -> None:
    import pyarrow.parquet as pq  # noqa: PLC0415 - heavy, loaded on use

    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        pq.write_table(table, beside, compression="zstd")
        with beside.open("rb") as written:
            os.fsync(written.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


class Store:
    """Record tables, letters and computed files of one case folder.

    Parameters
    ----------
    case_folder
        The folder with ``files/``, ``letters/`` and ``computed/``.
    """

    __slots__ = ("folder",)

    def __init__(self, case_folder: Path | str) -> None:
        self.folder = Path(case_folder)

    def __repr__(self) -> str:
        """Name the case folder, without the path of this machine."""
        return f"Store({self.folder.name!r})"

    def computed(self, name: str) -> Path:
        """Return a path below ``computed/``; its folder is made.

        Raises
        ------
        CaseError
            When the name leaves ``computed/``.
        """
        root = self.folder / "computed"
        path = root / name
        if not path.resolve().is_relative_to(root.resolve()):
            raise CaseError("store.outside", name=name)
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def tables(self, kind: str) -> list[Path]:
        """Return the Parquet parts of a kind that hold now, sorted by name.

        Raises
        ------
        UnknownName
            When there is no such kind.
        """
        record_kind(kind)
        parts = sorted((self.folder / "computed" / "records" / kind).glob("*.parquet"))
        current = self._current()
        if current is None:
            return parts
        return [part for part in parts if part.name.rpartition("-")[0] in current]

    def add_table(
        self,
        kind: str,
        sha256: str,
        part: int,
        table: pa.Table,
        file: str | None = None,
    ) -> Path:
        """Land one part of a kind atomically; writing it again replaces it.

        Parameters
        ----------
        kind, sha256, part
            Record kind, hash of the content it was read from, number of the part.
        table
            Columns of the kind and of the provenance, in any order; columns that are
            missing become null, ``sha256`` and ``file`` are filled in where null.
        file
            Path below ``files/``.

        Returns
        -------
        Path
            The Parquet part.
        """
        path = self.part(kind, sha256, part)
        _write_table(path, _fitted(table, kind, {"sha256": sha256, "file": file}))
        return path

    def part(self, kind: str, sha256: str, part: int) -> Path:
        """Return where one part lies; its folder is made."""
        record_kind(kind)
        return self.computed(f"records/{kind}/{sha256}-{part:05d}.parquet")

    def drop(self, sha256: str) -> None:
        """Forget what was read from one content, so that it can be read anew."""
        for path in (self.folder / "computed" / "records").glob(f"*/{sha256}-*"):
            path.unlink(missing_ok=True)

    def parts(self, sha256: str) -> list[str]:
        """Return which parts one content has, as ``kind/name``, sorted."""
        root = self.folder / "computed" / "records"
        found = root.glob(f"*/{sha256}-*.parquet")
        return sorted(path.relative_to(root).as_posix() for path in found)

    def sweep(self) -> None:
        """Remove what a killed process left half-written; live ones keep theirs."""
        for path in (self.folder / "computed").rglob(".*.tmp"):
            pid = path.name.split(".")[-2]
            if pid.isdigit() and not _alive(int(pid)):
                path.unlink(missing_ok=True)

    def hold(self, contents: Iterable[str]) -> None:
        """Say which contents (SHA-256) stand in ``files/`` now."""
        said = json.dumps(sorted(set(contents)), indent=0).encode()
        write_whole(self.computed("read/current.json"), said)

    def _current(self) -> frozenset[str] | None:
        with suppress(OSError, ValueError):
            where = self.folder / "computed" / "read" / "current.json"
            return frozenset(json.loads(where.read_bytes()))
        return None

    def frame(self, kind: str) -> pd.DataFrame:
        """Return all rows of a kind; empty, with the right columns, when none.

        Rows keep the order of parts and of rows inside; whole numbers are nullable
        ``Int64`` (money in hundredths), dates are ``datetime.date`` objects.
        """
        import pandas as pd  # noqa: PLC0415 - heavy, loaded on use
        import pyarrow as pa  # noqa: PLC0415 - heavy, loaded on use
        import pyarrow.parquet as pq  # noqa: PLC0415 - heavy, loaded on use

        want = schema(kind)
        parts = [pq.read_table(path, schema=want) for path in self.tables(kind)]
        whole = pa.concat_tables(parts) if parts else want.empty_table()
        kept: pd.DataFrame = whole.to_pandas(
            types_mapper={pa.int64(): pd.Int64Dtype()}.get
        )
        return kept

    def records(self, kind: str) -> Iterator[Record]:
        """Yield the records of a kind, one row each, in the order of :meth:`frame`."""
        import pyarrow.parquet as pq  # noqa: PLC0415 - heavy, loaded on use

        want = schema(kind)
        for path in self.tables(kind):
            for batch in pq.ParquetFile(path).iter_batches():
                for row in batch.cast(want).to_pylist():
                    place = {name: row.pop(name) for name in PROVENANCE}
                    yield Record(kind=kind, source=Source(**place), fields=row)

    def letters(self) -> list[Letter]:
        """Return the working texts in ``letters/``, sorted by id."""
        folder = self.folder / "letters"
        return [_letter(about) for about in sorted(folder.glob("*.json"))]


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _fitted(table: pa.Table, kind: str, filled: dict[str, str | None]) -> pa.Table:
    import pyarrow as pa  # noqa: PLC0415 - heavy, loaded on use
    import pyarrow.compute as pc  # noqa: PLC0415 - heavy, loaded on use

    want = schema(kind)
    columns = []
    for field in want:
        if field.name in table.column_names:
            column = table[field.name].cast(field.type)
        else:
            column = pa.nulls(table.num_rows, field.type)
        if filled.get(field.name) is not None:
            column = pc.fill_null(column, filled[field.name])
        columns.append(column)
    return pa.table(columns, schema=want)


def _letter(about: Path) -> Letter:
    try:
        known: dict[str, Any] = json.loads(about.read_text("utf-8"))
        raw = about.with_suffix(".txt").read_bytes()
        received = known.get("received")
        return Letter(
            id=str(known["id"]),
            text=raw.decode("utf-8"),
            lang="en" if known.get("lang") == "en" else "zh",
            received=date.fromisoformat(received) if received else None,
            real_name=bool(known.get("real_name", False)),
            office_level=known.get("office_level"),
            source=Source(file=f"{about.stem}.txt", sha256=sha256_of(raw).hexdigest()),
        )
    except (OSError, ValueError, KeyError) as error:
        raise CaseError("store.letter_broken", file=about.name) from error
