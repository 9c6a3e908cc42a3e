"""Panels on a practice case: each click is one journaled act that needs no screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from workbench.case import new_case, open_case
from workbench.errors import ExportRefused, UsageError
from workbench.ontology import record_kinds
from workbench.rules.calendar import calendar
from workbench.widgets import (
    CaseBoard,
    EvidenceMatrix,
    LeadBoard,
    LinkView,
    MeetingBoard,
    PlanBoard,
    TableView,
)
from workbench.widgets.blocks import Bars
from workbench.widgets.plan_edits import moved
from workbench.widgets.table_view import _heads

COMPANY = "宏达建设有限公司"


@pytest.fixture(scope="module")
def plan(case):
    board = PlanBoard(case, leads=case.leads().index[::3][:4].tolist())
    board.act("propose", value="priority")
    assert board.plan is not None, board.said
    return board.plan


def test_the_case_board_names_what_could_not_be_read(case) -> None:
    text = repr(CaseBoard(case))
    assert case.reading().problems
    for problem in case.reading().problems:
        assert problem.file in text


def test_a_new_case_without_a_team_is_shown_with_what_it_lacks(tmp_path) -> None:
    new_case(tmp_path / "new", title="新案件", language="zh")
    text = repr(CaseBoard(open_case(tmp_path / "new", who="我")))
    assert "== 概况" in text
    assert "核查组成员" in text
    assert "[立即读入新文件]" in text or "case.read()" in text


def test_the_case_board_shows_overdue_duties_first(case) -> None:
    lines = repr(CaseBoard(case)).splitlines()
    overdue = [c for c in case.clocks() if c.state == "overdue"]
    start = next(i for i, line in enumerate(lines) if "已超期、" in line)
    assert overdue[0].due.isoformat() in lines[start + 2]


def test_nothing_that_identifies_a_reporter_is_on_the_boards(case) -> None:
    case.guard()(repr(CaseBoard(case)))
    with pytest.raises(ExportRefused) as refused:  # it shows the letter's own words,
        case.guard()(repr(LeadBoard(case)))
    assert refused.value.code == "seal.wording_found"  # and identities come first


def test_a_panel_speaks_both_languages(case) -> None:
    board = CaseBoard(case)
    assert repr(board).startswith("案件\n")
    board.act("speak", value="en")
    assert repr(board).startswith("Case\n")
    assert repr(CaseBoard(case)).startswith("案件\n")


def test_a_recusal_is_journaled_and_shown(case) -> None:
    board = CaseBoard(case)
    hint = case.recusal_hints()[0]
    before = case.journal.head().n
    board.act(
        "recuse", member=hint.member, person=hint.person, decision="recused", why="亲属"
    )
    assert case.journal.head().n == before + 1
    assert case.journal.entries()[-1].verb == "recusal_decided"
    assert f"回避 ({case.who})" in repr(board)


def test_a_member_declares_what_the_graph_did_not_find(case) -> None:
    board = CaseBoard(case)
    member = case.team[-1].name
    before = case.journal.head().n
    board.act("declare", member=member, person="赵宏达", why="同学，本人申报")
    assert case.journal.head().n == before + 1
    assert case.decisions().recusals[f"{member}/赵宏达"].value == "recused"
    assert "同学，本人申报" in repr(board)
    board.act("declare", member="外人", why="不在组内")
    assert board.said.tone == "error"


def test_what_the_case_refuses_is_said_and_nothing_is_journaled(case) -> None:
    board = LeadBoard(case)
    repr(board)
    before = case.journal.head().n
    board.act("set_level", lead=board.lead, element="when", level="2", why="  ")
    assert board.said is not None
    assert board.said.tone == "error"
    assert case.journal.head().n == before


def test_an_act_that_a_panel_does_not_have_is_refused(case) -> None:
    with pytest.raises(UsageError):
        CaseBoard(case).act("approve")


def test_every_act_of_a_panel_is_a_method_with_a_sentence() -> None:
    for panel in (CaseBoard, LeadBoard, LinkView, MeetingBoard, PlanBoard, TableView):
        for name in panel.acts:
            assert getattr(panel, f"do_{name}").__doc__, (panel, name)


def test_marks_quote_the_letter(case) -> None:
    board = LeadBoard(case)
    for one in case.allegations():
        marked = board._letter(one)
        assert marked.marks
        for mark in marked.marks:
            element = one.elements[mark.kind]
            assert marked.text[mark.start : mark.end] == element.span.text


def test_a_corrected_level_shows_at_once(case) -> None:
    board = LeadBoard(case)
    repr(board)
    one = case.allegation(board.lead)
    new = 0 if one.elements["how"].level else 3
    board.act("set_level", lead=one.id, element="how", level=str(new), why="核对原信")
    assert case.allegation(one.id).elements["how"].level == new
    assert str(new) in board.said.text
    case.undo(case.journal.head().n, why="试验")


def test_a_lead_is_paraphrased_in_the_language_that_is_shown(case) -> None:
    board = LeadBoard(case)
    board.act("speak", value="en")
    assert "Alleged " in repr(board)
    assert "反映一名被反映人涉及" not in repr(board)


def test_two_leads_stand_beside_each_other(case) -> None:
    board = LeadBoard(case)
    one, other = (a.id for a in case.allegations()[:2])
    board.act("choose", value=one)
    board.act("compare", value=other)
    assert "== 比较" in repr(board)
    board.act("compare", value="")
    assert "== 比较" not in repr(board)


def test_the_link_view_lists_what_it_draws(case) -> None:
    view = LinkView(case, COMPANY)
    text = repr(view)
    for node, data in view.part().nodes(data=True):
        assert (data.get("name") or node)[:20] in text


def test_expanding_and_hiding_change_the_picture_only(case) -> None:
    view = LinkView(case, COMPANY)
    before, links = len(view.part()), len(case.graph())
    other = next(n for n in sorted(view.part()) if n not in view.focus)
    view.act("expand", value=other)
    grown = len(view.part())
    view.act("hide", ids=[other])
    assert before <= grown
    assert len(view.part()) == grown - 1
    assert len(case.graph()) == links


def test_a_path_is_highlighted_with_its_links(case) -> None:
    view = LinkView(case, COMPANY)
    view.act("path", start="刘建国", end=COMPANY, hops="2")
    ids = {
        link.source
        for p in case.graph().paths("刘建国", COMPANY, 2)
        for link in p.links
    }
    assert ids <= set(view.way)
    assert any("\x1f" in item for item in view.way)


def test_funds_are_highlighted_between_those_who_hold_the_accounts(case) -> None:
    links = LinkView(case, COMPANY)
    links.act("flows", who="清河县交通运输局", least="400000")
    drawn = {f"{a}\x1f{b}\x1f{k}" for a, b, k in links.part().edges(keys=True)}
    paid = f"清河县交通运输局\x1f{COMPANY}\x1fpayment"
    assert paid in drawn & set(links.way)
    assert f"{COMPANY} " in repr(links)  # an account is called by its holder


def test_records_of_a_link_are_every_row_it_rests_on(case) -> None:
    view = LinkView(case, COMPANY)
    source, target, kind = next(iter(sorted(view.part().edges(keys=True))))
    view.act("choose", value=f"{source}\x1f{target}\x1f{kind}")
    text = repr(view)
    for link in case.graph().links_between(source, target, kinds=[kind]):
        assert all(str(record) in text for record in link.records)


def test_sending_without_a_choice_is_refused(case) -> None:
    view = LinkView(case, COMPANY)
    view.act("send", to="plan", why="有用")
    assert view.said.tone == "error"


def test_sending_a_link_journals_its_records(case) -> None:
    view = LinkView(case, COMPANY)
    source, target, kind = next(iter(sorted(view.part().edges(keys=True))))
    view.act("choose", value=f"{source}\x1f{target}\x1f{kind}")
    lead = case.allegations()[0].id
    view.act("send", to=lead, why="印证")
    entry = case.journal.entries()[-1]
    assert (entry.verb, entry.of) == ("corroborated", lead)
    assert entry.value["links"][0]["records"]


def test_a_moved_step_is_linted_at_once(case, plan) -> None:
    board = PlanBoard(case, plan)
    last = max(plan.steps, key=lambda s: s.start)
    errors = sum(f.level == "error" for f in plan.lint())
    board.act("move", step=last.id, start=plan.timetable.first.isoformat())
    assert board.plan.step(last.id).start == plan.timetable.first
    assert sum(f.level == "error" for f in board.plan.lint()) > errors
    assert plan.step(last.id).start == last.start


def test_a_moved_step_keeps_its_working_days(plan) -> None:
    days = calendar(plan.profile)
    one = plan.steps[0]
    other = moved(plan, one.id, days.add(one.start, 3), days).step(one.id)
    assert len(days.between(one.start, one.end)) == len(
        days.between(other.start, other.end)
    )


def test_days_off_that_only_the_case_knows_are_grey_and_stepped_over(
    case, plan, monkeypatch
) -> None:
    closed = [date(2027, 1, 5), date(2027, 1, 6)]
    own = {"2027": {"days_off": [closed], "worked": []}}
    monkeypatch.setattr(case, "settings", replace(case.settings, calendar=own))
    board = PlanBoard(case, plan)
    board.act("move", step=plan.steps[0].id, start="2027-01-05")
    assert board.plan.step(plan.steps[0].id).start == date(2027, 1, 7)
    grey = next(b for b in board.blocks() if isinstance(b, Bars)).off
    assert set(closed) <= set(grey)
    assert date(2027, 1, 7) not in grey


def test_a_step_goes_to_members_only(case, plan) -> None:
    board = PlanBoard(case, plan)
    board.act("give", step=plan.steps[0].id, people="某某")
    assert board.said.tone == "error"
    name = plan.team[0].name
    board.act("give", step=plan.steps[0].id, people=name)
    assert board.plan.steps[0].people == (name,)


def test_a_plan_that_breaks_a_rule_is_not_signed(case, plan) -> None:
    board = PlanBoard(case, plan)
    last = max(plan.steps, key=lambda s: s.start)
    board.act("move", step=last.id, start=plan.timetable.first.isoformat())
    before = case.journal.head().n
    board.act("approve", why="同意")
    assert board.said.tone == "error"
    assert case.journal.head().n == before


def test_an_export_is_journaled(case, plan) -> None:
    board = PlanBoard(case, plan)
    board.act("export", value=".md")
    assert case.journal.entries()[-1].verb == "exported"
    assert (case.folder / "exports" / f"{plan.id}.md").is_file()


def test_each_matter_of_the_matrix_has_an_innocent_hypothesis(case, plan) -> None:
    assert plan.matters
    for matter in plan.matters:
        text = repr(EvidenceMatrix(case, plan, matter.id))
        assert "不构成问题" in text


def test_a_meeting_of_three_stays_blind_until_all_have_scored(case) -> None:
    names = [m.name for m in case.team if m.name not in ("冯丽", "孙立伟")][:3]
    cases = [open_case(case.folder, who=name) for name in names]
    for one in cases:
        one.read(progress=False)
    chair, *others = [MeetingBoard(one) for one in cases]
    chair.act("open", present="、".join(names), chair=names[0])
    repr(chair)
    matter = chair.matter
    chair.act("commit", matter=matter, specificity="4", verifiability="1")
    chair.act("reveal", value=matter)
    assert chair.said.tone == "error"
    for other in others:
        assert "公布" in repr(other)
        assert "中位数" not in repr(other)
        other.act("commit", matter=matter, specificity="2", verifiability="3")
    for board in (chair, *others):
        board.act("reveal", value=matter)
        board.act("vote", matter=matter, disposition="prelim", why="具体可查")
    assert "中位数 2，最低 2，最高 4" in repr(others[0])
    others[0].act("decide", matter=matter, disposition="prelim", why="越权")
    assert others[0].said.tone == "error"
    chair.act("decide", matter=matter, disposition="prelim", why="具体可查")
    assert "已决定" in repr(others[1])


def test_every_column_has_a_head_in_both_languages() -> None:
    names = {c.name for kind in record_kinds().values() for c in kind.columns}
    for name in sorted(names):
        assert set(_heads()[name]) == {"zh", "en"}


def test_sums_are_shown_in_units(case) -> None:
    view = TableView(case, "payment")
    cells = {view._cell("amount", v) for v in case.store.frame("payment")["amount"]}
    assert all(cell[-3] == "." for cell in cells)


def test_an_edit_is_a_remark_beside_the_row(case) -> None:
    view = TableView(case, "kinship")
    view._heard(
        {"type": "edit", "id": "0", "field": "relation", "old": "兄", "new": "弟"}
    )
    assert "应为" in repr(view)
    field = view.columns()[0]
    view.act("edit", row="0", field=field, new="x", why="笔误")
    entry = case.journal.entries()[-1]
    assert entry.verb == "row_remarked"
    assert set(entry.value) == {"id", "field", "old", "new"}


def test_a_panel_is_the_same_text_twice(case, plan) -> None:
    for make in (
        lambda: CaseBoard(case),
        lambda: LeadBoard(case),
        lambda: LinkView(case, COMPANY),
        lambda: PlanBoard(case, plan),
    ):
        assert repr(make()) == repr(make())


def test_an_act_that_breaks_is_said_on_the_screen(case) -> None:
    board = CaseBoard(case)
    sheet, sent = board.view(), []
    sheet.send = sent.append
    with pytest.raises(TypeError):
        sheet._heard(sheet, {"act": "recuse", "given": {"no": "such"}}, [])
    assert sent == [{"failed": True}]
