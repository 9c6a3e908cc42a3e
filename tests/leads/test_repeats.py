"""Repeats: same person, basically the same facts, by other words too."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factory.leads import letter
from workbench.leads.assess import assess
from workbench.leads.facts import Facts, Period, facts_of, quick_facts
from workbench.leads.repeats import Register, find_repeats, likeness, new_in

FIRST = (
    "举报清水镇财政所所长刘建国：2023年5月12日，他以村民名义虚报退耕补贴48600元，"
    "钱转到了宏达商行的账户。"
)
AGAIN = (
    "来信说说清水镇的事。财政所所长刘建国去年春天之前那笔退耕款，四万八千六百元，"
    "用的是别人的名字，最后进了宏达商行，日子是2023年5月12日。"
)
OTHER_MATTER = (
    "清水镇财政所所长刘建国2021年把单位的车借给亲戚接亲，还报销了油费900元，"
    "这件事很多人看见。"
)
OTHER_PERSON = (
    FIRST.replace("刘建国", "高志强")
    .replace("48600", "51200")
    .replace("2023年5月12日", "2020年1月9日")
    .replace("宏达", "永兴")
)


def letters(*texts):
    return [
        letter(text, id=str(n), received=date(2024, 6, 1))
        for n, text in enumerate(texts)
    ]


def test_the_same_facts_in_other_words_are_a_repeat():
    assert find_repeats(letters(FIRST, AGAIN)) == {"1": "0"}


def test_another_matter_of_the_same_person_is_none():
    assert find_repeats(letters(FIRST, OTHER_MATTER)) == {}


def test_the_same_form_about_another_person_is_none():
    assert find_repeats(letters(FIRST, OTHER_PERSON)) == {}


def test_a_copy_is_a_repeat_of_the_first_of_them():
    assert find_repeats(letters(FIRST, FIRST, FIRST)) == {"1": "0", "2": "0"}


def test_the_order_of_other_letters_does_not_matter():
    alone = find_repeats(letters(FIRST, AGAIN))
    among = find_repeats(letters(FIRST, OTHER_MATTER, OTHER_PERSON, AGAIN))
    assert alone == {"1": "0"}
    assert among == {"3": "0"}


def facts(name="1", **more):
    base = {
        "keys": frozenset({"刘建国"}),
        "offences": frozenset({"O1"}),
        "sums": ((48600.0, 48600.0),),
        "days": (Period(date(2023, 5, 12), date(2023, 5, 12)),),
        "names": frozenset({"刘建国", "宏达商行"}),
    }
    return Facts(id=name, **(base | more))


def test_what_only_one_tells_is_no_disagreement():
    bare = facts(sums=(), days=())
    assert likeness(facts(), bare) > 0.7


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ({"sums": ((48600.0, 48600.0), (9000.0, 9000.0))}, "sums"),
        ({"names": frozenset({"刘建国", "宏达商行", "李强"})}, "names"),
        ({"offences": frozenset({"O1", "O3"})}, "offences"),
        ({"days": (Period(date(2024, 1, 2), date(2024, 1, 2)),)}, "days"),
    ],
)
def test_what_is_new_in_a_repeat_is_shown(more, kind):
    assert set(new_in(facts("2", **more), facts())) == {kind}


def test_nothing_is_new_in_a_copy():
    assert new_in(facts("2"), facts()) == {}


def test_a_round_figure_stands_for_the_exact_one_but_two_exact_ones_differ():
    assert likeness(facts(), facts(sums=((49000.0, 49000.0),))) > 0.8
    near = likeness(facts(), facts(sums=((48100.0, 48100.0),)))
    assert near < likeness(facts(), facts())


def test_a_common_name_alone_files_nothing_together():
    weak = frozenset({"~王主任"})
    one = facts("1", keys=weak, sums=(), days=(), names=weak)
    other = facts("2", keys=weak, sums=(), days=(), names=frozenset({"~李"}))
    register = Register()
    assert register.add(one) is None
    assert register.add(other) is None


def assessed(text, name, lang="zh"):
    one = letter(text, id=name, lang=lang)
    return facts_of(assess(one, profile="cn" if lang == "zh" else "generic"), text)


def test_a_surname_with_a_post_and_a_rounded_sum_meet_the_full_name_and_the_exact_sum():
    one = assessed(
        "2024年4月12日晚，县医保局基金科科长邸志刚在渔家傲酒楼接受恒康大药房老板"
        "彭金海宴请，结账3860元。",
        "1",
    )
    other = assessed(
        "今年四月份医保局的邸科长吃了恒康大药房彭老板一顿酒，三千多块，老板付的。", "2"
    )
    assert likeness(one, other) > 0.6
    register = Register()
    register.add(one)
    assert register.add(other) == "1"


def test_the_body_that_letters_are_written_to_files_nothing_together():
    one = assessed("县纪委：石桥村主任蒋大贵2023年5月领走一万元补贴。", "1")
    other = assessed("县纪委：柳林小学校长秦明2023年5月收了一万元回扣。", "2")
    assert not one.keys & other.keys


def test_how_somebody_writes_is_no_fact():
    tone = "天理何在！苍天有眼！求青天大老爷做主！"
    assert (
        quick_facts(letters(FIRST)[0]).keys
        == quick_facts(letters(FIRST + tone)[0]).keys
    )
    other = OTHER_MATTER.replace("刘建国", "高志强")
    assert find_repeats(letters(FIRST + tone, other + tone)) == {}


def test_english_letters_are_compared_too():
    one = (
        "On 14 March 2022 road superintendent John Harper awarded Mill Lane to "
        "Brightstone Paving and took $25,000 through his wife."
    )
    two = (
        "It is about John Harper again: Brightstone Paving got Mill Lane in 2022 and "
        "$25,000 went to the superintendent's wife."
    )
    three = "In 2019 John Harper used the county truck for a house move, about $300."
    texts = [letter(t, id=str(n), lang="en") for n, t in enumerate((one, two, three))]
    assert find_repeats(texts) == {"1": "0"}
