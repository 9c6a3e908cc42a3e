from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factory.graph import graph_of
from workbench.errors import UsageError
from workbench.graph.strongest import _length, k_shortest

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


NODES = "ABCDEF"
ledgers = st.lists(
    st.tuples(
        st.sampled_from(NODES), st.sampled_from(NODES), st.integers(1, 900),
        st.just("2024-01-01"),
    ),
    min_size=1, max_size=16,
)  # fmt: skip


def lengths_by_brute_force(ledger, weight, avoid):
    """Every simple way from A to B with links walked both ways, the shortest first."""
    told = defaultdict(list)
    for a, b, amount, _ in ledger:
        if a != b:
            told[frozenset((a, b))].append(amount)
    length = {
        "hops": lambda _: 1.0,
        "n": lambda sums: 1 / len(sums),
        "amount": lambda sums: 1 / max(1, sum(sums)),
    }[weight]
    around = nx.Graph([tuple(sorted(pair)) for pair in told])
    around.remove_nodes_from([who for who in avoid if who in around])
    if not {"A", "B"} <= set(around):
        return []
    return sorted(
        sum(length(told[frozenset(hop)]) for hop in pairwise(way))
        for way in nx.all_simple_paths(around, "A", "B")
    )


@given(ledgers, st.sampled_from(["hops", "n", "amount"]), st.integers(1, 6),
       st.sampled_from(["", "C", "CD"]))  # fmt: skip
def test_the_k_shortest_are_those_of_brute_force(ledger, weight, k, avoid):
    whole = [*ledger, *((who, "F", 1, "2024-01-01") for who in "ABCD")]
    graph = graph_of(*whole)
    found = k_shortest(graph, "A", "B", k, weight=weight, max_hops=12, avoid=avoid)
    expected = lengths_by_brute_force(whole, weight, avoid)[:k]
    assert [
        sum(_length(graph, *map(graph.code, hop), weight) for hop in pairwise(way))
        for way in ways(found)
    ] == pytest.approx(expected)
    assert len({tuple(way) for way in ways(found)}) == len(found)
    assert not any(set(avoid) & set(way) for way in ways(found))
