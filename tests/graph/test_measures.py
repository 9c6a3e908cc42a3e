from __future__ import annotations

import pytest

from tests.factory.graph import graph_of, paid, store_of
from workbench.graph import build
from workbench.graph.measures import (
    fan_in,
    fan_out,
    pass_through,
    rings,
    split_payments,
)
from workbench.graph.ties import brokers, edge_records, shared
from workbench.ontology.thresholds import thresholds
from workbench.wording import speaking


def rows_of(found):
    return [[record.row for record in pattern.records] for pattern in found]


def test_many_payers_within_a_month_are_a_fan_in():
    rows = [(f"P{i}", "hub", 10, f"2024-01-{i + 1:02d}") for i in range(5)]
    (pattern,) = fan_in(graph_of(*rows))
    assert pattern.entities[0].id == "hub"
    assert pattern.fields == {"n": 5, "amount": 50, "days": 5, "times": 1}
    assert rows_of([pattern]) == [[2, 3, 4, 5, 6]]
    assert fan_in(graph_of(*rows), least=6) == []
    assert fan_out(graph_of(*rows)) == []


def test_payers_spread_over_months_are_none():
    rows = [(f"P{i}", "hub", 10, f"2024-{2 * i + 1:02d}-01") for i in range(5)]
    assert fan_in(graph_of(*rows)) == []


def test_an_account_that_gathers_every_quarter_is_told_once():
    rows = [
        (f"P{i}", "hub", 10, f"2024-{month:02d}-01")
        for month in (1, 4)
        for i in range(5)
    ]
    (pattern,) = fan_in(graph_of(*rows))
    assert (pattern.fields["times"], pattern.fields["amount"]) == (2, 100)


def test_whom_many_pay_all_the_time_is_none_but_a_burst_in_a_long_record_is():
    months = [f"{year}-{month:02d}" for year in (2023, 2024) for month in range(1, 13)]
    always = [
        (f"P{i}", "power", 10, f"{month}-{i + 1:02d}")
        for month in months
        for i in range(20)
    ]
    once = [("P0", "fund", 1, f"{month}-03") for month in months]
    burst = [(f"P{i}", "fund", 10, "2024-05-05") for i in range(6)]
    (pattern,) = fan_in(graph_of(*always, *once, *burst))
    assert pattern.entities[0].id == "fund"


def test_many_payees_within_a_month_are_a_fan_out():
    rows = [("hub", f"P{i}", 10, "2024-01-01") for i in range(6)]
    (pattern,) = fan_out(graph_of(*rows))
    assert (pattern.entities[0].id, pattern.fields["n"]) == ("hub", 6)


def test_an_account_that_passes_all_on_within_days_is_told_with_its_records():
    rows = [("A", "B", 100, "2024-01-01"), ("B", "C", 98, "2024-01-03"),
            ("A", "B", 100, "2024-02-01"), ("B", "C", 99, "2024-02-02")]  # fmt: skip
    (pattern,) = pass_through(graph_of(*rows))
    assert (pattern.entities[0].id, pattern.fields["share"]) == ("B", 0.975)
    assert rows_of([pattern]) == [[2, 3, 4, 5]]


def test_an_account_that_keeps_its_money_is_none():
    rows = [("A", "B", 100, "2024-01-01"), ("A", "B", 100, "2024-02-01"),
            ("B", "C", 200, "2024-06-02")]  # fmt: skip
    assert pass_through(graph_of(*rows)) == []


def test_payments_just_below_a_limit_and_together_above_are_split():
    rows = [
        ("A", "B", 49_000, "2024-01-01"),
        ("A", "B", 48_000, "2024-01-02"),
        ("A", "B", 49_000, "2024-03-01"),
        ("A", "C", 49_000, "2024-01-01"),
    ]
    (pattern,) = split_payments(graph_of(*rows))
    assert pattern.fields == {"n": 2, "limit": 50_000, "amount": 97_000}
    assert rows_of([pattern]) == [[2, 3]]


def test_a_ring_that_turned_often_is_told_once():
    rows = []
    for month in (1, 2, 3):
        rows += [
            ("A", "B", 10, f"2024-0{month}-01"),
            ("B", "A", 9, f"2024-0{month}-02"),
        ]
    (pattern,) = rings(graph_of(*rows))
    assert [entity.id for entity in pattern.entities] == ["A", "B"]
    assert pattern.fields["amount"] == 9
    assert len(pattern.records) == 6


def test_a_shared_phone_tells_less_the_more_share_it(tmp_path):
    firms = [{"name": f"公司{i}", "phone": "1"} for i in range(4)]
    firms += [{"name": "甲公司", "phone": "2"}, {"name": "乙公司", "phone": "2"}]
    graph = build(store_of(tmp_path, company=firms))
    told = {p.entities[0].id: p.fields["telling"] for p in shared(graph)}
    assert told == {"1": pytest.approx(1 / 3, abs=1e-3), "2": 1.0}
    assert [p.entities[0].id for p in shared(graph, most=3)] == ["2"]


def test_the_only_tie_between_two_parts_is_a_broker_but_never_a_person(tmp_path):
    rows = [paid("甲公司", "中间公司", 1, "2024-01-01"),
            paid("中间公司", "乙公司", 1, "2024-01-02"),
            paid("乙公司", "王芳", 1, "2024-01-02"),
            paid("王芳", "丙公司", 1, "2024-01-02")]  # fmt: skip
    graph = build(store_of(tmp_path, person=[{"name": "王芳"}], payment=rows))
    assert [p.entities[0].id for p in brokers(graph)] == ["中间公司", "乙公司"]


def test_records_at_the_edge_lie_with_those_of_few_ties(tmp_path):
    store = store_of(
        tmp_path,
        kinship=[{"person": "刘建国", "relative": "王芳", "relation": "配偶"}],
        ownership=[{"owner": "王芳", "company": "宏达公司"}],
        payment=[paid("甲公司", "宏达公司", 1, "2024-01-01"),
                 paid("乙公司", "宏达公司", 1, "2024-01-01"),
                 paid("宏达公司", "乙公司", 1, "2024-01-02"),
                 paid("张三", "宏达公司", 1, "2024-01-02")],
    )  # fmt: skip
    found = edge_records(build(store), "刘建国")
    assert [p.entities[0].id for p in found] == ["甲公司"]
    assert found[0].records[0].file == "payment.csv"


def test_no_pattern_is_about_a_person(tmp_path):
    rows = [paid(f"公司{i}", "王芳", 10, "2024-01-01") for i in range(8)]
    rows += [paid("王芳", f"公司{i}", 10, "2024-01-02") for i in range(8)]
    graph = build(store_of(tmp_path, person=[{"name": "王芳"}], payment=rows))
    subjects = {p.entities[0].kind for p in graph.patterns() if p.kind != "cycle"}
    assert "person" not in subjects


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_pattern_has_words_json_and_records(lang):
    rows = [(f"P{i}", "hub", 10, "2024-01-01") for i in range(5)]
    rows += [("hub", f"Q{i}", 10, "2024-01-02") for i in range(5)]
    rows += [("hub", "P1", 49_000, "2024-01-03"), ("hub", "P1", 49_000, "2024-01-03")]
    found = graph_of(*rows).patterns()
    assert {p.kind for p in found} >= {"fan_in", "fan_out", "split", "cycle", "broker"}
    with speaking(lang):
        for pattern in found:
            assert pattern.to_json()["records"]
            assert "{" not in str(pattern)


def test_every_threshold_has_value_source_and_reason_in_both_languages():
    for name, entry in thresholds().items():
        assert entry.value, name
        assert entry.source, name
        assert set(entry.why) == {"zh", "en"}, name
