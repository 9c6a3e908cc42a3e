"""What a parser hands over: cells as they stood, before anyone knows what they mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time

Cell = str | int | float | date | time | None
"""One cell; ``datetime`` is a ``date``. Empty cells are ``None``."""

Row = list[Cell]
Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column; 0-based, both ends inclusive."""


@dataclass(frozen=True, slots=True)
class RawTable:
    """One table as it stands in a file.

    Parameters
    ----------
    rows
        Its rows from the top; row ``i`` has number ``first + i``.
    sheet, page
        Sheet (or table) name; page of a document, from 1.
    first
        Number of the first row, counted from 1.
    merges
        Merged ranges, 0-based within ``rows``.
    ragged
        Whether more cells than headers mean a broken row (delimited text).
    gaps
        Whether columns were told by gaps alone (PDF, aligned text): a row with fewer
        cells than the header has lost an empty one, nobody knows which.
    """

    rows: list[Row]
    sheet: str | None = None
    page: int | None = None
    first: int = 1
    merges: tuple[Merge, ...] = ()
    ragged: bool = False
    gaps: bool = False


@dataclass(frozen=True, slots=True)
class RawEntities:
    """FollowTheMoney entities, one a line: (line, entity)."""

    entities: list[tuple[int, dict[str, object]]]


@dataclass(frozen=True, slots=True)
class RawText:
    """Prose: one page of a document, or all of it."""

    text: str
    title: str | None = None
    page: int | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class RawMember:
    """A file inside a file: member of an archive, attachment of a mail."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class RawProblem:
    """Something a parser met and could not pass on; the rest goes on."""

    code: str
    sheet: str | None = None
    row: int | None = None
    fields: dict[str, str | int] = field(default_factory=dict)


Raw = RawTable | RawEntities | RawText | RawMember | RawProblem
