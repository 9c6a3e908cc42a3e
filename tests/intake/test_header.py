"""Where a table begins, what stands above it, and where it ends."""

from __future__ import annotations

import pytest

from workbench.intake.header import find_head, is_note, is_total, spoken
from workbench.intake.raw import RawTable

HEADER = ["交易日期", "付款人", "收款人", "金额"]
ROW = ["2024-01-02", "甲", "乙", "5"]


@pytest.mark.parametrize("above", range(0, 30, 7))
def test_a_header_is_found_below_any_number_of_lines(above):
    rows = [[f"说明第{number}行"] for number in range(above)]
    head = find_head(RawTable([*rows, HEADER, ROW]))
    assert (head.start, head.end) == (above, above + 1)
    assert head.match.form == "payment"


def test_merged_header_cells_name_all_their_columns():
    rows = [["日期", "收入", None, "对方户名"], [None, "笔数", "金额", None], ROW]
    head = find_head(RawTable([["户名：张三"], *rows], merges=((1, 1, 1, 2),)))
    assert head.names == ("日期", "收入笔数", "收入金额", "对方户名")
    assert head.match.roles["credit"] == 2


def test_the_first_row_of_data_is_no_second_header():
    rows = [
        ["姓名", "单位", "职务"],
        ["刘建国", "水利局", "经理"],
        ["王大", "乡", "干事"],
    ]
    head = find_head(RawTable(rows))
    assert head.end == 1


def test_the_same_header_names_have_the_same_fingerprint():
    one = find_head(RawTable([HEADER, ROW]))
    two = find_head(RawTable([["题目"], [" 交易 日期", *HEADER[1:]], ROW]))
    assert one.fingerprint == two.fingerprint
    other = find_head(RawTable([[*HEADER, "备注"], ROW]))
    assert other.fingerprint != one.fingerprint


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ([["户名：张三  账号：6222"]], {"户名": "张三", "账号": "6222"}),
        ([["户名：", "张三", "账号:", "6222"]], {"户名": "张三", "账号": "6222"}),
        ([["户名", "张三", None, "账号", "6222"]], {"户名": "张三", "账号": "6222"}),
        ([["户    名：张三,账号：6222"]], {"户名": "张三", "账号": "6222"}),
        (
            [["Account Name: Ann Lee   Account Number: 7"]],
            {"accountname": "Ann Lee", "accountnumber": "7"},
        ),
        ([["卡号: 6222 卡别名:  子账户: 全部"]], {"卡号": "6222"}),
        ([["起始时间：[2024-01-01 00:00:00]"]], None),
        ([["普通的一句话，没有什么。"]], {}),
    ],
)
def test_what_the_lines_above_say(rows, wanted):
    said = spoken(rows)
    if wanted is None:
        assert "张三" not in said.values()
    else:
        assert {key: said.get(key) for key in wanted} == wanted


@pytest.mark.parametrize(
    "row",
    [
        ["合计", None, "5"],
        [None, "小计", "5"],
        ["Total", "", "5"],
        ["本页合计：", "5"],
        ["期初余额", None, "100"],
        ["Grand Total", "5"],
        ["总 计", "5"],
        ["合计（元）", "5"],
        ["累计发生额：5 笔"],
        ["Balance brought forward", "", "9"],
    ],
)
def test_totals_and_carried_balances_are_seen(row):
    assert is_total(row)


@pytest.mark.parametrize(
    "row",
    [
        ["2024-01-02", "合计用纸"],
        ["张合计", "1"],
        ["Totally Ltd", "5"],
        ["甲", "乙", "5"],
        ["2024-01-02", "余额宝转出", "5"],
        ["小计划公司", "1"],
    ],
)
def test_rows_that_only_sound_like_totals_are_kept(row):
    assert not is_total(row)


def test_remarks_below_a_table_are_no_rows():
    assert is_note(["制表人：", "会计"])
    assert is_note(["注：本表由银行提供"])
    assert is_note(["第1页 共3页"])
    assert not is_note(["2024-01-02", "甲", "乙", "x"])


def test_a_table_of_numbers_alone_has_no_names():
    head = find_head(RawTable([[1.0, 2.0], [3.0, 4.0]]))
    assert head.names == ("", "")
    assert head.match is None
    assert head.match is None
