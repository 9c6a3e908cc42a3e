"""A picture is as broad as its canvas, and no name lies on another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.widgets.link_layout import apart, broad, filled

number = st.floats(-500, 500)
pictures = st.dictionaries(
    st.integers(0, 40), st.tuples(number, number), min_size=2, max_size=12
)


def _span(at, way: int) -> float:
    row = [place[way] for place in at.values()]
    return max(row) - min(row)


def test_a_tall_picture_becomes_broad_and_keeps_its_area() -> None:
    tall = {0: (0.0, 0.0), 1: (100.0, 900.0)}
    made = broad(tall)
    assert _span(made, 0) / _span(made, 1) == pytest.approx(1.75)
    assert _span(made, 0) * _span(made, 1) == pytest.approx(100.0 * 900.0)


def test_a_single_place_stays() -> None:
    assert broad({1: (3.0, 4.0)}) == filled({1: (3.0, 4.0)}) == {1: (3.0, 4.0)}


@given(pictures)
def test_spreading_brings_no_two_nearer(at) -> None:
    before, after = apart(at, 60, 30), filled(apart(at, 60, 30))
    assert list(before) == list(after)
    for one in before:
        for other in before:
            for way in (0, 1):
                was = abs(before[one][way] - before[other][way])
                assert abs(after[one][way] - after[other][way]) >= was - 1e-9
