"""The rubric: weights of both scales, bands, suggestions, questions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from workbench.rules.reading import Number, labels, number, read

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Suggested:
    """A disposition that the band table proposes, with the code of its reason."""

    do: str
    why: str
    condition: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubric:
    """Everything that turns levels and checks into bands and proposals."""

    version: str
    weights: Mapping[str, float]
    max_level: int
    gate: tuple[str, ...]
    base: float
    ease: float
    quiet: float
    ease_days: float
    max_alert: float
    max_d: float
    exhaustive_to: int
    after_keeping: float
    unknown_keeping: float
    high: float
    mid: float
    tie: float
    suggestions: Mapping[str, Mapping[str, tuple[Suggested, ...]]]
    element_labels: Mapping[str, Mapping[str, str]]
    ask: Mapping[str, Mapping[str, str]]
    reasons: Mapping[str, Mapping[str, str]]


def _values(data: Mapping[str, Any]) -> dict[str, float]:
    found: dict[str, Number] = {key: number(entry) for key, entry in data.items()}
    return {key: entry.value for key, entry in found.items()}


def _suggestions(
    data: Mapping[str, Any],
) -> Mapping[str, Mapping[str, tuple[Suggested, ...]]]:
    return MappingProxyType(
        {
            s: MappingProxyType(
                {
                    v: tuple(
                        Suggested(cell["do"], cell["why"], cell.get("if"))
                        for cell in cells
                    )
                    for v, cells in row.items()
                }
            )
            for s, row in data.items()
        }
    )


@cache
def rubric(profile: str = "cn") -> Rubric:
    """Return the rubric of a profile."""
    data = read(profile, "rubric")
    s, v, bands = data["specificity"], data["verifiability"], _values(data["bands"])
    scale = _values(v)
    elements = data["elements"]
    return Rubric(
        version=data["version"],
        weights=MappingProxyType(_values(s["weights"])),
        max_level=int(number(s["max_level"]).value),
        gate=tuple(s["gate"]),
        base=scale["base"],
        ease=scale["ease"],
        quiet=scale["quiet"],
        ease_days=scale["ease_days"],
        max_alert=scale["max_alert"],
        max_d=scale["max_d"],
        exhaustive_to=int(scale["exhaustive_to"]),
        after_keeping=scale["after_keeping"],
        unknown_keeping=scale["unknown_keeping"],
        high=bands["high"],
        mid=bands["mid"],
        tie=bands["tie"],
        suggestions=_suggestions(data["suggestions"]),
        element_labels=MappingProxyType({k: labels(e) for k, e in elements.items()}),
        ask=MappingProxyType({k: labels(e["ask"]) for k, e in elements.items()}),
        reasons=MappingProxyType({k: labels(e) for k, e in data["reasons"].items()}),
    )
