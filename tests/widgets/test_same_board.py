"""Same board: two side by side, one decision a click, undone without being erased."""

from __future__ import annotations

import pytest

from workbench.lab import practice_case
from workbench.widgets import SameBoard


@pytest.fixture
def case():
    return practice_case("qinghe")


@pytest.fixture
def board(case):
    return SameBoard(case)


def _first(board) -> str:
    found = board.case.proposals()[0]
    return f"{found.one}\x1f{found.other}"


def test_a_pair_stands_side_by_side_with_the_records_of_each(board) -> None:
    board.act("choose", value=_first(board))
    text = repr(board)
    one, other = board.pair
    graph = board.case.recorded()
    for who in (one, other):
        assert f"-- {graph.entity(who)}" in text
    near = min(set(graph.neighbourhood(other, 1)) - {other})
    links = [*graph.links_between(other, near), *graph.links_between(near, other)]
    assert str(links[0].records[0]) in text


@pytest.mark.parametrize("verb", ["merged", "kept_apart", "unsure"])
def test_what_is_said_is_one_entry_and_not_asked_again(board, verb) -> None:
    key, before = _first(board), board.case.journal.head().n
    count = len(board.case.proposals())
    board.act("choose", value=key)
    board.act("judge", verb=verb, why="核对出生年月与任职")
    last = board.case.journal.entries()[-1]
    assert (last.n, last.verb, last.why) == (before + 1, verb, "核对出生年月与任职")
    assert len(board.case.proposals()) < count
    assert "核对出生年月与任职" in repr(board)


def test_a_merge_is_undone_and_its_entry_stays(board) -> None:
    entities, key = len(board.case.recorded()), _first(board)
    board.act("choose", value=key)
    board.act("judge", verb="merged", why="同一身份证号")
    assert len(board.case.recorded()) == entities - 1
    n = str(board.case.journal.head().n)
    board.act("look", value=n)
    assert f"撤销第 {n} 条" in repr(board)
    board.act("undo", entry=n, why="原登记有误")
    assert len(board.case.recorded()) == entities
    assert _first(board) == key
    assert str(board.case.journal.entries()[int(n) - 1].n) == n


def test_nothing_is_decided_without_a_reason_or_without_a_pair(board) -> None:
    before = board.case.journal.head().n
    board.act("judge", verb="merged", why="无")
    assert board.said.tone == "error"
    board.act("choose", value=_first(board))
    board.act("judge", verb="merged", why=" ")
    assert board.said.tone == "error"
    for act in ("choose", "look"):
        board.act(act, value="99999")
        assert board.said.tone == "error"
    board.act("undo", entry="1", why="不是认定")
    assert board.said.tone == "error"
    assert board.case.journal.head().n == before


def test_the_board_speaks_english(board) -> None:
    board.act("speak", value="en")
    text = repr(board)
    assert text.startswith("Who may be one\n")
    assert "the same name in another script or spacing" in text
