"""Who is one, at the terminal: listed, decided, taken back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.factory.small_case import small_case

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return small_case(tmp_path)


def test_a_proposal_is_listed_decided_and_taken_back(run, small: Path) -> None:
    said = json.loads(run("same", small, "--json")[1])
    first = said["proposals"][0]
    pair = first["one"]["id"], first["other"]["id"]
    assert {"verdict", "why", "grounds"} <= set(first)
    status, out, _ = run(
        "same", small, *pair, "--say", "merged", "--why", "one file", "--json"
    )
    assert status == 0
    after = json.loads(run("same", small, "--json")[1])
    assert sorted(pair) in [sorted(group) for group in after["merged"]]
    entry = json.loads(out)["entry"]
    assert run("same", small, "--undo", entry, "--why", "not one after all")[0] == 0
    assert json.loads(run("same", small, "--json")[1])["merged"] == []


def test_the_list_is_words_in_the_language_asked_for(run, small: Path) -> None:
    english, chinese = (run("same", small, "--lang", lang) for lang in ("en", "zh"))
    assert "Nothing is merged until you say so" in english[2]
    assert "未经判断不作合并" in chinese[2]


@pytest.mark.parametrize(
    "words", [("Nobody", "Noone", "--say", "merged", "--why", "r"), ("Somebody",)]
)
def test_wrong_use_is_said(run, small: Path, words) -> None:
    status, out, err = run("same", small, *words)
    assert status == 2
    assert err
    assert not out


def test_two_rosters_are_compared(run, small: Path, tmp_path: Path) -> None:
    pytest.importorskip("splink")
    one, other = tmp_path / "one.csv", tmp_path / "other.csv"
    one.write_text("name,phone\nBill Thornton,555 0100\nAnn Orme,\n", "utf-8")
    other.write_text("name,phone\nWilliam Thornton,5550100\nAnna Orme,\n", "utf-8")
    status, out, _ = run("same", small, "--rosters", one, other, "--json")
    assert status == 0
    assert [(p["why"], p["grounds"]) for p in json.loads(out)] == [
        ("short_form", ["phone"])
    ]
    assert "phone" in run("same", small, "--rosters", one, other, "--lang", "en")[1]
