from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.planning.knapsack import Item, choose, rise

ITEMS = st.lists(
    st.tuples(st.integers(1, 60), st.integers(1, 20)), min_size=1, max_size=7
).map(lambda rows: [Item(f"A{n}", v / 10, c / 2) for n, (v, c) in enumerate(rows)])


def best(items, capacity, most=99):
    sizes = range(min(len(items), most) + 1)
    sets = (c for n in sizes for c in combinations(items, n))
    return max(
        sum(i.value for i in s) for s in sets if sum(i.cost for i in s) <= capacity
    )


@settings(deadline=None)
@given(ITEMS, st.integers(0, 80).map(lambda n: n / 2))
def test_the_choice_is_the_best_that_fits(items, capacity):
    found = choose(items, capacity)
    assert abs(found.value - best(items, capacity)) < 1e-9
    assert found.cost <= capacity


@settings(deadline=None)
@given(ITEMS, st.integers(0, 80).map(lambda n: n / 2), st.integers(1, 4))
def test_no_more_are_chosen_than_may_be(items, capacity, most):
    found = choose(items, capacity, most=most)
    assert len(found.chosen) <= most
    assert abs(found.value - best(items, capacity, most)) < 1e-9


@settings(deadline=None)
@given(ITEMS, st.integers(0, 80).map(lambda n: n / 2))
def test_what_would_change_the_choice_is_true(items, capacity):
    found = choose(items, capacity)
    for name, more in found.enters.items():
        assert name in choose(items, capacity + more).chosen
        assert name not in choose(items, capacity + more - 0.5).chosen
    for name, fewer in found.drops.items():
        assert name not in choose(items, capacity - fewer).chosen


@settings(deadline=None)
@given(ITEMS, st.integers(0, 80).map(lambda n: n / 2), st.randoms())
def test_the_order_of_the_items_does_not_matter(items, capacity, dice):
    mixed = list(items)
    dice.shuffle(mixed)
    assert choose(mixed, capacity) == choose(items, capacity)


@settings(deadline=None)
@given(ITEMS, st.integers(1, 60).map(lambda n: n / 2), st.integers(1, 4))
def test_a_value_that_rises_so_far_brings_its_item_in_and_no_earlier(
    items, capacity, most
):
    chosen = choose(items, capacity, most=most).chosen
    for one in (i for i in items if i.id not in chosen):
        more = rise(items, one.id, capacity, most=most)
        if more is None:
            assert one.cost > capacity
            continue
        for by, inside in ((more, True), (more - 0.2, False)):
            raised = [replace(i, value=i.value + by) if i is one else i for i in items]
            assert (one.id in choose(raised, capacity, most=most).chosen) is inside
