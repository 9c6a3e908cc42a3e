import networkx as nx
import pytest

from tests.factory.graph import store_of
from tests.factory.planning import a_plan, allegation, three_vague
from workbench.graph import build
from workbench.planning.network import network, of_networkx


class Whole:
    """A link graph that hands out one NetworkX graph."""

    def __init__(self, graph):
        self.graph = graph

    def to_networkx(self):
        return self.graph


def town():
    """A chief, his wife, his bureau with one clerk, a firm, a fund, the treasury."""
    graph = nx.DiGraph()
    kinds = {
        "何主任": "person", "妻某": "person", "办事员": "person",
        "石桥镇农业站": "unit", "丰田农机公司": "unit", "财政局": "unit",
        "农机补贴": "fund",
    }  # fmt: skip
    for name, kind in kinds.items():
        graph.add_node(name, name=name, kind=kind)
    for a, b, kind in (
        ("何主任", "石桥镇农业站", "post"),
        ("办事员", "石桥镇农业站", "post"),
        ("何主任", "妻某", "kinship"),
        ("妻某", "丰田农机公司", "ownership"),
        ("财政局", "农机补贴", "budget"),
        ("农机补贴", "丰田农机公司", "subsidy"),
        ("石桥镇农业站", "丰田农机公司", "contract"),
    ):
        graph.add_edge(a, b, kind=kind, records=(f"{a}-{b}",))
    return graph


def planned(graph, **more):
    about = allegation(
        offence="O5", amount=3e6, units=("石桥镇农业站", "丰田农机公司"), **more
    )
    return a_plan("indirect", [about], graph=Whole(graph))


def test_a_route_leads_past_the_person_named_kin_and_staff():
    [route] = [r for r in planned(town()).routes if r.to == "丰田农机公司"]
    assert route.via[-2:] == ("农机补贴", "丰田农机公司")
    assert route.avoids == 3
    assert "农机补贴-丰田农机公司" in route.records
    assert route.blocked_by == ()


def test_a_route_never_shows_a_person():
    shown = {n for r in planned(town()).routes for n in (*r.via, *r.blocked_by)}
    assert not shown & {"何主任", "妻某", "办事员"}


def test_where_there_is_no_way_around_the_cut_is_told_by_its_number():
    graph = town()
    graph.remove_edge("农机补贴", "丰田农机公司")
    graph.remove_edge("石桥镇农业站", "丰田农机公司")
    graph.add_edge("财政局", "妻某", kind="payment")
    [route] = [r for r in planned(graph).routes if r.to == "丰田农机公司"]
    assert route.via == ()
    assert route.exposure == 1  # one node through which every way leads, not named
    assert route.blocked_by == ()


@pytest.mark.parametrize("leaking", [(), ("农机补贴",)])
def test_a_unit_known_to_leak_is_avoided(leaking):
    about = allegation(offence="O5", amount=3e6, units=("石桥镇农业站", "丰田农机公司"))
    made = a_plan(
        "indirect",
        [about],
        graph=Whole(town()),
        parameters={"m3.leaking": list(leaking)},
    )
    [route] = [r for r in made.routes if r.to == "丰田农机公司"]
    assert ("农机补贴" in route.via) is (not leaking)


def test_few_who_could_know_are_counted_and_a_wider_sample_is_named():
    made = a_plan("priority", [allegation()], graph=Whole(town()))
    inside = [s for s in made.steps if s.source == "VCH"]
    assert [s.exposure for s in inside] == [1]
    assert all(s.sample for s in inside)
    assert "G8" in {f.rule for f in made.lint() if f.level == "warning"}
    text = str(made.to_json())
    assert "办事员" not in text


def test_without_a_graph_nobody_is_counted_and_no_route_is_drawn():
    made = a_plan("indirect", [allegation(offence="O5", amount=3e6)])
    assert made.routes == ()
    assert all(s.exposure is None for s in made.steps)


def test_persons_who_are_kin_put_their_matters_on_one_front():
    graph = nx.DiGraph()
    for name in ("甲某某", "戊某某"):
        graph.add_node(name, name=name, kind="person")
    graph.add_edge("甲某某", "戊某某", kind="kinship")
    made = a_plan("multi_front", three_vague(), graph=Whole(graph))
    together = next(f.matters for f in made.fronts if "A1" in f.matters)
    assert "A3" in together


def test_a_link_graph_hands_out_only_what_lies_around_the_matters(tmp_path):
    posts = [
        {"person": "何主任", "unit": "石桥镇农业站"},
        {"person": "李某", "unit": "石桥镇农业站"},
        {"person": "远人", "unit": "远处单位"},
    ]
    graph = build(store_of(tmp_path, post=posts))
    seen = network(graph, [allegation()])
    assert seen.find(["远人"]) == frozenset()
    units = seen.find(["石桥镇农业站"])
    assert len(seen.persons_at(units)) == 2
    person = next(iter(seen.find(["何主任"])))
    assert seen.linked(person, ("post",)) == units
    assert seen.records(person, next(iter(units)))


def test_parallel_links_become_one_with_all_their_kinds_and_records():
    graph = nx.MultiDiGraph()
    graph.add_edge("a", "b", kind="post", records=("r2",))
    graph.add_edge("b", "a", kind="wage+payment", records=("r1",))
    seen = of_networkx(graph)
    assert seen.records("a", "b") == ("r1", "r2")
    assert seen.linked("a", ("wage",)) == {"b"}
    assert network(seen) is seen


def test_whom_only_a_letter_ties_to_a_unit_is_not_counted_among_those_who_know():
    told = nx.DiGraph()
    for name, kind in (("何主任", "person"), ("石桥镇农业站", "unit")):
        told.add_node(name, name=name, kind=kind)
    told.add_node("某人", name="某人", kind="person")
    told.add_edge("某人", "石桥镇农业站", kind="link", records=[])
    made = a_plan("priority", [allegation()], graph=Whole(told))
    assert all(s.exposure is None for s in made.steps)
