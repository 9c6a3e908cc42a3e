"""The word fields by which letters of one language tell acts and elements."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from workbench.leads.lexicon import lexicon
from workbench.leads.prefixes import Finder, Prefixes, finder, make_prefixes
from workbench.rules.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MONEY = MappingProxyType({"zh": "金额", "en": "money"})
"""The class that stands for a sum of money found in the sentence."""


CUES = (
    "saw", "handled", "saw_document", "told_named", "told", "speculation", "negation",
    "quotation", "label", "misconduct",
)  # fmt: skip
"""Kinds of cues of a sentence; see :mod:`workbench.leads.cues`."""

TOPICS = ("land", "wages", "noise", "court", "neighbours", "consumer")
"""Topics that other bodies look into; their names stand in ``Cue.topic``."""

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
    classes: Mapping[str, re.Pattern[str]]  # of words that acts are told by
    frames: tuple[Frame, ...]
    begun: Mapping[str, tuple[int, ...]]  # class -> the frames that name it first
    points: Mapping[str, re.Pattern[str]]  # source -> words that point to it
    elements: Mapping[str, Mapping[str, re.Pattern[str]]]  # element -> way to tell it
    cues: Mapping[str, re.Pattern[str]]
    topics: Mapping[str, re.Pattern[str]]  # of other bodies' matters
    scope: Mapping[str, re.Pattern[str]]  # what tells whether it is only such a matter
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


def _begun(frames: Iterable[Frame]) -> Mapping[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for number, frame in enumerate(frames):
        found[frame.every[0]] = (*found.get(frame.every[0], ()), number)
    return MappingProxyType(found)


@cache
def patterns(lang: str) -> Patterns:
    """Return the word fields of ``zh`` or ``en``, compiled once."""
    acts = read("lexicon", f"acts_{lang}")
    words, begins = (r"\b(?:{})\b", r"\b(?:{})") if lang == "en" else ("{}", "{}")
    classes = _compiled({n: "|".join(w) for n, w in acts["classes"].items()}, words)
    points = _compiled(read("lexicon", f"points_{lang}"), begins)
    elements = {
        name: _compiled({"": told} if isinstance(told, str) else told, lines=True)
        for name, told in read("lexicon", f"elements_{lang}").items()
    }
    scope = dict(read("lexicon", f"scope_{lang}"))
    topics = _compiled(scope.pop("topics"))
    fields = _compiled(scope, lines=True)
    cues = _cues(lang)
    sought = (ways for name, ways in elements.items() if name not in _CUTS)
    every = (classes, points, *sought, cues, topics, fields)
    frames = tuple(_frame(entry) for entry in acts["frames"])
    return Patterns(
        lang=lang,
        classes=classes,
        frames=frames,
        begun=_begun(frames),
        points=points,
        elements=MappingProxyType(elements),
        cues=cues,
        topics=topics,
        scope=fields,
        prefixes=make_prefixes([p for some in every for p in some.values()], lang),
    )


_CUTS = frozenset(("shared", "enumerator", "another"))
"""What cuts a letter into parts: only ever looked for where a sentence begins."""


def _compiled(
    told: Mapping[str, str], form: str = "{}", *, lines: bool = False
) -> Mapping[str, re.Pattern[str]]:
    """Compile patterns by name; ``lines``: ``^`` and ``$`` are those of a line."""
    flags = re.MULTILINE if lines else 0
    return MappingProxyType(
        {name: re.compile(form.format(p), flags) for name, p in told.items()}
    )


def _cues(lang: str) -> Mapping[str, re.Pattern[str]]:
    lists = lexicon("cues")
    told = {kind: "|".join(lists[f"{kind}_{lang}"]) for kind in (*CUES, *TOPICS)}
    return _compiled(told, r"(?i)\b(?:{})" if lang == "en" else "(?:{})")
