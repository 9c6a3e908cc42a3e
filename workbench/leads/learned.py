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
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from workbench.leads.vocabulary import make_vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from workbench.leads.vocabulary import Counts, Vocabulary

    Floats = NDArray[np.float32]

KINDS = ("act", "label", "told", "guess", "saw", "paper", "why", "own", "elsewhere")
"""Kinds of a sentence; it may be of several.

It tells an act · abuses · was heard · is inferred · was seen · points to a record ·
tells a favour or motive · is about the writer's own life · is for another body.
"""

FLAGS = ("hearsay", "speculation", "out_of_scope")
WIDE = ("hearsay", "out_of_scope")
"""Flags told by all sentences of an allegation, not those of its matter alone."""

PROOF = ("in_kind", "no_paper", "records_gone", "witness_gone", "long_ago", "goes_on")
"""What a letter says of the proof, by the corpus's labels."""


class Steps(NamedTuple):
    """A table kept small: whole steps, of a length of its own for each column."""

    steps: NDArray[np.int8]
    scale: Floats


@dataclass(frozen=True, slots=True)
class Weights:
    """The linear models of one language.

    ``vocabulary`` numbers V terms; ``kinds`` is V x K, ``heads`` V x H, ``facts`` D x
    H; ``means`` are the D facts' means in the corpus, ``cuts`` the H heads' cut points.
    """

    vocabulary: Vocabulary
    rarity: Floats
    kinds: Steps
    kind_bias: Floats
    heads: Steps
    facts: Floats
    means: Floats
    bias: Floats
    names: tuple[str, ...]
    cuts: Mapping[str, tuple[float, ...]]

    def kinds_of(self, sentences: Sequence[Counts]) -> Floats:
        """Return how much each of n sentences is of each kind: n x K, about 0..1."""
        rows = self._rows(sentences)
        told = rows.summed(rows.weights[:, None] * self.kinds.steps[rows.places])
        told *= self.kinds.scale
        squares = rows.summed(rows.weights * rows.weights)
        np.divide(told, np.sqrt(squares)[:, None], out=told, where=told != 0)
        return told + self.kind_bias

    def values(
        self,
        matter: Sequence[Counts],
        facts: Sequence[float],
        whole: Sequence[Counts],
    ) -> dict[str, float]:
        """Return what each head says of an allegation with those sentences and facts.

        ``matter`` tells of it, ``whole`` is all that belongs to it: on what a claim
        rests, and whether it is for another body, is said beside it (:data:`WIDE`). A
        level is about 0..3; a flag, an offence or a word of the proof about 0..1.
        """
        found = self.bias + (np.asarray(facts, np.float32) - self.means) @ self.facts
        wide = [self.names.index(name) for name in WIDE]
        said = self._said(matter)
        if len(whole) != len(matter):
            said[wide] = self._said(whole)[wide]
        return dict(zip(self.names, (found + said).tolist(), strict=True))

    def _said(self, sentences: Sequence[Counts]) -> Floats:
        """Return what the terms of some sentences say for each head."""
        every = [counts.places for counts in sentences]
        if not sum(map(len, every)):
            return np.zeros(len(self.names), np.float32)
        places, which = np.unique(np.concatenate(every), return_inverse=True)
        often = np.concatenate([counts.often for counts in sentences])
        summed = np.bincount(which, often).astype(np.float32)
        weights = self._damped(places, summed)
        steps = self.heads.steps[places].astype(np.float32)
        return (unit(weights) @ steps) * self.heads.scale

    def telling(self, head: str, sentences: Sequence[Counts]) -> int | None:
        """Return the number of the sentence that speaks most for a head, if any does.

        Of equals the first.
        """
        rows = self._rows(sentences)
        column = self.names.index(head)
        said = rows.summed(rows.weights * self.heads.steps[rows.places, column])
        best = int(said.argmax()) if len(said) else 0
        return best if len(said) and said[best] > 0 else None

    def level(self, name: str, value: float) -> int:
        """Cut a head's value into a level, or a flag into 0 and 1."""
        return sum(value >= cut for cut in self.cuts[name])

    def _damped(self, places: NDArray[np.intp], often: Floats) -> Floats:
        """Return the weights of some terms, damped by count."""
        return np.log2(1 + often) * self.rarity[places]

    def _rows(self, sentences: Sequence[Counts]) -> _Rows:
        sizes = np.array([len(counts.places) for counts in sentences], np.intp)
        if not sizes.any():
            return _Rows(np.empty(0, np.intp), np.empty(0, np.float32), sizes)
        places = np.concatenate([counts.places for counts in sentences])
        often = np.concatenate([counts.often for counts in sentences])
        return _Rows(places, self._damped(places, often), sizes)


@dataclass(frozen=True, slots=True)
class _Rows:
    """The terms of n sentences one after the other, ``sizes`` of each sentence."""

    places: NDArray[np.intp]
    weights: Floats
    sizes: NDArray[np.intp]

    def summed(self, values: Floats) -> Floats:
        """Sum what is said of each term, sentence by sentence; 0 where there is none.

        ``values`` is terms, or terms x columns; the result is n, or n x columns.
        """
        found = np.zeros((len(self.sizes), *values.shape[1:]), np.float32)
        told = self.sizes > 0
        starts = (np.cumsum(self.sizes) - self.sizes)[told]
        if len(starts):
            found[told] = np.add.reduceat(values, starts, axis=0)
        return found


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
        vocabulary, order = make_vocabulary(words, lang)
        return Weights(
            vocabulary=vocabulary,
            rarity=stored["rarity"][order].astype(np.float32),
            kinds=Steps(stored["kinds"][order], stored["kinds_scale"]),
            kind_bias=stored["kind_bias"],
            heads=Steps(stored["heads"][order], stored["heads_scale"]),
            facts=stored["facts"],
            means=stored["means"],
            bias=stored["bias"],
            names=tuple(told["names"]),
            cuts={name: tuple(cuts) for name, cuts in told["cuts"].items()},
        )
