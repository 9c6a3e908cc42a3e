"""The screening rules R1-R11 and the bodies that may be competent elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from workbench.rules.reading import labels, number, read

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class ScreenRule:
    """One screening rule: its condition and its effect in words, and its source."""

    id: str
    labels: Mapping[str, str]
    effect: Mapping[str, str]
    source: str


@dataclass(frozen=True, slots=True)
class Screening:
    """All screening rules of a profile, with their thresholds."""

    low_verifiability: float
    basis_hearsay: int
    rules: Mapping[str, ScreenRule]
    bodies: Mapping[str, Mapping[str, str]]


@cache
def screening(profile: str = "cn") -> Screening:
    """Return the screening rules of a profile."""
    data = read(profile, "screening")
    return Screening(
        low_verifiability=number(data["low_verifiability"]).value,
        basis_hearsay=int(number(data["basis_hearsay"]).value),
        rules=MappingProxyType(
            {
                name: ScreenRule(
                    name, labels(rule), labels(rule["effect"]), rule["source"]
                )
                for name, rule in data["rules"].items()
            }
        ),
        bodies=MappingProxyType({k: labels(v) for k, v in data["bodies"].items()}),
    )
