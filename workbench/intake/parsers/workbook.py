"""Workbooks (xlsx, xlsm, xlsb, xls, ods) through calamine: values, no formulas."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from workbench.errors import FileRefused
from workbench.intake.raw import RawTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.intake.raw import Cell


def parse(path: str) -> Iterator[RawTable]:
    """Yield every sheet that holds cells, hidden ones too; row 1 is the sheet's first.

    Raises
    ------
    FileRefused
        ``intake.password`` or ``intake.broken``.
    """
    import python_calamine as calamine  # noqa: PLC0415 - only this parser needs it

    try:
        book = calamine.load_workbook(path)
    except calamine.PasswordError:
        raise FileRefused("intake.password") from None
    for about in book.sheets_metadata:
        if about.typ is not calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(about.name)
        rows = [
            [_cell(cell) for cell in row]
            for row in sheet.to_python(skip_empty_area=False)
        ]
        merges = tuple(
            (top, left, bottom, right)
            for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        )
        if rows:
            yield RawTable(rows, sheet=about.name, merges=merges)


def _cell(cell: str | float | date | time | timedelta | None) -> Cell:
    if cell == "" or cell is None:
        return None
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, timedelta):
        return cell.total_seconds() / 86_400
    return cell
