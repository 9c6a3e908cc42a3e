"""Overview: parts of the graph, named by units, opened in the link view."""

from __future__ import annotations

import pytest

from tests.factory.crowd import crowd
from workbench.graph import LinkGraph
from workbench.lab import practice_case
from workbench.widgets import LinkView, Overview, TableView
from workbench.widgets import overview_picture as picture


@pytest.fixture(scope="module")
def crowded():
    return LinkGraph.from_transfers(crowd(5_000, 15_000))


def test_the_table_lists_every_part_with_its_counts(case) -> None:
    overview = Overview(case)
    text = repr(overview)
    assert text.startswith("总览\n")
    assert f"{len(case.graph()):,} 个对象" in text
    assert "清河县惠民超市" in text


def test_no_person_names_a_part(case) -> None:
    overview = Overview(case)
    persons = {
        case.graph().entity(i).name
        for i in case.graph()
        if case.graph().entity(i).kind == "person"
    }
    for part in range(len(overview.parts)):
        assert overview.name(part) not in persons


def test_a_chosen_part_shows_its_neighbours(case) -> None:
    overview = Overview(case)
    busy = int(overview.parts.source[0])
    overview.act("choose", value=f"part:{busy}")
    assert "与哪些群相连" in repr(overview)


def test_a_part_opens_in_the_link_view_with_all_it_holds(case) -> None:
    overview = Overview(case)
    overview.act("open", value="part:0")
    wanted = set(case.graph().entity_columns.ids.take(overview.parts.members(0)))
    assert overview.links.shown_ids == wanted
    assert len(wanted) <= 300
    assert "== 关系图" in repr(overview)
    overview.act("close")
    assert "== 关系图" not in repr(overview)


def test_the_part_that_somebody_stands_in_is_found(case) -> None:
    overview = Overview(case)
    overview.act("find", who="宏达建设有限公司")
    members = overview.parts.members(overview.chosen)
    ids = set(case.graph().entity_columns.ids.take(members))
    assert "宏达建设有限公司" in ids
    overview.act("find", who="查无此人")
    assert overview.said.tone == "error"


def test_members_are_listed_by_kind_and_name_and_open_with_their_surroundings(
    case,
) -> None:
    overview = Overview(case)
    overview.act("choose", value="part:0")
    columns = case.graph().entity_columns
    rows = overview._members(0).rows
    assert len(rows) == len(overview.parts.members(0))
    names = [row.cells for row in rows if row.cells[1] == "人员"]
    assert names == sorted(names)
    overview.act("around", value=rows[0].key)
    assert rows[0].key in overview.links.focus
    assert columns.ids.take([case.graph().code(rows[0].key)])[0] == rows[0].key


def test_names_on_the_picture_do_not_lie_on_each_other(case) -> None:
    overview = Overview(case)
    names = [overview.name(p) for p in picture.shown(overview.parts)]
    nodes = picture.elements(case.graph(), overview.parts, names)["nodes"]
    wide, tall = picture._ROOM_WIDE - 10, picture._ROOM_TALL - 10
    on = [
        (a["label"], b["label"])
        for i, a in enumerate(nodes)
        for b in nodes[:i]
        if abs(a["x"] - b["x"]) < wide and abs(a["y"] - b["y"]) < tall
    ]
    assert on == []


def test_the_overview_is_drawn_anew_after_a_decision_moved_the_graph() -> None:
    case = practice_case("qinghe")
    overview = Overview(case)
    overview.view()
    one = case.proposals()[0]
    case.judge("merged", one.one, one.other, why="同一身份证号")
    overview.act("speak", value="en")
    assert overview._below.head["lang"] == "en"


def test_a_part_that_is_not_there_is_refused(case) -> None:
    overview = Overview(case)
    overview.act("choose", value="part:99999")
    assert overview.said.tone == "error"
    overview.act("choose", value="part:x")
    assert overview.said.tone == "error"


def test_another_graph_than_the_cases_can_be_shown(case, crowded) -> None:
    overview = Overview(case, crowded)
    overview.act("open", value="part:1")
    assert overview.links.graph is crowded
    assert set(overview.links.part()) == overview.links.shown_ids
    overview.act("speak", value="en")
    assert overview.links.lang == "en"
    assert repr(overview).startswith("Overview\n")


def test_the_picture_holds_the_largest_parts_and_few_links(case, crowded) -> None:
    overview = Overview(case, crowded)
    names = [overview.name(p) for p in picture.shown(overview.parts)]
    made = picture.elements(crowded, overview.parts, names)
    assert len(made["nodes"]) <= picture.DRAWN
    ids = {node["id"] for node in made["nodes"]}
    assert all({e["source"], e["target"]} <= ids for e in made["edges"])
    assert len(made["edges"]) <= 3 * len(made["nodes"])
    assert made == picture.elements(crowded, overview.parts, names)
    sizes = [node["size"] for node in made["nodes"]]
    assert sizes == sorted(sizes, reverse=True)


def test_a_click_on_the_picture_shows_a_part_and_a_double_click_opens_it(case) -> None:
    overview = Overview(case)
    overview._heard({"type": "records", "id": "part:2"})
    assert overview.chosen == 2
    overview._heard({"type": "expand", "id": "part:2"})
    assert overview.links is not None


def test_a_kept_layout_stands_again(case) -> None:
    view = LinkView(case, "宏达建设有限公司")
    node = min(view.part())
    view._heard({"type": "keep", "positions": {node: [12, 34]}})
    assert case.journal.entries()[-1].verb == "layout_kept"
    again = LinkView(case, "宏达建设有限公司")
    assert again._at[node] == (12.0, 34.0)
    assert LinkView(case, "刘建国")._at == {}


def test_expanding_by_one_kind_adds_only_such_links(case) -> None:
    view = LinkView(case, "宏达建设有限公司", hops=0)
    (focus,) = view.focus
    view._heard({"type": "expand", "id": focus, "kind": "legal_rep"})
    added = view.shown_ids - {focus}
    graph = case.graph()
    linked = {
        other
        for other in added
        for pair in ((focus, other), (other, focus))
        if graph.links_between(*pair, kinds=["legal_rep"])
    }
    assert added
    assert added == linked


def test_what_was_found_follows_the_language(case) -> None:
    view = LinkView(case, "宏达建设有限公司")
    view.act("path", start="刘建国", end="宏达建设有限公司", hops="2")
    assert "关联路径" in repr(view)
    view.act("speak", value="en")
    assert "关联路径" not in repr(view)
    assert "Connections" in repr(view)


def test_a_tables_heads_follow_the_language(case) -> None:
    view = TableView(case, "payment")
    view.view()
    assert "金额" in {c["title"] for c in view._middle.columns}
    view.act("speak", value="en")
    assert "amount" in {c["title"].lower() for c in view._middle.columns}


def test_what_is_found_is_laid_out_with_the_rest_unless_placed_by_hand(case) -> None:
    view = LinkView(case, "刘建国")
    view.view()
    node = view.focus[0]
    view.act("path", start="刘建国", end="宏达建设有限公司", hops="3")
    assert set(view._at) == view.shown_ids
    view._heard({"type": "moved", "positions": {node: [5000, 5000]}})
    view.act("cycles")
    assert view._at[node] == (5000.0, 5000.0)
