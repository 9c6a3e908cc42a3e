"""Disposition schemes by the day of the decision (DOMAIN section 2)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

import yaml

from workbench.errors import UnknownName

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

When = Literal["lead", "after_prelim", "after_talk"]


@dataclass(frozen=True, slots=True)
class Disposition:
    """One class of a scheme, with its words."""

    id: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """The classes among which a decision of one period chooses."""

    id: str
    when: When
    first: date | None
    last: date | None
    classes: tuple[Disposition, ...]
    source: str

    def holds(self, on: date) -> bool:
        """Say whether the scheme was in force on a day."""
        begun = self.first is None or self.first <= on
        return begun and (self.last is None or on <= self.last)


@cache
def schemes(profile: str = "cn") -> tuple[Scheme, ...]:
    """Return every scheme of a profile, in the order of the data."""
    path = files("workbench.rules").joinpath(profile, "dispositions.yaml")
    data: dict[str, dict[str, Any]] = yaml.safe_load(path.read_text("utf-8"))
    return tuple(_scheme(name, row) for name, row in data.items())


def _scheme(name: str, row: Mapping[str, Any]) -> Scheme:
    classes = tuple(Disposition(c["id"], c["zh"], c["en"]) for c in row["classes"])
    return Scheme(name, row["when"], row["from"], row["until"], classes, row["source"])


def scheme(on: date, *, when: When = "lead", profile: str = "cn") -> Scheme:
    """Return the scheme in force on the day of a decision.

    Raises
    ------
    UnknownName
        When no scheme of that kind was in force on that day.
    """
    for one in schemes(profile):
        if one.when == when and one.holds(on):
            return one
    raise UnknownName("rules.no_scheme", day=on.isoformat(), when=when, profile=profile)
