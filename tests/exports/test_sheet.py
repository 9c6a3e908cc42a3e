"""The workbook: typed cells, whole texts, four sheets."""

import zipfile
from datetime import date

from lxml import etree

from tests.factory.exports import a_plan
from tests.factory.plan_parts import a_step
from workbench.exports import export_plan
from workbench.exports.sheet import LONGEST, sheets


def _sheet(path, n):
    with zipfile.ZipFile(path) as packed:
        return etree.fromstring(packed.read(f"xl/worksheets/sheet{n}.xml"))


def _made(tmp_path, plan):
    return export_plan(plan, tmp_path / "p.xlsx", lang="en", journal_head="#1").path


def test_days_and_numbers_are_cells_of_their_own_type(tmp_path):
    tree = _sheet(_made(tmp_path, a_plan(1)), 1)
    cells = {cell.get("r"): cell for cell in tree.iter("{*}c")}
    serial = (date(2026, 3, 3) - date(1899, 12, 30)).days
    assert cells["M2"].findtext("{*}v") == str(serial)
    assert cells["M2"].get("t") is None
    assert cells["L2"].findtext("{*}v") == "2"
    assert cells["A2"].get("t") == "s"


def test_the_four_sheets_have_a_row_for_each_thing():
    steps, matrix, ledger, calendar = sheets(a_plan(6), "zh")
    assert len(steps.rows) == len(ledger.rows) == 6
    assert len(matrix.rows) == 12
    assert [sheet.name for sheet in (steps, matrix, ledger, calendar)] == [
        "核查步骤",
        "证据矩阵",
        "措施台账",
        "日程",
    ]
    assert list(calendar.rows) == sorted(calendar.rows, key=lambda row: row[0])


def test_a_text_too_long_for_a_cell_says_that_it_was_cut(tmp_path):
    path = _made(tmp_path, a_plan(steps=(a_step(1, expected="长" * 40_000),)))
    with zipfile.ZipFile(path) as packed:
        strings = etree.fromstring(packed.read("xl/sharedStrings.xml"))
    longest = max(("".join(item.itertext()) for item in strings), key=len)
    assert len(longest) == LONGEST
    assert longest.endswith("[cut: a cell holds no more]")


def test_a_long_text_gets_a_row_high_enough_to_be_read(tmp_path):
    plan = a_plan(steps=(a_step(1), a_step(2, expected="长" * 200)))
    rows = list(_sheet(_made(tmp_path, plan), 1).iter("{*}row"))
    assert float(rows[2].get("ht")) > float(rows[1].get("ht"))
