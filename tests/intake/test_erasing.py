"""A letter's key is destroyed only after its time, and only by two persons."""

from datetime import date

import pytest

from tests.factory.journal import a_journal
from tests.factory.letters import a_case, put, taken
from workbench.errors import SealError
from workbench.intake import erasing
from workbench.seal import Register, Vault

_DAY = date(2026, 11, 1)


@pytest.fixture
def case(tmp_path):
    case = a_case(tmp_path)
    put(case, "a.txt", "反映周德海。\n举报人：王大有\n电话：19900000117\n")
    taken(case)
    return case


def _asked(case, *, until=date(2026, 1, 1), why="规则第五条", who="甲"):
    journal = a_journal(case, who=who)
    return erasing.request(case, journal, "L001", until=until, today=_DAY, why=why)


def test_a_second_person_destroys_the_key(case):
    private = case.parent / "private"
    assert Register(case, private).marks
    asked = _asked(case)
    entry = erasing.approve(case, a_journal(case, who="乙"), asked.n, private=private)
    assert (entry.verb, entry.value) == ("erased", {"request": asked.n})
    assert Vault(case).erased("L001")
    assert not Register(case, private).marks


def test_nobody_erases_alone(case):
    asked = _asked(case)
    with pytest.raises(SealError, match="自己"):
        erasing.approve(case, a_journal(case, who="甲"), asked.n)
    assert not Vault(case).erased("L001")


@pytest.mark.parametrize(
    ("given", "code"),
    [({"until": _DAY}, "seal.still_kept"), ({"why": " "}, "seal.erase_reason")],
)
def test_too_early_or_without_a_reason_is_refused(case, given, code):
    with pytest.raises(SealError) as refused:
        _asked(case, **given)
    assert refused.value.code == code


def test_an_unknown_request_is_refused(case):
    with pytest.raises(SealError) as refused:
        erasing.approve(case, a_journal(case), 99)
    assert refused.value.code == "seal.no_erasure"
