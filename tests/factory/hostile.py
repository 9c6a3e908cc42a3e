"""Files made to hurt whoever opens them, by code; none is kept in the repository."""

from __future__ import annotations

import io
import random
import sqlite3
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

import docx
import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

CANARY = "CANARY-7788"
_SHEET = "xl/worksheets/sheet1.xml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_START = f'<?xml version="1.0"?><worksheet xmlns="{_MAIN}"><sheetData>'.encode()
_END = b"</sheetData></worksheet>"


def workbook(rows: list[list[object]] | None = None) -> bytes:
    """A small good workbook."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("流水")
        for number, row in enumerate(rows or [["交易日期", "金额"], ["2024-01-02", 1]]):
            sheet.write_row(number, 0, row)
    return out.getvalue()


def document(text: str = "会议纪要") -> bytes:
    """A small good Word document."""
    out = io.BytesIO()
    made = docx.Document()
    made.add_paragraph(text)
    made.save(out)
    return out.getvalue()


def with_part(source: bytes, name: str, chunks: Iterable[bytes]) -> bytes:
    """Replace one part of a zipped file."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(source)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new,
    ):
        for about in old.infolist():
            if about.filename == name:
                with new.open(about.filename, "w", force_zip64=True) as part:
                    for chunk in chunks:
                        part.write(chunk)
            else:
                new.writestr(about.filename, old.read(about))
    return out.getvalue()


def sheet_bomb(megabytes: int) -> bytes:
    """A sheet of many rows that packs to nearly nothing."""
    cell = b'<row><c t="inlineStr"><is><t>' + b"a" * 44 + b"</t></is></c></row>"
    block = cell * 10_000
    count = megabytes * (1 << 20) // len(block)
    return with_part(workbook(), _SHEET, [_START, *[block] * count, _END])


def one_cell_bomb(megabytes: int) -> bytes:
    """One cell of very many letters."""
    head = _START + b'<row><c t="inlineStr"><is><t>'
    chunks = [head, *[b"a" * (1 << 20)] * megabytes, b"</t></is></c></row>" + _END]
    return with_part(workbook(), _SHEET, chunks)


def lying_bomb() -> bytes:
    """A bomb whose directory says it is small."""
    packed = bytearray(sheet_bomb(40))
    name = _SHEET.encode()
    for mark, size_at, name_at in ((b"PK\x01\x02", 24, 46), (b"PK\x03\x04", 22, 30)):
        at = 0
        while (at := packed.find(mark, at)) >= 0:
            if packed[at + name_at : at + name_at + len(name)] == name:
                struct.pack_into("<I", packed, at + size_at, 2000)
            at += 4
    return bytes(packed)


def far_cell() -> bytes:
    """Two cells, the second in the last corner of the sheet."""
    body = (
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>h</t></is></c></row>'
        b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>z</t></is></c></row>'
    )
    return with_part(workbook(), _SHEET, [_START + body + _END])


def laughs() -> bytes:
    """Return entities that each name ten of the one before."""
    found = b'<!DOCTYPE x [<!ENTITY a "' + b"a" * 60 + b'">'
    for level in range(8):
        name, inner = bytes([98 + level]), b"&" + bytes([97 + level]) + b";"
        found += b'<!ENTITY %s "%s">' % (name, inner * 10)
    return found + b"]>"


def entity_sheet(doctype: bytes, name: bytes) -> bytes:
    body = b'<row r="1"><c r="A1" t="inlineStr"><is><t>&%s;</t></is></c></row>' % name
    head = b'<?xml version="1.0"?>' + doctype + _START.partition(b"?>")[2]
    return with_part(workbook(), _SHEET, [head + body + _END])


def entity_document(doctype: bytes, name: bytes) -> bytes:
    body = (
        b'<?xml version="1.0"?>' + doctype + b'<w:document xmlns:w="%s"><w:body><w:p>'
        b"<w:r><w:t>&%s;</w:t></w:r></w:p></w:body></w:document>"
    ) % (_WORD.encode(), name)
    return with_part(document(), "word/document.xml", [body])


def outside(where: Path) -> bytes:
    """Return a declaration that names a file outside."""
    return b'<!DOCTYPE x [<!ENTITY e SYSTEM "%s">]>' % where.as_uri().encode()


def document_bomb(megabytes: int) -> bytes:
    block = b"<w:p><w:r><w:t>aaaaaaaaaaaaaaaa</w:t></w:r></w:p>" * 10_000
    head = f'<?xml version="1.0"?><w:document xmlns:w="{_WORD}"><w:body>'.encode()
    count = megabytes * (1 << 20) // len(block)
    chunks = [head, *[block] * count, b"</w:body></w:document>"]
    return with_part(document(), "word/document.xml", chunks)


def pdf(stream: bytes) -> bytes:
    """A one-page PDF whose content is a deflated stream."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<<>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n" % len(stream)
        + stream
        + b"\nendstream",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + each + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n"
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start


def pdf_bomb(megabytes: int) -> bytes:
    return pdf(zlib.compress(b"q " * (megabytes << 19), 9))


def archive(**members: bytes) -> bytes:
    """A zip of the given members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return out.getvalue()


def named(*names: str, content: bytes = b"a,b\n1,2\n") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, content)
    return out.getvalue()


def locked(source: bytes) -> bytes:
    """Mark every member of a zip as encrypted."""
    made = bytearray(source)
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = 0
        while (at := made.find(mark, at)) >= 0:
            made[at + place] |= 1
            at += 4
    return bytes(made)


def nested(depth: int, content: bytes) -> bytes:
    for level in range(depth):
        content = archive(**{f"{level}.zip" if level else "in.csv": content})
    return content


def encrypted_office() -> bytes:
    """What a password-protected xlsx begins with."""
    name = "EncryptedPackage".encode("utf-16-le")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504 + name + b"\x00" * 512


def broken_database() -> bytes:
    base = sqlite3.connect(":memory:")
    base.execute("create table t(a, b)")
    base.executemany("insert into t values (?, ?)", [(n, "x" * 50) for n in range(500)])
    content = bytearray(base.serialize())
    base.close()
    content[100:140] = b"\xff" * 40
    return bytes(content[: len(content) // 2])


def mutated(source: bytes, seed: int) -> bytes:
    """Change, cut or add a few bytes."""
    chance = random.Random(seed)  # noqa: S311 - seeded, for repeatable damage
    made = bytearray(source)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(made))
        what = chance.random()
        if what < 0.5:
            made[at] = chance.randrange(256)
        elif what < 0.8:
            del made[at : at + chance.randint(1, 200)]
        else:
            made[at:at] = bytes(chance.randrange(256) for _ in range(20))
        made = made or bytearray(b"x")
    return bytes(made)


def every(secret: Path) -> dict[str, bytes]:
    """Return file name -> content of one of each; each must give one error or more."""
    book = workbook()
    return {
        "bomb.xlsx": sheet_bomb(48),
        "cell.xlsx": one_cell_bomb(48),
        "lying.xlsx": lying_bomb(),
        "far.xlsx": far_cell(),
        "laughs.xlsx": entity_sheet(laughs(), b"i"),
        "laughs.docx": entity_document(laughs(), b"i"),
        "xxe.xlsx": entity_sheet(outside(secret), b"e"),
        "xxe.docx": entity_document(outside(secret), b"e"),
        "bomb.docx": document_bomb(48),
        "bomb.pdf": pdf_bomb(60),
        "cut.xlsx": book[: len(book) // 2],
        "cut.docx": document()[:900],
        "cut.pdf": pdf(zlib.compress(b"q"))[:150],
        "picture.xlsx": b"\x89PNG\r\n\x1a\n" + b"\x00" * 100,
        "noise.csv": bytes(range(256)) * 40,
        "noise.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 40,
        "noise.parquet": b"PAR1" + bytes(range(256)) * 40,
        "locked.xlsx": encrypted_office(),
        "locked.zip": locked(archive(**{"a.csv": b"a,b\n1,2\n"})),
        "climb.zip": named("../../../../tmp/evil.csv", "/etc/evil.csv", "..\\evil.csv"),
        "deep.zip": nested(9, b"a,b\n1,2\n"),
        "deep.json": b"[" * 200_000,
        "deep.html": b"<table>" * 50_000,
        "lines.jsonl": b"{\n" * 1_000,
        "base.sqlite": broken_database(),
        "empty.xlsx": b"",
        "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\x00" * 500
        + "WordDocument".encode("utf-16-le"),
        "mail.eml": b"\x00\x01\x02" * 500,
    }
