"""Blocks as plain text: what printers, screen readers, tests and notebooks keep."""

from __future__ import annotations

from functools import singledispatch
from itertools import pairwise
from typing import TYPE_CHECKING

from workbench.figures.plain import cut, lines_up, printable, width, wrap
from workbench.widgets.blocks import (
    Ask,
    Bars,
    Beside,
    Block,
    Buttons,
    Dots,
    Facts,
    Field,
    Grid,
    Heading,
    Marked,
    Note,
    texts,
)
from workbench.wording import words

if TYPE_CHECKING:
    from collections.abc import Iterable

_ = words("widgets")

ROWS = 40
"""Rows of a grid that the text shows; the rest is counted."""
_CELL, _LINE = 44, 100
_SIGNS = {"error": "!! ", "warn": "! "}


def as_text(blocks: Iterable[Block]) -> str:
    """Return blocks as text, each apart from the next, no blanks at a line's end."""
    parts = _named_once([part for part in map(_text, blocks) if part])
    return "\n".join(
        line.rstrip() for part in _spaced(parts) for line in part.split("\n")
    )


def _named_once(parts: list[str]) -> list[str]:
    """Drop a block's own name where the heading above it has just said it."""
    kept = parts[:1]
    for before, part in pairwise(parts):
        first, _line, rest = part.partition("\n")
        said = before.startswith(("== ", "-- ")) and first == f"[{before[3:]}]"
        kept.append(rest if said else part)
    return kept


def _spaced(parts: list[str]) -> list[str]:
    """Set a blank line before each heading but the first."""
    spaced = parts[:1]
    for before, part in pairwise(parts):
        apart = part.startswith("==") or (
            part.startswith("--") and not before.startswith("==")
        )
        spaced += ["", part] if apart else [part]
    return spaced


@singledispatch
def _text(block: object) -> str:
    raise TypeError(type(block).__name__)


@_text.register
def _heading(block: Heading) -> str:
    return f"== {block.text}" if block.level == 2 else f"-- {block.text}"  # noqa: PLR2004 - the two levels


@_text.register
def _note(block: Note) -> str:
    sign = _SIGNS.get(block.tone, "")
    lines = [row for line in block.text.splitlines() for row in wrap(line, _LINE)]
    return "\n".join(f"{sign if i == 0 else ''}{row}" for i, row in enumerate(lines))


@_text.register
def _facts(block: Facts) -> str:
    return lines_up([(f"{name}:", cut(value, _LINE)) for name, value in block.rows])


@_text.register
def _grid(block: Grid) -> str:
    if not block.rows:
        return block.empty
    chosen = any(row.chosen for row in block.rows)
    name = f"[{block.label}]\n"
    table = [[*([""] if chosen else []), *block.columns]]
    for row in block.rows[:ROWS]:
        cells = [
            cut(text, _CELL * (1 + (i in block.wide)))
            for i, text in enumerate(texts(row.cells))
        ]
        table.append([*([">" if row.chosen else ""] if chosen else []), *cells])
    more = len(block.rows) - ROWS
    rest = "\n" + _("… and {n} more").format(n=more) if more > 0 else ""
    return name + lines_up(table) + rest


@_text.register
def _marked(block: Marked) -> str:
    lines = [f"[{block.label}]"]
    lines += [
        f"  {row}"
        for line in printable(block.text).splitlines()
        for row in wrap(line, _LINE - 2)
    ]
    quoted = [
        (f"  {m.label}:", cut(block.text[m.start : m.end], 60)) for m in block.marks
    ]
    return "\n".join([*lines, lines_up(quoted)] if quoted else lines)


@_text.register
def _ask(block: Ask) -> str:
    asked = ", ".join(_asked(f) for f in block.fields if f.kind != "kept")
    head = f"[{block.button}] {block.title}"
    return "\n".join(
        filter(None, (head + (f": {asked}" if asked else ""), _call(block.call)))
    )


def _asked(field: Field) -> str:
    if field.kind != "choice":
        return field.label
    names = [name for _value, name in field.choices]
    if len(names) > 6:  # noqa: PLR2004 - more would drown the line
        return f"{field.label} ({len(names)})"
    return f"{field.label} ({' | '.join(names)})"


def _call(call: str) -> str:
    return f"    {call}" if call else ""


@_text.register
def _buttons(block: Buttons) -> str:
    names = [f"({b.label})" if b.pressed else f"[{b.label}]" for b in block.items]
    calls = [_call(b.call) for b in block.items if b.call]
    return "\n".join([f"{block.label}: {' '.join(names)}", *calls])


@_text.register
def _bars(block: Bars) -> str:
    rows = [
        (
            bar.group,
            bar.key,
            f"{bar.start:%m-%d}..{bar.end:%m-%d}",
            "!" * bar.alert,
            bar.who,
            _("gone by {day}").format(day=bar.expires.isoformat())
            if bar.expires
            else "",
            cut(bar.label, _CELL),
        )
        for bar in block.bars
    ]
    until = block.deadline.isoformat() if block.deadline else ""
    head = _("{label}; deadline {day}").format(label=block.label, day=until or "-")
    more = len(rows) - ROWS
    rest = "\n" + _("… and {n} more").format(n=more) if more > 0 else ""
    return f"{head}\n{lines_up(rows[:ROWS])}{rest}"


@_text.register
def _dots(block: Dots) -> str:
    rows = [
        (name, " ".join(f"{v:g}" for v in sorted(values)))
        for name, values in block.rows
    ]
    return f"{block.label} ({block.low}-{block.high})\n{lines_up(rows)}"


@_text.register
def _beside(block: Beside) -> str:
    return "\n".join(filter(None, (as_text(block.left), as_text(block.right))))


def underline(title: str) -> str:
    """Return a panel's title with a rule below it."""
    return f"{title}\n{'=' * width(title)}"
