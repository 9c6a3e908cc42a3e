"""Anchors of the levels, and what never enters a score."""

from __future__ import annotations

import pytest

from tests.factory.leads import letter
from workbench.leads import assess

# element, level, Chinese letter, English letter (DOMAIN section 8, anchors)
ANCHORS = [
    (
        "subject",
        1,
        "局长收了别人五万元。",
        "The director took $5,000 in cash from a supplier.",
    ),
    ("act", 0, "这人贪污腐败，无法无天。", "He is a corrupt and greedy man."),
    ("act", 1, "他利用职权为亲属谋利。", "He took advantage of his position."),
    (
        "act",
        2,
        "他把修路工程承包给了亲戚的公司。",
        "He gave the road contract to a relative's firm.",
    ),
    (
        "counterparty",
        1,
        "主任收了一个老板的钱。",
        "The director took money from a supplier.",
    ),
    (
        "counterparty",
        2,
        "主任收了一个搞道路建设的老板的钱。",
        "The director took money from a boss called Li who does roads.",
    ),
    ("when", 1, "多年来他一直收受好处费。", "For years he has taken kickbacks."),
    ("when", 2, "2021年他收受好处费。", "Last spring he took a kickback."),
    ("when", 3, "2021年3月5日他收受好处费五万元。", None),
    ("where", 1, "他在镇里收好处费。", "He takes kickbacks in the town."),
    ("amount", 1, "他收了老板一大笔钱。", "He took a huge sum from a contractor."),
    ("amount", 2, "他收了老板三十多万元。", "He accepted a car from a contractor."),
    (
        "amount",
        3,
        "他收了老板现金48600元。",
        None,
    ),
    ("how", 1, "他弄虚作假，多领补贴。", "He got the grant dishonestly."),
    (
        "why",
        1,
        "他为了升官送礼。",
        "He did it for promotion, giving gifts to officials.",
    ),
    (
        "why",
        2,
        "老板送他五万元，帮助其中标。",
        "The contractor gave him $5,000 in return for the contract.",
    ),
    ("basis", 0, "他收了老板五万元。", "He took $5,000 from a contractor."),
    (
        "basis",
        1,
        "听说他收了老板五万元。",
        "I heard that he took $5,000 from a contractor.",
    ),
    (
        "basis",
        2,
        "老板的司机告诉我，老板送了他五万元。",
        "The driver told me that he took $5,000 from a contractor.",
    ),
    (
        "basis",
        3,
        "我亲眼看到老板把五万元塞给他。",
        "I saw the contractor hand him $5,000 in cash.",
    ),
    ("pointer", 1, "他收回扣，一查账就知道。", "He takes kickbacks; check the books."),
    (
        "pointer",
        2,
        "他虚列开支，凭证在镇财政所。",
        "He padded invoices; the invoices are in the accounts office.",
    ),
    (
        "pointer",
        3,
        "他虚开发票，附发票复印件2张。",
        "He padded invoices; copies are attached.",
    ),
]
CASES = [
    pytest.param(lang, element, level, text, id=f"{lang}-{element}-{level}-{n}")
    for n, (element, level, *texts) in enumerate(ANCHORS)
    for lang, text in zip(("zh", "en"), texts, strict=True)
    if text
]


@pytest.mark.parametrize(("lang", "element", "level", "text"), CASES)
def test_an_anchor_has_its_level(lang, element, level, text):
    found = assess(letter(text, lang=lang)).strongest
    assert found.elements[element].level == level


def numbers(text, lang="zh"):
    found = assess(letter(text, lang=lang)).strongest
    return found.specificity, found.verifiability


TOLD = "2023年5月，镇财政所所长收受做砂石生意的李老板好处费20万元，帮助其中标修路工程。"
ENGLISH = "On the road contract the director took $5,000 in cash from a contractor."


@pytest.mark.parametrize(
    "more",
    [
        "他是个无耻之徒！",
        "举报人：王小明，身份证号略，电话13900000000。",
        "我是一名老党员，干了三十年革命工作。",
        "我没文化，写得不好请原谅。",
        "此前我已举报过五次。",
        "我们全村二百户联名签字。",
    ],
)
def test_who_writes_and_in_what_tone_changes_nothing(more):
    assert numbers(TOLD + more) == numbers(TOLD)


@pytest.mark.parametrize(
    "more", ["He is a disgrace to this town!", "I am a retired teacher of 40 years."]
)
def test_who_writes_and_in_what_tone_changes_nothing_in_english(more):
    assert numbers(f"{ENGLISH} {more}", "en") == numbers(ENGLISH, "en")


@pytest.mark.parametrize("post", ["局长", "处长", "科长", "主任"])
def test_the_rank_of_the_person_changes_nothing(post):
    assert numbers(TOLD.replace("所长", post)) == numbers(TOLD.replace("所长", "站长"))


def test_a_summary_never_uses_the_letters_words():
    found = assess(letter(TOLD)).strongest
    for element in found.elements.values():
        if element.span and len(element.span.text) > 2:
            assert element.span.text not in found.summary


def test_low_elements_become_questions_in_the_letters_language():
    found = assess(letter("局长收了钱。")).strongest
    assert any(
        "何" in q or "哪" in q or "吗" in q or "什么" in q for q in found.questions
    )
    english = assess(letter("The director took money.", lang="en")).strongest
    assert all(q.endswith("?") for q in english.questions)
    assert len(english.questions) >= 5
