from __future__ import annotations

import numpy as np
import pytest

from tests.factory.graph import graph_of
from workbench.graph.blocks import cut_points, parts
from workbench.graph.engine import Csr, both_ways, counted, distances

LONG = 20_000


def around_of(edges, size):
    tails, heads = np.array(sorted(set(edges)), np.int32).T
    links = np.arange(len(tails), dtype=np.int32)
    out = Csr(counted(tails, size), heads, links)
    return both_ways(out, out.turned())


def test_every_inner_node_of_a_long_chain_is_a_cut_point():
    around = around_of([(i, i + 1) for i in range(LONG)], LONG + 1)
    held = cut_points(around)
    assert held.sum() == LONG - 1
    assert not held[[0, LONG]].any()
    assert distances(around, np.array([0], np.int32))[LONG] == LONG


def test_only_the_middle_of_a_star_is_a_cut_point():
    around = around_of([(0, i) for i in range(1, LONG)], LONG)
    assert np.flatnonzero(cut_points(around)).tolist() == [0]
    assert parts(around, mutual=True).max() == 0


def test_without_direction_every_link_stands_both_ways_once_and_in_order():
    around = around_of([(0, 1), (1, 0), (1, 1), (2, 0), (1, 2)], 3)
    assert [around.of(node).tolist() for node in range(3)] == [[1, 2], [0, 2], [0, 1]]


@pytest.mark.parametrize("many", [3, 70_000])
def test_a_name_is_found_whatever_the_number_of_entities(many):
    graph = graph_of(*((f"a{i}", f"b{i}", 1, "2024-01-01") for i in range(many)))
    assert graph.entity(f"b{many - 1}").id == f"b{many - 1}"
    assert "nobody" not in graph
    assert list(graph.positions(graph.code("a1"), graph.code("b1")))
