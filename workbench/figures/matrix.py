"""The evidence matrix as a picture: what each hypothesis lets one expect of a check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.figures.picture import (
    BLUE,
    FAINT,
    INK,
    ORANGE,
    PAPER,
    RED,
    RULE,
    Picture,
    bare,
)
from workbench.figures.plain import cut, lines_up
from workbench.wording import language, words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from workbench.planning.plan import Plan
    from workbench.planning.step import Cell, Hypothesis, Step

_ = words("figures")

SIGNS = {"present": "●", "absent": "○", "either": "–"}
"""Expected to be there, expected not to be there, cannot tell."""
_ROW, _WIDE = 0.26, 7.4


def matrix_picture(plan: Plan, *, matter: str | None = None) -> Picture:
    """Show hypotheses x checks of a plan, or of one of its matters.

    The bigger the sign, the better the check tells the hypotheses apart; × marks a
    hypothesis that the check could refute.
    """
    hypotheses = [h for h in plan.hypotheses if matter in (None, h.allegation)]
    matters = {h.allegation for h in hypotheses}
    steps = [s for s in plan.steps if matters & {s.allegation, *s.also}]
    cells = {(cell.hypothesis, cell.step): cell for cell in plan.matrix}
    tall = 1.0 + _ROW * max(len(steps), 1)

    def draw(figure: Figure) -> None:
        _draw(figure, hypotheses, steps, cells, names)

    short = len(matters) == 1  # the matter is plain then
    names = {
        h.id: h.id.removeprefix(f"{h.allegation}.") if short else h.id
        for h in hypotheses
    }
    text = _text(hypotheses, steps, cells, names)
    return Picture(
        _("Evidence matrix"), text, (_WIDE, tall), draw, language(), seen=text
    )


def _text(
    hypotheses: list[Hypothesis],
    steps: list[Step],
    cells: dict[tuple[str, str], Cell],
    names: dict[str, str],
) -> str:
    says = [
        (names[h.id], _("innocent") if h.innocent else "", str(h.says))
        for h in hypotheses
    ]
    head = [_("Step"), *names.values(), _("What is looked at")]
    rows = [
        [
            s.id,
            *(_sign(cells.get((h.id, s.id)), h.id in s.refutes) for h in hypotheses),
            str(s.what) or s.source,
        ]
        for s in steps
    ]
    return f"{lines_up(says)}\n\n{lines_up([head, *rows])}"


def _sign(cell: Cell | None, refutes: bool) -> str:
    if cell is None:
        return "×" if refutes else ""
    return f"{SIGNS[cell.expects]}{cell.weight}{'×' if refutes else ''}"


def _draw(
    figure: Figure,
    hypotheses: list[Hypothesis],
    steps: list[Step],
    cells: dict[tuple[str, str], Cell],
    names: dict[str, str],
) -> None:
    axes = bare(figure, (0.01, 0.09, 0.98, 0.89))
    left = 3.1
    wide = min(1.0, (_WIDE - left) / max(len(hypotheses), 1))
    axes.set_xlim(0, _WIDE)
    axes.set_ylim(len(steps) - 0.4, -1.3)
    for c, h in enumerate(hypotheses):
        x = left + (c + 0.5) * wide
        axes.text(
            x, -0.75, names[h.id], ha="center", va="center", weight="bold", fontsize=8.5
        )
        if h.innocent:
            axes.axvspan(x - wide / 2, x + wide / 2, color="#eef5fb", lw=0, zorder=0)
    for r, step in enumerate(steps):
        axes.axhline(r - 0.5, color=RULE, lw=0.5, zorder=1)
        name = f"{step.id}  {cut(str(step.what) or step.source, 36)}"
        axes.text(0.05, r, name, va="center", fontsize=8, color=INK)
        for c, h in enumerate(hypotheses):
            x = left + (c + 0.5) * wide
            _mark(axes, (x, r), cells.get((h.id, step.id)), step, h)
    _legend(figure)


def _mark(
    axes: Any, spot: tuple[float, float], cell: Cell | None, step: Step, h: Hypothesis
) -> None:
    if cell is not None:
        size = 18 + 42 * cell.weight
        if cell.expects == "either":
            axes.scatter(*spot, marker="_", s=60, color=FAINT, zorder=3)
        else:
            full = cell.expects == "present"
            axes.scatter(
                *spot,
                s=size,
                zorder=3,
                linewidths=1.4,
                facecolors=BLUE if full else PAPER,
                edgecolors=BLUE if full else ORANGE,
            )
    if h.id in step.refutes:
        axes.annotate(
            "×",
            spot,
            xytext=(11, 0),
            textcoords="offset points",
            color=RED,
            ha="center",
            va="center_baseline",
            fontsize=11,
            zorder=4,
        )


def _legend(figure: Figure) -> None:
    from matplotlib.lines import Line2D  # noqa: PLC0415 - heavy, loaded on use

    handles = [
        Line2D([], [], ls="", marker="o", color=BLUE, label=_("expected to be there")),
        Line2D(
            [],
            [],
            ls="",
            marker="o",
            mfc=PAPER,
            mec=ORANGE,
            mew=1.4,
            label=_("expected not to be there"),
        ),
        Line2D([], [], ls="", marker="_", color=FAINT, label=_("cannot tell")),
        Line2D([], [], ls="", marker="x", color=RED, label=_("could refute")),
    ]
    figure.legend(
        handles=handles,
        loc="lower center",
        ncols=4,
        frameon=False,
        fontsize=7.5,
        handletextpad=0.3,
    )
