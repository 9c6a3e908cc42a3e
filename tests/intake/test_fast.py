"""The fast road gives the very records of the ordinary one, only sooner."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.factory.intake import STATEMENT, Notes, case_with
from workbench.intake import fast, read_case
from workbench.store import Store

ODD_CELLS = """\
交易日期,交易时间,摘要,收付标志,交易金额,余额,对方户名,对方账号,交易状态
2024-01-02,10:00:01,工资,进,"5,000.00","6,000.00",清河县财政局,33 0100-0011,成功
2024/1/3,,消费 ,出,100.00,5900,李四,'6222020000002222,成功
2024-01-03,10:00:02,消费,出,（１００．００）,5900,李四,,成功

2024-01-04,10:00:03,"换行
的摘要",出,50,5850,王五,无,成功
2024-01-05,10:00:04,关闭,出,60,5850,王五,,交易关闭
2024-01-06,10:00:05,零,出,0.00,5850,王五,,成功
2024-13-06,10:00:06,坏日期,出,1,5850,王五,,成功
2024-01-07,10:00:07,坏方向,左,1,5850,王五,,成功
合计,,,,1,,,,
2024-01-08,10:00:08,多一列,出,2,5848,王五,,成功,多
2024-01-09,10:00:09,少列,出,3
2024-01-10,10:00:10,合计用纸,出,4,5841,文具店,,成功
"""
PLAIN_LINES = ODD_CELLS.replace('"换行\n的摘要"', "不换行")
SIGNED = """\
Account Name,Dennis Orme
Account Number,6299020079205600432

Posted Date,Details,Payee,Amount (GBP),Balance
03/02/2024,card,Harlow Grocers,-337.67,536.82
15/02/2024,salary,Harlow County,"1,200.00","1,736.82"
16/02/2024,refund,Harlow Grocers,12.5,1749.32
17/02/2024,nothing,Harlow Grocers,,1749.32
"""
TWO_SIDES = """\
id,from_name,from_account,to_name,to_account,amount,currency,when
1,Alpha Ltd,A-1,Beta Ltd,B-2,10.00,USD,2024-01-02 10:30:00
2,Alpha Ltd,A-1,Gamma  Ltd,C-3,1e3,usd,2024-01-02 10:31:00
3,,,Beta Ltd,B-2,5.00,EUR,2024-01-03 00:00:00
4,Alpha Ltd,A-1,,,-7.25,EUR,2024-01-03 09:00:00
5,Alpha Ltd,A-1,Beta Ltd,B-2,-7.25,EUR,2024-01-03 09:00:00
"""
ROSTER = """\
姓名,身份证号,工作单位,职务,任职时间,免职时间
刘建国,990521197104121019,清河县水利局,副局长,2015.04,2019-03-14
刘建国,990521197104121019,清河县交通运输局,局长,2019-03-15,至今
马东升,,,副局长,2018-07-02,
"""
SUBSIDY = """\
石桥镇2023年农机购置补贴发放花名册,,,,
户主姓名,身份证号,银行账号,补贴金额（元）,发放日期
赵玉兰,990521196002089324,6299010464400173017,"4,085.00",2023-05-18
合计,,,"4,085.00",
郑巧云,990521194602237854,6299010441945927701,912,20230518
"""
OPEN_QUOTE = """\
交易日期,付款人,收款人,金额,摘要
2024-01-02,甲,乙,1,"没有收尾的引号
""" + "".join(f"2024-01-{day:02d},甲,丙{day},{day},货款\n" for day in range(3, 15))
CASES = {
    "quote": OPEN_QUOTE,
    "statement": STATEMENT,
    "odd": ODD_CELLS,
    "lines": PLAIN_LINES,
    "signed": SIGNED,
    "sides": TWO_SIDES,
    "roster": ROSTER,
    "subsidy": SUBSIDY,
}


def read_with(folder, monkeypatch, least, content, name="t.csv"):
    monkeypatch.setattr(fast, "LARGE", least)
    case = case_with(folder, **{name.replace(".", "__"): content})
    report = read_case(case, journal=Notes(), progress=False)
    rows = [
        (kind, record.source, dict(record.fields))
        for kind in ("payment", "post", "subsidy")
        for record in Store(case).records(kind)
    ]
    rows.sort(key=lambda each: (each[0], each[1].row or 0))
    return report.to_json(), rows


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("name", sorted(CASES))
def test_both_roads_give_the_same_records_and_the_same_report(
    name, encoding, tmp_path, monkeypatch
):
    content = CASES[name].encode(encoding)
    slow = read_with(tmp_path / "slow", monkeypatch, 1 << 40, content)
    quick = read_with(tmp_path / "fast", monkeypatch, 0, content)
    assert quick[1] == slow[1]
    assert quick[1]
    assert quick[0]["files"] == slow[0]["files"]
    assert sorted(map(str, quick[0]["problems"])) == sorted(
        map(str, slow[0]["problems"])
    )


@pytest.mark.parametrize("newline", ["\r\n", "\n"])
def test_line_ends_of_either_kind_keep_the_row_numbers(newline, tmp_path, monkeypatch):
    content = PLAIN_LINES.replace("\n", newline).encode()
    _, rows = read_with(tmp_path, monkeypatch, 0, content)
    assert [row[1].row for row in rows] == [2, 3, 4, 6, 14]


def test_a_large_table_keeps_count_of_every_row(tmp_path, monkeypatch):
    lines = ["交易日期,付款人,收款人,金额"]
    lines += [
        f"2024-01-{day % 28 + 1:02d},甲{day % 50},乙,{day}.5" for day in range(20_000)
    ]
    lines[500] = "坏日期,甲,乙,1"
    lines[700] = ""
    lines[900] = "2024-01-01,甲,乙,不是数"
    report, rows = read_with(tmp_path, monkeypatch, 0, "\n".join(lines).encode())
    (file,) = report["files"]
    assert (file["read"], file["refused"], file["skipped"]) == (19_997, 2, 0)
    assert {problem["row"] for problem in report["problems"]} == {501, 901}
    numbers = [row[1].row for row in rows]
    assert numbers == sorted(numbers)
    assert rows[-1][1].row == 20_001
    assert all(row[2]["amount"] == (row[1].row - 2) * 100 + 50 for row in rows)


def test_one_very_long_line_costs_no_other_row(tmp_path, monkeypatch):
    lines = ["付款人,收款人,金额,日期"]
    lines += [f"甲,乙{n},1,2024-01-05" for n in range(2_000)]
    lines.insert(900, "甲" * 900_000 + ",乙,2,2024-01-05")
    report, rows = read_with(tmp_path, monkeypatch, 0, "\n".join(lines).encode())
    (file,) = report["files"]
    assert file["read"] + file["refused"] == 2_001
    assert {row[1].row for row in rows} >= {*range(2, 901), *range(902, 2_003)}


def test_a_large_parquet_table_is_read_by_its_column_names(tmp_path, monkeypatch):
    table = pa.table(
        {
            "payer": ["甲", "乙", None],
            "payee": ["乙", "丙", "丙"],
            "amount": [1.5, 2.25, None],
            "date": ["2024-01-02", "2024-01-03", "2024-01-04"],
        }
    )
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink)
    content = sink.getvalue().to_pybytes()
    report, rows = read_with(tmp_path, monkeypatch, 0, content, "t.parquet")
    assert (report["files"][0]["read"], report["files"][0]["refused"]) == (2, 1)
    assert [row[2]["amount"] for row in rows] == [150, 225]
    assert [row[1].row for row in rows] == [1, 2]


def test_a_large_table_nobody_knows_is_left_out_with_its_count(tmp_path, monkeypatch):
    report, rows = read_with(tmp_path, monkeypatch, 0, b"aa,bb\n1,2\n3,4\n")
    assert rows == []
    assert (report["files"][0]["kind"], report["files"][0]["skipped"]) == ("table", 2)


HOSTILE = {
    "noise.parquet": b"PAR1" + bytes(range(256)) * 40,
    "cell.csv": b"payer,payee,amount,date\nA," + b"x" * 3_000_000 + b",1,2024-01-02\n",
    "quote.csv": b'payer,payee,amount,date\nA,"B,1,2024-01-02\n'
    + b"C,D,2,2024-01-03\n" * 9,
    "zeros.csv": b"payer,payee,amount,date\nA,B,1,2024-01-02\n" + b"\x00" * 5_000,
    "noise.csv": bytes(range(256)) * 50,
    "prose.txt": "这里没有表格，只有文字，说明情况。\n第二行文字。\n".encode() * 20,
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_large_hostile_table_never_stops_the_others(name, tmp_path, monkeypatch):
    monkeypatch.setattr(fast, "LARGE", 0)
    case = case_with(tmp_path, good__csv=STATEMENT)
    (case / "files" / name).write_bytes(HOSTILE[name])
    report = read_case(case, journal=Notes(), progress=False)
    by_file = {each.file: each for each in report.files}
    assert by_file["good.csv"].read == 2
    assert by_file[name].kind
    assert all(problem.code.startswith("intake.") for problem in report.problems)
    left = [path.name for path in (case / "computed" / "read").iterdir()]
    assert not [each for each in left if each.startswith(".")]


def test_an_open_quote_costs_at_most_its_own_row(tmp_path, monkeypatch):
    for least in (0, 1 << 40):
        report, rows = read_with(
            tmp_path / str(least), monkeypatch, least, OPEN_QUOTE.encode()
        )
        assert report["files"][0]["read"] >= 12
        assert [row[1].row for row in rows if row[1].row > 2] == list(range(3, 15))
