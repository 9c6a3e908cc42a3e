"""Words of the rules' data as panels show them, and bands as cells with a sign."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.exports.labels import band as band_word
from workbench.leads.summary import summarise
from workbench.rules import profile as rules_of
from workbench.rules.dispositions import scheme
from workbench.widgets.blocks import Cell
from workbench.wording import label, language

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from workbench.leads.values import Allegation
    from workbench.widgets.blocks import Tone

_TONES: dict[str, Tone] = {"high": "good", "mid": "mid", "low": "low", "none": "quiet"}


def band(value: str) -> Cell:
    """Return a band as a cell: its word, with a tone that is no verdict on a person."""
    return Cell(band_word(value), _TONES[value])


def source(name: str, profile: str) -> str:
    """Return a record source in words; its id where the catalogue has none."""
    known = rules_of(profile).sources.get(name)
    return label(known.labels) if known else name


def element(name: str, profile: str) -> str:
    """Return one of the ten elements in words."""
    return label(rules_of(profile).rubric.element_labels[name])


def offence(name: str | None, profile: str) -> str:
    """Return an offence template in words; a dash without one."""
    known = rules_of(profile).offences.get(name or "")
    return label(known.labels) if known else "-"


def reason(code: str | None, profile: str, needs: Sequence[str] = ()) -> str:
    """Return a reason code in words, with the elements that are missing."""
    known = rules_of(profile).rubric.reasons.get(code or "")
    if known is None:
        return code or ""
    names = rules_of(profile).rubric.element_labels
    said = [label(names[part]) if part in names else part for part in needs]
    return label(known).replace("{missing}", joined(said) or "-")


def screen(rule: str, profile: str) -> tuple[str, str]:
    """Return a screening rule in words: when it holds, and what follows."""
    known = rules_of(profile).screening.rules.get(rule)
    return (label(known.labels), label(known.effect)) if known else (rule, "")


def summary(one: Allegation, profile: str) -> str:
    """Return the paraphrase of an allegation in the language in force."""
    return summarise(replace(one, lang=language()), rules_of(profile))


def dispositions(on: date, profile: str) -> tuple[tuple[str, str], ...]:
    """Return the classes a decision of that day chooses among: id and words."""
    classes = scheme(on, profile=profile).classes
    return tuple((c.id, c.zh if language() == "zh" else c.en) for c in classes)


def joined(words: list[str]) -> str:
    """Join words as the language does."""
    return ("、" if language() == "zh" else ", ").join(words)
