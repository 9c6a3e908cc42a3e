import os
import shutil
import sqlite3
from multiprocessing import get_context

import pytest

from tests.factory.journal import a_journal
from workbench.errors import JournalError, StaleDecision
from workbench.journal import sqlite


def test_the_file_is_opened_as_decided(tmp_path):
    a_journal(tmp_path, entries=1)
    connection = sqlite.open_book(tmp_path / "journal.db", write=True)
    said = {
        name: connection.execute(f"pragma {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys", "trusted_schema",
                     "mmap_size", "busy_timeout")
    }  # fmt: skip
    connection.close()
    assert said == {
        "journal_mode": "truncate", "synchronous": 2, "foreign_keys": 1,
        "trusted_schema": 0, "mmap_size": 0, "busy_timeout": 30_000,
    }  # fmt: skip


def test_a_reader_rolls_back_what_a_crash_left_half_written(tmp_path):
    journal = a_journal(tmp_path, entries=3)
    raw = sqlite3.connect(tmp_path / "journal.db", isolation_level=None)
    raw.execute("pragma journal_mode = truncate")
    raw.execute("pragma cache_size = 5")
    raw.execute("begin immediate")
    raw.execute("drop trigger entry_stays")
    raw.execute("create table big (x)")
    raw.executemany("insert into big values (?)", [("x" * 4000,)] * 200)
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for name in ("journal.db", "journal.db-journal"):
        shutil.copy(tmp_path / name, crashed / name)
    raw.execute("rollback")
    raw.close()
    assert (crashed / "journal.db-journal").stat().st_size > 0
    assert a_journal(crashed).entries() == journal.entries()
    assert a_journal(crashed).verify() is None


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_can_be_read_but_not_written(tmp_path):
    journal = a_journal(tmp_path, entries=2)
    (tmp_path / "journal.db").chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        assert len(journal.entries()) == 2
        with pytest.raises(JournalError) as refused:
            journal.append("voted", "A", 1)
        assert refused.value.code == "journal.read_only"
    finally:
        tmp_path.chmod(0o755)


def _decide(folder, worker, times):
    journal = a_journal(folder)
    done = 0
    while done < times:
        newest = journal.entries(of="A")
        try:
            seen = newest[-1].n if newest else 0
            journal.append("level_set", "A", [worker, done], seen=seen)
        except StaleDecision:
            continue
        done += 1


def test_several_processes_lose_no_decision(tmp_path):
    context = get_context("fork")
    workers = [context.Process(target=_decide, args=(tmp_path, k, 8)) for k in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers] == [0] * 4
    journal = a_journal(tmp_path)
    found = sorted(tuple(e.value) for e in journal.entries())
    assert found == [(k, i) for k in range(4) for i in range(8)]
    assert journal.verify() is None


def test_a_journal_copies_itself_whole_into_a_new_file(tmp_path):
    journal = a_journal(tmp_path, entries=3)
    (tmp_path / "copy").mkdir()
    journal.copy(tmp_path / "copy" / "journal.db")
    copied = a_journal(tmp_path / "copy")
    assert copied.entries() == journal.entries()
    assert copied.append("voted", "A", 1).n == 4
