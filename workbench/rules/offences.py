"""Offence templates: key elements, their weights, and which sources can decide them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from workbench.rules.reading import Number, labels, number, read

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One source of a key element: its diagnosticity there, 0..3.

    ``needs`` narrows the source's own needs where it is not empty; ``if_pointed``
    admits the row only where the letter's words point to the source.
    """

    source: str
    d: Number
    if_pointed: bool = False
    needs: tuple[tuple[str, ...], ...] = ()
    needs_why: str = ""


@dataclass(frozen=True, slots=True)
class KeyElement:
    """One thing that has to be shown, with its weight."""

    id: str
    labels: Mapping[str, str]
    weight: Number
    checks: tuple[CheckRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offence:
    """A template: what has to be shown, and the innocent account beside it."""

    id: str
    labels: Mapping[str, str]
    provision: Mapping[str, str] | None
    gravity: Literal["high", "mid", "low"]
    innocent: Mapping[str, str]
    qualifier: Mapping[str, str] | None
    not_applicable: frozenset[str]
    elements: tuple[KeyElement, ...]

    @property
    def weights(self) -> Mapping[str, float]:
        """Key element -> weight."""
        return MappingProxyType({e.id: e.weight.value for e in self.elements})


def _row(entry: Mapping[str, Any]) -> CheckRow:
    return CheckRow(
        source=entry["source"],
        d=number(entry["d"]),
        if_pointed=bool(entry.get("if_pointed", False)),
        needs=tuple(tuple(need) for need in entry.get("needs", ())),
        needs_why=str(entry.get("needs_why", "")),
    )


def _elements(data: Mapping[str, Any]) -> tuple[KeyElement, ...]:
    return tuple(
        KeyElement(
            id=name,
            labels=labels(entry),
            weight=number(entry["weight"]),
            checks=tuple(_row(row) for row in entry["checks"]),
        )
        for name, entry in data.items()
    )


def _offence(name: str, entry: Mapping[str, Any]) -> Offence:
    provision, qualifier = entry.get("provision"), entry.get("qualifier")
    return Offence(
        id=name,
        labels=labels(entry),
        provision=labels(provision) if provision else None,
        gravity=entry["gravity"]["value"],
        innocent=labels(entry["innocent"]),
        qualifier=labels(qualifier) if qualifier else None,
        not_applicable=frozenset(entry.get("not_applicable", ())),
        elements=_elements(entry["elements"]),
    )


@cache
def offences(profile: str = "cn") -> Mapping[str, Offence]:
    """Return the offence templates of a profile by id, in table order."""
    data = read(profile, "offences")["offences"]
    return MappingProxyType({k: _offence(k, v) for k, v in data.items()})


@cache
def generic_elements(profile: str = "cn") -> tuple[KeyElement, ...]:
    """Return the key elements that hold where no offence is recognised."""
    return _elements(read(profile, "offences")["generic"])
