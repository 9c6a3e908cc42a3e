"""Record tables of a case as arrays: texts as codes, days and sums as numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from workbench.graph.cleaning import plain
from workbench.graph.columns import NO_DAY, NO_SUM
from workbench.ontology import record_kind
from workbench.records import PROVENANCE, Source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from workbench.graph.columns import Ints, Place, Sums

ROW_BITS = 32


class TablesOf(Protocol):
    """What a graph needs of a case's store."""

    def tables(self, kind: str) -> list[Path]:
        """Return the Parquet parts of one record kind."""


class Places:
    """File, hash and sheet of every row read, coded."""

    def __init__(self) -> None:
        self.codes: dict[Place, int] = {}

    def code(self, place: Place) -> int:
        """Return the code of a place."""
        return self.codes.setdefault(place, len(self.codes))

    def listed(self) -> tuple[Place, ...]:
        """Return the places by code."""
        return tuple(self.codes)


class RecordTable:
    """All rows of one record kind, column by column.

    Parameters
    ----------
    store
        Where the Parquet parts lie.
    kind
        A record kind of the ontology.
    places
        Where the rows stand; shared by all tables of a graph.
    """

    def __init__(self, store: TablesOf, kind: str, places: Places) -> None:
        self.kind = kind
        self._table = _read(store, kind)
        self._codes: dict[str, tuple[Ints, list[str]]] = {}
        self.place, self.row, self.more = self._standing(places)

    def __len__(self) -> int:
        """Count the rows."""
        return 0 if self._table is None else int(self._table.num_rows)

    def texts(self, column: str) -> tuple[Ints, list[str]]:
        """Return a column as codes (-1 where empty) and the distinct texts."""
        if column not in self._codes:
            self._codes[column] = self._coded(column, plain)
        return self._codes[column]

    def cells(self, column: str, read: Callable[[str], str]) -> tuple[Ints, list[str]]:
        """Return a column as codes, each distinct text read by a function."""
        return self._coded(column, read)

    def days(self, column: str | None) -> Ints:
        """Return a column as day numbers; a month stands for its first day."""
        if column is None:
            return np.full(len(self), NO_DAY, np.int32)
        if column == "month":
            codes, months = self.texts(column)
            known = np.array([*map(_month, months), NO_DAY], np.int32)
            return known[codes]
        return self._numbers(column, "int32", NO_DAY).astype(np.int32)

    def sums(self, column: str | None) -> Sums:
        """Return a column of money in hundredths."""
        if column is None:
            return np.full(len(self), NO_SUM, np.int64)
        return self._numbers(column, "int64", NO_SUM).astype(np.int64)

    def numbers(self, column: str) -> Sums:
        """Return a column of numbers, NaN where empty."""
        return self._numbers(column, "double", float("nan"))

    def _numbers(self, column: str, kind: str, empty: float) -> Sums:
        dtype = np.dtype("float64" if kind == "double" else kind)
        if self._table is None:
            return np.zeros(0, dtype)
        found: Sums = _filled(_typed(self._table[column], kind), dtype, empty)
        return found

    def _coded(self, column: str, read: Callable[[str], str]) -> tuple[Ints, list[str]]:
        if self._table is None:
            return np.zeros(0, np.int32), []
        packed = _packed(self._table[column])
        codes = _filled(packed.indices, np.dtype(np.int32), -1)
        texts = [read(text) for text in packed.dictionary.to_pylist()]
        kept = {text: i for i, text in enumerate(dict.fromkeys(t for t in texts if t))}
        again = np.array([*(kept.get(text, -1) for text in texts), -1], np.int32)
        return again[codes], list(kept)

    def _standing(self, places: Places) -> tuple[Ints, Ints, dict[int, Source]]:
        if self._table is None:
            nothing = np.zeros(0, np.int32)
            return nothing, nothing, {}
        file, sha, sheet = (self._coded(name, str) for name in PROVENANCE[:3])
        wide = np.stack([file[0], sha[0], sheet[0]]) + 1
        size = wide.max(axis=1, initial=0) + 1
        keys = (wide[0].astype(np.int64) * size[1] + wide[1]) * size[2] + wide[2]
        seen, first, back = np.unique(keys, return_index=True, return_inverse=True)
        codes = np.zeros(len(seen), np.int32)
        for i, row in enumerate(first.tolist()):
            codes[i] = places.code(
                (
                    _text(file, row) or "",
                    _text(sha, row) or "",
                    _text(sheet, row),
                )
            )
        row_numbers = self._numbers("row", "int64", 0).astype(np.int32)
        place = codes[back]
        return place, row_numbers, self._elsewhere(place, row_numbers, places)

    def _elsewhere(self, place: Ints, row: Ints, places: Places) -> dict[int, Source]:
        """Full sources of the rows that stand on a page or line, not in a table."""
        page, line = (
            self._numbers("page", "int64", 0),
            self._numbers("line", "int64", 0),
        )
        listed, found = places.listed(), {}
        for i in np.flatnonzero((row == 0) & ((page > 0) | (line > 0))).tolist():
            file, sha, sheet = listed[place[i]]
            found[i] = Source(
                file, sha, sheet, None, int(page[i]) or None, int(line[i]) or None
            )
        return found


def _text(coded: tuple[Ints, list[str]], row: int) -> str | None:
    code = int(coded[0][row])
    return None if code < 0 else coded[1][code]


def _month(text: str) -> int:
    found: int = np.datetime64(text[:7], "M").astype("datetime64[D]").astype(np.int64)
    return int(found)


def _read(store: TablesOf, kind: str) -> Any:
    """Read the parts of a kind; columns of text come as codes and distinct texts.

    ``pyarrow.compute`` and what it loads (pandas, for one filled cell) would cost a
    small case more than all else together, so nothing here needs it.
    """
    parts = store.tables(kind)
    if not parts:
        return None
    import pyarrow as pa  # noqa: PLC0415 - heavy, loaded on use
    import pyarrow.parquet as pq  # noqa: PLC0415 - heavy, loaded on use

    wanted = (*record_kind(kind).columns, *PROVENANCE)
    names = [getattr(column, "name", column) for column in wanted]
    read = []
    for part in parts:
        # Straight from the file: the dataset layer of read_table would load pandas.
        about = pq.read_metadata(part)
        held = [name for name in about.schema.names if name in names]
        file = pq.ParquetFile(part, metadata=about, read_dictionary=held)
        read.append(file.read(held))
    whole = pa.concat_tables(read, promote_options="permissive")
    if not whole.num_rows:
        return None
    blank = pa.nulls(whole.num_rows)
    known = set(whole.column_names)
    columns = [whole[name] if name in known else blank for name in names]
    return pa.table(columns, names=names)


def _packed(cells: Any) -> Any:
    """Return a column of text as codes beside the distinct texts."""
    import pyarrow as pa  # noqa: PLC0415 - heavy, loaded on use

    if pa.types.is_null(cells.type):
        gaps = pa.array([None] * len(cells), pa.int32())
        return pa.DictionaryArray.from_arrays(gaps, pa.array([], pa.string()))
    if not pa.types.is_dictionary(cells.type):
        cells = cells.cast(pa.string()).dictionary_encode()
    return _one(cells.unify_dictionaries())


def _typed(cells: Any, kind: str) -> Any:
    """Return a column as numbers of a kind; days count from 1970 as they stand."""
    import pyarrow as pa  # noqa: PLC0415 - heavy, loaded on use

    if cells.type == pa.date32() and kind == "int32":
        return _one(cells)
    if pa.types.is_date(cells.type):
        cells = cells.cast(pa.date32())
    wanted = pa.type_for_alias(kind)
    return _one(cells if cells.type == wanted else cells.cast(wanted))


def _one(cells: Any) -> Any:
    """Join the chunks of a column."""
    import pyarrow as pa  # noqa: PLC0415 - heavy, loaded on use

    joined = cells.combine_chunks()
    return pa.concat_arrays(joined.chunks) if hasattr(joined, "chunks") else joined


def _filled(cells: Any, dtype: np.dtype[Any], empty: float) -> Any:
    """Return an Arrow array of numbers as it lies in memory, its gaps filled."""
    bits, held = cells.buffers()
    if held is None:
        return np.full(len(cells), empty, dtype)
    found = np.frombuffer(held, dtype, len(cells), cells.offset * dtype.itemsize)
    if not cells.null_count:
        return found
    flags = np.unpackbits(np.frombuffer(bits, np.uint8), bitorder="little")
    known = flags[cells.offset : cells.offset + len(cells)].astype(np.bool_)
    return np.where(known, found, np.array(empty, dtype))
