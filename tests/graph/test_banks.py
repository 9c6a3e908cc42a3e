"""A table of transfers between banks that nobody has seen before."""

from __future__ import annotations

from pathlib import Path

import pytest

import workbench as wb
from tests.factory.public import FINCEN

INVENTED = Path(wb.__file__).parents[1] / "sample_data" / "banks.csv"


@pytest.fixture(params=[INVENTED, FINCEN], ids=["invented", "public"])
def graph(request):
    if not request.param.exists():
        pytest.skip("public data not on this machine")
    return wb.link_graph(request.param)


def test_columns_are_guessed_ids_before_names(graph) -> None:
    said = graph.said.to_json()
    assert said["payer"] == "originator_bank_id"
    assert said["payee"] == "beneficiary_bank_id"
    assert said["amount"] == "amount_transactions"
    assert said["date"] == "begin_date"


def test_every_ring_runs_forward_in_time_with_its_rows(graph) -> None:
    for ring in [ring.to_json() for ring in graph.cycles(max_length=3)][:50]:
        days = [transfer["date"] for transfer in ring["transfers"]]
        assert days == sorted(days)
        assert all(t["records"][0]["row"] for t in ring["transfers"])
        assert ring["returned"] == min(t["amount"] for t in ring["transfers"])


def test_the_planted_ring_and_the_bank_that_passes_on_are_found() -> None:
    graph = wb.link_graph(INVENTED)
    rings = {
        frozenset(e.name for e in ring.entities): ring.to_json()["returned"]
        for ring in graph.cycles(max_length=3)
    }
    planted = frozenset(("Alder Commercial Bank", "Elm Trust", "Hazel Merchant Bank"))
    assert rings[planted] == 8_880_000 == max(rings.values())
    (passing,) = graph.patterns(["pass_through"])
    assert passing.entities[0].name == "Maple Savings Bank"
    assert len(passing.records) == 12
