"""What a document says, before it is Word, PDF, Markdown or a page.

One :class:`Document` is built from a plan, a meeting or a case; each format only writes
down what stands in it, so all formats say the same. Everything is frozen text: no
markup, no field codes, nothing that a program could run.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from workbench.figures.picture import Picture
    from workbench.wording import Language

UNVERIFIED = "未经核实 unverified"
"""Stands on every page of whatever leaves the workbench, in both languages."""

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, numbered already; level 1 or 2."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph; ``label`` is set bold before it."""

    text: str
    label: str = ""
    kind: Literal["body", "note", "alert"] = "body"


@dataclass(frozen=True, slots=True)
class Items:
    """A list, one line each."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its title, its share of the width, where its text stands."""

    title: str
    width: float = 1.0
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose header repeats on every page; each row as long as ``columns``."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of a form; ``tall`` is its least height in centimetres."""

    text: str = ""
    label: bool = False
    span: int = 1
    tall: float = 0.0
    sign: str = ""  # a line for signature and date at the foot of the box


@dataclass(frozen=True, slots=True)
class Form:
    """A grid of boxes such as an approval sheet; spans of a row fill ``widths``."""

    widths: tuple[float, ...]
    rows: tuple[tuple[Box, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture; its text form is what readers without eyes get."""

    picture: Picture
    caption: str


Block = Heading | Para | Items | Table | Form | Figure


@dataclass(frozen=True, slots=True)
class Part:
    """Blocks that share a page form; a part starts on a new page."""

    blocks: tuple[Block, ...]
    title: str = ""
    wide: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One paper, whole.

    Parameters
    ----------
    title, subtitle
        Centred on the first page.
    lang
        Language of all its words.
    office
        Whose paper it is, at the head of each page.
    number
        What it is filed under, at the foot of each page.
    status
        Draft, for approval, final: in the words of ``lang``.
    draft
        Whether a watermark says that it may not be used.
    head
        Short head of the journal at which it was made: the paper witness.
    as_of
        The day it speaks of; also the time stamp inside the file.
    parts
        The first is the paper, the others its annexes.
    """

    title: str
    lang: Language
    office: str
    number: str
    status: str
    head: str
    as_of: date
    parts: tuple[Part, ...]
    subtitle: str = ""
    draft: bool = False
    watermark: str = ""
    keywords: tuple[str, ...] = field(default=())


def texts(document: Document) -> Iterator[str]:
    """Give every text of a document once, in reading order, for the guard."""
    yield from (document.title, document.subtitle, document.office, document.number)
    yield from (document.status, document.head, document.watermark)
    yield from document.keywords
    for part in document.parts:
        yield part.title
        for block in part.blocks:
            yield from _of(block)


def _of(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield block.text
        case Para():
            yield block.label + block.text
        case Items():
            yield from block.items
        case Table():
            yield block.caption
            yield from (column.title for column in block.columns)
            for row in block.rows:
                yield from row
        case Form():
            for boxes in block.rows:
                for box in boxes:
                    yield from (box.text, box.sign)
        case Figure():
            yield block.caption
            yield block.picture.title
            yield block.picture.text
            yield block.picture.seen


_HAN = "零一二三四五六七八九十"


def han(number: int) -> str:
    """Write 1..99 in Chinese, as headings of official papers count."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _HAN[ones]
    return (_HAN[tens] if tens > 1 else "") + "十" + (_HAN[ones] if ones else "")


def heading_number(number: int, *, level: int, lang: Language) -> str:
    """Give what stands before a heading: 一、 and （一）, or 1 and (a)."""
    if lang == "zh":
        return f"{han(number)}、" if level == 1 else f"（{han(number)}）"
    return f"{number}. " if level == 1 else f"({chr(96 + number)}) "
