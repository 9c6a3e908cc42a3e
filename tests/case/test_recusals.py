"""Recusal decided in a case; the yes or no on the reporter, for the approver alone."""

from __future__ import annotations

import pytest

from tests.factory.cases import again
from workbench.case import recusals
from workbench.case.triage import name_of
from workbench.errors import CaseError, RedLine, UnknownName

_TIED = """[[team]]
name = "Ivy Marsh"
days_free = 9
ties = ["{}"]

[[team]]"""


@pytest.fixture
def outside(harlow):
    """The case as someone who approves opens it, outside the team."""
    return again(harlow.folder, harlow.folder.parent / "again", who="The Director")


def test_a_decision_settles_what_blocked(outside) -> None:
    member = outside.team[-1].name
    recusals.decide(outside, member, "recused", why="former colleague")
    plan = outside.plan("priority", seconds=0)
    assert all(member not in s.people for s in plan.steps)
    recusals.decide(outside, member, "cleared", why="another person")
    assert not [r for r in outside.plan("priority", seconds=0).recusals if r.decided]


@pytest.mark.parametrize(("member", "decision"), [("Nobody", "recused"), (0, "guilty")])
def test_an_unknown_member_or_decision_is_refused(outside, member, decision) -> None:
    name = outside.team[0].name if member == 0 else member
    with pytest.raises(UnknownName):
        recusals.decide(outside, name, decision, why="x")


def test_the_reporter_question_is_answered_yes_or_no_and_journaled(outside) -> None:
    item = outside.store.letters()[0].id
    member = outside.team[0].name
    assert recusals.close_to_reporter(outside, item, member) is False
    [entry] = outside.journal.entries(verb="recusal_checked")
    assert entry.of == item
    assert member not in str(entry.value)


def test_nobody_of_the_team_learns_the_answer(harlow) -> None:
    inside = again(harlow.folder, harlow.folder.parent / "in", who=harlow.team[0].name)
    item = inside.store.letters()[0].id
    with pytest.raises(RedLine):
        recusals.close_to_reporter(inside, item, inside.team[1].name)
    assert not inside.journal.entries(verb="recusal_checked")


def test_an_unknown_item_is_refused(outside) -> None:
    with pytest.raises(CaseError):
        recusals.close_to_reporter(outside, "nothing", outside.team[0].name)


def test_a_declared_tie_to_the_other_side_blocks_too(outside) -> None:
    [one, *_rest] = [a for a in outside.allegations() if a.counterparties]
    firm = name_of(one.counterparties[0])
    settings = outside.folder / "case.toml"
    text = settings.read_text("utf-8").replace("[[team]]", f"{_TIED.format(firm)}", 1)
    settings.write_text(text, "utf-8")
    tied = again(outside.folder, outside.folder.parent / "tied", who="The Director")
    assert ("Ivy Marsh", firm, "declared") in {
        (h.member, h.person, h.ground) for h in tied.recusal_hints()
    }
    plan = tied.plan("priority", seconds=0)
    assert "Ivy Marsh" in [r.member for r in plan.recusals if one.id in r.matters]
