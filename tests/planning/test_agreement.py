"""Agreement of raters, against published figures."""

from __future__ import annotations

import pytest

from workbench.planning.agreement import krippendorff_alpha, spread

# Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", section C: four
# observers, twelve units, missing values; the paper gives the four results.
PAPER = [
    (1, 1, None, 1), (2, 2, 3, 2), (3, 3, 3, 3), (3, 3, 3, 3), (2, 2, 2, 2),
    (1, 2, 3, 4), (4, 4, 4, 4), (1, 1, 2, 1), (2, 2, 2, 2), (None, 5, 5, 5),
    (None, None, 1, 1), (None, None, 3, None),
]  # fmt: skip
UNITS = [
    {name: v for name, v in zip("ABCD", row, strict=True) if v is not None}
    for row in PAPER
]


@pytest.mark.parametrize(
    ("scale", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)]
)
def test_alpha_equals_the_published_example(scale, alpha) -> None:
    assert krippendorff_alpha(UNITS, scale=scale) == pytest.approx(alpha, abs=5e-4)


def test_full_agreement_is_one_and_one_value_says_nothing() -> None:
    assert krippendorff_alpha([{"a": 1, "b": 1}, {"a": 3, "b": 3}]) == 1
    assert krippendorff_alpha([{"a": 1, "b": 1}]) is None
    assert krippendorff_alpha([{"a": 1}, {"b": 2}]) is None


def test_the_order_of_raters_and_units_does_not_matter() -> None:
    turned = [dict(reversed(u.items())) for u in reversed(UNITS)]
    assert krippendorff_alpha(turned) == pytest.approx(krippendorff_alpha(UNITS))


def test_a_spread_needs_a_score() -> None:
    assert spread([0, 4, 1]).middle == 1
    with pytest.raises(ValueError, match="no scores"):
        spread([])
