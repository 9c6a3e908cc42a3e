"""Plates in one form."""

from __future__ import annotations

import pytest

from workbench.values.plate import clean, is_plate


@pytest.mark.parametrize(
    "text", ["浙A12345", "浙a·12345", "浙A-12345", "浙 Ａ１２３４５"]
)
def test_one_plate_has_one_form(text):
    assert clean(text) == "浙A12345"
    assert is_plate(text)


@pytest.mark.parametrize("text", ["浙AD12345", "京A1234学", "粤Z1234港"])
def test_plates_of_other_kinds_count_too(text):
    assert is_plate(text)


@pytest.mark.parametrize(
    "text", ["", "A12345", "浙A", "浙江", "浙A12345678", "某A12345"]
)
def test_other_texts_are_no_plates(text):
    assert not is_plate(text)
