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


@pytest.mark.parametrize("known", [(), ("孙国强",)])
def test_the_end_of_a_post_is_no_half_of_a_double_surname(known):
    found = read("卫生院院长孙国强收了钱。", gazetteer=make_gazetteer(persons=known))
    assert [(p.name, p.post) for p in found.persons] == [("孙国强", "院长")]
    assert [p.name for p in read("长孙志远任局长。").persons] == ["长孙志远"]


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


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("送给王强十万，送给李刚五万。", ["王强", "李刚"]),
        ("副所长阿依古丽·买买提今年七月来过。", ["阿依古丽·买买提"]),
        ("镇敬老院院长桑吉卓玛报假账。", ["桑吉卓玛"]),
        ("会计颛孙民和亓官正都在。", ["颛孙民", "亓官正"]),
        ("老龚的儿子小满转了正，小满在外地。", ["老龚", "小满", "小满"]),
        ("管大民是副局长，管大民的老婆叫尤春花。", ["管大民", "管大民", "尤春花"]),
        ("法人代表佘金锁与副局长纪晓岚是战友。", ["佘金锁", "纪晓岚"]),
        ("老板彭金海请彭金海的同学吃饭。", ["彭金海", "彭金海"]),
    ],
)
def test_names_are_read_by_what_stands_beside_them(text, names):
    assert texts(read(text).persons) == names


@pytest.mark.parametrize(
    "text",
    [
        "祝领导们身体健康！",
        "我们一边打毛线一边说。",
        "课桌数以万计，都是南方某厂的货。",
        "钱追回来先发工资。",
        "黄颜色的皮卡停在门口。",
        "他连小组长都选不上。",
        "卖核桃、巴旦木、葡萄干。",
        "全校一线老师九十多人。",
        "给公司机关发钱。",
    ],
)
def test_ordinary_words_are_nobody_s_name(text):
    assert not read(text).persons


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("请看看泥河镇卫生院的账。", ["泥河镇卫生院"]),
        ("他接受恒康大药房老板宴请。", ["恒康大药房"]),
        ("我代表全村感谢他，此事全村皆知。", []),
        ("在县城红太阳家电城买的。", ["红太阳家电城"]),
        ("我关注县住房公积金中心很久了。", ["县住房公积金中心"]),
        ("公司叫融鑫小贷，老板是他同学。", ["融鑫小贷"]),
        ("我开一家干果店，她在内地读大学。", []),
        ("县委、县纪委：\n我反映一件事。", []),
        ("请县纪委查处，希望县监委重视。", []),
        ("我是原县氮肥厂的退休工人。", ["原县氮肥厂"]),
    ],
)
def test_a_unit_begins_after_what_people_do_there(text, units):
    assert texts(read(text).units) == units


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("水费一方三块五，电费一度六毛。", [(3.5, None), (0.6, None)]),
        ("西瓜三毛一斤，土豆1块8一斤。", [(0.3, None), (1.8, None)]),
        ("一个月才一百七。", [(170, None)]),
        ("血压一百七，走不动。", []),
        ("一晚上输赢好几万。", [(30_000, 90_000)]),
        ("公积金中心管着9个亿。", [(900_000_000, None)]),
        ("毎人6OOO元。", [(6_000, None)]),
        ("分两笔（20万元、25万元）转回。", [(200_000, None), (250_000, None)]),
        ("背砖，一块砖两斤半，一天背三千块。", []),
        ("打了12315，一毛钱没给。", []),
        ("欠我八千没还，每人三千到手。", [(8_000, None), (3_000, None)]),
    ],
)
def test_sums_are_read_as_people_say_them(text, sums):
    assert [(a.value, a.upper) for a in read(text).amounts] == sums


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("他今年七十一岁，今年47岁的老婆也在。", []),
        ("视同缴费是12年4个月。", []),
        ("去岁开春换的，那是当年的事，过年才发。", ["去岁开春"]),
        ("今年三月、五月两次去问。", ["今年三月", "五月"]),
        ("八月上半月来过。", ["八月上半月"]),
    ],
)
def test_days_are_told_from_ages_and_lengths(text, days):
    assert texts(read(text).dates) == days


@pytest.mark.parametrize(
    "unit",
    [
        "县剧团",
        "白河镇老年公寓",
        "县仲裁委",
        "县融媒体",
        "金凤影剧院",
        "金凤土菜馆",
        "县政务大厅",
    ],
)
def test_bodies_of_many_kinds_are_found(unit):
    assert texts(read(f"钱打给了{unit}，我有证据。").units) == [unit]


def test_a_firm_is_told_by_name_and_trade_where_somebody_owns_it():
    assert texts(read("他给翔云冷链的老板打了招呼。").units) == ["翔云冷链"]
    assert not read("他给做餐饮的老板打工。").units
