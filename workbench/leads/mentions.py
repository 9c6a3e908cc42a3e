"""What a letter mentions: persons, units, sums, dates, places and things to look up.

:func:`find_mentions` is the only door. It folds the letter (:mod:`.folding`), reads
each kind with the rules of the language, and gives every span back in the letter
itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from workbench.leads import mentions_amounts_en as english_amounts
from workbench.leads import mentions_dates_en as english_dates
from workbench.leads import mentions_named_zh as chinese_names
from workbench.leads.entities import resolve
from workbench.leads.folding import Folded, fold
from workbench.leads.gazetteer import Gazetteer
from workbench.leads.mentions_amounts import find_amounts
from workbench.leads.mentions_dates import find_dates
from workbench.leads.mentions_named_en import find_named
from workbench.leads.mentions_posts import fill_posts
from workbench.leads.mentions_posts_en import fill_posts as fill_posts_en
from workbench.leads.mentions_things import (
    find_accounts,
    find_documents,
    find_plates,
    find_projects,
)
from workbench.leads.regions import mark_stops
from workbench.leads.values import (
    AmountMention,
    DateMention,
    PersonMention,
    Span,
    UnitMention,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

_Mention = TypeVar(
    "_Mention", PersonMention, UnitMention, AmountMention, DateMention, Span
)
_Place = PersonMention | UnitMention | AmountMention | DateMention | Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """All that a letter mentions, each kind in order of place, without overlaps.

    ``places``, ``projects``, ``plates``, ``accounts`` and ``documents`` are spans:
    villages and roads; projects, tenders and contracts; number plates; account, card
    and telephone numbers; records the letter points to (账本, 收据, "bank statement").
    """

    persons: tuple[PersonMention, ...] = ()
    units: tuple[UnitMention, ...] = ()
    amounts: tuple[AmountMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    places: tuple[Span, ...] = ()
    projects: tuple[Span, ...] = ()
    plates: tuple[Span, ...] = ()
    accounts: tuple[Span, ...] = ()
    documents: tuple[Span, ...] = ()


def find_mentions(
    text: str,
    *,
    lang: str,
    received: date | None,
    gazetteer: Gazetteer | None = None,
) -> Mentions:
    """Find what a letter mentions.

    Parameters
    ----------
    text
        The working text, any content and length; linear in its length.
    lang
        ``zh`` or ``en``.
    received
        Day of receipt; relative dates count from it and stay open without it.
    gazetteer
        Names of persons and units that the case already knows.

    Returns
    -------
    Mentions
        Spans count code points of ``text``; the reporter is not among the persons.
    """
    folded = fold(text, lang)
    names = gazetteer or Gazetteer()
    read = _chinese if lang == "zh" else _english
    found = read(folded.text, received, names)
    return Mentions(
        persons=_named(folded, found.persons),
        units=_back(folded, found.units),
        amounts=_back(folded, found.amounts),
        dates=_back(folded, found.dates),
        places=_back(folded, found.places),
        projects=_back(folded, found.projects),
        plates=_back(folded, found.plates),
        accounts=_back(folded, found.accounts),
        documents=_back(folded, found.documents),
    )


def _chinese(text: str, received: date | None, names: Gazetteer) -> Mentions:
    cover = mark_stops(text)
    dates = find_dates(text, received)
    amounts = _outside(find_amounts(text), _cover(text, dates))
    _mark(cover, dates)
    _mark(cover, amounts)
    named = chinese_names.find_named(
        text, cover, [*_spans(dates), *_spans(amounts)], names
    )
    persons, units, places = named.persons, named.units, named.places
    in_units = _cover(text, units)
    accounts = _outside(find_accounts(text, "zh"), _cover(text, dates, amounts))
    return Mentions(
        persons=tuple(resolve(fill_posts(text, persons, units, places))),
        units=tuple(units),
        amounts=tuple(amounts),
        dates=tuple(dates),
        places=tuple(places),
        projects=tuple(_outside(find_projects(text, "zh", cover), in_units)),
        plates=tuple(find_plates(text, "zh")),
        accounts=tuple(accounts),
        documents=tuple(_outside(find_documents(text, "zh"), in_units)),
    )


def _english(text: str, received: date | None, names: Gazetteer) -> Mentions:
    dates = english_dates.find_dates(text, received)
    amounts = _outside(english_amounts.find_amounts(text), _cover(text, dates))
    named = find_named(text, dates, names)
    units, places = named.units, named.places
    accounts = _outside(find_accounts(text, "en"), _cover(text, dates, amounts))
    return Mentions(
        persons=tuple(resolve(fill_posts_en(text, named.persons, [*units, *places]))),
        units=tuple(units),
        amounts=tuple(amounts),
        dates=tuple(dates),
        places=tuple(places),
        projects=tuple(find_projects(text, "en", bytearray())),
        plates=tuple(find_plates(text, "en")),
        accounts=tuple(accounts),
        documents=tuple(find_documents(text, "en")),
    )


def _outside(mentions: Iterable[_Mention], cover: bytearray) -> list[_Mention]:
    """Leave out what overlaps something already read."""
    return [m for m in mentions if not any(cover[m.start : m.end])]


def _cover(text: str, *kinds: Iterable[_Place]) -> bytearray:
    cover = bytearray(len(text))
    for mentions in kinds:
        _mark(cover, mentions)
    return cover


def _mark(cover: bytearray, mentions: Iterable[_Place]) -> None:
    for start, end in _spans(mentions):
        cover[start:end] = b"\1" * (end - start)


def _spans(mentions: Iterable[_Place]) -> list[tuple[int, int]]:
    return [(mention.start, mention.end) for mention in mentions]


def _named(
    folded: Folded, persons: Iterable[PersonMention]
) -> tuple[PersonMention, ...]:
    """Give names as the letter writes them, blanks of scanning left out."""
    persons = list(persons)
    out = []
    for read, person in zip(persons, _back(folded, persons), strict=True):
        plain = "".join(person.text.split()) if folded.offsets else person.text
        out.append(replace(person, name=plain) if read.name == read.text else person)
    return tuple(out)


def _back(folded: Folded, mentions: Iterable[_Mention]) -> tuple[_Mention, ...]:
    """Give spans and quotes in the letter's own characters."""
    out = []
    for mention in mentions:
        start, end = folded.span(mention.start, mention.end)
        quote = folded.original[start:end]
        if start != mention.start or quote != mention.text:
            mention = replace(mention, start=start, end=end, text=quote)  # noqa: PLW2901
        out.append(mention)
    return tuple(out)
