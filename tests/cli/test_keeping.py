"""Bag, erase, forward and mapping, as a person would run them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from workbench.case import new_case, open_case

if TYPE_CHECKING:
    from pathlib import Path

_CSV = (
    "发生日,往来方,钱数,方向标\n2025-01-02,张三,100.00,借\n2025-01-03,李四,50.00,贷\n"
)


def test_a_case_goes_into_a_bag_and_back(run, case: Path, tmp_path) -> None:
    bag, back = tmp_path / "bag", tmp_path / "back"
    assert run("bag", case, "--to", bag)[0] == 0
    assert run("bag", bag, "--check")[0] == 0
    assert run("bag", back, "--from", bag)[0] == 0
    assert run("verify", back)[0] == 0
    assert run("read", back)[0] == 0  # under another name it is the same case
    assert run("bag", case)[0] == 2
    (bag / "data" / "case.toml").write_text("x")
    assert run("bag", bag, "--check")[0] == 2


def test_a_letter_is_erased_by_two_after_it_was_closed(run, case: Path) -> None:
    opened = open_case(case, who="a")
    letter = opened.store.letters()[0].id
    words = ("--kept-until", "2020-01-01", "--why", "rule 5")
    status, _, err = run("erase", case, "request", letter, *words, "--lang", "en")
    assert status == 2
    assert "closed" in err
    for one in [a.id for a in opened.allegations() if a.letter == letter] or [letter]:
        opened.decide("disposed", one, {"disposition": "close"}, why="x")
    assert run("erase", case, "request", letter, "--why", "x")[0] == 2
    status, out, _ = run(
        "erase", case, "request", letter, *words, "--who", "a", "--json"
    )
    assert status == 0
    n = json.loads(out)["entry"]
    assert run("erase", case, "approve", n, "--who", "a")[0] == 1
    assert run("erase", case, "approve", "x", "--who", "b")[0] == 2
    assert run("erase", case, "approve", n, "--who", "b")[0] == 0
    assert run("verify", case)[0] == 0


@pytest.fixture
def odd(tmp_path) -> Path:
    folder = new_case(tmp_path / "odd", title="t", language="zh")
    (folder / "files" / "a.csv").write_text(_CSV, "utf-8")
    (folder / "files" / "b.csv").write_text(_CSV.replace("100.00", "7.00"), "utf-8")
    return folder


def test_a_layout_is_corrected_once_for_every_file(run, odd: Path) -> None:
    (layout,) = json.loads(run("mapping", odd, "--json")[1])
    assert layout["headers"] == ["发生日", "往来方", "钱数", "方向标"]
    found = run("mapping", odd, layout["fingerprint"][:6])
    assert "往来方" in found[1]
    columns = ("#1=date", "往来方=other_name", "钱数=amount", "方向标=direction")
    words = [w for c in columns for w in ("--column", c)]
    given = ("mapping", odd, layout["fingerprint"], "--form", "payment", *words)
    assert run(*given)[0] == 2  # no reason
    assert run(*given, "--why", "looked at it")[0] == 0
    files = json.loads(run("read", odd, "--json")[1])["files"]
    assert [f["read"] for f in files] == [2, 2]
    assert run("mapping", odd, layout["fingerprint"], "--confirm", "--why", "x")[0] == 0
    bad = ("--column", "往来方", "--why", "x")
    assert run("mapping", odd, layout["fingerprint"], *bad)[0] == 2
    out = ("--form", "ignore", "--why", "x")
    assert run("mapping", odd, layout["fingerprint"], *out)[0] == 0
    files = json.loads(run("read", odd, "--json")[1])["files"]
    assert [f["read"] for f in files] == [0, 0]


def test_an_encoding_is_chosen_once(run, odd: Path) -> None:
    text = "交易日期,付款人,收款人,金額\n2025-01-02,張麗華,陳國強公司,5\n" * 1
    text += "2025-01-03,鄭淑芬,臺灣銀行轉帳,6\n"
    (odd / "files" / "c.csv").write_bytes(text.encode("big5"))
    said = json.loads(run("read", odd, "--json")[1])
    assert "intake.maybe_big5" in {p["code"] for p in said["problems"]}
    assert run("mapping", odd, "--encoding", "c.csv=nothing", "--why", "x")[0] == 2
    assert run("mapping", odd, "--encoding", "z.csv=big5", "--why", "x")[0] == 2
    assert run("mapping", odd, "--encoding", "c.csv=big5", "--why", "x")[0] == 0
    files = {f["file"]: f for f in json.loads(run("read", odd, "--json")[1])["files"]}
    assert files["c.csv"]["read"] == 2


def test_items_of_a_superior_are_listed_and_handed_up(run, odd: Path, tmp_path) -> None:
    open_case(odd).new_key("a", tmp_path / "private")
    (odd / "inbox" / "a.txt").write_text("尊敬的省纪委领导：\n反映某人。\n", "utf-8")
    (odd / "inbox" / "b.txt").write_text("反映周德海。\n举报人：王大有\n", "utf-8")
    status, out, err = run("intake", odd, "--look", "--level", "county")
    assert status == 0
    assert "王大有" in err
    assert "王大有" not in out
    said = json.loads(run("intake", odd, "--look", "--level", "county", "--json")[1])
    assert [s["kind"] for s in said["waiting"][0]["spans"]] == ["name"]
    assert (odd / "inbox" / "b.txt").exists()
    (item,) = json.loads(run("forward", odd, "--json")[1])
    assert run("forward", odd)[0] == 0
    assert run("forward", odd, item["id"])[0] == 2
    assert run("forward", odd, item["id"], "--to", tmp_path / "up")[0] == 0
    assert list((tmp_path / "up").iterdir())


def test_the_officer_marks_words_beside_the_letter(run, odd: Path, tmp_path) -> None:
    open_case(odd).new_key("a", tmp_path / "private")
    letter = "我是王大有，反映周德海。李四可以作证。\n举报人：王大有\n"
    (odd / "inbox" / "a.txt").write_text(letter, "utf-8")
    marks = 'level = "county"\nhide = ["李四", "13900000000"]\nkeep = []\n'
    (odd / "inbox" / "a.toml").write_text(marks, "utf-8")
    assert run("intake", odd, "--yes")[0] == 0
    text = (odd / "letters" / "L001.txt").read_text("utf-8")
    assert "李四" not in text
    assert "周德海" in text


def test_whose_statement_it_is_is_said_once(run, odd: Path) -> None:
    text = "Date,Description,Amount\n2023-01-05,Zelle,-500\n2023-01-17,Payroll,20\n"
    (odd / "files" / "d.csv").write_text(text, "utf-8")
    assert run("mapping", odd, "--owner", "d.csv=/")[0] == 2
    assert run("mapping", odd, "--owner", "z.csv=Bob")[0] == 2
    assert run("mapping", odd, "--owner", "d.csv=Bob/12345678")[0] == 0
    files = {f["file"]: f for f in json.loads(run("read", odd, "--json")[1])["files"]}
    assert files["d.csv"]["read"] == 2
