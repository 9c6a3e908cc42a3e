"""Letters in, assessments out.

:func:`assess` reads one letter: allegations with specificity and verifiability, what
is missing, what could be checked, what the rules propose. Nothing about who wrote it
enters.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from workbench.leads.allegations import Draft, split
from workbench.leads.basis import basis_of
from workbench.leads.checks import Setting
from workbench.leads.circumstances import circumstances_of
from workbench.leads.elements import grounded, read_elements, signature
from workbench.leads.entities import distinct, distinct_units
from workbench.leads.judging import Found, Judgement, Statements, judge, statements_of
from workbench.leads.reading import Reading, read_letter
from workbench.leads.relevance import core
from workbench.leads.roles import Roles, find_roles, firms
from workbench.leads.scoring import scored
from workbench.leads.screening import RANKS, screen
from workbench.leads.settling import settled
from workbench.leads.specificity import score
from workbench.leads.suggest import suggest
from workbench.leads.summary import summarise
from workbench.leads.values import (
    Allegation,
    AmountMention,
    Assessment,
    DateMention,
    Element,
    PersonMention,
    UnitMention,
)
from workbench.rules import profile as rules_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from workbench.leads.gazetteer import Gazetteer
    from workbench.records import Letter

_Mention = TypeVar("_Mention", PersonMention, UnitMention, AmountMention, DateMention)
_SUPERIOR = "X1"
_DIGITS = dict(zip("〇零一二三四五六七八九", "00123456789", strict=True))
_YEAR = re.compile(r"(?:19|20)\d\d")
_SEEN = 3  # level of the basis where the writer saw or holds
_KIND = 2  # level of the pointer where a kind of record is named
_MONTH = 31
_LONG_AGO = 20 * 365  # "decades ago": past every period but the permanent ones


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
    if RANKS.get(letter.office_level or "", 0) > RANKS.get(office_level, 1):
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
    statements = statements_of(reading)
    found = tuple(
        _allegation(
            f"{letter.id}-{n}",
            letter,
            _found(reading, roles, draft),
            statements,
            setting,
        )
        for n, draft in enumerate(drafts, start=1)
    )
    return _whole(letter, reading, found)


def main_of(letter: Letter) -> Found | None:
    """Return the main allegation of a letter as the rules alone read it.

    The one most specific, the first of equals; what the weights are learned from.
    """
    reading = read_letter(letter)
    roles = find_roles(reading)
    found = [_found(reading, roles, draft) for draft in split(reading, roles)]
    return max(found, key=_specific, default=None)


def _specific(found: Found) -> float:
    return score({name: e.level for name, e in found.elements.items()})


def _latest(reading: Reading) -> date | None:
    return max((d.last for d in reading.mentions.dates if d.last), default=None)


def _found(reading: Reading, roles: Roles, draft: Draft) -> Found:
    """Find what the rules alone make of an allegation."""
    known = basis_of(reading, roles, draft)
    elements = read_elements(reading, roles, draft, known)
    hearsay = known.hearsay or _heard(reading, elements)
    guess = (known.guess or reading.grounds.conjecture) and not hearsay
    if draft.other is None:
        elements = grounded(elements, known, heard=hearsay, guessed=guess)
    return Found(
        reading=reading,
        roles=roles,
        draft=draft,
        known=known,
        elements=elements,
        hearsay=hearsay,
        guess=guess,
        proof=circumstances_of(reading, draft),
    )


def _allegation(
    name: str,
    letter: Letter,
    found: Found,
    statements: Statements,
    setting: Setting,
) -> Allegation:
    reading, draft = found.reading, found.draft
    judged = judge(found, statements)
    drawn = _drawn(name, letter, found, judged, setting.as_of)
    sources = pointed(reading, draft)
    if judged.leaning is not None:
        drawn = settled(drawn, judged.leaning, setting, sources)
    whole = scored(drawn, setting, sources)
    whole = replace(whole, screens=screen(whole, reading, draft, setting))
    return replace(
        whole,
        suggestion=suggest(whole, setting)[0],
        summary=summarise(whole, setting.profile),
    )


def _drawn(
    name: str,
    letter: Letter,
    found: Found,
    judged: Judgement,
    as_of: date | None,
) -> Allegation:
    """Draw an allegation from the letter, without any number."""
    reading, roles, draft = found.reading, found.roles, found.draft
    own, mentions = draft.own, found.reading.mentions
    first, last = reading.sentences[own[0]], reading.sentences[own[-1]]
    whole = reading.span(first.start, last.end)
    continuing = _told(reading, draft, reading.patterns.of("continuing", ""))
    event = _event(reading, draft) or _long_ago(reading, draft, as_of)
    if as_of is not None and _goes_on(reading, draft):
        event = as_of, as_of  # what goes on is filed every day, today too
    return Allegation(
        id=name,
        letter=letter.id,
        lang=letter.lang,
        start=whole.start,
        end=whole.end,
        summary="",
        offence=None if judged.out_of_scope else judged.offence,
        elements=MappingProxyType(judged.elements),
        subjects=tuple(_back(reading, r.person) for r in roles.subjects(own)),
        counterparties=(
            *(_back(reading, r.person) for r in roles.others(own)),
            *(_back(reading, unit) for unit in firms(reading, own)),
        ),
        units=_among(reading, mentions.units, own),
        amounts=_among(reading, mentions.amounts, own),
        dates=_among(reading, mentions.dates, own),
        first=event[0] if event else None,
        last=event[1] if event else None,
        hearsay=judged.hearsay,
        speculation=judged.speculation,
        out_of_scope=judged.out_of_scope,
        circumstances=judged.proof,
        urgency=("continuing_harm",) if continuing else (),
    )


def _among(
    reading: Reading, mentions: Iterable[_Mention], own: Collection[int]
) -> tuple[_Mention, ...]:
    return tuple(
        _back(reading, m) for m in mentions if reading.sentence_at(m.start) in own
    )


def _told(reading: Reading, draft: Draft, pattern: re.Pattern[str]) -> bool:
    return reading.search(pattern, draft.own) is not None


def _goes_on(reading: Reading, draft: Draft) -> bool:
    return reading.search(reading.patterns.of("goes_on", ""), draft.telling) is not None


def _long_ago(
    reading: Reading, draft: Draft, as_of: date | None
) -> tuple[date, date] | None:
    """Return a day past most keeping periods where the letter speaks of decades."""
    if as_of is None or not _told(
        reading, draft, reading.patterns.of("long_ago", "ago")
    ):
        return None
    day = as_of - timedelta(days=_LONG_AGO)
    return day, day


def _event(reading: Reading, draft: Draft) -> tuple[date, date] | None:
    """Return the interval of the act.

    Dates of the sentences that tell it, else of the others that tell of the matter. A
    date that names its year goes before one that has to be reckoned from the day of
    receipt (that winter's day may be long past); and the finest count alone, single
    days, else single months, since records are filed by them.
    """
    acting = core(draft.acts)
    for numbers in (acting, draft.telling, frozenset(draft.all)):
        dates = [
            (d.first, d.last, d.relative)
            for d in reading.mentions.dates
            if d.first
            and d.last
            and reading.sentence_at(d.start) in numbers
            and not signature(reading, d.start)
        ]
        named = [pair for pair in dates if not pair[2]]
        past = None if named else _year_told(reading, draft)
        if past:
            return past
        if dates:
            chosen = _finest(named or dates)
            return min(p[0] for p in chosen), max(p[1] for p in chosen)
    return None


_When = tuple[date, date, bool]


def _finest(dates: Sequence[_When]) -> Sequence[_When]:
    """Return the single days among some dates, else what lies within a month."""
    days = [(last - first).days for first, last, _ in dates]
    for most in (0, _MONTH):
        found = [pair for pair, n in zip(dates, days, strict=True) if n <= most]
        if found:
            return found
    return dates


def _year_told(reading: Reading, draft: Draft) -> tuple[date, date] | None:
    """Return a year long past that the letter writes out, where its days name none."""
    look = reading.patterns.of("long_ago", "year")
    place = reading.search(look, draft.all)
    if place is None:
        return None
    words = "".join(_DIGITS.get(c, c) for c in reading.plain[place[0] : place[1]])
    found = _YEAR.search(words)
    if found is None:
        return None
    year = int(found[0])
    return date(year, 1, 1), date(year, 12, 31)


def pointed(reading: Reading, draft: Draft) -> frozenset[str]:
    """Return the sources to which the allegation's words and mentions point."""
    own = reading.stretches(draft.telling)
    found = {
        source
        for source, pattern in reading.patterns.points.items()
        if reading.first(pattern, own)
    }
    mentions = reading.mentions
    for things, sources in (
        (mentions.amounts, ("VCH",)),
        (mentions.accounts, ("BANK",)),
        (mentions.plates, ("VEH", "DISP", "ETC")),
        (mentions.projects, ("PROC", "OPEN")),
        (mentions.documents, ("VCH",)),
        (firms(reading, draft.telling), ("REG", "TAX")),
    ):
        if any(reading.sentence_at(thing.start) in draft.telling for thing in things):
            found.update(sources)
    return frozenset(found)


def _whole(
    letter: Letter, reading: Reading, found: tuple[Allegation, ...]
) -> Assessment:
    mentions = reading.mentions
    whole = Assessment(
        id=letter.id,
        lang=letter.lang,
        allegations=found,
        persons=tuple(_back(reading, m) for m in distinct(mentions.persons)),
        units=tuple(_back(reading, m) for m in distinct_units(mentions.units)),
        amounts=tuple(_back(reading, m) for m in mentions.amounts),
        dates=tuple(_back(reading, m) for m in mentions.dates),
    )
    best = whole.strongest
    return replace(
        whole,
        hearsay=best is not None and best.hearsay and not best.out_of_scope,
        speculation=best is not None and best.speculation,
        out_of_scope=best is not None and best.out_of_scope,
    )


def _heard(reading: Reading, elements: Mapping[str, Element]) -> bool:
    levels = {name: element.level for name, element in elements.items()}
    shown = max(levels["pointer"], levels["basis"]) >= _SEEN
    grounds = reading.grounds
    return grounds.hearsay and (
        grounds.distant or (levels["act"] + levels["subject"] > 0 and not shown)
    )


def _back(reading: Reading, mention: _Mention) -> _Mention:
    span = reading.span(mention.start, mention.end)
    if (span.start, span.text) == (mention.start, mention.text):
        return mention
    return replace(mention, start=span.start, end=span.end, text=span.text)
