"""Carrying out a plan from the terminal, in both languages and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def approved(run, case: Path) -> Path:
    status, _out, err = run(
        "plan", case, "--method", "indirect", "--approve", "--why", "agreed"
    )
    assert (status, "approved" in err or "已签批" in err) == (0, True)
    return case


def _json(run, *words: object):
    status, out, err = run(*words, "--json")
    assert status == 0, err
    return json.loads(out)


def test_a_case_without_an_approved_plan_says_what_to_do(run, case: Path) -> None:
    for lang, word in (("zh", "签批"), ("en", "Approve")):
        status, _out, err = run("execute", case, "--lang", lang)
        assert status == 1
        assert word in err


def test_a_plan_is_carried_out_from_the_terminal(run, approved: Path) -> None:
    state = _json(run, "execute", approved)
    step = next(s for s in state["steps"] if s["source"] == "JOB")
    file = next(p for p in sorted((approved / "files").rglob("*")) if p.is_file())
    record = file.relative_to(approved / "files").as_posix()
    said = _json(
        run, "execute", approved, "mark", step["id"], "done", "duty=shown",
        "--record", f"{record}#2", "--result", "in post", "--on", "2026-09-21",
    )  # fmt: skip
    done = next(s for s in said["steps"] if s["id"] == step["id"])
    assert (done["status"], done["found"]) == ("done", {"duty": "shown"})
    assert done["records"][0]["row"] == 2
    changed = _json(
        run, "execute", approved, "reschedule", "--on", "2026-09-22", "--why", "leave"
    )
    assert {"days"} <= {d["kind"] for d in changed}
    assert _json(run, "execute", approved, "diff", "1", "2")
    matter = said["outcomes"][0]["allegation"]
    told = _json(
        run, "execute", approved, "outcome", matter, "unfounded", "--why", "a loan"
    )
    one = next(o for o in told["outcomes"] if o["allegation"] == matter)
    assert (one["decided"], one["clarification"]) == ("unfounded", "to_ask")
    for lang, word in (("zh", "核查结论"), ("en", "Outcomes")):
        status, out, _err = run("execute", approved, "--lang", lang)
        assert status == 0
        assert word in out


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["mark", "S01"], 2),
        (["mark", "S99", "done"], 1),
        (["mark", "S01", "done", "duty"], 1),
        (["diff", "a", "b"], 2),
        (["diff", "1", "9"], 1),
        (["outcome", "x"], 2),
    ],
)
def test_wrong_words_are_answered_by_a_sentence(run, approved, words, status) -> None:
    found, out, err = run("execute", approved, *words)
    assert (found, out) == (status, "")
    assert len(err.strip().splitlines()) == 1


def test_calibration_shows_no_person_and_no_small_count(run, approved) -> None:
    matter = _json(run, "execute", approved)["outcomes"][0]["allegation"]
    run("execute", approved, "outcome", matter, "unfounded", "--why", "a loan")
    rows = _json(run, "calibration", approved)
    assert all(n in (0, None) for row in rows for n in row["counts"].values())
    assert None in [row["total"] for row in rows]
    assert run("calibration", approved, "--lang", "en")[0] == 0


def test_a_paper_is_written_by_kind(run, approved, tmp_path) -> None:
    for kind in ("approval", "interview", "handover"):
        target = tmp_path / f"{kind}.docx"
        status, _out, err = run("paper", approved, kind, "--to", target)
        assert status == 0, err
        assert target.stat().st_size > 5000


def test_a_plan_with_errors_is_not_signed(run, case: Path, monkeypatch) -> None:
    from workbench.planning import Plan  # noqa: PLC0415 - only here
    from workbench.planning.plan import Finding  # noqa: PLC0415 - only here

    monkeypatch.setattr(Plan, "lint", lambda _: (Finding("G1", "error", "no basis"),))
    status, _out, err = run(
        "plan", case, "--method", "indirect", "--approve", "--why", "x"
    )
    assert status == 1
    assert "G1" in err
    assert run("execute", case)[0] == 1


def test_a_note_that_makes_planning_impossible_is_undone(run, case: Path) -> None:
    status, _out, err = run(
        "plan", case, "--method", "priority", "--deadline", "2026-01-05", "--why", "x"
    )
    assert status == 1
    assert "2026-01-05" in err
    assert run("plan", case, "--method", "priority")[0] == 0


def test_recusal_is_shown_and_decided_from_the_terminal(run, case: Path) -> None:
    said = _json(run, "recusal", case)
    assert said["hints"]
    hint = said["hints"][0]
    after = _json(
        run, "recusal", case, "decide", hint["member"], "cleared", hint["person"],
        "--why", "a namesake",
    )  # fmt: skip
    assert after["decided"] == {f"{hint['member']}/{hint['person']}": "cleared"}
    assert run("recusal", case, "decide", "x")[0] == 2
    assert run("recusal", case, "--lang", "en")[0] == 0
