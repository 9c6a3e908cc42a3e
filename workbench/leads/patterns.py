"""The word fields by which letters of one language tell acts and elements."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from workbench.leads.prefixes import Finder, Prefixes, finder, make_prefixes
from workbench.rules.reading import read

if TYPE_CHECKING:
    from collections.abc import Mapping

MONEY = MappingProxyType({"zh": "金额", "en": "money"})
"""The class that stands for a sum of money found in the sentence."""


OTHER = "none"
"""What a frame of an act outside the offence templates is filed under."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Classes that, close together, tell an act.

    ``offence`` is a template's id or :data:`OTHER`; ``worth`` says how telling the
    frame is (1 a hint, 4 a definition); ``level`` is 2 for a concrete act, verb and
    object, and 1 for a vague one.
    """

    offence: str
    worth: float
    level: int
    every: tuple[str, ...]
    needed: frozenset[str]
    barred: frozenset[str]


@dataclass(frozen=True, slots=True)
class Patterns:
    """Everything that reading one language for triage needs, compiled."""

    lang: str
    classes: Mapping[str, re.Pattern[str]]
    frames: tuple[Frame, ...]
    points: Mapping[str, re.Pattern[str]]
    elements: Mapping[str, Mapping[str, re.Pattern[str]]]
    prefixes: Prefixes

    def finder(self, text: str) -> Finder:
        """Return where in a text each of its patterns can match."""
        return finder(self.prefixes, text)

    def of(self, element: str, name: str) -> re.Pattern[str]:
        """Return the pattern of one way to tell an element."""
        return self.elements[element][name]


def _frame(entry: Mapping[str, Any]) -> Frame:
    return Frame(
        offence=entry["of"],
        worth=float(entry["worth"]),
        level=int(entry.get("level", 2)),
        every=tuple(entry["all"]),
        needed=frozenset(entry["all"]),
        barred=frozenset(entry.get("not", ())),
    )


@cache
def patterns(lang: str) -> Patterns:
    """Return the word fields of ``zh`` or ``en``, compiled once."""
    acts = read("lexicon", f"acts_{lang}")
    front = r"\b(?:{})\b" if lang == "en" else "{}"
    points = read("lexicon", f"points_{lang}")
    elements = read("lexicon", f"elements_{lang}")
    begins = r"\b(?:{})" if lang == "en" else "{}"
    compiled = {
        name: re.compile(front.format("|".join(words)))
        for name, words in acts["classes"].items()
    }
    pointed = {s: re.compile(begins.format(p)) for s, p in points.items()}
    ways = {name: _ways(told) for name, told in elements.items()}
    every = [p for told in ways.values() for p in told.values()]
    return Patterns(
        lang=lang,
        classes=MappingProxyType(compiled),
        frames=tuple(_frame(entry) for entry in acts["frames"]),
        points=MappingProxyType(pointed),
        elements=MappingProxyType(ways),
        prefixes=make_prefixes([*compiled.values(), *pointed.values(), *every], lang),
    )


def _ways(told: str | Mapping[str, str]) -> Mapping[str, re.Pattern[str]]:
    ways = {"": told} if isinstance(told, str) else told
    return MappingProxyType({w: re.compile(p, re.MULTILINE) for w, p in ways.items()})
