"""PDF: the text of each page, and lines of steady columns as a table."""

from __future__ import annotations

import logging
import re
from collections import Counter
from typing import TYPE_CHECKING

from workbench.errors import FileRefused
from workbench.intake.raw import RawTable, RawText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from workbench.intake.raw import Row

    Matrix = Sequence[float]

_Piece = tuple[float, float, str]  # height on the page, place across it, text
_GAP = re.compile(r"\s{2,}|\t+")
_MOST_PAGES = 2_000
_LEAST_COLUMNS = 4
_ONE_LINE = 2.5  # points that pieces of one line may differ in height


def parse(path: str) -> Iterator[RawTable | RawText]:
    """Yield one text a page; a page of steady columns gives a table instead.

    Raises
    ------
    FileRefused
        ``intake.password``, ``intake.no_text`` or ``intake.too_large``.
    """
    import pypdf  # noqa: PLC0415 - only this parser needs it

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    book = pypdf.PdfReader(path)
    if book.is_encrypted and not book.decrypt(""):
        raise FileRefused("intake.password")
    if len(book.pages) > _MOST_PAGES:
        raise FileRefused("intake.too_large")
    some = False
    header: Row | None = None
    for number, page in enumerate(book.pages, start=1):
        pieces: list[_Piece] = []
        plain = page.extract_text(visitor_text=_noted(pieces)).strip()
        if not plain:
            continue
        some = True
        rows = _apart(page.extract_text(extraction_mode="layout"), pieces)
        table = _columns(rows, number, header)
        if table is not None:
            header = header or _header(table.rows)
        yield table or RawText(plain, page=number)
    if not some:
        raise FileRefused("intake.no_text")


def _header(rows: list[Row]) -> Row | None:
    """Return the first full row without a digit; later pages go on below it."""
    width = Counter(len(row) for row in rows).most_common(1)[0][0]
    for row in rows:
        words = [str(cell or "") for cell in row]
        if len(row) == width and not any(re.search(r"\d", word) for word in words):
            return row
    return None


def _noted(pieces: list[_Piece]) -> Callable[..., None]:
    """Return what notes every piece of text with the place where it begins."""

    def note(text: str, cm: Matrix, tm: Matrix, *_font: object) -> None:
        if text.strip():
            across = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            height = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            pieces.append((height, across, text.strip()))

    return note


def _apart(laid_out: str, pieces: list[_Piece]) -> list[Row]:
    """Take lines apart at gaps; where columns touch, at the pieces as they were set."""
    at_gaps: list[Row] = [
        [cell or None for cell in _GAP.split(line.strip())]
        for line in laid_out.splitlines()
        if line.strip()
    ]
    as_set: list[Row] = [
        [text for _height, _across, text in sorted(line, key=lambda piece: piece[1])]
        for line in _lines(pieces)
    ]
    return max(at_gaps, as_set, key=_steady)


def _lines(pieces: list[_Piece]) -> list[list[_Piece]]:
    """Group pieces by height; digits and signs of one line may differ a little."""
    lines: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda piece: -piece[0]):
        if not lines or lines[-1][0][0] - piece[0] > _ONE_LINE:
            lines.append([])
        lines[-1].append(piece)
    return lines


def _steady(rows: list[Row]) -> tuple[bool, float]:
    """Say how much lines of cells are a table: a header, and how many are as wide."""
    widths = Counter(len(row) for row in rows if len(row) >= _LEAST_COLUMNS)
    if not widths:
        return False, 0.0
    return _header(rows) is not None, widths.most_common(1)[0][1] / len(rows)


def _columns(rows: list[Row], page: int, header: Row | None) -> RawTable | None:
    """Return a table where most lines have as many columns, four or more.

    A page without the header of the first one gets it as row 0.
    """
    widths = Counter(len(row) for row in rows if len(row) >= _LEAST_COLUMNS)
    if not widths:
        return None
    width, times = widths.most_common(1)[0]
    if times < 3 or times * 2 < len(rows):  # noqa: PLR2004 - a header and two rows
        return None
    if header and len(header) == width and header not in rows:
        return RawTable([header, *rows], page=page, first=0, ragged=True, gaps=True)
    return RawTable(rows, page=page, ragged=True, gaps=True)
