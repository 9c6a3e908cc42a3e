"""The intake officer's panels in a real browser: seen, confirmed, and nothing kept."""

from __future__ import annotations

import pytest

from tests.browser.conftest import write_notebook
from workbench.case import new_case, open_case

pytestmark = [pytest.mark.browser, pytest.mark.slow]
_LETTER = (
    "清河县纪委：\n我是上湾村三组的王大有，反映村会计周德海2023年冒领农机补贴三万元。\n"
    "李四看见过发放表。<img src=x onerror=window.__ran=1>\n"
    "举报人：王大有\n电话：19900000117\n2026年8月1日\n"
)
_CSV = (
    "发生日,往来方,钱数,方向标\n2025-01-02,张三,100.00,借\n2025-01-03,李四,50.00,贷\n"
)
_SAID = "Date,Description,Amount\n2023-01-05,Zelle,-500\n2023-01-17,Payroll,20\n"


@pytest.fixture(scope="module")
def desk(root, open_desk):
    folder = new_case(root / "desk", title="收件演练", language="zh")
    settings = folder / "case.toml"
    settings.write_text(
        'keys = "../desk-keys"\n' + settings.read_text("utf-8"), "utf-8"
    )
    (folder / "inbox" / "来信.txt").write_text(_LETTER, "utf-8")
    (folder / "files" / "往来.csv").write_text(_CSV, "utf-8")
    (folder / "files" / "statement.csv").write_text(_SAID, "utf-8")
    open_case(folder).new_key("a")
    start = 'import workbench as wb\ncase = wb.open_case("../desk")'
    cells = [start, "wb.widgets.InboxBoard(case)", "wb.widgets.MappingBoard(case)"]
    write_notebook(root, "intake", cells)
    return open_desk("intake", panels=2)


def test_the_officer_confirms_what_is_hidden(desk, root) -> None:
    sheet = desk.sheet("收件箱")
    desk.fill(sheet, "look", level="county")
    assert "王大有" in sheet.inner_text()
    desk.fill(sheet, "mark", more="李四")
    desk.shot(sheet, "inbox")
    assert desk.axe(".wb-sheet") == []
    desk.turn(sheet, sheet.get_by_text("封存这封信").click)
    text = (root / "desk" / "letters" / "L001.txt").read_text("utf-8")
    assert "周德海" in text
    assert "王大有" not in text
    assert "李四" not in text
    assert desk.ran() == 0


def test_columns_are_corrected_in_the_panel(desk) -> None:
    sheet = desk.sheet("列的含义与编码")
    desk.shot(sheet, "mapping")
    desk.fill(
        sheet, "owner", file="statement.csv", holder="Bob", account="", why="问过"
    )
    assert "已设定" in desk.said(sheet)


def test_the_notebook_keeps_no_word_of_the_letter(desk, root) -> None:
    desk._run("docmanager:save")
    desk.page.wait_for_timeout(2500)
    kept = (root / "notebooks" / "intake.ipynb").read_text("utf-8")
    for word in ("王大有", "19900000117", "李四看见", "周德海"):
        assert word not in kept
    assert desk.away == []
