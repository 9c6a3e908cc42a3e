"""A picture that also exists in words, and the sheet it is drawn on.

In a notebook a :class:`Picture` shows as PNG; its ``repr`` is the same content as plain
text, for printers, screen readers and tests. Nothing is drawn before someone looks.
"""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.errors import UsageError
from workbench.figures.fonts import FAMILY, font_file, missing, named
from workbench.wording import speaking, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from matplotlib.figure import Figure

    from workbench.wording import Language

_ = words("figures")

SCREEN, PRINT = 110, 160
"""Dots an inch: in a notebook, in a document."""

INK, FAINT, RULE, PAPER = "#222222", "#6b6b6b", "#cfcfcf", "#ffffff"
ORANGE, SKY, GREEN, YELLOW = "#E69F00", "#56B4E9", "#009E73", "#F0E442"
BLUE, RED, PURPLE, GREY = "#0072B2", "#D55E00", "#CC79A7", "#999999"
"""Okabe and Ito's colours: told apart by the colour-blind and in print."""
_SETTINGS: dict[Any, Any] = {
    "font.family": [FAMILY, "DejaVu Sans"],
    "font.size": 9,
    "axes.unicode_minus": False,
    "axes.edgecolor": RULE,
    "axes.linewidth": 0.8,
    "text.color": INK,
    "axes.labelcolor": INK,
    "xtick.color": FAINT,
    "ytick.color": FAINT,
    "svg.hashsalt": "workbench",
    "svg.fonttype": "path",
    "text.parse_math": False,  # a $ in a name is a $
}


@dataclass(frozen=True, slots=True, repr=False)
class Picture:
    """A figure in two forms.

    Parameters
    ----------
    title
        What is shown; first line of the text form.
    text
        The same content in words.
    size
        Width and height in inches.
    draw
        Draws on an empty figure of that size.
    lang
        Language it was made in; drawing speaks it too.
    seen
        Every word drawn beside the title, to find characters the font lacks.
    """

    title: str
    text: str
    size: tuple[float, float]
    draw: Callable[[Figure], None]
    lang: Language
    seen: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """Characters that the shipped font lacks and that show as a box."""
        return missing(self.title + self.seen)

    def __repr__(self) -> str:
        """Give the text form."""
        lines = [self.title, self.text]
        if self.missing:
            with speaking(self.lang):
                note = _("Characters without a glyph: {characters}")
            lines.append(note.format(characters=named(self.missing)))
        return "\n".join(line for line in lines if line)

    def png(self, *, dpi: int = SCREEN) -> bytes:
        """Return the picture as PNG, the same bytes each time."""
        return self._render("png", dpi)

    def svg(self) -> str:
        """Return the picture as SVG without any reference to the outside."""
        return self._render("svg", SCREEN).decode()

    def _repr_png_(self) -> bytes:
        return self.png()

    def save(self, path: str | Path) -> Path:
        """Write the picture to ``path``, ``.png`` or ``.svg``.

        Raises
        ------
        UsageError
            For any other suffix.
        """
        path = Path(path)
        form = path.suffix.lower()
        if form not in {".png", ".svg"}:
            raise UsageError("figures.suffix", suffix=form or path.name)
        whole = self.png(dpi=PRINT) if form == ".png" else self.svg().encode()
        path.write_bytes(whole)
        return path

    def _render(self, form: str, dpi: int) -> bytes:
        with speaking(self.lang), _sheet(self.size) as figure:
            self.draw(figure)
            out = BytesIO()
            plain: dict[str, Any] = {"Software": None}
            if form == "svg":
                plain = dict.fromkeys(("Date", "Creator", "Format", "Type"))
            figure.savefig(out, format=form, dpi=dpi, metadata=plain)
        return out.getvalue()


@contextmanager
def _sheet(size: tuple[float, float]) -> Iterator[Figure]:
    _register()
    from matplotlib import rc_context  # noqa: PLC0415 - heavy, loaded on use
    from matplotlib.figure import Figure  # noqa: PLC0415 - heavy, loaded on use

    with rc_context(_SETTINGS), warnings.catch_warnings():
        # A missing glyph is listed in the text form; stderr would break nbval.
        warnings.filterwarnings("ignore", message=".*missing from font.*")
        yield Figure(figsize=size, facecolor=PAPER)


@cache
def _register() -> None:
    """Tell matplotlib of our font; its own cache of system fonts stays untouched."""
    import logging  # noqa: PLC0415 - only here

    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    from matplotlib.font_manager import (  # noqa: PLC0415 - heavy, loaded on use
        fontManager,
    )

    for style in ("Regular", "Bold"):
        fontManager.addfont(str(font_file(style)))


def bare(figure: Figure, box: tuple[float, float, float, float]) -> Any:
    """Add axes without ticks or frame at ``box`` (left, bottom, width, height)."""
    axes = figure.add_axes(box)
    axes.set_axis_off()
    return axes


def outline() -> list[Any]:
    """Return the effect that keeps words readable on lines: a white edge."""
    from matplotlib.patheffects import withStroke  # noqa: PLC0415 - heavy

    return [withStroke(linewidth=2.6, foreground=PAPER)]
