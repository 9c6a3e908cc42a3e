"""Acts in context: which words, together in one sentence, tell what was done.

A single word tells little (补贴, "contract"); an act is a verb of one field with an
object of another in the same sentence, in any order and voice. Rules stand in
``rules/lexicon/acts_*.yaml``; the first that holds names the sentence's offence.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.leads.patterns import MONEY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from workbench.leads.patterns import ActRule, Patterns

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Act:
    """An act that a sentence tells.

    ``level`` is 2 for a concrete act and 1 for a vague one; ``sentence`` is its number.
    """

    start: int
    end: int
    sentence: int
    offence: str | None
    level: int


def find_acts(
    text: str,
    sentences: Sequence[Place],
    words: Patterns,
    sums: Sequence[Place] = (),
) -> Iterator[Act]:
    """Yield the leading act of each sentence that tells one.

    Parameters
    ----------
    text
        Folded and, for English, lower-cased text.
    sentences
        Start and end of each sentence, in order.
    words
        Word fields and rules of the language.
    sums
        Places of sums of money: the class ``金额`` or ``money``.
    """
    found = _fields(text, sentences, words)
    starts = [start for start, _ in sentences]
    for place in sums:
        number = bisect_right(starts, place[0]) - 1
        if number >= 0:
            found[number].setdefault(MONEY[words.lang], []).append(place)
    for number, fields in enumerate(found):
        rule = _leading(words.rules, fields)
        if rule is not None:
            start, end = _stretch(rule, fields)
            yield Act(start, end, number, rule.offence, rule.level)


def _fields(
    text: str, sentences: Sequence[Place], words: Patterns
) -> list[dict[str, list[Place]]]:
    starts = [start for start, _ in sentences]
    found: list[dict[str, list[Place]]] = [{} for _ in sentences]
    for name, pattern in words.classes.items():
        for match in pattern.finditer(text):
            number = bisect_right(starts, match.start()) - 1
            if number >= 0:
                found[number].setdefault(name, []).append(match.span())
    return found


def _leading(
    rules: Sequence[ActRule], fields: Mapping[str, list[Place]]
) -> ActRule | None:
    """Return the first concrete rule that holds, else the first vague one."""
    vague = None
    for rule in rules:
        holds = all(name in fields for name in rule.every)
        if holds and not any(name in fields for name in rule.none):
            if rule.level > 1:
                return rule
            vague = vague or rule
    return vague


def _stretch(rule: ActRule, fields: Mapping[str, list[Place]]) -> Place:
    """Return the shortest stretch, from the first field on, that shows every field."""
    first = fields[rule.every[0]][0]
    places = [first]
    for name in rule.every[1:]:
        nearest = min(fields[name], key=lambda p: abs(p[0] - first[0]))
        places.append(nearest)
    return min(p[0] for p in places), max(p[1] for p in places)
