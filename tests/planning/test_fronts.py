from math import isclose

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factory.planning import a_plan, three_vague
from workbench.planning.fronts import (
    Coupling,
    _partitions,
    cut,
    partition,
    value,
)


def coupled(weights, holders, p):
    n = len(p)
    table = tuple(
        tuple(
            0.0 if i == j else float(weights.get(frozenset((i, j)), 0))
            for j in range(n)
        )
        for i in range(n)
    )
    return Coupling(table, tuple(map(frozenset, holders)), tuple(p), (1.0,) * n)


COUPLINGS = st.integers(2, 6).flatmap(
    lambda n: st.builds(
        coupled,
        st.dictionaries(
            st.frozensets(st.integers(0, n - 1), min_size=2, max_size=2),
            st.integers(0, 4),
        ),
        st.lists(
            st.frozensets(st.sampled_from("abcd"), max_size=2), min_size=n, max_size=n
        ),
        st.lists(st.sampled_from([0.2, 0.4, 0.6]), min_size=n, max_size=n),
    )
)


def test_matters_that_share_a_holder_stand_on_one_front():
    shared = coupled({frozenset((0, 2)): 4}, ["a", "b", "a"], [0.4, 0.4, 0.4])
    assert partition(shared, least=2, most=2) == ((0, 2), (1,))


def test_fronts_with_one_holder_count_once():
    shared = coupled({}, ["a", "a", "b"], [0.4, 0.6, 0.2])
    assert isclose(value(((0,), (1,), (2,)), shared), 1 - 0.4 * 0.8)


@settings(deadline=None)
@given(COUPLINGS, st.integers(2, 4))
def test_no_other_partition_is_worth_more_or_shares_less(given_, most):
    found = partition(given_, least=2, most=most)
    n = len(given_.p)
    others = [g for g in _partitions(n) if min(2, n) <= len(g) <= max(2, min(most, n))]
    best = max(value(g, given_) for g in others)
    assert isclose(value(found, given_), best)
    equal = [g for g in others if isclose(value(g, given_), best)]
    assert cut(found, given_) <= min(cut(g, given_) for g in equal) + 1e-9


def test_more_than_eight_matters_are_joined_by_what_they_share():
    pairs = {frozenset((i, i + 1)): 5 for i in range(0, 10, 2)}
    many = coupled(pairs, [""] * 10, [0.4] * 10)
    found = partition(many, least=2, most=5)
    assert len(found) == 5
    assert cut(found, many) == 0


def test_a_front_has_its_own_leader_force_and_entry():
    made = a_plan("multi_front", three_vague())
    assert len({f.leader for f in made.fronts}) == len(made.fronts) == 2
    assert {m for f in made.fronts for m in f.matters} == {"A1", "A2", "A3"}
    assert all(f.force >= 2 and f.entry in f.matters for f in made.fronts)


def test_all_fronts_open_on_the_same_day_after_every_covert_step():
    made = a_plan("multi_front", three_vague())
    opening = [s for s in made.steps if s.window]
    assert len({s.start for s in opening}) == 1
    assert len({s.front for s in opening}) == len(made.fronts)
    covert = [s for s in made.steps if s.alert <= 1]
    assert max(s.end for s in covert) <= opening[0].start
    assert made.regroup_on > max(s.end for s in opening)


def test_an_absence_that_stops_the_opening_is_said():
    made = a_plan("multi_front", three_vague())
    assert all(a.days is None for a in made.absences)
