"""How well letters are read: precision, recall and F1 by kind, and letters a second.

Run ``python benchmarks/leads_mentions.py [--errors dev|test]``. The labelled letters
stand in ``tests/data/language``; those with an odd number are the test half, on which
nothing
is tuned. A mention counts only when its span is exactly the label's; values of sums and
both ends of dates are counted apart. Floors on the same letters: one regex for sums and
one for dates, jieba's tagger for persons and units.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from workbench.leads.cues import read_flags, sentences
from workbench.leads.mentions import Mentions, find_mentions

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "data" / "language"
RECEIVED = date(2022, 5, 10)
KINDS = {"p": "persons", "u": "units", "a": "amounts", "d": "dates"}
FLAGS = {"h": "hearsay", "s": "speculation", "o": "out_of_scope"}
_TAG = re.compile(r"\{([puad]):(?:([^|{}]*)\|)?([^={}]*)(?:=([^{}]*))?\}")
_FLOORS = {
    "amounts": re.compile(r"\d[\d,.]*\s?(?:万|亿)?(?:元|块)|[$£]\d[\d,.]*"),
    "dates": re.compile(
        r"\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?|[A-Z][a-z]+ \d{1,2}, \d{4}"
    ),
}


@dataclass(frozen=True, slots=True)
class Labelled:
    """A letter with what it says: kind -> spans, and the value of a span."""

    number: int
    lang: str
    flags: str
    text: str
    spans: dict[str, set[tuple[int, int]]] = field(default_factory=dict)
    values: dict[tuple[int, int], str] = field(default_factory=dict)


def read_labelled(lang: str) -> list[Labelled]:
    """Read the labelled letters of a language."""
    lines = (FOLDER / f"letters_{lang}.txt").read_text("utf-8").splitlines()
    return [_letter(line, lang) for line in lines if line and line[0] != "#"]


def _letter(line: str, lang: str) -> Labelled:
    number, flags, marked = line.split("|", 2)
    letter = Labelled(int(number), lang, flags, _TAG.sub(_plain, marked))
    place = shift = 0
    for tag in _TAG.finditer(marked):
        kind, lead, text, value = tag.groups()
        start = tag.start() - shift + (len(lead) + 1 if lead else 0)
        span = (start, start + len(text))
        letter.spans.setdefault(KINDS[kind], set()).add(span)
        if value:
            letter.values[span] = value
        shift += len(tag[0]) - len(_plain(tag))
        place = tag.end()
    del place
    return letter


def _plain(tag: re.Match[str]) -> str:
    return f"{tag[2]} {tag[3]}" if tag[2] else tag[3]


def score(letters: list[Labelled], errors: bool) -> dict[str, Counter[str]]:
    """Count found, missed and false mentions by kind, and right values."""
    counts: dict[str, Counter[str]] = {}
    for letter in letters:
        found = find_mentions(letter.text, lang=letter.lang, received=RECEIVED)
        for kind in KINDS.values():
            spans = {(m.start, m.end) for m in getattr(found, kind)}
            want = letter.spans.get(kind, set())
            _count(counts.setdefault(kind, Counter()), spans, want)
            if errors and spans != want:
                missed = [letter.text[slice(*s)] for s in sorted(want - spans)]
                wrong = [letter.text[slice(*s)] for s in sorted(spans - want)]
                print(
                    f"  {letter.lang}{letter.number} {kind}: missed {missed} false"
                    f" {wrong}"
                )
        _values(counts, letter, found, errors=errors)
        _flags(counts, letter, found, errors=errors)
    return counts


def _count(counts: Counter[str], found: set, want: set) -> None:
    counts["right"] += len(found & want)
    counts["false"] += len(found - want)
    counts["missed"] += len(want - found)


def _values(
    counts: dict[str, Counter[str]], letter: Labelled, found: Mentions, *, errors: bool
) -> None:
    got = {(a.start, a.end): f"{a.value:g}" for a in found.amounts}
    got |= {(x.start, x.end): f"{x.first}..{x.last}" for x in found.dates}
    for span, value in letter.values.items():
        if span in got:
            plain = value if ".." in value else f"{float(value):g}"
            right = got[span] == plain
            counts.setdefault("values", Counter())["right" if right else "false"] += 1
            if errors and not right:
                print(
                    f"  {letter.lang}{letter.number} {letter.text[slice(*span)]}:"
                    f" {got[span]}"
                )


def _flags(
    counts: dict[str, Counter[str]], letter: Labelled, found: Mentions, *, errors: bool
) -> None:
    flags = read_flags(sentences(letter.text, letter.lang, found.persons))
    for mark, name in FLAGS.items():
        cue = getattr(flags, name)
        _count(
            counts.setdefault(name, Counter()),
            {1} & {bool(cue)},
            {1} & {mark in letter.flags},
        )
        if errors and bool(cue) != (mark in letter.flags):
            print(f"  {letter.lang}{letter.number} {name}: got {cue and cue.span.text}")


def f1(counts: Counter[str]) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    right = counts["right"]
    precision = right / ((right + counts["false"]) or 1)
    recall = right / ((right + counts["missed"]) or 1)
    return precision, recall, 2 * precision * recall / ((precision + recall) or 1)


def floors(letters: list[Labelled]) -> dict[str, Counter[str]]:
    """Score one regex for sums and dates and, where installed, jieba's tagger."""
    counts: dict[str, Counter[str]] = {}
    for letter in letters:
        for kind, pattern in _FLOORS.items():
            spans = {m.span() for m in pattern.finditer(letter.text)}
            _count(
                counts.setdefault(kind, Counter()), spans, letter.spans.get(kind, set())
            )
    try:
        from jieba import posseg  # noqa: PLC0415 - a peer, not a dependency
    except ImportError:
        return counts
    for letter in letters:
        place, spans = 0, {"persons": set(), "units": set()}
        for word, tag in posseg.cut(letter.text):
            kind = {"nr": "persons", "nt": "units"}.get(tag)
            if kind:
                spans[kind].add((place, place + len(word)))
            place += len(word)
        for kind, found in spans.items():
            _count(
                counts.setdefault(kind, Counter()), found, letter.spans.get(kind, set())
            )
    return counts


def speed(letters: list[Labelled]) -> float:
    """Letters of 400 characters a second on one core, mentions and cues together."""
    texts = [(letter.text, letter.lang) for letter in letters]
    length = sum(len(text) for text, _ in texts)
    start = time.process_time()
    for text, lang in texts:
        found = find_mentions(text, lang=lang, received=RECEIVED)
        sentences(text, lang, found.persons)
    return length / 400 / (time.process_time() - start)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", choices=("dev", "test"))
    wanted = parser.parse_args().errors
    letters = [*read_labelled("zh"), *read_labelled("en")]
    halves = {"dev": 0, "test": 1}
    for lang in ("zh", "en"):
        for half, odd in halves.items():
            own = [x for x in letters if x.lang == lang and x.number % 2 == odd]
            counts = score(own, errors=half == wanted)
            low = floors(own)
            print(f"{lang} {half}: {len(own)} letters, {speed(own):.0f} letters/s")
            for kind, count in counts.items():
                p, r, f = f1(count)
                floor = f"  floor {f1(low[kind])[2]:.2f}" if kind in low else ""
                print(f"  {kind:13} P {p:.3f} R {r:.3f} F1 {f:.3f}{floor}")


if __name__ == "__main__":
    main()
