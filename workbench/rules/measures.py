"""Measures and when they may be used before filing (DOMAIN section 5)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from workbench.rules.reading import read

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure.

    ``before_filing`` false means: never in a plan. ``person`` marks measures that put
    questions to somebody; ``officers`` is how many must act together.
    """

    id: str
    zh: str
    en: str
    before_filing: bool
    stages: tuple[str, ...] = ()
    since: date | None = None
    person: bool = False
    officers: int = 1
    recording: bool = False
    serious_only: bool = False
    source: str = ""

    def allowed(self, *, stage: str, on: date) -> bool:
        """Say whether a plan of that stage and day may use it."""
        in_force = self.since is None or on >= self.since
        return self.before_filing and stage in self.stages and in_force


@cache
def measures(profile: str = "cn") -> Mapping[str, Measure]:
    """Return every measure of a profile by its id, barred ones included."""
    data: dict[str, dict[str, Any]] = read(profile, "measures")
    return MappingProxyType({name: _measure(name, row) for name, row in data.items()})


def _measure(name: str, row: Mapping[str, Any]) -> Measure:
    return Measure(
        id=name,
        zh=row["zh"],
        en=row["en"],
        before_filing=row["before_filing"],
        stages=tuple(row.get("stages", ())),
        since=row.get("since"),
        person=row.get("person", False),
        officers=row["officers"]["value"] if "officers" in row else 0,
        recording=row.get("recording", False),
        serious_only=row.get("serious_only", False),
        source=row["source"],
    )
