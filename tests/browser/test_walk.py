"""Every tool of the panels used as a person would, by mouse and by keyboard."""

from __future__ import annotations

import json

import pytest

from tests.browser.conftest import write_notebook
from tests.browser.desk import LONG

pytestmark = [pytest.mark.browser, pytest.mark.slow]
START = (
    "import workbench as wb",
    "from workbench.lab import practice_case",
    'case = practice_case("qinghe", who="方正清")',
)
PANELS = (
    "wb.widgets.Overview(case)",
    'wb.widgets.LinkView(case, "宏达建设有限公司")',
    "wb.widgets.FindingsBoard(case)",
    "wb.widgets.SameBoard(case)",
    "wb.widgets.LeadBoard(case)",
    "wb.widgets.PlanBoard(case, leads=case.leads().index[::3][:4])",
    "wb.widgets.CaseBoard(case)",
)
HELD = "e => e.wbCy.nodes(':visible').not('.group').length"


@pytest.fixture(scope="module")
def desk(root, open_desk):
    write_notebook(root, "walk", [*START, *PANELS])
    return open_desk("walk", panels=9)


@pytest.fixture(scope="module")
def links(desk):
    return desk.page.locator(".wb-links").nth(1)


def _canvas(links):
    return links.locator(".wb-links-canvas")


def _saved(desk, links, name: str) -> bytes:
    with desk.page.expect_download(timeout=LONG) as said:
        links.get_by_role("button", name=name, exact=True).click()
    return said.value.path().read_bytes()


def test_somebody_is_found_on_the_picture(links) -> None:
    links.locator("input[type=search]").fill("启瑞")
    assert _canvas(links).evaluate("e => e.wbCy.$('node:selected').length") == 1
    assert "1" in links.locator(".wb-links-live").inner_text()
    links.locator("input[type=search]").fill("")
    assert _canvas(links).evaluate("e => e.wbCy.$('.faint').length") == 0


def test_the_chosen_are_expanded_by_one_kind_pinned_grouped_and_hidden(
    desk, links
) -> None:
    canvas = _canvas(links)
    links.locator("input[type=search]").fill("启瑞")
    before = canvas.evaluate(HELD)
    links.get_by_role("button", name="固定").click()
    assert canvas.evaluate("e => e.wbCy.$('.pinned').length") == 1
    links.locator("select").select_option("payment")
    links.get_by_role("button", name="展开", exact=True).click()
    more = f"e => ({HELD})(e) > {before}"
    desk.page.wait_for_function(more, arg=canvas.element_handle(), timeout=LONG)
    links.get_by_role("button", name="按单位归组").click()
    assert canvas.evaluate("e => e.wbCy.$('.group').length") >= 1
    links.get_by_role("button", name="按单位归组").click()
    assert canvas.evaluate("e => e.wbCy.$('.group').length") == 0
    links.get_by_role("button", name="固定").click()
    held = canvas.evaluate(HELD)
    links.get_by_role("button", name="隐藏").click()
    gone = f"e => ({HELD})(e) === {held - 1}"
    desk.page.wait_for_function(gone, arg=canvas.element_handle(), timeout=LONG)


def test_the_span_of_time_leaves_links_out(desk, links) -> None:
    canvas = _canvas(links)
    shown = "e.wbCy.edges(':visible').length"
    every = canvas.evaluate(f"e => {shown}")
    early = links.locator("input[type=range]").first
    early.focus()
    held = canvas.element_handle()
    for key, sign in (("End", "<"), ("Home", "===")):
        early.press(key)
        left = f"e => {shown} {sign} {every}"
        desk.page.wait_for_function(left, arg=held, timeout=LONG)


def test_the_picture_is_walked_and_zoomed_by_keyboard(desk, links) -> None:
    canvas = _canvas(links)
    canvas.focus()
    canvas.press("ArrowRight")
    assert canvas.evaluate("e => e.wbCy.$('node:selected').length") == 1
    zoom = canvas.evaluate("e => e.wbCy.zoom()")
    canvas.press("+")
    assert canvas.evaluate("e => e.wbCy.zoom()") > zoom
    canvas.press("-")
    canvas.press("0")
    below = desk.page.locator(".wb-sheet", has_text="图上内容").last
    desk.turn(below, lambda: canvas.press("Enter"))
    assert below.get_by_text("所选内容的材料").count() >= 1


def test_a_picture_nobody_moved_fits_a_wider_window(desk, links) -> None:
    canvas = _canvas(links)
    canvas.focus()
    canvas.press("0")
    middle = "e.wbCy.elements(':visible').renderedBoundingBox()"
    central = f"e => {{ const b = {middle}; return (b.x1 + b.x2) / e.clientWidth; }}"
    assert abs(canvas.evaluate(central) - 1) < 0.1
    was = canvas.evaluate("e => e.clientWidth") + 100
    desk.page.set_viewport_size({"width": 1700, "height": 940})
    wider = f"e => e.clientWidth > {was} && Math.abs(({central})(e) - 1) < 0.1"
    held = canvas.element_handle()
    desk.page.wait_for_function(wider, arg=held, timeout=LONG)
    desk.page.set_viewport_size({"width": 1360, "height": 940})
    desk.page.wait_for_timeout(300)


def test_the_picture_is_saved_in_both_forms_and_its_layout_kept(desk, links) -> None:
    assert _saved(desk, links, "PNG").startswith(b"\x89PNG")
    drawn = _saved(desk, links, "SVG").decode()
    assert drawn.startswith("<svg")
    assert "宏达建设有限公司" in drawn
    sheet = desk.sheet("关系图")
    desk.turn(sheet, links.get_by_role("button", name="保存布局").click)
    assert "布局" in desk.said(sheet)


def test_funds_are_followed_on_the_picture(desk, links) -> None:
    sheet = desk.sheet("关系图")
    desk.fill(sheet, "flows", who="清河县交通运输局", least="400000")
    assert _canvas(links).evaluate("e => e.wbCy.$('edge.way').length") >= 3
    desk.shot(links, "links-flows-zh-light")


def test_a_part_of_the_overview_leads_to_one_of_its_members(desk) -> None:
    head = desk.sheet("总览")
    desk.fill(head, "find", who="宏达建设有限公司")
    below = desk.page.locator(".wb-sheet", has_text="各群").first
    row = below.locator("tr.pick", has_text="宏达建设有限公司").first
    below.get_by_role("button", name="宏达建设有限公司", exact=True).first.click()
    drawn = "document.querySelectorAll('.wb-links-canvas[data-ready]').length === 3"
    desk.page.wait_for_function(drawn, timeout=LONG)
    assert row.count()
    opened = desk.page.locator(".wb-links-canvas[data-ready]").nth(1)
    assert opened.evaluate("e => e.wbCy.$('[?focus]').length") == 1
    desk.turn(below, below.get_by_role("button", name="收起该群").click)
    left = "document.querySelectorAll('.wb-links-canvas[data-ready]').length === 2"
    desk.page.wait_for_function(left, timeout=LONG)


def test_a_finding_is_chosen_opened_and_sent_on(desk) -> None:
    sheet = desk.sheet("值得一看的材料")
    desk.turn(sheet, sheet.get_by_role("button", name="化整为零 1").click)
    took = desk.turn(sheet, sheet.locator("tr.pick button").first.click)
    print(f"\nchoose a finding: {took} ms")
    assert sheet.get_by_text("依据的材料").count() >= 1
    desk.turn(sheet, sheet.get_by_role("button", name="在关系图中查看").click)
    assert "已在下方打开" in desk.said(sheet)
    desk.turn(sheet, sheet.get_by_role("button", name="关闭关系图").click)
    desk.fill(sheet, "send", to="plan", why="列入核查")
    assert "已记入方案名下" in desk.said(sheet)


def test_two_are_said_to_be_apart_and_it_is_undone_by_keyboard(desk) -> None:
    sheet = desk.sheet("同一性认定")
    first = sheet.locator("tr.pick button").first
    first.focus()
    desk.turn(sheet, lambda: desk.page.keyboard.press("Enter"))
    desk.fill(sheet, "judge", verb="kept_apart", why="任职单位不同")
    assert "认定为不是同一个" in desk.said(sheet)
    made = sheet.locator("tr.pick", has_text="任职单位不同").locator("button")
    made.focus()
    desk.turn(sheet, lambda: desk.page.keyboard.press("Enter"))
    desk.fill(sheet, "undo", why="再核")
    assert "已撤销" in desk.said(sheet)


def test_two_leads_are_compared_and_a_score_moves(desk) -> None:
    sheet = desk.sheet("问题线索")
    other = sheet.locator('details[data-ask="compare"] option').nth(2)
    desk.fill(sheet, "compare", value=other.get_attribute("value"))
    desk.shot(sheet, "leads-compared-zh-light")
    desk.fill(sheet, "set_level", element="when", level="0", why="来信只写年份")
    assert "→" in desk.said(sheet)


def test_a_step_is_dragged_and_the_rules_answer(desk) -> None:
    sheet = desk.sheet("核查方案")
    desk.turn(sheet, sheet.get_by_role("button", name="重点（选项）初查法").click)
    bar = sheet.locator("g.step .bar").last
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    mouse = desk.page.mouse

    def drag() -> None:
        mouse.move(box["x"] + 6, box["y"] + 5)
        mouse.down()
        mouse.move(box["x"] - 120, box["y"] + 5, steps=6)
        mouse.up()

    desk.turn(sheet, drag)
    assert "已修改" in desk.said(sheet)
    assert sheet.locator("g.step text.bad").count() >= 1
    for form in ("PDF", "XLSX", "MD", "ICS", "JSON", "HTML"):
        desk.turn(sheet, sheet.get_by_role("button", name=form, exact=True).click)
        assert "已写出" in desk.said(sheet), form


def test_a_member_declares_a_recusal(desk) -> None:
    sheet = desk.sheet("案件")
    desk.fill(sheet, "declare", member="谢东", person="赵宏达", why="同学")
    assert "已申报" in desk.said(sheet)
    assert sheet.get_by_text("同学").count() >= 1


def test_nothing_is_wrong_for_readers_and_nothing_left_the_machine(desk) -> None:
    wrong = desk.axe(".jp-Notebook")
    ours = [one for one in wrong if ".wb-" in one]
    assert not ours, json.dumps(ours, ensure_ascii=False)
    assert desk.away == []
    assert desk.errors == []
