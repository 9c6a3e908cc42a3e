from dataclasses import replace

import pytest

from tests.factory.planning import DAY, FULL, allegation, office, team, three_vague
from workbench.planning.setting import setting
from workbench.planning.triggers import choose, persons, triggers
from workbench.wording import speaking


@pytest.fixture(scope="module")
def under():
    return setting(team=team(), office=office(), as_of=DAY, profile_name="cn")


def holding(method, chosen, under):
    return {t.name: t.holds for t in triggers(chosen, under)[method].tests}


def test_many_issues_many_persons_and_hard_to_break_are_three_tests(under):
    chosen = three_vague()
    assert set(holding("multi_front", chosen, under).values()) == {True}
    assert not holding("multi_front", chosen[:2], under)["many_issues"]
    same = [allegation(f"A{n}", verifiability_band="mid") for n in range(3)]
    assert not holding("multi_front", same, under)["many_persons"]
    strong = [*chosen[:2], allegation("A3", subjects=("丁某",))]
    assert not holding("multi_front", strong, under)["hard_to_break"]


def test_the_numbers_stand_in_the_words(under):
    trigger = triggers(three_vague()[:2], under)["multi_front"]
    with speaking("en"):
        assert str(trigger.failed[0].why) == "many issues: only 2, at least 3 needed"
    with speaking("zh"):
        assert "只有2" in str(trigger.failed[0].why)


def test_an_office_moves_the_threshold():
    low = setting(
        team=team(),
        office=office(),
        as_of=DAY,
        profile_name="cn",
        parameters={"m1.allegations": 2},
    )
    assert holding("multi_front", three_vague()[:2], low)["many_issues"]


def test_clues_of_equal_worth_need_no_choice(under):
    equal = [allegation(f"A{n}") for n in range(3)]
    assert not triggers(equal, under)["priority"].holds
    weak = [*equal, allegation("A9", screens=("R2",))]
    assert triggers(weak, under)["priority"].holds


@pytest.mark.parametrize(
    ("test", "given"),
    [
        ("large_sum", {"offence": "O1", "amount": 200000.0}),
        ("office_bound", {"offence": "O5"}),
        (
            "loud_best_way",
            {
                "offence": "O8",
                "levels": FULL | {"when": 2},
                "verifiability_band": "mid",
            },
        ),
    ],
)
def test_any_one_situation_makes_the_indirect_method_fit(test, given, under):
    chosen = [allegation(**given)]
    found = triggers(chosen, under)["indirect"]
    assert {t.name: t.holds for t in found.tests}[test]
    assert found.holds


def test_obstruction_is_noted_by_a_person():
    seen = setting(
        team=team(), office=office(), as_of=DAY, profile_name="cn", obstruction=True
    )
    assert choose([allegation()], seen)[0] == "indirect"


def test_persons_are_counted_once_across_matters():
    chosen = [allegation("A1", counterparties=("乙",)), allegation("A2")]
    assert persons(chosen) == {"何主任", "乙"}


def test_clues_of_several_letters_are_put_in_order_before_a_way_round_is_sought(under):
    large = allegation("A1", offence="O5", amount=3e6)
    other = allegation("A2", offence="O7", subjects=("李某某",))
    assert choose([large], under)[0] == "indirect"
    assert choose([large, other], under)[0] == "priority"
    one_letter = [replace(a, letter="L") for a in (large, other)]
    assert choose(one_letter, under)[0] == "indirect"
