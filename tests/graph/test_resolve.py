"""Names propose, numbers decide, people settle; nothing is merged by itself."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factory.graph import paid, store_of
from workbench.graph import build
from workbench.graph.resolve import Judgement, compare, proposals, settle
from workbench.graph.values import Entity, Merged

DATA = Path(__file__).parents[1] / "data"


def _person(name: str, number: str = "", **properties: str) -> Entity:
    told = {k: (v,) for k, v in properties.items()}
    if number:
        told["id_number"] = (number,)
    return Entity(number or name, name, "person", told)


def _unit(name: str, code: str = "") -> Entity:
    return Entity(code or name, name, "unit", {"code": (code,)} if code else {})


def test_one_name_in_two_scripts_is_proposed() -> None:
    found = proposals([_person("张国强"), _person("Zhang Guoqiang"), _person("钟国强")])
    assert [(p.one, p.other, p.why) for p in found] == [
        ("Zhang Guoqiang", "张国强", "pinyin")
    ]


def test_numbers_that_contradict_keep_namesakes_apart() -> None:
    first, second = _person("王桂兰", "1"), _person("王桂兰", "2")
    assert proposals([first, second]) == []
    made = compare(first, second)
    assert made is not None
    assert made.against == ("id_number",)


def test_the_same_number_proposes_whatever_the_names() -> None:
    one = Entity("a", "王小二", "person", {"id_number": ("9",)})
    other = Entity("b", "王二", "person", {"id_number": ("9",)})
    (found,) = proposals([one, other])
    assert (found.verdict, found.why) == ("same", "number")


def test_a_short_name_of_a_company_is_proposed_as_possible() -> None:
    found = proposals([_unit("宏达建设"), _unit("清河县宏达建设工程有限公司")])
    assert [(p.verdict, p.why) for p in found] == [("possible", "abbreviation")]


def test_a_shared_phone_comes_first() -> None:
    full = _person("王建国", phone="1")
    found = proposals([full, _person("王某某", phone="1"), _person("王某")])
    assert found[0].grounds == ("phone",)


def test_what_was_decided_is_not_asked_again() -> None:
    both = [_person("张国强"), _person("Zhang Guoqiang")]
    ids = tuple(e.id for e in both)
    for verb in ("merged", "kept_apart", "unsure"):
        assert proposals(both, [Judgement(verb, ids)]) == []


def test_merging_is_transitive_and_what_contradicts_it_is_named() -> None:
    made = settle(
        [
            Judgement("merged", ("a", "b"), 1),
            Judgement("merged", ("b", "c"), 2),
            Judgement("kept_apart", ("a", "c"), 3),
        ]
    )
    assert made.groups == (("a", "b", "c"),)
    assert made.conflicts == ((("a", "c"), ("a", "b", "c")),)


def test_the_newest_word_on_a_pair_stands() -> None:
    made = settle(
        [Judgement("merged", ("a", "b"), 1), Judgement("split", ("b", "a"), 2)]
    )
    assert made.groups == ()
    assert made.apart == {("a", "b")}


def test_a_person_is_never_a_unit() -> None:
    assert compare(_person("宏达"), _unit("宏达")) is None


PAIRS = st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"))


@given(st.lists(PAIRS, max_size=8), st.randoms())
def test_groups_do_not_depend_on_the_order_of_judgements(pairs, random) -> None:
    made = [Judgement("merged", p, n) for n, p in enumerate(pairs)]
    turned = list(made)
    random.shuffle(turned)
    assert settle(made) == settle(turned)
    together = [set(g) for g in settle(made).groups]
    assert all(any({a, b} <= g for g in together) for a, b in pairs if a != b)


@pytest.fixture(scope="module")
def ring(tmp_path_factory):
    """A store in which a pays b, b pays c ... and f pays a, each another sum."""
    names = "abcdef"
    return store_of(
        tmp_path_factory.mktemp("ring"),
        payment=[
            paid(one, other, 10**n, "2024-01-05")
            for n, (one, other) in enumerate(zip(names, names[1:] + "a", strict=True))
        ],
    )


def _links(graph):
    return [graph.link(n) for n in range(len(graph.link_columns.source))]


@given(st.lists(PAIRS, max_size=6))
def test_merging_is_transitive_loses_no_record_and_is_undone_by_leaving_it_out(
    ring, pairs
) -> None:
    decided = [Merged(entities=pair) for pair in pairs]
    graph = build(ring, decisions=decided)
    whole = nx.Graph(pairs)
    whole.add_nodes_from("abcdef")
    groups = list(nx.connected_components(whole))
    assert len(graph) == len(groups)
    into = {one: next(key for key in graph if key in g) for g in groups for one in g}
    paid_on = Counter()
    for link in _links(graph):
        paid_on[link.source, link.target] += link.amount
    expected = Counter()
    for link in _links(build(ring)):
        expected[into[link.source], into[link.target]] += link.amount
    assert paid_on == expected
    assert sum(len(link.records) for link in _links(graph)) == 6
    if decided:
        without = [d for d in decided if set(d.entities) != set(decided[-1].entities)]
        undone = build(ring, decisions=without)
        rest = nx.Graph([d.entities for d in without])
        rest.add_nodes_from("abcdef")
        assert len(undone) == nx.number_connected_components(rest)


def test_namesakes_told_apart_by_the_end_of_their_number_are_not_proposed() -> None:
    known = [Entity(f"张玉民·{end}", "张玉民", "person") for end in ("1417", "143X")]
    assert proposals(known) == []
    open_one = Entity("张玉民", "张玉民", "person")
    assert len(proposals([*known, open_one])) == 2


@pytest.mark.parametrize(
    "file",
    ["name_pairs.tsv", "name_pairs_unseen.tsv", "name_pairs_second.tsv",
     "name_pairs_third.tsv"],
)  # fmt: skip
def test_whatever_names_call_alike_is_also_compared(file) -> None:
    """Blocks must not hide a pair that the comparison would propose."""
    with (DATA / file).open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    hidden = []
    for row in rows:
        pair = [
            Entity(f"{n}", row[side], row["kind"], {})
            for n, side in enumerate(("one", "other"))
        ]
        if compare(*pair) and not proposals(pair):
            hidden.append((row["one"], row["other"]))
    assert hidden == []


def test_a_title_without_a_name_is_proposed_for_whom_it_may_mean() -> None:
    found = proposals([_person("张局长"), _person("张志远"), _person("李志远")])
    assert [(p.one, p.other, p.verdict, p.why) for p in found] == [
        ("张局长", "张志远", "possible", "title")
    ]
