"""Whom an allegation names, each once, and nobody on both sides of it.

``leads`` has given each mention the one full name that it can mean in its letter
(``leads.entities.resolve``); here a name that is said often stands once, and what the
records know for the place or the brand of a unit is no person.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from workbench.graph.lookup import part_of_unit
from workbench.leads.values import PersonMention, UnitMention

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workbench.graph import LinkGraph
    from workbench.leads.values import Allegation

_M = TypeVar("_M", bound=PersonMention | UnitMention)


def each_once(one: Allegation) -> Allegation:
    """Return the allegation with each person named and each counterparty once.

    Whoever is named as a subject is no counterparty of the same allegation.
    """
    subjects = _first_of_each(one.subjects)
    others = _first_of_each(one.counterparties)
    return replace(
        one,
        subjects=tuple(subjects.values()),
        counterparties=tuple(m for name, m in others.items() if name not in subjects),
    )


def no_place_a_person(one: Allegation, graph: LinkGraph) -> Allegation:
    """Return the allegation without places, and with brands as units, among others."""
    others = tuple(told for c in one.counterparties for told in _told(c, graph))
    return one if others == one.counterparties else replace(one, counterparties=others)


def _told(
    mention: PersonMention | UnitMention, graph: LinkGraph
) -> Iterator[PersonMention | UnitMention]:
    """Yield a mention as what the records know it for; a place is nobody."""
    part = None
    if isinstance(mention, PersonMention) and not mention.masked:
        part = part_of_unit(graph.entity_columns, mention.name)
    if part == "brand":
        yield UnitMention(mention.start, mention.end, mention.text)
    elif part is None:
        yield mention


def _first_of_each(mentions: Iterable[_M]) -> dict[str, _M]:
    """Keep the first mention of each name."""
    found: dict[str, _M] = {}
    for mention in mentions:
        name = mention.name if isinstance(mention, PersonMention) else mention.text
        found.setdefault(name, mention)
    return found
