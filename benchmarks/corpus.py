"""The corpus of labelled letters, read as the program reads letters.

``tests/data/corpus/README.md`` says what its labels mean and who wrote them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqdm.auto import tqdm

from workbench.leads.assess import main_of
from workbench.leads.judging import NO_OFFENCE, OFFENCES, Found
from workbench.leads.learned import FLAGS, PROOF
from workbench.leads.terms import terms
from workbench.leads.values import ELEMENTS
from workbench.records import Letter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "tests" / "data" / "corpus"
YARDSTICK = ROOT / "tests" / "data" / "yardstick"
LEARNED_FROM = ("test2",)


@dataclass(frozen=True, slots=True)
class Item:
    """One labelled letter: its main allegation as the rules read it."""

    found: Found
    terms: list[list[str]]
    kinds: dict[int, tuple[str, ...]]  # labelled kinds of sentences, by number
    wanted: dict[str, float]  # labelled heads


def corpus(lang: str, extra: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Return the labelled letters of a language, in the order of their files."""
    letters = []
    for path in sorted(CORPUS.glob(f"{lang}_?.jsonl")):
        for line in path.open(encoding="utf-8"):
            one = json.loads(line)
            one["text"] = "".join(text for _, text in one["sentences"])
            letters.append(one)
    second = _second(lang)
    letters = [
        _meant(one, second[one["id"]]) if one["id"] in second else one
        for one in letters
    ]
    levels = _levels(lang)
    for half in (*LEARNED_FROM, *extra):
        lines = (YARDSTICK / f"{lang}_{half}.jsonl").open(encoding="utf-8")
        letters += [_as_corpus(json.loads(line), levels) for line in lines]
    return letters


def _second(lang: str) -> dict[str, dict[str, Any]]:
    """Return what the second rater says of a corpus's letters, by id."""
    path = CORPUS / f"second_{lang}.jsonl"
    rows = [json.loads(line) for line in path.open(encoding="utf-8")]
    return {row["id"]: row for row in rows}


def _meant(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Return a letter with the mean of its two raters' labels."""
    mean = {name: (one[name] + other[name]) / 2 for name in ("S", "V", *FLAGS)}
    levels = {
        name: None if "-" in (a, b) else (int(a) + int(b)) / 2
        for name, a, b in zip(ELEMENTS, one["levels"], other["levels"], strict=True)
    }
    return {
        **one,
        **mean,
        "levels": levels,
        "offences": (one["offence"], other["offence"]),
    }


def _levels(lang: str) -> dict[str, dict[str, int | None]]:
    """Return the levels that a rater gave to letters of the yardstick, by id."""
    path = CORPUS / f"levels_{lang}.jsonl"
    rows = [json.loads(line) for line in path.open(encoding="utf-8")]
    return {row["id"]: row["levels"] for row in rows}


def _as_corpus(one: dict[str, Any], levels: dict[str, Any]) -> dict[str, Any]:
    labels = one["labels"]
    found = {k: one[k] for k in ("id", "lang", "received", "text")}
    found |= {"S": labels["specificity"], "V": labels["verifiability"]}
    found |= {"offence": labels.get("offence"), **labels["flags"]}
    if one["id"] in levels:
        found["levels"] = levels[one["id"]]
    return found


def items(letters: Iterable[dict[str, Any]]) -> list[Item]:
    """Read labelled letters as the program does, without any weights."""
    return [_item(one) for one in tqdm(list(letters), desc="read", disable=None)]


def _item(one: dict[str, Any]) -> Item:
    letter = Letter(
        id=one["id"],
        text=one["text"],
        lang=one["lang"],
        received=date.fromisoformat(one["received"]),
    )
    found = main_of(letter)
    wanted = {name: float(one[name]) for name in FLAGS}
    offences = one.get("offences", (one["offence"],))
    for name in (*OFFENCES, NO_OFFENCE):
        said = [offence or NO_OFFENCE for offence in offences]
        wanted[name] = said.count(name) / len(said)
    wanted |= {"S": float(one["S"]), "V": float(one["V"])}
    if "proof" in one:
        wanted |= {name: float(name in one["proof"]) for name in PROOF}
    wanted |= dict(_wanted_levels(one.get("levels")))
    return Item(found, terms(found.reading), _kinds(one, found), wanted)


def _wanted_levels(levels: str | dict[str, int | None] | None) -> Iterable[Any]:
    if levels is None:
        return
    told = levels.values() if isinstance(levels, dict) else levels
    for name, level in zip(ELEMENTS, told, strict=True):
        if level not in (None, "-"):
            yield name, float(level)


def _kinds(one: dict[str, Any], found: Found) -> dict[int, tuple[str, ...]]:
    """Give the labels of the corpus's sentences to the program's own sentences."""
    if "sentences" not in one:
        return {}
    ends, place = [], 0
    for kinds, text in one["sentences"]:
        place += len(text)
        ends.append((place, tuple(kinds.split("+"))))
    reading, labels = found.reading, {}
    for number, sentence in enumerate(reading.sentences):
        span = reading.span(sentence.start, sentence.end)
        middle = (span.start + span.end) / 2
        labels[number] = next(
            kinds for end, kinds in ends if middle < end or end == place
        )
    return labels
