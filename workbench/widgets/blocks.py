"""What a panel shows, as plain values: headings, facts, grids, marked text, forms.

A panel makes blocks; the screen (``sheet.js``) and the plain text (``plain_form``) only
read them, so that the two cannot differ. Blocks hold text and nothing else: no markup.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

Tone = Literal["", "good", "mid", "low", "warn", "error", "quiet"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a panel."""

    text: str
    level: Literal[2, 3] = 2


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence or two."""

    text: str
    tone: Tone = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with their values."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is more than its words: ``tone`` is shown by sign and colour."""

    text: str
    tone: Tone = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row; with a ``key`` it can be chosen."""

    cells: tuple[str | Cell, ...]
    key: str = ""
    chosen: bool = False
    tie: bool = False  # ranks as the row above


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. ``act`` is what choosing a row does; ``wide`` the columns that grow."""

    label: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    act: str = ""
    empty: str = ""
    wide: tuple[int, ...] = ()
    numeric: tuple[int, ...] = ()
    tall: int = 0  # pixels after which it scrolls; 0: never


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text that is highlighted, by code points."""

    start: int
    end: int
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with highlighted stretches."""

    label: str
    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is asked for."""

    name: str
    label: str
    kind: Literal["text", "area", "choice", "number", "day", "kept"] = "text"
    value: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    required: bool = True


@dataclass(frozen=True, slots=True)
class Ask:
    """A form; ``call`` is the function that does the same without a screen."""

    act: str
    title: str
    fields: tuple[Field, ...]
    button: str
    call: str = ""
    open: bool = True


@dataclass(frozen=True, slots=True)
class Button:
    """One act with its value; ``call`` as in :class:`Ask`."""

    act: str
    label: str
    value: str = ""
    call: str = ""
    pressed: bool | None = None


@dataclass(frozen=True, slots=True)
class Buttons:
    """Acts side by side."""

    label: str
    items: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One step on the calendar."""

    key: str
    label: str
    group: str
    start: date
    end: date
    reply: date | None = None
    expires: date | None = None
    alert: int = 0
    who: str = ""
    window: str = ""
    bad: bool = False


@dataclass(frozen=True, slots=True)
class Bars:
    """Steps on a calendar; ``act`` is what moving one does."""

    label: str
    bars: tuple[Bar, ...]
    first: date
    last: date
    deadline: date | None = None
    act: str = ""
    chosen: str = ""
    legend: str = ""
    off: tuple[date, ...] = ()  # days on which the office is closed


@dataclass(frozen=True, slots=True)
class Dots:
    """Scores of one scale, one row a matter."""

    label: str
    rows: tuple[tuple[str, tuple[float, ...]], ...]
    low: int = 0
    high: int = 4


@dataclass(frozen=True, slots=True)
class Beside:
    """Blocks in two columns, on a screen that is wide enough."""

    left: tuple[Any, ...]
    right: tuple[Any, ...]


Block: TypeAlias = (
    Heading | Note | Facts | Grid | Marked | Ask | Buttons | Bars | Dots | Beside
)


def to_json(value: Any) -> Any:
    """Return blocks as what ``sheet.js`` reads: a block names its ``type``."""
    if is_dataclass(value) and not isinstance(value, type):
        return {"type": type(value).__name__, **_fields(value)}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [to_json(one) for one in value]
    return value


def _fields(value: Any) -> dict[str, Any]:
    return {f.name: to_json(getattr(value, f.name)) for f in fields(value)}


def texts(cells: Sequence[str | Cell]) -> list[str]:
    """Return the words of cells."""
    return [c.text if isinstance(c, Cell) else c for c in cells]
