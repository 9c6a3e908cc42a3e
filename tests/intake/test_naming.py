"""Names of strangers' files neither stop the reading nor play tricks when shown."""

import os
import socket

import pytest

from tests.factory.journal import a_journal
from workbench.intake import read_case
from workbench.intake.naming import plain_name

_CSV = "交易日期,付款人,收款人,金额\n2023-01-05,张三,李四,{n}\n"


def test_a_name_is_short_and_holds_nothing_that_turns_or_steers():
    assert plain_name("流水/工行.csv") == "流水/工行.csv"
    assert plain_name("a\nb\u202egnp.csv\udcff") == "a\ufffdb\ufffdgnp.csv\ufffd"
    long = plain_name("x" * 300 + ".csv")
    assert len(long) == 190
    assert long.endswith(".csv")


def test_odd_names_pipes_sockets_and_links_each_get_one_line(tmp_path, monkeypatch):
    files = tmp_path / "files"
    files.mkdir()
    names = ["a\nb.csv", "\u202egnp.csv", "y" * 240 + ".csv", "GOOD.csv", "good.csv"]
    for n, name in enumerate(names):
        (files / name).write_text(_CSV.format(n=n + 1), "utf-8")
    os.mkfifo(files / "pipe.csv")
    (files / "link.csv").symlink_to("good.csv")
    monkeypatch.chdir(files)
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind("s.csv")
        report = read_case(tmp_path, journal=a_journal(tmp_path), progress=False)
    assert len(report.files) == len(names) + 3
    assert sum(f.read for f in report.files) == len(names)
    codes = sorted(p.code for p in report.problems)
    assert codes == ["intake.link", "intake.no_file", "intake.no_file"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (_CSV.format(n=1) + "2023-01-06,甲,乙,2," + "x" * 3_000_000, "intake.long_row"),
        (",".join(f"列{n}" for n in range(2_000)) + "\n1\n", "intake.too_wide"),
    ],
    ids=["long", "wide"],
)
def test_a_monstrous_row_costs_itself_only(tmp_path, text, code):
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "a.csv").write_text(text, "utf-8")
    report = read_case(tmp_path, journal=a_journal(tmp_path), progress=False)
    assert [p.code for p in report.problems] == [code]
    (file,) = report.files
    assert file.read == (code == "intake.long_row")
