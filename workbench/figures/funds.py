"""Flows of funds from left to right: who passed how much on to whom, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from workbench.errors import UsageError
from workbench.figures.money import shown_sum
from workbench.figures.picture import (
    BLUE,
    FAINT,
    GREEN,
    INK,
    ORANGE,
    SKY,
    Picture,
    bare,
    outline,
)
from workbench.figures.plain import cut, lines_up, wrap
from workbench.wording import language, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from matplotlib.figure import Figure

_ = words("figures")

LIMIT = 40
"""Accounts in one picture; beyond that only the text form can be read."""


class Hop(Protocol):
    """What a picture needs of a hop of ``LinkGraph.flows``."""

    @property
    def source(self) -> str:
        """Id of the payer."""

    @property
    def target(self) -> str:
        """Id of the payee."""

    @property
    def day(self) -> date:
        """When."""

    @property
    def amount(self) -> int:
        """How much of the followed money, hundredths."""


class Flow(Protocol):
    """What a picture needs of a flow of ``LinkGraph.flows``."""

    @property
    def hops(self) -> Sequence[Hop]:
        """In the order of time."""

    @property
    def amount(self) -> int:
        """What rests at the end, hundredths."""


@dataclass(frozen=True, slots=True)
class _Stream:
    """All hops from one account to another at one depth."""

    source: tuple[int, str]
    target: tuple[int, str]
    amount: int
    first: date
    last: date


def funds_picture(flows: Iterable[Flow], *, names: Mapping[str, str]) -> Picture:
    """Draw flows of funds as streams, their width by their sum.

    Parameters
    ----------
    flows
        An answer of ``LinkGraph.flows``; money moves from left to right.
    names
        Account or party id -> name to show; an id without a name shows itself.

    Raises
    ------
    UsageError
        For more than :data:`LIMIT` accounts.
    """
    found = list(flows)
    streams = _streams(found)
    spots = sorted({end for s in streams for end in (s.source, s.target)})
    if len(spots) > LIMIT:
        raise UsageError("figures.too_many", found=len(spots), limit=LIMIT)
    rows = max(
        (sum(d == depth for d, _who in spots) for depth, _who in spots), default=1
    )
    depths = max((depth for depth, _who in spots), default=0) + 1
    text = _text(found, names)

    def draw(figure: Figure) -> None:
        _draw(figure, streams, spots, names)

    size = (max(4.5, 2.4 * depths), 0.9 + 0.72 * rows)
    return Picture(_("Flow of funds"), text, size, draw, language(), seen=text)


def _streams(flows: Sequence[Flow]) -> list[_Stream]:
    """Join hops between the same two at the same depth, each transfer's part once."""
    found: dict[tuple[tuple[int, str], tuple[int, str]], list[Hop]] = {}
    for flow in flows:
        for depth, hop in enumerate(flow.hops):
            ends = (depth, hop.source), (depth + 1, hop.target)
            found.setdefault(ends, []).append(hop)
    return [
        _Stream(
            source,
            target,
            sum(h.amount for h in hops),
            min(h.day for h in hops),
            max(h.day for h in hops),
        )
        for (source, target), hops in sorted(found.items())
    ]


def _text(flows: Sequence[Flow], names: Mapping[str, str]) -> str:
    lines = []
    for flow in flows:
        for depth, hop in enumerate(flow.hops):
            lines.append(
                (
                    "→" if depth == 0 else "  " * depth + "└→",
                    names.get(hop.source, hop.source),
                    names.get(hop.target, hop.target),
                    shown_sum(hop.amount),
                    hop.day.isoformat(),
                )
            )
        lines.append(("", "", _("rests there"), shown_sum(flow.amount), ""))
    return lines_up(lines)


def _places(
    spots: list[tuple[int, str]], streams: list[_Stream]
) -> dict[tuple[int, str], tuple[float, float]]:
    """Set each depth as a column, its accounts near those that paid them."""
    places: dict[tuple[int, str], tuple[float, float]] = {}
    for depth in range(max((d for d, _who in spots), default=-1) + 1):
        mine = [spot for spot in spots if spot[0] == depth]
        payers = {
            spot: [places[s.source][1] for s in streams if s.target == spot]
            for spot in mine
        }
        mine.sort(key=lambda s: (_mean(payers[s]), s[1]))
        for n, spot in enumerate(mine):
            places[spot] = (float(depth), (n + 1) / (len(mine) + 1))
    return places


def _mean(values: list[float]) -> float:
    return round(sum(values) / len(values), 6) if values else 0.0


def _draw(
    figure: Figure,
    streams: list[_Stream],
    spots: list[tuple[int, str]],
    names: Mapping[str, str],
) -> None:
    axes = bare(figure, (0.02, 0.02, 0.96, 0.96))
    if not streams:
        axes.text(0.5, 0.5, _("No funds were followed."), ha="center", color=FAINT)
        return
    places = _places(spots, streams)
    most = max(stream.amount for stream in streams)
    for stream in streams:
        _stream(axes, stream, places, 2.0 + 16.0 * stream.amount / most)
    last = max(depth for depth, _who in spots)
    onward = {stream.source for stream in streams}
    for spot in spots:
        start, rest = spot[0] == 0, spot not in onward
        colour, shape = (BLUE, "s") if start else (ORANGE, "D") if rest else (SKY, "o")
        axes.scatter(
            *places[spot],
            s=90,
            marker=shape,
            color=colour,
            zorder=4,
            edgecolors=INK,
            linewidths=0.8,
        )
        axes.annotate(
            "\n".join(wrap(cut(names.get(spot[1], spot[1]), 36), 18)),
            places[spot],
            xytext=(0, -8),
            textcoords="offset points",
            ha="center",
            va="top",
            fontsize=8,
            linespacing=1.15,
            zorder=5,
            path_effects=outline(),
        )
    axes.set_xlim(-0.45, last + 0.45)
    axes.set_ylim(1.0, 0.0)


def _stream(
    axes: Any,
    stream: _Stream,
    places: Mapping[tuple[int, str], tuple[float, float]],
    width: float,
) -> None:
    from matplotlib.patches import PathPatch  # noqa: PLC0415 - heavy, loaded on use
    from matplotlib.path import Path  # noqa: PLC0415 - heavy, loaded on use

    (x0, y0), (x1, y1) = places[stream.source], places[stream.target]
    bend = [(x0, y0), (x0 + 0.45, y0), (x1 - 0.45, y1), (x1, y1)]
    path = Path(bend, [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4])
    axes.add_patch(
        PathPatch(
            path, fc="none", ec=GREEN, lw=width, alpha=0.35, capstyle="butt", zorder=1
        )
    )
    days = stream.first.isoformat()
    if stream.last != stream.first:  # the text form has every day
        days = f"{stream.first:%Y-%m} … {stream.last:%Y-%m}"
    axes.annotate(
        f"{shown_sum(stream.amount)} →\n{days}",
        ((x0 + x1) / 2, (y0 + y1) / 2),
        ha="center",
        va="center",
        fontsize=7.2,
        color=INK,
        linespacing=1.2,
        zorder=3,
        path_effects=outline(),
    )
