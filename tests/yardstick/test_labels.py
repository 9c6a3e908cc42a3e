"""The hand-labelled letters are well formed, whatever any program thinks of them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

HERE = Path(__file__).parents[1] / "data" / "yardstick"
FILES = sorted(HERE.glob("*.jsonl"))
OFFENCES = {None, *(f"O{n}" for n in range(1, 11))}
FLAGS = ["hearsay", "out_of_scope", "speculation"]


def letters(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.fixture(params=FILES, ids=lambda p: p.stem)
def half(request: pytest.FixtureRequest) -> list[dict]:
    return letters(request.param)


def test_every_labelled_string_stands_in_its_text(half: list[dict]):
    for letter in half:
        labels, text = letter["labels"], letter["text"]
        marked = [*labels["persons"], *labels["units"]]
        marked += [entry["text"] for entry in labels["amounts"] + labels["dates"]]
        for string in marked:
            assert string, letter["id"]
            assert string == string.strip(), letter["id"]
            assert string in text, letter["id"]


def test_labels_have_the_agreed_shape(half: list[dict]):
    for letter in half:
        labels = letter["labels"]
        for scale in ("specificity", "verifiability"):
            assert 4 * labels[scale] in range(17)  # the mean of two, in half steps
        assert sorted(labels["flags"]) == FLAGS
        assert labels["offence"] in OFFENCES
        assert letter["lang"] in {"zh", "en"}
        assert date.fromisoformat(letter["received"])


def test_dates_run_forward_and_most_are_no_later_than_received(half: list[dict]):
    ahead = 0
    for letter in half:
        for entry in letter["labels"]["dates"]:
            first = date.fromisoformat(entry["from"])
            assert first <= date.fromisoformat(entry["to"]), letter["id"]
            ahead += first > date.fromisoformat(letter["received"])
    assert ahead <= len(half) // 10  # "the hearing is next month"


def test_sums_are_positive_and_ranges_rise(half: list[dict]):
    for letter in half:
        for entry in letter["labels"]["amounts"]:
            assert entry["value"] > 0, letter["id"]
            assert entry.get("upto", entry["value"] + 1) > entry["value"]


def test_a_repeat_names_an_earlier_letter(half: list[dict]):
    seen: set[str] = set()
    for letter in half:
        assert letter["labels"]["repeats"] in {None, *seen}, letter["id"]
        assert letter["id"] not in seen
        seen.add(letter["id"])


def test_every_level_and_flag_occurs_in_every_half(half: list[dict]):
    labels = [letter["labels"] for letter in half]
    for scale in ("specificity", "verifiability"):
        assert {round(entry[scale] + 0.1) for entry in labels} == set(range(5))
    for flag in FLAGS:
        assert any(entry["flags"][flag] for entry in labels)


def test_the_yardstick_is_large_enough_and_evenly_split():
    sizes = {path.stem: len(letters(path)) for path in FILES}
    halves = ("dev", "test", "dev2", "test2", "test3", "test4")
    assert {*sizes} == {f"{lang}_{half}" for lang in ("zh", "en") for half in halves}
    assert sizes["zh_test3"] == 50
    assert sizes["en_test3"] == 45
    assert sizes["zh_test4"] == sizes["en_test4"] == 64
    assert sizes["zh_test2"] >= 60
    assert sizes["en_test2"] >= 40
    assert sizes["zh_dev"] == sizes["zh_test"] >= 50
    assert sizes["en_dev"] == sizes["en_test"] >= 30
    assert sum(sizes.values()) >= 160


def test_every_pair_of_repeats_is_marked():
    marked = [one["labels"]["repeats"] for path in FILES for one in letters(path)]
    assert sum(name is not None for name in marked) == 56


def test_two_raters_agree_better_than_any_program_must():
    for path in FILES:
        pairs = [one["labels"].get("raters") for one in letters(path)]
        for scale in ("specificity", "verifiability") if pairs[0] else ():
            apart = [abs(a - b) for a, b in (pair[scale] for pair in pairs)]
            assert sum(gap <= 1 for gap in apart) >= 0.94 * len(apart)
