"""A lead-analysis meeting, replayed from its entries."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from workbench.errors import PlanError, RedLine
from workbench.leads.values import Allegation, Screen
from workbench.planning.deliberation import (
    check_commit,
    check_reveal,
    check_vote,
    decision,
    one_by_one,
)
from workbench.planning.meeting import agenda, commitment, new_salt, replay

M, A = "meeting-1", "L01-1"
SCORES = {"specificity": 3, "verifiability": 2}
PRESENT = ["方", "唐", "白", "冯"]


class Book:
    """A journal in memory."""

    def __init__(self) -> None:
        self.entries: list[SimpleNamespace] = []

    def add(self, verb: str, of: str, value: Any = None, who="方", why="") -> None:
        n = len(self.entries) + 1
        entry = SimpleNamespace(n=n, who=who, verb=verb, of=of, value=value, why=why)
        self.entries.append(entry)

    def meeting(self):
        return replay(self.entries, M)


def _opened(day="2026-09-15", recused=None, present=PRESENT) -> Book:
    book = Book()
    value = {
        "day": day,
        "chair": "方",
        "present": present,
        "allegations": [A, "L02-1"],
        "recused": recused or {},
    }
    book.add("meeting_opened", M, value)
    return book


def _scored(book: Book, who: str, scores=SCORES) -> str:
    salt = new_salt()
    book.add("committed", f"{M}/{A}", {"digest": commitment(scores, salt)}, who)
    return salt


def _voted(book: Book, **votes: str) -> None:
    for who, disposition in votes.items():
        book.add("voted", f"{M}/{A}", {"disposition": disposition}, who, "理由")


def test_scores_stay_blind_until_everyone_has_committed() -> None:
    book = _opened()
    salts = {who: _scored(book, who) for who in PRESENT[:3]}
    with pytest.raises(PlanError) as caught:
        check_reveal(book.meeting(), "方", A)
    assert caught.value.fields == {"allegation": A, "missing": 1}
    salts["冯"] = _scored(book, "冯", {"specificity": 1, "verifiability": 2})
    check_reveal(book.meeting(), "方", A)
    shown = book.meeting().matter(A)
    assert shown.committed == tuple(PRESENT)
    assert not shown.scores


def test_revealed_scores_give_spread_and_agreement() -> None:
    book = _opened()
    for who, s in zip(PRESENT, (3, 3, 4, 1), strict=True):
        scores = {"specificity": s, "verifiability": 2}
        salt = _scored(book, who, scores)
        book.add("revealed", f"{M}/{A}", {"scores": scores, "salt": salt}, who)
    lies = book.meeting().matter(A).spread("specificity")
    assert (lies.low, lies.middle, lies.high, lies.n) == (1, 3, 4, 4)
    assert book.meeting().alpha("specificity") is not None
    with pytest.raises(PlanError, match="公开"):
        check_commit(book.meeting(), "方", A)


def test_a_score_changed_after_the_commitment_is_found() -> None:
    book = _opened()
    salt = _scored(book, "方")
    other = {"specificity": 4, "verifiability": 4}
    book.add("revealed", f"{M}/{A}", {"scores": other, "salt": salt}, "方")
    with pytest.raises(PlanError) as caught:
        book.meeting()
    assert caught.value.code == "meeting.does_not_fit"


def test_who_is_recused_or_absent_neither_scores_nor_votes() -> None:
    meeting = _opened(recused={"冯": [A], "唐": []}).meeting()
    for who in ("冯", "唐", "路人"):
        with pytest.raises(PlanError):
            check_commit(meeting, who, A)
        with pytest.raises(PlanError):
            check_vote(meeting, who, A, "prelim")
    check_commit(meeting, "冯", "L02-1")
    with pytest.raises(PlanError):
        check_commit(meeting, "唐", "L02-1")


def test_the_chair_decides_with_reason_and_dissent_by_name() -> None:
    book = _opened()
    _voted(book, 方="prelim", 唐="prelim", 白="hold")
    value = decision(book.meeting(), "方", A, "prelim", why="具体可查")
    assert value["scheme"] == "CN-2017-4"
    assert value["dissent"] == ["白"]
    book.add("decided", f"{M}/{A}", value, "方", "具体可查")
    decided = book.meeting().matter(A).decided
    assert decided is not None
    assert (decided.disposition, decided.dissent) == ("prelim", ("白",))


@pytest.mark.parametrize(
    ("who", "disposition", "why", "details", "code"),
    [
        ("唐", "prelim", "r", {}, "meeting.not_chair"),
        ("方", "retain", "r", {}, "meeting.no_such_class"),
        ("方", "prelim", " ", {}, "meeting.no_reason"),
        ("方", "hold", "r", {}, "meeting.hold_without_trigger"),
        ("方", "close", "r", {}, "meeting.close_how"),
    ],
)
def test_a_decision_that_does_not_hold_is_refused(
    who, disposition, why, details, code
) -> None:
    book = _opened()
    _voted(book, 方="prelim")
    with pytest.raises(PlanError) as caught:
        decision(book.meeting(), who, A, disposition, why=why, details=details)
    assert caught.value.code == code


def test_nobody_decides_without_quorum_or_votes() -> None:
    book = _opened(present=PRESENT[:2])
    _voted(book, 方="prelim")
    with pytest.raises(PlanError) as caught:
        decision(book.meeting(), "方", A, "prelim", why="r")
    assert caught.value.code == "meeting.no_quorum"
    with pytest.raises(PlanError) as caught:
        decision(_opened().meeting(), "方", A, "prelim", why="r")
    assert caught.value.code == "meeting.no_votes"


def test_refuted_needs_a_hearing_and_the_question_of_clarification() -> None:
    book = _opened()
    _voted(book, 方="close")
    meeting, details = book.meeting(), {"closure": "refuted"}
    with pytest.raises(RedLine):
        decision(meeting, "方", A, "close", why="r", details=details)
    details |= {"heard": "2026-09-10", "clarification": "会议澄清"}
    assert decision(meeting, "方", A, "close", why="r", details=details)


def test_an_old_ledger_reproduces_the_five_classes_of_its_day() -> None:
    meeting = _opened(day="2016-05-04").meeting()
    check_vote(meeting, "方", A, "propose_filing")
    with pytest.raises(PlanError) as caught:
        check_vote(meeting, "方", A, "retain")
    assert caught.value.fields["scheme"] == "CN-2015-5"


def test_one_decision_is_for_one_matter() -> None:
    assert one_by_one([A]) == A
    with pytest.raises(RedLine):
        one_by_one([A, "L02-1"])


def test_a_score_outside_the_scale_is_refused() -> None:
    for scores in ({"specificity": 5, "verifiability": 0}, {"specificity": 1}):
        with pytest.raises(PlanError):
            commitment(scores, "salt")


def test_the_agenda_orders_by_band_and_says_which_are_ties() -> None:
    def one(name: str, s: str, urgent: bool = False) -> Allegation:
        return Allegation(
            id=name,
            letter=name,
            lang="zh",
            start=0,
            end=1,
            summary="概要",
            offence=None,
            elements={},
            specificity_band=s,
            verifiability_band="mid",
            urgency=("record_expires",) if urgent else (),
            screens=(Screen("R2", None, "hearsay"),),
        )

    items = agenda([one("b", "mid"), one("a", "mid"), one("c", "low", urgent=True)])
    assert [(i.allegation, i.tie) for i in items] == [("c", 1), ("a", 2), ("b", 2)]


def test_a_meeting_that_was_not_opened_is_said_so() -> None:
    with pytest.raises(PlanError) as caught:
        replay([], "nowhere")
    assert caught.value.code == "meeting.not_opened"
    with pytest.raises(PlanError):
        _opened().meeting().matter("X")


def test_the_day_is_the_meetings_own() -> None:
    assert _opened().meeting().day == date(2026, 9, 15)
