"""A document as one HTML page that needs no network, no script and no other file."""

from __future__ import annotations

import re
from html import escape
from importlib.resources import files
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
from workbench.figures.plain import printable
from workbench.wording import speaking, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.exports.document import Block, Box, Document

_ = words("exports")

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""What the page lets a browser do: show its own style, and nothing else."""


def page(document: Document) -> str:
    """Return the document as one offline page, light or dark as the reader has it."""
    css = files("workbench.exports").joinpath("page.css").read_text("utf-8")
    lang = "zh-CN" if document.lang == "zh" else "en"
    foot = f"{document.number} · {document.head}"
    lines = [
        f'<!doctype html>\n<html lang="{lang}">',
        '<head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        '<meta name="referrer" content="no-referrer">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_text(document.title)}</title>",
        f"<style>\n{css}</style></head>",
        "<body>",
        _strip("header", document.office, document.status),
        "<main>",
        *_parts(document),
        "</main>",
        _strip("footer", foot, document.status),
        "</body></html>\n",
    ]
    return "\n".join(lines)


def _text(words_: str) -> str:
    """Escape a text; line ends stay visible."""
    return escape(printable(words_), quote=True).replace("\n", "<br>")


def _strip(tag: str, *said: str) -> str:
    spans = "".join(f"<span>{_text(one)}</span>" for one in said if one)
    return f"<{tag}><strong>{_text(UNVERIFIED)}</strong>{spans}</{tag}>"


def _parts(document: Document) -> Iterator[str]:
    with speaking(document.lang):
        contents = _("Contents")
    yield f"<h1>{_text(document.title)}</h1>"
    if document.subtitle:
        yield f'<p class="under">{_text(document.subtitle)}</p>'
    if document.draft:
        yield f'<p class="draft">{_text(document.watermark)}</p>'
    annexes = [(n, part.title) for n, part in enumerate(document.parts) if part.title]
    if annexes:
        yield f'<nav aria-label="{_text(contents)}"><ul>'
        yield from (f'<li><a href="#p{n}">{_text(t)}</a></li>' for n, t in annexes)
        yield "</ul></nav>"
    for n, part in enumerate(document.parts):
        yield f'<section id="p{n}">'
        if part.title:
            yield f"<h1>{_text(part.title)}</h1>"
        for block in part.blocks:
            yield from _block(block)
        yield "</section>"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            level = block.level + 1
            yield f"<h{level}>{_text(block.text)}</h{level}>"
        case Para():
            label = f"<strong>{_text(block.label)}</strong>" if block.label else ""
            yield f'<p class="{block.kind}">{label}{_text(block.text)}</p>'
        case Items():
            tag = "ol" if block.numbered else "ul"
            items = "".join(f"<li>{_text(item)}</li>" for item in block.items)
            yield f"<{tag}>{items}</{tag}>"
        case Table():
            yield from _table(block)
        case Form():
            yield '<div class="scroll"><table class="form"><tbody>'
            for row in block.rows:
                yield f"<tr>{''.join(_box(box) for box in row)}</tr>"
            yield "</tbody></table></div>"
        case Figure():
            yield '<figure><div class="paper">'
            yield _picture(block)
            yield f"</div><figcaption>{_text(block.caption)}</figcaption>"
            yield f"<details><summary>{_text(block.picture.title)}</summary>"
            yield f"<pre>{escape(printable(block.picture.text))}</pre>"
            yield "</details></figure>"


def _table(block: Table) -> Iterator[str]:
    caption = f"<caption>{_text(block.caption)}</caption>" if block.caption else ""
    yield f'<div class="scroll"><table>{caption}<colgroup>'
    whole = sum(column.width for column in block.columns)
    for column in block.columns:
        yield f'<col style="width:{100 * column.width / whole:.1f}%">'
    yield "</colgroup><thead><tr>"
    for column in block.columns:
        yield f'<th scope="col">{_text(column.title)}</th>'
    yield "</tr></thead><tbody>"
    for row in block.rows:
        cells = "".join(
            f'<td class="{column.align}">{_text(cell)}</td>'
            for cell, column in zip(row, block.columns, strict=True)
        )
        yield f"<tr>{cells}</tr>"
    yield "</tbody></table></div>"


def _box(box: Box) -> str:
    tag = 'th scope="row"' if box.label else "td"
    sign = f'<div class="sign">{_text(box.sign)}</div>' if box.sign else ""
    tall = f' style="height:{box.tall:g}cm"' if box.tall else ""
    close = "th" if box.label else "td"
    return f'<{tag} colspan="{box.span}"{tall}>{_text(box.text)}{sign}</{close}>'


def _picture(block: Figure) -> str:
    """Give the drawing inline; the words beside it say the same."""
    svg = block.picture.svg()
    svg = re.sub(r"<\?xml.*?\?>|<!DOCTYPE.*?>", "", svg, flags=re.DOTALL).strip()
    return svg.replace("<svg ", '<svg role="img" aria-hidden="true" ', 1)
