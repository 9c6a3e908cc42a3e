"""The endings that DOMAIN section 14 asks for, on short letters of our own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.factory.leads import letter
from tests.factory.planning import a_plan, allegation, three_vague
from workbench.leads import assess
from workbench.planning.execution import mark
from workbench.planning.outcome import clarify, outcome
from workbench.planning.setting import setting
from workbench.planning.triggers import choose, triggers
from workbench.records import Source
from workbench.rules import profile
from workbench.rules.dispositions import scheme

DAY = date(2026, 3, 2)
HERE = (Source("a.csv", "0" * 64, row=2),)


def read(text, **more):
    return assess(letter(text, **more), as_of=DAY).strongest


def under():
    from tests.factory.planning import office, team  # noqa: PLC0415 - only here

    return setting(team=team(), office=office(), as_of=DAY, profile_name="cn")


def test_01_a_subsidy_paid_to_one_card_is_o1_and_verified_first():
    found = read(
        "青石镇柳沟村会计田有福2024年4月把全村32户的农机补贴共28.8万元虚报申领，"
        "全部打到他妻子的一张银行卡上。我是村民小组长，花名册是我亲手抄的，附复印件。"
    )
    assert (found.offence, found.suggestion) == ("O1", "prelim")


def test_05_a_company_that_moves_with_its_patron_goes_the_indirect_way():
    found = read(
        "县水利局局长韩国平2018年从河东镇调到水利局，他妻弟邱磊名下的恒润建设有限公司就跟着"
        "搬到县城，由邱磊代持，2019年至2023年承揽水利局工程6项，共420万元，"
        "工商档案里能查到变更。"
    )
    assert found.offence == "O5"
    assert choose([found], under())[0] == "indirect"


def test_06_a_tender_changed_after_the_award_is_o4():
    found = read(
        "县城管局副局长邓立新2023年8月与评标专家串通，让鸿达环卫公司中标后又改合同，"
        "把保洁服务项目总价从180万元加到260万元，三家投标文件都是同一个人编的。"
    )
    assert found.offence == "O4"
    assert triggers([found], under())["indirect"].holds


def test_07_a_car_misused_with_plate_and_day_is_chosen_by_priority():
    car = read(
        "2025年10月3日，县文旅局办公室主任贺军开公车川A0T513到邻县参加亲戚婚礼，"
        "过了清河收费站，我在收费站上班，亲眼看见，派车单可以查。"
    )
    other = read("听说李主任收了老板的钱，大家都这么说。")
    assert car.offence == "O7"
    made = a_plan("priority", [replace(car, id="A"), replace(other, id="B")])
    assert made.breakthrough == "A"


def test_08_in_an_old_cash_bribe_the_bank_is_past_its_period_and_the_person_last():
    old = allegation(
        offence="O2",
        event=(date(2009, 5, 1), date(2009, 5, 31)),
        counterparties=["给某"],
    )
    bank = next(c for c in old.checks if c.source == "BANK")
    assert bank.availability < 1
    plan = a_plan("indirect", [old])
    assert plan.steps[-1].hearing
    assert not [
        f for f in plan.lint() if f.rule in ("C4", "X10") and f.level == "error"
    ]


def test_09_an_empty_letter_is_screened_by_r1():
    found = read("县交通局局长张建军贪污腐败，无法无天，请严查！")
    assert "R1" in {s.rule for s in found.screens}


def test_10_hearsay_is_screened_by_r2():
    found = read("听说李主任收了老板的钱，大家都这么说。")
    assert "R2" in {s.rule for s in found.screens}


def test_11_a_superiors_item_leaves_no_text():
    found = assess(letter("任何内容", office_level="province"), office_level="county")
    assert found.refused == "X1"
    assert found.allegations == ()


@pytest.mark.parametrize(
    ("name", "ending"), [("SOC", "unfounded")], ids=["secondment proves true"]
)
def test_14_and_16_what_is_refuted_is_unfounded_and_clarified(name, ending):
    plan = a_plan("priority", [allegation(offence="O6")])
    step = next(s for s in plan.steps if s.source == name)
    told = dict.fromkeys(step.elements, "refuted")
    done = mark(plan, step.id, "done", on=DAY, found=told, records=HERE)
    for one in done.steps:
        if one.status == "planned" and not one.hearing:
            done = mark(done, one.id, "satisfied", on=DAY)
    found = outcome(done, "A1")
    assert found.result == ending
    assert clarify(found).state == "to_ask"
    assert not [f for f in done.lint() if f.rule == "X3"]


def test_15_three_issues_and_five_persons_without_a_breakthrough_are_many_fronts():
    assert choose(three_vague(), under())[0] == "multi_front"


def test_15_one_issue_that_can_be_verified_well_is_a_breakthrough():
    one, *rest = three_vague()
    clear = [replace(one, verifiability_band="high"), *rest]
    found = triggers(clear, under())["multi_front"]
    assert [t.name for t in found.failed] == ["hard_to_break"]


@pytest.mark.parametrize("n", [1, 2])
def test_15_fewer_issues_are_not_many(n):
    found = triggers(three_vague()[:n], under())["multi_front"]
    assert "many_issues" in {t.name for t in found.failed}


def test_17_video_that_expires_is_fetched_first():
    seen = allegation(offence="O10", event=(date(2026, 2, 20), date(2026, 2, 20)))
    steps = a_plan("indirect", [seen]).steps
    video = [s for s in steps if s.source == "CCTV"]
    assert video
    assert all(s.rescue and s.start <= s.expires for s in video)


def test_18_whoever_is_recused_touches_nothing_of_the_matter():
    from workbench.planning.plan import Recusal  # noqa: PLC0415 - only here

    plan = a_plan("priority", recusals=[Recusal("沈一鸣", ("A1",), "同乡")])
    assert all("沈一鸣" not in s.people for s in plan.steps)


def test_19_a_ledger_of_2016_has_the_classes_of_its_day():
    assert scheme(date(2016, 5, 1)).id == "CN-2015-5"


def test_every_offence_of_the_list_has_a_template():
    assert {"O1", "O4", "O5", "O6", "O7"} <= set(profile("cn").offences)
