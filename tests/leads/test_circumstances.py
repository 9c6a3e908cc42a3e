"""What a letter says of the proof itself, and what that does to verifiability."""

from datetime import date

import pytest

from tests.factory.leads import letter
from workbench.leads import assess
from workbench.leads.circumstances import (
    IN_KIND,
    NO_PAPER,
    RECORDS_GONE,
    WITNESS_GONE,
)

BRIBE = "2024年6月3日，局长卓文彬为工程验收收了老板龚少华五万元"


def strongest(text, lang="zh"):
    return assess(letter(text, lang=lang)).strongest


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("zh", BRIBE + "现金，装在信封里。", IN_KIND),
        ("zh", BRIBE + "，没有收条，也没有转账。", NO_PAPER),
        ("zh", BRIBE + "。公司破产，账本当废纸卖了。", RECORDS_GONE),
        ("zh", BRIBE + "。龚少华前年去世了。", WITNESS_GONE),
        ("en", "The mayor took $5,000 in cash from a builder.", IN_KIND),
        ("en", "He took $900 from a builder; there is no paper.", NO_PAPER),
        ("en", "He padded the roll. The vouchers were lost in a fire.", RECORDS_GONE),
        ("en", "He took $900 from a builder, who died in 2015.", WITNESS_GONE),
    ],
)
def test_words_about_the_proof_are_read(lang, text, wanted):
    assert wanted in strongest(text, lang).circumstances


def test_a_transfer_is_easier_to_settle_than_the_same_sum_in_cash():
    transfer = strongest(BRIBE + "，转到他妻子的账户。")
    cash = strongest(BRIBE + "现金，装在信封里。")
    assert transfer.verifiability > cash.verifiability


def test_records_that_are_gone_settle_nothing():
    ghost = "2025年3月，水管站站长窦成给没来上班的闫丽萍造工资表，每月4360元"
    kept = strongest(ghost + "，工资表在站里。")
    gone = strongest(ghost + "。站里的工资表和账本都烧了，记录销毁了。")
    assert kept.verifiability > gone.verifiability
    wages = next(c for c in gone.checks if c.source == "WAGE")
    assert wages.availability == 0.0


def test_the_older_the_event_the_less_a_record_can_settle():
    told = "年6月3日，局长卓文彬收了老板龚少华转账五万元，为工程验收。"
    values = [
        assess(
            letter(f"{year}{told}", received=date(2026, 1, 5))
        ).strongest.verifiability
        for year in (1998, 2012, 2025)
    ]
    assert values == sorted(values)
    assert values[0] < values[2]


def test_what_is_only_heard_of_is_hardly_to_be_verified():
    heard = strongest("听说局长卓文彬收了别人的钱，大家都在传，具体的不清楚。")
    assert heard.verifiability < 40
    assert heard.elements["basis"].level <= 1
    assert "R2" in {s.rule for s in heard.screens}


def test_what_is_only_concluded_stays_a_vague_act():
    text = "科长雷鸣工资五千，却开三十万的车，我猜肯定是收了钱，我没有证据。"
    guess = strongest(text)
    assert guess.elements["act"].level <= 1
    assert guess.elements["basis"].level == 0


def test_a_record_named_with_its_place_lifts_what_nobody_is_named_in():
    bare = "县博物馆有个女的没有上过一天班，工资却领着。"
    named = bare + "把在编花名册和打卡机的记录一对就是她。"
    assert strongest(named).verifiability > strongest(bare).verifiability


def test_a_pointer_leads_only_to_the_record_it_names():
    text = "2025年3月8日副局长秦志平开公车去钓鱼，出车单在办公室柜子里。"
    checks = {c.source: c for c in strongest(text).checks}
    assert max(checks["DISP"].diagnosticity.values()) >= 2
