"""What is for another body, and what is not."""

from __future__ import annotations

import pytest

from tests.factory.leads import letter
from workbench.leads import assess
from workbench.rules import profile

ELSEWHERE = [
    (
        "zh",
        "邻居老赵把地埂往我家这边挪了半米，村里调解过两次也没用，请领导来划清地界。",
        "land",
    ),
    (
        "zh",
        "我们八个人在工地干了四个月，包工头欠我们工资六万多元，电话也不接了。",
        "wages",
    ),
    ("zh", "法院判我输，我不服判决，二审还没开庭，请求重新判决。", "court"),
    ("zh", "楼下烧烤店天天油烟扰民，吵到半夜，孩子没法睡觉。", "noise"),
    ("zh", "请问我们小区门口的公交车什么时候能恢复？", None),
    (
        "en",
        "My landlord has not repaired the boiler and we have no heating.",
        "property",
    ),
    (
        "en",
        "The firm laid off forty of us and has not paid our last two weeks.",
        "wages",
    ),
    (
        "en",
        "The judge did not hear my witness; the order is wrong, overturn it.",
        "court",
    ),
    ("en", "The people upstairs play drums until midnight.", None),
]
OURS = [
    ("zh", "法官钱某收了原告三万元，判我输，我不服判决。"),
    ("zh", "村主任把征地补偿款截留了八万元，补偿太低，我们不服。"),
    ("zh", "县交通局局长贪污腐败，无法无天！"),
    ("en", "The judge took money from the other side before the county court ruled."),
    ("en", "The mayor is corrupt and arrogant. Throw him out!"),
]


@pytest.mark.parametrize(("lang", "text", "topic"), ELSEWHERE)
def test_a_matter_for_another_body_is_marked_with_that_body(lang, text, topic):
    found = assess(letter(text, lang=lang)).strongest
    assert found.out_of_scope
    assert found.suggestion == "refer"
    (screen,) = [s for s in found.screens if s.rule == "R9"]
    assert screen.span.text in text
    if topic:
        assert screen.body == profile("cn").screening.bodies[topic][lang]


@pytest.mark.parametrize(("lang", "text"), OURS)
def test_misconduct_beside_another_matter_stays_in_scope(lang, text):
    assert not assess(letter(text, lang=lang)).out_of_scope
