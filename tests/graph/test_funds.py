"""Flows against a brute-force ledger that moves single coins."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factory.graph import graph_of, paid, store_of
from workbench.errors import UsageError
from workbench.graph import build

NODES = "ABCDE"
DAY = date(2024, 1, 1)
ledgers = st.lists(
    st.tuples(
        st.sampled_from(NODES), st.sampled_from(NODES), st.integers(1, 9),
        st.integers(0, 4),
    ),
    min_size=1, max_size=14,
)  # fmt: skip


def rows_of(ledger):
    return [(a, b, n / 100, (DAY + timedelta(d)).isoformat()) for a, b, n, d in ledger]


def in_time(ledger):
    return sorted(enumerate(ledger), key=lambda item: (item[1][3], item[0]))


def coins_by_fifo(ledger, payer, opening):
    """Every hundredth is one coin that remembers its way."""
    held = defaultdict(list)
    for who, n in opening.items():
        held[who] = [None] * n
    for i, (a, b, n, _) in in_time(ledger):
        if a == b:
            continue
        if a == payer:
            coins = [(i,)] * n
        else:
            coins = (held[a][:n] + [None] * n)[:n]
            held[a] = held[a][n:]
            coins = [None if c is None else (*c, i) for c in coins]
        held[b if b != payer else "home"] += coins
    found = defaultdict(int)
    for coins in held.values():
        for coin in coins:
            if coin is not None:
                found[coin] += 1
    return dict(found)


def coins_by_lowest(ledger, payer, opening):
    held = defaultdict(list)
    for who, n in opening.items():
        held[who] = [None] * n
    for i, (a, b, n, _) in in_time(ledger):
        if a == b:
            continue
        if a == payer:
            coins = [(i,)] * n
        else:
            coins = []
            for _ in range(n):
                pick = next((k for k, c in enumerate(held[a]) if c is None), 0)
                coins.append(held[a].pop(pick) if held[a] else None)
            coins = [None if c is None else (*c, i) for c in coins]
        held[b if b != payer else "home"] += coins
    found = defaultdict(int)
    for coins in held.values():
        for coin in coins:
            if coin is not None:
                found[coin] += 1
    return dict(found)


def ways(graph, who, **conditions):
    return {
        tuple(
            record.row - 2 for hop in flow.hops for record in hop.records
        ): flow.amount
        for flow in graph.flows(who, **conditions)
    }


@given(ledgers, st.integers(0, 9))
def test_fifo_is_what_single_coins_do(ledger, opening):
    graph = graph_of(
        *rows_of([*ledger, ("A", "B", 1, 9)]), opening={"B": opening / 100}
    )
    expected = coins_by_fifo([*ledger, ("A", "B", 1, 9)], "A", {"B": opening})
    assert ways(graph, "A") == expected


@given(ledgers, st.integers(0, 9))
def test_lowest_balance_is_what_single_coins_do(ledger, opening):
    whole = [*ledger, ("A", "B", 1, 9)]
    graph = graph_of(*rows_of(whole), opening={"B": opening / 100})
    expected = coins_by_lowest(whole, "A", {"B": opening})
    assert ways(graph, "A", rule="lowest") == expected


def proportional_total(ledger, payer):
    """Followed money in each account, as real numbers."""
    whole, followed, home = defaultdict(float), defaultdict(float), 0.0
    for _, (a, b, n, _) in in_time(ledger):
        if a == b:
            continue
        if a == payer:
            moved = float(n)
        else:
            share = followed[a] / whole[a] if whole[a] else 0.0
            moved = share * min(n, whole[a])
            whole[a] = max(0.0, whole[a] - n)
            followed[a] -= moved
        if b == payer:
            home += moved
        else:
            whole[b] += n
            followed[b] += moved
    return dict(followed), home


@given(ledgers)
def test_proportional_keeps_each_accounts_share(ledger):
    whole = [(a, b, n * 100_000, d) for a, b, n, d in [*ledger, ("A", "B", 1, 9)]]
    found = graph_of(*rows_of(whole)).flows("A", rule="proportional")
    followed, home = proportional_total(whole, "A")
    rests = defaultdict(int)
    for flow in found:
        rests[flow.hops[-1].target] += flow.amount
    assert rests.pop("A", 0) == pytest.approx(home, abs=50)
    for who, amount in followed.items():
        assert rests.get(who, 0) == pytest.approx(amount, abs=50)


@given(ledgers, st.sampled_from(["fifo", "proportional", "lowest"]))
def test_nothing_leaves_before_it_came_and_never_more_than_came(ledger, rule):
    whole = [*ledger, ("A", "B", 1, 9)]
    found = graph_of(*rows_of(whole)).flows("A", rule=rule)
    carried = defaultdict(int)
    for flow in found:
        places = [(hop.day, hop.records[0].row) for hop in flow.hops]
        assert places == sorted(places)
        assert len(set(places)) == len(places)
        for here, there in zip(flow.hops, flow.hops[1:], strict=False):
            assert here.target == there.source
        for hop in flow.hops:
            carried[hop.records[0].row] += flow.amount
            assert hop.amount == flow.amount
    for row, amount in carried.items():
        assert amount <= whole[row - 2][2]
    left = sum(n for a, b, n, _ in whole if a == "A" != b)
    assert sum(flow.amount for flow in found) == found.left == left


@given(ledgers, st.integers(1, 3))
def test_a_depth_only_cuts_the_way_not_the_sum(ledger, depth):
    graph = graph_of(*rows_of([*ledger, ("A", "B", 1, 9)]))
    short, whole = graph.flows("A", depth=depth), graph.flows("A")
    assert max(len(flow.hops) for flow in short) <= depth
    assert sum(f.amount for f in short) == sum(f.amount for f in whole)


@given(ledgers, st.integers(0, 4))
def test_a_first_day_drops_what_left_before_it(ledger, day):
    graph = graph_of(*rows_of([*ledger, ("A", "B", 1, 9)]))
    since = DAY + timedelta(day)
    rest = {
        way: amount
        for way, amount in ways(graph, "A").items()
        if ([*ledger, ("A", "B", 1, 9)][way[0]][3]) >= day
    }
    assert ways(graph, "A", since=since) == rest


def test_same_day_transfers_keep_file_order():
    forward = graph_of(("A", "B", 5, "2024-01-01"), ("B", "C", 5, "2024-01-01"))
    backward = graph_of(("B", "C", 5, "2024-01-01"), ("A", "B", 5, "2024-01-01"))
    assert [len(flow.hops) for flow in forward.flows("A")] == [2]
    assert [len(flow.hops) for flow in backward.flows("A")] == [1]


def test_the_three_rules_differ_as_the_books_say():
    rows = [("Y", "B", 100, "2024-01-01"), ("A", "B", 100, "2024-01-02"),
            ("B", "C", 150, "2024-01-03")]  # fmt: skip
    graph = graph_of(*rows)

    def at_c(rule):
        return sum(f.amount for f in graph.flows("A", rule=rule) if len(f.hops) == 2)

    assert at_c("fifo") == 5000
    assert at_c("proportional") == 7500
    assert at_c("lowest") == 5000
    assert sum(f.amount for f in graph.flows("Y", rule="fifo") if len(f.hops) == 2) == (
        10000
    )


def test_an_unknown_opening_balance_is_said():
    rows = [("A", "B", 5, "2024-01-01"), ("B", "C", 5, "2024-01-02")]
    (flow,) = graph_of(*rows).flows("A").to_json()
    assert flow["from_zero"] == ["B"]
    (known,) = graph_of(*rows, opening={"B": 0}).flows("A").to_json()
    assert "from_zero" not in known


def test_the_json_is_that_of_the_interface():
    (flow,) = graph_of(("A", "B", 5.5, "2024-01-01")).flows("A").to_json()
    (hop,) = flow["hops"]
    assert (flow["amount"], flow["rule"]) == (5.5, "fifo")
    assert (hop["from"], hop["to"], hop["date"], hop["amount"]) == (
        "A", "B", "2024-01-01", 5.5,
    )  # fmt: skip
    assert hop["records"][0]["row"] == 2


def test_a_holder_stands_for_all_accounts_and_flows_run_account_by_account(tmp_path):
    rows = [
        paid(
            "甲公司", "乙公司", 100, "2024-01-05", payer_account="1", payee_account="2"
        ),
        paid(
            "甲公司", "乙公司", 50, "2024-01-05", payer_account="11", payee_account="3"
        ),
        paid(
            "乙公司", "丙公司", 100, "2024-01-06", payer_account="3", payee_account="4"
        ),
    ]
    found = build(store_of(tmp_path, payment=rows)).flows("甲公司")
    assert sorted((f.hops[-1].target, f.amount) for f in found) == [
        ("2", 10000), ("4", 5000),
    ]  # fmt: skip


def test_odd_sums_and_missing_days_are_left_out_and_counted():
    rows = [("A", "B", 0, "2024-01-01"), ("A", "B", -5, "2024-01-01"),
            ("A", "A", 5, "2024-01-01"), ("A", "B", 5, "?"),
            ("A", "B", 2, "2024-01-01")]  # fmt: skip
    found = graph_of(*rows).flows("A")
    assert (found.left, found.undated, len(found)) == (200, 1, 1)


def test_a_rule_that_is_none_is_refused():
    with pytest.raises(UsageError):
        graph_of(("A", "B", 5, "2024-01-01")).flows("A", rule="lifo")


def test_too_many_parcels_let_the_smallest_go_and_say_so(monkeypatch):
    monkeypatch.setattr("workbench.graph.tracing.MOST", 20)
    rows = [("A", "B", 10 ** (i % 6), "2024-01-01") for i in range(18)]
    rows += [("B", "C", 7, "2024-01-02") for _ in range(3)]
    found = graph_of(*rows).flows("A", rule="proportional")
    assert found.below > 0
    assert min(flow.amount for flow in found) >= found.below


def test_funds_are_followed_through_a_chain_of_any_length():
    long = 12_000
    rows = [(f"c{i}", f"c{i + 1}", 100, "2024-01-01") for i in range(long)]
    (flow,) = graph_of(*rows).flows("c0")
    assert (len(flow.hops), flow.amount) == (long, 10_000)


def test_where_to_tell_all_flows_is_too_much_the_smallest_are_let_go(monkeypatch):
    monkeypatch.setattr("workbench.graph.tracing.TOLD", 3)
    rows = [("A", "B", 9, "2024-01-01"), ("B", "C", 5, "2024-01-02"),
            ("B", "D", 1, "2024-01-03")]  # fmt: skip
    flows = graph_of(*rows).flows("A")
    assert [flow.amount for flow in flows] == [300, 500]
    assert flows.below == 100


def test_of_too_many_equal_flows_the_first_are_told(monkeypatch):
    monkeypatch.setattr("workbench.graph.tracing.MOST", 4)
    rows = [("A", f"B{i}", 5, "2024-01-01") for i in range(9)]
    flows = graph_of(*rows).flows("A")
    assert 0 < len(flows) <= 4
    assert {flow.amount for flow in flows} == {500}
    assert flows.below == 500
    assert flows.left == 4_500
