import os
import pty
import select
import subprocess
import sys
import time

import pytest

from tests.factory.journal import a_journal
from tests.factory.letters import a_case, put, taken
from workbench.errors import SealError
from workbench.intake import unseal


@pytest.fixture
def case(tmp_path):
    case = a_case(tmp_path)
    put(case, "a.txt", "反映周德海。\n举报人：王大有\n电话：19900000117\n")
    taken(case)
    return case


def test_unsealing_needs_a_request_and_a_second_person(case):
    journal = a_journal(case)
    asked = unseal.request(journal, "L001", why="补充询问", who="甲")
    with pytest.raises(SealError) as refused:
        unseal.allow(case, journal, asked.n)
    assert refused.value.code == "seal.not_approved"
    with pytest.raises(SealError) as refused:
        unseal.approve(journal, asked.n, who="甲")
    assert refused.value.code == "seal.same_person"
    unseal.approve(journal, asked.n, who="乙")
    entry = unseal.allow(case, journal, asked.n, who="甲")
    assert entry.verb == "unsealed"
    assert entry.value == {"request": asked.n, "approved": asked.n + 1}


def test_one_approval_unseals_once(case):
    journal = a_journal(case)
    asked = unseal.request(journal, "L001", why="补充询问", who="甲")
    unseal.approve(journal, asked.n, who="乙")
    unseal.allow(case, journal, asked.n)
    with pytest.raises(SealError) as refused:
        unseal.allow(case, journal, asked.n)
    assert refused.value.code == "seal.used"


def test_a_request_gives_its_reason_and_an_unknown_one_is_refused(case):
    journal = a_journal(case)
    with pytest.raises(SealError):
        unseal.request(journal, "L001", why=" ")
    with pytest.raises(SealError):
        unseal.approve(journal, 99, who="乙")


def test_nothing_is_shown_in_a_notebook_or_to_a_pipe(case, monkeypatch):
    journal = a_journal(case)
    asked = unseal.request(journal, "L001", why="补充询问", who="甲")
    unseal.approve(journal, asked.n, who="乙")
    private = case.parent / "private" / "甲.key"
    monkeypatch.delitem(sys.modules, "ipykernel", raising=False)
    with pytest.raises(SealError) as refused:
        unseal.show(case, journal, asked.n, private=private)
    assert refused.value.code == "seal.no_terminal"
    monkeypatch.setitem(sys.modules, "ipykernel", sys)
    with pytest.raises(SealError) as refused:
        unseal.show(case, journal, asked.n, private=private)
    assert refused.value.code == "seal.in_notebook"
    assert journal.entries("unsealed") == []


def _on_a_terminal(arguments):
    pid, terminal = pty.fork()
    if pid == 0:
        program = [sys.executable, "-m", *arguments]
        os.execv(sys.executable, program)  # noqa: S606 - what pty.fork is for
    said, end = b"", time.monotonic() + 20
    while time.monotonic() < end:
        ready, _, _ = select.select([terminal], [], [], 0.2)
        try:
            said += os.read(terminal, 4096) if ready else b""
        except OSError:
            break
        if "王大有".encode() in said and b"\r\n" in said:
            os.write(terminal, b"\n")
    _, status = os.waitpid(pid, 0)
    return said.decode(), os.waitstatus_to_exitcode(status)


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_the_separate_process_shows_it_on_a_terminal_and_clears_the_screen(case):
    private = case.parent / "private" / "甲.key"
    said, status = _on_a_terminal(
        ["workbench.intake.show", str(case), "L001", str(private)]
    )
    assert "name: 王大有" in said
    assert "phone: 19900000117" in said
    assert said.rstrip().endswith("\x1b[2J\x1b[3J\x1b[H")
    assert status == 0


def test_the_separate_process_shows_nothing_to_a_pipe(case):
    private = case.parent / "private" / "甲.key"
    done = subprocess.run(
        [sys.executable, "-m", "workbench.intake.show", case, "L001", private],
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, b"")


def test_a_recusal_check_says_yes_or_no_and_is_journaled_without_names(case):
    journal = a_journal(case)
    private = case.parent / "private"
    check = lambda names: unseal.check_recusal(  # noqa: E731 - one line, used twice
        case, journal, "L001", names, private=private
    )
    assert check(["李核查", "王大有"]) is True
    assert check(["李核查"]) is False
    entries = journal.entries("recusal_checked")
    assert [e.value for e in entries] == [{"names": 2}, {"names": 1}]


def test_recusal_checks_are_limited_in_number(case, monkeypatch):
    monkeypatch.setattr(unseal, "MOST_CHECKS", 1)
    journal = a_journal(case)
    private = case.parent / "private"
    unseal.check_recusal(case, journal, "L001", ["甲"], private=private)
    with pytest.raises(SealError):
        unseal.check_recusal(case, journal, "L001", ["乙"], private=private)
