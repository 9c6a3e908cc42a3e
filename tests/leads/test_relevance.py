"""What tells of the matter, and what belongs to the writer's own life."""

import pytest

from tests.factory.leads import letter
from workbench.leads import assess

MATTER = "2024年3月5日，石桥镇民政办主任罗大成把救灾补助三万元转到他妻弟彭小军的卡上。"
LIFE = (
    "我今年六十八岁，1976年进厂，一个月养老金两千一百元，"
    "去年给县里写过五封信，车费花了三百六十元。"
)


def levels(text, lang="zh"):
    return {
        k: e.level
        for k, e in assess(letter(text, lang=lang)).strongest.elements.items()
    }


def test_days_and_sums_of_the_writers_own_life_make_nothing_more_specific():
    vague = "罗主任在救灾补助上做了手脚。"
    told, beside = levels(vague), levels(vague + LIFE)
    for name in ("when", "amount", "how", "why"):
        assert beside[name] == told[name]


def test_the_matter_is_as_specific_whatever_else_the_writer_tells():
    assert levels(MATTER + LIFE) == levels(MATTER)


def test_an_eyewitness_among_the_sentences_is_no_private_life():
    text = "县道边的饭馆是我开的。2025年10月3日我亲眼看见供电所的抢修车停在钓鱼场。"
    assert levels(text)["basis"] == 3


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh", "请问领导，孩子九月份上一年级，需要带什么材料？盼复。"),
        ("zh", "驻村工作队的同志不怕辛苦，这样的好干部请你们表扬他。"),
        ("en", "hiya, quick question, is it allowed for a councillor to accept wine?"),
    ],
)
def test_thanks_and_questions_tell_no_act(lang, text):
    assert levels(text, lang)["act"] == 0


def test_thanks_at_the_end_of_a_complaint_take_nothing_from_it():
    told = levels(MATTER + "请领导核查，向你们表示感谢！")
    assert told["act"] == 3
