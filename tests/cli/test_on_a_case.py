"""Every command on a real case, as a person or a program would run it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def entity(case) -> str:
    """The unit of the case that most transfers touch, by its own links."""
    from workbench.case import open_case  # noqa: PLC0415 - heavy

    frame = open_case(case).recorded().links()
    paid = frame[frame["kind"] == "payment"]
    return str(paid["source"].value_counts().index[0])


def _json(run, *words: object):
    status, out, _ = run(*words, "--json")
    assert status == 0
    return json.loads(out)


def test_reading_says_every_file_once(run, case: Path) -> None:
    said = _json(run, "read", case)
    files = [f["file"] for f in said["files"]]
    there = [p for p in (case / "files").rglob("*") if p.is_file()]
    assert len(files) == len(set(files)) == len(there)
    status, out, _ = run("read", case, "--lang", "en")
    assert status == 0
    assert "To look at" in out


def test_the_language_asked_for_wins_over_the_case(run, case: Path) -> None:
    assert "可查性" in run("leads", case, "--lang", "zh")[1]
    assert "verifiability" in run("leads", case, "--lang", "en")[1]


def test_leads_are_given_as_json(run, case: Path) -> None:
    leads = _json(run, "leads", case)
    assert leads
    for lead in leads:
        assert {"id", "letter", "specificity", "repeats", "corroborated_by"} <= set(
            lead
        )


def test_funds_are_followed_and_cycles_found(run, case: Path, entity) -> None:
    flows = _json(run, "flows", case, entity, "--depth", 3)
    assert flows
    for flow in flows:
        days = [hop["date"] for hop in flow["hops"]]
        assert days == sorted(days)
    assert run("flows", case, entity, "--min", 10)[0] == 0
    assert isinstance(_json(run, "cycles", case), list)
    assert run("cycles", case)[0] == 0


def test_paths_list_their_records(run, case: Path) -> None:
    from workbench.case import open_case  # noqa: PLC0415 - heavy

    link = open_case(case).recorded().links().iloc[0]
    found = _json(run, "paths", case, link["source"], link["target"])
    assert found[0]["links"][0]["records"]
    assert run("paths", case, link["source"], link["target"])[0] == 0


def test_an_unknown_name_is_wrong_use(run, case: Path) -> None:
    status, out, err = run("paths", case, "Nobody At All", "Nobody Else", "--json")
    assert (status, out) == (2, "")
    assert "Nobody" in err


def test_a_plan_is_written_in_every_form(run, case: Path, tmp_path) -> None:
    for suffix in (".docx", ".md", ".json", ".ics", ".html", ".xlsx", ".pdf"):
        target = tmp_path / f"plan{suffix}"
        assert run("plan", case, "--method", "priority", "--to", target)[0] == 0
        assert target.stat().st_size > 0
    said = json.loads((tmp_path / "plan.json").read_text("utf-8"))
    assert {"method", "steps", "matrix", "lint", "journal_head"} <= set(said)


def test_a_method_that_does_not_fit_ends_with_one(run, case: Path) -> None:
    status, _, err = run("plan", case, "--method", "multi-front", "--leads", "")
    assert status in (0, 1)
    assert status == 0 or err.strip()


def test_clocks_are_computed_as_of_a_day(run, case: Path) -> None:
    early = _json(run, "clocks", case, "--as-of", "2026-08-12")
    late = _json(run, "clocks", case, "--as-of", "2026-12-01")
    assert len(late) >= len(early)
    assert any(c["state"] == "overdue" for c in late)
    assert run("clocks", case)[0] == 0


def test_the_graph_of_a_case_is_written_to_files(run, case: Path, tmp_path) -> None:
    for name in ("g.graphml", "g.gexf", "g.ftm.json", "g.csv", "g.html"):
        said = _json(run, "graph", case, "--to", tmp_path / name)
        assert said["entities"] > 0
        assert said["written"]


def test_a_meeting_goes_from_agenda_to_minutes(
    run, case: Path, tmp_path, monkeypatch
) -> None:
    monkeypatch.setenv("WORKBENCH_DESK", str(tmp_path / "desk"))
    lead = _json(run, "leads", case)[0]["id"]
    three = ("Ann", "Bob", "Cleo")
    assert run("meeting", case, "agenda", *three)[0] == 0
    for who in three:
        assert run("meeting", case, "commit", lead, 3, 2, "--who", who)[0] == 0
    for who in three:
        status, told, _err = run("meeting", case, "reveal", lead, "--who", who)
        assert status == 0
    assert "median 3" in told  # all are there: the spread, no names
    assert not any(who in told for who in three)
    note = ("meeting", case, "discuss", lead, "ask the depot first", "--who", "Cleo")
    assert run(*note)[0] == 0
    vote = ("meeting", case, "decide", lead, "assess")
    status, _, err = run(*vote, "--who", "Bob", "--why", "records exist")
    if status:  # the scheme's own words are listed
        choice = err.split(":")[-1].split(",")[0].strip(" .\n")
        vote = ("meeting", case, "decide", lead, choice)
        assert run(*vote, "--who", "Bob", "--why", "records exist")[0] == 0
    assert run(*vote, "--who", "Ann", "--why", "records exist")[0] == 0
    minutes = tmp_path / "minutes.docx"
    assert run("meeting", case, "minutes", "--to", minutes)[0] == 0
    assert minutes.stat().st_size > 0
    text = tmp_path / "minutes.md"
    assert run("meeting", case, "minutes", "--to", text)[0] == 0
    assert "ask the depot first" in text.read_text("utf-8")


def test_keys_are_listed_and_the_case_verifies(run, case: Path) -> None:
    assert [k["name"] for k in _json(run, "keys", case)] == ["intake"]
    assert run("read", case)[0] == 0
    assert _json(run, "verify", case)["holds"] is True
    changed = next((case / "files").rglob("*.csv"))
    changed.write_bytes(changed.read_bytes() + b"\n")
    assert run("verify", case, "--json")[0] == 1


def test_an_identity_is_asked_for_and_needs_a_second_person(run, case: Path) -> None:
    letter = _json(run, "leads", case)[0]["letter"]
    asked = ("unseal", case, "request", letter, "--why", "protection", "--who", "Ann")
    assert run(*asked)[0] == 0
    from workbench.case import open_case  # noqa: PLC0415 - heavy

    number = open_case(case).journal.entries(verb="unseal_requested")[-1].n
    assert run("unseal", case, "approve", number, "--who", "Ann")[0] == 1
    assert run("unseal", case, "approve", number, "--who", "Bob")[0] == 0
    assert run("unseal", case, "show", number, "--who", "Ann")[0] == 1


def test_conclusions_are_compared_and_accepted(run, case: Path) -> None:
    assert run("regress", case)[0] == 0
    assert run("regress", case, "--accept", "--why", "first")[0] == 0
    assert run("regress", case)[0] == 0
