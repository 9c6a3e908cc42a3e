"""Spreadsheets in the XML form of Excel 2003, mostly saved under the suffix .xls."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from workbench.errors import FileRefused
from workbench.intake.raw import RawTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.intake.raw import Cell, Merge, Row

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_WIDEST, _TALLEST = 16_384, 1_048_576


def parse(path: str) -> Iterator[RawTable]:
    """Yield every sheet that holds cells; row 1 is the sheet's first.

    Entities, external parts and formulas are not followed.

    Raises
    ------
    FileRefused
        ``intake.broken`` or ``intake.too_large``.
    """
    from lxml import etree  # noqa: PLC0415 - only this parser needs it

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False
    )
    try:
        tree = etree.parse(path, parser)
    except (etree.XMLSyntaxError, LookupError):
        raise FileRefused("intake.broken") from None
    for sheet in tree.iterfind(f".//{_SS}Worksheet"):
        table = _table(sheet)
        if any(table.rows):
            yield table


def _table(sheet: Any) -> RawTable:
    rows: list[Row] = []
    merges: list[Merge] = []
    for line in sheet.iterfind(f"{_SS}Table/{_SS}Row"):
        place = _number(line, "Index", len(rows) + 1, _TALLEST)
        rows += [[] for _ in range(place - 1 - len(rows))]
        rows.append(_row(line, len(rows), merges))
    return RawTable(rows, sheet=sheet.get(f"{_SS}Name"), merges=tuple(merges))


def _row(line: Any, top: int, merges: list[Merge]) -> Row:
    row: Row = []
    for cell in line.iterfind(f"{_SS}Cell"):
        left = _number(cell, "Index", len(row) + 1, _WIDEST) - 1
        row += [None] * (left - len(row))
        row.append(_cell(cell))
        across = _number(cell, "MergeAcross", 0, _WIDEST)
        down = _number(cell, "MergeDown", 0, _TALLEST)
        row += [None] * across
        if across or down:
            merges.append((top, left, top + down, left + across))
    return row


def _number(node: Any, name: str, otherwise: int, most: int) -> int:
    said = node.get(f"{_SS}{name}")
    if said is None:
        return otherwise
    if not said.isdecimal() or int(said) > most:
        raise FileRefused("intake.too_large")
    return max(int(said), otherwise)


def _cell(cell: Any) -> Cell:
    data = cell.find(f"{_SS}Data")
    if data is None:
        return None
    text = "".join(data.itertext()).strip()
    kind = data.get(f"{_SS}Type")
    if not text:
        return None
    if kind == "Number":
        return _plain_number(text)
    if kind == "DateTime":
        try:
            return datetime.fromisoformat(text.rstrip("Z"))
        except ValueError:
            return text
    return text


def _plain_number(text: str) -> Cell:
    try:
        number = float(text)
    except ValueError:
        return text
    return text if number.is_integer() and text.isdecimal() else number
