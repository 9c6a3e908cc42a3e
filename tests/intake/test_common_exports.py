"""Tables as offices, banks and platforms commonly hand them over."""

from __future__ import annotations

import pytest

from workbench.intake.landing import land
from workbench.intake.parsers import delimited
from workbench.intake.raw import RawTable
from workbench.intake.understand import Choice

_CARD = "6222021001116245702"


def _read(text: str, *, name: str = "a.csv", choices=None):
    (table,) = delimited.parse(text, prose=name.endswith(".txt"))
    return land(table, file=name, sha256="0" * 64, choices=choices or {})


def _sides(landed):
    rows = landed.rows.get("payment", [])
    return [(r["payer"], r["payee"], r["amount"]) for r in rows]


_UNSIGNED = "账号：{card} 户名：张三\n日期,发生额,余额,对方户名\n{rows}"
_OLD_FIRST = (
    "2023-01-05,1000,1000,甲\n2023-01-06,300,700,乙\n2023-01-07,50,750,丙\n"
    "2023-01-08,1.25,751.25,丁\n"
)


@pytest.mark.parametrize("order", [1, -1], ids=["oldest first", "newest first"])
def test_unsigned_amounts_take_their_sign_from_the_running_balance(order) -> None:
    lines = _OLD_FIRST.splitlines()[::order]
    landed = _read(_UNSIGNED.format(card=_CARD, rows="\n".join(lines)))
    assert sorted(_sides(landed)) == sorted(
        [
            ("甲", "张三", 100_000),
            ("张三", "乙", 30_000),
            ("丙", "张三", 5_000),
            ("丁", "张三", 125),
        ]
    )
    assert landed.layouts[0].notes == ("intake.side_by_balance",)


def test_a_row_whose_balance_does_not_fit_is_refused_not_guessed() -> None:
    more = "2023-01-09,1,752.25,戊\n2023-01-10,1,753.25,己\n2023-01-11,1,754.25,庚\n"
    rows = _OLD_FIRST.replace("50,750", "50,999") + more
    landed = _read(_UNSIGNED.format(card=_CARD, rows=rows))
    assert landed.refused == 2  # the row itself, and the step after it
    assert {p.code for p in landed.problems} == {"intake.direction_unclear"}


def test_a_minus_in_the_column_for_what_goes_out_only_repeats_it() -> None:
    text = (
        "Account number: 12345678\nDate,Name,Money Out,Money In\n"
        "05/01/2023,Tesco,-45.20,\n16/01/2023,Acme,,1500.00\n"
    )
    assert _sides(_read(text)) == [(None, "Tesco", 4520), ("Acme", None, 150_000)]


def test_signs_that_stand_for_nothing_elsewhere_tell_a_direction() -> None:
    rows = f"2023-01-05,甲,-,1,{_CARD}\n2023-01-06,乙,+,2,{_CARD}\n"
    text = f"日期,对方,+/-,金额,账户\n{rows}"
    landed = _read(text)
    assert _sides(landed) == [(None, "甲", 100), ("乙", None, 200)]
    text = (
        "交易时间,交易对方,收/支,金额,当前状态,交易单号\n"
        "2023-01-05,美团,支出,¥35.5,支付成功,1\n2023-01-06,银行,/,¥300,提现,2\n"
    )
    landed = _read(f"微信昵称：[清风]\n{text}")
    assert (landed.read, landed.refused, landed.skipped) == (1, 0, 1)


def test_a_bank_calls_its_print_a_ledger_and_debit_is_still_out() -> None:
    text = """          中国农业银行存款明细账打印
户名: 张三                账号: 6228480402564890018
------------------------------------------------------------------
交易日期    摘要        支出金额      收入金额      余额     对方户名
------------------------------------------------------------------
20230105    转存                      500.00      1500.00    李四
20230106    转支        200.00                    1300.00    王五
20230107    转支        300.00                    1000.00
"""
    landed = _read(text, name="a.txt")
    assert _sides(landed) == [
        ("李四", "张三", 50_000),
        ("张三", "王五", 20_000),
        ("张三", None, 30_000),
    ]
    assert [r["row"] for r in landed.rows["payment"]] == [6, 7, 8]


def test_several_tables_on_one_sheet_are_each_read() -> None:
    rows = [
        *(["一、名册"], ["姓名", "单位", "职务"], ["刘建国", "水利局", "局长"], []),
        *(["二、车辆"], ["车牌号", "所有人", "品牌型号"]),
        *(["苏F12345", "刘建国", "大众"], []),
        *(["三、补贴"], ["姓名", "身份证号", "补贴项目", "金额"]),
        ["张三", None, "农机", 500],
    ]
    landed = land(RawTable(rows), file="a.xlsx", sha256="0" * 64, choices={})
    assert {kind: [r["row"] for r in found] for kind, found in landed.rows.items()} == {
        "post": [3],
        "vehicle": [7],
        "subsidy": [11],
    }
    assert (landed.read, landed.refused, landed.skipped) == (3, 0, 0)


def test_titles_headers_and_sums_that_every_page_repeats_are_left_out() -> None:
    top = ["账户明细打印", f"户名：张三,账号：{_CARD}", "日期,支出,收入,对方户名"]
    page = ["2023-01-05,100,,甲", "2023-01-06,,50,乙", "支出合计,100,50"]
    landed = _read("\n".join([*top, *page, *top, *page, "# 收入合计: 2 笔"]))
    assert (landed.read, landed.refused) == (4, 0)


def test_names_under_a_name_that_spans_columns_are_no_row() -> None:
    rows = [
        ["姓名", "基本工资", "代扣款项", None, "实发工资", "发放月份"],
        [None, None, "养老保险", "公积金", None, None],
        ["张三", 3000, 100, 200, 2700, "2023-03"],
    ]
    landed = land(RawTable(rows), file="工资.xlsx", sha256="0" * 64, choices={})
    assert (landed.read, landed.refused) == (1, 0)
    assert landed.rows["wage"][0]["amount"] == 270_000


def test_days_without_a_year_take_that_of_the_title() -> None:
    text = "2023年派车登记\n用车日期,车牌号,用车人\n1月5日,苏F12345,刘建国\n"
    landed = _read(text)
    assert str(landed.rows["trip"][0]["date"]) == "2023-01-05"
    assert "intake.year_from_title" in landed.layouts[0].notes
    landed = _read("2022年、2023年派车登记\n" + text.partition("\n")[2])
    assert landed.refused == 1


def test_numbers_that_a_sheet_has_rounded_are_not_used() -> None:
    text = "交易日期,付款人,付款账号,收款人,金额\n2023-01-05,张三,6.22202E+18,李四,1\n"
    landed = _read(text)
    assert landed.rows["payment"][0]["payer_account"] is None
    assert {p.code for p in landed.problems} == {"intake.digits_lost"}


def test_an_account_beside_a_name_in_one_cell_is_taken_apart() -> None:
    text = f"日期,付款方,收款方,金额\n2023-01-05,刘建国({_CARD}),宏达公司,1\n"
    row = _read(text).rows["payment"][0]
    assert (row["payer"], row["payer_account"]) == ("刘建国", _CARD)


def test_a_change_log_says_who_left_and_who_came() -> None:
    text = (
        "企业名称：清河宏达建设有限公司\n变更事项,变更前,变更后,变更日期\n"
        "法定代表人变更,刘小明,赵宏达,2020-05-06\n"
        "投资人变更,刘小明,赵宏达；王芳,2020-05-06\n"
        "主要人员备案,姓名: 张三; 职位: 监事,姓名: 李四; 职位: 监事,2021-01-01\n"
        "注册资本变更,100万元,1000万元,2021-01-01\n"
    )
    landed = _read(text)
    assert (landed.read, landed.skipped) == (3, 1)
    owners = [(r["owner"], r["since"], r["until"]) for r in landed.rows["ownership"]]
    assert [(o, bool(s), bool(u)) for o, s, u in owners] == [
        ("刘小明", False, True),
        ("赵宏达", True, False),
        ("王芳", True, False),
    ]
    roles = [(r["person"], r["role"]) for r in landed.rows["directorship"]]
    assert ("李四", "监事") in roles
    assert ("刘小明", "法定代表人") in roles


def test_the_company_of_an_extract_may_stand_in_the_file_name() -> None:
    text = "股东（发起人）,持股比例\n赵宏达,60%\n"
    landed = _read(text, name="清河宏达建设有限公司_股东信息.csv")
    assert landed.rows["ownership"][0]["company"] == "清河宏达建设有限公司"
    landed = _read(text, name="股东信息.csv")
    assert [p.code for p in landed.problems] == ["intake.company_missing"]


def test_a_ledger_by_account_gives_vouchers() -> None:
    text = (
        "上湾村股份经济合作社明细账\n日期,凭证字号,摘要,借方,贷方,方向,余额\n"
        "2023-01-05,记-1,付误工补贴,500,,借,500\n2023-01-31,记-10,结转,,500,平,0\n"
    )
    landed = _read(text)
    assert [(r["number"], r["amount"]) for r in landed.rows["voucher"]] == [
        ("记-1", 50_000),
        ("记-10", 50_000),
    ]
    assert landed.rows["voucher"][0]["unit"] == "上湾村股份经济合作社"


def test_a_marriage_register_gives_ties_and_a_divorce_ends_one() -> None:
    text = (
        "男方姓名,女方姓名,登记日期,登记类型\n"
        "刘建国,王芳,1994-05-01,结婚登记\n张三,李四,2001-05-01,离婚登记\n"
    )
    first, second = _read(text).rows["kinship"]
    assert first["since"]
    assert not first["until"]
    assert second["until"]
    assert not second["since"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("科目编码,科目名称,期初余额,期末余额\n1001,现金,1,2\n", "intake.sums_only"),
        (
            "本机号码,对方号码,通话时间,通话时长\n1,2,2023-01-05,65\n",
            "intake.calls",
        ),
        (
            "05/01/2023,TESCO STORES,-45.20\n16/01/2023,ACME LTD,15.00\n",
            "intake.no_header",
        ),
    ],
)
def test_what_is_not_read_says_why(text, code) -> None:
    landed = _read(text)
    assert [p.code for p in landed.problems] == [code]
    assert landed.skipped


def test_a_table_without_header_is_read_once_its_columns_are_said() -> None:
    text = "05/01/2023,TESCO STORES,-45.20\n16/01/2023,ACME LTD,15.00\n"
    (layout,) = _read(text).layouts
    columns = {"#1": "date", "#2": "other_name", "#3": "amount"}
    choices = {
        layout.fingerprint: Choice("payment", columns),
        "owner:" + "0" * 64: Choice("", {}, {"own_name": "Bob"}),
    }
    other = text.replace("45.20", "99.10")
    assert _sides(_read(other, choices=choices)) == [
        ("Bob", "TESCO STORES", 9910),
        ("ACME LTD", "Bob", 1500),
    ]


def test_whose_statement_it_is_can_be_said_for_a_file() -> None:
    text = "Date,Description,Amount\n2023-01-05,Zelle,-500\n2023-01-17,Payroll,20\n"
    assert [p.code for p in _read(text).problems] == ["intake.owner_missing"]
    choices = {"owner:" + "0" * 64: Choice("", {}, {"own_account": "12345678"})}
    landed = _read(text, choices=choices)
    assert [(r["payer_account"], r["amount"]) for r in landed.rows["payment"]] == [
        ("12345678", 50_000),
        (None, 2_000),
    ]
