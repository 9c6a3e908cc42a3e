"""Hostile files: one error each, in time, and the good files beside them are read."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import time

import pytest

from tests.factory import hostile, strange
from tests.factory.intake import STATEMENT, Notes
from workbench.errors import FileRefused
from workbench.intake import isolation, read_case
from workbench.intake.isolation import Reader
from workbench.intake.raw import RawTable

STATEMENT_WORKBOOK = hostile.workbook(
    [["交易日期", "付款人", "收款人", "金额"], ["2024-01-02", "甲", "乙", 12.5]]
)


@pytest.mark.slow
def test_every_hostile_file_gives_an_error_and_the_good_ones_are_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text(hostile.CANARY)
    files = tmp_path / "case" / "files"
    files.mkdir(parents=True)
    bad = hostile.every(secret)
    for name, content in bad.items():
        (files / name).write_bytes(content)
        (files / f"{name}.good.csv").write_text(STATEMENT + f"\n,,,,,{name},\n")
    began = time.monotonic()
    report = read_case(tmp_path / "case", journal=Notes(), progress=False)
    assert time.monotonic() - began < 15 * len(bad)
    by_file = {each.file: each for each in report.files}
    assert len(by_file) == 2 * len(bad)
    blamed = {problem.file.partition("!/")[0] for problem in report.problems}
    for name in bad:
        assert name in blamed, name
        assert by_file[name].read == 0, name
        assert by_file[f"{name}.good.csv"].read == 2, name
    assert hostile.CANARY not in str(report.to_json())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["case", "secret.txt"]


def test_what_is_odd_in_a_file_costs_no_other_row_and_opens_nothing_else(
    tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    files = tmp_path / "case" / "files"
    files.mkdir(parents=True)
    odd = strange.every()
    for name, (content, _rows) in odd.items():
        (files / name).write_bytes(content)
    report = read_case(tmp_path / "case", journal=Notes(), progress=False)
    assert {f.file: f.read for f in report.files} == {
        name: rows for name, (_content, rows) in odd.items()
    }
    silent = {f.file for f in report.files if not f.read} - {
        problem.file.partition("!/")[0] for problem in report.problems
    }
    assert not silent
    assert [path.name for path in tmp_path.iterdir()] == ["case"]


@pytest.mark.parametrize("seed", range(24))
def test_damaged_files_are_read_or_refused_and_nothing_else(seed, tmp_path):
    source = [STATEMENT_WORKBOOK, hostile.document(), hostile.pdf(b"x")][seed % 3]
    name = ["a.xlsx", "a.docx", "a.pdf"][seed % 3]
    path = tmp_path / name
    path.write_bytes(hostile.mutated(source, seed))
    with Reader() as reader, contextlib.suppress(FileRefused):
        assert isinstance(reader.parse(path, name), list)


def test_after_a_file_that_kills_the_parser_the_next_one_is_read(tmp_path):
    far, good = tmp_path / "far.xlsx", tmp_path / "good.xlsx"
    far.write_bytes(hostile.far_cell())
    good.write_bytes(STATEMENT_WORKBOOK)
    with Reader() as reader:
        with pytest.raises(FileRefused):
            reader.parse(far, "far.xlsx")
        (table,) = reader.parse(good, "good.xlsx")
        assert isinstance(table, RawTable)
        assert table.rows[1] == ["2024-01-02", "甲", "乙", 12.5]


def test_many_good_files_share_one_child(tmp_path):
    path = tmp_path / "good.xlsx"
    path.write_bytes(STATEMENT_WORKBOOK)
    with Reader() as reader:
        reader.parse(path, "good.xlsx")
        child = reader._child
        for _ in range(20):
            reader.parse(path, "good.xlsx")
        assert reader._child is child


def test_a_parser_that_never_ends_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(isolation, "SECONDS", 0.0)
    path = tmp_path / "good.xlsx"
    path.write_bytes(STATEMENT_WORKBOOK)
    with Reader() as reader, pytest.raises(FileRefused) as caught:
        reader.parse(path, "good.xlsx")
    assert caught.value.code == "intake.too_slow"


def test_the_child_gives_up_memory_time_and_writing():
    code = (
        "import resource; from workbench.intake import child; child.limit();"
        "child.allow_time();"
        "print([resource.getrlimit(each)[0] for each in"
        " (resource.RLIMIT_AS, resource.RLIMIT_FSIZE, resource.RLIMIT_CPU)])"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    memory, size, seconds = json.loads(said)
    assert (memory, size) == (1 << 30, 0)
    assert seconds <= 12
