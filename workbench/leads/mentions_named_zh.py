"""Persons, units and places of a Chinese letter, by rules and by weights.

The rules speak first (:func:`ruled`); a learned model then chooses among their finds
and all other stretches that may be a name (:mod:`.span_choice_zh`). Names that the case
knows keep their say, and the writer is nobody whom the letter names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.leads.gazetteer import known_names
from workbench.leads.mentions_nicknames import person_at
from workbench.leads.mentions_persons import find_persons
from workbench.leads.mentions_reporter import without_reporter
from workbench.leads.mentions_units import endings, find_units, promoted, unit_at
from workbench.leads.regions import find_places
from workbench.leads.span_choice_zh import choose
from workbench.leads.span_signs_zh import Ruled
from workbench.leads.values import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbench.leads.gazetteer import Gazetteer
    from workbench.leads.span_signs_zh import Pair
    from workbench.leads.values import PersonMention, UnitMention


@dataclass(frozen=True, slots=True)
class First:
    """What the rules say: mentions for whoever reads on, spans for the weights."""

    persons: Sequence[PersonMention]
    own: Sequence[PersonMention]  # the writer, and whoever else signed
    units: Sequence[UnitMention]
    offices: Sequence[UnitMention]
    places: Sequence[Span]
    spans: Ruled


@dataclass(frozen=True, slots=True)
class Named:
    """Whom and what a letter names, each in order and without overlaps."""

    persons: Sequence[PersonMention]
    units: Sequence[UnitMention]
    places: Sequence[Span]


def find_named(
    text: str, cover: bytearray, figures: Sequence[Pair], names: Gazetteer
) -> Named:
    """Find persons, units and places in a folded Chinese text.

    Parameters
    ----------
    text
        Folded text; all spans are in it.
    cover
        What no name holds (:func:`.regions.mark_stops`), dates and sums included.
    figures
        Spans of dates and sums.
    names
        What the case knows.
    """
    first = ruled(text, cover, figures, names)
    writer = {name for own in first.own for name in (own.text, own.name)}
    known_units = list(known_names(text, names.units))
    held = _cover(text, known_units)
    known_persons = [
        span
        for span in known_names(text, names.persons)
        if not held[span[0]] and text[slice(*span)] not in writer
    ]
    signed = [(own.start, own.end) for own in first.own]
    chosen = choose(text, first.spans, [*known_persons, *known_units, *signed])
    persons = _persons(text, first.persons, [*known_persons, *chosen.persons])
    units = _units(text, first, [*known_units, *chosen.units])
    return Named(
        [one for one in persons if one.text not in writer],
        units,
        _places(text, first, units),
    )


def ruled(
    text: str, cover: bytearray, figures: Sequence[Pair], names: Gazetteer
) -> First:
    """Find persons, units and places by the rules alone."""
    ends = list(endings(text))
    units = find_units(text, cover, names.units, ends)
    places = find_places(text, cover, _spans(units))
    offices = promoted(text, places)
    seats = {unit.start for unit in offices}
    places = [place for place in places if place.start not in seats]
    blocked = [*_spans(units), *_spans(offices), *_spans(places), *figures]
    named = find_persons(text, sorted(blocked), names.persons)
    persons = without_reporter(text, named)
    others = set(_spans(persons))
    own = [one for one in named if (one.start, one.end) not in others]
    spans = Ruled(
        _spans(units),
        _spans(offices),
        _spans(places),
        _spans(persons),
        figures,
        ends,
        cover,
    )
    return First(persons, own, units, offices, places, spans)


def _persons(
    text: str, first: Iterable[PersonMention], spans: Iterable[Pair]
) -> list[PersonMention]:
    by_rule = {(one.start, one.end): one for one in first}
    found = [by_rule.get(span) or person_at(text, *span) for span in sorted(spans)]
    return without_reporter(text, found)


def _units(text: str, first: First, spans: Iterable[Pair]) -> list[UnitMention]:
    by_rule = {(one.start, one.end): one for one in (*first.units, *first.offices)}
    return [by_rule.get(span) or unit_at(text, *span) for span in sorted(spans)]


def _places(text: str, first: First, units: Iterable[UnitMention]) -> list[Span]:
    """Leave out places that are a unit's; a region that is none is a place."""
    held = _cover(text, _spans(units))
    regions = [Span(one.start, one.end, one.text) for one in first.offices]
    free = [
        place
        for place in (*first.places, *regions)
        if not any(held[place.start : place.end])
    ]
    return sorted(free, key=lambda place: place.start)


def _cover(text: str, spans: Iterable[Pair]) -> bytearray:
    cover = bytearray(len(text))
    for start, end in spans:
        cover[start:end] = b"\1" * (end - start)
    return cover


def _spans(mentions: Iterable[PersonMention | UnitMention | Span]) -> list[Pair]:
    return [(mention.start, mention.end) for mention in mentions]
