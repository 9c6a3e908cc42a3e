"""Allegations by band: specificity down, verifiability across; no decimals, no rank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.figures.picture import (
    BLUE,
    FAINT,
    GREEN,
    INK,
    ORANGE,
    PAPER,
    RULE,
    Picture,
    bare,
)
from workbench.figures.plain import lines_up, wrap
from workbench.wording import language, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure

    from workbench.leads.values import Allegation

_ = words("figures")

ROWS = ("high", "mid", "low")
"""Bands of specificity from the top; ``none`` stands with ``low``."""
COLUMNS = ("low", "mid", "high")
"""Bands of verifiability from the left; ``none`` stands with ``low``."""

Cells = dict[tuple[str, str], list[str]]
_LINE = 0.205  # inches a line of a cell
_WIDE = 27  # columns that fit a cell
_TINTS = {
    0: (GREEN, 0.20),
    1: (BLUE, 0.13),
    2: (ORANGE, 0.12),
    3: (RULE, 0.30),
    4: (RULE, 0.18),
}
"""Tint by steps away from high and high; the place says the same without colour."""


def leads_picture(allegations: Sequence[Allegation]) -> Picture:
    """Show in which pair of bands each allegation lies, with what is suggested.

    Within a cell allegations stand by their number: bands tie, nothing is ranked.
    """
    cells = _cells(allegations)
    tall = 1.05 + sum(_height(cells, row) for row in ROWS)

    def draw(figure: Figure) -> None:
        _draw(figure, cells, tall)

    text = _text(cells)
    return Picture(_("Leads by band"), text, (7.0, tall), draw, language(), seen=text)


def _low(band: str) -> str:
    return "low" if band == "none" else band


def _cells(allegations: Sequence[Allegation]) -> Cells:
    cells: Cells = {(row, column): [] for row in ROWS for column in COLUMNS}
    for one in sorted(allegations, key=lambda a: a.id):
        place = _low(one.specificity_band), _low(one.verifiability_band)
        cells[place].append(f"{one.id} {suggested(one.suggestion)}".strip())
    return cells


def suggested(disposition: str) -> str:
    """Name what is suggested, as briefly as a cell allows; a person decides."""
    return {
        "prelim": _("verify"),
        "talk_letter": _("talk or letter"),
        "hold": _("hold"),
        "close_proposed": _("close?"),
        "refer": _("refer"),
        "ask": _("ask"),
        "screen": _("screen"),
    }.get(disposition, disposition)


def _band(value: str) -> str:
    return {"high": _("high"), "mid": _("mid"), "low": _("low")}[value]


def _text(cells: Cells) -> str:
    corner = _("specific ↓  verifiable →")
    head = [corner, *(_band(column) for column in COLUMNS)]
    rows: list[list[str]] = []
    for row in ROWS:
        longest = max(1, *(len(cells[row, column]) for column in COLUMNS))
        for n in range(longest):
            line = [_band(row) if n == 0 else ""]
            for column in COLUMNS:
                found = cells[row, column]
                line.append(found[n] if n < len(found) else ("–" if n == 0 else ""))
            rows.append(line)
    return lines_up([head, *rows])


def _lines(cells: Cells, row: str, column: str) -> list[str]:
    return [line for one in cells[row, column] for line in wrap(one, _WIDE)]


def _height(cells: Cells, row: str) -> float:
    longest = max(len(_lines(cells, row, column)) for column in COLUMNS)
    return max(0.62, 0.24 + _LINE * longest)


def _draw(figure: Figure, cells: Cells, tall: float) -> None:
    axes = bare(figure, (0, 0, 1, 1))
    axes.set_xlim(0, 7.0)
    axes.set_ylim(tall, 0)
    left, wide, top = 0.75, 2.03, 0.62
    axes.text(left + 1.5 * wide, 0.17, _("verifiable →"), ha="center", color=FAINT)
    for n, column in enumerate(COLUMNS):
        axes.text(
            left + (n + 0.5) * wide,
            0.5,
            _band(column),
            ha="center",
            va="bottom",
            weight="bold",
        )
    for r, row in enumerate(ROWS):
        high = _height(cells, row)
        axes.text(
            0.62, top + high / 2, _band(row), ha="right", va="center", weight="bold"
        )
        for c, column in enumerate(COLUMNS):
            colour, alpha = _TINTS[r + 2 - c]
            box = axes.add_patch(_cell((left + c * wide, top), (wide, high)))
            box.set(facecolor=colour, alpha=alpha)
            lines = _lines(cells, row, column)
            for n, line in enumerate(lines or ["–"]):
                axes.text(
                    left + c * wide + 0.1,
                    top + 0.22 + n * _LINE,
                    line,
                    va="center",
                    fontsize=8.5,
                    color=INK if lines else FAINT,
                )
        top += high
    axes.text(
        0.18,
        0.62 + (top - 0.62) / 2,
        _("specific ↑"),
        rotation=90,
        ha="center",
        va="center",
        color=FAINT,
    )
    note = _(
        "Bands only: within a cell nothing is ranked. A suggestion decides nothing."
    )
    axes.text(left, top + 0.22, note, fontsize=7.5, color=FAINT, va="center")


def _cell(corner: tuple[float, float], size: tuple[float, float]) -> object:
    from matplotlib.patches import Rectangle  # noqa: PLC0415 - heavy, loaded on use

    return Rectangle(corner, *size, edgecolor=PAPER, linewidth=2)
