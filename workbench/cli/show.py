"""Printing for people on a terminal; JSON for programs.

Results go to stdout, messages to stderr. Tables know that a Chinese character is two
columns wide. Text from a case is printed as text: terminal control characters in it are
replaced, never obeyed.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NAME = "workbench"
_WIDE = 400  # a pipe has no width; do not fold for it
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(text: object) -> str:
    """Return text whose control characters can do nothing to a terminal."""
    return "".join(
        c if c in "\n\t\u3000" or (c.isprintable() and c not in _BIDI) else "\ufffd"
        for c in str(text)
    )


def program() -> str:
    """Return how the reader calls this program again, e.g. ``.venv/bin/workbench``."""
    called = Path(sys.argv[0])
    if called.name != _NAME or which(_NAME) == str(called.absolute()):
        return _NAME
    return str(called)


def put_json(value: Any) -> None:
    """Print one JSON document and nothing else."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def put_line(value: Any) -> None:
    """Print one JSON document on one line (JSON lines)."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, default=str) + "\n")


def heading(text: str) -> None:
    """Print a heading."""
    click.echo()
    click.secho(clean(text), bold=True)


def line(text: str, *, indent: int = 0) -> None:
    """Print one line of text."""
    click.echo(" " * indent + clean(text))


def note(text: str) -> None:
    """Print a message that is no result, on stderr."""
    click.echo(clean(text), err=True)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table; every cell is shown as plain text."""
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 - loaded on use
    from rich.console import Console  # noqa: PLC0415 - loaded on use
    from rich.table import Table  # noqa: PLC0415 - loaded on use
    from rich.text import Text  # noqa: PLC0415 - loaded on use

    width = None if sys.stdout.isatty() else _WIDE
    shown = Table(box=SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        shown.add_column(column, overflow="fold")
    for row in rows:
        shown.add_row(*(Text(clean(cell)) for cell in row))
    Console(width=width, highlight=False).print(shown)
