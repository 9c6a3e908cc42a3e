from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from tests.factory.graph import graph_of
from tests.factory.public import FINCEN
from workbench.errors import UnknownName, UsageError
from workbench.graph import link_graph
from workbench.graph.guess import guess_columns

RING = [
    ("A", "B", 100, "2024-01-01"),
    ("B", "C", 90, "2024-01-02"),
    ("C", "A", 80, "2024-01-03"),
    ("A", "B", 50, "2024-02-01"),
]


@pytest.mark.skipif(not FINCEN.exists(), reason="public data not on this machine")
def test_the_fincen_table_has_its_known_size_and_says_what_was_guessed():
    graph = link_graph(FINCEN)
    assert (len(graph), len(graph.links())) == (2277, 2690)
    assert graph.said.payer == "originator_bank_id"
    assert graph.said.guessed == ("payer", "payee", "amount", "date")
    assert len(graph.components()) == 175
    assert len(graph.components()[0]) == 1865
    assert {f.code: f.fields["n"] for f in graph.findings}["self_transfer"] == 1


def test_a_link_sums_its_transfers_and_lists_their_records():
    (link,) = graph_of(*RING).links_between("A", "B")
    assert (link.n, link.amount) == (2, 15000)
    assert (link.first, link.last) == (date(2024, 1, 1), date(2024, 2, 1))
    assert [record.row for record in link.records] == [2, 5]
    assert link.to_json()["amount"] == 150


def test_an_unknown_name_is_answered_with_the_nearest():
    graph = graph_of(("宏达建设有限公司", "刘建国", 1, "2024-01-01"))
    with pytest.raises(UnknownName, match="宏达建设有限公司"):
        graph.entity("宏达建设")


def test_an_ambiguous_name_lists_its_candidates():
    frame = pd.DataFrame(
        {
            "payer_account": ["1", "2"],
            "payer": ["王伟", "王伟"],
            "payee_account": ["3", "3"],
            "payee": ["李娜", "李娜"],
        }
    )
    graph = link_graph(frame)
    assert graph.entity("李娜").id == "3"
    with pytest.raises(UnknownName) as caught:
        graph.entity("王伟")
    assert caught.value.fields["candidates"] == "1 (account); 2 (account)"


def test_what_a_name_may_mean_is_told_without_looking_for_what_is_near():
    graph = graph_of(("A", "B", 1, "2025-01-01"), ("B", "C", 2, "2025-01-02"))
    assert graph.codes("B") == [graph.code("B")]
    assert graph.codes("nobody") == []


def test_odd_rows_are_named_and_kept():
    graph = graph_of(
        ("A", "A", 5, "2024-01-01"),
        ("A", "B", 0, "2024-01-01"),
        ("A", "B", -5, "not a day"),
        (None, "B", 5, "2024-01-01"),
    )
    named = {finding.code: finding.fields["n"] for finding in graph.findings}
    assert named == {
        "self_transfer": 1, "zero_sum": 1, "negative_sum": 1, "no_date": 1,
        "no_sides": 1,
    }  # fmt: skip
    assert graph.links_between("A", "B")[0].n == 2


def test_a_column_that_is_not_there_is_said_with_those_that_are():
    with pytest.raises(UsageError) as caught:
        guess_columns(["from", "to"], payer="who")
    with pytest.raises(UsageError) as refused:  # a statement of one account
        guess_columns(["Date", "Debit", "Credit", "Balance", "Counterparty"])
    assert refused.value.code == "graph.no_sides"
    assert caught.value.fields["known"] == "from, to"


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ("日期,付款户名,付款账号,收款户名,收款账号,金额", ("付款账号", "收款账号")),
        ("id,timestamp,from_account,to_account,amount", ("from_account", "to_account")),
        ("sender,sender_id,receiver,receiver_id,value", ("sender_id", "receiver_id")),
        ("Party,DonationEUR,Donor,Street", ("Donor", "Party")),
    ],
)  # fmt: skip
def test_ids_are_guessed_before_names(headers, expected):
    columns = guess_columns(headers.split(","))
    assert (columns.payer, columns.payee) == expected


def test_the_order_of_rows_does_not_change_the_links():
    one, other = graph_of(*RING), graph_of(*reversed(RING))
    assert one.links().drop(columns=[]).equals(other.links())


def test_networkx_gets_every_link():
    made = graph_of(*RING).to_networkx()
    assert sorted(made.edges) == [("A", "B"), ("B", "C"), ("C", "A")]
    assert made.edges["A", "B"]["amount"] == 150
