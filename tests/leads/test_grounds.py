"""Hearsay and conjecture are read from the whole letter, on its main claim."""

from __future__ import annotations

import pytest

from workbench.leads.grounds import grounds_of

HEARD = [
    ("zh", "俺也是听村里老人说的,说村长把修路的钱装自己腰包了,俺没见着。"),
    ("zh", "我在理发店听人讲，城管中队的潘队长收保护费，一个摊位一月五百。"),
    ("zh", "网上有帖子爆料说县医院采购设备吃回扣，真不真我不知道。"),
    ("en", "a friend of mine in the tax office mentioned that he is on their payroll."),
    ("en", "sir, people are saying that the headman sold the relief maize."),
]
GUESSED = [
    ("zh", "一个副科级,老婆开的是宝马,这钱难道是天上掉下来的?十有八九不干净。"),
    ("zh", "你要说里面没有猫腻谁信?我没有什么证据,凭的是直觉。"),
    ("en", "he drives a new lexus. where does the money come from?"),
    ("en", "i have no proof, but it is obvious that somebody inside is helping them."),
]
KNOWN = [
    ("zh", "我是村里的文书，支书让我在空白收据上盖章。"),
    ("zh", "我送货到他家，正好看见刘老板搬了两箱酒进去。我怀疑他们之间有交易。"),
    ("zh", '窗口那个姓高的说:"听说你急着办证?两条烟。"我给了他。'),
    ("en", "i saw the lorry leave with the cement twice. i think he sold it."),
    ("en", "i suspect it was done to hide it; the two pages i copied differ."),
]


@pytest.mark.parametrize(("lang", "text"), HEARD)
def test_what_others_said_and_nobody_showed_is_hearsay(lang: str, text: str) -> None:
    found = grounds_of(text, lang)
    assert found.hearsay
    assert not found.conjecture


@pytest.mark.parametrize(("lang", "text"), GUESSED)
def test_what_is_concluded_from_nothing_seen_is_conjecture(
    lang: str, text: str
) -> None:
    found = grounds_of(text, lang)
    assert found.conjecture
    assert not found.hearsay


@pytest.mark.parametrize(("lang", "text"), KNOWN)
def test_a_suspicion_about_what_the_writer_saw_or_holds_is_neither(
    lang: str, text: str
) -> None:
    found = grounds_of(text, lang)
    assert not found.hearsay
    assert not found.conjecture


def test_hearsay_far_from_the_main_claim_does_not_make_the_letter_hearsay() -> None:
    text = "2024年5月他把补贴打进儿子的卡。旁人的事不提。又及,听人说他爱打牌。"
    assert not grounds_of(text, "zh", claims=[(0, 17)]).hearsay
