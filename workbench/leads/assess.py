"""Letters in, assessments out.

:func:`assess` reads one letter: allegations with specificity and verifiability, what
is missing, what could be checked, what the rules propose. Nothing about who wrote it
enters.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from workbench.leads.allegations import Draft, split
from workbench.leads.basis import basis_of
from workbench.leads.checks import Setting, checks_for, key_elements
from workbench.leads.elements import read_elements, signature
from workbench.leads.reading import Reading, read_letter
from workbench.leads.roles import Roles, find_roles, firms
from workbench.leads.specificity import band, score, specificity_band
from workbench.leads.values import (
    Allegation,
    AmountMention,
    Assessment,
    DateMention,
    PersonMention,
    UnitMention,
)
from workbench.leads.verifiability import verifiability
from workbench.rules import profile as rules_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from workbench.leads.gazetteer import Gazetteer
    from workbench.records import Letter

_Mention = TypeVar("_Mention", PersonMention, UnitMention, AmountMention, DateMention)
_SUPERIOR = "X1"
_RANK = {"township": 0, "county": 1, "prefecture": 2, "province": 3, "centre": 4}


def assess(
    letter: Letter,
    *,
    profile: str = "cn",
    as_of: date | None = None,
    stage: str = "prelim",
    office_level: str = "county",
    gazetteer: Gazetteer | None = None,
) -> Assessment:
    """Assess one letter.

    Parameters
    ----------
    letter
        Working text; ``letter.office_level`` is the level whose item it is.
    profile
        Rules in force, ``cn`` or ``generic``.
    as_of
        Day from which keeping periods are judged; without it the day of receipt, else
        the latest date in the text, never the machine's clock.
    stage, office_level
        Stage and level of the office that assesses.
    gazetteer
        Names that the case already knows.

    Returns
    -------
    Assessment
        ``refused`` is ``X1`` where the item belongs to a superior office: then its text
        is not read and nothing of it is returned.
    """
    if _RANK.get(letter.office_level or "", 0) > _RANK.get(office_level, 1):
        return Assessment(id=letter.id, lang=letter.lang, refused=_SUPERIOR)
    reading = read_letter(letter, gazetteer)
    setting = Setting(
        profile=rules_of(profile),
        as_of=as_of or letter.received or _latest(reading),
        stage=stage,
        office_level=office_level,
    )
    roles = find_roles(reading)
    drafts = split(reading, roles)
    found = tuple(
        _allegation(f"{letter.id}-{n}", letter, reading, roles, draft, setting)
        for n, draft in enumerate(drafts, start=1)
    )
    return _whole(letter, reading, found)


def _latest(reading: Reading) -> date | None:
    return max((d.last for d in reading.mentions.dates if d.last), default=None)


def _allegation(
    name: str,
    letter: Letter,
    reading: Reading,
    roles: Roles,
    draft: Draft,
    setting: Setting,
) -> Allegation:
    elements = read_elements(reading, roles, draft)
    first, last = reading.sentences[draft.own[0]], reading.sentences[draft.own[-1]]
    whole = reading.span(first.start, last.end)
    known = basis_of(reading, roles, draft)
    event = _event(reading, draft)
    base = Allegation(
        id=name,
        letter=letter.id,
        lang=letter.lang,
        start=whole.start,
        end=whole.end,
        summary="",
        offence=draft.offence,
        elements=MappingProxyType(elements),
        subjects=tuple(_back(reading, r.person) for r in roles.subjects(draft.own)),
        counterparties=(
            *(_back(reading, r.person) for r in roles.others(draft.own)),
            *(_back(reading, unit) for unit in firms(reading, draft.own)),
        ),
        first=event[0] if event else None,
        last=event[1] if event else None,
        hearsay=known.hearsay,
        speculation=known.guess and not known.hearsay,
    )
    return scored(base, setting, pointed(reading, draft))


def _event(reading: Reading, draft: Draft) -> tuple[date, date] | None:
    """Return the interval of the act: dates of its own sentences, else shared ones."""
    for numbers in (draft.own, draft.shared):
        dates = [
            (d.first, d.last)
            for d in reading.mentions.dates
            if d.first
            and d.last
            and reading.sentence_at(d.start) in numbers
            and not signature(reading, d.start)
        ]
        if dates:
            return min(a for a, _ in dates), max(b for _, b in dates)
    return None


def pointed(reading: Reading, draft: Draft) -> frozenset[str]:
    """Return the sources to which the allegation's words point."""
    text = reading.plain
    return frozenset(
        source
        for source, pattern in reading.patterns.points.items()
        if any(
            pattern.search(text, reading.sentences[n].start, reading.sentences[n].end)
            for n in draft.all
        )
    )


def scored(
    allegation: Allegation, setting: Setting, points: Collection[str]
) -> Allegation:
    """Return the allegation with its scores, checks and bands.

    The one place where levels become numbers, for a first reading and for a level that
    a person corrects.
    """
    offence = allegation.offence
    templates = setting.profile.offences
    na = templates[offence].not_applicable if offence else frozenset[str]()
    levels = {name: e.level for name, e in allegation.elements.items()}
    told = levels["act"] > 0
    key = {e.id: e.weight.value for e in key_elements(offence, setting)}
    event = None
    if allegation.first and allegation.last:
        event = allegation.first, allegation.last
    checks = (
        checks_for(offence, levels, setting, event=event, pointed=points)
        if told
        else ()
    )
    best = verifiability(key, checks, profile=setting.profile.name)
    s = score(levels, na, profile=setting.profile.name)
    return replace(
        allegation,
        not_applicable=na,
        specificity=s,
        verifiability=best.value,
        specificity_band=specificity_band(levels, na, profile=setting.profile.name),
        verifiability_band=band(best.value, profile=setting.profile.name),
        key_elements=MappingProxyType(key),
        checks=checks,
        best=best.sources,
    )


def _whole(
    letter: Letter, reading: Reading, found: tuple[Allegation, ...]
) -> Assessment:
    mentions = reading.mentions
    whole = Assessment(
        id=letter.id,
        lang=letter.lang,
        allegations=found,
        persons=tuple(_back(reading, m) for m in mentions.persons),
        units=tuple(_back(reading, m) for m in mentions.units),
        amounts=tuple(_back(reading, m) for m in mentions.amounts),
        dates=tuple(_back(reading, m) for m in mentions.dates),
    )
    best = whole.strongest
    return replace(
        whole,
        hearsay=best is not None and best.hearsay,
        speculation=best is not None and best.speculation,
        out_of_scope=best is not None and best.out_of_scope,
    )


def _back(reading: Reading, mention: _Mention) -> _Mention:
    span = reading.span(mention.start, mention.end)
    return replace(mention, start=span.start, end=span.end, text=span.text)
