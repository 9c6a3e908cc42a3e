"""Plain tables from disk: read, or read straight into a link graph."""

from __future__ import annotations

import re
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.errors import FileRefused
from workbench.graph.graph_files import is_graph_file, read_graph_file
from workbench.graph.linkgraph import LinkGraph

if TYPE_CHECKING:
    from pandas import DataFrame

LARGE = 8_000_000  # bytes; smaller tables are read before ibis is imported
SEPARATORS = (",", ";", "\t", "|")
_SHEETS = {".xlsx", ".xls", ".xlsb", ".ods"}


def encoding_of(path: Path) -> str:
    """Return a text file's encoding: BOM, else strict UTF-8, else GB18030."""
    with path.open("rb") as stream:
        head = stream.read(1 << 20)
    if head.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        head[: head.rfind(b"\n") + 1 or None].decode("utf-8")
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"


def separator_of(path: Path, encoding: str) -> str:
    """Return what parts the cells of a text table, by its first line.

    Raises
    ------
    ValueError
        Where the file holds no text.
    """
    with path.open(encoding=encoding, errors="replace") as lines:
        head = lines.read(1 << 16)
    if "\0" in head:
        raise ValueError(path.name)
    bare = re.sub(r'"[^"]*"', "", head.partition("\n")[0])
    return max(SEPARATORS, key=lambda mark: (bare.count(mark), -SEPARATORS.index(mark)))


def _sheet_of(path: Path, sheet: str | None) -> tuple[DataFrame, str]:
    import pandas as pd  # noqa: PLC0415 - heavy, loaded on use

    try:
        with pd.ExcelFile(path, engine="calamine") as book:
            sheet = sheet or str(book.sheet_names[0])
            return pd.read_excel(book, sheet, dtype=object), sheet
    except FileNotFoundError:
        raise
    except Exception as error:
        raise ValueError(type(error).__name__) from error


def read_tables(path: str | Path, *, sheet: str | None = None) -> DataFrame:
    """Read one plain table: CSV, TSV, a spreadsheet or Parquet.

    Parameters
    ----------
    path
        The file.
    sheet
        Sheet of a spreadsheet; the first one where not given.

    Returns
    -------
    pandas.DataFrame
        All cells as they stand there (numbers and account numbers of CSV as text);
        ``attrs`` hold ``file``, ``sha256`` and ``sheet``.

    Raises
    ------
    FileRefused
        Where the file is missing or no table.
    """
    import pandas as pd  # noqa: PLC0415 - heavy, loaded on use

    path = Path(path)
    suffix = path.suffix.lower()
    try:
        with path.open("rb") as stream:
            digest = file_digest(stream, "sha256").hexdigest()
        if suffix in _SHEETS:
            frame, sheet = _sheet_of(path, sheet)
        elif suffix == ".parquet":
            frame = pd.read_parquet(path)
        else:
            encoding = encoding_of(path)
            separator = separator_of(path, encoding)
            frame = pd.read_csv(path, sep=separator, dtype=str, encoding=encoding)
    except FileNotFoundError:
        raise FileRefused("graph.no_such_file", file=path.name) from None
    except (ValueError, OSError) as error:
        raise FileRefused(
            "graph.no_table", file=path.name, kind=type(error).__name__
        ) from error
    frame.attrs = {"file": path.name, "sha256": digest, "sheet": sheet}
    return frame


def _large(path: Path) -> bool:
    plain = path.suffix.lower() in {".csv", ".txt"}
    return plain and path.is_file() and path.stat().st_size > LARGE


def link_graph(
    table: DataFrame | str | Path, *, engine: str = "duckdb", **columns: Any
) -> LinkGraph:
    """Build a link graph from one plain table of transfers.

    Parameters
    ----------
    table
        A file, or a frame already read. A graph file (GraphML, GEXF, FollowTheMoney
        JSON lines) is read as it stands.
    engine
        What reads a large CSV: ``duckdb``, or ``spark`` (extra ``[spark]``, Java) for
        one of any size.
    columns
        ``payer``, ``payee``, ``amount``, ``date``, ``opening``; see
        ``transfers.from_transfers``.
    """
    if isinstance(table, str | Path) and is_graph_file(Path(table)):
        return read_graph_file(Path(table))
    if isinstance(table, str | Path) and (engine == "spark" or _large(Path(table))):
        path = Path(table)
        from workbench.graph.bulk import from_file  # noqa: PLC0415 - heavy, on use

        return from_file(path, encoding_of(path), engine=engine, **columns)
    frame = read_tables(table) if isinstance(table, str | Path) else table
    said = frame.attrs
    if said.get("file"):
        place = (said["file"], said["sha256"], said["sheet"])
        columns.setdefault("place", place)
    return LinkGraph.from_transfers(frame, **columns)
