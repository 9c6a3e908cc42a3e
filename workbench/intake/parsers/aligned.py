"""Printed tables: columns kept apart by spaces, cells found by where they stand.

A cell belongs to the header it stands under. That tells an empty cell, which gaps alone
cannot; a cell that stands under two headers, or under none, leaves its row as it is.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.intake.raw import Row

_TOKEN = re.compile(r"\S+(?: \S+)*")
_RULE = re.compile(r"[-=_─━│|+*\s┌┐└┘├┤┬┴┼]+")
_DIGIT = re.compile(r"\d")
_LEAST = 4
_SLACK = 6  # columns that a cell may stand beside its header

Token = tuple[int, int, str]
"""First and last display column (exclusive) of a cell, and its words."""


def rows_of(lines: Sequence[str]) -> list[Row] | None:
    """Return the rows of a printed table, or ``None`` where there is none.

    Parameters
    ----------
    lines
        The text as it was printed, one fixed-width sign a column (two for Chinese).

    Returns
    -------
    list or None
        One row a line; rules are blank rows, so row numbers are line numbers. Lines
        above the header are kept as one cell each.
    """
    tokens = [[] if _RULE.fullmatch(line) else _tokens(line) for line in lines]
    head = _head(tokens)
    if head is None:
        return None
    spans = tokens[head]
    rows: list[Row] = [[line.strip() or None] for line in lines[:head]]
    rows.append([words for _, _, words in spans])
    full = 0
    for line in tokens[head + 1 :]:
        row = _placed(line, spans)
        full += row is not None and len(line) >= _LEAST - 1
        rows.append(row if row is not None else [words for _, _, words in line])
    below = sum(len(line) >= _LEAST - 1 for line in tokens[head + 1 :])
    return rows if full >= 2 and full >= 0.6 * below else None  # noqa: PLR2004 - two rows, most of them


def _tokens(line: str) -> list[Token]:
    """Take a line apart at gaps of two spaces or more."""
    places, at = [0], 0
    for sign in line:
        at += 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        places.append(at)
    found: list[Token] = []
    for match in _TOKEN.finditer(line.replace("\u3000", "  ")):
        # an ideographic space is two columns wide, as its two spaces here are
        start, end = match.span()
        wide = line[:start].count("\u3000"), line[:end].count("\u3000")
        found.append((places[start - wide[0]], places[end - wide[1]], match[0]))
    return found


def _head(tokens: Sequence[Sequence[Token]]) -> int | None:
    """Return the first line of four words or more without a digit, rows below it."""
    for place, line in enumerate(tokens):
        words = [words for _, _, words in line]
        if len(words) >= _LEAST and not any(map(_DIGIT.search, words)):
            below = [row for row in tokens[place + 1 : place + 4] if row]
            if any(_DIGIT.search(words) for row in below for _, _, words in row):
                return place
    return None


def _placed(line: Sequence[Token], spans: Sequence[Token]) -> Row | None:
    """Put the cells of a line under their headers; ``None`` where one is not sure."""
    row: Row = [None] * len(spans)
    for start, end, words in line:
        column = _under(start, end, spans)
        if column is None or row[column] is not None:
            return None
        row[column] = words
    return row


def _under(start: int, end: int, spans: Sequence[Token]) -> int | None:
    shared = [min(end, b) - max(start, a) for a, b, _ in spans]
    best = max(range(len(spans)), key=lambda n: shared[n])
    if shared[best] <= -_SLACK or shared.count(shared[best]) > 1:
        return None
    if shared[best] > 0:
        rivals = [n for n in range(len(spans)) if n != best and shared[n] > 0]
        return None if rivals and 2 * shared[rivals[0]] > shared[best] else best
    others = [s for n, s in enumerate(shared) if n != best]
    return (
        best if all(2 * s < 3 * shared[best] or s < -_SLACK for s in others) else None
    )
