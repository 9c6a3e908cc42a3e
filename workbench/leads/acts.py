"""Acts in context: which words, close together, tell what was done.

A single word tells little (补贴, "contract"); an act is a verb of one field with an
object, a beneficiary or a role of others beside it, in any order and voice. Such frames
stand in ``rules/lexicon/acts_*.yaml``, each with how telling it is. The frames of a
sentence are weighed, not just the first that fits: acts outside the offence templates
compete with the others.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.leads.patterns import MONEY, OTHER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from workbench.leads.patterns import Frame, Patterns

Place = tuple[int, int]
Fields = dict[str, list[Place]]
_CONCRETE = 2
_NEAR = {"zh": 34, "en": 110}  # characters within which words tell one thing
_FAR = 0.75  # what each further such stretch takes from a frame's worth
_LEAST = 0.5
_ACROSS = 1.0  # what a full stop between its words takes
_MORE = 0.25  # what each further frame of the same offence adds, up to two
_LOOSE = 3  # loose signs of a fact from which a sentence without a firm one states one
_TIED = 0.4  # how much the further sentences of an allegation add
_SOFT = (
    ("how", "step"),
    ("where", "matter"),
    ("amount", "object"),
    ("counterparty", "described"),
    ("anchor", ""),
)


@dataclass(frozen=True, slots=True)
class Act:
    """An act that a sentence tells.

    ``level`` is 2 for a concrete act and 1 for a vague one; ``sentence`` is its number;
    ``scores`` are the offences its words speak for, strongest first.
    """

    start: int
    end: int
    sentence: int
    offence: str | None
    level: int
    scores: tuple[tuple[str, float], ...] = ()


def find_acts(
    text: str,
    sentences: Sequence[Place],
    words: Patterns,
    fields: Sequence[Fields],
    facts: Sequence[Place] = (),
) -> list[Act]:
    """Return the leading act of each sentence that tells one, in order.

    Where no frame holds in a sentence alone, it is read together with the next; and
    where none holds there either, a sentence that states facts (a sum, a day, an
    object, a step) is an act of no known offence.

    Parameters
    ----------
    text
        Folded and, for English, lower-cased text.
    sentences
        Start and end of each sentence, in order.
    words
        Word fields and frames of the language.
    fields
        Classes of each sentence, :func:`find_fields`.
    facts
        Places of sums, days, plates, accounts, documents and named others.
    """
    acts: dict[int, Act] = {}
    for number, here in enumerate(fields):
        act = _weighed(words, here, number)
        if act is not None:
            acts[number] = act
    _across(acts, fields, words)
    _stated(acts, text, sentences, words, facts)
    return [acts[number] for number in sorted(acts)]


def weigh(acts: Iterable[Act]) -> str | None:
    """Return the offence that several acts together speak for; ``None`` for none.

    The sentence that speaks loudest for an offence counts in full, further ones in
    part. Ties go to the offence that was told first.
    """
    found: dict[str, list[float]] = {}
    for act in acts:
        for offence, score in act.scores:
            found.setdefault(offence, []).append(score)
    total = {
        offence: max(scores) + _TIED * (sum(scores) - max(scores))
        for offence, scores in found.items()
    }
    best = max(total, key=lambda offence: total[offence], default=OTHER)
    return None if best == OTHER else best


class _Holder:
    """Finds the sentence that holds a place; -1 where none does."""

    __slots__ = ("ends", "starts")

    def __init__(self, sentences: Sequence[Place]) -> None:
        self.starts = [start for start, _ in sentences]
        self.ends = [end for _, end in sentences]

    def of(self, place: Place) -> int:
        number = bisect_right(self.starts, place[0]) - 1
        return number if number >= 0 and place[0] < self.ends[number] else -1


def _weighed(
    words: Patterns, fields: Fields, number: int, less: float = 0.0
) -> Act | None:
    """Weigh the frames that hold; return the act of the strongest offence."""
    near = _NEAR[words.lang]
    held: dict[str, list[tuple[float, int, Place]]] = {}
    told = fields.keys()
    for which in sorted(n for name in told for n in words.begun.get(name, ())):
        frame = words.frames[which]
        if frame.needed <= told and frame.barred.isdisjoint(told):
            place = _stretch(frame, fields)
            far = max(0, place[1] - place[0] - near) / near
            worth = max(_LEAST, frame.worth - _FAR * far) - less
            held.setdefault(frame.offence, []).append((worth, frame.level, place))
    if not held:
        return None
    scores = {
        offence: max(w for w, _, _ in found) + _MORE * min(len(found) - 1, 2)
        for offence, found in held.items()
    }
    ranked = sorted(scores.items(), key=lambda pair: -pair[1])
    best = ranked[0][0]
    level = max(level for found in held.values() for _, level, _ in found)
    _, _, place = max(held[best], key=lambda entry: (entry[1], entry[0]))
    offence = None if best == OTHER else best
    return Act(place[0], place[1], number, offence, level, tuple(ranked))


def _across(acts: dict[int, Act], fields: Sequence[Fields], words: Patterns) -> None:
    """Read neighbours together where neither tells a concrete act alone."""
    for number in range(len(fields) - 1):
        pair = acts.get(number), acts.get(number + 1)
        if any(act is not None and act.level >= _CONCRETE for act in pair):
            continue
        if not (fields[number] and fields[number + 1]):
            continue  # the other tells no more than it did alone
        both = {
            name: [*fields[number].get(name, ()), *fields[number + 1].get(name, ())]
            for name in fields[number].keys() | fields[number + 1].keys()
        }
        act = _weighed(words, both, number, _ACROSS)
        if act is not None and act.level >= _CONCRETE:
            acts[number] = act


def _stated(
    acts: dict[int, Act],
    text: str,
    sentences: Sequence[Place],
    words: Patterns,
    facts: Sequence[Place],
) -> None:
    """Count a sentence that states facts as an act of no known offence.

    A label states none; a sum, a day, a document, another person does, and so do steps,
    matters and objects that stand together. Requests, threats and words about the
    writer are no acts.
    """
    if any(act.level >= _CONCRETE for act in acts.values()):
        return
    holder = _Holder(sentences)
    hard: dict[int, list[Place]] = {}
    for place in facts:
        hard.setdefault(holder.of(place), []).append(place)
    finder = words.finder(text)
    ways = [words.of(*way) for way in _SOFT]
    asks = words.of("asks", "")
    labels = words.of("labels", "")
    for number, (start, end) in enumerate(sentences):
        if finder.search(asks, start, end):
            continue
        firm = hard.get(number, [])
        soft = [m.span() for way in ways for m in finder.finditer(way, start, end)]
        places = [*firm, *soft]
        found = len({p[0] for p in places})
        bare = not firm and finder.search(labels, start, end)
        known = acts.get(number)
        if (firm or found >= _CONCRETE) and not bare and (known is None or found > 1):
            level = _CONCRETE if found > _CONCRETE and (firm or found > _LOOSE) else 1
            first, last = min(places)[0], max(p[1] for p in places)
            offence, scores = (known.offence, known.scores) if known else (None, ())
            acts[number] = Act(first, last, number, offence, level, scores)


def find_fields(
    text: str, sentences: Sequence[Place], words: Patterns, sums: Sequence[Place] = ()
) -> list[Fields]:
    """Return class -> places of its words, for each sentence.

    Sums of money are the class ``金额`` or ``money``.
    """
    holder = _Holder(sentences)
    found: list[Fields] = [{} for _ in sentences]
    finder = words.finder(text)
    for name, pattern in words.classes.items():
        for match in finder.finditer(pattern, 0, len(text)):
            number = holder.of(match.span())
            if number >= 0:
                found[number].setdefault(name, []).append(match.span())
    for place in sums:
        number = holder.of(place)
        if number >= 0:
            found[number].setdefault(MONEY[words.lang], []).append(place)
    return found


def _stretch(frame: Frame, fields: Mapping[str, list[Place]]) -> Place:
    """Return the shortest stretch that shows every class of a frame; O(n log n)."""
    if len(frame.every) == 1:
        return fields[frame.every[0]][0]
    hits = sorted(
        (*place, kind)
        for kind, name in enumerate(frame.every)
        for place in fields[name]
    )
    last: dict[int, Place] = {}
    best: Place | None = None
    for start, end, kind in hits:
        last[kind] = start, end
        if len(last) == len(frame.every):
            first = min(p[0] for p in last.values())
            until = max(p[1] for p in last.values())
            if best is None or until - first < best[1] - best[0]:
                best = first, until
    return best or fields[frame.every[0]][0]
