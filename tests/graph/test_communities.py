"""A graph in parts: small enough to look at, the same in every run, named by units."""

from __future__ import annotations

import time

import numpy as np
import pandas as pd
import pytest

from tests.factory.crowd import crowd
from workbench.graph import LinkGraph
from workbench.graph.communities import MOST, SCATTERED, leading_units, parts
from workbench.lab import practice_case


def _graph(pairs) -> LinkGraph:
    rows = [(a, b, 100, "2026-01-05") for a, b in pairs]
    frame = pd.DataFrame(rows, columns=["payer", "payee", "amount", "date"])
    return LinkGraph.from_transfers(frame)


def _clique(name, size) -> list[tuple[str, str]]:
    ids = [f"{name}{i}" for i in range(size)]
    return [(a, b) for a in ids for b in ids if a < b]


def test_two_groups_with_one_link_between_are_two_parts() -> None:
    graph = _graph([*_clique("甲", 6), *_clique("乙", 6), ("甲0", "乙0")])
    found = parts(graph)
    groups = [{graph.entity(int(c)).id[0] for c in found.members(p)} for p in (0, 1)]
    assert sorted(map(sorted, groups)) == [["乙"], ["甲"]]
    assert found.n.tolist() == [1]
    assert found.between.tolist() == [10000]
    assert found.inside.tolist() == [15, 15]
    assert found.amount.tolist() == [150000, 150000]


def test_every_entity_is_in_one_part_and_none_is_too_large() -> None:
    graph = LinkGraph.from_transfers(crowd(2_000, 6_000))
    found = parts(graph, most=50)
    assert len(found.of) == len(graph)
    assert np.bincount(found.of).max() <= 50
    assert found.kinds.sum() == len(graph)
    assert (np.diff(found.kinds.sum(axis=1)) <= 0).all()


def test_what_hangs_on_one_that_is_full_is_gathered_beside_it() -> None:
    star = [("甲0", f"乙{i:03}") for i in range(120)]
    found = parts(_graph([*_clique("甲", 5), *star]), most=40)
    hung = np.flatnonzero(found.near >= 0)
    assert len(hung)
    assert all(len(found.members(int(p))) <= 40 for p in hung)


def test_links_inside_and_between_are_all_links() -> None:
    graph = LinkGraph.from_transfers(crowd(1_500, 4_000))
    found = parts(graph)
    links = graph.link_columns
    assert found.inside.sum() + found.n.sum() == len(links.source)
    assert found.amount.sum() + found.between.sum() == links.amount.sum()
    assert (found.source < found.target).all()


def test_the_same_graph_gives_the_same_parts() -> None:
    frame = crowd(1_000, 3_000)
    one, other = (parts(LinkGraph.from_transfers(f)) for f in (frame, frame.copy()))
    assert (one.of == other.of).all()
    assert (one.near == other.near).all()


def test_a_part_is_never_named_by_a_person() -> None:
    graph = practice_case("qinghe").graph()
    found = parts(graph)
    assert len(found)
    for part in range(len(found)):
        kinds = {graph.entity(code).kind for code in leading_units(graph, found, part)}
        assert len(kinds) <= 1
        assert kinds <= {"unit", "fund", "project"}
        assert found.near[part] >= SCATTERED


def test_nothing_has_no_parts() -> None:
    empty = pd.DataFrame({"payer": [], "payee": [], "amount": [], "date": []})
    found = parts(LinkGraph.from_transfers(empty))
    assert len(found) == 0


@pytest.mark.slow
def test_fifty_thousand_entities_come_apart_in_seconds() -> None:
    graph = LinkGraph.from_transfers(crowd(50_000, 150_000))
    began = time.process_time()
    found = parts(graph)
    took = time.process_time() - began
    assert np.bincount(found.of).max() <= MOST
    assert took < 10, f"{took:.1f} s of CPU for {len(graph)} entities"
