"""Every command: help in both languages, plain errors, exit statuses, JSON alone."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from workbench.cli.commands import workbench
from workbench.cli.show import clean
from workbench.figures.plain import width

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = sorted(workbench.commands)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "t.csv"
    path.write_text(
        "payer,payee,amount,date\nA,B,10.50,2025-01-01\nB,C,4,2025-01-02\n"
        "C,A,3,2025-01-03\n",
        "utf-8",
    )
    return path


def test_every_command_of_the_interface_is_there() -> None:
    wanted = (
        "demo lab new intake read graph paths flows cycles assess leads plan clocks "
        "meeting regress keys unseal verify app"
    )
    assert set(wanted.split()) <= set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_exists_in_both_languages(run, name) -> None:
    english = run(name, "--help", "--lang", "en")
    chinese = run(name, "--help", "--lang", "zh")
    assert english[0] == chinese[0] == 0
    assert english[1] != chinese[1]
    assert not any("\u4e00" <= c <= "\u9fff" for c in english[1])
    assert any("\u4e00" <= c <= "\u9fff" for c in chinese[1])


@pytest.mark.parametrize("name", COMMANDS)
def test_chinese_help_has_no_english_left_but_what_is_typed(run, name) -> None:
    _status, said, _err = run(name, "--help", "--lang", "zh")
    fillings = set(re.findall(r"\b[A-Z]{3,}\b", said)) - {"JSON", "REPORTER"}
    assert not fillings
    assert "default" not in said
    assert "required" not in said


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_second_column_of_help_begins_at_one_place(run, lang) -> None:
    _status, said, _err = run("paths", "--help", "--lang", lang)
    rows = [line for line in said.splitlines() if line.startswith("  --")]
    begins = {width(re.match(r"(  \S+(?: \S+)?\s{2,})\S", line)[1]) for line in rows}
    assert len(rows) > 3
    assert len(begins) == 1


@pytest.mark.parametrize("name", ["recusal", "execute", "meeting", "unseal", "erase"])
def test_help_says_how_each_step_is_written(run, name) -> None:
    command = workbench.commands[name]
    steps = next(p.type.choices for p in command.params if p.name == "step")
    assert [form.words.split()[0] for form in command.forms] == list(steps)
    _status, said, _err = run(name, "--help", "--lang", "en")
    assert all(re.search(rf"^  {step}\b", said, re.MULTILINE) for step in steps)


def test_a_plain_table_becomes_a_graph_and_the_columns_are_said(run, table) -> None:
    status, out, err = run("graph", table, "--json", "--lang", "en")
    assert status == 0
    said = json.loads(out)
    assert (said["entities"], said["links"]) == (3, 3)
    assert "payer" in err


@pytest.mark.parametrize(
    "words",
    [
        ("read", "nowhere"),
        ("graph", "nowhere.csv"),
        ("flows", "--nope"),
        ("plan", "x", "--method", "guess"),
        ("nothing",),
        ("clocks", ".", "--as-of", "soon"),
    ],
)
def test_wrong_use_is_one_line_and_status_two(run, words) -> None:
    for lang in ("zh", "en"):
        status, out, err = run(*words, "--lang", lang)
        assert status == 2
        assert out == ""
        assert err.count("\n") == 1


def test_a_path_says_who_paid_whom_and_what_else_ties_them(run, tmp_path) -> None:
    folder = tmp_path / "case"
    assert run("new", folder)[0] == 0
    (folder / "files" / "transfers.csv").write_text(
        "from,to,amount,date\nDerek Malloy,Sean Tully,40000,2024-03-20\n", "utf-8"
    )
    (folder / "files" / "kin.csv").write_text(
        "姓名,亲属姓名,关系\nDerek Malloy,Sean Tully,兄弟\n", "utf-8"
    )
    assert run("read", folder)[0] == 0
    _status, out, _err = run(
        "paths", folder, "Sean Tully", "Derek Malloy", "--lang", "zh"
    )
    assert "Derek Malloy 付款给 Sean Tully 40,000.00: transfers.csv · 2" in out
    assert "Derek Malloy 亲属 Sean Tully (兄弟): kin.csv · 2" in out


def test_a_new_case_can_be_opened_and_is_not_made_twice(run, tmp_path) -> None:
    folder = tmp_path / "case"
    assert run("new", folder, "--title", 'A "quoted" title')[0] == 0
    status, out, _ = run("read", folder, "--json")
    assert status == 0
    assert json.loads(out)["files"] == []
    assert run("new", folder)[0] == 2


def test_assess_gives_one_line_for_each_line(run, tmp_path) -> None:
    lines = [{"id": "a", "text": "他贪污腐败，无法无天。", "lang": "zh"}, "broken"]
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(json.dumps(x) for x in lines), "utf-8")
    status, out, _ = run("assess", path)
    answers = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert answers[0]["id"] == "a"
    assert "error" in answers[1]


def test_a_value_outside_the_choices_is_told_in_the_language_asked(run) -> None:
    status, _out, said = run("intake", "x", "--level", "moon", "--lang", "zh")
    assert status == 2
    assert "可用 township, county" in said
    assert "not one of" not in said


def test_a_file_is_no_case_folder(run, tmp_path) -> None:
    (tmp_path / "a.csv").write_text("a,b\n", "utf-8")
    status, _out, said = run("leads", tmp_path / "a.csv", "--lang", "en")
    assert status == 2
    assert "case.toml" in said


def test_control_characters_never_reach_the_terminal() -> None:
    assert clean("a\x1b[31mb\u202ec") == "a\ufffd[31mb\ufffdc"
