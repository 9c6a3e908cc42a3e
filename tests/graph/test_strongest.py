from __future__ import annotations

import pytest

from tests.factory.graph import graph_of
from workbench.errors import UsageError
from workbench.graph.strongest import k_shortest

ROWS = [("A", "B", 1, "2024-01-01"), ("A", "C", 1000, "2024-01-01"),
        ("C", "B", 1000, "2024-01-02"), ("B", "D", 5, "2024-01-02")]  # fmt: skip


def ways(found):
    return [[entity.id for entity in path.entities] for path in found]


def test_the_shortest_way_depends_on_what_makes_a_link_short():
    graph = graph_of(*ROWS)
    assert ways(k_shortest(graph, "A", "B", 2, weight="hops")) == [
        ["A", "B"],
        ["A", "C", "B"],
    ]
    assert ways(k_shortest(graph, "A", "B", 1, weight="amount")) == [["A", "C", "B"]]


def test_avoided_entities_and_far_ones_are_left_out():
    graph = graph_of(*ROWS)
    assert ways(k_shortest(graph, "A", "B", 5, avoid=["C"])) == [["A", "B"]]
    assert k_shortest(graph, "A", "D", 5, max_hops=1) == []


def test_an_unknown_weight_is_refused():
    with pytest.raises(UsageError):
        k_shortest(graph_of(*ROWS), "A", "B", weight="beauty")
