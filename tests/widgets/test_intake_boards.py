"""What the intake officer confirms, and how columns are corrected, without a screen."""

from __future__ import annotations

import pytest

from workbench.case import new_case, open_case
from workbench.widgets import InboxBoard, MappingBoard
from workbench.widgets.blocks import Marked

_LETTER = (
    "我是王大有，反映周德海冒领补贴。李四可以作证。\n"
    "举报人：王大有\n电话：19900000117\n"
)
_CSV = (
    "发生日,往来方,钱数,方向标\n2025-01-02,张三,100.00,借\n2025-01-03,李四,50.00,贷\n"
)


@pytest.fixture
def case(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBENCH_KEYS", str(tmp_path / "private"))
    monkeypatch.setenv("WORKBENCH_LAB", "{}")
    folder = new_case(tmp_path / "case", title="t", language="zh")
    (folder / "inbox" / "a.txt").write_text(_LETTER, "utf-8")
    (folder / "inbox" / "b.txt").write_text("尊敬的省纪委领导：\n反映某人。\n", "utf-8")
    (folder / "files" / "a.csv").write_text(_CSV, "utf-8")
    case = open_case(folder, who="intake")
    case.new_key("a")
    return case


def _text(board) -> str:
    return next(b.text for b in board.blocks() if isinstance(b, Marked))


def test_the_officer_confirms_letter_by_letter(case):
    board = InboxBoard(case)
    board.act("look", level="county")
    assert "inbox/forward/" in str(board.said)
    assert _text(board).startswith("我是王大有")
    board.act("mark", more="李四")
    board.act("toggle", value="0")
    board.act("toggle", value="0")
    board.act("take")
    assert not list((case.folder / "inbox").glob("*.txt"))
    text = (case.folder / "letters" / "L001.txt").read_text("utf-8")
    assert "周德海" in text
    for hidden in ("王大有", "李四", "19900000117"):
        assert hidden not in text


def test_what_a_notebook_keeps_holds_no_letter(case):
    board = InboxBoard(case)
    board.act("look", level="county")
    board.act("mark", more="李四")
    for said in (repr(board), str(board), str(board.said)):
        for word in ("王大有", "李四", "周德海", "1990000"):
            assert word not in said
    assert "姓名" in repr(board)


def test_outside_our_lab_no_letter_is_shown(case, monkeypatch):
    monkeypatch.delenv("WORKBENCH_LAB")
    board = InboxBoard(case)
    board.act("look", level="county")
    assert not any(isinstance(b, Marked) for b in board.blocks())
    assert "workbench intake" in repr(board)


def test_a_letter_left_in_between_stays(case):
    board = InboxBoard(case)
    board.act("look", level="county")
    (case.folder / "inbox" / "a.txt").write_text(_LETTER + "又及。", "utf-8")
    board.act("take")
    assert (case.folder / "inbox" / "a.txt").is_file()
    assert not (case.folder / "letters" / "L001.txt").exists()


def test_columns_are_said_once_in_the_panel(case):
    board = MappingBoard(case)
    assert "往来方" in repr(board)
    board.act("form", form="payment", why="看过")
    for column, role in (("#1", "date"), ("#2", "other_name"), ("#3", "amount")):
        board.act("map", column=column, role=role, why="看过")
    board.act("map", column="#4", role="direction", why="看过")
    assert [f.read for f in case.reading().files] == [2]
    board.act("confirm", why="看过")
    assert "已决定" in repr(board)
    board.act("map", column="#4", role="nonsense", why="看过")
    assert board.said.tone == "error"


def test_encodings_and_owners_are_asked_for_where_they_are_missing(case):
    big5 = "交易日期,付款人,收款人,金額\n2025-01-02,張麗華,陳國強公司,5\n"
    big5 += "2025-01-03,鄭淑芬,臺灣銀行轉帳,6\n"
    (case.folder / "files" / "c.csv").write_bytes(big5.encode("big5"))
    bare = "Date,Description,Amount\n2023-01-05,Zelle,-500\n2023-01-17,Payroll,20\n"
    (case.folder / "files" / "d.csv").write_text(bare, "utf-8")
    board = MappingBoard(case)
    assert "选定文件的文字编码" in repr(board)
    board.act("encode", file="c.csv", encoding="big5", why="看过")
    board.act("owner", file="d.csv", holder="Bob", account="", why="问过")
    read = {f.file: f.read for f in case.reading().files}
    assert (read["c.csv"], read["d.csv"]) == (2, 2)
    assert "选定文件的文字编码" not in repr(board)


def test_a_case_without_tables_says_so(tmp_path):
    board = MappingBoard(open_case(new_case(tmp_path / "c", title="t", language="zh")))
    assert "还没有读到表格" in repr(board)
