"""One thing that one source says, and where it says it.

A :class:`Record` is a row of a statement, roster or register. A :class:`Letter` is the
working text of a complaint, the reporter already replaced by a token. Both carry their
:class:`Source`; nothing is shown without it.

Large tables are not held as records but as Parquet in ``computed/`` with the columns of
``ontology/records.yaml`` and the provenance columns :data:`PROVENANCE`; a ``Record`` is
then one row of such a table, made when someone looks at it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

PROVENANCE = ("file", "sha256", "sheet", "row", "page", "line")
"""Columns every record table ends with; ``row`` is counted from 1, header included."""

Value = str | int | float | date | None


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """Where a record stands.

    Parameters
    ----------
    file
        Path below the case's ``files/`` or ``letters/``, with ``/``; for a member of an
        archive ``archive.zip!/inner.csv``.
    sha256
        Hash of the file's content, hexadecimal.
    sheet, row, page, line
        Place in a table (row counted from 1, header included) or in a text.
    start, end
        Span in Unicode code points of a letter's working text.
    """

    file: str
    sha256: str
    sheet: str | None = None
    row: int | None = None
    page: int | None = None
    line: int | None = None
    start: int | None = None
    end: int | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the record reference of INTERFACE, absent places left out."""
        return {
            name: value
            for name in self.__slots__
            if (value := getattr(self, name)) is not None
        }

    def __str__(self) -> str:
        """Give a short form for people: file, sheet, row."""
        places = [self.file]
        if self.sheet:
            places.append(self.sheet)
        for mark, value in (("r", self.row), ("p", self.page), ("l", self.line)):
            if value is not None:
                places.append(f"{mark}{value}")
        if self.start is not None:
            places.append(f"{self.start}-{self.end}")
        return " · ".join(places)


@dataclass(frozen=True, slots=True)
class Record:
    """One row that one source says.

    Parameters
    ----------
    kind
        A record kind of ``ontology/records.yaml``.
    fields
        Canonical column -> value; money in hundredths of the currency unit (int).
    source
        Where it stands.
    """

    kind: str
    source: Source
    fields: Mapping[str, Value] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Content-independent name of the place: the same row has the same id."""
        place = f"{self.kind}|{self.source.sha256}|{self.source.sheet}|"
        place += f"{self.source.row}|{self.source.page}|{self.source.line}"
        return sha256(place.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Letter:
    """Working text of one complaint; the reporter is a token in it.

    Parameters
    ----------
    id
        Register number of the item, unique in its case.
    text
        Redacted working text; every offset counts its code points.
    lang
        ``zh`` or ``en``.
    received
        Day of receipt; relative dates count from it. ``None`` where unknown.
    real_name
        Whether the item came in with a verifiable name (order, notice and reply only;
        it never enters a score).
    office_level
        Level of the office that works on it, e.g. ``county``.
    source
        Where the working text lies.
    """

    id: str
    text: str
    lang: Literal["zh", "en"]
    received: date | None = None
    real_name: bool = False
    office_level: str | None = None
    source: Source | None = None
