import pytest

from tests.factory.journal import a_journal
from tests.factory.letters import a_case, put, taken
from workbench.errors import CaseError, SealError
from workbench.intake import bag, custody
from workbench.seal import Register, Vault, keys


@pytest.fixture
def case(tmp_path):
    case = a_case(tmp_path)
    put(case, "a.txt", "反映周德海。\n举报人：王大有\n电话：19900000117\n")
    put(case, "b.txt", "反映周小军。\n举报人：李二妹\n电话：19900000118\n")
    taken(case)
    (case / "files").mkdir()
    (case / "files" / "bank.csv").write_text("a,b\n1,2\n")
    journal = a_journal(case)
    digest = custody._hash(case / "files" / "bank.csv")
    journal.append("received", "file:bank.csv", {"sha256": digest, "size": 8})
    custody.note_parameters(case, journal, rules="CN-2026.1")
    return case


def test_an_untouched_case_holds(case):
    assert custody.verify_case(case, a_journal(case)) is None


def _change(path):
    path.write_bytes(path.read_bytes() + b" ")


def _gone(path):
    path.unlink()


def _there(path):
    path.write_text("x")


@pytest.mark.parametrize(
    ("touch", "name", "code"),
    [
        (_change, "files/bank.csv", "custody.file_changed"),
        (_gone, "files/bank.csv", "custody.file_missing"),
        (_change, "letters/L001.txt", "custody.letter_changed"),
        (_gone, "letters/L002.txt", "custody.letter_changed"),
        (_change, "sealed/L001.age", "custody.seal_changed"),
        (_gone, "sealed/L001.age", "custody.seal_changed"),
        (_gone, "sealed/L001.key.age", "custody.key_missing"),
        (_there, "letters/L009.txt", "custody.not_journaled"),
        (_there, "sealed/L009.age", "custody.not_journaled"),
        (_change, "case.toml", "custody.settings_changed"),
    ],
)
def test_the_first_thing_that_does_not_hold_is_named(case, touch, name, code):
    touch(case / name)
    finding = custody.verify_case(case, a_journal(case))
    assert finding.code == code
    assert "王大有" not in str(finding)


def test_a_file_moved_or_not_read_yet_is_no_finding(case):
    (case / "files" / "bank.csv").rename(case / "files" / "moved.csv")
    (case / "files" / "new.csv").write_text("x")
    assert custody.verify_case(case, a_journal(case)) is None


def test_a_journal_cut_or_forged_shows_against_its_signed_head(case):
    journal = a_journal(case)
    journal.copy(case.parent / "before.db")
    journal.append("voted", "A", 1)
    custody.sign_head(case, journal, private=case.parent / "private")
    custody.sign_head(case, journal, private=case.parent / "private")
    assert custody.verify_case(case, journal) is None
    whole = (case / "journal.db").read_bytes()
    (case / "journal.db").write_bytes((case.parent / "before.db").read_bytes())
    assert custody.verify_case(case, a_journal(case)).code == "journal.cut"
    (case / "journal.db").write_bytes(whole)
    note = case / custody.HEAD_FILE
    note.write_text(note.read_text().replace("\n", "\nx", 1))
    assert custody.verify_case(case, journal).code == "journal.head_forged"
    note.unlink()
    assert custody.verify_case(case, journal).code == "journal.no_head"


def test_a_signing_key_never_lies_in_the_case(case):
    with pytest.raises(SealError):
        custody.sign_head(case, a_journal(case), private=case / "keys")


def test_erasing_destroys_the_key_and_forgets_the_fingerprints(case, monkeypatch):
    monkeypatch.setenv("WORKBENCH_KEYS", str(case.parent / "private"))
    before = len(Register(case).marks)
    journal = a_journal(case)
    custody.erase(case, journal, "L001", why="查否，保管期满")
    custody.erase(case, journal, "L001", why="查否，保管期满")
    assert len(journal.entries("erased")) == 1
    assert len(Register(case).marks) == before - 2
    private = keys.load_private(case.parent / "private" / "甲.key")
    with pytest.raises(SealError):
        Vault(case).open("L001", private)
    assert Vault(case).open("L002", private)
    assert custody.verify_case(case, journal) is None


def test_erasing_gives_its_reason(case):
    with pytest.raises(SealError):
        custody.erase(case, a_journal(case), "L001", why="")


def test_settings_are_journaled_when_they_or_the_rules_change(case):
    journal = a_journal(case)
    assert custody.note_parameters(case, journal, rules="CN-2026.1") is None
    assert custody.note_parameters(case, journal, rules="CN-2026.2").value["rules"]
    (case / "case.toml").write_text('title = "新"\nopened = 2026-08-01\n', "utf-8")
    entry = custody.note_parameters(case, journal, rules="CN-2026.2")
    assert entry.value["settings"] == {"title": "新", "opened": "2026-08-01"}
    assert entry.verb == "parameters_set"


def test_settings_that_are_no_toml_are_refused(case):
    (case / "case.toml").write_text("title = ")
    with pytest.raises(CaseError):
        custody.note_parameters(case, a_journal(case), rules="x")


def test_a_bag_goes_out_is_verified_and_comes_back_in(case, tmp_path):
    journal = a_journal(case)
    (case / "computed").mkdir()
    (case / "computed" / "x.parquet").write_text("x")
    packed = bag.pack(case, tmp_path / "bag", journal=journal)
    assert not (packed / "data" / "computed").exists()
    assert not (packed / "data" / "inbox").exists()
    back = bag.unpack(packed, tmp_path / "back", journal_of=a_journal)
    assert a_journal(back).head() == journal.head()
    assert (back / "inbox").is_dir()


def test_a_changed_bag_does_not_come_in(case, tmp_path):
    packed = bag.pack(case, tmp_path / "bag", journal=a_journal(case))
    _change(packed / "data" / "files" / "bank.csv")
    with pytest.raises(CaseError) as refused:
        bag.unpack(packed, tmp_path / "back", journal_of=a_journal)
    assert refused.value.code == "custody.bag_broken"
    assert not (tmp_path / "back").exists()


def test_a_bag_is_not_packed_over_another_or_over_an_open_inbox(case, tmp_path):
    (tmp_path / "bag").mkdir()
    with pytest.raises(CaseError):
        bag.pack(case, tmp_path / "bag", journal=a_journal(case))
    put(case, "c.txt", "x")
    with pytest.raises(CaseError) as refused:
        bag.pack(case, tmp_path / "other", journal=a_journal(case))
    assert refused.value.code == "custody.inbox_waits"


def test_no_letter_leaves_unsealed_in_a_bag(case, tmp_path):
    (case / "inbox" / "forward").mkdir()
    (case / "inbox" / "forward" / "UP001.txt").write_text("上级信件")
    packed = bag.pack(case, tmp_path / "bag", journal=a_journal(case))
    for path in packed.rglob("*"):
        if path.is_file():
            assert "上级信件".encode() not in path.read_bytes()
