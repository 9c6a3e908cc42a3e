"""Specificity: can a record clerk find the record from what the allegation says?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.errors import UsageError
from workbench.rules.rubric import rubric

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from workbench.leads.values import Band


def score(
    levels: Mapping[str, int], na: Collection[str] = (), *, profile: str = "cn"
) -> float:
    """Return the specificity of one allegation.

    Parameters
    ----------
    levels
        Element -> level 0..3; an absent element counts as 0.
    na
        Elements that do not apply; they leave the sum and the weights.

    Returns
    -------
    float
        0..100, rounded to one decimal; 100 sum(w l/3) / sum(w) (DOMAIN section 8).

    Raises
    ------
    UsageError
        When a level is none of 0..3 or an element is not of the rubric.
    """
    rules = rubric(profile)
    for name, level in levels.items():
        if name not in rules.weights or level not in range(rules.max_level + 1):
            raise UsageError("leads.no_such_level", element=name, level=level)
    weights = {name: w for name, w in rules.weights.items() if name not in na}
    total = sum(weights.values())
    if not total:
        return 0.0
    got = sum(w * levels.get(name, 0) / rules.max_level for name, w in weights.items())
    return round(100 * got / total, 1)


def band(value: float, *, profile: str = "cn") -> Band:
    """Return the band of a value of either scale: high, mid or low."""
    rules = rubric(profile)
    if value >= rules.high:
        return "high"
    return "mid" if value >= rules.mid else "low"


def specificity_band(
    levels: Mapping[str, int], na: Collection[str] = (), *, profile: str = "cn"
) -> Band:
    """Return the band of an allegation; ``none`` where the gate is shut.

    The gate shuts where the subject or the act is absent: whatever else is told, nobody
    could look anything up.
    """
    if any(levels.get(name, 0) == 0 for name in rubric(profile).gate):
        return "none"
    return band(score(levels, na, profile=profile), profile=profile)
