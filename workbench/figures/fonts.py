"""The shipped font: where it lies and which characters it lacks.

Figures and PDF use no font of the machine they run on, so the same inputs give the same
bytes and Chinese is readable on a server without any Chinese font.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

FAMILY = "Workbench Sans SC"
FOLDER = Path(__file__).parent.parent / "fonts"
Style = Literal["Regular", "Bold"]
_UNSEEN = frozenset("\n\r\t\u200b\ufeff")


def font_file(style: Style = "Regular") -> Path:
    """Return the font file of a style."""
    return FOLDER / f"{FAMILY.replace(' ', '')}-{style}.otf"


@cache
def covered(style: Style = "Regular") -> frozenset[int]:
    """Return the code points that the font can show."""
    from matplotlib.ft2font import FT2Font  # noqa: PLC0415 - heavy, loaded on use

    return frozenset(FT2Font(str(font_file(style))).get_charmap())


def missing(text: str) -> tuple[str, ...]:
    """Return the characters of ``text`` that would show as a box, each once, sorted.

    Bold falls back to regular, so regular decides.
    """
    have = covered()
    return tuple(sorted({c for c in text if ord(c) not in have} - _UNSEEN))


def named(characters: tuple[str, ...]) -> str:
    """Name characters so that a reader without the glyph can look them up."""
    return " ".join(f"{c} (U+{ord(c):04X})" for c in characters)
