from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factory.graph import graph_of

DAY = date(2024, 1, 1)
NODES = "ABCDE"
ledgers = st.lists(
    st.tuples(
        st.sampled_from(NODES), st.sampled_from(NODES), st.integers(1, 9),
        st.integers(0, 4),
    ),
    min_size=1, max_size=14,
)  # fmt: skip


def rows_of(ledger):
    return [(a, b, n, (DAY + timedelta(d)).isoformat()) for a, b, n, d in ledger]


def by_brute_force(ledger, longest):
    time = sorted(range(len(ledger)), key=lambda i: (ledger[i][3], i))
    found = set()

    def follow(way, place):
        here = ledger[way[-1]][1]
        if here == ledger[way[0]][0]:
            found.add(tuple(way))
            return
        if len(way) == longest:
            return
        passed = {ledger[i][0] for i in way}
        for later in range(place + 1, len(time)):
            i = time[later]
            a, b = ledger[i][:2]
            if a == here != b and (b not in passed or b == ledger[way[0]][0]):
                follow([*way, i], later)

    for place, i in enumerate(time):
        if ledger[i][0] != ledger[i][1]:
            follow([i], place)
    return found


@given(ledgers, st.integers(2, 5))
def test_cycles_are_those_that_brute_force_finds(ledger, longest):
    found = graph_of(*rows_of(ledger)).cycles(max_length=longest, limit=None)
    rows = [tuple(t.records[0].row - 2 for t in c.transfers) for c in found]
    assert len(rows) == len(set(rows))
    assert set(rows) == by_brute_force(ledger, longest)


@given(ledgers, st.integers(0, 4), st.sampled_from([2, 200_000]))
def test_runs_of_few_days_are_found_span_by_span(ledger, within, at_once):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("workbench.graph.returning.ROWS", at_once)
        found = graph_of(*rows_of(ledger)).cycles(
            max_length=4, limit=None, within=within
        )
    rows = [tuple(t.records[0].row - 2 for t in c.transfers) for c in found]
    expected = {
        way
        for way in by_brute_force(ledger, 4)
        if ledger[way[-1]][3] - ledger[way[0]][3] <= within
    }
    assert len(rows) == len(set(rows))
    assert set(rows) == expected


def test_a_hub_that_pays_thousands_back_costs_no_more_than_its_links():
    many = 5_000
    there = [(f"L{i}", "hub", 5, "2024-01-01") for i in range(many)]
    back = [("hub", f"L{i}", 5, "2024-01-02") for i in range(many)]
    found = graph_of(*there, *back).cycles(max_length=6, limit=None)
    assert (len(found), found.more) == (many, False)


def test_a_graph_too_dense_to_search_says_that_there_is_more():
    rows = [
        (f"N{a:02}", f"N{b:02}", 1, f"2024-01-{1 + (a * 7 + b * 3) % 28:02}")
        for a in range(40)
        for b in range(40)
    ]
    found = graph_of(*rows).cycles(max_length=6, limit=500)
    assert (len(found), found.more) == (500, True)


@given(ledgers)
def test_what_returned_is_the_smallest_transfer(ledger):
    for cycle in graph_of(*rows_of(ledger)).cycles():
        assert cycle.returned == min(t.amount for t in cycle.transfers)
        assert len({e.id for e in cycle.entities}) == len(cycle.entities)
        assert cycle.transfers[-1].target == cycle.entities[0].id


def test_a_ring_in_the_wrong_order_is_no_cycle():
    rows = [("A", "B", 5, "2024-01-03"), ("B", "C", 5, "2024-01-02"),
            ("C", "A", 5, "2024-01-01")]  # fmt: skip
    assert len(graph_of(*rows).cycles()) == 0


def test_the_json_is_that_of_the_interface():
    rows = [("A", "B", 5, "2024-01-01"), ("B", "C", 4.5, "2024-01-01"),
            ("C", "A", 5, "2024-01-03")]  # fmt: skip
    (cycle,) = graph_of(*rows).cycles().to_json()
    assert [entity["id"] for entity in cycle["entities"]] == ["A", "B", "C"]
    assert cycle["returned"] == 4.5
    assert [t["records"][0]["row"] for t in cycle["transfers"]] == [2, 3, 4]


def test_a_span_and_a_least_sum_narrow_the_answer():
    rows = [("A", "B", 5, "2024-01-01"), ("B", "A", 5, "2024-01-31")]
    graph = graph_of(*rows)
    assert len(graph.cycles(within=30)) == 1
    assert len(graph.cycles(within=29)) == 0
    assert len(graph.cycles(least=6)) == 0
    assert len(graph.cycles(until=date(2024, 1, 30))) == 0


def test_a_limit_says_that_there_is_more():
    rows = [("A", "B", 5, "2024-01-01"), ("B", "A", 5, "2024-01-02"),
            ("B", "A", 5, "2024-01-03")]  # fmt: skip
    found = graph_of(*rows).cycles(limit=1)
    assert (len(found), found.more) == (1, True)
