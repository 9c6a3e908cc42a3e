"""A case folder as it really arrives: some seventy files of every format, all invented.

Each file comes with what its report must say: kind, rows read, refused, left out.
"""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import TYPE_CHECKING

import xlsxwriter

from tests.factory import hostile
from tests.factory.formats import (
    columns,
    database,
    entities,
    lines_of,
    mail,
    open_sheet,
    page,
    plain_pdf,
    sheets,
    text,
    word,
    zipped,
)

if TYPE_CHECKING:
    from pathlib import Path

Expected = tuple[str, int, int, int]

STATEMENT_HEAD = [
    "交易日期",
    "摘要",
    "借方发生额",
    "贷方发生额",
    "余额",
    "对方户名",
    "对方账号",
]
ROSTER = [
    ["姓名", "工作单位", "职务", "任职时间", "免职时间"],
    ["刘建国", "清河县水利局", "副局长", "2015-04-10", "2019-03-14"],
    ["马东升", "清河县交通运输局", "副局长", "2018-07-02", "至今"],
]
REGISTRY = [
    ["企业名称", "统一社会信用代码", "法定代表人", "成立日期", "股东", "持股比例"],
    ["宏达建设有限公司", "91990521MA9003737D", "赵宏达", "2012-03-06", "赵宏达", "60%"],
    ["宏达建设有限公司", "91990521MA9003737D", "赵宏达", "2012-03-06", "赵宏伟", "40%"],
]
TRIPS = [
    ["车牌号", "出车日期", "驾驶员", "目的地", "事由"],
    ["青K20317", "2025-09-05", "常有福", "石桥镇", "送文件"],
    ["青K20552", "2025-09-08", "常有福", "云河市", "开会"],
]
PAYMENTS = [
    ["付款人", "收款人", "金额", "日期"],
    ["甲公司", "乙公司", "100.00", "2024-01-02"],
    ["乙公司", "丙公司", "99.50", "2024-01-03"],
]


def statement(holder: str, *, bad: bool = False, total: bool = True) -> list[list[str]]:
    """A statement of two good rows, perhaps a bad one and a total."""
    rows = [
        [f"户名：{holder}  账号：62220200000{len(holder):05d}"],
        STATEMENT_HEAD,
        [
            "2024-01-02",
            "工资",
            "",
            "5,000.00",
            "6,000.00",
            "清河县财政局",
            "3301000011",
        ],
        ["2024-01-03", "转账", "100.00", "", "5,900.00", "李四", "6222020000002222"],
    ]
    if bad:
        rows.append(["2024-02-30", "坏日期", "1.00", "", "5,899.00", "李四", ""])
        rows.append(["2024-01-05", "坏金额", "一百", "", "5,799.00", "李四", ""])
    if total:
        rows.append(["合计", "", "100.00", "5,000.00", "", "", ""])
    return rows


def merged_workbook() -> bytes:
    """A tall header with merged cells, a merged unit over two rows, sums in 万元."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("预算")
        sheet.merge_range("A1:F1", "2023年专项资金下达情况表")
        sheet.write("A2", "单位：万元")
        sheet.merge_range("A3:A4", "资金名称")
        sheet.merge_range("B3:C3", "下达")
        sheet.write_row("B4", ["下达单位", "下达日期"])
        sheet.merge_range("D3:D4", "接收单位")
        sheet.merge_range("E3:E4", "金额")
        sheet.merge_range("F3:F4", "文号")
        sheet.merge_range("A5:A6", "农机补贴")
        sheet.write_row("B5", ["清河县财政局", 45072, "柳林镇财政所", 99.9, "1号"])
        sheet.write_row("B6", ["柳林镇财政所", "2023.6.20", "上湾村", 47.7, "2号"])
        sheet.write_row("A7", ["合计", "", "", "", 147.6])
    return out.getvalue()


def lost_digits() -> bytes:
    """Card numbers kept as numbers: their last digits are gone."""
    rows = [
        [*PAYMENTS[0][:2], "收款账号", "金额"],
        ["甲", "乙", 6222020000001111222, 5],
    ]
    return sheets(转账=rows)


def files(spare: Path) -> dict[str, tuple[bytes, Expected]]:
    """Return path below ``files/`` -> content and what the report must say."""
    return {
        **_texts(),
        **_workbooks(),
        **_documents(),
        **_containers(spare),
        **_refused(),
    }


def _texts() -> dict[str, tuple[bytes, Expected]]:
    good, bad = ("payment", 2, 0, 1), ("payment", 2, 2, 1)
    made: dict[str, tuple[bytes, Expected]] = {}
    for holder, encoding in (
        ("甲", "utf-8"), ("乙乙", "utf-8-sig"), ("丙丙丙", "gb18030"),
        ("丁丁丁丁", "utf-16"), ("戊戊戊戊戊", "utf-16-le"), ("己己己己己己", "gbk"),
    ):  # fmt: skip
        content = text(statement(holder)).encode(encoding)
        made[f"流水/{holder}_{encoding}.csv"] = (content, good)
    made |= {
        "流水/坏行.csv": (text(statement("坏坏", bad=True)).encode("gb18030"), bad),
        "流水/分号.csv": (text(statement("分"), ";").encode(), good),
        "流水/制表符.tsv": (text(statement("制表"), "\t").encode(), good),
        "流水/竖线.txt": (text(statement("竖线线"), "|").encode("gb18030"), good),
        "流水/回车换行.csv": (text(statement("回车"), newline="\r\n").encode(), good),
        "流水/假xls.xls": (text(statement("假表"), "\t").encode("gb18030"), good),
        "流水/空格.txt": (
            "\n".join("    ".join(row) for row in PAYMENTS).encode(),
            ("payment", 2, 0, 0),
        ),
        "流水/转账.csv": (
            text([*PAYMENTS, ["丁", "戊", "１,２３４.５０", "2024年1月4日"]]).encode(),
            ("payment", 3, 0, 0),
        ),
        "流水/括号负数.csv": (
            text([*PAYMENTS, ["己", "庚", "(5.00)", "20240105"]]).encode(),
            ("payment", 3, 0, 0),
        ),
        "名册/干部.csv": (text([["干部花名册"], *ROSTER]).encode(), ("post", 2, 0, 0)),
        "名册/缺单位.csv": (
            text([*ROSTER, ["王大", "", "科员", "2020", ""]]).encode(),
            ("post", 2, 1, 0),
        ),
        "企业/登记.csv": (text(REGISTRY).encode(), ("company+ownership", 2, 0, 0)),
        "车辆/派车.csv": (text(TRIPS).encode("gb18030"), ("trip", 2, 0, 0)),
        "文书/情况说明.txt": (
            "关于会议的情况说明。\n会议于三月五日召开，\n研究了道路维修。".encode(),
            ("document", 1, 0, 0),
        ),
        "其他/看不懂.csv": (b"aa,bb,cc\n1,2,3\n4,5,6\n", ("table", 0, 0, 2)),
        "英文/transfers.csv": (
            b"from,to,amount,date\nA,B,1.50,2024-01-02\nB,C,$2,2024-01-03\n",
            ("payment", 2, 0, 0),
        ),
        "英文/officials.csv": (
            b"Employee,Department,Post,Start,End\nAnn Lee,Roads,Clerk,2020-01-02,\n",
            ("post", 1, 0, 0),
        ),
    }  # fmt: skip
    return made


def _workbooks() -> dict[str, tuple[bytes, Expected]]:
    dated = [PAYMENTS[0], ["甲", "乙", 1.5, date(2024, 1, 2)], ["乙", "丙", 2, 45294]]
    moment = datetime(2024, 1, 2, 10, 30)  # noqa: DTZ001 - as in a sheet
    timed = [["交易时间", "付款人", "收款人", "金额"], [moment, "甲", "乙", 9]]
    salary = [
        ["清河县第二中学2021年9月工资表"],
        ["姓名", "岗位", "实发工资"],
        ["林晓燕", "教师", 5180],
        ["邓宏伟", "校长", 5310],
        ["合计", "", 10490],
    ]
    return {
        "表/流水.xlsx": (sheets(明细=statement("表", bad=True)), ("payment", 2, 2, 1)),
        "表/流水.xlsm": (sheets(明细=statement("宏表")), ("payment", 2, 0, 1)),
        "表/日期.xlsx": (sheets(转账=dated), ("payment", 2, 0, 0)),
        "表/时间.xlsx": (sheets(转账=timed), ("payment", 1, 0, 0)),
        "表/合并表头.xlsx": (merged_workbook(), ("budget", 2, 0, 1)),
        "表/工资.xlsx": (sheets(工资=salary), ("wage", 2, 0, 1)),
        "表/多表.xlsx": (
            sheets(干部=ROSTER, 企业=REGISTRY, 说明=[["本表由单位提供"]]),
            ("company+ownership+post", 4, 0, 0),
        ),
        "表/空表.xlsx": (sheets(Sheet1=[]), ("empty", 0, 0, 0)),
        "表/丢位.xlsx": (lost_digits(), ("payment", 1, 0, 0)),
        "表/开放表.ods": (open_sheet(PAYMENTS), ("payment", 2, 0, 0)),
        "表/银行导出.xls": (page(statement("网页")[1:]), ("payment", 2, 0, 1)),
        "表/后缀错.csv": (sheets(转账=[*PAYMENTS, ["戊", "己", 7, "2024-01-09"]]),
                       ("payment", 3, 0, 0)),
    }  # fmt: skip


def _documents() -> dict[str, tuple[bytes, Expected]]:
    minutes = ["局务会议纪要", "会议研究了道路维修合同。"]
    return {
        "文书/纪要.docx": (word(lines=minutes), ("document", 1, 0, 0)),
        "文书/名册.docx": (word(table=ROSTER), ("post", 2, 0, 0)),
        "文书/表和字.docx": (
            word(table=TRIPS, lines=["派车情况如下"]),
            ("document+trip", 3, 0, 0),
        ),
        "文书/notes.pdf": (
            plain_pdf("Minutes of the works committee", "Road repair was discussed"),
            ("document", 1, 0, 0),
        ),
        "文书/表.html": (page(TRIPS, "gb18030"), ("trip", 2, 0, 0)),
        "文书/正文.html": (
            "<html><title>公告</title><body><p>公示七天</p></body></html>".encode(),
            ("document", 1, 0, 0),
        ),
        "文书/合并.html": (
            "<table><tr><th>付款人</th><th>收款人</th><th>金额</th><th>日期</th></tr>"
            '<tr><td rowspan="2">甲</td><td>乙</td><td>1</td><td>2024-01-02</td></tr>'
            "<tr><td>丙</td><td>2</td><td>2024-01-03</td></tr></table>".encode(),
            ("payment", 2, 0, 0),
        ),
    }


def _containers(spare: Path) -> dict[str, tuple[bytes, Expected]]:
    one = text([*PAYMENTS, ["甲", "丁", "3", "2024-02-01"]]).encode("gb18030")
    two = text([*PAYMENTS, ["甲", "戊", "4", "2024-02-02"]]).encode()
    three = sheets(转账=[*PAYMENTS, ["甲", "己", 5, "2024-02-03"]])
    four = text([*PAYMENTS, ["甲", "庚", "6", "2024-02-04"]]).encode()
    five = text([*PAYMENTS, ["甲", "辛", "7", "2024-02-05"]]).encode()
    nested = zipped({"里层/流水.csv": four})
    return {
        "包/手机导出.zip": (
            zipped({"流水一.csv": one, "派车.docx": word(table=[*TRIPS, *TRIPS[1:]])},
                   gbk=True),
            ("payment+trip", 7, 0, 0),
        ),
        "包/套包.zip": (
            zipped({"内.zip": nested, "外.csv": two}), ("payment", 6, 0, 0)
        ),
        "包/含坏件.zip": (
            zipped({"坏.xlsx": hostile.workbook()[:900], "好.csv": five}),
            ("payment+unreadable", 3, 0, 0),
        ),
        "邮件/附件.eml": (
            mail("资金流水", "请查收附件。", 流水__xlsx=three),
            ("document+payment", 4, 0, 0),
        ),
        "邮件/只有正文.eml": (mail("通知", "周五开会。"), ("document", 1, 0, 0)),
        "数据/行.jsonl": (lines_of(TRIPS), ("trip", 2, 0, 0)),
        "数据/坏行.jsonl": (
            lines_of(PAYMENTS) + b"\n{broken\n",
            ("payment", 2, 1, 0),
        ),
        "数据/数组.json": (
            b'[{"payer": "A", "payee": "B", "amount": 1.5, "date": "2024-01-02"}]',
            ("payment", 1, 0, 0),
        ),
        "数据/实体.ftm.json": (
            entities(), ("company+ownership+payment+person", 4, 0, 1),
        ),
        "数据/库.sqlite": (database(spare, PAYMENTS), ("payment", 2, 0, 0)),
        "数据/列.parquet": (columns(PAYMENTS), ("payment", 2, 0, 0)),
    }  # fmt: skip


def _refused() -> dict[str, tuple[bytes, Expected]]:
    none: Expected = ("unreadable", 0, 0, 0)
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504
    big5 = text(
        [["交易日期", "付款人", "收款人", "交易金額", "備註說明"],
         *[["2024-01-02", "張三建設", "李四營造", "100", "貨款與運費"]] * 5]
    ).encode("big5")  # fmt: skip
    return {
        "坏/旧文档.doc": (ole + "WordDocument".encode("utf-16-le"), none),
        "坏/加密.xlsx": (hostile.encrypted_office(), none),
        "坏/半截.xlsx": (hostile.workbook()[:1500], none),
        "坏/照片.jpg": (b"\xff\xd8\xff\xe0" + b"\x00" * 64, none),
        "坏/扫描.pdf": (plain_pdf(), none),
        "坏/压缩.rar": (b"Rar!\x1a\x07\x00" + b"\x00" * 64, none),
        "坏/繁体.csv": (big5, none),
        "坏/乱码.csv": (bytes(range(256)) * 8, none),
        "坏/空.csv": (b"", ("empty", 0, 0, 0)),
        "坏/文字.rtf": (b"{\\rtf1 abc}", none),
        "坏/数据.xml": (b'<?xml version="1.0"?><a/>', none),
        ".DS_Store": (b"\x00\x01", ("system", 0, 0, 0)),
        "流水/重.csv": (
            text(statement("甲")).encode(), ("duplicate", 0, 0, 0),
        ),
    }  # fmt: skip


def write(folder: Path) -> dict[str, Expected]:
    """Write the case folder and return what its report must say."""
    expected = {}
    folder.mkdir(parents=True, exist_ok=True)
    for name, (content, wanted) in files(folder).items():
        path = folder / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        expected[name] = wanted
    return expected
