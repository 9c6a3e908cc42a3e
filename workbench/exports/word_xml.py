"""Paragraphs, tables and pages of a Word file as XML elements.

Text only ever becomes the content of ``w:t``: no field code, no link, no formula can
come out of what a plan or a letter says.
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from docx.oxml.ns import nsmap, qn
from lxml import etree

from workbench.exports.document import (
    Box,
    Figure,
    Form,
    Heading,
    Items,
    Para,
    Table,
)
from workbench.figures.plain import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from workbench.exports.document import Block, Document, Part
    from workbench.wording import Language

_DATE = re.compile(r"(?<=\d)-(?=\d\d(?!\d))")
_SPACE = {"w": nsmap["w"]}
_W = f"{{{nsmap['w']}}}"
_CM = 567  # twentieths of a point in a centimetre


class Pictures(Protocol):
    """Where pictures of a document go."""

    def add(self, png: bytes) -> str:
        """Take a PNG and return its relation id."""


@dataclass(frozen=True, slots=True)
class Face:
    """Typeface of a run: Latin and Chinese, half-points, bold."""

    latin: str
    han: str
    size: int
    bold: bool = False
    colour: str = ""


_ZH = {
    "title": Face("Times New Roman", "方正小标宋简体", 44),
    "h1": Face("Times New Roman", "黑体", 32),
    "h2": Face("Times New Roman", "楷体_GB2312", 32, bold=True),
    "body": Face("Times New Roman", "仿宋_GB2312", 32),
    "label": Face("Times New Roman", "仿宋_GB2312", 32, bold=True),
    "note": Face("Times New Roman", "楷体_GB2312", 24),
    "cell": Face("Times New Roman", "仿宋_GB2312", 21),
    "wide": Face("Times New Roman", "仿宋_GB2312", 17),
    "head": Face("Times New Roman", "黑体", 20),
    "page": Face("Times New Roman", "宋体", 18, colour="595959"),
}
_EN = {
    "title": Face("Times New Roman", "方正小标宋简体", 36, bold=True),
    "h1": Face("Arial", "黑体", 26, bold=True),
    "h2": Face("Arial", "黑体", 22, bold=True),
    "body": Face("Times New Roman", "仿宋_GB2312", 23),
    "label": Face("Times New Roman", "仿宋_GB2312", 23, bold=True),
    "note": Face("Times New Roman", "仿宋_GB2312", 20),
    "cell": Face("Times New Roman", "仿宋_GB2312", 19),
    "wide": Face("Times New Roman", "仿宋_GB2312", 17),
    "head": Face("Arial", "黑体", 17, bold=True),
    "page": Face("Arial", "宋体", 15, colour="595959"),
}


def faces(lang: Language) -> Mapping[str, Face]:
    """Return the typefaces of a language's papers."""
    return _ZH if lang == "zh" else _EN


def el(tag: str, *children: Any, **attributes: object) -> Any:
    """Make an element of the ``w`` namespace."""
    given = {_W + name.rstrip("_"): str(value) for name, value in attributes.items()}
    made = etree.Element(_W + tag, given, nsmap=_SPACE)
    for child in children:
        if child is not None:
            made.append(child)
    return made


def fonts(face: Face) -> Any:
    """Name the typefaces of a run."""
    return el(
        "rFonts", ascii=face.latin, hAnsi=face.latin, eastAsia=face.han, cs=face.latin
    )


@cache
def _look(face: Face) -> Any:
    """Return the properties of a run, to be copied: a plan has thousands of runs."""
    return el(
        "rPr",
        fonts(face),
        el("b") if face.bold else None,
        el("color", val=face.colour) if face.colour else None,
        el("sz", val=face.size),
        el("szCs", val=face.size),
        el("lang", val="en-GB", eastAsia="zh-CN"),
    )


def run(text: str, face: Face) -> Any:
    """Make a run; line ends become line breaks."""
    made = el("r", deepcopy(_look(face)))
    for n, line in enumerate(printable(text).splitlines() or [""]):
        if n:
            made.append(el("br"))
        for m, piece in enumerate(_DATE.split(line)):
            if m:  # a date is never broken at its hyphens
                made.append(el("noBreakHyphen"))
            made.append(_text(piece))
    return made


def _text(words: str) -> Any:
    made = el("t")
    made.text = words
    made.set(qn("xml:space"), "preserve")
    return made


def para(
    *runs: Any,
    align: str = "left",
    line: int = 0,
    before: int = 0,
    after: int = 0,
    first: int = 0,
    left: int = 0,
    style: str = "",
    keep: bool = False,
) -> Any:
    """Make a paragraph; ``line`` is an exact height in twentieths, 0 for single."""
    spacing = el("spacing", before=before, after=after)
    if line:
        spacing.set(qn("w:line"), str(line))
        spacing.set(qn("w:lineRule"), "exact")
    indent = el("ind")
    if left:
        indent.set(qn("w:left"), str(left))
    if first:
        name = "firstLine" if first > 0 else "hanging"
        indent.set(qn(f"w:{name}"), str(abs(first)))
    properties = el(
        "pPr",
        el("pStyle", val=style) if style else None,
        el("keepNext") if keep else None,
        spacing,
        indent if left or first else None,
        el("jc", val=align),
    )
    return el("p", properties, *runs)


def part(
    content: Part, document: Document, *, first: bool, pictures: Pictures
) -> Iterator[Any]:
    """Give the elements of a part, its title first."""
    look = faces(document.lang)
    if first:
        yield para(
            run(document.title, look["title"]), align="center", after=120, before=200
        )
        if document.subtitle:
            yield para(run(document.subtitle, look["note"]), align="center", after=240)
    if content.title:
        yield para(
            run(content.title, look["h1"]), after=160, style="Heading1", keep=True
        )
    for block in content.blocks:
        yield from _block(block, document.lang, wide=content.wide, pictures=pictures)


def _block(
    block: Block, lang: Language, *, wide: bool, pictures: Pictures
) -> Iterator[Any]:
    look = faces(lang)
    match block:
        case Heading():
            yield _heading(block, lang, wide=wide)
        case Para():
            yield _paragraph(block, lang, wide=wide)
        case Items():
            yield from _items(block, lang, wide=wide)
        case Table():
            if block.caption:
                yield para(
                    run(block.caption, look["head"]),
                    align="center",
                    before=120,
                    after=60,
                    keep=True,
                )
            yield _table(block, lang, wide=wide)
            yield para(run("", look["page"]), line=160)
        case Form():
            yield _form(block, lang)
            yield para(run("", look["page"]), line=160)
        case Figure():
            from workbench.exports.word_picture import drawing  # noqa: PLC0415 - cycle

            yield para(drawing(block, pictures), align="center", before=120, keep=True)
            yield para(run(block.caption, look["note"]), align="center", after=120)


def _heading(block: Heading, lang: Language, *, wide: bool) -> Any:
    look = faces(lang)
    if wide:
        return para(
            run(block.text, look["head"]),
            before=160,
            after=60,
            keep=True,
            style="Heading2",
        )
    zh = lang == "zh"
    return para(
        run(block.text, look[f"h{block.level}"]),
        line=560 if zh else 0,
        before=0 if zh else 200,
        after=60,
        first=640 if zh else 0,
        style=f"Heading{block.level}",
        keep=True,
    )


_IDS = re.compile(r"[!-~]{8,}")


def _side(text: str) -> str:
    """Justify a line, but not one of ids: they do not break and tear it apart."""
    return "left" if _IDS.search(text) else "both"


def _paragraph(block: Para, lang: Language, *, wide: bool) -> Any:
    look = faces(lang)
    zh = lang == "zh" and not wide and block.kind != "note"
    face = look["note" if block.kind == "note" or wide else "body"]
    runs = [run(block.label, look["label"])] if block.label else []
    return para(
        *runs,
        run(block.text, face),
        align=_side(block.text),
        line=560 if zh else 0,
        after=0 if zh else 80,
        first=640 if zh else 0,
    )


def _items(block: Items, lang: Language, *, wide: bool) -> Iterator[Any]:
    look = faces(lang)
    zh = lang == "zh"
    face = look["note"] if wide else look["body"]
    for n, item in enumerate(block.items, 1):
        mark = f"{n}．" if zh else f"{n}.\t"
        if not block.numbered:
            mark = "" if zh else "–\t"
        if zh:
            yield para(
                run(mark + item, face),
                align=_side(item),
                line=0 if wide else 560,
                first=0 if wide else 640,
                keep=wide,
            )
        else:
            yield para(
                run(mark, face),
                run(item, face),
                left=440,
                first=-440,
                after=50,
                keep=wide,
            )


def _grid(widths: Sequence[float], total: int) -> list[int]:
    scale = total / sum(widths)
    return [round(width * scale) for width in widths]


def _frame(widths: list[int]) -> Any:
    edges = [
        el(side, val="single", sz=4, space=0, color="808080")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    ]
    margins = el(
        "tblCellMar",
        el("top", w=40, type="dxa"),
        el("left", w=70, type="dxa"),
        el("bottom", w=40, type="dxa"),
        el("right", w=70, type="dxa"),
    )
    properties = el(
        "tblPr",
        el("tblW", w=sum(widths), type="dxa"),
        el("jc", val="center"),
        el("tblBorders", *edges),
        el("tblLayout", type="fixed"),
        margins,
    )
    return el("tbl", properties, el("tblGrid", *(el("gridCol", w=w) for w in widths)))


def _cell(
    width: int, *content: Any, span: int = 1, shade: bool = False, middle: bool = False
) -> Any:
    properties = el(
        "tcPr",
        el("tcW", w=width, type="dxa"),
        el("gridSpan", val=span) if span > 1 else None,
        el("shd", val="clear", color="auto", fill="F2F2F2") if shade else None,
        el("vAlign", val="center") if middle else None,
    )
    return el("tc", properties, *content)


WIDTH, WIDTH_WIDE = 8845, 14570
"""Text width of a portrait and of a wide page, twentieths of a point."""


SMALL = 5
"""Rows up to which a table is not parted by the end of a page."""


def _table(block: Table, lang: Language, *, wide: bool) -> Any:
    look = faces(lang)
    widths = _grid(
        [column.width for column in block.columns], WIDTH_WIDE if wide else WIDTH
    )
    made = _frame(widths)
    head = el("tr", el("trPr", el("cantSplit"), el("tblHeader")))
    for column, width in zip(block.columns, widths, strict=True):
        text = para(run(column.title, look["head"]), align="center", keep=True)
        head.append(_cell(width, text, shade=True, middle=True))
    made.append(head)
    face = look["wide" if wide else "cell"]
    whole = len(block.rows) <= SMALL and not wide
    for n, row in enumerate(block.rows, 1):
        line = el("tr", el("trPr", el("cantSplit")))
        stays = whole and n < len(block.rows)
        for text, column, width in zip(row, block.columns, widths, strict=True):
            told = para(run(text, face), align=column.align, keep=stays)
            line.append(_cell(width, told))
        made.append(line)
    return made


def _form(block: Form, lang: Language) -> Any:
    widths = _grid(block.widths, WIDTH)
    made = _frame(widths)
    for boxes in block.rows:
        tall = max(box.tall for box in boxes)
        height = el("trHeight", val=round(tall * _CM), hRule="atLeast")
        line = el("tr", el("trPr", el("cantSplit"), height if tall else None))
        at = 0
        for box in boxes:
            width = sum(widths[at : at + box.span])
            line.append(_box(box, width, lang))
            at += box.span
        made.append(line)
    return made


def _box(box: Box, width: int, lang: Language) -> Any:
    look = faces(lang)
    face = look["head" if box.label else "cell"]
    align = "center" if box.label else "left"
    content = [para(run(box.text, face), align=align)]
    if box.sign:
        gap = max(0, round((box.tall - 1.3) * _CM))
        content.append(para(run(box.sign, look["cell"]), align="right", before=gap))
    return _cell(width, *content, span=box.span, shade=box.label, middle=box.label)
