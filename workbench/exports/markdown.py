"""A document as Markdown: plain text, nothing of which turns into a link or a tag."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.exports.document import (
    UNVERIFIED,
    Figure,
    Form,
    Heading,
    Items,
    Para,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.exports.document import Block, Document

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~!^$&=])")
_STARTS = re.compile(r"^(\s*)([-+>]|\d+[.)])(?=\s|$)", re.MULTILINE)
_LINKS = re.compile(r"(?i)(?<=\b)(https?|ftp|mailto|javascript|data|file|www)([:.])")
_AT = re.compile(r"(?<=\S)@(?=\S)")


def escape(text: str) -> str:
    """Return ``text`` so that Markdown shows it as it stands."""
    text = _MARKS.sub(r"\\\1", text.replace("\r", "\n").replace("\x00", ""))
    text = _STARTS.sub(r"\1\\\2", text)
    return _AT.sub(r"\\@", _LINKS.sub(r"\1\\\2", text))


def markdown(document: Document) -> str:
    """Return the whole document; head and journal stand at its top and foot."""
    lines = [
        f"> {UNVERIFIED} · {escape(document.office)} · {escape(document.status)}",
        "",
        f"# {escape(document.title)}",
        "",
    ]
    if document.subtitle:
        lines += [escape(document.subtitle), ""]
    for part in document.parts:
        if part.title:
            lines += ["---", "", f"# {escape(part.title)}", ""]
        for block in part.blocks:
            lines += [*_block(block), ""]
    foot = f"{escape(document.number)} · {escape(document.head)}"
    lines += ["---", "", f"{UNVERIFIED} · {foot}", ""]
    return "\n".join(lines)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * (block.level + 1)} {escape(block.text)}"
        case Para():
            label = f"**{escape(block.label.strip())}** " if block.label.strip() else ""
            yield label + escape(block.text)
        case Items():
            for n, item in enumerate(block.items, 1):
                yield f"{f'{n}.' if block.numbered else '-'} {_line(item)}"
        case Table():
            yield from _table(block)
        case Form():
            for row in block.rows:
                yield " | ".join(["", *_boxes(row), ""]).strip()
                if row is block.rows[0]:
                    width = sum(box.span for box in row)
                    yield "|" + " --- |" * width
        case Figure():
            yield f"**{escape(block.caption)}**"
            yield ""
            yield "```text"
            yield str(block.picture.text).replace("```", "'''")
            yield "```"


def _boxes(row: tuple[object, ...]) -> Iterator[str]:
    from workbench.exports.document import Box  # noqa: PLC0415 - a name for match

    for box in row:
        match box:
            case Box():
                text = " ".join(filter(None, (_line(box.text), _line(box.sign))))
                yield f"**{text}**" if box.label and text else text
                yield from [""] * (box.span - 1)


def _table(table: Table) -> Iterator[str]:
    if table.caption:
        yield f"**{escape(table.caption)}**"
        yield ""
    yield "| " + " | ".join(_line(c.title) for c in table.columns) + " |"
    rule = {"left": "---", "center": ":-:", "right": "--:"}
    yield "| " + " | ".join(rule[c.align] for c in table.columns) + " |"
    for row in table.rows:
        yield "| " + " | ".join(_line(cell) for cell in row) + " |"


def _line(text: str) -> str:
    return escape(text).replace("\n", "<br>")
