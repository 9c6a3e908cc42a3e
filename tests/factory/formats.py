"""Rows written as they arrive: text, workbook, document, page, mail, archive, data."""

from __future__ import annotations

import email.message
import io
import json
import sqlite3
import zipfile
import zlib
from typing import TYPE_CHECKING

import docx
import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from tests.factory import hostile

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

Rows = "Sequence[Sequence[object]]"


def text(rows: Rows, mark: str = ",", newline: str = "\n") -> str:
    """Lay rows out as delimited text, cells with the mark in quotes."""
    lines = []
    for row in rows:
        cells = ["" if cell is None else str(cell) for cell in row]
        lines.append(mark.join(f'"{c}"' if mark in c else c for c in cells))
    return newline.join(lines) + newline


def sheets(**tables: Rows) -> bytes:
    """A workbook of several sheets."""
    out = io.BytesIO()
    options = {"in_memory": True, "default_date_format": "yyyy-mm-dd"}
    with xlsxwriter.Workbook(out, options) as book:
        for name, rows in tables.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return out.getvalue()


def open_sheet(rows: Rows) -> bytes:
    """A small OpenDocument spreadsheet."""
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    lines = "".join(
        "<table:table-row>"
        + "".join(
            '<table:table-cell office:value-type="string">'
            f"<text:p>{cell}</text:p></table:table-cell>"
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    content = (
        '<?xml version="1.0"?>'
        f'<office:document-content xmlns:office="{space}office:1.0"'
        f' xmlns:table="{space}table:1.0" xmlns:text="{space}text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="Sheet1">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<?xml version="1.0"?><manifest:manifest xmlns:manifest="{space}manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml"'
        ' manifest:media-type="text/xml"/></manifest:manifest>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("mimetype", kind)
        made.writestr("content.xml", content)
        made.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


def word(*, table: Rows = (), lines: Sequence[str] = ()) -> bytes:
    made = docx.Document()
    for line in lines:
        made.add_paragraph(line)
    if table:
        grid = made.add_table(len(table), len(table[0]))
        for down, row in enumerate(table):
            for right, cell in enumerate(row):
                grid.cell(down, right).text = str(cell)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def page(rows: Rows, encoding: str = "utf-8") -> bytes:
    lines = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<html><body><table>{lines}</table></body></html>".encode(encoding)


def plain_pdf(*lines: str) -> bytes:
    """A PDF of a few lines of Latin text."""
    shown = b"BT /F1 12 Tf 20 180 Td 14 TL "
    shown += b"".join(b"(%s) Tj T* " % line.encode() for line in lines) + b"ET"
    body = hostile.pdf(zlib.compress(shown))
    font = b"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    return body.replace(b"/Resources<<>>", font)


def mail(subject: str, body: str, **attached: bytes) -> bytes:
    made = email.message.EmailMessage()
    made["Subject"], made["From"], made["To"] = (
        subject,
        "a@example.org",
        "b@example.org",
    )
    made["Date"] = "Tue, 05 Mar 2024 09:00:00 +0800"
    made.set_content(body)
    for name, content in attached.items():
        made.add_attachment(
            content, maintype="application", subtype="octet-stream",
            filename=name.replace("__", "."),
        )  # fmt: skip
    return made.as_bytes()


def zipped(members: dict[str, bytes], *, gbk: bool = False) -> bytes:
    """A zip; with ``gbk`` names as Chinese Windows writes them, without the mark."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            if gbk:
                about = _Gbk(name)
                made.writestr(about, content)
            else:
                made.writestr(name, content)
    return out.getvalue()


class _Gbk(zipfile.ZipInfo):
    def _encodeFilenameFlags(self):  # noqa: N802 - the library's name
        return self.filename.encode("gb18030"), self.flag_bits


def lines_of(rows: Rows) -> bytes:
    head, *rest = rows
    listed = [dict(zip(head, row, strict=True)) for row in rest]
    return "\n".join(json.dumps(each, ensure_ascii=False) for each in listed).encode()


def entities() -> bytes:
    """FollowTheMoney: two payments between three parties, and an address."""
    found = [
        {"id": "p1", "schema": "Person", "properties": {"name": ["Ann Lee"]}},
        {"id": "c1", "schema": "Company", "properties": {"name": ["Alpha Ltd"]}},
        {"id": "a1", "schema": "Address", "properties": {"full": ["1 High St"]}},
        {
            "id": "t1",
            "schema": "Payment",
            "properties": {
                "payer": ["p1"],
                "beneficiary": ["c1"],
                "amountEur": ["12.5"],
                "date": ["2024-01-02"],
            },
        },
        {
            "id": "o1",
            "schema": "Ownership",
            "properties": {"owner": ["p1"], "asset": ["c1"], "percentage": ["50"]},
        },
    ]
    return "\n".join(json.dumps(each) for each in found).encode()


def database(folder: Path, rows: Rows) -> bytes:
    path = folder / "spare.sqlite"
    base = sqlite3.connect(path)
    names = ", ".join(f'"{name}"' for name in rows[0])
    base.execute(f"create table 转账 ({names})")
    marks = ", ".join("?" * len(rows[0]))
    base.executemany(f"insert into 转账 values ({marks})", rows[1:])  # noqa: S608 - ours
    base.execute("create view evil as select * from 转账")
    base.commit()
    base.close()
    content = path.read_bytes()
    path.unlink()
    return content


def columns(rows: Rows) -> bytes:
    head, *rest = rows
    table = pa.table({name: [row[n] for row in rest] for n, name in enumerate(head)})
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink)
    return sink.getvalue().to_pybytes()
