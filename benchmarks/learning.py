"""Learn the weights of :mod:`workbench.leads.learned` from the corpus.

``python -m benchmarks.learning`` (``make weights``) reads every labelled letter of
``tests/data/corpus`` and the yardstick's ``test2`` as the program itself reads it,
fits ridge regressions in closed form, and writes
``workbench/rules/lexicon/learned_<lang>.npz``. No chance is in it: the same corpus
and rules give the same weights up to the last rounding. Run it again after a change of
the rules that read letters.

Every letter of the corpus has two raters; levels and scales are learned from their
mean. What stands in the facts (the kinds of sentences) and the cut points are learned
from letters left out in turn, so that nothing is judged by weights that have seen it.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import LinearOperator, cg

from benchmarks.corpus import ROOT, corpus, items
from workbench.leads.judging import NO_OFFENCE, OFFENCES, facts, matter
from workbench.leads.learned import FLAGS, KINDS, PROOF, WIDE
from workbench.leads.values import ELEMENTS
from workbench.leads.vocabulary import SIGN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from benchmarks.corpus import Item

OUT = ROOT / "workbench" / "rules" / "lexicon"
FOLDS = 5
FEW = 3_000  # rows up to which a ridge is solved directly
SELDOM = 2  # letters in which a term must stand
MOST = {"zh": 30_000, "en": 20_000}
BLEND = 0.7  # squared length of the facts beside the terms, whose length is one
STEADY = 0.15  # added to a deviation, so that a rare fact weighs no more than it may
RIDGE = {"kinds": 0.5, "heads": 0.45}
CLASS = 2.0  # weight of a class of words beside a word
STEPS = 127  # of a stored weight, on either side

SHIFT = 0.25
HEADS = (*ELEMENTS, "S", "V", *FLAGS, *PROOF, *OFFENCES, NO_OFFENCE)


Kinds = NDArray[np.float32]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Numbered terms and how rare each is: ``log((1 + n) / (1 + letters)) + 1``."""

    numbers: dict[str, int]
    rarity: Floats

    def rows(self, texts: Sequence[Iterable[str]]) -> sparse.csr_matrix:
        """Return one row of unit length a text, counts damped by their logarithm."""
        place, column, value = [0], [], []
        for text in texts:
            counts = Counter(self.numbers[t] for t in text if t in self.numbers)
            here = np.log2(1 + np.array(list(counts.values())))
            here = here * self.rarity[list(counts)] if counts else here
            column += counts
            value += list(here / (np.linalg.norm(here) or 1.0))
            place.append(len(column))
        shape = len(texts), len(self.numbers)
        return sparse.csr_matrix((value, column, place), shape=shape)


def vocabulary(texts: Sequence[Iterable[str]]) -> Vocabulary:
    """Give a number to each term that stands in more than one letter."""
    seen = Counter(term for text in texts for term in set(text))
    kept = sorted(term for term, n in seen.items() if n >= SELDOM)
    rarity = [
        (np.log((1 + len(texts)) / (1 + seen[term])) + 1) * _weight(term)
        for term in kept
    ]
    return Vocabulary({term: n for n, term in enumerate(kept)}, np.array(rarity))


def _weight(term: str) -> float:
    return CLASS if term.startswith(SIGN) else 1.0


def fitted(
    rows: sparse.csr_matrix, wanted: Floats, ridge: float
) -> tuple[Floats, Floats]:
    """Return weights and bias of a ridge regression.

    Solved over n x n rows where they are few, else by conjugate gradients on the same
    equations, to a millionth.
    """
    mean = wanted.mean(axis=0)
    rest = wanted - mean
    if len(wanted) <= FEW:
        inner = (rows @ rows.T).toarray()
        dual = np.linalg.solve(inner + ridge * np.eye(len(wanted)), rest)
    else:
        dual = np.column_stack([_descended(rows, one, ridge) for one in rest.T])
    return np.asarray(rows.T @ dual), mean


def _descended(rows: sparse.csr_matrix, wanted: Floats, ridge: float) -> Floats:
    back = rows.T.tocsr()
    size = rows.shape[0], rows.shape[0]
    inner = LinearOperator(size, matvec=lambda v: rows @ (back @ v) + ridge * v)
    dual, left = cg(inner, wanted, rtol=1e-6, maxiter=1_000)
    if left:
        raise ArithmeticError(left)
    return np.asarray(dual)


def kinds_model(learned: Sequence[Item], words: Vocabulary) -> tuple[Floats, Floats]:
    """Fit the kinds of sentences."""
    texts, wanted = [], []
    for item in learned:
        for number, kinds in item.kinds.items():
            texts.append(item.terms[number])
            wanted.append([float(kind in kinds) for kind in KINDS])
    return fitted(words.rows(texts), np.array(wanted), RIDGE["kinds"])


def kinds_said(
    item: Item,
    words: Vocabulary,
    model: tuple[Floats, Floats],
) -> NDArray[np.float32]:
    """Return what a model says of each sentence of a letter."""
    found = words.rows(item.terms) @ model[0] + model[1]
    return np.asarray(found, np.float32)


@dataclass(frozen=True, slots=True)
class Learned:
    """A whole fit: vocabulary, kinds of sentences, heads, facts."""

    words: Vocabulary
    kinds: tuple[Floats, Floats]
    heads: Floats  # V x H
    facts: Floats  # D x H
    means: Floats
    bias: Floats

    def values(self, some: Sequence[Item]) -> Floats:
        """Return what the heads say of letters: n x H."""
        kinds = [kinds_said(i, self.words, self.kinds) for i in some]
        told = np.array([_told(i, k) for i, k in zip(some, kinds, strict=True)])
        pairs = zip(some, kinds, strict=True)
        rows = self.words.rows([_text(i, k) for i, k in pairs])
        said = np.asarray(rows @ self.heads)
        wide = [HEADS.index(name) for name in WIDE]
        said[:, wide] = self.words.rows([_whole(i) for i in some]) @ self.heads[:, wide]
        return np.asarray(said + (told - self.means) @ self.facts + self.bias)


def _told(item: Item, kinds: Kinds) -> list[float]:
    return facts(item.found, kinds, matter(item.found, kinds))


def _text(item: Item, kinds: Kinds) -> list[str]:
    return [term for n in matter(item.found, kinds) for term in item.terms[n]]


def _whole(item: Item) -> list[str]:
    return [term for n in sorted(item.found.draft.all) for term in item.terms[n]]


def fold_of(number: int) -> int:
    """Return the fold of a letter: neighbours of one hand and theme are spread."""
    return number % FOLDS


def kinds_left_out(learned: Sequence[Item], words: Vocabulary) -> list[Kinds]:
    """Return what is said of each letter's sentences by a fit without its fold."""
    said: list[Kinds] = [np.zeros((0, 0), np.float32) for _ in learned]
    for fold in range(FOLDS):
        rest = [i for n, i in enumerate(learned) if fold_of(n) != fold]
        model = kinds_model(rest, words)
        for n, item in enumerate(learned):
            if fold_of(n) == fold:
                said[n] = kinds_said(item, words, model)
    return said


@dataclass(frozen=True, slots=True)
class Rows:
    """Labelled letters as rows of numbers: terms and facts, n x (V + D).

    ``wide`` has the terms of all sentences in the place of the matter's.
    """

    all: sparse.csr_matrix
    wide: sparse.csr_matrix
    means: Floats
    scale: Floats  # D
    size: int  # V

    def of(self, head: str) -> sparse.csr_matrix:
        """Return the rows from which a head is learned."""
        return self.wide if head in WIDE else self.all


def rows_of(learned: Sequence[Item], words: Vocabulary, said: Sequence[Kinds]) -> Rows:
    """Return the rows of letters whose sentences' kinds are said by others."""
    pairs = list(zip(learned, said, strict=True))
    told = np.array([_told(item, kinds) for item, kinds in pairs])
    means = told.mean(axis=0)
    scale = np.sqrt(BLEND / told.shape[1]) / (told.std(axis=0) + STEADY)
    beside = sparse.csr_matrix((told - means) * scale)
    matter = words.rows([_text(item, kinds) for item, kinds in pairs])
    whole = words.rows([_whole(item) for item in learned])
    return Rows(
        all=sparse.hstack([matter, beside]).tocsr(),
        wide=sparse.hstack([whole, beside]).tocsr(),
        means=means,
        scale=scale,
        size=len(words.numbers),
    )


def heads_model(
    learned: Sequence[Item], rows: Rows, numbers: Sequence[int]
) -> tuple[Floats, Floats]:
    """Fit every head on some letters, each on those that have its label.

    Heads that share rows and letters are solved together.
    """
    weights = np.zeros((rows.all.shape[1], len(HEADS)))
    bias = np.zeros(len(HEADS))
    alike: dict[tuple[bool, tuple[int, ...]], list[int]] = {}
    for column, name in enumerate(HEADS):
        known = tuple(n for n in numbers if name in learned[n].wanted)
        alike.setdefault((name in WIDE, known), []).append(column)
    for (_, known), columns in alike.items():
        names = [HEADS[column] for column in columns]
        wanted = [[learned[n].wanted[name] for name in names] for n in known]
        some = rows.of(names[0])[list(known)]
        found, mean = fitted(some, np.array(wanted), RIDGE["heads"])
        weights[:, columns], bias[columns] = found, mean
    return weights, bias


def learn(learned: Sequence[Item]) -> tuple[Learned, Floats]:
    """Fit everything, and say of each letter what a fit without its fold says: n x H.

    The kinds of sentences that enter the facts are said by models that have not seen
    the letter.
    """
    words = vocabulary([[t for s in i.terms for t in s] for i in learned])
    rows = rows_of(learned, words, kinds_left_out(learned, words))
    said = np.zeros((len(learned), len(HEADS)))
    for fold in range(FOLDS):
        rest = [n for n in range(len(learned)) if fold_of(n) != fold]
        here = [n for n in range(len(learned)) if fold_of(n) == fold]
        weights, bias = heads_model(learned, rows, rest)
        for column, name in enumerate(HEADS):
            said[here, column] = rows.of(name)[here] @ weights[:, column]
        said[here] += bias
    weights, bias = heads_model(learned, rows, range(len(learned)))
    fit = Learned(
        words=words,
        kinds=kinds_model(learned, words),
        heads=weights[: rows.size],
        facts=weights[rows.size :] * rows.scale[:, None],
        means=rows.means,
        bias=bias,
    )
    return fit, said


def cuts(name: str, values: Floats, wanted: Floats) -> list[float]:
    """Return the cut points of a head: three for a level, one for a flag.

    A level's cuts give each level as often as the raters do, a flag's the best F1.
    """
    if name in ELEMENTS:
        shares = [float((wanted < level - SHIFT).mean()) for level in (1, 2, 3)]
        return [float(np.quantile(values, share)) for share in shares]
    order = np.sort(values)
    tries = (order[1:] + order[:-1]) / 2
    best = max(tries, key=lambda cut: (_f1(values >= cut, wanted > 0), -cut))
    return [float(best)]


def _f1(said: NDArray[np.bool_], wanted: NDArray[np.bool_]) -> float:
    both = int((said & wanted).sum())
    return 2 * both / max(int(said.sum()) + int(wanted.sum()), 1)


def all_cuts(learned: Sequence[Item], said: Floats) -> dict[str, list[float]]:
    """Return the cut points of every head but the offences, which compete."""
    found = {}
    for column, name in enumerate(HEADS):
        if name in (*OFFENCES, NO_OFFENCE, "S", "V"):
            continue
        known = [n for n, item in enumerate(learned) if name in item.wanted]
        wanted = np.array([learned[n].wanted[name] for n in known])
        found[name] = cuts(name, said[known, column], wanted)
    return found


def store(lang: str, fit: Learned, cut: dict[str, list[float]]) -> Path:
    """Write the weights of a language, the strongest terms in 127 steps a side."""
    strength = np.abs(np.hstack([fit.heads, fit.kinds[0]])).max(axis=1)
    kept = np.sort(np.argsort(-strength, kind="stable")[: MOST[lang]])
    words = np.array(list(fit.words.numbers))[kept]
    heads, heads_scale = _steps(fit.heads[kept])
    kinds, kinds_scale = _steps(fit.kinds[0][kept])
    told = json.dumps({"names": HEADS, "cuts": cut}).encode()
    path = OUT / f"learned_{lang}.npz"
    np.savez_compressed(
        path,
        told=np.frombuffer(told, np.uint8),
        terms=np.frombuffer("\n".join(words).encode(), np.uint8),
        rarity=fit.words.rarity[kept].astype(np.float16),
        kinds=kinds,
        kinds_scale=kinds_scale,
        kind_bias=fit.kinds[1].astype(np.float32),
        heads=heads,
        heads_scale=heads_scale,
        facts=fit.facts.astype(np.float32),
        means=fit.means.astype(np.float32),
        bias=fit.bias.astype(np.float32),
    )
    return path


def _steps(values: Floats) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    scale = np.abs(values).max(axis=0) / STEPS
    scale = np.where(scale == 0, 1.0, scale)
    return np.round(values / scale).astype(np.int8), scale.astype(np.float32)


def main() -> None:
    """Learn the weights of both languages and say where they are."""
    for lang in ("zh", "en"):
        learned = items(corpus(lang))
        fit, said = learn(learned)
        path = store(lang, fit, all_cuts(learned, said))
        print(f"{lang}: {len(learned)} letters -> {path.relative_to(ROOT)}")


if __name__ == "__main__":
    sys.exit(main())
