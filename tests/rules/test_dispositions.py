from datetime import date

import pytest

from workbench.errors import UnknownName
from workbench.rules.dispositions import scheme


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2015, 4, 30), "CN-2013-5"),
        (date(2015, 5, 1), "CN-2015-5"),
        (date(2016, 6, 1), "CN-2015-5"),
        (date(2017, 1, 1), "CN-2017-4"),
        (date(2026, 1, 1), "CN-2017-4"),
    ],
)
def test_the_day_of_the_decision_chooses_the_scheme(day, found):
    assert scheme(day).id == found


def test_a_ledger_of_2016_has_five_classes():
    words = [one.zh for one in scheme(date(2016, 3, 1)).classes]
    assert words == ["拟立案", "初步核实", "谈话函询", "暂存", "了结"]


def test_lists_before_and_after_verification_stay_apart():
    assert scheme(date(2026, 1, 1), when="after_prelim").id == "CN-POST-PRELIM"
    with pytest.raises(UnknownName):
        scheme(date(2014, 1, 1), when="after_prelim")
