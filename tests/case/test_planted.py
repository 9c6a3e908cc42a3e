"""What was planted in the sample cases is found with its records; the rest is not.

Everything is asked through the public door, and held against ``*.truth.yaml``, which no
code of the workbench reads.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

import workbench as wb

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.graph import LinkGraph

SAMPLES = Path(wb.__file__).parents[1] / "sample_data"


def _graph(name: str, folder: Path) -> LinkGraph:
    shutil.copytree(SAMPLES / name, folder / name)
    case = wb.open_case(folder / name)
    case.read(progress=False)
    return case.recorded()


@pytest.fixture(scope="module")
def qinghe(tmp_path_factory) -> LinkGraph:
    return _graph("qinghe", tmp_path_factory.mktemp("planted"))


@pytest.fixture(scope="module")
def harlow(tmp_path_factory) -> LinkGraph:
    return _graph("harlow", tmp_path_factory.mktemp("planted"))


def _truth(name: str) -> dict[str, Any]:
    text = (SAMPLES / f"{name}.truth.yaml").read_text("utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def _transfers(truth: dict[str, Any], tag: str) -> list[tuple[str, float]]:
    """Day and sum of what was planted under a tag."""
    return sorted(
        (one["when"][:10], float(one["amount"]))
        for one in truth["planted"]
        if one["tag"] == tag
    )


def _holders(graph: LinkGraph) -> dict[str, set[str]]:
    """Entity id -> names of its holders, itself among them."""
    found = {key: {graph.entity(key).name} for key in graph}
    for link in graph.links().itertuples():
        if link.kind == "holds":
            found[link.target].add(graph.entity(link.source).name)
    return found


def _ways(graph: LinkGraph, who: str, **more: Any) -> list[tuple[list[set[str]], Any]]:
    """Flows from someone, each as the names at its stations, and the flow."""
    held = _holders(graph)
    return [
        ([held[flow.hops[0].source], *(held[hop.target] for hop in flow.hops)], flow)
        for flow in graph.flows(who, **more)
    ]


def _goes(stations: list[set[str]], way: Iterable[str]) -> bool:
    named = list(way)
    return len(stations) == len(named) and all(
        name in station for name, station in zip(named, stations, strict=True)
    )


def test_the_round_trip_is_found_with_its_three_records(qinghe) -> None:
    truth = _truth("qinghe")
    (ring,) = truth["cycles"]
    found = [
        cycle.to_json()
        for cycle in qinghe.cycles(max_length=6)
        if sorted(e["name"] for e in cycle.to_json()["entities"]) == sorted(ring)
    ]
    (cycle,) = found
    said = [(t["date"], t["amount"]) for t in cycle["transfers"]]
    assert said == _transfers(truth, "cycle")
    assert cycle["returned"] == 505_000
    for transfer in cycle["transfers"]:
        assert transfer["records"]
        assert all(r["file"] and r["row"] for r in transfer["records"])


@pytest.mark.parametrize(
    ("case", "tag"), [("qinghe", "kickback"), ("harlow", "kickback")]
)
def test_the_kickback_is_followed_to_its_end(request, case, tag) -> None:
    graph, truth = request.getfixturevalue(case), _truth(case)
    way = truth["paths"][tag]
    named = {(day, amount) for day, amount in _transfers(truth, tag)}
    found = [f for s, f in _ways(graph, way[0], depth=5) if _goes(s, way)]
    assert found
    for flow in found:
        hops = [(hop.day.isoformat(), hop.transfer / 100) for hop in flow.hops[1:]]
        assert set(hops) <= named
        assert all(hop.records for hop in flow.hops)


def test_the_kickback_is_a_path_of_payments(qinghe) -> None:
    way = _truth("qinghe")["paths"]["kickback"]
    found = [
        [e["name"] for e in path.to_json()["entities"]]
        for path in qinghe.paths(way[1], way[3], max_hops=3)
    ]
    assert way[1:4] in found


def test_the_shadow_company_is_found_by_its_money_and_by_its_people(qinghe) -> None:
    way = _truth("qinghe")["paths"]["shadow"]
    ways = [s for s, _ in _ways(qinghe, way[0], depth=4)]
    assert any(_goes(stations, way) for stations in ways)
    ties = [
        (
            [e["name"] for e in path.to_json()["entities"]],
            [link["kind"] for link in path.to_json()["links"]],
        )
        for path in qinghe.paths(way[1], "陈立新", max_hops=3)
    ]
    assert (
        ["新瑞装饰工程有限公司", "何雅琴", "陈立新"],
        ["directorship", "kinship"],
    ) in ties


def test_subsidies_of_many_on_one_account_are_found_with_their_rows(qinghe) -> None:
    truth = _truth("qinghe")["shared_account"]
    (split,) = qinghe.patterns(["split"])
    assert split.fields["n"] == truth["recipients"]
    assert split.fields["amount"] == truth["sum"]
    assert len(split.records) >= truth["recipients"]
    names = {
        link.source for link in qinghe.links().itertuples() if link.kind == "holds"
    }
    assert truth["owner"] in names


def test_no_pattern_is_about_a_person_and_each_lists_records(qinghe, harlow) -> None:
    for graph in (qinghe, harlow):
        every = graph.patterns()
        assert every
        for pattern in every:
            assert pattern.records
            assert pattern.entities[0].kind != "person" or pattern.kind == "shared"


def test_red_herrings_are_left_alone(qinghe) -> None:
    """Nothing that looks odd and is honest is the subject of a pattern of money."""
    herrings = {
        name
        for one in _truth("qinghe")["red_herrings"]
        if one["what"]
        in ("honest cousin", "loan repaid", "shared building", "wrong person")
        for name in one["who"]
    }
    held = _holders(qinghe)
    for pattern in qinghe.patterns():
        assert not herrings & held[pattern.entities[0].id], pattern.kind


def test_namesakes_stay_apart(qinghe) -> None:
    for one in _truth("qinghe")["red_herrings"]:
        if one["what"] == "namesakes":
            for name in one["who"]:
                bearers = [key for key in qinghe if qinghe.entity(key).name == name]
                assert len(bearers) > 1
