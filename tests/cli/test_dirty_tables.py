"""Dirty tables at the terminal: everything odd is named and kept, nothing crashes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from workbench.case import new_case

if TYPE_CHECKING:
    from pathlib import Path

DIRTY = """付款账号,付款户名,收款账号,收款户名,金额,交易日期
6001,甲,6001,甲,500,2024-01-02
6001,甲,6002,乙,0,2024-01-03
6002,乙,6003,丙,-80,2024-01-04
6001,甲,6003,丙,abc,2024-01-05
6003,丙,6001,甲,70,不详
,,6001,甲,10,2024-01-06
6002,乙,6001,甲,"1,200.50",2024/1/7
6001,另一户主,6002,乙,30,2024-01-08
"""


@pytest.fixture
def dirty(tmp_path: Path) -> Path:
    path = tmp_path / "dirty.csv"
    path.write_text(DIRTY, "utf-8")
    return path


def _json(run, *words):
    status, out, _ = run(*words, "--json")
    assert status == 0
    return json.loads(out)


def test_what_is_odd_is_named_with_its_rows_and_kept(run, dirty) -> None:
    said = _json(run, "graph", dirty)
    rows = {
        odd["code"]: [record["row"] for record in odd["records"]]
        for odd in said["findings"]
    }
    assert rows["self_transfer"] == [2]
    assert rows["zero_sum"] == [3]
    assert rows["negative_sum"] == [4]
    assert rows["no_sum"] == [5]
    assert rows["no_date"] == [6]
    assert rows["no_sides"] == [7]
    assert said["entities"] == 3


@pytest.mark.parametrize(("lang", "word"), [("zh", "付给自己"), ("en", "to oneself")])
def test_what_is_odd_is_said_in_words(run, dirty, lang, word) -> None:
    status, out, _ = run("graph", dirty, "--lang", lang)
    assert status == 0
    assert word in out


def test_questions_on_a_dirty_table_are_answered(run, dirty) -> None:
    (path,) = [
        p for p in _json(run, "paths", dirty, "6002", "6003") if len(p["links"]) == 1
    ]
    assert path["links"][0]["records"]
    for flow in _json(run, "flows", dirty, "6002"):
        assert flow["amount"] > 0
        days = [hop["date"] for hop in flow["hops"]]
        assert days == sorted(days)
    for cycle in _json(run, "cycles", dirty):
        assert len(cycle["entities"]) > 1
        assert all(t["amount"] > 0 for t in cycle["transfers"])
    for pattern in _json(run, "patterns", dirty):
        assert pattern["records"]


@pytest.mark.parametrize("command", ["paths", "flows"])
def test_an_unknown_name_gets_the_nearest_ones(run, dirty, command) -> None:
    more = ["6001"] if command == "paths" else []
    status, out, err = run(command, dirty, "600", *more)
    assert status == 2
    assert not out
    assert "6001" in err


def test_owners_in_a_ring_shares_over_the_whole_and_reversed_days(
    run, tmp_path: Path
) -> None:
    case = new_case(tmp_path / "case", title="股权", language="zh")
    (case / "files").mkdir(exist_ok=True)
    (case / "files" / "股东.csv").write_text(
        "股东,企业名称,持股比例,起始日期,截止日期\n"
        "甲公司,乙公司,60%,2020-01-01,\n"
        "乙公司,丙公司,70%,2020-01-01,\n"
        "丙公司,甲公司,80%,2020-01-01,\n"
        "丁公司,乙公司,55%,2020-01-01,\n"
        "戊公司,己公司,10%,2022-01-01,2021-01-01\n",
        "utf-8",
    )
    found = {f["code"]: f for f in _json(run, "graph", case)["findings"]}
    assert found["cyclic_ownership"]["n"] == 3
    assert found["shares_over_whole"]["share"] == 115.0
    assert found["reversed_dates"]["records"][0]["row"] == 6
    assert run("cycles", case)[0] == 0
    assert run("paths", case, "丁公司", "甲公司")[0] == 0
    assert run("flows", case, "甲公司")[0] == 0


def test_one_account_under_two_holders_is_named(run, tmp_path: Path) -> None:
    case = new_case(tmp_path / "case", title="账户", language="zh")
    (case / "files").mkdir(exist_ok=True)
    (case / "files" / "流水.csv").write_text(
        "交易日期,付款账号,付款户名,收款账号,收款户名,金额,摘要\n"
        "2024-01-02,62220001,王建国,62220002,宏达公司,500,货款\n"
        "2024-01-03,62220001,李娜,62220002,宏达公司,500,货款\n",
        "utf-8",
    )
    found = {f["code"]: f for f in _json(run, "graph", case)["findings"]}
    assert set(found["account_of_several"]["entities"]) >= {
        "62220001",
        "李娜",
        "王建国",
    }
    assert "62220001" in run("flows", case, "62220001")[1]


def test_a_graph_too_large_to_draw_says_so(run, dirty, monkeypatch) -> None:
    monkeypatch.setattr("workbench.exports.graphpage.MOST", 2)
    page = dirty.with_name("g.html")
    status, _, err = run("graph", dirty, "--to", page, "--lang", "en")
    assert status == 2
    assert "neighbourhood" in err
    assert not page.exists()
    assert run("graph", dirty, "--to", dirty.with_name("g.graphml"))[0] == 0


@pytest.mark.parametrize("suffix", [".graphml", ".gexf", ".ftm.json"])
def test_a_graph_file_is_asked_like_the_table_it_came_from(run, dirty, suffix) -> None:
    made = dirty.with_name(f"g{suffix}")
    assert run("graph", dirty, "--to", made)[0] == 0
    assert _json(run, "graph", made)["entities"] == 3
    once, again = (
        {(link["kind"], len(link["records"])) for p in found for link in p["links"]}
        for found in (_json(run, "paths", one, "6002", "6001") for one in (dirty, made))
    )
    assert {kind for kind, _ in again} == {kind for kind, _ in once}
    if suffix != ".ftm.json":
        assert again == once
