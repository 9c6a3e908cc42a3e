import base64
import shutil

import pytest

from tests.factory.journal import a_journal
from workbench.errors import JournalError
from workbench.journal import heads


@pytest.fixture(scope="module")
def signer():
    return heads.new_signer("office")


def test_a_signed_head_reads_back(tmp_path, signer):
    head = a_journal(tmp_path, entries=3).head()
    note = heads.sign("qinghe", head, signer)
    assert note.startswith("workbench/qinghe\n3\n")
    assert heads.read(note, "qinghe", [signer.verifier]) == head


def test_a_forged_or_foreign_head_is_refused(tmp_path, signer):
    head = a_journal(tmp_path, entries=3).head()
    note = heads.sign("qinghe", head, signer)
    other = heads.new_signer("office")
    assert heads.read(note, "qinghe", [other.verifier, signer.verifier]) == head
    for bad, case, keys in (
        (note.replace("\n3\n", "\n2\n"), "qinghe", [signer.verifier]),
        (note, "harlow", [signer.verifier]),
        (note, "qinghe", [other.verifier]),
        (note, "qinghe", []),
        (note.partition("\n\n")[0], "qinghe", [signer.verifier]),
        ("", "qinghe", [signer.verifier]),
        (note, "qinghe", ["nonsense"]),
    ):
        with pytest.raises(JournalError):
            heads.read(bad, case, keys)


def test_a_cut_and_a_rewriting_show_against_the_head(tmp_path):
    head = a_journal(tmp_path, entries=5).head()
    (tmp_path / "cut").mkdir()
    assert heads.check(a_journal(tmp_path / "cut", entries=3), head).n == 4
    (tmp_path / "new").mkdir()
    other = a_journal(tmp_path / "new", entries=4)
    other.append("received", "another", 1)
    assert heads.check(other, head).code == "journal.rewritten"
    assert heads.check(a_journal(tmp_path), head) is None


def test_a_head_holds_while_the_journal_grows(tmp_path):
    journal = a_journal(tmp_path, entries=2)
    head = journal.head()
    journal.append("voted", "A", 1)
    assert heads.check(journal, head) is None
    assert heads.check_short(journal, head.short) is None


def test_a_rollback_shows_against_the_short_head_of_an_export(tmp_path):
    journal = a_journal(tmp_path, entries=2)
    shutil.copy(tmp_path / "journal.db", tmp_path / "old.db")
    journal.append("disposed", "A", "close")
    printed = journal.head().short
    shutil.copy(tmp_path / "old.db", tmp_path / "journal.db")
    assert a_journal(tmp_path).verify() is None
    assert heads.check_short(a_journal(tmp_path), printed).code == "journal.cut"
    a_journal(tmp_path).append("disposed", "A", "prelim")
    assert heads.check_short(a_journal(tmp_path), printed).code == "journal.rewritten"


def test_what_is_no_short_head_is_said_to_be_none(tmp_path):
    with pytest.raises(JournalError):
        heads.check_short(a_journal(tmp_path), "12-xyz")


def test_the_private_key_does_not_show(signer):
    assert base64.b64encode(signer.seed).decode() not in repr(signer)
    assert "seed" not in repr(signer)
