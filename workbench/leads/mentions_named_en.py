"""Persons, units and places of an English letter, by rules and by weights.

The rules speak first (:func:`ruled`); a learned model then chooses among their finds
and all other stretches that may be a name (:mod:`.span_choice_en`). Names that the case
knows keep their say. In a letter all in capitals, or without any, the rules alone
speak: what was learned rests on capitals. So they do in a text longer than any letter.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.leads.gazetteer import known_names
from workbench.leads.mentions_persons_en import cased, find_persons, person_at, reporter
from workbench.leads.mentions_units import promoted
from workbench.leads.mentions_units_en import find_units, unit_at
from workbench.leads.span_choice_en import choose
from workbench.leads.span_signs_en import Ruled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbench.leads.gazetteer import Gazetteer
    from workbench.leads.spans_en import Pair
    from workbench.leads.values import DateMention, PersonMention, Span, UnitMention


_LONGEST = 60_000  # characters: some thirty pages


@dataclass(frozen=True, slots=True)
class Named:
    """Whom and what a letter names, each in order and without overlaps."""

    persons: Sequence[PersonMention]
    units: Sequence[UnitMention]
    places: Sequence[Span]


def find_named(text: str, dates: Sequence[DateMention], names: Gazetteer) -> Named:
    """Find persons, units and places in a folded English text."""
    first = ruled(text, dates, names)
    if len(text) > _LONGEST or cased(text) != text:
        return first
    persons = list(known_names(text, names.persons))
    units = list(known_names(text, names.units))
    chosen = choose(text, opinion(text, first, dates), [*persons, *units])
    persons += chosen.persons
    units += chosen.units
    held = bytearray(len(text))
    for start, end in (*persons, *units):
        held[start:end] = b"\1" * (end - start)
    return Named(
        [person_at(text, *span) for span in sorted(set(persons))],
        [unit_at(text, *span) for span in sorted(set(units))],
        [place for place in first.places if not any(held[place.start : place.end])],
    )


def ruled(text: str, dates: Sequence[DateMention], names: Gazetteer) -> Named:
    """Find persons, units and places by the rules alone."""
    units, places = find_units(text, names.units)
    offices = promoted(text, places)
    seats = {unit.start for unit in offices}
    places = [place for place in places if place.start not in seats]
    units = sorted([*units, *offices], key=lambda unit: unit.start)
    blocked = _spans((*units, *places, *dates))
    return Named(find_persons(text, blocked, names.persons), units, places)


def opinion(text: str, found: Named, dates: Sequence[DateMention]) -> Ruled:
    """Return what the rules found as one opinion on a letter."""
    return Ruled(
        _spans(found.persons),
        _spans(found.units),
        _spans(found.places),
        _spans(dates),
        reporter(text),
    )


def _spans(
    mentions: Iterable[PersonMention | UnitMention | Span | DateMention],
) -> list[Pair]:
    return [(mention.start, mention.end) for mention in mentions]
