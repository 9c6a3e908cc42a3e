"""The steps of a plan in time: bars by ring, answers awaited, expiry, windows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from workbench.figures.picture import (
    BLUE,
    FAINT,
    GREEN,
    INK,
    ORANGE,
    PAPER,
    PURPLE,
    RED,
    RULE,
    SKY,
    Picture,
)
from workbench.figures.plain import cut, lines_up
from workbench.wording import language, words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from workbench.planning.plan import Plan
    from workbench.planning.step import Step

_ = words("figures")

RINGS = (SKY, BLUE, GREEN, ORANGE, RED)
"""Colour of a ring, from public files to the person named."""
LOUD = 2
"""Alert from which a step is felt in the circle of the person named."""
PAGE = 28
"""Steps of a plan that a printed page can hold."""
_ROW = 0.27  # inches a step
_DAY = timedelta(days=1)


def gantts(plan: Plan) -> tuple[Picture, ...]:
    """Draw a plan in pictures of at most :data:`PAGE` steps; none without dates."""
    count = len(_ordered(plan))
    return tuple(gantt(plan, rows=(n, n + PAGE)) for n in range(0, count, PAGE))


def gantt(plan: Plan, *, rows: tuple[int, int] | None = None) -> Picture:
    """Draw the scheduled steps of a plan, in order of their start.

    A bar is the time of work, the thin line the wait for an answer, ◆ the last day on
    which the record is kept, a dark edge a step that may alert (alert 2 or more); bands
    are windows in which several fronts open together. ``rows`` picks some of them.
    """
    steps = _ordered(plan)[slice(*rows) if rows else slice(None)]
    tall = 1.15 + _ROW * max(len(steps), 1)

    def draw(figure: Figure) -> None:
        _draw(figure, plan, steps, tall)

    return Picture(
        _("Steps in time"),
        _text(steps),
        (7.4, tall),
        draw,
        language(),
        seen=_text(steps) + "".join(str(s.what) for s in steps),
    )


def _ordered(plan: Plan) -> list[Step]:
    done = [s for s in plan.steps if s.start is not None and s.end is not None]
    return sorted(done, key=lambda s: (s.start or date.min, s.end or date.min, s.id))


def _text(steps: list[Step]) -> str:
    head = (
        _("Step"),
        _("From"),
        _("To"),
        _("Answer"),
        _("Ring"),
        _("Alert"),
        _("Kept until"),
        _("People"),
    )
    rows = [
        (
            s.id,
            _iso(s.start),
            _iso(s.end),
            _iso(s.reply),
            str(s.ring),
            str(s.alert),
            _iso(s.expires),
            " ".join(s.people),
        )
        for s in steps
    ]
    return lines_up([head, *rows]) if rows else _("No step has a date yet.")


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _draw(figure: Figure, plan: Plan, steps: list[Step], tall: float) -> None:
    if not steps:
        figure.text(0.5, 0.5, _("No step has a date yet."), ha="center", color=FAINT)
        return
    left, top, foot = 0.30, 0.42 / tall, 0.62 / tall
    axes = figure.add_axes((left, foot, 0.985 - left, 1 - top - foot))
    first, last = _ends(plan, steps)
    zero = first.toordinal()
    _calendar(axes, first, last, len(steps))
    _windows(axes, steps, zero)
    _bars(axes, steps, zero, last)
    _deadline(axes, plan, zero, last)
    axes.set_ylim(len(steps) - 0.4, -0.6)
    axes.set_yticks(range(len(steps)))
    names = [f"{s.id}  {cut(str(s.what) or s.source, 25)}" for s in steps]
    axes.set_yticklabels(names, fontsize=7.5, color=INK, ha="left")
    axes.tick_params(axis="y", pad=left * 7.4 * 72 - 14)
    axes.tick_params(length=0)
    for side in ("top", "right", "left", "bottom"):
        axes.spines[side].set_visible(False)
    _legend(figure, steps)


def _ends(plan: Plan, steps: list[Step]) -> tuple[date, date]:
    days = [d for s in steps for d in (s.start, s.end, s.reply) if d is not None]
    first, last = min(days), max(days)
    due = plan.timetable.deadline if plan.timetable else None
    room = (last - first) // 3 + 7 * _DAY
    if due is not None and last < due <= last + room:
        last = due
    # Names stand right of the bars; the last ones need room too.
    return first - _DAY, last + (2 + (last - first).days // 7) * _DAY


def _calendar(axes: Any, first: date, last: date, rows: int) -> None:
    """Mark weekends lightly and put a label on each Monday, or fewer if long."""
    zero, days = first.toordinal(), (last - first).days
    axes.set_xlim(0, days)
    mondays = [n for n in range(days + 1) if (first + n * _DAY).weekday() == 0]
    off = [n for n in range(days) if (first + n * _DAY).weekday() in (5, 6)]
    axes.broken_barh(
        [(n, 1) for n in off], (-0.6, rows + 0.2), color="#f3f3f3", lw=0, zorder=0
    )
    shown = mondays[:: max(1, len(mondays) // 9)]
    axes.set_xticks(shown)
    said = [date.fromordinal(zero + n) for n in shown]
    axes.set_xticklabels([_short(day) for day in said], fontsize=7.5)
    axes.xaxis.tick_top()
    edges = [row + 0.5 for row in range(rows)]
    axes.hlines(edges, 0, days, color=RULE, lw=0.4, zorder=1)


def _short(day: date) -> str:
    return f"{day.month}月{day.day}日" if language() == "zh" else f"{day:%d %b}"


def _windows(axes: Any, steps: list[Step], zero: int) -> None:
    """Shade the day on which the steps of one window start."""
    shared: dict[str, list[date]] = {}
    for step in steps:
        if step.window and step.start:
            shared.setdefault(step.window, []).append(step.start)
    for days in shared.values():
        start, end = min(days).toordinal() - zero, max(days).toordinal() - zero + 1
        axes.axvspan(start, end, color=PURPLE, alpha=0.22, lw=0, zorder=1)


@dataclass(frozen=True, slots=True)
class _Bar:
    """Days of one step, counted from the left edge."""

    step: Step
    start: int
    work: int  # the answer is there and work begins
    end: int
    kept: int | None


def _bars_of(steps: list[Step], zero: int, last: date) -> list[_Bar]:
    found = []
    for step in steps:
        if step.start is None or step.end is None:
            continue
        start, end = step.start.toordinal() - zero, step.end.toordinal() - zero + 1
        reply = start if step.reply is None else step.reply.toordinal() - zero
        kept = None
        if step.expires is not None and step.expires <= last:
            kept = step.expires.toordinal() - zero + 1
        found.append(_Bar(step, start, min(max(reply, start), end - 1), end, kept))
    return found


def _bars(axes: Any, steps: list[Step], zero: int, last: date) -> None:
    """Draw all steps with few artists: a plan of 200 steps has 200 rows."""
    bars = _bars_of(steps, zero, last)
    rows = range(len(bars))
    waits = [(row, bar) for row, bar in enumerate(bars) if bar.work > bar.start]
    axes.hlines(
        [row for row, _bar in waits],
        [bar.start for _row, bar in waits],
        [bar.work for _row, bar in waits],
        color=FAINT,
        lw=1.0,
        zorder=2,
    )
    axes.plot(
        [b.start for _r, b in waits],
        [r for r, _b in waits],
        ls="",
        marker="|",
        color=FAINT,
        ms=7,
        zorder=3,
    )
    loud = [bar.step.alert >= LOUD for bar in bars]
    axes.barh(
        rows,
        [bar.end - bar.work for bar in bars],
        left=[bar.work for bar in bars],
        height=0.56,
        color=[RINGS[bar.step.ring] for bar in bars],
        edgecolor=[INK if it else PAPER for it in loud],
        linewidth=[1.1 if it else 0.6 for it in loud],
        zorder=3,
    )
    middles = [(bar.work + bar.end) / 2 for bar in bars]
    axes.scatter(middles, rows, s=58, color=PAPER, zorder=4, linewidths=0)
    for row, bar in enumerate(bars):
        axes.text(
            middles[row],
            row,
            str(bar.step.ring),
            ha="center",
            va="center_baseline",
            fontsize=6.5,
            color=INK,
            zorder=5,
        )
        if bar.step.people:
            names = cut(" ".join(bar.step.people), 13)
            axes.text(
                bar.end + 0.2,
                row,
                names,
                va="center",
                fontsize=6.5,
                color=FAINT,
                zorder=5,
            )
    kept = [(row, bar.kept) for row, bar in enumerate(bars) if bar.kept is not None]
    axes.plot(
        [day for _row, day in kept],
        [row for row, _day in kept],
        ls="",
        marker="D",
        color=RED,
        ms=4.5,
        mec=PAPER,
        zorder=4,
    )


def _deadline(axes: Any, plan: Plan, zero: int, last: date) -> None:
    due = plan.timetable.deadline if plan.timetable else None
    if due is not None and due <= last:
        where = due.toordinal() - zero + 1
        axes.axvline(where, color=RED, lw=1.2, ls=(0, (5, 2)), zorder=2)


def _legend(figure: Figure, steps: list[Step]) -> None:
    from matplotlib.lines import Line2D  # noqa: PLC0415 - heavy, loaded on use
    from matplotlib.patches import Patch  # noqa: PLC0415 - heavy, loaded on use

    rings = sorted({step.ring for step in steps})
    handles: list[Any] = [
        Patch(color=RINGS[ring], label=_("ring {n}").format(n=ring)) for ring in rings
    ]
    handles.append(Line2D([], [], color=FAINT, lw=1, label=_("waiting for the answer")))
    handles.append(Patch(fc=PAPER, ec=INK, label=_("may alert")))
    if any(step.expires for step in steps):
        handles.append(
            Line2D([], [], color=RED, marker="D", ms=4.5, ls="", label=_("kept until"))
        )
    if any(step.window for step in steps):
        handles.append(Patch(color=PURPLE, alpha=0.3, label=_("one window")))
    figure.legend(
        handles=handles,
        loc="lower center",
        ncols=len(handles),
        fontsize=7,
        frameon=False,
        handlelength=1.3,
        columnspacing=1.2,
    )
