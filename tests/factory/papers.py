"""Papers beside the plan, in their smallest rich form."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.factory.exports import a_plan
from tests.factory.figures import a_meeting
from tests.factory.plan_parts import a_step
from workbench.exports.handover import Item, handover_document
from workbench.exports.minutes import minutes_document
from workbench.exports.report import report_document
from workbench.planning.meeting import Decided, Vote

HEAD = "#80 0f0f0f0f"


def a_held_meeting():
    meeting = a_meeting()
    first, second = meeting.matters
    decided = Decided("prelim", "CN-2017-4", "甲", "线索具体", ("丁",), {})
    votes = (
        Vote("甲", "prelim", False, "线索具体"),
        Vote("丁", "hold", True, "书证可能已过保存期"),
    )
    first = replace(first, notes=(("甲", "可直接查询"),), votes=votes, decided=decided)
    return replace(meeting, matters=(first, second), recused={"戊": ("A2",)})


def some_minutes(lang="zh"):
    return minutes_document(
        a_held_meeting(),
        lang=lang,
        office="清河县纪委监委",
        journal_head=HEAD,
        summaries={"A1": "补贴款去向", "A2": "工程变更"},
    )


def a_report(lang="zh"):
    steps = (a_step(1, status="done", result="账面与流水一致"), a_step(2), a_step(3))
    return report_document(a_plan(steps=steps), lang=lang, journal_head=HEAD)


def a_handover(lang="zh"):
    return handover_document(
        [Item("初步核实方案", 1, "ab" * 32), Item("银行流水光盘", 2, note="密封")],
        lang=lang,
        office="清河县纪委监委",
        number="YJ-1",
        as_of=date(2026, 5, 6),
        journal_head=HEAD,
        between=("李核查", "档案室"),
        reason="归档",
    )
