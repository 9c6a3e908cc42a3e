"""Letters: agreement with a human rater on our own yardstick, beside plain floors.

Development and test halves are printed apart; README.md beside the letters says how
clean each still is. The second pair, longer and harder, has two raters. Floors on the
same letters: number of digits as a score, jieba's names, one regular expression
for sums and for dates.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from scipy.stats import spearmanr

from workbench.leads.stream import assess_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

HERE = Path(__file__).parents[1] / "tests" / "data" / "yardstick"
CUTS = (12.5, 37.5, 62.5, 87.5)
Letter = dict[str, Any]
Counts = tuple[int, int, int]


def halves(half: str, lang: str = "*") -> list[Letter]:
    """Return the labelled letters of one half, in both languages or one."""
    paths = sorted(HERE.glob(f"{lang}_{half}.jsonl"))
    return [json.loads(line) for p in paths for line in p.open(encoding="utf-8")]


def level(score: float) -> int:
    """Cut 0..100 into the raters' five levels."""
    return sum(score >= cut for cut in CUTS)


def answers(letters: Iterable[Letter]) -> list[Letter]:
    """Assess letters as ``workbench assess`` does."""
    lines = (
        json.dumps({k: v for k, v in one.items() if k != "labels"}) for one in letters
    )
    return [json.loads(line) for line in assess_lines(lines)]


def _plain(text: str) -> str:
    return re.sub(
        r"^(?:Mr|Mrs|Ms|Dr|Judge|Mayor)\.? ", "", "".join(text.split()).lower()
    )


def _texts(wanted: Iterable[str], got: Iterable[str]) -> Counts:
    a, b = {_plain(t) for t in wanted}, {_plain(t) for t in got}
    return len(a & b), len(b - a), len(a - b)


def _amounts(wanted: list[Letter], got: list[Letter]) -> Counts:
    left = list(got)
    hits = 0
    for one in wanted:
        low, high = one["value"], one.get("upto", one["value"])
        found = next(
            (g for g in left if low * 0.999 <= (g["value"] or 0) <= high * 1.001), None
        )
        if found is not None:
            left.remove(found)
            hits += 1
    known = {(w["value"], w.get("upto", w["value"])) for w in wanted}
    extra = [g for g in left if not any(a <= (g["value"] or 0) <= b for a, b in known)]
    return hits, len(extra), len(wanted) - hits


def _dates(wanted: list[Letter], got: list[Letter]) -> Counts:
    left = [g for g in got if g["from"]]
    hits = 0
    for one in wanted:
        found = next(
            (g for g in left if g["from"] <= one["to"] and one["from"] <= g["to"]
             and (g["text"] in one["text"] or one["text"] in g["text"])),
            None,
        )  # fmt: skip
        if found is not None:
            left.remove(found)
            hits += 1
    known = {w["text"] for w in wanted}
    return hits, sum(g["text"] not in known for g in left), len(wanted) - hits


def f1(counts: Iterable[Counts]) -> float:
    """Return micro F1 of (hits, extra, missed)."""
    hit, extra, missed = (sum(c) for c in zip(*counts, strict=True))
    return 2 * hit / max(2 * hit + extra + missed, 1)


def _flag(letters: list[Letter], got: list[Letter], name: str) -> float:
    pairs = [
        (a["labels"]["flags"][name], b.get("flags", {}).get(name, False))
        for a, b in zip(letters, got, strict=True)
    ]
    return f1([(int(a and b), int(b and not a), int(a and not b)) for a, b in pairs])


def _repeats(letters: list[Letter], got: list[Letter]) -> float:
    counts = []
    for a, b in zip(letters, got, strict=True):
        wanted, found = a["labels"]["repeats"], b.get("repeats")
        hit = wanted is not None and wanted == found
        extra = found is not None and not hit
        counts.append((int(hit), int(extra), int(wanted is not None and not hit)))
    return f1(counts)


def _row(name: str, value: float, target: float | None = None) -> None:
    beside = "" if target is None else f"   must reach {target:.2f}"
    print(f"    {name:36} {value:6.3f}{beside}")


def _scales(letters: list[Letter], got: list[Letter]) -> None:
    for name, target in (("specificity", 0.85), ("verifiability", 0.80)):
        wanted = [one["labels"][name] for one in letters]
        scores = [one.get(name, 0.0) for one in got]
        _row(f"{name}: Spearman", float(spearmanr(wanted, scores).statistic), target)
        near = [abs(a - level(b)) <= 1 for a, b in zip(wanted, scores, strict=True)]
        _row(f"{name}: within one level", sum(near) / len(near), 0.90)


def _raters(letters: list[Letter]) -> None:
    """Print how far two people who rated the same letters agree."""
    for name in ("specificity", "verifiability"):
        one, other = zip(*(a["labels"]["raters"][name] for a in letters), strict=True)
        agreed = float(spearmanr(one, other).statistic)
        _row(f"{name}: Spearman of two raters", agreed)


def _mentions(letters: list[Letter], got: list[Letter]) -> None:
    kinds: tuple[tuple[str, float, Callable[..., Counts]], ...] = (
        ("persons", 0.85, lambda w, g: _texts(w, (m["text"] for m in g))),
        ("units", 0.75, lambda w, g: _texts(w, (m["text"] for m in g))),
        ("amounts", 0.92, _amounts),
        ("dates", 0.88, _dates),
    )
    for name, target, count in kinds:
        pairs = zip(letters, got, strict=True)
        counts = [count(a["labels"][name], b.get(name, [])) for a, b in pairs]
        _row(f"{name}: F1", f1(counts), target)


def _floors(letters: list[Letter]) -> None:
    digits = [len(re.findall(r"\d", one["text"])) for one in letters]
    for name in ("specificity", "verifiability"):
        wanted = [one["labels"][name] for one in letters]
        _row(f"floor: digits as {name}", float(spearmanr(wanted, digits).statistic))
    sums = re.compile(r"\d[\d.,]*\s*(?:万元|亿元|元|万|块)|[$£€]\s?\d[\d.,]*")
    days = re.compile(r"\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?|\b(?:19|20)\d\d\b")
    for name, pattern in (("amounts", sums), ("dates", days)):
        counts = [
            _texts(
                (m["text"] for m in one["labels"][name]), pattern.findall(one["text"])
            )
            for one in letters
        ]
        _row(f"floor: one regex for {name}", f1(counts))
    _row("floor: jieba's persons (zh)", _jieba(letters))


def _jieba(letters: list[Letter]) -> float:
    import logging  # noqa: PLC0415 - the peer, only for the bench

    import jieba.posseg  # noqa: PLC0415 - the peer, only for the bench

    jieba.setLogLevel(logging.ERROR)
    chinese = [one for one in letters if one["lang"] == "zh"]
    return f1(
        [
            _texts(
                one["labels"]["persons"],
                (w.word for w in jieba.posseg.cut(one["text"]) if w.flag == "nr"),
            )
            for one in chinese
        ]
    )


def main() -> None:
    """Print every half; of ``test3``, ``test4`` no letter was seen while building."""
    answers(halves("dev", "zh")[:3] + halves("dev", "en")[:3])  # rules load once
    for half in ("dev", "test", "dev2", "test2", "test3", "test4"):
        for lang in ("zh", "en"):
            letters = halves(half, lang)
            began = perf_counter()
            got = answers(letters)
            spent = perf_counter() - began
            print(f"  {half} half, {lang}: {len(letters)} letters")
            if "raters" in letters[0]["labels"]:
                _raters(letters)
            _scales(letters, got)
            _mentions(letters, got)
            for flag in ("hearsay", "speculation", "out_of_scope"):
                _row(f"{flag}: F1", _flag(letters, got, flag), 0.80)
            _row("repeats: F1", _repeats(letters, got), 0.85)
            size = sum(len(one["text"]) for one in letters)
            _row("letters of 400 characters a second", size / 400 / spent, 100)
        print(f"  {half} half, floors")
        _floors(halves(half))


if __name__ == "__main__":
    sys.exit(main())
