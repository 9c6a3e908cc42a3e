"""Decisions are a pure function of the journal's entries."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from workbench.case.decisions import fold, standing


def _entry(n: int, verb: str, of: str, value: Any = None) -> SimpleNamespace:
    return SimpleNamespace(n=n, who="w", verb=verb, of=of, value=value, why="r")


def test_the_newest_level_stands() -> None:
    made = fold(
        [
            _entry(1, "level_set", "L1-1/when", 2),
            _entry(2, "level_set", "L1-1/when", 3),
            _entry(3, "level_set", "L1-1/act", 1),
        ]
    )
    assert {e: d.value for e, d in made.levels["L1-1"].items()} == {"when": 3, "act": 1}


def test_what_was_undone_counts_for_nothing() -> None:
    made = fold(
        [_entry(1, "level_set", "L1-1/when", 2), _entry(2, "undone", "entry:1", 1)]
    )
    assert not made.levels


def test_each_kind_of_decision_finds_its_place() -> None:
    made = fold(
        [
            _entry(1, "merged", "a|b", ["a", "b"]),
            _entry(2, "disposed", "L1-1", {"disposition": "hold"}),
            _entry(3, "source_switched_on", "L1-1/CDR"),
            _entry(4, "recusal_decided", "m/p", "cleared"),
            _entry(5, "link_refuted", "a|b", {}),
            _entry(6, "received", "file:x"),
        ]
    )
    assert [d.of for d in made.identity] == ["a|b"]
    assert made.dispositions["L1-1"].value == {"disposition": "hold"}
    assert made.switched_on["L1-1"] == ("CDR",)
    assert made.recusals["m/p"].value == "cleared"
    assert len(made.refuted) == 1


@given(st.lists(st.integers(1, 20), max_size=10))
def test_undoing_never_adds_a_decision(undone) -> None:
    entries = [_entry(n, "level_set", f"L-{n}/act", 1) for n in range(1, 21)]
    more = [_entry(21 + i, "undone", f"entry:{n}", n) for i, n in enumerate(undone)]
    assert len(standing([*entries, *more])) == 20 - len(set(undone))


def test_links_sent_to_the_plan_stand_in_the_next_plan_until_undone(harlow) -> None:
    one = next(a for a in harlow.allegations() if a.best and a.units)
    graph = harlow.graph()
    entity = next(
        (e for e in graph.entities().itertuples() if e.name == one.units[0].text), None
    )
    other = next(
        e for e in graph.entities().itertuples() if e.name != one.units[0].text
    )
    ends = {"from": entity.id if entity else one.units[0].text, "to": other.id}
    where = {"file": "payments.csv", "sha256": "0" * 64, "row": 7}
    link = {**ends, "kind": "payment", "records": [where]}
    entry = harlow.decide("noted_for_plan", "case", {"links": [link]}, why="odd")
    made = harlow.plan("auto", [one.id], seconds=0)
    told = [str(n) for n in made.notes if other.name in str(n)]
    assert len(told) == 1
    assert "payments.csv:7" in told[0]
    harlow.undo(entry.n, why="mistaken")
    made = harlow.plan("auto", [one.id], seconds=0)
    assert not any(other.name in str(n) for n in made.notes)


def test_a_repeat_is_planned_again_only_for_what_it_tells_anew(harlow) -> None:
    from workbench.case.verification import _pursued  # noqa: PLC0415 - the rule itself

    one = next(a for a in harlow.allegations() if _pursued(a, frozenset()))
    again = replace(one, repeats="earlier")
    assert not _pursued(again, frozenset())
    assert _pursued(again, frozenset({one.letter}))
