"""Read one rules file of one profile; numbers keep their source and their reason."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import yaml

from workbench.errors import UnknownName

if TYPE_CHECKING:
    from collections.abc import Mapping

PROFILES = ("cn", "generic")


@dataclass(frozen=True, slots=True)
class Number:
    """A value of the rules, where it comes from, and why it is what it is."""

    value: float
    source: str
    why: str


def number(entry: Mapping[str, Any]) -> Number:
    """Make a number of its ``{value, source, why}``."""
    return Number(float(entry["value"]), str(entry["source"]), str(entry["why"]))


def labels(entry: Mapping[str, Any]) -> Mapping[str, str]:
    """Pick the ``zh`` and ``en`` words of an entry."""
    return MappingProxyType({"zh": str(entry["zh"]), "en": str(entry["en"])})


@cache
def read(profile: str, name: str) -> dict[str, Any]:
    """Return the data of ``rules/<profile>/<name>.yaml``.

    A file may say ``extends: <profile>``: it is then laid over that profile's file,
    mapping by mapping.

    Raises
    ------
    UnknownName
        When there is no such profile; the fields list those that exist.
    """
    if profile not in PROFILES and profile != "lexicon":
        raise UnknownName(
            "rules.no_such_profile", name=profile, known=", ".join(PROFILES)
        )
    path = files("workbench.rules").joinpath(profile, f"{name}.yaml")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, Any] = yaml.load(path.read_text("utf-8"), Loader=loader)  # noqa: S506 - the C form of the safe loader
    base = data.pop("extends", None)
    return _laid_over(read(base, name), data) if base else data


def _laid_over(base: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in above.items():
        under = merged.get(key)
        both = isinstance(value, dict) and isinstance(under, dict)
        merged[key] = _laid_over(under, value) if both and under else value
    return merged
