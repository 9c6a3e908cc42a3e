"""Tests of how names are chosen in a Chinese letter among all stretches."""

from itertools import pairwise
from time import process_time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.leads.gazetteer import Gazetteer, make_gazetteer
from workbench.leads.mentions import find_mentions
from workbench.leads.mentions_named_zh import ruled
from workbench.leads.regions import mark_stops
from workbench.leads.span_best import PERSON, UNIT, heaviest
from workbench.leads.span_choice_zh import PARTS, Weights, best, choose, said, weights
from workbench.leads.span_signs_zh import BITS, Ruled, Signs

LETTER = (
    "清河县水务局局长刘建国把白沙镇的引水工程包给宏泰建筑公司。宏泰的老板王强是他表弟，"
    "2021年3月在财务科签的合同，镇里的人都晓得。"
)


def nothing(text):
    return Ruled((), (), (), (), (), (), bytes(len(text)))


def read(text, **names):
    found = find_mentions(
        text, lang="zh", received=None, gazetteer=make_gazetteer(**names)
    )
    return [p.text for p in found.persons], [u.text for u in found.units]


def told(size, *said_at):
    out = np.full((size, PARTS), -5.0, np.float32)
    for place, part, value in said_at:
        out[place, part] = value
    return out


def test_stretches_that_overlap_give_way_to_what_says_most_together():
    items = [(5, 0, UNIT, 3.0), (2, 0, PERSON, 2.0), (5, 3, UNIT, 2.0)]
    assert heaviest(items) == [((0, 2), PERSON), ((3, 5), UNIT)]


def test_a_name_is_what_first_inner_and_last_characters_say_together():
    values = told(6, (1, 0, 2.0), (2, 1, 1.0), (3, 2, 2.0))
    found = best(values, nothing("六" * 6), (0.0, 0.0), (0.0, 0.0))
    assert found.units == ((1, 4),)
    assert found.persons == ()


def test_what_the_rules_find_needs_less():
    values = told(4, (0, 3, 0.5), (1, 5, 0.5))
    rules = Ruled((), (), (), ((0, 2),), (), (), bytes(4))
    cuts = (2.0, 2.0)
    assert best(values, rules, cuts, (0.0, 0.0)).persons == ()
    assert best(values, rules, cuts, (1.5, 0.0)).persons == ((0, 2),)
    assert best(values, nothing("四" * 4), cuts, (1.5, 0.0)).persons == ()


def test_nothing_touches_what_is_known_already():
    rules = nothing(LETTER)
    known = (LETTER.index("宏泰建筑"), LETTER.index("公司") + 2)
    chosen = choose(LETTER, rules, [known])
    for start, end in (*chosen.persons, *chosen.units):
        assert end <= known[0] or start >= known[1]


def test_signs_of_a_part_are_those_of_the_whole():
    signs = Signs(LETTER, nothing(LETTER))
    whole = signs.part(0, signs.size)
    assert np.array_equal(signs.part(10, 25), whole[:, 10:25])
    assert whole.max() < 1 << BITS


def test_digits_are_one_sign_and_so_are_letters():
    one, other = (Signs(t, nothing(t)).part(0, len(t)) for t in ("A1号", "z9号"))
    assert np.array_equal(one, other)


def test_no_sign_holds_two_characters_of_what_the_rules_take_for_a_person():
    texts = ("给刘建国送", "给刘国建送")
    rows = []
    for text in texts:
        rules = Ruled((), (), (), ((1, 4),), (), (), bytes(len(text)))
        rows.append({*Signs(text, rules).part(0, len(text)).ravel().tolist()})
    swapped = "给刘国建送"
    alone = {*Signs(swapped, nothing(swapped)).part(0, 5).ravel().tolist()}
    assert len(rows[0] ^ rows[1]) < len(alone ^ rows[0])


def test_the_case_keeps_its_say_on_names():
    text = "关于天朔的事，请查一查。"
    assert read(text, units=["天朔"])[1] == ["天朔"]
    assert read("他叫方圆里，人不错。", persons=["方圆里"])[0] == ["方圆里"]


def test_persons_and_units_of_a_letter_are_found_together():
    persons, units = read(LETTER)
    assert persons == ["刘建国", "王强"]
    assert {"清河县水务局", "宏泰建筑公司"} <= set(units)


@pytest.mark.parametrize(
    "sign", ["本人赵敏，举报孙立。", "举报孙立收钱。\n举报人：赵敏"]
)
def test_the_writer_is_nobody_whom_the_letter_names(sign):
    assert read(sign)[0] == ["孙立"]


def test_a_region_that_is_no_unit_stays_a_place():
    text = "我家在白沙镇，去年发大水。"
    found = find_mentions(text, lang="zh", received=None)
    spans = [(m.start, m.end) for m in (*found.places, *found.units)]
    assert (3, 6) in spans


@given(st.text(alphabet="县镇局公司刘某老王的，。0A\n在\U00020000", max_size=60))
def test_names_of_any_text_stand_apart_and_in_order(text):
    found = find_mentions(text, lang="zh", received=None)
    spans = sorted((m.start, m.end) for m in (*found.persons, *found.units))
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert all(text[m.start : m.end] == m.text for m in (*found.persons, *found.units))


def test_weights_are_of_the_signs_that_are_looked_at():
    by = weights()
    assert by.number.shape == (1 << BITS,)
    assert by.number.max() == len(by.values) - 1
    cover = mark_stops(LETTER)
    first = ruled(LETTER, cover, (), Gazetteer())
    values = said(Signs(LETTER, first.spans), by)
    assert values.shape == (len(LETTER), PARTS)
    known = by.number[Signs(LETTER, first.spans).part(0, len(LETTER))] > 0
    assert known.mean() > 0.3  # a changed hash would know next to none


def test_the_work_grows_with_the_letter_and_not_faster():
    by = weights()
    short, long = LETTER * 40, LETTER * 160
    times = []
    for text in (short, long):
        began = process_time()
        choose(text, nothing(text), by=by)
        times.append(process_time() - began)
    assert times[1] < 12 * times[0] + 0.05


def test_weights_that_say_nothing_choose_nothing():
    silent = Weights(
        np.zeros(1 << BITS, np.uint16),
        np.zeros((1, PARTS), np.float32),
        (0.0, 0.0),
        (0.0, 0.0),
    )
    assert choose(LETTER, nothing(LETTER), by=silent).units == ()


def test_the_rules_alone_read_a_group_and_a_committee_of_a_village():
    text = "柳树村三组村民到柳树村委会"
    first = ruled(text, mark_stops(text), (), Gazetteer())
    assert [unit.text for unit in first.units] == ["柳树村三组", "柳树村委会"]
