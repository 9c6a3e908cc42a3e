"""The CSV pair of a link graph: ``name.entities.csv`` beside ``name.links.csv``.

``exports.graphfile`` writes it for people and spreadsheets. The last column of each
file is for reading back: what else is known of an entity, and every record of a link.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENDINGS = (".entities.csv", ".links.csv")
LIVE = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a cell must not begin with, lest a spreadsheet take it for a formula."""
CELL = 32_000
"""Characters that a cell of a spreadsheet holds; the reading column stays below."""

csv.field_size_limit(1 << 24)


def pair_of(path: Path) -> tuple[Path, Path] | None:
    """Return both files of a pair by the name of either, or the name given to both.

    ``None`` where they do not both stand there.
    """
    name = path.name
    ending = next((end for end in (*ENDINGS, ".csv") if name.endswith(end)), None)
    if ending is None or (ending == ".csv" and path.exists()):
        return None
    one, other = (
        path.with_name(name.removesuffix(ending) + ending_of) for ending_of in ENDINGS
    )
    return (one, other) if one.is_file() and other.is_file() else None


def cell(value: object) -> object:
    """Keep a text from being read as a formula."""
    if isinstance(value, str) and value.startswith(LIVE):
        return f"'{value}"
    return "" if value is None else value


def read_pair(
    pair: tuple[Path, Path], encoding: str
) -> tuple[dict[str, dict[str, Any]], list[dict[str, Any]]]:
    """Return what the pair says of each entity by id, and of each link.

    Raises
    ------
    ValueError, KeyError
        Where one of the files lacks a column that the pair has.
    """
    nodes = {row["id"]: row for row in _rows(pair[0], encoding)}
    links = list(_rows(pair[1], encoding))
    for row in links:
        for end in (row["source"], row["target"]):
            nodes.setdefault(end, {"id": end})
    return nodes, links


def _rows(path: Path, encoding: str) -> Iterator[dict[str, Any]]:
    """Go through the rows of a file; cells that say nothing are left out."""
    with path.open(encoding=encoding, newline="") as lines:
        for row in csv.DictReader(lines):
            said = {str(name): _plain(text) for name, text in row.items() if name}
            yield {name: text for name, text in said.items() if text}


def _plain(text: str | None) -> str:
    """Undo :func:`cell`."""
    if text and text[0] == "'" and text[1:].startswith(LIVE):
        return text[1:]
    return text or ""
