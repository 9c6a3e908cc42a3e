"""Plain text that lines up: a Chinese character takes two columns of a terminal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import combining, east_asian_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """Replace what neither XML nor a font can hold: controls, lone surrogates."""
    return _ILLEGAL.sub("\ufffd", text)


def width(text: str) -> int:
    """Columns that ``text`` takes in a terminal."""
    return sum(2 if east_asian_width(c) in "WF" else not combining(c) for c in text)


def pad(text: str, columns: int) -> str:
    """Fill ``text`` with blanks to ``columns``."""
    return text + " " * (columns - width(text))


def cut(text: str, columns: int) -> str:
    """Set ``text`` on one line of at most ``columns``, with … for what is lost."""
    text = " ".join(printable(text).split())
    if width(text) <= columns:
        return text
    kept = ""
    for character in text:
        if width(kept + character) > columns - 1:
            break
        kept += character
    return kept + "…"


def lines_up(rows: Iterable[Sequence[str]], *, gap: str = "  ") -> str:
    """Set rows of cells in columns, one line a row, no blanks at the end."""
    table = [
        tuple(" ".join(printable(cell).splitlines()) for cell in row) for row in rows
    ]
    if not table:
        return ""
    columns = max(len(row) for row in table)
    filled = [(*row, *[""] * (columns - len(row))) for row in table]
    widths = [max(width(row[i]) for row in filled) for i in range(columns)]
    return "\n".join(
        gap.join(pad(cell, w) for cell, w in zip(row, widths, strict=True)).rstrip()
        for row in filled
    )


def wrap(text: str, columns: int) -> list[str]:
    """Break ``text`` into lines of at most ``columns``; Latin words stay whole."""
    lines, line = [], ""
    for token in _tokens(text):
        if line and width(line + token.rstrip()) > columns:
            lines.append(line.rstrip())
            line = ""
        line += token.lstrip() if not line else token
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _tokens(text: str) -> Iterable[str]:
    word = ""
    for character in text:
        if width(character) == 2:  # noqa: PLR2004 - a wide character stands alone
            yield from filter(None, (word, character))
            word = ""
        else:
            word += character
            if character == " ":
                yield word
                word = ""
    yield from filter(None, (word,))
