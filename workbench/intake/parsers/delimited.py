"""Delimited text: commas, semicolons, tabs, bars, or columns kept apart by spaces."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import TYPE_CHECKING

from workbench.intake.parsers import aligned
from workbench.intake.raw import RawProblem, RawTable, RawText

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from workbench.intake.raw import Row

_MARKS = (",", "\t", ";", "|", "，", "^", "~")
_LOOK = 200
_GAPS = re.compile(r"\s{2,}|\t+|(?<=\S)　+(?=\S)")
_SHARE = 0.6
_LONGEST = 1 << 20  # signs of a line
_PROSE = 2  # two columns are also found in prose


def sniff(text: str) -> str | None:
    """Return the delimiter whose rows agree best, or ``None`` when there is none.

    Complexity: O(signs in the first 200 lines x 7).
    """
    head = text[:200_000].splitlines(keepends=True)[:_LOOK]
    best: tuple[float, str | None] = (0.0, None)
    for mark in _MARKS:
        widths = [len(row) for row in csv.reader(head, delimiter=mark) if row]
        wide = Counter(width for width in widths if width > 1)
        if not wide:
            continue
        width, count = max(wide.items(), key=lambda pair: (pair[1] * pair[0], pair[0]))
        score = count / len(widths) * min(width, 8) ** 0.5
        if count >= min(2, len(widths)) and score > best[0] + 1e-9:
            best = (score, mark)
    return best[1]


def parse(text: str, *, prose: bool) -> Iterator[RawTable | RawText | RawProblem]:
    """Yield the table of a delimited text, or its prose.

    Parameters
    ----------
    text
        The whole file.
    prose
        Whether a text without steady columns may be prose (``.txt``).
    """
    csv.field_size_limit(1 << 20)
    mark = sniff(text)
    if prose and not steady(text, mark):
        printed = aligned.rows_of(text.splitlines())
        if printed is not None:
            yield RawTable(printed, ragged=True)
            return
        spaced = [_GAPS.split(line.strip()) for line in text.splitlines()]
        if _even(spaced):
            yield RawTable([_cells(row) for row in spaced], ragged=True, gaps=True)
        elif text.strip():
            yield RawText(text.strip())
        return
    mark = mark or ","
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    except csv.Error:  # a cell beyond any cell; its row is refused, the rest is read
        yield from _without_long(text, mark)
        return
    if any(swallowed(row, mark) for row in rows):
        rows = list(by_line(io.StringIO(text, newline=""), mark))
    yield RawTable([_cells(row) for row in rows], ragged=True)


def _without_long(text: str, mark: str) -> Iterator[RawTable | RawProblem]:
    """Read line by line; a line that is too long is named and left blank."""
    rows: list[Row] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if len(line) > _LONGEST:
            yield RawProblem("intake.long_row", row=number, fields={"most": 1})
            rows.append([])
        else:
            rows.extend(_cells(row) for row in by_line([line], mark))
    yield RawTable(rows, ragged=True)


def swallowed(row: Sequence[str | None], mark: str) -> bool:
    """Say whether an open quote has taken whole rows into one cell.

    A cell may hold lines of its own; three that all hold the delimiter are rows.
    """
    return any(
        cell.count("\n") > 1
        and sum(mark in line for line in cell.splitlines()) > _PROSE
        for cell in row
        if cell
    )


def by_line(lines: Iterable[str], mark: str) -> Iterator[list[str]]:
    """Yield one row a line, so that an open quote spoils only its own."""
    for line in lines:
        plain = line.rstrip("\r\n")
        yield next(csv.reader([plain], delimiter=mark), []) if plain else []


def _cells(row: list[str]) -> Row:
    return [cell or None for cell in row]


def steady(text: str, mark: str | None) -> bool:
    """Say whether most lines have as many delimiters as the others."""
    if mark is None:
        return False
    lines = [line for line in text.splitlines()[:_LOOK] if line.strip()]
    counts = Counter(line.count(mark) for line in lines if mark in line)
    if not counts:
        return False
    (count, times) = counts.most_common(1)[0]
    return count > 0 and times >= _SHARE * len(lines) and len(lines) > 1


def _even(rows: list[list[str]]) -> bool:
    widths = Counter(len(row) for row in rows if len(row) > _PROSE)
    filled = sum(1 for row in rows if any(row))
    return bool(widths) and max(widths.values()) >= max(2, _SHARE * filled)
