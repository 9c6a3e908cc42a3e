"""Tests of what a letter mentions."""

from datetime import date

import pytest

from workbench.leads.gazetteer import make_gazetteer
from workbench.leads.mentions import find_mentions

LETTER = """尊敬的县纪委领导：
我叫李四，是青山镇柳树村村民。现实名举报清河县交通局局长刘建国（男，1968年生）收受贿赂问题。
2021年3月，刘建国在宏达建设有限公司收受该公司老板王强现金12万元，当时我负责开车，亲眼看到。\
去年腊月，他又让妻子张丽到农业银行清河支行存了三十余万元。车牌号闽A·12345。附转账记录和账本。
此致
敬礼
                 举报人：李四
                 2022年5月10日"""


def read(text, lang="zh", received=date(2022, 5, 10), gazetteer=None):
    return find_mentions(text, lang=lang, received=received, gazetteer=gazetteer)


def texts(mentions):
    return [mention.text for mention in mentions]


def test_a_letter_gives_its_persons_units_sums_and_dates():
    found = read(LETTER)
    assert set(texts(found.persons)) == {"刘建国", "王强", "张丽"}
    assert "清河县交通局" in texts(found.units)
    assert [(a.text, a.value) for a in found.amounts] == [
        ("12万元", 120_000),
        ("三十余万元", 300_000),
    ]
    assert (found.dates[1].first, found.dates[1].last) == (
        date(2022, 1, 3),
        date(2022, 1, 31),
    )
    assert texts(found.plates) == ["闽A·12345"]
    assert texts(found.documents) == ["转账记录", "账本"]


def test_a_person_carries_post_and_unit():
    person = read(LETTER).persons[0]
    assert (person.name, person.post, person.unit) == ("刘建国", "局长", "清河县交通局")


def test_the_reporter_is_never_among_the_persons():
    assert "李四" not in texts(read(LETTER).persons)
    assert texts(read("本人王芳，举报张伟。").persons) == ["张伟"]
    assert texts(read("举报人：王芳。举报张伟，王芳亲眼看见。").persons) == ["张伟"]


def test_every_span_quotes_the_letter_itself():
    noisy = "清河縣 交 通 局 局長劉 建國於２０２１年３月收受人民幣叁拾萬元。"
    for text in (LETTER, noisy, f"<p>{LETTER}</p>", "\u200b".join("刘建国收了12万元")):
        found = read(text)
        for kind in ("persons", "units", "amounts", "dates", "places", "documents"):
            for mention in getattr(found, kind):
                assert text[mention.start : mention.end] == mention.text
        assert found.persons
        assert found.amounts


def test_a_bare_title_is_no_person_and_a_surname_with_one_is_unresolved():
    assert not read("局长和书记都知道，厂长也在。").persons
    person = read("张局长收了钱。").persons[0]
    assert (person.text, person.unresolved, person.name) == ("张局长", True, "张")


def test_the_case_s_own_names_are_found_where_rules_would_not():
    text = "都说布赫是后台，恒生也有份。"
    assert not read(text).persons
    known = make_gazetteer(persons=["布赫"], units=["恒生贸易有限公司", "恒生"])
    assert texts(read(text, gazetteer=known).persons) == ["布赫"]
    assert texts(read(text, gazetteer=known).units) == ["恒生"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\0",
        "张" * 50_000,
        "1" * 50_000,
        "<" * 50_000,
        "年" * 50_000,
        "\u202e😀" * 999,
    ],
)
def test_no_text_is_too_odd_to_be_read(text):
    for lang in ("zh", "en"):
        found = read(text, lang=lang)
        assert len(found.persons) <= 1
