"""Numbers and tables of planning (DOMAIN sections 4, 7, 10), by profile."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import yaml

from workbench.errors import CaseError, UnknownName
from workbench.rules.reading import read

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Label:
    """Words of the data, in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Innocent:
    """An innocent account of an offence and the elements it contests."""

    label: Label
    contests: tuple[str, ...]
    seen: Label  # what would be found instead


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRules:
    """What planning goes by: numbers by dotted name, tables by source or offence."""

    profile: str
    numbers: Mapping[str, float]
    office_offences: tuple[str, ...]
    skills: Mapping[str, Label]
    spellings: Mapping[str, str]  # any spelling of a skill, folded -> its id
    skill_of: Mapping[str, str]
    measure_of: Mapping[str, str]
    measure_default: str
    approvers: Mapping[str, Label]
    held_by_unit: tuple[str, ...]
    samples: Mapping[str, Label]
    innocent: Mapping[str, tuple[Innocent, ...]]
    elements: Mapping[str, Label]
    looks: Mapping[str, Label]  # source -> what is looked at in it
    neutral: Mapping[str, Label]  # offence -> whom a neutral inquiry asks
    holders: Mapping[str, tuple[str, ...]]  # source -> parts of a holder's name
    receivers: tuple[str, ...]  # parts of names of those who receive letters
    noted: Mapping[str, tuple[str, ...]]  # kind of link -> sources that can show it
    asks: Mapping[str, Label]  # element -> what a talk asks about, without a finding

    def number(self, name: str) -> float:
        """Return a number by its dotted name.

        Raises
        ------
        UnknownName
            When the rules have no such number.
        """
        if name not in self.numbers:
            raise UnknownName("rules.no_such_number", name=name)
        return self.numbers[name]

    def whole(self, name: str) -> int:
        """Return a number that counts things."""
        return int(self.number(name))

    def measure(self, source: str) -> str:
        """Return the measure by which a source is looked at."""
        return self.measure_of.get(source, self.measure_default)

    def sample(self, source: str) -> Label:
        """Return the covering sample of a source."""
        return self.samples.get(source, self.samples["default"])

    def innocents(self, offence: str | None) -> tuple[Innocent, ...]:
        """Return the innocent accounts of an offence, the general ones if unknown."""
        return self.innocent.get(offence or "default", self.innocent["default"])

    def skill(self, spelled: str) -> str:
        """Return the skill's id for any of its spellings; unknown ones stay."""
        return self.spellings.get(spelled.casefold(), spelled)

    def with_parameters(self, parameters: Mapping[str, Any]) -> PlanRules:
        """Return the rules with an office's own numbers.

        Names that are no number of planning belong to other rooms and are left alone.

        Raises
        ------
        CaseError
            When a number is none, or negative.
        """
        own = {name: parameters[name] for name in self.numbers if name in parameters}
        for name, value in own.items():
            if (
                isinstance(value, bool)
                or not isinstance(value, int | float)
                or value < 0
            ):
                raise CaseError("rules.bad_number", name=name)
        return replace(self, numbers=MappingProxyType({**self.numbers, **own}))


@cache
def plan_rules(profile: str = "cn") -> PlanRules:
    """Return the shipped rules of planning of a profile."""
    data = read(profile, "plan_rules")
    both = files("workbench.rules").joinpath("looks.yaml")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    shared: dict[str, Any] = yaml.load(both.read_text("utf-8"), Loader=loader)  # noqa: S506 - the C form of the safe loader
    return PlanRules(
        profile=profile,
        numbers=MappingProxyType({k: v["value"] for k, v in data["numbers"].items()}),
        office_offences=tuple(data["office_offences"]),
        skills=_labels(data["skills"]),
        spellings=_spellings(data["skills"]),
        skill_of=MappingProxyType(data["skill_of"]),
        measure_of=MappingProxyType(data["measure_of"]),
        measure_default=data["measure_default"],
        approvers=_labels(data["approvers"]),
        held_by_unit=tuple(data["held_by_unit"]),
        samples=_labels(data["samples"]),
        innocent=_innocents(data["innocent"]),
        elements=_labels(data["elements"]),
        looks=_labels(shared["looks"]),
        neutral=_labels(shared["neutral"]),
        holders=MappingProxyType({k: tuple(v) for k, v in shared["holders"].items()}),
        receivers=tuple(shared["receivers"]),
        noted=MappingProxyType({k: tuple(v) for k, v in shared["noted"].items()}),
        asks=_labels(shared["asks"]),
    )


def _labels(rows: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Label]:
    return MappingProxyType({k: Label(v["zh"], v["en"]) for k, v in rows.items()})


def _spellings(rows: Mapping[str, Mapping[str, Any]]) -> Mapping[str, str]:
    return MappingProxyType(
        {word.casefold(): k for k, v in rows.items() for word in (k, *v["also"])}
    )


def _innocents(
    rows: Mapping[str, list[dict[str, Any]]],
) -> Mapping[str, tuple[Innocent, ...]]:
    return MappingProxyType(
        {
            offence: tuple(
                Innocent(
                    Label(row["zh"], row["en"]),
                    tuple(row["contests"]),
                    Label(row["seen"]["zh"], row["seen"]["en"]),
                )
                for row in accounts
            )
            for offence, accounts in rows.items()
        }
    )
