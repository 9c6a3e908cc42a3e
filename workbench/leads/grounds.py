"""On what the claims of a letter rest, read over the whole letter.

Hearsay: the claims rest on what others said, and the writer neither saw them nor holds
anything that shows them. Conjecture: they are concluded. What people say in quotation
marks is left out: a bribe asked of the writer is no hearsay, nor is a guess quoted. A
suspicion about what the writer saw, or can show, is no conjecture.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from workbench.leads.prefixes import Prefixes, finder, make_prefixes
from workbench.rules.reading import read

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Place = tuple[int, int]

_KINDS = (
    "heard", "passed_on", "disclaims", "guess", "supposes", "witnessed", "held",
)  # fmt: skip
_SPEECH = re.compile(r'["“][^"“”\n]{1,400}["”]')
_LINE_OF_SPEECH = re.compile(r"[^\n]")


@dataclass(frozen=True, slots=True)
class Grounds:
    """Whether the letter as a whole is hearsay, conjecture, or as much of either."""

    hearsay: bool
    conjecture: bool
    distant: bool = False  # the writer, or who told it, was not there


@cache
def _patterns(lang: str) -> tuple[Mapping[str, re.Pattern[str]], Prefixes]:
    data = read("lexicon", f"grounds_{lang}")
    found = {kind: re.compile(data[kind]) for kind in _KINDS}
    return found, make_prefixes(found.values(), lang)


def grounds_of(
    plain: str, lang: str, *, claims: Sequence[Place] = (), facts: bool = True
) -> Grounds:
    """Read on what a letter rests.

    Parameters
    ----------
    plain
        Folded text, lower-cased if English; linear in its length.
    claims
        Stretches around the main claims, in which their source would be named; none:
        the whole text.
    facts
        Whether it names days or sums: a suspicion beside such is about them.
    """
    told = _SPEECH.sub(_blank, plain)
    patterns, prefixes = _patterns(lang)
    denied = {m[0] for m in patterns["disclaims"].finditer(told)}
    if denied:  # "not seen with my own eyes" is no sight
        told = patterns["disclaims"].sub(_dots, told)
    places = finder(prefixes, told)
    found = {
        kind: [m.span() for m in places.finditer(pattern, 0, len(told))]
        for kind, pattern in patterns.items()
    }
    counts = {kind: len({told[s:e] for s, e in spans}) for kind, spans in found.items()}
    counts["disclaims"] = len(denied)
    stretches = claims or [(0, len(told))]
    sourced = sum(any(s <= at < e for at, _ in found["heard"]) for s, e in stretches)
    return _weighed(counts, sourced=2 * sourced >= len(stretches), facts=facts)


def _dots(match: re.Match[str]) -> str:
    return "…" * len(match[0])


def _blank(match: re.Match[str]) -> str:
    """Put dots in the place of speech: it ends no sentence and says nothing."""
    return '"' + _LINE_OF_SPEECH.sub("…", match[0][1:-1]) + '"'


def _weighed(counts: Mapping[str, int], *, sourced: bool, facts: bool) -> Grounds:
    """Weigh what was heard, guessed, seen and held against each other.

    A disclaimer, or a teller who was not there either, outweighs what the writer saw of
    other things; only papers outweigh that.
    """
    seen, held = counts["witnessed"], counts["held"]
    distant = counts["disclaims"] + counts["passed_on"]
    bare = not held and (not seen or distant > 0)
    heard = counts["heard"] + counts["passed_on"]
    guessed = counts["guess"] + (0 if facts and not distant else counts["supposes"])
    told = heard > 0 and (counts["passed_on"] > 0 or guessed <= 2 * heard)
    hearsay = told and (sourced or distant > 0)
    both = counts["guess"] > 0 and guessed >= heard
    guess = bare and guessed > 0 and (not told or both)
    return Grounds(bare and hearsay, guess, distant > 0)
