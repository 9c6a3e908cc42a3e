"""Writers whose bytes depend on nothing but what is written.

Office files are zip archives: entries are stored, in a fixed order, with a fixed time,
so no library version and no compressor changes a byte. The PDF names a standard
Chinese font without embedding it and carries its own map back to Unicode.
"""

from __future__ import annotations

import base64
import csv
import io
import textwrap
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Cell = str | int | float | date | None
Rows = list[list[Cell]]

_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - day 0 of a spreadsheet, no zone
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_MIME = "application/vnd.openxmlformats-officedocument"
_LINE = 38.0  # em of text on one line of a PDF page
_LINES = 36  # lines on one page
_STYLES = (
    f'{_XML}<styleSheet xmlns="{_SHEET}">'
    '<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/>'
    '<numFmt numFmtId="165" formatCode="yyyy-mm-dd hh:mm:ss"/></numFmts>'
    '<fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
    '<borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/>'
    '<xf numFmtId="164" applyNumberFormat="1"/>'
    '<xf numFmtId="165" applyNumberFormat="1"/></cellXfs></styleSheet>'
)
_LATIN = (
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
)
_CHINESE = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light "
    "/Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] /ToUnicode 6 0 R >>"
)
_DESCENDANT = (
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light "
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> "
    "/FontDescriptor 5 0 R /DW 1000 /W [1 95 500] >>"
)
_DESCRIPTOR = (
    "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 "
    "/FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 "
    "/CapHeight 880 /StemV 93 >>"
)


def pack(entries: Mapping[str, str]) -> bytes:
    """Return a stored zip of text entries with fixed times."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, text in entries.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system = 3
            archive.writestr(info, text.encode())
    return buffer.getvalue()


def _types(parts: Mapping[str, str]) -> str:
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>'
        for name, kind in parts.items()
    )
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="rId{i}" Type="{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets, 1)
    )
    return (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'
    )


def docx(text: str, *, author: str = "") -> bytes:
    """Return a Word document, one paragraph a line; ``author`` in its metadata."""
    body = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
        for line in text.strip().split("\n")
    )
    core = (
        f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:creator>{escape(author)}</dc:creator></cp:coreProperties>"
    )
    main = f"{_MIME}.wordprocessingml.document.main+xml"
    props = "application/vnd.openxmlformats-package.core-properties+xml"
    return pack(
        {
            "[Content_Types].xml": _types(
                {"word/document.xml": main, "docProps/core.xml": props}
            ),
            "_rels/.rels": _relations(
                [
                    (f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
                    (
                        f"{_PACKAGE}/relationships/metadata/core-properties",
                        "docProps/core.xml",
                    ),
                ]
            ),
            "word/document.xml": (
                f'{_XML}<w:document xmlns:w="{_WORD}"><w:body>{body}'
                "</w:body></w:document>"
            ),
            "docProps/core.xml": core,
        }
    )


def _letters(column: int) -> str:
    name = ""
    while column >= 0:
        column, rest = divmod(column, 26)
        name = chr(65 + rest) + name
        column -= 1
    return name


def _cell(value: Cell, place: str) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, datetime):
        days = (value - _EPOCH).total_seconds() / 86400
        return f'<c r="{place}" s="2"><v>{days:.8f}</v></c>'
    if isinstance(value, date):
        serial = (value - _EPOCH.date()).days
        return f'<c r="{place}" s="1"><v>{serial}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{place}"><v>{value}</v></c>'
    text = escape(value)
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def _sheet(rows: Rows) -> str:
    lines = (
        f'<row r="{r}">'
        + "".join(_cell(v, f"{_letters(c)}{r}") for c, v in enumerate(row))
        + "</row>"
        for r, row in enumerate(rows, 1)
    )
    inner = "".join(lines)
    return (
        f'{_XML}<worksheet xmlns="{_SHEET}"><sheetData>{inner}</sheetData></worksheet>'
    )


def xlsx(sheets: Mapping[str, Rows]) -> bytes:
    """Return a workbook; dates are real dates, numbers real numbers."""
    names = "".join(
        f'<sheet name="{escape(name)}" sheetId="{i}" r:id="rId{i}"/>'
        for i, name in enumerate(sheets, 1)
    )
    paths = [f"worksheets/sheet{i}.xml" for i in range(1, len(sheets) + 1)]
    kinds = {"xl/workbook.xml": f"{_MIME}.spreadsheetml.sheet.main+xml"}
    kinds |= {f"xl/{p}": f"{_MIME}.spreadsheetml.worksheet+xml" for p in paths}
    kinds["xl/styles.xml"] = f"{_MIME}.spreadsheetml.styles+xml"
    relations = [(f"{_OFFICE}/relationships/worksheet", p) for p in paths]
    relations.append((f"{_OFFICE}/relationships/styles", "styles.xml"))
    entries = {
        "[Content_Types].xml": _types(kinds),
        "_rels/.rels": _relations(
            [(f"{_OFFICE}/relationships/officeDocument", "xl/workbook.xml")]
        ),
        "xl/workbook.xml": (
            f'{_XML}<workbook xmlns="{_SHEET}" '
            f'xmlns:r="{_OFFICE}/relationships"><sheets>{names}</sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": _relations(relations),
        "xl/styles.xml": _STYLES,
    }
    for path, rows in zip(paths, sheets.values(), strict=True):
        entries[f"xl/{path}"] = _sheet(rows)
    return pack(entries)


def table(rows: Iterable[Sequence[Cell]], *, encoding: str = "utf-8") -> bytes:
    """Return a CSV file with Windows line ends, as banks send them."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows(["" if v is None else v for v in row] for row in rows)
    return out.getvalue().encode(encoding)


def eml(text: str, *, sender: str, subject: str, when: str, recipient: str) -> bytes:
    """Return an e-mail with a base64 body in GB18030, as a web mailer sends it."""

    def word(value: str) -> str:
        return f"=?UTF-8?B?{base64.b64encode(value.encode()).decode()}?="

    payload = base64.b64encode(text.encode("gb18030")).decode()
    lines = [payload[i : i + 76] for i in range(0, len(payload), 76)]
    head = [
        f"From: {word(sender)} <petition@mail.example>",
        f"To: {recipient}",
        f"Subject: {word(subject)}",
        f"Date: {when}",
        "Message-ID: <20260814.0001@mail.example>",
        "MIME-Version: 1.0",
        'Content-Type: text/plain; charset="gb18030"',
        "Content-Transfer-Encoding: base64",
        "",
    ]
    return "\r\n".join([*head, *lines, ""]).encode("ascii")


def _wrapped(text: str) -> list[str]:
    lines = []
    for paragraph in text.strip().split("\n"):
        line, width = "", 0.0
        for char in paragraph:
            step = 0.5 if ord(char) < 0x100 else 1.0  # noqa: PLR2004 - half-width
            if width + step > _LINE:
                lines.append(line)
                line, width = "", 0.0
            line, width = line + char, width + step
        lines.append(line)
    return lines


def _unicode_map(chars: Sequence[str]) -> str:
    blocks = []
    for start in range(0, len(chars), 100):
        part = chars[start : start + 100]
        pairs = "\n".join(f"<{ord(c):04X}> <{ord(c):04X}>" for c in part)
        blocks.append(f"{len(part)} beginbfchar\n{pairs}\nendbfchar")
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CMapName /Unicode def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        + "\n".join(blocks)
        + "\nendcmap end end"
    )


def _hex(line: str) -> str:
    return "<" + "".join(f"{ord(c):04X}" for c in line) + ">"


def _plain(line: str) -> str:
    for mark in "\\()":
        line = line.replace(mark, "\\" + mark)
    return f"({line})"


def _stream(text: str) -> str:
    return f"<< /Length {len(text)} >>\nstream\n{text}\nendstream"


def pdf(text: str) -> bytes:
    """Return a PDF whose text can be taken out; no font is embedded.

    Plain English is set in Helvetica, anything else in the standard Chinese font.
    """
    if text.isascii():
        cut = [textwrap.wrap(p, 84) or [""] for p in text.strip().split("\n")]
        lines, written = [line for part in cut for line in part], _plain
        fonts = [_LATIN]
    else:
        lines, written = _wrapped(text), _hex
        used = _unicode_map(sorted(set("".join(lines))))
        fonts = [_CHINESE, _DESCENDANT, _DESCRIPTOR, _stream(used)]
    pages = [lines[i : i + _LINES] for i in range(0, len(lines), _LINES)]
    first = 3 + len(fonts)
    numbers = range(first, first + 2 * len(pages), 2)
    kids = " ".join(f"{n} 0 R" for n in numbers)
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        *fonts,
    ]
    for number, page in zip(numbers, pages, strict=True):
        shown = " T* ".join(f"{written(line)} Tj" for line in page)
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            "/Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {number + 1} 0 R >>"
        )
        objects.append(_stream(f"BT /F1 12 Tf 20 TL 70 770 Td {shown} ET"))
    return _assembled(objects)


def _assembled(objects: Sequence[str]) -> bytes:
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    start, count = len(out), len(objects) + 1
    out += f"xref\n0 {count}\n0000000000 65535 f \n"
    out += "".join(f"{place:010d} 00000 n \n" for place in places)
    out += f"trailer << /Size {count} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return out.encode("ascii")
