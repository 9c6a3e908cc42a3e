"""Row numbers survive lines that are missing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.intake.places import Places


@given(st.sets(st.integers(1, 60)), st.integers(0, 5))
def test_the_nth_accepted_row_has_its_own_number(gaps, start):
    missing = sorted(start + gap for gap in gaps)
    accepted = [line for line in range(start + 1, start + 100) if line not in missing]
    places = Places(missing, start)
    assert [places.of(k) for k in range(1, len(accepted) + 1)] == accepted
