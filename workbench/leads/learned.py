"""What labelled letters teach: how much each term speaks for a kind of statement.

Lists of phrases do not carry over to letters by other hands. So what sentences and
letters are, is learned from a corpus of labelled letters (``make weights``,
``tests/data/corpus``): linear models over the terms of a sentence (:mod:`.terms`) and
over what the rules found. They are small, add up term by term, and can therefore say
on which sentence they rest; nothing about any person is among their inputs.

The weights of a language stand in ``rules/lexicon/learned_<lang>.npz``.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

Counts = Counter[int]
"""How often each numbered term stands in a sentence."""

KINDS = ("act", "label", "told", "guess", "saw", "paper", "why", "own", "elsewhere")
"""Kinds of a sentence; it may be of several.

It tells an act · abuses · was heard · is inferred · was seen · points to a record ·
tells a favour or motive · is about the writer's own life · is for another body.
"""

FLAGS = ("hearsay", "speculation", "out_of_scope")
PROOF = ("in_kind", "no_paper", "records_gone", "witness_gone", "long_ago", "goes_on")
"""What a letter says of the proof, by the corpus's labels."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The linear models of one language.

    ``terms`` numbers V terms; ``kinds`` is V x K, ``heads`` V x H, ``facts`` D x H;
    ``means`` are the D facts' means in the corpus, ``cuts`` the H heads' cut points.
    """

    terms: Mapping[str, int]
    rarity: Floats
    kinds: Floats
    kind_bias: Floats
    heads: Floats
    facts: Floats
    means: Floats
    bias: Floats
    names: tuple[str, ...]
    cuts: Mapping[str, tuple[float, ...]]

    def numbered(self, terms: Iterable[str]) -> Counts:
        """Return the numbers of the known among some terms, and how often each is."""
        counts = Counter(map(self.terms.get, terms))
        del counts[None]
        return counts  # type: ignore[return-value]  # None was taken out

    def kinds_of(self, sentences: Sequence[Counts]) -> Floats:
        """Return how much each of n sentences is of each kind: n x K, about 0..1."""
        found = np.zeros((len(sentences), len(KINDS)), np.float32)
        for number, counts in enumerate(sentences):
            if counts:
                places, values = self.row(counts)
                found[number] = unit(values) @ self.kinds[places]
        return found + self.kind_bias

    def values(
        self, sentences: Sequence[Counts], facts: Sequence[float]
    ) -> dict[str, float]:
        """Return what each head says of an allegation with those sentences and facts.

        A level is about 0..3; a flag, an offence or a word of the proof about 0..1.
        """
        counts: Counts = Counter()
        for sentence in sentences:
            counts.update(sentence)
        found = self.bias + (np.asarray(facts, np.float32) - self.means) @ self.facts
        if counts:
            places, values = self.row(counts)
            found = found + unit(values) @ self.heads[places]
        return dict(zip(self.names, found.tolist(), strict=True))

    def telling(self, head: str, sentences: Sequence[Counts]) -> int | None:
        """Return the number of the sentence that speaks most for a head, if any does.

        Of equals the first.
        """
        column = self.heads[:, self.names.index(head)]
        best, chosen = 0.0, None
        for number, counts in enumerate(sentences):
            places, values = self.row(counts)
            said = float(values @ column[places])
            if said > best:
                best, chosen = said, number
        return chosen

    def level(self, name: str, value: float) -> int:
        """Cut a head's value into a level, or a flag into 0 and 1."""
        return sum(value >= cut for cut in self.cuts[name])

    def row(self, counts: Counts) -> tuple[NDArray[np.intp], Floats]:
        """Return the numbers of some terms and their weights, damped by count."""
        size = len(counts)
        places = np.fromiter(counts, np.intp, size)
        often = np.fromiter(counts.values(), np.float32, size)
        return places, np.log2(1 + often) * self.rarity[places]


def unit(values: Floats) -> Floats:
    """Scale a vector to length one, so that long letters weigh as short ones."""
    length = float(np.sqrt(values @ values))
    return values / np.float32(length) if length else values


@cache
def weights(lang: str) -> Weights:
    """Return the weights of ``zh`` or ``en``, read once."""
    path = files("workbench.rules") / "lexicon" / f"learned_{lang}.npz"
    with np.load(BytesIO(path.read_bytes()), allow_pickle=False) as stored:
        told = json.loads(stored["told"].tobytes())
        words = stored["terms"].tobytes().decode().split("\n")
        return Weights(
            terms={word: n for n, word in enumerate(words)},
            rarity=stored["rarity"].astype(np.float32),
            kinds=_whole(stored, "kinds"),
            kind_bias=stored["kind_bias"],
            heads=_whole(stored, "heads"),
            facts=stored["facts"],
            means=stored["means"],
            bias=stored["bias"],
            names=tuple(told["names"]),
            cuts={name: tuple(cuts) for name, cuts in told["cuts"].items()},
        )


def _whole(stored: Mapping[str, NDArray[np.generic]], name: str) -> Floats:
    """Return weights that are stored in steps of a scale for each column."""
    steps, scale = stored[name], stored[f"{name}_scale"]
    return steps.astype(np.float32) * scale.astype(np.float32)
