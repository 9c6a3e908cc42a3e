from __future__ import annotations

from tests.factory.graph import paid, store_of
from workbench.graph import build
from workbench.graph.overlay import overlaid
from workbench.graph.values import Alleged, Merged, Refuted
from workbench.records import Source


def said(source, target, letter="L1", kind="link"):
    place = Source(f"letters/{letter}.txt", "", start=0, end=4)
    return Alleged(source=source, target=target, kind=kind, record=place, group=letter)


def recorded(folder):
    store = store_of(
        folder,
        post=[{"person": "王芳", "unit": "甲局", "post": "科长"}],
        ownership=[{"owner": "王芳", "company": "乙公司", "share": 30.0}],
        payment=[
            paid("甲局", "乙公司", 9, "2024-01-01", own_account="1", file="a.csv"),
            paid("甲局", "乙公司", 9, "2024-01-01", own_account="2", file="b.csv"),
        ],
    )
    return build(store)


def test_what_records_say_stays_as_it_was_beside_what_letters_allege(tmp_path):
    before = recorded(tmp_path)
    after = overlaid(before, [said("丁某厂", "王芳"), said("安公司", "乙公司")])
    told = after.links()
    kept = told[told["kind"] != "link"].reset_index(drop=True)
    assert kept.equals(before.links()[kept.columns]) or kept.astype(str).equals(
        before.links().astype(str)
    )
    assert after.entity("王芳") == before.entity("王芳")
    assert after.links_between("王芳", "甲局") == before.links_between("王芳", "甲局")
    assert sorted(after) == [*after]
    assert {*after} - {*before} == {"丁某厂", "安公司"}
    assert len(before.links()) == len(kept)


def test_letters_that_repeat_each_other_are_one_source(tmp_path):
    graph = overlaid(
        recorded(tmp_path), [said("王芳", "乙公司"), said("王芳", "乙公司", "L2")]
    )
    (link,) = graph.links_between("王芳", "乙公司", kinds=["link"])
    assert (link.state, link.sources, len(link.records)) == ("alleged", 2, 2)
    assert graph.flows("王芳").left == 0


def test_merges_and_refutations_hold_for_what_is_alleged(tmp_path):
    decided = [
        Merged(entities=("乙公司", "乙")),
        Refuted(source="王芳", target="乙公司", kind="link"),
    ]
    graph = overlaid(recorded(tmp_path), [said("王芳", "乙")], decided)
    (link,) = graph.links_between("王芳", "乙公司", kinds=["link"])
    assert link.state == "refuted"


def test_without_allegations_it_is_the_same_graph(tmp_path):
    graph = recorded(tmp_path)
    assert overlaid(graph, []) is graph


def test_what_a_letter_takes_a_name_for_decides_before_its_look(tmp_path):
    place = Source("letters/L1.txt", "", start=0, end=4)
    told = Alleged(
        source="王芳", target="康达", kind="link", record=place, group="L1",
        kinds=("person", "unit"),
    )  # fmt: skip
    graph = overlaid(recorded(tmp_path), [told])
    assert graph.entity("康达").kind == "unit"
    assert graph.entity("王芳").kind == "person"
