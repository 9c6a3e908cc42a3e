"""What a letter mentions: persons, units, sums, dates, places and things to look up.

:func:`find_mentions` is the only door. It folds the letter (:mod:`.folding`), reads
each kind with the rules of the language, and gives every span back in the letter
itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from workbench.leads.folding import Folded, fold
from workbench.leads.mentions_amounts import find_amounts
from workbench.leads.mentions_dates import find_dates
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

    from workbench.leads.gazetteer import Gazetteer

_Mention = TypeVar(
    "_Mention", PersonMention, UnitMention, AmountMention, DateMention, Span
)


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
    plain = folded.text
    del gazetteer
    return Mentions(
        amounts=_back(folded, find_amounts(plain)),
        dates=_back(folded, find_dates(plain, received)),
    )


def _back(folded: Folded, mentions: Iterable[_Mention]) -> tuple[_Mention, ...]:
    """Give spans and quotes in the letter's own characters."""
    out = []
    for mention in mentions:
        start, end = folded.span(mention.start, mention.end)
        quote = folded.original[start:end]
        out.append(replace(mention, start=start, end=end, text=quote))
    return tuple(out)
