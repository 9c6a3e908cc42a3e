from __future__ import annotations

import numpy as np

from tests.factory.graph import graph_of, paid, store_of
from workbench.graph import build
from workbench.graph.saved import reopen, save

ROWS = [("A", "B", 5, "2024-01-01"), ("B", "A", 4, "2024-01-02"),
        ("A", "A", 1, "2024-01-02")]  # fmt: skip


def same(one, other):
    assert one.entities().equals(other.entities())
    assert one.links().equals(other.links())
    assert one.link_records().equals(other.link_records())
    assert [f.to_json() for f in one.findings] == [f.to_json() for f in other.findings]
    assert one.opening == other.opening


def test_a_plain_table_comes_back_as_it_was_and_is_mapped(tmp_path):
    graph = graph_of(*ROWS, opening={"A": 2.5})
    again = reopen(save(graph, tmp_path / "graph", key="k"), key="k")
    same(graph, again)
    assert again.said == graph.said
    assert isinstance(again.link_columns.source.base, np.memmap)
    assert again.flows("A").to_json() == graph.flows("A").to_json()
    assert again.cycles().to_json() == graph.cycles().to_json()


def test_a_case_comes_back_with_properties_roles_shares_and_sightings(tmp_path):
    store = store_of(
        tmp_path,
        post=[{"person": "王芳", "unit": "甲局", "post": "科长"}],
        company=[{"name": "乙公司", "phone": "1"}, {"name": "丙公司", "phone": "1"}],
        ownership=[{"owner": "王芳", "company": "乙公司", "share": 30.0}],
        payment=[
            paid("甲局", "乙公司", 9, "2024-01-01", own_account="1", file="a.csv"),
            paid("甲局", "乙公司", 9, "2024-01-01", own_account="2", file="b.csv"),
        ],
    )
    graph = build(store)
    again = reopen(save(graph, tmp_path / "graph"))
    same(graph, again)
    assert again.entity("乙公司") == graph.entity("乙公司")
    assert again.links_between("王芳", "甲局") == graph.links_between("王芳", "甲局")


def test_a_graph_made_from_something_else_is_not_opened(tmp_path):
    save(graph_of(*ROWS), tmp_path / "graph", key="old")
    assert reopen(tmp_path / "graph", key="new") is None
    assert reopen(tmp_path / "none") is None
