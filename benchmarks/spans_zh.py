"""Learn the weights of :mod:`workbench.leads.span_choice_zh`: who and what is named.

``python -m benchmarks.spans_zh`` (part of ``make weights``) reads the letters whose
persons and units a rater marked (``tests/data/corpus/names_zh.jsonl``, the yardstick's
development letters and ``test2``, the even letters of ``tests/data/language``), fits
one softmax regression of all characters on their signs, and writes
``workbench/rules/lexicon/spans_zh.npz``. No chance is in it.
``--held`` scores what fits without the hand of a letter, and then the letters of
``names_zh_held.jsonl``, from which nothing is learned.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from benchmarks.corpus import CORPUS, ROOT, YARDSTICK
from benchmarks.leads_mentions import RECEIVED, read_labelled
from benchmarks.softmax import fit
from workbench.leads.folding import Folded, fold
from workbench.leads.gazetteer import Gazetteer
from workbench.leads.mentions_amounts import find_amounts
from workbench.leads.mentions_dates import find_dates
from workbench.leads.mentions_named_zh import ruled
from workbench.leads.regions import mark_stops
from workbench.leads.span_best import PERSON, UNIT
from workbench.leads.span_choice_zh import PARTS, Weights, best, said
from workbench.leads.span_signs_zh import BITS, Ruled, Signs, bounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

OUT = ROOT / "workbench" / "rules" / "lexicon" / "spans_zh.npz"
HALVES = ("dev", "dev2", "test2")
SELDOM = 4  # letters in which a sign must stand
KEPT = 40_000  # signs that say most
RIDGE = 3.0
TURNS = 45
FOLDS = 5
STEPS = 127  # of a stored weight, on either side
TRIES = tuple(np.arange(-1.0, 3.01, 0.5))
RULED = -2.0  # from here on a person of the rules: real letters name many a 张伟

Floats = NDArray[np.float32]
Settings = tuple[tuple[float, float], tuple[float, float]]
"""Cuts and trust, of persons and of units."""
Scores = tuple[float, float, float]
"""Precision, recall and F1."""


@dataclass(frozen=True, slots=True)
class Read:
    """A labelled letter: the signs of its n characters and what each is part of."""

    hand: str
    folded: Folded
    ruled: Ruled
    signs: Signs
    numbers: NDArray[np.uint32]  # F x n
    parts: NDArray[np.int64]  # n, 0 for none, else 1 + a column of Weights.values
    wanted: tuple[frozenset[str], frozenset[str]]  # persons, units


NO_SETTINGS: Settings = (0.0, 0.0), (0.0, 0.0)


def letters(name: str) -> list[Read]:
    """Read the letters that a file of names labels."""
    texts = {}
    for path in sorted(CORPUS.glob("zh_?.jsonl")):
        for line in path.open(encoding="utf-8"):
            one = json.loads(line)
            texts[one["id"]] = one | {"text": "".join(t for _, t in one["sentences"])}
    rows = map(json.loads, (CORPUS / f"{name}.jsonl").open(encoding="utf-8"))
    return [_read(texts[row["id"]], row["id"][:2], row) for row in rows]


def yardstick() -> list[Read]:
    """Read the letters of the yardstick from which names are learned."""
    return [
        _read(one, half, one["labels"])
        for half in HALVES
        for one in map(
            json.loads, (YARDSTICK / f"zh_{half}.jsonl").open(encoding="utf-8")
        )
    ]


def plain_letters() -> list[Read]:
    """Read the short letters of the language tests, but for their test half."""
    return [
        _read(
            {"text": one.text, "received": RECEIVED.isoformat()},
            "plain",
            {
                kind: [
                    one.text[slice(*span)] for span in sorted(one.spans.get(kind, ()))
                ]
                for kind in ("persons", "units")
            },
        )
        for one in read_labelled("zh")
        if one.number % 2 == 0
    ]


def _read(one: dict[str, Any], hand: str, labels: dict[str, Any]) -> Read:
    folded = fold(one["text"])
    came = one.get("received")
    cover, figures = _figures(folded.text, date.fromisoformat(came) if came else None)
    first = ruled(folded.text, cover, figures, Gazetteer())
    signs = Signs(folded.text, first.spans)
    parts = np.zeros(signs.size, np.int64)
    for kind, names in ((4, labels["persons"]), (1, labels["units"])):
        bounds(signs.size, _places(folded.text, names), kind, parts)
    return Read(
        hand=hand,
        folded=folded,
        ruled=first.spans,
        signs=signs,
        numbers=signs.part(0, signs.size),
        parts=parts,
        wanted=(_plain(labels["persons"]), _plain(labels["units"])),
    )


def _figures(text: str, came: date | None) -> tuple[bytearray, list[tuple[int, int]]]:
    """Return what no name holds, and the spans of dates and sums, which are part."""
    cover = mark_stops(text)
    figures = [(one.start, one.end) for one in find_dates(text, came)]
    held = bytearray(len(text))
    for start, end in figures:
        held[start:end] = b"\1" * (end - start)
    sums = [(one.start, one.end) for one in find_amounts(text)]
    figures += [span for span in sums if not any(held[slice(*span)])]
    for start, end in figures:
        cover[start:end] = b"\1" * (end - start)
    return cover, figures


def _places(text: str, names: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield where names stand in a folded text, the longest at each place."""
    held = bytearray(len(text))
    for name in sorted(
        {fold(n).text for n in names} - {""}, key=lambda n: (-len(n), n)
    ):
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            if not any(held[at:end]):
                held[at:end] = b"\1" * len(name)
                yield at, end
            at = text.find(name, at + 1)


def _plain(names: Iterable[str]) -> frozenset[str]:
    return frozenset("".join(name.split()).lower() for name in names)


def learn(some: Sequence[Read]) -> Weights:
    """Fit the weights of the signs that stand in enough letters, and say enough."""
    seen = np.zeros(1 << BITS, np.int64)
    for one in some:
        seen[np.unique(one.numbers)] += 1
    known = np.flatnonzero(seen >= SELDOM)
    column = np.full(1 << BITS, -1, np.int64)
    column[known] = np.arange(len(known))
    signs = column[np.concatenate([one.numbers.T for one in some])]
    there = signs >= 0
    ends = np.concatenate([[0], np.cumsum(there.sum(axis=1))])
    ones = np.ones(int(ends[-1]), np.float32)
    rows = sparse.csr_matrix((ones, signs[there], ends), (len(signs), len(known)))
    wanted = np.concatenate([one.parts for one in some])
    found = fit(
        rows,
        wanted,
        np.ones(len(wanted)),
        answers=PARTS + 1,
        ridge=RIDGE,
        turns=TURNS,
    )
    beyond = (found[:, 1:] - found[:, :1]).astype(np.float32)
    most = np.argsort(-np.abs(beyond).max(axis=1), kind="stable")[:KEPT]
    most.sort()
    number = np.zeros(1 << BITS, np.uint16)
    number[known[most]] = np.arange(1, len(most) + 1)
    nothing = np.zeros((1, PARTS), np.float32)
    return Weights(number, np.concatenate([nothing, beyond[most]]), *NO_SETTINGS)


def left_out(some: Sequence[Read]) -> list[Floats]:
    """Return what fits without the hand of a letter say of its characters."""
    out: list[Floats] = [np.empty(0, np.float32)] * len(some)
    hands = sorted({one.hand for one in some})
    for fold_number in range(FOLDS):
        own = set(hands[fold_number::FOLDS])
        by = learn([one for one in some if one.hand not in own])
        for number, one in enumerate(some):
            if one.hand in own:
                out[number] = said(one.signs, by)
    return out


def chosen(one: Read, told: Floats, settings: Settings) -> list[set[str]]:
    """Return the names of persons and of units that the values give."""
    found = best(told, one.ruled, *settings)
    back, letter = one.folded.span, one.folded.original
    return [
        {letter[slice(*back(*span))] for span in spans}
        for spans in (found.persons, found.units)
    ]


def scores(
    some: Sequence[Read], values: Sequence[Floats], settings: Settings
) -> list[Scores]:
    """Return the scores of persons and of units, as the bench counts."""
    counts = np.zeros((2, 3), int)
    for one, told in zip(some, values, strict=True):
        for kind, names in enumerate(chosen(one, told, settings)):
            a, b = one.wanted[kind], _plain(names)
            counts[kind] += len(a & b), len(b - a), len(a - b)
    return [
        (
            hit / max(hit + extra, 1),
            hit / max(hit + missed, 1),
            2 * hit / max(2 * hit + extra + missed, 1),
        )
        for hit, extra, missed in counts.tolist()
    ]


def settings_of(some: Sequence[Read], values: Sequence[Floats]) -> Settings:
    """Return the cuts with the best F1 on letters left out, and the trust."""
    cuts = [1.0, 1.0]
    for kind in (UNIT, PERSON):
        tried = []
        for cut in TRIES:
            cuts[kind] = float(cut)
            found = scores(some, values, _settings(cuts))
            tried.append((found[kind][2], float(cut)))
        cuts[kind] = max(tried)[1]
    return _settings(cuts)


def _settings(cuts: Sequence[float]) -> Settings:
    return (cuts[PERSON], cuts[UNIT]), (cuts[PERSON] - RULED, 0.0)


def store(by: Weights, settings: Settings) -> Path:
    """Write the weights in steps of a scale, signs as gaps between their numbers."""
    signs = np.flatnonzero(by.number)
    scale = float(np.abs(by.values).max()) / STEPS
    told = {"cuts": settings[0], "trust": settings[1], "scale": scale}
    np.savez_compressed(
        OUT,
        told=np.frombuffer(json.dumps(told).encode(), np.uint8),
        signs=np.diff(signs, prepend=0).astype(np.uint16),
        values=np.round(by.values[1:] / scale).astype(np.int8),
    )
    return OUT


def _show(name: str, found: Sequence[Scores]) -> None:
    both = "   ".join(
        f"{kind} P {p:.3f} R {r:.3f} F1 {f:.3f}"
        for kind, (p, r, f) in zip(("persons", "units"), found, strict=True)
    )
    print(f"  {name:8} {both}")


def main() -> None:
    """Learn, store, and with ``--held`` say how well it carries over."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held", action="store_true")
    held = parser.parse_args().held
    some = [*letters("names_zh"), *yardstick(), *plain_letters()]
    values = left_out(some)
    settings = settings_of(some, values)
    by = learn(some)
    stored = store(by, settings)
    print(f"{len(some)} letters, {len(by.values) - 1} signs -> {stored.name}", settings)
    if not held:
        return
    _show("left out", scores(some, values, settings))
    for hand in sorted({one.hand for one in some}):
        own = [n for n, one in enumerate(some) if one.hand == hand]
        _show(hand, scores([some[n] for n in own], [values[n] for n in own], settings))
    others = letters("names_zh_held")
    told = [said(one.signs, by) for one in others]
    _show("held", scores(others, told, settings))
    for hand in sorted({one.hand for one in others}):
        own = [n for n, one in enumerate(others) if one.hand == hand]
        _show(hand, scores([others[n] for n in own], [told[n] for n in own], settings))


if __name__ == "__main__":
    sys.exit(main())
