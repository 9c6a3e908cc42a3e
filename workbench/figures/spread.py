"""How blind first scores lie: dots without names, to show where to talk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.figures.picture import BLUE, FAINT, INK, ORANGE, RULE, Picture
from workbench.figures.plain import cut, lines_up
from workbench.wording import language, words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from workbench.planning.meeting import Meeting

_ = words("figures")

LOWEST, HIGHEST = 0, 4
_ROW = 0.42
_FAR = 2  # levels between lowest and highest from which it is worth talking
Rows = list[tuple[str, list[float], int]]


def spread_picture(meeting: Meeting, scale: str = "specificity") -> Picture:
    """Show the revealed scores of one scale, matter by matter, without names.

    Parameters
    ----------
    meeting
        Matters not yet revealed show how many have scored, and nothing else.
    scale
        ``specificity`` or ``verifiability``.
    """
    rows = [
        (
            m.allegation,
            sorted(s[scale] for s in m.scores.values() if scale in s),
            len(m.committed),
        )
        for m in meeting.matters
    ]
    name = {"specificity": _("specificity"), "verifiability": _("verifiability")}
    title = _("Blind scores: {scale}").format(scale=name.get(scale, scale))
    text = _text(rows, meeting.alpha(scale))
    tall = 0.95 + _ROW * max(len(rows), 1)

    def draw(figure: Figure) -> None:
        _draw(figure, rows, tall)

    return Picture(title, text, (6.4, tall), draw, language(), seen=text)


def _middle(scores: list[float]) -> float:
    half = len(scores) // 2
    if len(scores) % 2:
        return scores[half]
    return (scores[half - 1] + scores[half]) / 2


def _text(rows: Rows, alpha: float | None) -> str:
    head = (_("Matter"), _("lowest"), _("median"), _("highest"), _("scores"))
    lines = [head]
    for name, scores, committed in rows:
        if scores:
            low, high = f"{scores[0]:g}", f"{scores[-1]:g}"
            lines.append((name, low, f"{_middle(scores):g}", high, str(len(scores))))
        else:
            waits = _("{n} scored, not revealed").format(n=committed)
            lines.append((name, "", "", "", waits))
    agreed = "–" if alpha is None else f"{alpha:.2f}"
    foot = _("Krippendorff's alpha (ordinal): {alpha}").format(alpha=agreed)
    return f"{lines_up(lines)}\n{foot}"


def _draw(figure: Figure, rows: Rows, tall: float) -> None:
    axes = figure.add_axes((0.2, 0.62 / tall, 0.74, 1 - 0.72 / tall))
    axes.set_xlim(LOWEST - 0.35, HIGHEST + 0.35)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    for row, (_name, scores, committed) in enumerate(rows):
        axes.axhline(row, color=RULE, lw=0.6, zorder=0)
        if not scores:
            waits = _("{n} scored, not revealed").format(n=committed)
            axes.text(
                (LOWEST + HIGHEST) / 2,
                row,
                waits,
                ha="center",
                va="center",
                color=FAINT,
                fontsize=8,
                backgroundcolor="white",
            )
            continue
        wide = scores[-1] - scores[0] >= _FAR
        axes.plot(
            [scores[0], scores[-1]],
            [row, row],
            color=ORANGE if wide else FAINT,
            lw=3.2 if wide else 1.6,
            zorder=1,
            solid_capstyle="round",
        )
        for score in sorted(set(scores)):
            n = scores.count(score)
            axes.scatter([score], [row], s=46 + 34 * (n - 1), color=BLUE, zorder=3)
            if n > 1:
                axes.text(
                    score,
                    row,
                    str(n),
                    ha="center",
                    va="center_baseline",
                    color="white",
                    fontsize=7.5,
                    zorder=4,
                )
        axes.plot(
            [_middle(scores)], [row], marker="|", ms=17, color=INK, mew=1.8, zorder=2
        )
    axes.set_yticks(range(len(rows)))
    axes.set_yticklabels([cut(name, 18) for name, *_rest in rows], color=INK)
    axes.set_xticks(range(LOWEST, HIGHEST + 1))
    axes.tick_params(length=0)
    for side in ("top", "right", "left", "bottom"):
        axes.spines[side].set_visible(False)
    note = _(
        "dots: members without names (number: how many); bar: median; orange: talk"
    )
    figure.text(
        0.5, 0.08 / tall, note, ha="center", va="bottom", fontsize=7.5, color=FAINT
    )
