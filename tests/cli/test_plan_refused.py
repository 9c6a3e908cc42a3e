"""What cannot be planned ends in one sentence that says what to do; nothing is left."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from workbench.case import open_case

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEAM = re.compile(r"\[\[team\]\]\n(?:[^\[\n][^\n]*\n|\n)*")


def one_member(text: str) -> str:
    first, *others = TEAM.findall(text)
    for block in others:
        text = text.replace(block, "")
    assert first in text
    return text


def no_member(text: str) -> str:
    return TEAM.sub("", text)


def years_on(text: str) -> str:
    text = text.replace('profile = "generic"', 'profile = "cn"')
    return re.sub(r"as_of = \S+", "as_of = 2093-03-01", text)


def two_days(text: str) -> str:
    return re.sub(r"days_free = \d+", "days_free = 1", text)


def said(run, *words: object, lang: str) -> str:
    """The one line that a refused call ends with."""
    status, out, err = run(*words, "--lang", lang)
    assert status in (1, 2)
    assert not out.strip()
    heard = [one.strip() for one in err.splitlines() if "%|" not in one]  # progress
    (sentence,) = filter(None, heard)
    return sentence


def entries(case: Path) -> list[str]:
    made = open_case(case).journal.entries()
    return [e.verb for e in made if e.verb not in ("parameters_set", "received")]


@pytest.mark.parametrize(
    ("change", "zh", "en"),
    [
        (one_member, "至少需要 2 人。请在 case.toml", "Add members under [[team]]"),
        (no_member, "用 [[team]] 登记至少两人", "Name at least two members"),
        (years_on, "补写 [calendar.年份]", "as [calendar.YEAR]"),
        (two_days, "请增派", "Add such officers or their days"),
    ],
)
def test_a_case_that_cannot_be_planned_says_what_to_mend(
    run, case: Path, change: Callable[[str], str], zh: str, en: str
) -> None:
    toml = case / "case.toml"
    toml.write_text(change(toml.read_text("utf-8")), "utf-8")
    before = entries(case)
    assert zh in said(run, "plan", case, "--method", "indirect", lang="zh")
    assert en in said(run, "plan", case, "--method", "indirect", lang="en")
    assert entries(case) == before


@pytest.mark.parametrize(
    ("given", "zh", "en"),
    [
        (("--deadline", "2026-01-05", "--why", "x"), "请先办理延期", "extended first"),
        (("--leads", "none-such"), "没有编号为", "There is no allegation"),
        (("--approve",), "没有写明理由", "No reason is given"),
    ],
)
def test_a_request_that_cannot_be_met_leaves_nothing_behind(
    run, case: Path, given: tuple[str, ...], zh: str, en: str
) -> None:
    standing = open_case(case).decisions()
    assert zh in said(run, "plan", case, "--method", "indirect", *given, lang="zh")
    assert en in said(run, "plan", case, "--method", "indirect", *given, lang="en")
    assert open_case(case).decisions() == standing


def test_an_unknown_form_is_refused_before_anything_is_computed(
    run, case: Path, tmp_path: Path
) -> None:
    target = tmp_path / "plan.odt"
    words = ("plan", case, "--method", "indirect", "--to", target)
    assert ".docx" in said(run, *words, lang="zh")
    assert "Known suffixes" in said(run, *words, lang="en")
    assert not target.exists()


def test_when_everyone_stands_aside_the_plan_names_a_way_out(run, case: Path) -> None:
    opened = open_case(case)
    lead = next(a.id for a in opened.allegations() if a.best and a.subjects)
    person = next(p.name for p in opened.allegation(lead).subjects)
    for member in opened.team:
        opened.decide(
            "recusal_decided", f"{member.name}/{person}", "recused", why="kin"
        )
    words = ("plan", case, "--method", "auto", "--leads", lead)
    assert "请另派人员" in said(run, *words, lang="zh")
    assert "another body" in said(run, *words, lang="en")


def test_without_an_admissible_check_it_says_what_to_ask_for(run, case: Path) -> None:
    opened = open_case(case)
    lead = opened.allegations()[0]
    for element in lead.elements:
        opened.set_level(lead.id, element, 0, why="nothing is told")
    words = ("plan", case, "--method", "auto", "--leads", lead.id)
    assert "请先补问缺失要素" in said(run, *words, lang="zh")
    assert "Ask for the missing elements" in said(run, *words, lang="en")


def test_an_order_in_a_circle_is_named_and_not_kept(run, case: Path) -> None:
    run("plan", case, "--method", "indirect", "--approve", "--why", "agreed")
    before = entries(case)
    words = ("execute", case, "order", "S01", "S02,S01", "--why", "x")
    assert "请删去其中一项先后关系" in said(run, *words, lang="zh")
    assert "Remove one of these orders" in said(run, *words, lang="en")
    assert entries(case) == before
