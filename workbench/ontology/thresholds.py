"""Defaults of the graph's patterns, from ``patterns.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Threshold:
    """One number with its source and reason."""

    value: Any
    source: str
    why: Mapping[str, str]


@cache
def thresholds() -> Mapping[str, Threshold]:
    """Return every threshold by its name."""
    text = files("workbench.ontology").joinpath("patterns.yaml").read_text("utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: dict[str, dict[str, Any]] = yaml.load(text, Loader=loader)  # noqa: S506 - the C form of the safe loader
    return MappingProxyType(
        {
            name: Threshold(entry["value"], entry["source"], entry["why"])
            for name, entry in found.items()
        }
    )


def threshold(name: str) -> Any:
    """Return one threshold's value."""
    return thresholds()[name].value
