"""Reading a case's files: each content once, every row accounted for."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tests.factory.intake import STATEMENT, Notes, case_with
from workbench.errors import CaseError
from workbench.intake import read_case, set_mapping
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


def test_a_case_without_files_folder_is_told_so(tmp_path):
    with pytest.raises(CaseError, match="files/"):
        read_case(tmp_path, journal=Notes(), progress=False)
