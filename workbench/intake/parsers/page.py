"""HTML pages, among them the ``.xls`` that banks export: tables, else the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.intake.raw import RawTable, RawText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.intake.raw import Merge, Row

_WIDEST = 1_000
_TALLEST = 100_000


def parse(text: str) -> Iterator[RawTable | RawText]:
    """Yield every innermost table with two rows or more, or the page's text.

    Scripts and styles are dropped; nothing is fetched.
    """
    import lxml.html  # noqa: PLC0415 - only this parser needs it

    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    page: Any = lxml.html.document_fromstring(text.encode(), parser=parser)
    for element in page.xpath("//script|//style|//noscript|//comment()"):
        element.drop_tree()
    number = 0
    above: list[str] = []
    for table in page.xpath("//table[not(.//table)]"):
        number += 1
        found = _table(table, number)
        if len(found.rows) > 1:
            yield _with(above, found)
            above = []
        else:
            above += [str(cell) for row in found.rows for cell in row if cell]
    if not number:
        words = page.text_content().strip()
        if words:
            title = page.findtext(".//title")
            yield RawText(words, title=(title or "").strip() or None)


def _with(above: list[str], table: RawTable) -> RawTable:
    if not above:
        return table
    shift = 1
    merges = tuple((a + shift, b, c + shift, d) for a, b, c, d in table.merges)
    return RawTable([list(above), *table.rows], table.sheet, first=0, merges=merges)


def _table(table: Any, number: int) -> RawTable:
    rows: list[Row] = []
    merges: list[Merge] = []
    taken: set[tuple[int, int]] = set()
    for top, line in enumerate(table.xpath(".//tr")[:_TALLEST]):
        row: Row = []
        for cell in line.xpath("./td|./th"):
            while (top, len(row)) in taken:
                row.append(None)
            left = len(row)
            wide, tall = _span(cell, "colspan"), _span(cell, "rowspan")
            row.append(" ".join(cell.text_content().split()) or None)
            row += [None] * (wide - 1)
            if wide > 1 or tall > 1:
                merges.append((top, left, top + tall - 1, left + wide - 1))
                taken |= {
                    (top + down, left + right)
                    for down in range(1, min(tall, 1_000))
                    for right in range(wide)
                }
        rows.append(row)
    return RawTable(rows, sheet=f"#{number}", merges=tuple(merges))


def _span(cell: Any, name: str) -> int:
    said = cell.get(name, "1").strip()
    return min(max(int(said), 1), _WIDEST) if said.isdigit() else 1
