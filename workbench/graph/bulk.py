"""Tables past some ten thousand rows: DuckDB reads, arrays take over.

DuckDB parses on all cores and hands the cleaned rows on in file order, batch by batch,
as Arrow columns; account numbers become codes there, each side in its own thread. No
text of a row is ever made a Python object.
"""

from __future__ import annotations

import codecs
from concurrent.futures import ThreadPoolExecutor
from hashlib import file_digest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.errors import FileRefused
from workbench.graph import cleaning
from workbench.graph.assemble import link_rows
from workbench.graph.columns import NO_DAY, NO_SUM, EntityColumns, Rows, day_number
from workbench.graph.expressions import kept_sql, view_of
from workbench.graph.findings import odd_rows
from workbench.graph.guess import guess_columns
from workbench.graph.linkgraph import LinkGraph
from workbench.graph.nobody import Sides, seated
from workbench.graph.spark import on_spark
from workbench.graph.tables import separator_of
from workbench.graph.texts import Texts
from workbench.graph.transfers import is_account, left_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.graph.columns import Ints, Place, Sums
    from workbench.graph.guess import Columns

BATCH = 1_000_000


class Side:
    """One side of the transfers: its texts onto codes, each hashed once.

    The two sides are worked off in two threads; Arrow lets go of the interpreter while
    it hashes.
    """

    def __init__(self, name: str) -> None:
        self.key, self.label = name, f"{name}_name"
        self.texts: list[Any] = []
        self.labels: list[Any] = []
        self.codes: Ints = np.zeros(0, np.int32)
        self.seen: Any = None
        self.names: Any = None

    def take(self, batch: Any) -> None:
        """Keep one batch's texts."""
        self.texts.append(batch[self.key])
        self.labels.append(batch[self.label])

    def code(self) -> None:
        """Turn the texts into codes (-1 where null), and find the name beside each."""
        import pyarrow as pa  # noqa: PLC0415 - heavy, loaded on use

        if not self.texts:
            return
        packed = pa.chunked_array(self.texts).dictionary_encode().combine_chunks()
        self.texts.clear()
        if isinstance(packed, pa.ChunkedArray):
            packed = packed.unify_dictionaries().combine_chunks()
        self.codes, self.seen = _filled(packed.indices, -1), packed.dictionary
        if any(part.null_count < len(part) for part in self.labels):
            first = np.zeros(len(self.seen) + 1, np.int64)
            first[self.codes[::-1]] = np.arange(len(self.codes) - 1, -1, -1)
            self.names = pa.chunked_array(self.labels).take(pa.array(first[:-1]))
            self.names = self.names.combine_chunks()
        self.labels.clear()


def _filled(column: Any, empty: int) -> Any:
    """Return an Arrow column of numbers as an array."""
    import pyarrow.compute as pc  # noqa: PLC0415 - heavy, loaded on use

    if column.null_count:
        column = pc.fill_null(column, empty)
    return column.to_numpy(zero_copy_only=False)


def settled(sides: Sequence[Side]) -> tuple[list[Ints], Texts]:
    """Return each side's final codes by provisional ones, and the sorted texts."""
    import pyarrow as pa  # noqa: PLC0415 - heavy, loaded on use
    import pyarrow.compute as pc  # noqa: PLC0415 - heavy, loaded on use

    seen = [side.seen for side in sides if side.seen is not None]
    if not seen:
        return [np.array([-1], np.int32) for _ in sides], Texts.of([])
    packed = pa.concat_arrays(seen).dictionary_encode()
    texts, recode = _plain(packed.dictionary)
    order = pc.sort_indices(texts).to_numpy()
    rank = np.empty(len(order), np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    final = rank[recode][packed.indices.to_numpy()]
    cuts = np.cumsum([len(side.seen) for side in sides])[:-1]
    codes = [np.append(part, np.int32(-1)) for part in np.split(final, cuts)]
    return codes, _packed(texts.take(pa.array(order)), ranked=True)


def _plain(texts: Any) -> tuple[Any, Any]:
    """Normalise distinct texts; return them, each once, and where each one went."""
    import pyarrow as pa  # noqa: PLC0415 - heavy, loaded on use
    import pyarrow.compute as pc  # noqa: PLC0415 - heavy, loaded on use

    if pc.all(pc.string_is_ascii(texts)).as_py() is not False:
        clean = pc.replace_substring_regex(texts, r"\s+", " ")
    else:
        clean = pa.array([cleaning.plain(text) for text in texts.to_pylist()])
    packed = clean.cast(pa.string()).dictionary_encode()
    return packed.dictionary, packed.indices.to_numpy()


def _packed(texts: Any, *, ranked: bool = False) -> Texts:
    import pyarrow as pa  # noqa: PLC0415 - heavy, loaded on use

    _, offsets, data = texts.cast(pa.large_string()).buffers()
    size = len(texts)
    cuts = np.frombuffer(offsets, np.int64, size + 1)
    held = np.frombuffer(data, np.uint8) if data else np.zeros(0, np.uint8)
    return Texts(cuts - cuts[0], held[cuts[0] : cuts[-1]], ranked=ranked)


def from_file(
    path: Path, encoding: str, *, engine: str = "duckdb", **said: Any
) -> LinkGraph:
    """Build a link graph from a large CSV of transfers.

    Parameters
    ----------
    path
        The file.
    encoding
        As ``tables.encoding_of`` found it; anything but UTF-8 is recoded first, as a
        stream.
    engine
        ``duckdb``, or ``spark`` for what one machine cannot hold.
    said
        Columns that are known: ``payer``, ``payee``, ``amount``, ``date``, ``opening``.

    Returns
    -------
    LinkGraph
        The same as ``from_transfers`` gives for the same table. O(rows).
    """
    opening = said.pop("opening", {})
    with TemporaryDirectory() as folder, ThreadPoolExecutor(1) as beside:
        digest = beside.submit(sha256_of, path)
        source = path
        if not encoding.startswith("utf-8"):
            source = Path(folder) / "recoded.csv"
            _recode(path, source, encoding)
        read = on_spark if engine == "spark" else _batches
        columns, batches = read(source, said)
        rows, seats, names, lost = _gather(batches)
        place: Place = (path.name, digest.result(), None)
    kind, kinds = seats.kinds("account" if is_account(columns) else "party")
    ids = seats.ids
    entities = EntityColumns(ids=ids, names=names, kind=kind, kinds=kinds)
    rows.places = (place,)
    links, held = link_rows(rows, len(ids))
    graph = LinkGraph(entities, links, held, said=columns)
    graph.findings = (*odd_rows(graph), *left_out(lost, place))
    graph.opening = {graph.code(k): round(v * 100) for k, v in opening.items()}
    return graph


def sha256_of(path: Path) -> str:
    """Return the hash of a file's content."""
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()


def _recode(path: Path, to: Path, encoding: str) -> None:
    reader = codecs.getreader(encoding)
    with path.open("rb") as raw, to.open("w", encoding="utf-8", newline="") as out:
        stream = reader(raw, "replace")
        while block := stream.read(1 << 20):
            out.write(block)


def _batches(path: Path, said: dict[str, Any]) -> tuple[Columns, Iterator[Any]]:
    import duckdb  # noqa: PLC0415 - heavy, loaded on use

    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    text = str(path).replace("'", "''")
    try:
        mark = separator_of(path, "utf-8")
        table = (
            f"read_csv('{text}', all_varchar = true, header = true, delim = '{mark}')"
        )
        headers = connection.sql(f"FROM {table} LIMIT 0").columns
        columns = guess_columns(headers, **said)
        connection.execute(view_of(table, columns))
        return columns, iter(connection.sql(kept_sql()).to_arrow_reader(BATCH))
    except duckdb.Error as error:
        raise FileRefused(
            "graph.no_table", file=path.name, kind=type(error).__name__
        ) from error


def _gather(batches: Iterator[Any]) -> tuple[Rows, Sides, Texts, Ints]:
    """Turn batches into rows in file order; return also rows without two sides."""
    sides = (Side("payer"), Side("payee"))
    sums: list[Sums] = []
    days: list[Ints] = []
    for batch in batches:
        for side in sides:
            side.take(batch)
        sums.append(_sums(batch))
        days.append(_days(batch))
    with ThreadPoolExecutor(len(sides)) as workers:
        list(workers.map(Side.code, sides))
    final, ids = settled(sides)
    source, target = (
        codes[side.codes] for side, codes in zip(sides, final, strict=True)
    )
    names = _names(sides, final, ids)
    seats = seated(source, target, ids)
    source, target = seats.source, seats.target
    whole = (source >= 0) & (target >= 0)
    lost = np.flatnonzero(~whole)
    row = np.arange(2, len(source) + 2, dtype=np.int32)
    first = np.concatenate(days) if days else np.zeros(0, np.int32)
    amount = np.concatenate(sums) if sums else np.zeros(0, np.int64)
    if len(lost):
        source, target, row = source[whole], target[whole], row[whole]
        first, amount = first[whole], amount[whole]
    rows = Rows(
        source=source,
        target=target,
        kind=np.zeros(len(source), np.int16),
        kinds=("payment",),
        first=first,
        last=first,
        amount=amount,
        place=np.zeros(len(source), np.int32),
        row=row,
        places=(),
    )
    return rows, seats, seats.names(names), lost


def _names(sides: Sequence[Side], final: Sequence[Ints], ids: Texts) -> Texts:
    """Return a name for every id, the payer's side first; else the id."""
    import pyarrow as pa  # noqa: PLC0415 - heavy, loaded on use
    import pyarrow.compute as pc  # noqa: PLC0415 - heavy, loaded on use

    named = [(side, codes) for side, codes in zip(sides, final, strict=True)]
    named = [(side, codes) for side, codes in named if side.names is not None]
    if not named:
        return ids
    code = np.concatenate([codes[:-1] for _, codes in named])
    told = pa.concat_arrays([side.names for side, _ in named])
    said = np.flatnonzero(told.is_valid().to_numpy(zero_copy_only=False))[::-1]
    first = np.full(len(ids), -1, np.int64)
    first[code[said]] = said
    found = told.take(pa.array(first, mask=first < 0))
    if found.null_count:
        found = pc.coalesce(found, pa.array(ids.tolist(), found.type))
    return _packed(found)


def _sums(batch: Any) -> Sums:
    found: Sums = _filled(batch["amount"], NO_SUM)
    text = batch["amount_text"]
    if text.null_count < len(text):
        found = found.copy()
        for row in np.flatnonzero(~text.is_null().to_numpy(zero_copy_only=False)):
            value = cleaning.read_sum(text[int(row)].as_py())
            found[row] = NO_SUM if value is None else value
    return found


def _days(batch: Any) -> Ints:
    import pyarrow as pa  # noqa: PLC0415 - heavy, loaded on use

    found: Ints = _filled(batch["date"].cast(pa.int32()), NO_DAY)
    text = batch["date_text"]
    if text.null_count < len(text):
        packed = text.dictionary_encode()
        known = [cleaning.read_day(cell) for cell in packed.dictionary.to_pylist()]
        table = np.array([*map(day_number, known), NO_DAY], np.int32)
        codes = _filled(packed.indices, -1)
        found = np.where(codes >= 0, table[codes], found).astype(np.int32)
    return found
