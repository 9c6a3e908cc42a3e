from __future__ import annotations

import csv
import json
from datetime import date

import networkx as nx
import pytest

from tests.factory.graph import graph_of, paid, store_of
from tests.factory.public import DONATIONS
from workbench.errors import ExportRefused, FileRefused, RowRefused, UsageError
from workbench.exports.graphfile import FORMS, export_graph
from workbench.graph import build, link_graph
from workbench.graph.ftm import from_entities
from workbench.wording import speaking

HOSTILE = "</script><img src=x onerror=alert(1)>&\"'=1+1"


def case_graph(folder):
    return build(
        store_of(
            folder,
            post=[{"person": "刘建国", "unit": "交通局", "post": "局长"}],
            ownership=[{"owner": HOSTILE, "company": "宏达公司", "share": 60.0}],
            payment=[paid("交通局", "宏达公司", 12, "2024-01-02"),
                     paid("=cmd()", "宏达公司", 3, "2024-01-03")],
        )
    )  # fmt: skip


def parallel_graph(folder):
    """Two kinds between the same two, two sightings, a share, a role, no day."""
    return build(
        store_of(
            folder,
            post=[{"person": "刘建国", "unit": "交通局", "post": "局长",
                   "since": date(2020, 1, 2)}],
            ownership=[{"owner": "甲公司", "company": "宏达公司", "share": 60.0}],
            payment=[paid("甲公司", "宏达公司", 12, "2024-01-02"),
                     paid("甲公司", "宏达公司", 0.5, "2024-02-02"),
                     paid("交通局", "宏达公司", 3, "2024-01-03")],
        )
    )  # fmt: skip


def entities_of(graph):
    return [
        (e.id, e.name, e.kind, dict(e.properties)) for e in map(graph.entity, graph)
    ]


def links_of(graph):
    links = (graph.link(i) for i in range(len(graph.link_columns.source)))
    return [
        (k.source, k.target, k.kind, k.n, k.amount, k.first, k.last, k.state, k.share,
         k.role, k.sources, k.records)
        for k in links
    ]  # fmt: skip


@pytest.mark.skipif(not DONATIONS.exists(), reason="public data not on this machine")
def test_a_round_trip_of_followthemoney_loses_nothing(tmp_path):
    before = DONATIONS.read_text("utf-8").splitlines()
    (written,) = export_graph(from_entities(before), tmp_path / "d.ftm.json")
    after = written.path.read_text("utf-8").splitlines()
    expected, found = (
        {entity["id"]: entity for entity in map(json.loads, lines)}
        for lines in (before, after)
    )
    assert found == expected
    assert len(after) == len(before) == 474
    assert len(from_entities(before).links()) >= 100


def test_records_become_followthemoney_entities_that_read_back(tmp_path):
    graph = case_graph(tmp_path / "case")
    (written,) = export_graph(graph, tmp_path / "g.ftm.json")
    lines = written.path.read_text("utf-8").splitlines()
    schemata = {json.loads(line)["schema"] for line in lines}
    assert {"Person", "Organization", "Payment", "Ownership", "Employment"} <= schemata
    again = from_entities(lines)
    assert again.links_between("交通局", "宏达公司")[0].amount == 1200
    assert set(again) == set(graph)


def test_an_end_that_the_file_does_not_describe_is_kept_but_not_made_up(tmp_path):
    line = json.dumps(
        {"id": "p", "schema": "Payment",
         "properties": {"payer": ["x"], "beneficiary": ["y"], "amount": ["5"]}}
    )  # fmt: skip
    graph = from_entities([line])
    assert set(graph) == {"x", "y"}
    (written,) = export_graph(graph, tmp_path / "g.ftm.json")
    assert [json.loads(x) for x in written.path.read_text("utf-8").splitlines()] == [
        json.loads(line)
    ]


def test_a_line_that_is_no_entity_is_refused_by_its_number():
    with pytest.raises(RowRefused) as caught:
        from_entities(["", '{"id": 1}'])
    assert caught.value.fields["line"] == 2


@pytest.mark.parametrize(
    ("suffix", "read"), [(".graphml", nx.read_graphml), (".gexf", nx.read_gexf)]
)
def test_networkx_reads_back_every_entity_and_link(tmp_path, suffix, read):
    graph = case_graph(tmp_path / "case")
    (written,) = export_graph(graph, tmp_path / f"g{suffix}")
    again = read(written.path)
    assert set(again.nodes) == set(graph)
    assert again.number_of_edges() == len(graph.links())
    edge = again.edges["交通局", "宏达公司"]
    assert (float(edge["amount"]), edge["records"]) == (12.0, "payment.csv · r2")


@pytest.mark.parametrize("suffix", [".graphml", ".gexf"])
def test_what_was_written_reads_back_whole(tmp_path, suffix):
    graph = parallel_graph(tmp_path / "case")
    (written,) = export_graph(graph, tmp_path / f"g{suffix}")
    again = link_graph(written.path)
    assert entities_of(again) == entities_of(graph)
    assert links_of(again) == links_of(graph)
    assert len(links_of(graph)) == 4  # two of them between the same two


@pytest.mark.parametrize("suffix", [".graphml", ".gexf"])
def test_a_graph_of_another_program_is_cited_link_by_link(tmp_path, suffix):
    made = nx.MultiDiGraph()
    made.add_edge("a", "b", amount=5.0)
    made.add_edge("a", "b", kind="ownership")
    made.add_node("c", label="丙")
    path = tmp_path / f"other{suffix}"
    (nx.write_gexf if suffix == ".gexf" else nx.write_graphml)(made, path)
    graph = link_graph(path)
    found = {link[2]: link for link in links_of(graph)}
    assert set(found) == {"payment", "ownership"}
    assert found["payment"][4] == 500
    assert {r.file for link in links_of(graph) for r in link[-1]} == {path.name}


@pytest.mark.parametrize("name", ["g.graphml", "g.gexf"])
def test_a_file_that_is_no_graph_is_refused(tmp_path, name):
    (tmp_path / name).write_text("payer,payee", "utf-8")
    with pytest.raises(FileRefused):
        link_graph(tmp_path / name)
    with pytest.raises(FileRefused):
        link_graph(tmp_path / f"none.{name}")


def test_the_csv_pair_holds_all_and_no_live_formula(tmp_path):
    graph = case_graph(tmp_path / "case")
    entities, links = export_graph(graph, tmp_path / "g.csv")
    assert entities.path.name == "g.entities.csv"
    for written, expected in ((entities, len(graph)), (links, len(graph.links()))):
        text = written.path.read_text("utf-8-sig")
        rows = list(csv.reader(text.splitlines()))
        assert len(rows) == expected + 1
        assert not [c for row in rows for c in row if c.startswith(("=", "+", "@"))]


@pytest.mark.parametrize("name", ["g.csv", "g.entities.csv", "g.links.csv"])
def test_the_csv_pair_reads_back_whole_by_any_of_its_names(tmp_path, name):
    graph = parallel_graph(tmp_path / "case")
    export_graph(graph, tmp_path / "g.csv")
    again = link_graph(tmp_path / name)
    assert entities_of(again) == entities_of(graph)
    assert links_of(again) == links_of(graph)


def test_texts_that_look_like_formulas_come_back_as_they_were(tmp_path):
    graph = case_graph(tmp_path / "case")
    export_graph(graph, tmp_path / "g.csv")
    again = link_graph(tmp_path / "g.csv")
    assert set(again) == set(graph)
    assert "=cmd()" in again


def test_records_too_long_for_a_cell_leave_the_line_as_the_record(
    tmp_path, monkeypatch
):
    monkeypatch.setattr("workbench.exports.graphfile.CELL", 300)
    export_graph(parallel_graph(tmp_path / "case"), tmp_path / "g.csv")
    again = link_graph(tmp_path / "g.csv")
    (link,) = again.links_between("甲公司", "宏达公司", kinds=["payment"])
    assert (link.n, link.amount) == (2, 1250)
    assert [record.file for record in link.records] == ["g.links.csv"]


@pytest.mark.parametrize(
    "links", ["a,b\n1,2", "source,target,kind,n,independent\nx,y,payment,many,1"]
)
def test_a_pair_that_was_spoilt_is_refused_by_name(tmp_path, links):
    (tmp_path / "g.entities.csv").write_text("id,name,kind\nx,x,person\n", "utf-8")
    (tmp_path / "g.links.csv").write_text(links, "utf-8")
    with pytest.raises(FileRefused) as caught:
        link_graph(tmp_path / "g.csv")
    assert caught.value.fields["file"] == "g.links.csv"


def test_the_i2_table_has_both_ends_beside_each_link(tmp_path):
    graph = case_graph(tmp_path / "case")
    (written,) = export_graph(graph, tmp_path / "g.i2.csv")
    rows = list(csv.DictReader(written.path.read_text("utf-8-sig").splitlines()))
    held = next(row for row in rows if row["Link Type"] == "post")
    assert (held["Entity1 Label"], held["Link Label"]) == ("刘建国", "局长")
    assert held["Entity2 Type"] == "unit"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_needs_no_network_and_runs_nothing_from_the_case(tmp_path, lang):
    graph = case_graph(tmp_path / "case")
    with speaking(lang):
        (written,) = export_graph(graph, tmp_path / "g.html")
    text = written.path.read_text("utf-8")
    assert "default-src 'none'" in text
    assert "<img" not in text
    assert text.count("</script>") == 2
    assert "http://" not in text.replace("http://www.w3.org/2000/svg", "")
    assert "https://" not in text
    assert ("未经核实" in text) == (lang == "zh")


def test_a_graph_too_large_to_draw_says_so_and_offers_the_neighbourhood(
    tmp_path, monkeypatch
):
    monkeypatch.setattr("workbench.exports.graphpage.MOST", 1)
    with speaking("en"), pytest.raises(UsageError, match="neighbourhood"):
        export_graph(case_graph(tmp_path / "case"), tmp_path / "g.html")


def test_an_unknown_suffix_is_refused_with_the_known_ones(tmp_path):
    with pytest.raises(UsageError) as caught:
        export_graph(graph_of(("A", "B", 1, "2024-01-01")), tmp_path / "g.xyz")
    assert caught.value.fields["known"] == " ".join(FORMS)


@pytest.mark.parametrize("form", FORMS)
def test_the_guard_reads_every_form_before_anything_is_written(tmp_path, form):
    def guard(text):
        if "刘建国" in text:
            raise ExportRefused("seal.found")

    folder = tmp_path / "out"
    with pytest.raises(ExportRefused):
        export_graph(case_graph(tmp_path / "case"), folder / f"g{form}", guard=guard)
    assert not folder.exists()


@pytest.mark.parametrize("form", FORMS)
def test_the_same_graph_gives_the_same_bytes(tmp_path, form):
    graph = case_graph(tmp_path / "case")
    one = export_graph(graph, tmp_path / "a" / f"g{form}")
    two = export_graph(graph, tmp_path / "b" / f"g{form}")
    assert [w.sha256 for w in one] == [w.sha256 for w in two]


def test_kinds_that_followthemoney_lacks_come_back_as_they_were(tmp_path):
    graph = build(
        store_of(
            tmp_path / "case",
            wage=[
                {"person": "李四", "unit": "某村", "amount": 300, "month": "2024-01"}
            ],
            bid=[{"project": "三河桥", "bidder": "宏达公司", "amount": 100}],
            payment=[paid("甲公司", "乙公司", 5, "2024-01-02", payer_account="1")],
        )
    )
    (written,) = export_graph(graph, tmp_path / "g.ftm.json")
    again = link_graph(written.path)
    assert again.entities().equals(graph.entities())
    kept = ["source", "target", "kind", "amount"]
    assert again.links()[kept].equals(graph.links()[kept])
    assert {"wage", "holds"} <= set(graph.links()["kind"].astype(str))
