"""Word documents (docx): their tables, and what stands between them as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.intake.raw import RawTable, RawText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.intake.raw import Merge, Row

_MOST_PARAGRAPHS = 100_000


def parse(path: str) -> Iterator[RawTable | RawText]:
    """Yield each table with at least two rows and columns, then the text in one piece.

    Author and other properties of the file are not read.
    """
    import docx  # noqa: PLC0415 - only this parser needs it

    document = docx.Document(path)
    lines: list[str] = []
    number = 0
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            number += 1
            table = _table(block, number)
            if len(table.rows) > 1 and len(table.rows[0]) > 1:
                yield _below(table, lines[-3:])
            else:
                lines += [str(cell) for row in table.rows for cell in row if cell]
        elif block.text.strip() and len(lines) < _MOST_PARAGRAPHS:
            lines.append(block.text.strip())
    if lines:
        yield RawText("\n".join(lines))


def _below(table: RawTable, lines: list[str]) -> RawTable:
    """Put the lines above a table on top of it; row 1 stays the table's own first."""
    if not lines:
        return table
    above: list[Row] = [[line] for line in lines]
    merges = tuple(
        (top + len(above), left, bottom + len(above), right)
        for top, left, bottom, right in table.merges
    )
    return RawTable(
        above + table.rows, table.sheet, first=1 - len(above), merges=merges
    )


def _table(block: Any, number: int) -> RawTable:
    """Take a cell that spans several places once, at its first, and note the range."""
    seen: dict[Any, list[int]] = {}
    rows: list[Row] = []
    for top, row in enumerate(block.rows):
        cells: Row = []
        for left, cell in enumerate(row.cells):
            place = seen.get(cell._tc)  # noqa: SLF001 - the only mark of a merged cell
            if place is None:
                seen[cell._tc] = [top, left, top, left]  # noqa: SLF001 - as above
                cells.append(cell.text.strip() or None)
            else:
                place[2], place[3] = max(place[2], top), max(place[3], left)
                cells.append(None)
        rows.append(cells)
    merges: tuple[Merge, ...] = tuple(
        (top, left, bottom, right)
        for top, left, bottom, right in seen.values()
        if (top, left) != (bottom, right)
    )
    return RawTable(rows, sheet=f"#{number}", merges=merges)
