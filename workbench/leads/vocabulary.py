"""The terms that the weights know, and how often each stands in a sentence.

Chinese terms are runs of characters. Each is packed into one number, so that those of a
whole letter are looked up at once in a small sorted table; English ones are words and
pairs of words, looked up one by one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.intp]

SIGN = "#"
"""What the term for a class of words begins with."""

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|[A-Z]+_[A-Z]+|0|[?!;:\"]")
_LONGEST = {"zh": 3, "en": 2}
_SHIFTS = np.array([42, 21, 0], np.uint64)  # bits of a code point, three to a number


class Told(NamedTuple):
    """A sentence with its mentions masked, and the classes of words found in it."""

    text: str
    signs: list[str]


class Counts(NamedTuple):
    """The numbers of the known terms of a sentence, and how often each stands there."""

    places: Numbers
    often: NDArray[np.float32]


def runs(text: str, lang: str) -> list[str]:
    """Return the terms of a masked sentence: one to three characters, or two words."""
    parts: Sequence[str] = text if lang == "zh" else _WORD.findall(text)
    joint = "" if lang == "zh" else " "
    return [
        joint.join(parts[at : at + size])
        for size in range(1, _LONGEST[lang] + 1)
        for at in range(len(parts) - size + 1)
    ]


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """The numbered terms of one language; made by :func:`make_vocabulary`.

    ``packed`` are the short runs in ascending order, which have the first of ``size``
    numbers; ``numbers`` has the other terms, and classes of words.
    """

    lang: str
    packed: NDArray[np.uint64]
    numbers: Mapping[str, int]
    size: int

    def counts(self, told: Sequence[Told]) -> list[Counts]:
        """Count the known terms of some sentences; O(n log V) for n characters."""
        sentence, place = self._known(told)
        both, counted = np.unique(sentence * self.size + place, return_counts=True)
        places, often = both % self.size, counted.astype(np.float32)
        ends = np.searchsorted(both, np.arange(len(told) + 1) * self.size).tolist()
        return [
            Counts(places[start:end], often[start:end]) for start, end in pairwise(ends)
        ]

    def _known(self, told: Sequence[Told]) -> tuple[Numbers, Numbers]:
        """Return sentence and number of each known term, repeats kept."""
        found = [
            (number, self.numbers[term])
            for number, (text, signs) in enumerate(told)
            for term in (signs if self.lang == "zh" else [*runs(text, "en"), *signs])
            if term in self.numbers
        ]
        sentence, place = np.array(found, np.intp).reshape(-1, 2).T
        if self.lang == "en" or not told:
            return sentence, place
        lengths = [len(text) + 1 for text, _ in told]
        keys = _packed("\n".join(text for text, _ in told) + "\n\0\0")
        where = np.minimum(np.searchsorted(self.packed, keys), len(self.packed) - 1)
        known = self.packed[where] == keys
        owner = np.repeat(np.arange(len(told)), lengths)[np.nonzero(known)[1]]
        return (
            np.concatenate([sentence, owner]),
            np.concatenate([place, where[known]]),
        )


def _packed(text: str) -> NDArray[np.uint64]:
    """Pack the runs of one, two and three characters: 3 x (characters less two)."""
    coded = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    first, second, third = (
        coded[at : len(coded) - 2 + at].astype(np.uint64) << shift
        for at, shift in enumerate(_SHIFTS)
    )
    return np.stack([first, first | second, first | second | third])


def make_vocabulary(terms: Sequence[str], lang: str) -> tuple[Vocabulary, Numbers]:
    """Give terms new numbers; return the old number of each new one beside them."""
    short = [lang == "zh" and len(term) <= _LONGEST["zh"] for term in terms]
    few = [n for n, is_short in enumerate(short) if is_short]
    keys = np.array([_key(terms[n]) for n in few], np.uint64)
    order = np.argsort(keys)
    old = np.concatenate([
        np.array(few, np.intp)[order],
        np.array([n for n, is_short in enumerate(short) if not is_short], np.intp),
    ])  # fmt: skip
    numbers = {
        terms[place]: number
        for number, place in enumerate(old.tolist())
        if not short[place] or terms[place].startswith(SIGN)
    }
    return Vocabulary(lang, keys[order], numbers, len(terms)), old


def _key(term: str) -> int:
    return sum(
        ord(character) << int(shift)
        for character, shift in zip(term, _SHIFTS, strict=False)
    )
