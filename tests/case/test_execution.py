"""An approved plan at work: marks, versions, outcomes, all folded from the journal."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factory.cases import again
from workbench.errors import CaseError, PlanError, RedLine, UnknownName
from workbench.wording import speaking

ON = date(2026, 9, 21)


@pytest.fixture
def at(harlow):
    plan = harlow.plan("indirect", seconds=0)
    harlow.approve(plan, why="agreed")
    return harlow.execution()


def _file(case):
    root = case.folder / "files"
    first = min(p for p in root.rglob("*") if p.is_file())
    return first.relative_to(root).as_posix()


def _first(at, *, kind="document"):
    return next(s for s in at.plan.steps if s.kind == kind and not s.hearing)


def _done(at, step, found):
    told = dict.fromkeys(step.elements, found)
    return at.mark(step.id, "done", on=ON, found=told, records=[_file(at.case)])


def test_nothing_is_at_work_before_an_approval(harlow) -> None:
    with pytest.raises(PlanError) as refused:
        harlow.execution()
    assert refused.value.code == "planning.nothing_approved"


def test_the_approved_plan_is_the_one_that_was_signed(harlow, at) -> None:
    plan = harlow.plan("indirect", seconds=0)
    assert at.plan == plan
    with speaking("zh"):
        chinese = str(at.plan.title)
    with speaking("en"):
        assert str(at.plan.title) != chinese


def test_a_mark_is_replayed_by_whoever_opens_the_case_next(at) -> None:
    step = _first(at)
    _done(at, step, "shown")
    other = again(at.case.folder, at.case.folder.parent / "copy", who="B. Other")
    seen = other.execution().plan.step(step.id)
    assert (seen.status, seen.done_on) == ("done", ON)
    assert seen.records[0].file == _file(at.case)
    assert any(m.speaks_for for m in other.execution().moved())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_element_may_be_named_as_the_plan_shows_it(at, lang) -> None:
    step = _first(at)
    label = next(m for m in at.plan.matters if m.id == step.allegation).labels
    called = {getattr(label[e], lang): "shown" for e in step.elements}
    at.mark(step.id, "done", on=ON, found=called, records=[_file(at.case)])
    assert dict(at.plan.step(step.id).found) == dict.fromkeys(step.elements, "shown")


def test_an_element_of_another_step_is_refused_with_those_that_fit(at) -> None:
    step = _first(at)
    with pytest.raises(PlanError) as refused:
        at.mark(step.id, "blocked", found={"weather": "shown"})
    assert refused.value.fields["elements"] == "weather"
    assert refused.value.fields["known"] == ", ".join(step.elements)


def test_an_undone_mark_counts_for_nothing_in_later_versions_too(at) -> None:
    step = _first(at)
    entry = _done(at, step, "refuted")
    at.amend(at.rescheduled(as_of=ON), why="leave")
    assert any(s.status == "done" for s in at.plan.steps)
    at.case.undo(entry.n, why="wrong file")
    assert all(s.status == "planned" for s in at.plan.steps)
    assert len(at.versions) == 2


def test_a_result_needs_a_file_of_the_case(at) -> None:
    step = _first(at)
    for name in ("../case.toml", "nowhere.csv"):
        with pytest.raises(PlanError) as refused:
            at.mark(step.id, "done", on=ON, records=[name])
        assert refused.value.code == "planning.no_such_file"


def test_nobody_is_found_guilty_unheard_and_unfounded_opens_clarification(at) -> None:
    matter = at.plan.matters[0].id
    with pytest.raises(RedLine):
        at.decide_outcome(matter, "substantiated", why="x")
    assert at.clarification(matter) is None
    at.decide_outcome(matter, "unfounded", why="a loan, paid back")
    assert at.clarification(matter).state == "to_ask"
    with pytest.raises(PlanError):
        at.clarify(matter, "done", why="skip")
    at.clarify(matter, "wanted", why="asked")
    with pytest.raises(CaseError):
        at.clarify(matter, "approved", why=" ")
    done = at.clarify(matter, "approved", reach="unit meeting", why="agreed")
    assert done.approved_by == at.case.who
    assert at.clarify(matter, "done", why="held").state == "done"


def test_an_unknown_matter_or_result_is_refused(at) -> None:
    with pytest.raises(UnknownName):
        at.decide_outcome("nothing", "unfounded", why="x")
    with pytest.raises(PlanError):
        at.decide_outcome(at.plan.matters[0].id, "guilty", why="x")


def test_a_wider_scope_needs_somebody_elses_approval(at) -> None:
    inside = {m.id for m in at.plan.matters}
    more = next(
        a.id
        for a in at.case.allegations()
        if a.id not in inside and a.suggestion == "prelim" and not a.repeats
    )
    wider = at.proposed(leads=[more], as_of=ON)
    for by in ("", at.case.who):
        with pytest.raises(PlanError):
            at.amend(wider, why="new", approved_by=by)
    made = at.amend(wider, why="new", approved_by="Head")
    assert made.version == 2
    assert made.changes[-1].widens
    assert any(d.widens for d in at.diff(1, 2))


def test_what_was_exhausted_is_not_proposed_again(at) -> None:
    step = next(s for s in at.plan.steps if s.fallback_source and not s.hearing)
    at.mark(step.id, "exhausted", on=ON, result="nothing there")
    made = at.amend(at.proposed(as_of=ON), why="go on", approved_by="Head")
    same = [
        s
        for s in made.steps
        if (s.allegation, s.source) == (step.allegation, step.source)
    ]
    assert [s.status for s in same] == ["exhausted"]


def test_a_circle_made_by_hand_is_refused_in_words(at) -> None:
    steps = [s for s in at.plan.steps if s.after]
    with pytest.raises(PlanError) as refused:
        at.reordered(steps[0].after[0], [steps[0].id])
    assert refused.value.code == "planning.cycle"


def test_notes_of_a_person_change_the_plan_and_can_be_undone(harlow) -> None:
    entry = harlow.decide("obstruction_noted", "case", why="papers were rewritten")
    made = harlow.plan("indirect", seconds=0)
    [test] = [
        t
        for trigger in made.triggers
        if trigger.method == "indirect"
        for t in trigger.tests
        if t.name == "obstruction"
    ]
    assert test.holds
    harlow.decide("deadline_set", "case", "2026-10-20", why="the chief asked")
    later = harlow.plan("indirect", seconds=0)
    assert later.timetable.deadline == date(2026, 10, 20)
    harlow.undo(entry.n, why="another village")
    made = harlow.plan("indirect", seconds=0)
    assert not any(
        t.holds for x in made.triggers for t in x.tests if t.name == "obstruction"
    )


@pytest.mark.parametrize(
    "kind", ["approval", "ledger", "interview", "report", "handover"]
)
def test_every_paper_is_written_and_journaled(at, kind, tmp_path) -> None:
    written = at.case.paper(kind, at.plan, tmp_path / f"{kind}.md", lang="en")
    text = written.read_text("utf-8")
    assert "未经核实 unverified" in text
    entry = at.case.journal.entries(verb="exported")[-1]
    assert entry.value["paper"] == kind
    if kind == "handover":
        assert "sealed/" not in text
