"""Regress board: what moved since the conclusions accepted last."""

from __future__ import annotations

import pytest

from workbench.case.conclusions import Comparison, Moved
from workbench.figures.leads import suggested
from workbench.widgets import RegressBoard


@pytest.fixture
def board(case, monkeypatch):
    """A board whose case compares with what a test says."""
    said = {"now": Comparison(())}

    def regress(*, accept=False, why="", notebooks=True):
        said["asked"] = accept, why, notebooks
        if accept:
            case.decide("conclusions_accepted", "case", {}, why=why)
            return Comparison(())
        return said["now"]

    monkeypatch.setattr(case, "regress", regress)
    made = RegressBoard(case)
    made.given = said
    return made


def test_nothing_is_compared_until_asked_for(board) -> None:
    assert "尚未比对" in repr(board)
    assert "asked" not in board.given


def test_what_moved_is_said_in_words(board) -> None:
    board.given["now"] = Comparison(
        (
            Moved("leads.xf-1.specificity", "high", "mid"),
            Moved("leads.xf-1.suggestion", "prelim", "hold"),
            Moved("plans.priority.steps", ["a/x/1", "b/y/BANK"], ["a/x/1", "c/z/VCH"]),
            Moved("graph.links.payment", 10, 12),
            Moved("leads.xf-2", None, {"specificity": "low"}),
        )
    )
    board.act("compare")
    text = repr(board)
    before_after = suggested("prelim"), suggested("hold")
    assert "5 项结论发生变化" in text
    steps = "b 银行账户与流水", "c 会计凭证与账簿"
    for said in ("高", "中", *before_after, *steps, "付款给"):
        assert said in text
    assert "a/x/1" not in text


def test_nothing_moved_is_said_too(board) -> None:
    board.act("compare")
    assert "与上次确认的一致" in repr(board)
    assert board.given["asked"] == (False, "", False)


def test_notebooks_run_only_when_asked_for(board) -> None:
    board.given["now"] = Comparison((), notebooks=3, failed=("10.ipynb",))
    board.act("compare", value="notebooks")
    assert board.given["asked"][2] is True
    assert "10.ipynb" in repr(board)


def test_a_first_comparison_asks_to_accept(board) -> None:
    board.given["now"] = Comparison((), first=True)
    board.act("compare")
    assert "尚未确认过结论" in repr(board)


def test_accepting_needs_a_reason_and_is_journaled(board, case) -> None:
    before = case.journal.head().n
    board.act("accept", why=" ")
    assert board.said.tone == "error"
    assert case.journal.head().n == before
    board.act("accept", why="规则更新后逐项核对无误")
    assert case.journal.entries()[-1].verb == "conclusions_accepted"
    assert "规则更新后逐项核对无误" in repr(board)
