"""Findings board: each finding stands with its records; none is about a person."""

from __future__ import annotations

import pytest

from workbench.widgets import FindingsBoard


@pytest.fixture
def board(case):
    return FindingsBoard(case)


def test_every_pattern_of_the_graph_is_listed(board) -> None:
    patterns = board.graph.patterns()
    assert [one.text for one in board.found()] == [str(one) for one in patterns]
    text = repr(board)
    for pattern in patterns:
        assert str(pattern) in text


def test_no_finding_is_about_a_person(board) -> None:
    money = {"cycle", "pass_through", "fan_in", "fan_out", "split", "broker"}
    assert not [
        one
        for one in board.found()
        if one.kind in money and one.entities[0].kind == "person"
    ]


def test_one_kind_is_shown_and_the_chosen_one_has_its_records(board) -> None:
    board.act("only", value="split")
    assert {one.kind for one in board.found()} == {"split"}
    board.act("choose", value="0")
    first = board.found()[0].records[0]
    text = repr(board)
    assert "-- 选中的一项" in text
    assert first.file in text
    assert f"r{first.row}" in text
    board.act("only", value="")
    assert "-- 选中的一项" not in repr(board)


def test_funds_are_followed_with_a_record_for_each_hop(board, case) -> None:
    who, least = "清河县交通运输局", "400000"
    board.act("flows", who=who, least=least, since="2022-06-01")
    flows = case.graph().flows(who, least=400_000)
    late = [f for f in flows if f.hops[0].day.isoformat() >= "2022-06-01"]
    assert len(board.found()) == len(late) < len(flows)
    board.act("choose", value="0")
    text = repr(board)
    assert all(str(r.row) in text for h in late[0].hops for r in h.records)
    assert "宏达建设有限公司 " in board.found()[0].text  # an account by its holder


def test_a_finding_is_journaled_for_an_allegation_in_one_entry(board, case) -> None:
    board.act("only", value="split")
    board.act("send", to="plan", why="尚未选中")
    assert board.said.tone == "error"
    board.act("choose", value="0")
    before, lead = case.journal.head().n, case.allegations()[0].id
    board.act("send", to=lead, why="与来信所述吻合")
    last = case.journal.entries()[-1]
    assert (last.n, last.verb, last.of) == (before + 1, "corroborated", lead)
    assert last.value["split"]["records"]


@pytest.mark.parametrize("kind", ["split", "cycle", "shared", "flow"])
def test_those_concerned_open_with_what_moved_between_them(board, kind) -> None:
    if kind == "flow":
        board.act("flows", who="清河县交通运输局", least="400000")
    board.act("only", value=kind)
    board.act("choose", value="0")
    board.act("open")
    concerned = {entity.id for entity in board.found()[0].entities}
    assert concerned <= board.links.shown_ids
    edges = {f"{a}\x1f{b}\x1f{k}" for a, b, k in board.links.part().edges(keys=True)}
    assert edges
    if kind != "shared":
        assert edges & set(board.links.way)
    assert "== 关系图" in repr(board)
    board.act("close")
    assert board.links is None


def test_what_is_not_there_is_refused_in_words(board) -> None:
    for act, given in (
        ("only", {"value": "guilt"}),
        ("choose", {"value": "999"}),
        ("flows", {"who": "宏达建设有限公司", "since": "昨天"}),
        ("flows", {"who": "查无此人"}),
    ):
        board.act(act, **given)
        assert board.said.tone == "error"


def test_the_board_speaks_english_and_so_does_what_is_open(board) -> None:
    board.act("only", value="cycle")
    board.act("choose", value="0")
    board.act("open")
    board.act("speak", value="en")
    text = repr(board)
    assert text.startswith("Records worth a look\n")
    assert "came back" in text
    assert board.links.lang == "en"
