"""What the band table proposes for an allegation, and the guards beside it.

A proposal with its reason; the meeting decides. The reporter's standing, the person's
rank and the tone of the letter are not arguments of any function here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from workbench.leads.checks import Setting
    from workbench.leads.values import Allegation, Band

Disposition = Literal[
    "prelim", "talk_letter", "hold", "close_proposed", "refer", "ask", "screen"
]
_SOON = 60  # days within which an expiring record presses
_LOUD = 2  # alert from which the best set tips the person off
_IMPORTANT = "A3"


def gravity(allegation: Allegation, setting: Setting) -> Band:
    """Return how grave the provision is if true; none while no act is told."""
    if allegation.elements["act"].level == 0:
        return "none"
    if allegation.offence is None:
        return "mid"
    return setting.profile.offences[allegation.offence].gravity


def urgency(
    allegation: Allegation, as_of: date | None, *, continuing: bool
) -> tuple[str, ...]:
    """Return what presses: a record about to expire, harm that continues."""
    found = []
    if as_of is not None and any(
        c.blocked is None and c.expires and (c.expires - as_of).days <= _SOON
        for c in allegation.checks
    ):
        found.append("expiring_record")
    if continuing:
        found.append("continuing_harm")
    return tuple(found)


def suggest(allegation: Allegation, setting: Setting) -> tuple[Disposition, str]:
    """Return the disposition that the band table proposes, and its reason's code."""
    rules = {s.rule for s in allegation.screens}
    if "R10" in rules:
        return "refer", "superior"
    if allegation.out_of_scope:
        return "refer", "out_of_scope"
    table = setting.profile.rubric.suggestions
    holds = _conditions(allegation)
    band = allegation.verifiability_band
    cells = table[allegation.specificity_band]["low" if band == "none" else band]
    for cell in cells:
        if cell.condition is None or cell.condition in holds:
            return cell.do, cell.why  # type: ignore[return-value]
    return "ask", "ask_missing_first"


def _conditions(allegation: Allegation) -> frozenset[str]:
    best = [c for c in allegation.checks if c.source in allegation.best]
    found = {
        "alert": any(c.alert >= _LOUD for c in best),
        "expiring": "expiring_record" in allegation.urgency and bool(best),
        "minor": allegation.gravity == "low",
        "grave": allegation.gravity == "high",
    }
    return frozenset(name for name, holds in found.items() if holds)


def guards(
    allegation: Allegation,
    disposition: str,
    *,
    trigger: str | None = None,
    measures: Collection[str] = (),
) -> tuple[str, ...]:
    """Return the warnings that a disposition raises before anyone signs it.

    Parameters
    ----------
    disposition
        What somebody means to decide.
    trigger
        Wake-up trigger of a hold, where one is given.
    measures
        Source ids that the decision would use.
    """
    found = []
    grave = allegation.gravity == "high"
    if grave and disposition == "talk_letter" and allegation.specificity_band == "high":
        found.append("TALK_LETTER_ON_SPECIFIC_SERIOUS")
    if grave and disposition == "close_proposed" and allegation.specificity < 40:  # noqa: PLR2004 - the low band
        found.append("GRAVE_AND_VAGUE_NOT_CLOSED")
    if disposition == "hold" and not trigger:
        found.append("HOLD_WITHOUT_TRIGGER")
    important = {c.source for c in allegation.checks if c.authority == _IMPORTANT}
    if allegation.gravity == "low" and important & set(measures):
        found.append("DISPROPORTIONATE_MEASURE")
    return tuple(found)
