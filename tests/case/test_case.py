"""One door: from files to a plan, each decision journaled, nothing kept beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.factory.cases import reporters
from workbench.case import open_case
from workbench.errors import CaseError, JournalError, PlanError, UnknownName

if TYPE_CHECKING:
    from workbench.case import Case


def test_reading_twice_changes_nothing(harlow: Case) -> None:
    first = harlow.read(progress=False).to_json()
    entries = len(harlow.journal.entries())
    assert harlow.read(progress=False).to_json()["files"] == first["files"]
    assert len(harlow.journal.entries()) == entries


def test_counts_of_every_file_add_up(harlow: Case) -> None:
    report = harlow.read(progress=False)
    assert {f.file for f in report.files}
    refused = sum(f.refused for f in report.files)
    assert refused == sum(1 for p in report.problems if p.row is not None)


def test_leads_are_shown_in_bands_never_in_decimals(harlow: Case) -> None:
    frame = harlow.leads()
    assert len(frame) == len(harlow.allegations()) > 0
    shown = frame.to_string()
    assert not any(
        f"{a.specificity}" in shown for a in harlow.allegations() if a.specificity % 1
    )


def test_a_corrected_level_moves_the_score_and_can_be_undone(harlow: Case) -> None:
    before = harlow.allegations()[0]
    after = harlow.set_level(before.id, "where", 0, why="no such road")
    assert after.specificity < before.specificity
    entry = harlow.journal.entries(verb="level_set")[-1]
    harlow.undo(entry.n, why="the road exists")
    assert harlow.allegation(before.id).specificity == before.specificity


def test_a_level_outside_the_scale_or_an_unknown_element_is_refused(harlow) -> None:
    name = harlow.allegations()[0].id
    for element, level in (("where", 4), ("colour", 1)):
        with pytest.raises(UnknownName):
            harlow.set_level(name, element, level, why="r")
    with pytest.raises(CaseError, match=name):
        harlow.allegation("nobody-9")


def test_no_decision_without_a_reason(harlow: Case) -> None:
    with pytest.raises(CaseError) as caught:
        harlow.decide("merged", "a|b", ["a", "b"], why=" ")
    assert caught.value.code == "case.no_reason"


def test_opening_again_gives_the_same_leads(harlow: Case) -> None:
    first = harlow.leads_json()
    assert open_case(harlow.folder, who="B. Member").leads_json() == first


def test_settings_are_journaled_when_they_change(harlow: Case) -> None:
    set_before = len(harlow.journal.entries(verb="parameters_set"))
    path = harlow.folder / "case.toml"
    path.write_text(path.read_text("utf-8") + "\n# note\n", "utf-8")
    again = open_case(harlow.folder)
    assert len(again.journal.entries(verb="parameters_set")) == set_before + 1


def test_a_case_that_was_not_touched_verifies(harlow: Case) -> None:
    harlow.read(progress=False)
    assert harlow.verify() is None


def test_a_file_changed_after_reading_is_found(harlow: Case) -> None:
    harlow.read(progress=False)
    changed = next((harlow.folder / "files").rglob("*.csv"))
    changed.write_bytes(changed.read_bytes() + b"\n")
    assert harlow.verify() is not None


def test_conclusions_hold_until_a_decision_moves_them(harlow: Case) -> None:
    assert harlow.regress().first
    assert harlow.regress(accept=True, why="first state").holds
    assert harlow.regress().holds
    one = max(harlow.allegations(), key=lambda a: a.specificity)
    for element in ("where", "when", "amount", "how"):
        harlow.set_level(one.id, element, 0, why="test")
    moved = harlow.regress()
    assert not moved.holds
    assert any(one.id in m.what for m in moved.moved)


def test_every_method_gives_a_plan_or_says_why_not(harlow: Case) -> None:
    plans = []
    for method in ("multi_front", "priority", "indirect"):
        try:
            plans.append(harlow.plan(method))
        except PlanError as error:
            refused = error
    assert plans
    assert all(plan.steps for plan in plans)
    assert len(plans) == 3 or refused.code == "planning.trigger_fails"


def test_a_plan_is_exported_without_the_reporter(harlow: Case, tmp_path) -> None:
    plan = harlow.plan("auto")
    written = [
        harlow.export(plan, tmp_path / f"plan{suffix}")
        for suffix in (".md", ".json", ".docx", ".html")
    ]
    for path in written:
        content = path.read_bytes()
        for word in reporters("harlow"):
            assert word.encode() not in content
    assert len(harlow.journal.entries(verb="exported")) == len(written)


def test_the_same_plan_gives_the_same_bytes(harlow: Case, tmp_path) -> None:
    plan = harlow.plan("auto")
    one = harlow.export(plan, tmp_path / "a.docx").read_bytes()
    assert harlow.export(plan, tmp_path / "b.docx").read_bytes() == one


def test_a_stale_decision_is_refused(harlow: Case) -> None:
    name = harlow.allegations()[0].id
    seen = harlow.decide("disposed", name, {"disposition": "hold"}, why="r").n
    harlow.decide("disposed", name, {"disposition": "prelim"}, why="r")
    with pytest.raises(JournalError):
        harlow.decide("disposed", name, {"disposition": "close"}, why="r", seen=seen)


def test_entities_are_merged_by_a_person_and_parted_again(harlow: Case) -> None:
    ids = [e for e in harlow.recorded() if harlow.recorded().entity(e).kind == "unit"]
    before = len(harlow.recorded())
    entry = harlow.judge("merged", ids[0], ids[1], why="one address, one owner")
    assert len(harlow.recorded()) == before - 1
    harlow.undo(entry.n, why="two owners after all")
    assert len(harlow.recorded()) == before
    with pytest.raises(UnknownName):
        harlow.judge("guilty", ids[0], why="no")


def test_a_plan_comes_with_the_skeleton_of_its_report(harlow: Case, tmp_path) -> None:
    path = harlow.paper("report", harlow.plan("priority"), tmp_path / "report.md")
    assert "unverified" in path.read_text("utf-8")
    assert harlow.journal.entries(verb="exported")[-1].value["file"] == "report.md"
