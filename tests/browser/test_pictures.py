"""The README's pictures: every panel on the invented case, in both languages."""

from __future__ import annotations

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]
VIEWS = (
    "overview",
    "links",
    "findings",
    "table",
)  # a picture or a table between two sheets
SHEETS = {
    "case": ("案件", "Case"),
    "same": ("同一性认定", "Who may be one"),
    "leads": ("问题线索", "Leads"),
    "plan": ("核查方案", "Plan"),
    "matrix": ("证据矩阵", "Evidence matrix"),
    "meeting": ("线索分析会", "Lead-analysis meeting"),
    "regress": ("结论比对", "Conclusions compared"),
}


@pytest.fixture(scope="module")
def shown(open_desk):
    return open_desk("shown", panels=14)


@pytest.mark.parametrize(("theme", "lang"), [("light", "zh"), ("dark", "en")])
def test_every_panel_is_pictured(shown, theme, lang) -> None:
    shown.theme(theme)
    for head in shown.page.locator(".wb-sheet", has=shown.page.locator("h2")).all():
        button = head.locator(f'.wb-langs button[lang="{lang}"]')
        if button.get_attribute("aria-pressed") != "true":
            shown.turn(head, button.click)
    shown.spoken(lang)
    for name, titles in SHEETS.items():
        shown.shot(shown.sheet(titles[lang == "en"]), f"shown-{name}-{lang}-{theme}")
    boxes = shown.page.locator(".jupyter-widgets.widget-vbox")
    assert boxes.count() == len(VIEWS)
    for box, name in zip(boxes.all(), VIEWS, strict=True):
        shown.shot(box, f"shown-{name}-{lang}-{theme}")
    assert not shown.axe(".jp-Notebook .widget-vbox")
    assert shown.away == []
    assert shown.errors == []
