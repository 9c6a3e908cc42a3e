"""The word fields by which letters of one language tell acts and elements."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from workbench.rules.reading import read

if TYPE_CHECKING:
    from collections.abc import Mapping

MONEY = MappingProxyType({"zh": "金额", "en": "money"})
"""The class that stands for a sum of money found in the sentence."""


@dataclass(frozen=True, slots=True)
class ActRule:
    """Classes that together in one sentence tell an act.

    ``level`` is 2 for a concrete act, verb and object, and 1 for a vague one.
    """

    offence: str | None
    level: int
    every: tuple[str, ...]
    needed: frozenset[str]
    barred: frozenset[str]


@dataclass(frozen=True, slots=True)
class Patterns:
    """Everything that reading one language for triage needs, compiled."""

    lang: str
    classes: Mapping[str, re.Pattern[str]]
    rules: tuple[ActRule, ...]
    points: Mapping[str, re.Pattern[str]]
    elements: Mapping[str, Mapping[str, re.Pattern[str]]]

    def of(self, element: str, name: str) -> re.Pattern[str]:
        """Return the pattern of one way to tell an element."""
        return self.elements[element][name]


@cache
def patterns(lang: str) -> Patterns:
    """Return the word fields of ``zh`` or ``en``, compiled once."""
    acts = read("lexicon", f"acts_{lang}")
    front = r"\b(?:{})\b" if lang == "en" else "{}"
    classes = {**acts["classes"], **acts["alone"]}
    points = read("lexicon", f"points_{lang}")
    elements = read("lexicon", f"elements_{lang}")
    return Patterns(
        lang=lang,
        classes=MappingProxyType(
            {name: re.compile(front.format(p)) for name, p in classes.items()}
        ),
        rules=tuple(
            ActRule(
                rule["offence"],
                rule["level"],
                tuple(rule["all"]),
                frozenset(rule["all"]),
                frozenset(rule.get("not", ())),
            )
            for rule in acts["rules"]
        ),
        points=MappingProxyType({s: re.compile(p) for s, p in points.items()}),
        elements=MappingProxyType(
            {
                name: MappingProxyType(
                    {
                        way: re.compile(p, re.MULTILINE)
                        for way, p in (
                            ways if isinstance(ways, dict) else {"": ways}
                        ).items()
                    }
                )
                for name, ways in elements.items()
            }
        ),
    )
