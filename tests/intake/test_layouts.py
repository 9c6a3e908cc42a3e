"""Tables as offices, banks and platforms keep them are understood by their headers."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
import yaml

from workbench.intake.landing import land
from workbench.intake.raw import RawTable


def rows_of(text: str, file: str = "t.csv"):
    cells = [
        [cell or None for cell in row] for row in csv.reader(io.StringIO(text.strip()))
    ]
    return land(RawTable(cells, ragged=True), file=file, sha256="0" * 64, choices={})


def first(text: str, kind: str, file: str = "t.csv"):
    landed = rows_of(text, file)
    assert kind in landed.rows, (landed.problems, landed.layouts)
    return landed.rows[kind][0], landed


CASES = yaml.safe_load(Path(__file__).with_name("layouts.yaml").read_text("utf-8"))


@pytest.mark.parametrize("name", sorted(CASES))
def test_a_layout_gives_its_first_record(name):
    case = CASES[name]
    fields, landed = first(case["table"], case["kind"])
    said = {
        key: str(value) if hasattr(value, "isoformat") else value
        for key, value in fields.items()
    }
    wanted = {key.removesuffix("_iso"): value for key, value in case["wanted"].items()}
    assert {key: said.get(key) for key in wanted} == wanted
    assert landed.refused == 0, landed.problems


def test_a_tall_header_of_income_and_expense_is_joined():
    text = """日期,摘要,对方户名,收入,,支出,,结余
,,,笔数,金额,笔数,金额,
2024-03-01,工资,财政局,1,"5,000.00",,,"5,000.00"
2024-03-02,转账,李四,,,1,200.00,"4,800.00"
"""
    landed = rows_of("户名：张三\n" + text)
    came_in, went_out = landed.rows["payment"]
    assert (came_in["payer"], came_in["amount"]) == ("财政局", 500000)
    assert (went_out["payee"], went_out["amount"]) == ("李四", 20000)


def test_two_statements_in_one_sheet_keep_their_own_holders():
    text = """户名：张三 账号：6222020000001111
交易日期,借方发生额,贷方发生额,余额,对方户名
2024-03-01,100.00,,900.00,甲
户名：李四 账号：6222020000002222
交易日期,借方发生额,贷方发生额,余额,对方户名
2024-03-01,,50.00,50.00,乙
"""
    landed = rows_of(text)
    first_row, second_row = landed.rows["payment"]
    assert (first_row["payer"], second_row["payee"]) == ("张三", "李四")
    assert second_row["payee_account"] == "6222020000002222"
    assert (landed.read, landed.skipped, landed.refused) == (2, 2, 0)


def test_a_table_of_names_and_sums_alone_is_asked_about_not_guessed():
    landed = rows_of("姓名,身份证号,金额\n王大,990521197002142038,100\n")
    assert not landed.rows
    assert landed.problems[0].code in ("intake.kind_unclear", "intake.not_recognised")


def test_plates_under_an_unknown_name_are_found_by_what_they_are():
    text = "公务车,驾驶员,目的地,事由,里程\n" + "".join(
        f"青K2031{number},常有福,石桥镇,送文件,{number}\n" for number in range(1, 6)
    )
    fields, _ = first(text, "trip")
    assert fields["plate"] == "青K20311"


def test_a_statement_of_nobody_is_asked_about():
    text = "Date,Description,Amount,Balance\n2024-01-02,ACME,-12.00,500.00\n"
    landed = rows_of(text)
    assert not landed.rows
    assert landed.problems[0].code == "intake.owner_missing"


def test_a_card_number_in_the_file_name_is_taken_and_said():
    text = "Date,Description,Amount,Balance\n2024-01-02,ACME,-12.00,500.00\n"
    fields, landed = first(text, "payment", "6222020000001112.csv")
    assert fields["payer_account"] == "6222020000001112"
    assert "intake.owner_from_name" in landed.layouts[0].notes


def test_a_sum_and_a_day_alone_are_no_voucher():
    assert not rows_of("Date,Purpose,Amount\n2024-01-02,x,5\n").rows
