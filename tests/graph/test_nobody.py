"""Cash and the like in a plain table: nobody is meant, so nobody is tied by it."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.factory.graph import graph_of
from workbench.graph import link_graph
from workbench.ontology.graph_kinds import non_party

CASH = (
    "现金",
    "备用金",
    "提现",
    "ATM",
    "ATM取款",
    "现金（取款）",
    "现金 - 支取",
    "提取备用金",
    "柜台存款",
    "Cash",
    "cash withdrawal",
    "ATM withdrawal",
    "Petty cash",
    "CASH IN HAND",
    "Counter deposit",
)
SOMEBODY = (
    "现代商贸有限公司",
    "金现",
    "备用件厂",
    "提香",
    "存款保险基金",
    "Cash & Carry Ltd",
    "Johnny Cash",
    "Cashmere Ltd",
    "ATM Engineering",
    "Branch",
    "Deposit Insurance Fund",
)


@pytest.mark.parametrize("name", CASH)
def test_cash_is_nobody_however_it_is_called(name):
    assert non_party(name) == "cash"


@pytest.mark.parametrize("name", SOMEBODY)
def test_whoever_is_only_called_like_cash_is_somebody(name):
    assert non_party(name) is None


def rows(cash):
    return [
        ("甲", cash, 100, "2024-01-01"),
        ("乙", cash, 50, "2024-01-02"),
        (cash, "丙", 150, "2024-01-03"),
        ("甲", "乙", 5, "2024-01-04"),
        (cash, cash, 1, "2024-01-05"),
    ]


@pytest.mark.parametrize("cash", ["现金", "备用金", "cash withdrawal"])
def test_cash_ties_nobody_to_anybody(cash):
    graph = graph_of(*rows(cash))
    assert cash not in graph
    assert not graph.paths("甲", "丙", 6)
    (drawn,) = graph.links_between("甲", f"甲·{cash}")
    assert (drawn.amount, drawn.records[0].row) == (10000, 2)
    entry = graph.entity(f"丙·{cash}")
    assert (entry.name, entry.kind) == (cash, "entry")
    assert [f.records[0].row for f in graph.findings if f.code == "no_sides"] == [6]


def test_a_large_table_seats_nobody_as_a_small_one_does(tmp_path, monkeypatch):
    path = tmp_path / "t.csv"
    frame = pd.DataFrame(rows("现金"), columns=["payer", "payee", "amount", "date"])
    frame["payer_account"] = ["11", "22", None, "11", None]
    frame["payee_account"] = [None, None, "33", "22", None]
    frame.to_csv(path, index=False)
    small = link_graph(path)
    monkeypatch.setattr("workbench.graph.tables.LARGE", 0)
    large = link_graph(path)
    assert small.entities().equals(large.entities())
    assert small.links().equals(large.links())
    assert small.link_records().equals(large.link_records())
    assert small.findings == large.findings
    assert sorted(small) == ["11", "11·现金", "22", "22·现金", "33", "33·现金"]
    assert small.entity("33").name == "丙"
