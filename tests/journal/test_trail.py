import json
import sqlite3
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factory.journal import a_journal
from workbench.errors import JournalError, StaleDecision
from workbench.journal import Head, open_journal
from workbench.journal.entry import BEGINNING, canonical


def test_an_entry_comes_back_as_it_was_written(tmp_path):
    journal = a_journal(tmp_path)
    written = journal.append("disposed", "L1", {"to": "prelim"}, why="具体", seen=0)
    assert journal.entries() == [written]
    assert (written.n, written.case, written.who) == (1, "qinghe", "李核查")
    assert written.time == "2026-03-01T08:00:00Z"


def test_the_hash_is_sha256_over_the_canonical_json_of_the_other_fields(tmp_path):
    entry = a_journal(tmp_path).append("voted", "L1", {"b": [1, 2.5], "a": "乙"})
    rest = entry.to_json()
    said = rest.pop("hash")
    form = json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert sha256(form.encode()).hexdigest() == said


def test_entries_are_chained_from_the_beginning(tmp_path):
    journal = a_journal(tmp_path, entries=3)
    found = journal.entries()
    assert [e.previous for e in found] == [BEGINNING, found[0].hash, found[1].hash]
    assert journal.head() == Head(3, found[2].hash)


def test_the_short_head_names_number_and_sixty_four_bits():
    assert Head(12, "3f9a77c1d2aa0b1c" + "0" * 48).short == "12-3f9a-77c1-d2aa-0b1c"


def test_an_empty_journal_has_a_head_and_verifies(tmp_path):
    journal = a_journal(tmp_path)
    assert journal.head() == Head(0, BEGINNING)
    assert journal.entries() == []
    assert journal.verify() is None
    assert not (tmp_path / "journal.db").exists()


def test_a_stale_decision_is_refused_and_leaves_nothing(tmp_path):
    journal = a_journal(tmp_path)
    first = journal.append("level_set", "A1", 2, seen=0)
    journal.append("level_set", "A1", 3, seen=first.n)
    with pytest.raises(StaleDecision) as refused:
        journal.append("level_set", "A1", 1, seen=first.n)
    assert refused.value.fields["newest"] == 2
    assert journal.head().n == 2


def test_a_decision_on_another_subject_is_not_stale(tmp_path):
    journal = a_journal(tmp_path)
    journal.append("level_set", "A1", 2, seen=0)
    assert journal.append("level_set", "A2", 2, seen=0).n == 2


def test_a_decision_cannot_have_seen_the_future(tmp_path):
    with pytest.raises(StaleDecision):
        a_journal(tmp_path).append("level_set", "A1", 2, seen=9)


def test_entries_can_be_asked_for_by_verb_and_subject(tmp_path):
    journal = a_journal(tmp_path)
    journal.append("voted", "A", 1)
    journal.append("voted", "B", 2)
    journal.append("disposed", "A", 3)
    assert [e.value for e in journal.entries("voted")] == [1, 2]
    assert [e.value for e in journal.entries(of="A")] == [1, 3]
    assert [e.value for e in journal.entries("voted", "A")] == [1]
    assert [e.value for e in journal.entries(after=1)] == [2, 3]


def test_two_cases_never_share_a_journal(tmp_path):
    a_journal(tmp_path, entries=1)
    with pytest.raises(JournalError, match="harlow"):
        a_journal(tmp_path, case="harlow").append("received", "x", 1)


def test_the_book_itself_refuses_update_and_delete(tmp_path):
    a_journal(tmp_path, entries=1)
    raw = sqlite3.connect(tmp_path / "journal.db")
    for statement in ("update entry set who = 'x'", "delete from entry"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            raw.execute(statement)
    raw.close()


@pytest.mark.parametrize("value", [float("nan"), {1, 2}, object(), "\ud800"])
def test_what_is_no_json_is_refused(tmp_path, value):
    with pytest.raises(JournalError) as refused:
        a_journal(tmp_path).append("voted", "A", value)
    assert refused.value.code == "journal.value"


@pytest.mark.parametrize(
    ("verb", "of", "why"),
    [("Voted", "A", ""), ("", "A", ""), ("voted", "a\nb", ""), ("voted", "A", "\0")],
)
def test_words_that_could_not_be_stored_are_refused(tmp_path, verb, of, why):
    with pytest.raises(JournalError):
        a_journal(tmp_path).append(verb, of, 1, why=why)


_json = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner)
    ),
    max_leaves=8,
)


@given(_json)
def test_canonical_json_reads_back_as_the_same_value_in_one_form(value):
    said = canonical(value)
    assert json.loads(said) == value
    assert canonical(json.loads(said)) == said


def test_the_time_can_be_fixed_for_reproducible_runs(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1770000000")
    journal = open_journal(tmp_path, case="qinghe", who="a")
    assert journal.append("voted", "A", 1).time == "2026-02-02T02:40:00Z"


def test_a_file_that_is_no_journal_is_one_clear_error(tmp_path):
    (tmp_path / "journal.db").write_bytes(b"not a database at all" * 99)
    with pytest.raises(JournalError) as refused:
        a_journal(tmp_path).append("voted", "A", 1)
    assert refused.value.code == "journal.unreadable"
