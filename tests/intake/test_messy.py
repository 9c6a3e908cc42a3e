"""A messy folder of every format reads in one go, every row accounted for."""

from __future__ import annotations

import json
import re

import pytest

from tests.factory import messy
from tests.factory.intake import Notes
from workbench.intake import read_case
from workbench.store import Store
from workbench.wording import speaking


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    folder = tmp_path_factory.mktemp("messy")
    expected = messy.write(folder)
    notes = Notes()
    return folder, expected, read_case(folder, journal=notes, progress=False), notes


def test_every_file_appears_once_with_the_counts_it_must_have(read):
    _, expected, report, _ = read
    said = {
        each.file: (each.kind, each.read, each.refused, each.skipped)
        for each in report.files
    }
    assert len(expected) >= 60
    assert [each.file for each in report.files] == sorted(expected)
    assert {name: said[name] for name in expected} == expected


def test_every_refused_row_is_named_once(read):
    _, _, report, _ = read
    assert report.files
    for each in report.files:
        rows = [
            problem
            for problem in report.problems
            if problem.file.partition("!/")[0] == each.file and problem.row is not None
        ]
        assert len(rows) == each.refused, each.file


def test_every_file_that_was_not_read_has_a_reason_and_an_advice(read):
    _, _, report, _ = read
    blamed = {problem.file.partition("!/")[0] for problem in report.problems}
    for each in report.files:
        if each.kind in ("unreadable", "empty", "table", "duplicate"):
            assert each.file in blamed, each.file
    for lang in ("zh", "en"):
        with speaking(lang):
            for problem in report.to_json()["problems"]:
                assert problem["why"]
                assert problem["do"]
                assert "<" not in problem["why"] + problem["do"]
                assert not problem["why"].startswith("intake.")


def test_the_report_in_chinese_has_no_english_sentence(read):
    _, _, report, _ = read
    with speaking("zh"):
        told = str(report)
    assert "读入" in told
    assert "没有读入" in told
    own_words = re.sub(r"\S+\.(?:\w+)(?:!/\S+)?", "", told)
    assert not re.search(r"[a-z]{3,} [a-z]{2,} [a-z]{2,}", own_words)


def test_no_content_of_a_cell_stands_in_the_report(read):
    _, _, report, _ = read
    told = json.dumps(report.to_json(), ensure_ascii=False)
    for content in ("一百", "刘建国", "2024-02-30", "6222020000002222", "张三"):
        assert content not in told


def test_a_second_reading_changes_nothing(read):
    folder, _, report, notes = read
    before = len(notes.kept)
    again = read_case(folder, journal=notes, progress=False)
    assert again.to_json() == report.to_json()
    assert len(notes.kept) == before


def test_records_from_every_format_know_where_they_stand(read):
    folder, _, _, _ = read
    store = Store(folder)
    files = set(store.frame("payment")["file"]) | set(store.frame("trip")["file"])
    parts = ("zip!/流水一.csv", "内.zip!/里层/流水.csv", "eml!/流水.xlsx", ".sqlite")
    for part in (*parts, ".parquet", ".ods", ".html", ".jsonl", ".xlsm"):
        assert any(file.endswith(part) for file in files), part
    for record in store.records("payment"):
        assert record.source.row
        assert len(record.source.sha256) == 64


def test_sums_dates_and_units_are_as_they_stood(read):
    folder, _, _, _ = read
    store = Store(folder)
    budget = list(store.records("budget"))
    assert [record.fields["amount"] for record in budget] == [99_900_000, 47_700_000]
    assert {record.fields["fund"] for record in budget} == {"农机补贴"}
    assert str(budget[0].fields["date"]) == "2023-05-26"
    payments = store.frame("payment")
    negative = payments[payments["file"] == "流水/括号负数.csv"].iloc[-1]
    assert (negative["payer"], negative["payee"], negative["amount"]) == (
        "庚",
        "己",
        500,
    )
    wide = payments[payments["file"] == "流水/转账.csv"].iloc[-1]
    assert (wide["amount"], str(wide["date"])) == (123_450, "2024-01-04")
