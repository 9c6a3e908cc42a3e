"""Screening rules, proposals and priorities: with their grounds, closing nothing."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factory.leads import letter
from workbench.leads import assess
from workbench.leads.priorities import Emphasis, priorities

AS_OF = date(2024, 6, 1)


def rules(text, lang="zh", **more):
    found = assess(letter(text, lang=lang, received=AS_OF), **more).strongest
    return {s.rule: s for s in found.screens}, found


@pytest.mark.parametrize(
    ("rule", "lang", "text"),
    [
        ("R1", "zh", "县交通局局长张建军贪污腐败，无法无天！"),
        ("R1", "en", "Mayor Tolliver is corrupt, arrogant and useless."),
        ("R2", "zh", "听说财政所的李主任收了老板的钱。"),
        ("R2", "en", "I heard that the director took money from a contractor."),
        ("R3", "zh", "我怀疑局长收了开发商的钱，这只是我的猜测。"),
        ("R4", "zh", "收钱的不是张主任就是李主任，收了老板五万元。"),
        ("R5", "zh", "有人贪了，不信你们查。"),
        ("R6", "zh", "窗口的小刘态度恶劣，爱理不理。"),
        ("R7", "zh", "有些领导收了老板的钱。"),
        ("R7", "zh", "原村主任王大海2019年收了老板五万元，他去年已经去世。"),
        ("R9", "zh", "包工头欠我们八个人工资六万元，请帮我们要回来。"),
        ("R11", "zh", "2031年5月6日镇长李强收了老板五万元。"),
    ],
)
def test_a_screening_rule_holds_with_its_ground(rule, lang, text):
    found, _ = rules(text, lang)
    assert rule in found
    span = found[rule].span
    assert span is None or text[span.start : span.end] == span.text


def test_an_item_of_a_superiors_cadre_is_sent_up():
    found, allegation = rules("举报市委书记王志远2023年5月收受老板五十万元。")
    assert "R10" in found
    assert allegation.suggestion == "refer"


def test_the_same_person_is_the_prefectures_own_at_a_higher_office():
    text = "举报市交通局局长王志远2023年5月收受老板五十万元。"
    found, _ = rules(text, office_level="province")
    assert "R10" not in found


def test_a_specific_and_checkable_matter_meets_no_rule():
    text = (
        "2023年5月12日，清河镇财政所所长刘建国收受宏达建设有限公司经理王强转账20万元，"
        "帮助其中标李家村道路硬化工程。我是公司出纳，转账是我办的，附转账凭证复印件。"
    )
    found, allegation = rules(text)
    assert found == {}
    assert allegation.suggestion == "prelim"


@pytest.mark.parametrize(
    "text",
    [
        "局长贪污腐败！",
        "听说他收了钱。",
        "2023年5月3日镇长用公车接送孩子。",
        "他收了五万元。",
    ],
)
def test_no_rule_closes_by_itself(text):
    assert assess(letter(text)).strongest.suggestion != "close_proposed"


def test_a_grave_and_vague_matter_is_held():
    _, found = rules("村主任张三收了老板的钱，是受贿。")
    assert found.gravity == "high"
    assert found.suggestion in ("hold", "ask")


TEXT = "2023年5月，镇财政所把村里的低保金截留了三万元。"
LIST = [
    Emphasis("P2", ("低保",), date(2024, 1, 1), date(2024, 12, 31), "本年整治"),
    Emphasis("P3", ("征地",), None, None, "群众关切"),
]


def test_a_priority_needs_a_word_of_the_list_in_force():
    found = assess(letter(TEXT)).strongest
    (tag,) = priorities(found, TEXT, LIST, single_issue=False, as_of=AS_OF)
    assert (tag.id, tag.span.text, tag.why) == ("P2", "低保", "本年整治")


def test_a_list_out_of_date_raises_nothing():
    found = assess(letter(TEXT)).strongest
    late = date(2026, 1, 1)
    assert priorities(found, TEXT, LIST, single_issue=False, as_of=late) == ()
