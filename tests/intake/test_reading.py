"""Reading a case's files: each content once, every row accounted for."""

from __future__ import annotations

import errno
import json
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime

import pytest

from tests.factory.intake import STATEMENT, Notes, case_with
from workbench.errors import CaseError
from workbench.intake import contents, read_case, set_encoding, set_mapping
from workbench.journal import open_journal
from workbench.store import Store


def test_a_statement_in_gb18030_becomes_transfers_with_both_sides(tmp_path):
    case = case_with(tmp_path, bank__csv=STATEMENT.encode("gb18030"))
    report = read_case(case, journal=Notes(), progress=False)
    (entry,) = report.to_json()["files"]
    assert (entry["kind"], entry["read"], entry["refused"], entry["skipped"]) == (
        "payment", 2, 1, 1,
    )  # fmt: skip
    came_in, went_out = Store(case).records("payment")
    assert came_in.fields["payer"] == "清河县财政局"
    assert came_in.fields["payee"] == "张三"
    assert came_in.fields["amount"] == 500_000
    assert went_out.fields["payer_account"] == "6222020000001111"
    assert went_out.fields["payee"] == "李四"
    assert (went_out.fields["date"], went_out.source.row) == (date(2024, 1, 3), 4)


def test_a_refused_row_is_named_by_place_and_never_by_its_content(tmp_path):
    case = case_with(tmp_path, bank__csv=STATEMENT)
    (problem,) = read_case(case, journal=Notes(), progress=False).to_json()["problems"]
    assert (problem["file"], problem["row"], problem["column"], problem["code"]) == (
        "bank.csv", 5, "借方发生额", "intake.not_money",
    )  # fmt: skip
    assert "一百" not in json.dumps(problem, ensure_ascii=False)
    assert problem["why"]
    assert problem["do"]


def test_reading_twice_changes_nothing(tmp_path):
    case, notes = case_with(tmp_path, bank__csv=STATEMENT), Notes()
    first = read_case(case, journal=notes, progress=False)
    before = {
        path: path.stat().st_mtime_ns
        for path in case.joinpath("computed").rglob("*.parquet")
    }
    second = read_case(case, journal=notes, progress=False)
    assert first.to_json() == second.to_json()
    assert [entry.verb for entry in notes.kept] == ["received"]
    assert (first.new, second.new) == (1, 0)
    for path, changed in before.items():
        assert path.stat().st_mtime_ns == changed


def test_a_changed_file_is_new_content_and_the_old_stays_on_disk(tmp_path):
    case, notes = case_with(tmp_path, bank__csv=STATEMENT), Notes()
    read_case(case, journal=notes, progress=False)
    case_with(tmp_path, bank__csv=STATEMENT.replace("李四", "王五"))
    read_case(case, journal=notes, progress=False)
    assert len(notes.entries("received")) == 2
    assert set(Store(case).frame("payment")["payee"]) == {"张三", "王五"}
    assert len(list(case.joinpath("computed/records/payment").iterdir())) == 2


def test_the_same_content_twice_counts_once(tmp_path):
    case = case_with(tmp_path, a__csv=STATEMENT, b__csv=STATEMENT)
    report = read_case(case, journal=Notes(), progress=False)
    assert [each.kind for each in report.files] == ["payment", "duplicate"]
    assert len(Store(case).frame("payment")) == 2


def test_a_table_nobody_knows_is_left_out_and_said_so(tmp_path):
    case = case_with(tmp_path, odd__csv="甲项,乙项\n1,2\n3,4\n")
    report = read_case(case, journal=Notes(), progress=False)
    assert (report.files[0].kind, report.files[0].skipped) == ("table", 2)
    assert report.problems[0].code == "intake.not_recognised"


def test_a_decision_on_a_layout_is_followed_from_then_on(tmp_path):
    case, notes = case_with(tmp_path, odd__csv="甲项,乙项\n张三,住建局\n"), Notes()
    report = read_case(case, journal=notes, progress=False)
    mark = report.layouts[0].fingerprint
    set_mapping(notes, mark, "roster", {"甲项": "person", "乙项": "unit"})
    report = read_case(case, journal=notes, progress=False)
    assert (report.files[0].kind, report.files[0].read) == ("post", 1)
    assert next(Store(case).records("post")).fields["unit"] == "住建局"


@pytest.mark.parametrize(("second", "said"), [("2.00", 1), ("100.00", 0)])
def test_two_columns_of_one_name_that_differ_are_told(tmp_path, second, said):
    text = f"付款人,收款人,金额,日期,金额\n甲,乙,100.00,2024-01-02,{second}\n"
    case = case_with(tmp_path, a__csv=text)
    report = read_case(case, journal=Notes(), progress=False)
    assert sum("同名" in line for line in report.guesses()) == said


def test_a_case_without_files_folder_is_told_so(tmp_path):
    with pytest.raises(CaseError, match="files/"):
        read_case(tmp_path, journal=Notes(), progress=False)


def test_a_files_folder_that_leads_elsewhere_is_not_followed(tmp_path):
    elsewhere = case_with(tmp_path / "other", bank__csv=STATEMENT) / "files"
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "files").symlink_to(elsewhere)
    with pytest.raises(CaseError) as refused:
        read_case(tmp_path / "case", journal=Notes(), progress=False)
    assert refused.value.code == "intake.files_elsewhere"


def test_a_part_that_was_lost_is_read_again(tmp_path):
    case, notes = case_with(tmp_path, bank__csv=STATEMENT), Notes()
    read_case(case, journal=notes, progress=False)
    (part,) = case.joinpath("computed/records/payment").iterdir()
    part.unlink()
    report = read_case(case, journal=notes, progress=False)
    assert (report.files[0].read, report.new) == (2, 0)
    assert len(Store(case).frame("payment")) == 2


def test_deleting_computed_and_reading_again_gives_the_same_bytes(tmp_path):
    case, notes = case_with(tmp_path, bank__csv=STATEMENT), Notes()
    read_case(case, journal=notes, progress=False)
    folder = case / "computed"
    before = {p.name: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    shutil.rmtree(folder)
    read_case(case, journal=notes, progress=False)
    after = {p.name: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    assert after == before


def test_a_full_disk_is_one_clear_error_and_reading_goes_on_afterwards(
    tmp_path, monkeypatch
):
    case, notes = case_with(tmp_path, bank__csv=STATEMENT), Notes()
    with monkeypatch.context() as full:

        def no_room(*_args: object) -> None:
            raise OSError(errno.ENOSPC, "no room")

        full.setattr(contents, "write_rows", no_room)
        with pytest.raises(CaseError, match="磁盘已满"):
            read_case(case, journal=notes, progress=False)
    report = read_case(case, journal=notes, progress=False)
    assert report.files[0].read == 2
    assert len(notes.entries("received")) == 1


def test_links_and_system_files_are_not_opened(tmp_path):
    secret = tmp_path / "secret.csv"
    secret.write_text(STATEMENT)
    case = case_with(tmp_path / "case", Thumbs__db=b"\x00")
    (case / "files" / "link.csv").symlink_to(secret)
    report = read_case(case, journal=Notes(), progress=False)
    assert [(each.file, each.kind) for each in report.files] == [
        ("Thumbs.db", "system"), ("link.csv", "unreadable"),
    ]  # fmt: skip
    assert report.problems[0].code == "intake.link"


def test_a_chosen_encoding_is_followed(tmp_path):
    text = "交易日期,付款單位,收款單位,金額,備註\n"
    content = (text + "2024-01-03,張國強,李四營造,6,貨款與運費\n" * 4).encode("big5")
    case, notes = case_with(tmp_path, bank__csv=content), Notes()
    report = read_case(case, journal=notes, progress=False)
    assert report.problems[0].code == "intake.maybe_big5"
    set_encoding(notes, report.files[0].sha256, "big5")
    read_case(case, journal=notes, progress=False)
    assert "張國強" in set(Store(case).frame("payment")["payer"])


def test_a_layout_may_be_left_out_by_decision(tmp_path):
    case, notes = case_with(tmp_path, bank__csv=STATEMENT), Notes()
    report = read_case(case, journal=notes, progress=False)
    set_mapping(notes, report.layouts[0].fingerprint, "ignore", {})
    report = read_case(case, journal=notes, progress=False)
    assert (report.files[0].kind, report.files[0].read) == ("table", 0)
    assert report.problems[0].code == "intake.ignored"
    assert len(Store(case).frame("payment")) == 0


NOON = datetime(2024, 1, 1, 12, tzinfo=UTC)


def test_the_real_journal_takes_the_entries(tmp_path):
    case = case_with(tmp_path, bank__csv=STATEMENT)
    journal = open_journal(case, case="t", who="reader", clock=lambda: NOON)
    report = read_case(case, journal=journal, progress=False)
    (entry,) = journal.entries("received")
    assert entry.of == "file:bank.csv"
    assert entry.value["sha256"] == report.files[0].sha256
    assert journal.verify() is None


def test_a_statement_of_refused_rows_alone_is_still_called_what_it_is(tmp_path):
    text = "付款人,收款人,金额,日期\n甲,乙,1,2024-01-02\n,,5,2024-01-03\n"
    case = case_with(tmp_path, a__csv=text.replace("甲,乙,1,2024-01-02\n", ""))
    report = read_case(case, journal=Notes(), progress=False)
    assert (report.files[0].kind, report.files[0].refused) == ("payment", 1)


def test_several_processes_reading_one_case_journal_each_file_once(tmp_path):
    case = case_with(
        tmp_path, a__csv=STATEMENT, b__csv=STATEMENT.replace("李四", "王五")
    )
    code = (
        "import sys; from workbench.intake import read_case;"
        "from workbench.journal import open_journal;"
        "j = open_journal(sys.argv[1], case='t', who='r');"
        "read_case(sys.argv[1], journal=j, progress=False)"
    )
    children = [
        subprocess.Popen([sys.executable, "-c", code, str(case)]) for _ in range(4)
    ]
    assert [child.wait() for child in children] == [0, 0, 0, 0]
    journal = open_journal(case, case="t", who="r")
    assert len(journal.entries("received")) == 2
    assert journal.verify() is None
    assert len(Store(case).frame("payment")) == 4


def test_a_table_without_header_shows_none_of_its_cells(tmp_path):
    rows = "".join(f"青K2031{n},常有福,石桥镇,送文件,{n}\n" for n in range(1, 6))
    case = case_with(tmp_path, a__csv=rows)
    report = read_case(case, journal=Notes(), progress=False)
    assert (report.files[0].kind, report.files[0].read) == ("table", 0)
    assert "青K" not in json.dumps(report.to_json(), ensure_ascii=False)
