from __future__ import annotations

import subprocess
import sys

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factory.backend import register
from tests.factory.graph import graph_of, store_of
from tests.factory.networkx_tests import MODULES, run_them
from workbench.errors import UsageError
from workbench.graph import build
from workbench.graph.arraygraph import from_networkx
from workbench.graph.backend_info import FUNCTIONS, info

register()

pairs = st.lists(
    st.tuples(st.integers(0, 7), st.integers(0, 7)), min_size=1, max_size=24
)


def links(edges):
    rows = [(f"n{a}", f"n{b}", a + b + 1, "2024-01-01") for a, b in edges]
    return graph_of(*rows)


def test_networkx_own_tests_of_these_algorithms_pass_on_the_backend():
    found = run_them()
    passed, on_the_arrays, failed = found.totals()
    assert failed == 0, found.said
    assert passed >= 500  # 503 with NetworkX 3.6.1
    assert on_the_arrays >= 210  # 213: in the others nothing of ours is asked
    assert set(found.answered) == set(FUNCTIONS)
    assert len(found.modules) == len(MODULES)


def test_what_networkx_is_told_names_every_function_and_loads_nothing():
    assert set(info()["functions"]) == set(FUNCTIONS)
    code = (
        "import sys, workbench.graph.backend_info;"
        "print([m for m in ('numpy', 'pandas', 'yaml', 'scipy') if m in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"


@given(pairs)
def test_a_link_graph_answers_as_its_networkx_form_does(edges):
    graph = links(edges)
    whole = graph.to_networkx()
    assert nx.pagerank(graph) == pytest.approx(nx.pagerank(whole))
    for parts in (nx.weakly_connected_components, nx.strongly_connected_components):
        assert {frozenset(p) for p in parts(graph)} == {
            frozenset(p) for p in parts(whole)
        }
    first = next(iter(whole))
    assert nx.descendants(graph, first) == nx.descendants(whole, first)
    assert nx.single_source_dijkstra_path_length(
        graph, first
    ) == nx.single_source_dijkstra_path_length(whole, first)
    assert nx.betweenness_centrality(graph) == pytest.approx(
        nx.betweenness_centrality(whole)
    )
    assert set(nx.ego_graph(graph, first, 2).edges) == set(
        nx.ego_graph(whole, first, 2).edges
    )
    assert nx.degree_centrality(graph) == nx.degree_centrality(whole)


@given(pairs)
def test_cut_points_and_cores_are_those_of_networkx(edges):
    graph = links(edges)
    plain = graph.to_networkx().to_undirected()
    plain.remove_edges_from(list(nx.selfloop_edges(plain)))
    found = set(nx.articulation_points(graph.to_undirected()))
    assert found == set(nx.articulation_points(plain))
    assert nx.core_number(graph.to_undirected()) == nx.core_number(plain)


def turned(cycle):
    start = cycle.index(min(cycle))
    return tuple(cycle[start:] + cycle[:start])


@given(pairs, st.integers(1, 8), st.sampled_from([0, 100_000]))
def test_cycles_up_to_a_length_are_those_of_networkx(edges, longest, alone):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("workbench.graph.circuits.ALONE", alone)
        patch.setattr("workbench.graph.circuits.ROWS", 5)
        graph = links(edges)
        found = [turned(c) for c in nx.simple_cycles(graph, length_bound=longest)]
    whole = graph.to_networkx()
    expected = {turned(c) for c in nx.simple_cycles(whole, length_bound=longest)}
    assert len(found) == len(set(found))
    assert set(found) == expected


def test_what_the_arrays_lack_is_answered_with_what_to_do():
    graph = links([(0, 1), (1, 2)])
    with pytest.raises(UsageError, match="to_networkx"):
        nx.community.louvain_communities(graph)
    with pytest.raises(UsageError, match="to_networkx"):
        nx.triangles(graph.to_undirected())
    with pytest.raises(UsageError):
        nx.shortest_path(graph, "n0", "n2", weight="n", method="bellman-ford")


def test_no_measure_answers_about_a_person(tmp_path):
    posts = [{"person": "王芳", "unit": "甲局"}, {"person": "王芳", "unit": "乙局"}]
    graph = build(store_of(tmp_path, post=posts))
    measures = (
        nx.pagerank, nx.degree_centrality, nx.in_degree_centrality,
        nx.out_degree_centrality, nx.betweenness_centrality,
    )  # fmt: skip
    for measure in measures:
        assert set(measure(graph)) == {"甲局", "乙局"}
    assert set(nx.core_number(graph.to_undirected())) == {"甲局", "乙局"}


def test_a_networkx_graph_becomes_arrays_with_its_weights():
    plain = nx.DiGraph([("a", "b", {"w": 3}), ("b", "c", {"w": 4})])
    arrays = from_networkx(plain, {"w": 1})
    assert arrays.nodes == ["a", "b", "c"]
    assert arrays.weights["w"].tolist() == [3, 4]
    assert arrays.back.of(1).tolist() == [0]
