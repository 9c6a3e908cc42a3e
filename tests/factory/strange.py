"""Files that are odd rather than broken, as a hostile sender would make them.

Each comes with how many rows (or texts) it must give: what is odd costs no other row.
"""

from __future__ import annotations

import io
import json
import zipfile
from email.message import EmailMessage

import xlsxwriter

from tests.factory.hostile import workbook

_TEXT = "付款人,收款人,金额,日期\n甲,乙,100,2024-01-02\n乙,丙,99,2024-01-03\n"
_MORE = "己,庚,2,2024-01-05\n辛,壬,2,2024-01-05\n"
_ROWS = [line.split(",") for line in _TEXT.splitlines()]
_SHEET = "xl/worksheets/sheet1.xml"
_RELS = "xl/_rels/workbook.xml.rels"
_AWAY = "http://127.0.0.1:9/"


def _edited(part: str, old: bytes, new: bytes) -> bytes:
    """Return a workbook of transfers with one part changed."""
    out = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(workbook([list(row) for row in _ROWS])))
    with source, zipfile.ZipFile(out, "w") as made:
        for name in source.namelist():
            body = source.read(name)
            made.writestr(name, body.replace(old, new) if name == part else body)
    return out.getvalue()


def _formulas() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for place, row in enumerate(_ROWS):
            sheet.write_row(place, 0, row)
        sheet.write_formula(3, 0, f'=HYPERLINK("{_AWAY}","x")', None, "甲")
        sheet.write_formula(3, 2, f'=WEBSERVICE("{_AWAY}")', None, 7)
        sheet.write_string(3, 1, "丁")
        sheet.write_string(3, 3, "2024-01-05")
    return out.getvalue()


def _archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("a.csv", _TEXT.replace("99", "97"))
        link = zipfile.ZipInfo("link.csv")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        made.writestr(link, "/etc/passwd")
        made.writestr("C:\\windows\\x.csv", _TEXT.replace("99", "96"))
    return out.getvalue()


def _mail() -> bytes:
    message = EmailMessage()
    message["Subject"] = "付款"
    message.set_content(f'<img src="{_AWAY}t.png"><p>款项已付</p>', subtype="html")
    return message.as_bytes()


def every() -> dict[str, tuple[bytes, int]]:
    """Return name -> content and how many rows or texts must be read."""
    merged = b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    numbers = [
        {"payer": "A", "payee": "B", "amount": float("nan"), "date": "2024-01-02"},
        {"payer": "A", "payee": "B", "amount": 5, "date": "2024-01-02"},
    ]
    return {
        "archive.zip": (_archive(), 2),
        "climbing.xlsx": (_edited(_RELS, b"worksheets/", b"../../../../etc/"), 0),
        "deep.jsonl": (b'{"a":' * 5_000 + b"1" + b"}" * 5_000, 0),
        "formulas.csv": (f"{_TEXT}=cmd|x,+1+1,@SUM(1),-2\n".encode(), 2),
        "formulas.xlsx": (_formulas(), 3),
        "merged.xlsx": (_edited(_SHEET, b"</sheetData>", merged), 2),
        "mixed.csv": (_TEXT.encode() + _TEXT.encode("gb18030"), 0),
        "nan.json": (json.dumps(numbers).encode(), 1),
        "nul.csv": (b"payer,payee,amount,date\n" + b"A\0,B,1,2024-01-02\n" * 9, 0),
        "quote.csv": (f'{_TEXT}"丁,戊,1,2024-01-04\n{_MORE}'.encode(), 4),
        "remote.eml": (_mail(), 1),
        "span.html": (b'<table><tr><td colspan="999999999" rowspan="999999999">a', 0),
        "strings.xlsx": (_edited(_SHEET, b"<v>0</v>", b"<v>99999</v>"), 0),
        "tags.yaml": (b"!!python/object/apply:os.system ['touch pwned']\n", 1),
        "utf32.csv": (_TEXT.replace("99", "98").encode("utf-32"), 2),
        "wide.csv": (",".join(map(str, range(20_000))).encode() + b"\n1\n", 0),
    }
