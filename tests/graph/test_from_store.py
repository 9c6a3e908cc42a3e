from __future__ import annotations

from datetime import date

from tests.factory.graph import paid, store_of
from workbench.graph import Alleged, build
from workbench.graph.values import Merged, Refuted
from workbench.records import Source


def kinds(graph):
    frame = graph.entities()
    return dict(zip(frame["id"], frame["kind"].astype(str), strict=True))


def test_an_empty_store_gives_an_empty_graph(tmp_path):
    graph = build(store_of(tmp_path))
    assert (len(graph), len(graph.links()), graph.findings) == (0, 0, ())


def test_people_units_and_what_links_them_come_from_the_records(tmp_path):
    store = store_of(
        tmp_path,
        post=[{"person": "刘建国", "unit": "清河县交通局", "post": "局长",
               "since": date(2018, 3, 1)}],
        kinship=[{"person": "刘建国", "relation": "配偶", "relative": "王芳"}],
        ownership=[{"owner": "王芳", "company": "宏达建设有限公司", "share": 60.0}],
        contract=[{"buyer": "清河县交通局", "supplier": "宏达建设有限公司",
                   "project": "三河桥", "amount": 5_000_000, "date": date(2020, 5, 1)}],
    )  # fmt: skip
    graph = build(store)
    assert kinds(graph)["宏达建设有限公司"] == "unit"
    assert kinds(graph)["王芳"] == "person"
    assert kinds(graph)["三河桥"] == "project"
    path = graph.shortest_path("刘建国", "宏达建设有限公司")
    assert [link.kind for link in path.links] == ["kinship", "ownership"] or [
        link.kind for link in path.links
    ] == ["post", "contract"]
    (owns,) = graph.links_between("王芳", "宏达建设有限公司")
    assert (owns.share, owns.records[0].file) == (60.0, "ownership.csv")
    (held,) = graph.links_between("刘建国", "清河县交通局")
    assert (held.role, held.first, held.last) == ("局长", date(2018, 3, 1), None)


def test_a_transfer_in_both_statements_counts_once_and_keeps_both_records(tmp_path):
    store = store_of(
        tmp_path,
        payment=[
            paid("甲公司", "乙公司", 100, "2024-01-05", payer_account="1",
                 own_account="1", file="a.csv"),
            paid("甲公司", "乙公司", 100, "2024-01-05", payer_account="1",
                 own_account="1", file="a.csv"),
            paid("甲公司", "乙公司", 100, "2024-01-05", payee_account="2",
                 own_account="2", file="b.csv"),
        ],
    )  # fmt: skip
    (link,) = build(store).links_between("甲公司", "乙公司", kinds=["payment"])
    assert (link.n, link.amount) == (2, 20000)
    assert [(r.file, r.row) for r in link.records] == [
        ("a.csv", 2), ("a.csv", 3), ("b.csv", 2)
    ]  # fmt: skip
    assert (link.state, link.sources) == ("corroborated", 2)


def test_different_transfers_in_two_files_do_not_corroborate_each_other(tmp_path):
    rows = [
        paid("甲公司", "乙公司", 100, "2024-01-05", file="a.csv"),
        paid("甲公司", "乙公司", 100, "2024-02-05", file="b.csv"),
    ]
    (link,) = build(store_of(tmp_path, payment=rows)).links_between("甲公司", "乙公司")
    assert (link.n, link.state) == (2, "recorded")


def test_namesakes_with_different_numbers_stay_apart(tmp_path):
    store = store_of(
        tmp_path,
        person=[
            {"name": "王伟", "id_number": "110101199001011234", "unit": "甲局"},
            {"name": "王伟", "id_number": "110101199001015678", "unit": "乙局"},
        ],
        payment=[paid("王伟", "丙公司", 5, "2024-01-01")],
    )
    graph = build(store)
    assert {"王伟·1234", "王伟·5678"} <= set(graph)
    assert graph.entity("王伟").unresolved


def test_one_person_under_one_number_is_one_entity_whatever_the_table(tmp_path):
    store = store_of(
        tmp_path,
        person=[{"name": "王伟", "id_number": "1101", "unit": "甲局"}],
        payment=[paid("王伟", "丙公司", 5, "2024-01-01")],
    )
    assert build(store).shortest_path("甲局", "丙公司") is not None


def test_one_account_under_two_holders_is_named_and_kept(tmp_path):
    rows = [
        {"fund": "耕地补贴", "recipient": name, "account": "6222 01", "amount": 100}
        for name in ("张三", "李四")
    ]
    graph = build(store_of(tmp_path, subsidy=rows))
    (finding,) = graph.findings
    assert finding.code == "account_of_several"
    assert finding.entities == ("622201", "张三", "李四")
    assert [record.row for record in finding.records] == [2, 3]


def test_cyclic_ownership_shares_over_the_whole_and_reversed_days_are_named(tmp_path):
    store = store_of(
        tmp_path,
        ownership=[
            {"owner": "甲公司", "company": "乙公司", "share": 80.0},
            {"owner": "乙公司", "company": "甲公司", "share": 30.0},
            {"owner": "丙公司", "company": "乙公司", "share": 40.0},
        ],
        post=[{"person": "王芳", "unit": "甲公司", "since": date(2020, 1, 1),
               "until": date(2019, 1, 1)}],
    )  # fmt: skip
    named = {finding.code: finding for finding in build(store).findings}
    assert set(named) == {"cyclic_ownership", "shares_over_whole", "reversed_dates"}
    assert named["shares_over_whole"].fields["share"] == 120.0


def test_shares_that_follow_each_other_do_not_add_up(tmp_path):
    store = store_of(
        tmp_path,
        ownership=[
            {"owner": "甲", "company": "乙公司", "share": 80.0,
             "until": date(2020, 1, 1)},
            {"owner": "丙", "company": "乙公司", "share": 80.0,
             "since": date(2020, 1, 2)},
        ],
    )  # fmt: skip
    assert build(store).findings == ()


def test_a_side_left_open_still_moves_the_balance(tmp_path):
    row = paid("甲公司", "", 100, "2024-01-05", payer_account="1", own_account="1")
    row["payee"] = None
    graph = build(store_of(tmp_path, payment=[row]))
    assert graph.entity("1?").unresolved


def test_the_opening_balance_is_read_off_the_statement(tmp_path):
    rows = [
        paid("甲公司", "乙公司", 30, "2024-01-05", payer_account="1", payee_account="2",
             own_account="1", balance=7000),
        paid("乙公司", "甲公司", 10, "2024-01-06", payer_account="2", payee_account="1",
             own_account="1", balance=8000),
    ]  # fmt: skip
    forward = build(store_of(tmp_path / "a", payment=rows))
    backward = build(store_of(tmp_path / "b", payment=rows[::-1]))
    assert forward.opening == {forward.code("1"): 10000}
    assert backward.opening == forward.opening


def test_a_budget_line_runs_from_the_fund_down(tmp_path):
    store = store_of(
        tmp_path,
        budget=[
            {"fund": "衔接资金", "from_unit": "县财政局", "to_unit": "河东镇",
             "amount": 100},
            {"fund": "衔接资金", "from_unit": "河东镇", "to_unit": "柳树村",
             "amount": 60},
        ],
    )  # fmt: skip
    graph = build(store)
    assert graph.links_between("衔接资金", "河东镇")[0].amount == 100
    assert graph.links_between("河东镇", "柳树村")[0].kind == "budget"
    assert kinds(graph)["衔接资金"] == "fund"


def test_a_phone_is_an_entity_only_where_several_use_it(tmp_path):
    store = store_of(
        tmp_path,
        company=[
            {"name": "甲公司", "phone": "0310-5551234", "address": "人民路1号"},
            {"name": "乙公司", "phone": "03105551234", "address": "人民路2号"},
        ],
    )
    graph = build(store)
    assert set(graph) == {"甲公司", "乙公司", "03105551234"}
    assert graph.entity("甲公司").properties["address"] == ("人民路1号",)


def letter(source, target, kind, group, line):
    record = Source(f"L{line}.txt", f"hash{line}", start=0, end=4)
    return Alleged(source=source, target=target, kind=kind, record=record, group=group)


def test_states_climb_from_alleged_to_corroborated_and_repeats_count_once(tmp_path):
    store = store_of(tmp_path, ownership=[{"owner": "王芳", "company": "乙公司"}])
    alleged = [
        letter("王芳", "乙公司", "ownership", "g1", 1),
        letter("王芳", "乙公司", "ownership", "g1", 2),
        letter("张三", "乙公司", "ownership", "g1", 1),
        letter("张三", "乙公司", "ownership", "g1", 2),
    ]
    graph = build(store, alleged=alleged)
    (known,) = graph.links_between("王芳", "乙公司")
    (said,) = graph.links_between("张三", "乙公司")
    assert (known.state, known.sources, len(known.records)) == ("corroborated", 2, 3)
    assert (said.state, said.sources) == ("alleged", 1)


def test_a_refuted_link_stays_but_no_question_walks_it(tmp_path):
    store = store_of(tmp_path, ownership=[{"owner": "王芳", "company": "乙公司"}])
    no = Refuted(source="王芳", target="乙公司", kind="ownership")
    graph = build(store, decisions=[no])
    assert graph.links_between("王芳", "乙公司")[0].state == "refuted"
    assert graph.shortest_path("王芳", "乙公司") is None


def test_merges_are_transitive_and_keep_the_first(tmp_path):
    store = store_of(
        tmp_path,
        payment=[paid("宏达", "甲", 1, "2024-01-01"),
                 paid("宏达建设", "乙", 2, "2024-01-01"),
                 paid("宏达公司", "丙", 3, "2024-01-01")],
    )  # fmt: skip
    merges = [
        Merged(entities=("宏达公司", "宏达")),
        Merged(entities=("宏达", "宏达建设")),
    ]
    graph = build(store, decisions=merges)
    assert sorted(graph.successors("宏达公司")) == sorted(["甲", "乙", "丙"])
    assert "宏达" not in graph
