"""How far several raters agree: Krippendorff's alpha, and a plain spread."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import permutations
from statistics import median
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Scale = Literal["nominal", "ordinal", "interval"]


@dataclass(frozen=True, slots=True)
class Spread:
    """How scores of one thing lie: lowest, median, highest, and how many gave one."""

    low: float
    middle: float
    high: float
    n: int


def spread(scores: Sequence[float]) -> Spread:
    """Return the spread of at least one score.

    Raises
    ------
    ValueError
        When there is none.
    """
    if not scores:
        raise ValueError("no scores")
    return Spread(min(scores), float(median(scores)), max(scores), len(scores))


def krippendorff_alpha(
    units: Sequence[Mapping[str, float]], *, scale: Scale = "ordinal"
) -> float | None:
    """Return Krippendorff's alpha over units rated by several raters.

    Parameters
    ----------
    units
        For each thing rated: rater -> score; raters may be missing.
    scale
        ``nominal``, ``ordinal`` or ``interval``: how far apart two scores are.

    Returns
    -------
    float or None
        1 for full agreement, 0 for chance, below 0 for less than chance; ``None`` where
        fewer than two scores can be compared or all scores are one value.

    Notes
    -----
    Krippendorff, Content Analysis (2004), ch. 11: one minus observed over expected
    disagreement, from the coincidence matrix. O(units x raters^2 + values^2).
    """
    pairs: defaultdict[tuple[float, float], float] = defaultdict(float)
    for unit in units:
        values = list(unit.values())
        if len(values) > 1:
            for one, other in permutations(values, 2):
                pairs[one, other] += 1 / (len(values) - 1)
    totals: defaultdict[float, float] = defaultdict(float)
    for (one, _), n in pairs.items():
        totals[one] += n
    whole = sum(totals.values())
    if len(totals) < 2:  # noqa: PLR2004 - two values are needed to disagree
        return None
    apart = _distance(totals, scale)
    observed = sum(n * apart(a, b) for (a, b), n in pairs.items()) / whole
    expected = sum(
        totals[a] * totals[b] * apart(a, b) for a in totals for b in totals
    ) / (whole * (whole - 1))
    return 1 - observed / expected


def _distance(
    totals: Mapping[float, float], scale: Scale
) -> Callable[[float, float], float]:
    if scale == "nominal":
        return lambda a, b: float(a != b)
    if scale == "interval":
        return lambda a, b: (a - b) ** 2
    ranked = sorted(totals)

    def ordinal(a: float, b: float) -> float:
        low, high = sorted((a, b))
        between = sum(totals[v] for v in ranked if low <= v <= high)
        return float((between - (totals[low] + totals[high]) / 2) ** 2)

    return ordinal
