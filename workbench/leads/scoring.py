"""From levels to numbers: the one place, for a first reading and for a correction.

A level that a person corrects is a decision: the case journals it with its reason and
calls :func:`recompute`; scores, bands, questions and the proposal follow at once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from workbench.errors import UsageError
from workbench.leads.checks import Setting, key_weights, prospect
from workbench.leads.circumstances import ELSEWHERE, HEARD
from workbench.leads.questions import questions
from workbench.leads.specificity import band, score, specificity_band
from workbench.leads.suggest import gravity, suggest, urgency
from workbench.leads.values import Element, Screen
from workbench.leads.verifiability import verifiability
from workbench.rules import profile as rules_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import date

    from workbench.leads.checks import Prospect
    from workbench.leads.values import Allegation, Band, Check
    from workbench.records import Source

_TOP = 3
_UNTIL = {"R2": "basis", "R3": "act", "R6": "act", "R7": "subject"}


def scored(
    allegation: Allegation,
    setting: Setting,
    pointed: Collection[str] = (),
) -> Allegation:
    """Return the allegation with scores, bands, checks, questions and gravity.

    Parameters
    ----------
    allegation
        With its elements, offence and event interval.
    setting
        Rules, day, stage and level of the office.
    pointed
        Sources to which the allegation's words point.
    """
    rules, name = setting.profile, setting.profile.name
    na = not_applicable(allegation.offence, setting)
    levels = levels_of(allegation)
    key = key_weights(allegation.offence, setting)
    checks = _checks(allegation, levels, setting, pointed)
    best = verifiability(key, checks, profile=name)
    return replace(
        allegation,
        not_applicable=na,
        specificity=score(levels, na, profile=name),
        verifiability=best.value,
        specificity_band=specificity_band(levels, na, profile=name),
        verifiability_band=band(best.value, profile=name),
        key_elements=MappingProxyType(key),
        checks=checks,
        best=best.sources,
        questions=questions(levels, rules.rubric, allegation.lang, na=na),
        gravity=gravity(allegation, setting),
        urgency=urgency(
            replace(allegation, checks=checks),
            setting.as_of,
            continuing="continuing_harm" in allegation.urgency,
        ),
    )


def _checks(
    allegation: Allegation,
    levels: Mapping[str, int],
    setting: Setting,
    pointed: Collection[str],
) -> tuple[Check, ...]:
    if levels["act"] == 0:
        return ()  # nothing that a record could prove or refute
    holds = circumstances_with(allegation, levels)
    return prospect_of(allegation, setting, pointed, holds).checks(levels)


def prospect_of(
    allegation: Allegation,
    setting: Setting,
    pointed: Collection[str],
    circumstances: Collection[str],
) -> Prospect:
    """Return what the sources can decide of an allegation, whatever its levels."""
    event = None
    if allegation.first and allegation.last:
        event = allegation.first, allegation.last
    return prospect(
        allegation.offence,
        setting,
        event=event,
        pointed=pointed,
        circumstances=circumstances,
    )


def not_applicable(offence: str | None, setting: Setting) -> frozenset[str]:
    """Return the elements that do not apply to an offence."""
    return setting.profile.offences[offence].not_applicable if offence else frozenset()


def circumstances_with(
    allegation: Allegation, levels: Mapping[str, int]
) -> frozenset[str]:
    """Return what holds of the proof, with what follows from flags and levels."""
    found = set(allegation.circumstances)
    if allegation.out_of_scope:
        found.add(ELSEWHERE)
    if (allegation.hearsay or allegation.speculation) and levels["basis"] < _TOP:
        found.add(HEARD)
    return frozenset(found)


def levels_of(allegation: Allegation) -> dict[str, int]:
    """Return element -> level."""
    return {name: e.level for name, e in allegation.elements.items()}


def recompute(
    allegation: Allegation,
    *,
    levels: Mapping[str, int],
    why: str,
    profile: str = "cn",
    as_of: date | None = None,
    stage: str = "prelim",
    office_level: str = "county",
    switched_on: Iterable[str] = (),
) -> Allegation:
    """Return the allegation with levels that a person has set, and all that follows.

    Parameters
    ----------
    levels
        Element -> level 0..3, only those that change.
    why
        The person's reason; the case journals it (``level_set``).
    profile, as_of, stage, office_level
        As for :func:`workbench.leads.assess`.
    switched_on
        Sources off by default that a person has switched on for this allegation.

    Raises
    ------
    UsageError
        When there is no reason, or an element or level does not exist.
    """
    if not why.strip():
        raise UsageError("leads.no_reason")
    for name, level in levels.items():
        if name not in allegation.elements or level not in range(_TOP + 1):
            raise UsageError("leads.no_such_level", element=name, level=level)
    setting = Setting(
        profile=rules_of(profile),
        as_of=as_of,
        stage=stage,
        office_level=office_level,
        switched_on=frozenset(switched_on),
    )
    changed = with_levels(allegation, levels)
    pointed = {check.source for check in allegation.checks}
    again = scored(changed, setting, pointed)
    again = replace(again, screens=tuple(_screens(again, setting)))
    return replace(again, suggestion=suggest(again, setting)[0])


def with_levels(allegation: Allegation, levels: Mapping[str, int]) -> Allegation:
    """Return the allegation with some levels set by a person; scores stay as they were.

    The quote stays: it shows on what the first reading rested.
    """
    elements = {
        name: Element(name, levels[name], old.span, "set_by_person")
        if name in levels
        else old
        for name, old in allegation.elements.items()
    }
    return replace(allegation, elements=MappingProxyType(elements))


def _screens(allegation: Allegation, setting: Setting) -> Iterator[Screen]:
    """Keep what still holds under the new levels; add what now does."""
    levels = levels_of(allegation)
    rules = setting.profile.screening
    low = allegation.verifiability < rules.low_verifiability
    if levels["act"] == 0 and not allegation.out_of_scope:
        yield Screen("R1", allegation.elements["act"].span, "act_absent")
    for held in allegation.screens:
        element = _UNTIL.get(held.rule)
        if held.rule in ("R1", "R5") or (element and levels[element] > 1):
            continue
        if held.rule == "R2" and levels["pointer"] > 1:
            continue
        yield held
    if low and "expiring_record" not in allegation.urgency:
        yield Screen("R5", None, "hardly_verifiable")


@dataclass(frozen=True, slots=True)
class Flip:
    """A single change of level that moves a band: what the outcome hangs on."""

    element: str
    level: int
    scale: str  # specificity or verifiability
    band: Band


def sensitivity(
    allegation: Allegation, *, profile: str = "cn", as_of: date | None = None
) -> tuple[Flip, ...]:
    """Return every change of one level by one that moves a band.

    At most 20 scorings; meant for the moment somebody looks, not for a whole list.
    """
    setting = Setting(profile=rules_of(profile), as_of=as_of)
    pointed = {check.source for check in allegation.checks}
    flips = []
    for name, element in allegation.elements.items():
        for level in (element.level - 1, element.level + 1):
            if level not in range(_TOP + 1) or name in allegation.not_applicable:
                continue
            changed = with_levels(allegation, {name: level})
            other = scored(changed, setting, pointed)
            for scale in ("specificity", "verifiability"):
                moved: Band = getattr(other, f"{scale}_band")
                if moved != getattr(allegation, f"{scale}_band"):
                    flips.append(Flip(name, level, scale, moved))
    return tuple(flips)


@dataclass(frozen=True, slots=True)
class StandingLink:
    """A tie or payment between two names that stands in the case's records."""

    one: str
    other: str
    records: tuple[Source, ...]


def corroborate(allegation: Allegation, links: Iterable[StandingLink]) -> Allegation:
    """Mark the records in which an alleged tie or payment stands.

    A mark beside the scores: what the letter says is no more specific for being found
    elsewhere.
    """
    subjects = {person.name for person in allegation.subjects}
    others = {getattr(c, "name", c.text) for c in allegation.counterparties}
    found = {
        record
        for link in links
        if (link.one in subjects and link.other in others)
        or (link.other in subjects and link.one in others)
        for record in link.records
    }
    return replace(allegation, corroborated_by=tuple(sorted(found, key=str)))
