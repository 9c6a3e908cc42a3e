"""Kinds of entities and of links, from ``entities.yaml`` and ``links.yaml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping


_HAN = re.compile(r"[\u4e00-\u9fff]")
_MARKS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class EntityKind:
    """A kind of entity; ``person`` is true of the one kind that is never ranked."""

    id: str
    labels: Mapping[str, str]
    ftm: str | None = None
    person: bool = False


@dataclass(frozen=True, slots=True)
class LinkKind:
    """A kind of link, read as a sentence: source ``labels`` target.

    Parameters
    ----------
    money
        Funds move along it: it has sums and can be followed through time.
    tie
        It holds over a span of time.
    ftm
        FollowTheMoney schema, its source property and its target property.
    """

    id: str
    labels: Mapping[str, str]
    money: bool = False
    tie: bool = False
    ftm: tuple[str, str, str] = ("UnknownLink", "subject", "object")


def _load(name: str) -> dict[str, dict[str, Any]]:
    text = files("workbench.ontology").joinpath(name).read_text("utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: dict[str, dict[str, Any]] = yaml.load(text, Loader=loader)  # noqa: S506 - the C form of the safe loader
    return found


def _labels(entry: dict[str, Any]) -> Mapping[str, str]:
    return MappingProxyType({"zh": entry["zh"], "en": entry["en"]})


@cache
def entity_kinds() -> Mapping[str, EntityKind]:
    """Return every kind of entity by its name, in the order of the data file."""
    return MappingProxyType(
        {
            name: EntityKind(
                name, _labels(entry), entry.get("ftm"), bool(entry.get("person"))
            )
            for name, entry in _load("entities.yaml").items()
        }
    )


@cache
def link_kinds() -> Mapping[str, LinkKind]:
    """Return every kind of link by its name, in the order of the data file."""
    return MappingProxyType(
        {
            name: LinkKind(
                name,
                _labels(entry),
                bool(entry.get("money")),
                bool(entry.get("tie")),
                tuple(entry["ftm"]),
            )
            for name, entry in _load("links.yaml").items()
        }
    )


@cache
def _non_parties() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (
            kind,
            re.compile("|".join(f"(?:{one})" for one in entry["match"]), re.IGNORECASE),
        )
        for kind, entry in _load("non_parties.yaml").items()
    )


def non_party(name: str) -> str | None:
    """Say what a name in a statement stands for where nobody is meant, e.g. ``cash``.

    Returns
    -------
    str or None
        A kind of ``non_parties.yaml``; ``None`` for whatever may be somebody.
    """
    said = _MARKS.sub("", name) if _HAN.search(name) else name.strip(" -*()[].")
    found = (kind for kind, match in _non_parties() if match.fullmatch(said))
    return next(found, None)
