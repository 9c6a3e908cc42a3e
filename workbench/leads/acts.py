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
    from collections.abc import Mapping, Sequence

    from workbench.leads.patterns import ActRule, Patterns

Place = tuple[int, int]
_CONCRETE = 2
_ANCHORS = (
    ("how", "step"),
    ("where", "matter"),
    ("amount", "object"),
    ("counterparty", "described"),
    ("anchor", ""),
)


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
    facts: Sequence[Place] = (),
) -> list[Act]:
    """Return the leading act of each sentence that tells one, in order.

    Where no rule holds in a sentence alone, it is read together with the next; and
    where none holds there either, a sentence that states facts (a sum, a day, an
    object, a step) is an act of no known offence.

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
    facts
        Places of days, plates, accounts, documents and named others.
    """
    fields = _fields(text, sentences, words)
    holder = _Holder(sentences)
    for place in sums:
        number = holder.of(place)
        if number >= 0:
            fields[number].setdefault(MONEY[words.lang], []).append(place)
    acts: dict[int, Act] = {}
    for number, here in enumerate(fields):
        rule = _leading(words.rules, here)
        if rule is not None:
            acts[number] = _act(rule, here, number)
    _across(acts, fields, words)
    _stated(acts, text, sentences, words, (*sums, *facts))
    return [acts[number] for number in sorted(acts)]


class _Holder:
    """Finds the sentence that holds a place; -1 where none does."""

    __slots__ = ("ends", "starts")

    def __init__(self, sentences: Sequence[Place]) -> None:
        self.starts = [start for start, _ in sentences]
        self.ends = [end for _, end in sentences]

    def of(self, place: Place) -> int:
        number = bisect_right(self.starts, place[0]) - 1
        return number if number >= 0 and place[0] < self.ends[number] else -1


def _act(rule: ActRule, fields: Mapping[str, list[Place]], number: int) -> Act:
    start, end = _stretch(rule, fields)
    return Act(start, end, number, rule.offence, rule.level)


def _across(
    acts: dict[int, Act], fields: Sequence[dict[str, list[Place]]], words: Patterns
) -> None:
    """Read neighbours together where neither tells a concrete act alone."""
    for number in range(len(fields) - 1):
        pair = acts.get(number), acts.get(number + 1)
        if any(act is not None and act.level >= _CONCRETE for act in pair):
            continue
        both = {
            name: [*fields[number].get(name, ()), *fields[number + 1].get(name, ())]
            for name in fields[number].keys() | fields[number + 1].keys()
        }
        rule = _leading(words.rules, both)
        if rule is not None and rule.level >= _CONCRETE:
            acts[number] = _act(rule, both, number)


def _stated(
    acts: dict[int, Act],
    text: str,
    sentences: Sequence[Place],
    words: Patterns,
    facts: Sequence[Place],
) -> None:
    """Count a sentence that states facts as an act of no known offence.

    A label states none; a sum, a day, a document, another person, a step, a kind of
    matter or object does. Requests and words about the writer are no acts.
    """
    if any(act.level >= _CONCRETE for act in acts.values()):
        return
    holder = _Holder(sentences)
    held: dict[int, list[Place]] = {}
    for place in facts:
        held.setdefault(holder.of(place), []).append(place)
    finder = words.finder(text)
    ways = [words.of(*way) for way in _ANCHORS]
    asks = words.of("asks", "")
    for number, (start, end) in enumerate(sentences):
        if finder.search(asks, start, end):
            continue
        places = list(held.get(number, ()))
        for way in ways:
            places += [m.span() for m in finder.finditer(way, start, end)]
        found = len({p[0] for p in places})
        known = acts.get(number)
        if found >= _CONCRETE or (found and known is None):
            level = _CONCRETE if found > _CONCRETE else 1
            offence = known.offence if known else None
            first, last = min(places)[0], max(p[1] for p in places)
            acts[number] = Act(first, last, number, offence, level)


def _fields(
    text: str, sentences: Sequence[Place], words: Patterns
) -> list[dict[str, list[Place]]]:
    holder = _Holder(sentences)
    found: list[dict[str, list[Place]]] = [{} for _ in sentences]
    finder = words.finder(text)
    for name, pattern in words.classes.items():
        for match in finder.finditer(pattern, 0, len(text)):
            number = holder.of(match.span())
            if number >= 0:
                found[number].setdefault(name, []).append(match.span())
    return found


def _leading(
    rules: Sequence[ActRule], fields: Mapping[str, list[Place]]
) -> ActRule | None:
    """Return the first concrete rule that holds, else the first vague one."""
    vague = None
    told = frozenset(fields)
    for rule in rules:
        if rule.needed <= told and not (rule.barred & told):
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
