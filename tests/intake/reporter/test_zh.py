import pytest

from workbench.intake.reporter import find, redact
from workbench.intake.reporter.redact import cleaned

MARK = "〔举报人-7Q2K〕"


def hidden(text, *declared):
    text = cleaned(text)
    return [(s.kind, text[s.start : s.end]) for s in find(text, declared)]


def working(text, *declared):
    text = cleaned(text)
    return redact(text, find(text, declared), MARK).text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("举报人：王大有", "王大有"),
        ("举报人:王大有 电话：略", "王大有"),
        ("实名举报人（签名）：欧阳春晓", "欧阳春晓"),
        ("反映人：王大有，男，58岁", "王大有"),
        ("来访人王大有口述", "王大有"),
        ("控告人姓名：王明电话略", "王明"),
        ("我叫王大有，今年五十八岁。", "王大有"),
        ("本人王大有，系上湾村村民。", "王大有"),
        ("我是王大有，请查。", "王大有"),
        ("本信由王大有执笔。", "王大有"),
        ("情况属实。\n\n王大有\n2026年8月6日", "王大有"),
        ("情况属实。\n此致\n敬礼\n村民：王大有", "王大有"),
        ("情况属实。\n上湾村三组 王大有\n二〇二六年八月六日", "王大有"),
        ("情况属实。\n王大有，电话另附", "王大有"),
        ("举报人：买买提·艾力", "买买提·艾力"),
        ("举报人：兰小芳", "兰小芳"),
        ("反映人：（签名）隋玉明 男", "隋玉明"),
        ("举报人：阿依古丽", "阿依古丽"),
        ("举报人：信春华 电话另附", "信春华"),
        ("举报人：John Smith", "John Smith"),
        ("我叫门大伟，是上湾村人。", "门大伟"),
        ("俺叫王大有，是种地的。", "王大有"),
        ("情况属实。\n王大有等12名村民", "王大有"),
        ("情况属实。\n王大有 敬上", "王大有"),
    ],
)
def test_the_writers_name_is_found(text, name):
    assert ("name", name) in hidden(text)


@pytest.mark.parametrize(
    "text",
    [
        "被举报人：刘建国，县交通局局长。",
        "被反映人刘建国，男。",
        "我是亲眼看见的，不会错。",
        "我是去年才知道这件事，当时没说。",
        "我是干部，也是党员。",
        "我叫他不要签，他不听。",
        "反映刘建国的问题。\n一个知情人\n2026年8月",
        "反映刘建国的问题。\n上湾村全体村民",
        "刘建国的手机是13900001111，可以查。",
        "情况属实。\n被反映人：刘建国",
        "名单如下：\n会计：周小军",
        "老板的电话13900001111。",
        "公司地址：清河县城关镇一号。",
        "卡号6222021234567890123。",
    ],
)
def test_what_is_not_the_writer_stays(text):
    assert [found for found in hidden(text) if found[0] != "role"] == []


def test_i_am_of_a_group_hides_group_and_name():
    said = working("我是三组的王某，看见周德海收钱。")
    assert said == f"我是{MARK}，看见周德海收钱。"


def test_a_workplace_that_narrows_down_is_hidden():
    assert "财政所" not in working("我在柳林镇财政所工作，经手过这笔账。")
    assert "会计" not in working("我是柳林镇中心小学的会计，经手过这笔账。")


def test_a_person_named_inside_a_self_description_stays():
    said = working("我是刘建国局长的司机。刘建国收了钱。")
    assert said.count("刘建国") == 2


@pytest.mark.parametrize(
    "text",
    ["举报人：匿名", "举报人：不愿透露姓名", "反映人：知情人", "被反映人：初小明"],
)
def test_a_field_that_names_nobody_who_wrote_hides_nothing(text):
    assert hidden(text) == []


def test_a_person_named_with_a_post_is_never_hidden_as_file_author():
    text = "反映局长刘建国收礼。\n举报人：王大有"
    said = working(text, ("name", "王大有"))
    assert "刘建国" in said


def test_an_address_hides_the_door_but_not_the_village():
    said = working(
        "上湾村的路是周德海修的。我家住清河县柳林镇上湾村四组27号，就在路边。四组27号没有路。"
    )
    assert "四组27号" not in said
    assert said.startswith("上湾村的路")


def test_what_stands_beside_the_name_at_the_end_is_hidden():
    said = working("情况属实。\n我叫王大有。\n王大有，柳林镇上湾村四组\n2026年8月6日")
    assert "四组" not in said
    assert "2026年8月6日" in said


def test_spans_that_touch_become_one_token():
    said = working("举报人：王大有 19900000117\n住址：清河县柳林镇上湾村四组27号")
    assert MARK * 2 not in said
    assert f"{MARK}{MARK}" not in said.replace(" ", "")


def test_a_telephone_that_the_writers_own_name_holds_is_the_writers():
    said = working("我叫王大有，王大有的手机是19900000117。")
    assert "19900000117" not in said
