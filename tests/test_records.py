"""Records know where they stand."""

from __future__ import annotations

from datetime import date

from workbench.leads.values import Allegation, Assessment
from workbench.records import Letter, Record, Source


def test_a_source_gives_the_reference_of_the_interface() -> None:
    source = Source("a/b.csv", "00", sheet="流水", row=7)
    assert source.to_json() == {
        "file": "a/b.csv",
        "sha256": "00",
        "sheet": "流水",
        "row": 7,
    }
    assert str(source) == "a/b.csv · 流水 · r7"


def test_the_same_row_has_the_same_id_and_another_row_another() -> None:
    here = Record("payment", Source("x.csv", "00", row=7), {"amount": 1})
    again = Record("payment", Source("renamed.csv", "00", row=7), {"amount": 1})
    there = Record("payment", Source("x.csv", "00", row=8), {"amount": 1})
    assert here.id == again.id != there.id


def test_the_strongest_allegation_speaks_for_the_letter() -> None:
    def one(number: int, start: int, s: float, v: float) -> Allegation:
        return Allegation(
            id=f"L-{number}",
            letter="L",
            lang="zh",
            start=start,
            end=start + 1,
            summary="",
            offence=None,
            elements={},
            specificity=s,
            verifiability=v,
        )

    many = (one(1, 9, 50, 10), one(2, 5, 60, 10), one(3, 1, 60, 10), one(4, 0, 60, 5))
    strongest = Assessment(id="L", lang="zh", allegations=many).strongest
    assert strongest is not None
    assert strongest.id == "L-3"
    assert Assessment(id="L", lang="zh").strongest is None


def test_a_letter_needs_no_more_than_its_text() -> None:
    letter = Letter("1", "text", "en", received=date(2025, 1, 1))
    assert not letter.real_name
