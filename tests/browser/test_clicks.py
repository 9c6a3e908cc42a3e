"""From click to answer on the sample case, in a real browser; the figures are kept."""

from __future__ import annotations

import pytest

from tests.browser.conftest import write_notebook
from tests.browser.test_day import ANSWER, SHARED, slack

pytestmark = [pytest.mark.browser, pytest.mark.slow]
CELLS = (
    "import workbench as wb",
    "from workbench.lab import practice_case",
    'case = practice_case("qinghe", who="方正清")',
    'who = {"member": "冯丽", "person": "冯国庆"}',
    'wb.widgets.CaseBoard(case).act("recuse", **who, decision="recused", why="兄妹")',
    "wb.widgets.LeadBoard(case)",
    'wb.widgets.LinkView(case, "宏达建设有限公司")',
    "wb.widgets.PlanBoard(case, leads=case.leads().index[::3][:4])",
    "members = [case, *(wb.open_case(case.folder, who=n) for n in ('唐敏', '雷鸣'))]",
    "desks = [wb.widgets.MeetingBoard(one) for one in members]; meeting = desks[0]",
    "meeting.act('open', present='方正清、唐敏、雷鸣', chair='方正清')",
    "said = {'matter': meeting.matter, 'specificity': 3, 'verifiability': 2}",
    "for desk in desks[1:]: desk.act('commit', **said)",
    "meeting",
    "wb.widgets.Overview(case)",
    "wb.widgets.FindingsBoard(case)",
    "wb.widgets.SameBoard(case)",
)


@pytest.fixture(scope="module")
def desk(root, open_desk):
    write_notebook(root, "clicks", CELLS)
    return open_desk("clicks", panels=9)


@pytest.fixture(scope="module")
def within(desk, figures):
    """Take the milliseconds from each click to its answer, and keep them.

    The processor's part of them adds up what kernel and page did, which a busy machine
    stretches little; on a quiet one a person waits about as long.
    """
    found = figures["clicks"] = {}

    def within(name: str, act) -> None:
        before = desk.spent()
        took = desk.timed(act)
        spent = desk.spent().since(before)
        cpu = round(1000 * (spent["kernel_cpu_s"] + spent["page_cpu_s"]))
        found[name] = {"ms": took, "cpu_ms": cpu, "load": spent["load"]}
        print(f"\n{name}: {found[name]}")
        assert took < ANSWER * slack(), name
        assert cpu < ANSWER * (SHARED + spent["load"]), name

    return within


def test_the_address_still_names_the_notebook(desk) -> None:
    desk.page.wait_for_function(
        "location.pathname.endsWith('/tree/notebooks/clicks.ipynb')"
    )
    opened = "[...window.jupyterapp.shell.widgets('main')].length"
    assert desk.page.evaluate(opened) == 1, "opened early, and not once more"


def test_the_notebook_takes_all_the_room_that_panels_of_the_lab_leave(desk) -> None:
    right = "document.querySelector('.jp-NotebookPanel').getBoundingClientRect().right"
    assert desk.page.evaluate(f"innerWidth - {right}") < 60


def test_a_letter_opens_and_a_level_is_corrected(desk, within) -> None:
    sheet = desk.sheet("问题线索")
    within("open a letter", sheet.locator("tr.pick").nth(2).locator("button").click)
    said = {"element": "how", "level": "1", "why": "来信未写"}
    within("correct a level", desk.filled(sheet, "set_level", **said).click)
    assert "→" in desk.said(sheet)


def test_links_are_followed(desk, within) -> None:
    sheet, links = desk.sheet("关系图"), desk.page.locator(".wb-links").first
    names = {"start": "刘建国", "end": "宏达建设有限公司", "hops": "2"}
    within("find the ways", desk.filled(sheet, "path", **names).click)
    links.locator("input[type=search]").fill("启瑞")
    canvas = links.locator(".wb-links-canvas")
    within("show an entity's records", lambda: canvas.press("Enter"))
    held = canvas.evaluate("e => e.wbCy.nodes().length")
    expand = links.get_by_role("button", name="展开", exact=True)
    within("expand an entity", expand.click)
    assert canvas.evaluate("e => e.wbCy.nodes().length") > held
    funds = {"who": "清河县交通运输局", "least": "400000"}
    within("follow funds", desk.filled(sheet, "flows", **funds).click)


def test_a_plan_is_proposed_edited_checked_and_approved(desk, within) -> None:
    sheet = desk.sheet("核查方案")
    propose = sheet.get_by_role("button", name="重点（选项）初查法")
    within("propose a plan", propose.click)
    last = sheet.locator("g.step").last
    within("choose a step", lambda: last.press("Enter"))
    within("move a step and check", lambda: last.press("Alt+ArrowRight"))
    assert "已修改" in desk.said(sheet)
    within("propose it again", propose.click)
    within("approve", desk.filled(sheet, "approve", why="可行").click)
    assert "已批准" in desk.said(sheet)


def test_a_member_scores_blind_and_votes(desk, within) -> None:
    sheet = desk.sheet("线索分析会")
    scores = {"specificity": "3", "verifiability": "2"}
    within("score blind", desk.filled(sheet, "commit", **scores).click)
    within("reveal", sheet.get_by_text("公布我的评分").click)
    vote = {"disposition": "prelim", "why": "具体可查"}
    within("vote", desk.filled(sheet, "vote", **vote).click)
    assert "已表决" in desk.said(sheet)


def test_what_the_graph_shows_is_chosen(desk, within) -> None:
    parts = desk.page.locator(".wb-sheet", has_text="各群").first
    within("choose a part", parts.locator("tr.pick button").nth(1).click)
    found = desk.sheet("值得一看的材料")
    within("choose a finding", found.locator("tr.pick button").first.click)
    same = desk.sheet("同一性认定")
    within("choose a pair", same.locator("tr.pick button").first.click)
    said = {"verb": "kept_apart", "why": "任职单位不同"}
    within("judge a pair", desk.filled(same, "judge", **said).click)
    assert desk.errors == []
