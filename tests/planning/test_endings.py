"""The endings that DOMAIN section 14 asks for, on short letters of our own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.factory.leads import letter
from tests.factory.planning import a_plan, allegation, three_vague
from workbench.leads import assess
from workbench.leads.facts import facts_of
from workbench.leads.repeats import Register, new_in
from workbench.planning.execution import mark, moved
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


def voucher_step(found):
    plan = a_plan("indirect", [found])
    return next(s for s in plan.steps if s.source == "VCH"), plan


def test_02_a_voucher_of_another_year_than_its_event_is_put_to_the_date_test():
    found = read(
        "县图书馆馆长苗春生2015年6月18日报销了一张2014年9月读书节的搭台费凭证，"
        "金额1.92万元，凭证号2015-06-0031，收款的是县城蓝天租赁部，发票也是2015年6月开的，"
        "经办和审批都是他本人。凭证在县图书馆财务室。"
    )
    step, plan = voucher_step(found)
    assert "凭证、发票日期与事项发生日期是否相符" in str(step.looks)
    assert "1.92万元" in str(step.looks)
    assert not [f for f in plan.lint() if f.level == "error"]
    assert any(h.innocent for h in plan.hypotheses)  # it may be late paperwork


def test_03_the_same_thing_bought_twice_in_a_year_is_looked_for_in_the_vouchers():
    found = read(
        "青石镇中学总务主任耿立民2023年4月和2023年10月两次报销同一批课桌椅，每次8.6万元，"
        "收款的都是明德家具店，实际只到过一批货。两张凭证我都经手过，号码是2023-04-017和"
        "2023-10-022。"
    )
    step, plan = voucher_step(found)
    assert "一年内重复购置同一物品" in str(step.looks)
    others = {s.source for s in plan.steps if not s.hearing} - {"VCH", "JOB"}
    assert others  # not on the books alone: payment or seller shows it too


def test_04_a_card_used_in_a_hotel_and_an_invoice_of_a_mall_are_set_side_by_side():
    found = read(
        "县水务局办公室主任冉志军2025年9月20日晚在金鼎酒店用单位公务卡请老板吃饭，"
        "刷卡3860元，单位却拿万家商场开的办公用品发票报销，金额一分不差。我当时在场，"
        "小票和报销单都见过。"
    )
    assert found.offence == "O10"
    step, plan = voucher_step(found)
    assert "刷卡地点与发票开具单位是否一致" in str(step.looks)
    bill = next(s for s in plan.steps if s.source == "RECV")
    assert "金鼎酒店" in str(bill.holder)


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


OLD = (
    "青石镇柳沟村支书田有福2023年4月把全村农机补贴28.8万元打到他妻子的一张卡上，"
    "镇上的明细表我见过。"
)
NEW = (
    OLD + "新的情况：2024年9月他又报了15户微耕机补贴共5.25万元，打到他女婿高林的门市。"
)


def test_12_a_repeat_with_a_new_fact_is_a_new_lead_and_a_mere_repeat_is_none():
    first, again, more = (
        assess(letter(text, id=name), as_of=DAY)
        for name, text in (("1", OLD), ("2", OLD), ("3", NEW))
    )
    register = Register()
    told = [
        register.take(one, text)
        for one, text in ((first, OLD), (again, OLD), (more, NEW))
    ]
    assert told == [None, "1", "1"]
    facts = facts_of(first, OLD)
    assert not new_in(facts_of(again, OLD), facts)
    assert "52500" in new_in(facts_of(more, NEW), facts)["sums"]
    assert "R8" not in {s.rule for s in more.strongest.screens}


def test_13_whether_someone_was_in_the_post_is_looked_up_before_anything_else():
    doubt = allegation(offence="O2", counterparties=["给某"], screens=["R11"])
    plan = a_plan("indirect", [doubt])
    post = next(s for s in plan.steps if s.source == "JOB")
    rest = [s for s in plan.steps if s is not post]
    assert rest
    assert all(post.id in s.after and s.start >= post.end for s in rest)
    assert any("R11" in str(note) for note in plan.notes)
    told = dict.fromkeys(post.elements, "refuted")
    done = mark(plan, post.id, "done", on=DAY, found=told, records=HERE)
    assert any(post.id in m.speaks_against for m in moved(done))


@pytest.mark.parametrize(
    ("method", "screens"), [("priority", ["R11"]), ("multi_front", ["R11"])]
)
def test_13_the_appointment_file_comes_first_by_every_method(method, screens):
    one = allegation("A1", screens=screens)
    other = allegation("A2", offence="O7", subjects=("李某某",))
    steps = a_plan(method, [one, other]).steps
    post = next(s for s in steps if s.source == "JOB" and "A1" in s.serves)
    rest = [s for s in steps if s.allegation == "A1" and s is not post]
    assert all(s.start >= post.end for s in rest)


@pytest.mark.parametrize("method", ["indirect", "priority"])
@pytest.mark.parametrize(
    ("day", "kept"),
    [
        (date(2019, 12, 31), 0.3),  # five years have run out
        (date(2020, 1, 1), 0.6),  # had not run out when ten years came in
        (date(2025, 1, 1), 1.0),  # ten years from the deal
    ],
)
def test_20_a_deal_at_the_edges_of_the_banks_periods_is_weighed_as_each_says(
    method, day, kept
):
    deal = allegation(offence="O3", event=(day, day))
    bank = next(c for c in deal.checks if c.source == "BANK")
    assert bank.availability == pytest.approx(kept)
    plan = a_plan(method, [deal])
    inside = [s for s in plan.steps if s.source == "BANK"]
    spared = [e for e in plan.excluded if e.id.endswith("/BANK")]
    assert inside or spared
    assert all(s.availability == pytest.approx(kept) for s in inside)
    if kept == pytest.approx(0.3) and spared:
        assert "已过保存期限" in str(spared[0].why)


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
