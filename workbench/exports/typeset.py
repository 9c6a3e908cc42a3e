"""A document as PDF: typst, our own font embedded, no font of the machine."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, time
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from workbench.exports.document import (
    UNVERIFIED,
    Figure,
    Form,
    Heading,
    Items,
    Para,
    Table,
)
from workbench.figures.fonts import FOLDER
from workbench.figures.plain import printable

if TYPE_CHECKING:
    from workbench.exports.document import Block, Document


_LONG = re.compile(r"[!-~]{15,}")
_MARKS = re.compile(r"[-._/]")


def pdf(document: Document) -> bytes:
    """Return the document as PDF; same document, same bytes.

    Words travel as JSON strings that the template prints; none is read as markup.
    """
    import typst  # noqa: PLC0415 - heavy, loaded on use

    template = files("workbench.exports").joinpath("paper.typ").read_bytes()
    compile_: Any = typst.compile  # its stubs know no template given as bytes
    made: bytes = compile_(
        template,
        font_paths=[str(FOLDER)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(_data(document), ensure_ascii=False)},
        timestamp=int(datetime.combine(document.as_of, time(), UTC).timestamp()),
    )
    return made


def _data(document: Document) -> dict[str, Any]:
    day = document.as_of
    whole = {
        "title": document.title,
        "subtitle": document.subtitle,
        "lang": document.lang,
        "office": document.office,
        "number": document.number,
        "head": document.head,
        "watermark": document.watermark if document.draft else "",
        "unverified": UNVERIFIED,
        "keywords": [document.head, *document.keywords],
        "day": [day.year, day.month, day.day],
        "parts": [
            {
                "title": part.title,
                "wide": part.wide,
                "blocks": [_block(block) for block in part.blocks],
            }
            for part in document.parts
        ],
    }
    found: dict[str, Any] = _clean(whole)
    return found


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _clean(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_clean(one) for one in value]
    return value


def _breakable(text: str) -> str:
    """Let a long number or id break at its marks instead of leaving its cell."""
    return _LONG.sub(lambda found: _MARKS.sub("\\g<0>\u200b", found[0]), text)


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "level": block.level, "text": block.text}
        case Para():
            return {
                "kind": "para",
                "label": block.label,
                "text": block.text,
                "style": block.kind,
            }
        case Items():
            return {
                "kind": "items",
                "items": list(block.items),
                "numbered": block.numbered,
            }
        case Table():
            columns = [
                {"title": c.title, "width": c.width, "align": c.align}
                for c in block.columns
            ]
            rows = [[_breakable(cell) for cell in row] for row in block.rows]
            return {
                "kind": "table",
                "caption": block.caption,
                "columns": columns,
                "rows": rows,
            }
        case Form():
            return {"kind": "form", "widths": list(block.widths), "rows": _boxes(block)}
        case Figure():
            return {
                "kind": "figure",
                "svg": block.picture.svg(),
                "alt": block.picture.text,
                "caption": block.caption,
            }


def _boxes(form: Form) -> list[list[dict[str, Any]]]:
    return [
        [
            {
                "text": box.text,
                "label": box.label,
                "span": box.span,
                "tall": box.tall,
                "sign": box.sign,
            }
            for box in row
        ]
        for row in form.rows
    ]
