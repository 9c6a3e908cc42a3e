"""Learn the weights of :mod:`workbench.leads.span_choice_en`: who and what is named.

``python -m benchmarks.spans`` (first half of ``make weights``) reads the letters whose
persons and units a rater marked (``tests/data/corpus/names_en.jsonl``, the yardstick's
development letters and ``test2``), fits one softmax regression of all stretches on
their signs, and writes ``workbench/rules/lexicon/spans_en.npz``. No chance is in it.
``--held`` scores, hand by hand, what a fit without that hand says, and then the letters
of ``names_en_held.jsonl``, from which nothing is learned.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from benchmarks.corpus import CORPUS, ROOT, YARDSTICK
from benchmarks.softmax import fit
from workbench.leads.folding import fold
from workbench.leads.gazetteer import Gazetteer
from workbench.leads.mentions_dates_en import find_dates
from workbench.leads.mentions_named_en import opinion, ruled
from workbench.leads.span_choice_en import PERSON, UNIT, Weights, best, said, shared
from workbench.leads.span_signs_en import Signs
from workbench.leads.spans_en import tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

OUT = ROOT / "workbench" / "rules" / "lexicon" / "spans_en.npz"
HALVES = ("dev", "dev2", "test2")
SELDOM = 3  # letters in which a sign must stand
RIDGE = 9.0
TURNS = 150
STEPS = 32_000  # of a stored weight, on either side
TRIES = tuple(np.arange(-2.0, 0.51, 0.125))

Floats = NDArray[np.float64]
_MARKED = re.compile(r"\{([pu]):([^{}]*)\}")
_TITLE = re.compile(r"^(?:Mr|Mrs|Ms|Dr|Judge|Mayor)\.? ")


@dataclass(frozen=True, slots=True)
class Read:
    """A labelled letter: its stretches, their signs, and the names it should give.

    ``whole`` tells that the rater also marked short forms of names.
    """

    hand: str
    signs: Signs
    texts: list[list[str]]
    persons: frozenset[str]
    units: frozenset[str]
    whole: bool

    def answers(self) -> Iterator[tuple[int, float]]:
        """Yield answer and weight of each stretch; 0 neither, 1 person, 2 unit."""
        for pair in self.signs.pairs:
            name = self.signs.tokens.quote(pair)
            answer = 1 if name in self.persons else 2 * (name in self.units)
            left_open = not (answer or self.whole) and any(
                re.search(rf"\b{re.escape(name)}\b", other)
                for other in self.persons | self.units
            )
            yield answer, 0.0 if left_open else 1.0


def letters(name: str) -> list[Read]:
    """Read the letters of the corpus that a file of names labels."""
    texts = {}
    for path in sorted(CORPUS.glob("en_?.jsonl")):
        for line in path.open(encoding="utf-8"):
            one = json.loads(line)
            texts[one["id"]] = one | {"text": "".join(t for _, t in one["sentences"])}
    rows = map(json.loads, (CORPUS / f"{name}.jsonl").open(encoding="utf-8"))
    return [_read(texts[row["id"]], row["id"][:2], row, whole=True) for row in rows]


def yardstick() -> list[Read]:
    """Read the letters of the yardstick from which names are learned."""
    return [
        _read(one, half, one["labels"], whole=False)
        for half in HALVES
        for one in map(
            json.loads, (YARDSTICK / f"en_{half}.jsonl").open(encoding="utf-8")
        )
    ]


def drill() -> list[Read]:
    """Read the short letters that were written for learning names only."""
    out = []
    for line in (CORPUS / "names_en_drill.txt").open(encoding="utf-8"):
        if not line.startswith("#"):
            names: dict[str, list[str]] = {"p": [], "u": []}
            for kind, name in _MARKED.findall(line):
                names[kind].append(name)
            labels = {"persons": names["p"], "units": names["u"]}
            text = _MARKED.sub(r"\2", line).strip()
            out.append(_read({"text": text}, "drill", labels, whole=True))
    return out


def _read(
    one: dict[str, Any], hand: str, labels: dict[str, Any], *, whole: bool
) -> Read:
    text = fold(one["text"], "en").text
    came = one.get("received")
    dates = find_dates(text, date.fromisoformat(came) if came else None)
    found = opinion(text, ruled(text, dates, Gazetteer()), dates)
    signs = Signs(tokens_of(text), found)
    return Read(
        hand=hand,
        signs=signs,
        texts=[
            [*signs.start(pair[0]), *signs.end(pair[1]), *signs.inner(pair)]
            for pair in signs.pairs
        ],
        persons=frozenset(labels["persons"]),
        units=frozenset(labels["units"]),
        whole=whole,
    )


def learn(some: Sequence[Read]) -> dict[str, tuple[float, float]]:
    """Fit the weights of signs: sign -> what it says for a person, for a unit."""
    seen = Counter(
        sign for one in some for sign in {s for text in one.texts for s in text}
    )
    numbers = {s: n for n, s in enumerate(sorted(s for s in seen if seen[s] >= SELDOM))}
    column: list[int] = []
    row, wanted, weight = [0], [], []
    for one in some:
        for text, (answer, counts) in zip(one.texts, one.answers(), strict=True):
            column += sorted(numbers[sign] for sign in text if sign in numbers)
            row.append(len(column))
            wanted.append(answer)
            weight.append(counts)
    shape = len(wanted), len(numbers)
    rows = sparse.csr_matrix((np.ones(len(column)), column, row), shape=shape)
    found = fit(
        rows, np.array(wanted), np.array(weight), answers=3, ridge=RIDGE, turns=TURNS
    )
    beyond = found[:, 1:] - found[:, :1]
    return {
        sign: (float(p), float(u)) for sign, (p, u) in zip(numbers, beyond, strict=True)
    }


Said = list[tuple[float, float]]


def left_out(some: Sequence[Read]) -> list[Said]:
    """Return what fits without the hand of a letter say of its stretches."""
    out: list[Said] = [[] for _ in some]
    for hand in sorted({one.hand for one in some}):
        by = Weights(learn([one for one in some if one.hand != hand]), (0.0, 0.0))
        for number, one in enumerate(some):
            if one.hand == hand:
                out[number] = shared(one.signs, said(one.signs, by))
    return out


def chosen(one: Read, values: Said, cuts: tuple[float, float]) -> tuple[set[str], ...]:
    """Return the names of persons and of units that values above the cuts give."""
    out: tuple[set[str], ...] = (set(), set())
    for pair, kind in best(one.signs, values, cuts):
        out[kind].add(one.signs.tokens.quote(pair))
    return out


def scores(
    some: Sequence[Read], values: Sequence[Said], cuts: tuple[float, float]
) -> list[tuple[float, float, float]]:
    """Return precision, recall and F1 of persons and of units, as the bench counts."""
    counts = np.zeros((2, 3), int)
    for one, own in zip(some, values, strict=True):
        got = chosen(one, own, cuts)
        for kind, wanted in ((PERSON, one.persons), (UNIT, one.units)):
            a, b = _plain(wanted), _plain(got[kind])
            counts[kind] += len(a & b), len(b - a), len(a - b)
    return [
        (
            hit / max(hit + extra, 1),
            hit / max(hit + missed, 1),
            2 * hit / max(2 * hit + extra + missed, 1),
        )
        for hit, extra, missed in counts.tolist()
    ]


def _plain(names: Iterable[str]) -> set[str]:
    return {"".join(_TITLE.sub("", name).split()).lower() for name in names}


def cuts_of(some: Sequence[Read], values: Sequence[Said]) -> tuple[float, float]:
    """Return the cuts with the best F1 on letters left out, among whole labels."""
    whole = [n for n, one in enumerate(some) if one.whole and one.hand != "drill"]
    own, told = [some[n] for n in whole], [values[n] for n in whole]
    cuts = [0.0, 0.0]
    for kind in (UNIT, PERSON, UNIT):
        tried = []
        for cut in TRIES:
            cuts[kind] = float(cut)
            tried.append((scores(own, told, (cuts[0], cuts[1]))[kind][2], float(cut)))
        cuts[kind] = max(tried)[1]
    return cuts[0], cuts[1]


def store(signs: dict[str, tuple[float, float]], cuts: tuple[float, float]) -> Path:
    """Write the weights in steps of a scale for either answer."""
    values = np.array(list(signs.values()))
    scale = np.abs(values).max(axis=0) / STEPS
    np.savez_compressed(
        OUT,
        told=np.frombuffer(json.dumps({"cuts": cuts}).encode(), np.uint8),
        signs=np.frombuffer("\n".join(signs).encode(), np.uint8),
        values=np.round(values / scale).astype(np.int16),
        scale=scale,
    )
    return OUT


def _show(name: str, found: Sequence[tuple[float, float, float]]) -> None:
    both = "   ".join(
        f"{kind} P {p:.3f} R {r:.3f} F1 {f:.3f}"
        for kind, (p, r, f) in zip(("persons", "units"), found, strict=True)
    )
    print(f"  {name:8} {both}")


def _by_hand(
    some: Sequence[Read], values: Sequence[Said], cuts: tuple[float, float]
) -> None:
    groups: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(some):
        groups[one.hand].append(number)
        if one.whole and one.hand != "drill":
            groups["all en"].append(number)
    for hand, numbers in sorted(groups.items()):
        own = [some[n] for n in numbers]
        _show(hand, scores(own, [values[n] for n in numbers], cuts))


def main() -> None:
    """Learn, store, and with ``--held`` say how well it carries over."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held", action="store_true")
    held = parser.parse_args().held
    some = [*letters("names_en"), *yardstick(), *drill()]
    values = left_out(some)
    cuts = cuts_of(some, values)
    signs = learn(some)
    print(f"{len(some)} letters, {len(signs)} signs -> {store(signs, cuts).name}")
    if held:
        _by_hand(some, values, cuts)
        others = letters("names_en_held")
        by = Weights(signs, cuts)
        told = [shared(one.signs, said(one.signs, by)) for one in others]
        _show("held", scores(others, told, cuts))


if __name__ == "__main__":
    sys.exit(main())
