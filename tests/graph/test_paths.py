from __future__ import annotations

from math import factorial

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factory.graph import graph_of
from workbench.errors import UnknownName
from workbench.wording import speaking

NODES = "ABCDEFG"
pairs = st.lists(
    st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), min_size=1, max_size=25
)


def transfers_over(edges):
    base = [(node, "hub", 1, "2024-01-01") for node in NODES]
    return graph_of(*base, *((a, b, 1, "2024-01-01") for a, b in edges))


@given(pairs, st.integers(1, 6), st.booleans())
def test_paths_are_those_that_brute_force_finds(edges, hops, directed):
    graph = transfers_over(edges)
    whole = graph.to_networkx()
    walked = whole if directed else whole.to_undirected()
    expected = {tuple(p) for p in nx.all_simple_paths(walked, "A", "B", cutoff=hops)}
    found = graph.paths("A", "B", hops, directed=directed, limit=None)
    ids = [tuple(entity.id for entity in path.entities) for path in found]
    assert len(ids) == len(set(ids))
    assert set(ids) == expected
    assert [len(row) for row in ids] == sorted(map(len, ids))
    assert list(graph.paths("A", "B", hops, directed=directed, limit=None)) == list(
        found
    )


@given(pairs)
def test_avoided_entities_are_never_passed(edges):
    graph = transfers_over(edges)
    found = graph.paths("A", "B", 5, avoid=["hub", "C"], limit=None)
    passed = {entity.id for path in found for entity in path.entities}
    assert not passed & {"hub", "C"}


@given(pairs, st.booleans())
def test_the_shortest_path_is_as_short_as_networkx_says(edges, directed):
    graph = transfers_over(edges)
    whole = graph.to_networkx()
    walked = whole if directed else whole.to_undirected()
    found = graph.shortest_path("A", "B", directed=directed)
    if nx.has_path(walked, "A", "B"):
        hops = nx.shortest_path_length(walked, "A", "B")
        assert found is not None
        assert len(found.links) == hops
    else:
        assert found is None


def test_every_hop_lists_its_records():
    graph = graph_of(("A", "B", 5, "2024-01-01"), ("C", "B", 7, "2024-01-02"))
    (path,) = graph.paths("A", "C").to_json()
    assert [entity["id"] for entity in path["entities"]] == ["A", "B", "C"]
    assert [link["records"][0]["row"] for link in path["links"]] == [2, 3]


def test_a_limit_says_that_there_is_more():
    graph = transfers_over([("A", "B"), ("B", "C"), ("A", "C")])
    found = graph.paths("A", "B", 4, limit=1)
    assert (len(found), found.more) == (1, True)


def test_neighbourhood_is_an_ordinary_networkx_graph_with_records():
    graph = graph_of(("A", "B", 5, "2024-01-01"), ("B", "C", 7, "2024-03-02"))
    near = graph.neighbourhood("A", 1)
    assert sorted(near.nodes) == ["A", "B"]
    assert near.edges["A", "B", "payment"]["records"][0].row == 2
    assert sorted(graph.neighbourhood("A", 2).nodes) == ["A", "B", "C"]


def test_an_unknown_end_is_refused():
    with pytest.raises(UnknownName):
        graph_of(("A", "B", 5, "2024-01-01")).paths("A", "nobody")


def test_a_way_through_a_relative_stands_before_one_through_a_hub():
    everybody = [(f"P{n}", "hub") for n in range(30)]
    found = transfers_over(
        [("A", "aunt"), ("aunt", "B"), ("A", "hub"), ("hub", "B"), *everybody]
    ).paths("A", "B", 2)
    assert [path.entities[1].id for path in found] == ["aunt", "hub"]


def everybody(n):
    names = [f"P{i:03}" for i in range(n)]
    return graph_of(*((a, b, 5, "2024-01-02") for a in names for b in names if a != b))


@pytest.mark.parametrize("limit", [10, 1_000, None])
def test_where_all_are_linked_to_all_the_shortest_are_given_and_more_is_said(
    monkeypatch, limit
):
    monkeypatch.setattr("workbench.graph.paths.MANY", 2_000)
    graph = everybody(60)  # some ten million paths of up to five links
    with speaking("en"):
        found = graph.paths("P000", "P001", 5, limit=limit)
        assert "There are more paths than these" in str(found)
    assert found.more
    sizes = [len(path.links) for path in found[:70]]
    assert sizes == sorted(sizes)
    assert sizes[:59] == [1, *[2] * 58][: len(sizes[:59])]
    assert limit is None or len(found) == limit


def test_no_limit_gives_every_path_where_they_can_all_be_looked_through():
    graph = everybody(7)
    found = graph.paths("P000", "P001", 6, limit=None)
    assert len(found) == sum(factorial(5) // factorial(5 - k) for k in range(6))
    assert not found.more
    assert found[-1].entities[-1].id == "P001"
    assert len(found[1:4]) == 3
