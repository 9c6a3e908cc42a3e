"""A sheet that holds several tables one below the other, taken apart."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.intake.cells import is_empty, words_of
from workbench.intake.forms import candidates, fold
from workbench.intake.match import best

if TYPE_CHECKING:
    from workbench.intake.raw import RawTable, Row

_LONGEST = 24  # signs of a header name
_MOST = 200_000  # rows; a longer sheet is one table
_DIGIT = re.compile(r"\d")
_ANY = dict.fromkeys(("company", "own_name", "own_account", "unit", "fund", "month"))


def sections(table: RawTable) -> list[RawTable]:
    """Return the tables of a sheet, each with the lines above it; mostly just one.

    A new table begins where a row of names stands that fits a form by itself and is not
    the header once more (which a page break repeats).

    Complexity: O(cells); only rows of short words without digits are looked up.
    """
    if len(table.rows) > _MOST:
        return [table]
    heads: list[tuple[int, tuple[str, ...]]] = []
    last = -2
    for place, row in enumerate(table.rows):
        names = _names(row)
        if names is None:
            continue
        below, last = place == last + 1, place
        if below or any(_same(names, known) for _, known in heads[-1:]):
            continue  # the second row of a tall header; a page's header again
        if not heads or any(_rows_between(table, heads[-1][0], place)):
            heads.append((place, names))
    cuts = [0, *(_up(table, place, heads[0][0]) for place, _ in heads[1:])]
    if len(cuts) == 1:
        return [table]
    return [
        _part(table, start, end)
        for start, end in zip(cuts, [*cuts[1:], len(table.rows)], strict=True)
    ]


def _names(row: Row) -> tuple[str, ...] | None:
    """Return the names of a row that is a header of some form, else ``None``."""
    filled = [cell for cell in row if not is_empty(cell)]
    if len(filled) < 2 or not all(isinstance(cell, str) for cell in filled):  # noqa: PLR2004 - one word is a title
        return None
    words = [words_of(cell) for cell in filled]
    if any(len(word) > _LONGEST or _DIGIT.search(word) for word in words):
        return None
    hits = sum(bool(candidates(word)) for word in words)
    if hits < 2 or 2 * hits < len(words):  # noqa: PLR2004 - as above
        return None
    names = tuple(words_of(cell) for cell in row)
    return names if best(names, title="", said=_ANY, parts=False) else None


def _same(names: tuple[str, ...], known: tuple[str, ...]) -> bool:
    want = {fold(name) for name in known} - {""}
    have = {fold(name) for name in names} - {""}
    return len(want & have) * 2 >= min(len(want), len(have))


def _rows_between(table: RawTable, start: int, end: int) -> list[Row]:
    """Return rows of two cells or more below a header."""
    between = table.rows[start + 1 : end]
    return [row for row in between if sum(not is_empty(cell) for cell in row) > 1]


def _up(table: RawTable, place: int, first: int) -> int:
    """Take the blank rows and titles of one cell above a header along."""
    while place - 1 > first:
        above = table.rows[place - 1]
        if sum(not is_empty(cell) for cell in above) > 1:
            break
        place -= 1
    return place


def _part(table: RawTable, start: int, end: int) -> RawTable:
    merges = tuple(
        (top - start, left, bottom - start, right)
        for top, left, bottom, right in table.merges
        if start <= top and bottom < end
    )
    rows = table.rows[start:end]
    return replace(table, rows=rows, first=table.first + start, merges=merges)
