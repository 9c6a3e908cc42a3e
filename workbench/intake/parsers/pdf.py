"""PDF: the text of each page, and lines of steady columns as a table."""

from __future__ import annotations

import logging
import re
from collections import Counter
from typing import TYPE_CHECKING

from workbench.errors import FileRefused
from workbench.intake.raw import RawTable, RawText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.intake.raw import Row

_GAP = re.compile(r"\s{2,}|\t+")
_MOST_PAGES = 2_000
_LEAST_COLUMNS = 4


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
        plain = page.extract_text().strip()
        if not plain:
            continue
        some = True
        table = _columns(page.extract_text(extraction_mode="layout"), number, header)
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


def _columns(text: str, page: int, header: Row | None) -> RawTable | None:
    """Take lines apart at gaps; a table has four columns or more on most lines.

    A page without the header of the first one gets it as row 0.
    """
    rows: list[Row] = [
        [cell or None for cell in _GAP.split(line.strip())]
        for line in text.splitlines()
        if line.strip()
    ]
    widths = Counter(len(row) for row in rows if len(row) >= _LEAST_COLUMNS)
    if not widths:
        return None
    width, times = widths.most_common(1)[0]
    if times < 3 or times * 2 < len(rows):  # noqa: PLR2004 - a header and two rows
        return None
    if header and len(header) == width and header not in rows:
        return RawTable([header, *rows], page=page, first=0, ragged=True, gaps=True)
    return RawTable(rows, page=page, ragged=True, gaps=True)
