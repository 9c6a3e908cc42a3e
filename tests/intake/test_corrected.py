"""A correction of a layout is checked before it is journaled."""

import pytest

from workbench.errors import CaseError
from workbench.intake.corrected import corrected, encoding_name, roles_of
from workbench.intake.report import Layout

_LAYOUT = Layout(
    "a.csv", None, "f", "payment", {"日期": "date", "数": "amount"},
    headers=("日期", "数", "", "谁"),
)  # fmt: skip


def test_what_is_not_named_stays():
    value = corrected(_LAYOUT, None, {"谁": "payee"})
    assert value["columns"] == {"日期": "date", "数": "amount", "谁": "payee"}


def test_a_role_moves_from_one_column_to_another():
    value = corrected(_LAYOUT, None, {"#4": "amount"})
    assert value["columns"] == {"日期": "date", "谁": "amount"}


def test_a_role_is_taken_away():
    assert corrected(_LAYOUT, None, {"数": ""})["columns"] == {"日期": "date"}


def test_another_form_begins_anew():
    value = corrected(_LAYOUT, "subsidy", {"谁": "recipient"})
    assert value == {"form": "subsidy", "columns": {"谁": "recipient"}}
    assert corrected(_LAYOUT, "ignore", {}) == {"form": "ignore", "columns": {}}


@pytest.mark.parametrize(
    ("form", "columns", "code"),
    [
        ("nothing", {}, "case.no_such_form"),
        (None, {"没有": "date"}, "case.no_such_column"),
        (None, {"#9": "date"}, "case.no_such_column"),
        (None, {"谁": "nothing"}, "case.no_such_role"),
        (None, {"谁": "payee", "#2": "payee"}, "case.role_twice"),
    ],
)
def test_what_does_not_fit_is_refused(form, columns, code):
    with pytest.raises(CaseError) as refused:
        corrected(_LAYOUT, form, columns)
    assert refused.value.code == code


def test_roles_and_encodings_are_known_by_name():
    assert "other_name" in roles_of("payment")
    assert encoding_name("BIG5") == "big5"
    assert encoding_name("nothing") is None
    assert encoding_name("hex") is None
