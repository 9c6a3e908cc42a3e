"""What belongs to a superior office is found again and leaves the case unread."""

import pytest

from tests.factory.journal import a_journal
from tests.factory.letters import a_case, put, taken
from workbench.errors import CaseError
from workbench.intake import forwarding

_INSIDE = "尊敬的省纪委领导：\n反映本县水利局周德海。\n"


@pytest.fixture
def case(tmp_path):
    case = a_case(tmp_path)
    put(case, "a.txt", _INSIDE)
    return case


def test_an_item_found_inside_is_said_clearly_and_can_be_handed_up(case, tmp_path):
    report = taken(case)
    (item,) = report.forwarded
    assert "inbox/forward/" in str(report)
    assert "workbench forward" in str(report)
    (waiting,) = forwarding.going_up(case, a_journal(case))
    assert (waiting.id, waiting.handed, waiting.lies) == (item.id, None, True)
    forwarding.hand_up(case, a_journal(case), item.id, tmp_path / "up")
    (handed,) = forwarding.going_up(case, a_journal(case))
    assert handed.handed is not None
    assert not handed.lies
    assert (tmp_path / "up" / f"{item.id}.txt").read_text("utf-8") == _INSIDE


def test_it_never_moves_inside_the_case_nor_over_another(case, tmp_path):
    (item,) = taken(case).forwarded
    (tmp_path / "up").mkdir()
    (tmp_path / "up" / f"{item.id}.txt").write_text("x")
    for receipt, to, code in (
        (item.id, case / "files", "letters.up_inside"),
        (item.id, tmp_path / "up", "letters.up_exists"),
        ("UP999", tmp_path / "else", "letters.no_receipt"),
    ):
        with pytest.raises(CaseError) as refused:
            forwarding.hand_up(case, a_journal(case), receipt, to)
        assert refused.value.code == code
