"""Whom and what a letter names, each once.

A letter names a person in full and goes on with the surname (Keddle, 葛厂长), a unit in
full
and goes on with its last words (水务局). :func:`resolve` gives later mentions the full
name
where only one person of the letter can be meant; :func:`distinct` leaves out mentions
that only repeat, for lists that people read. Nothing here looks beyond the letter.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbench.leads.values import PersonMention, UnitMention

_PARTICLES = frozenset(
    (
        *("van", "von", "de", "da", "dos", "del", "dela", "bin", "al", "el", "St."),
        *("Van", "Von", "De", "Dela", "Del", "Delos", "La", "Bin", "Al", "El"),
        *("Ter", "Mac"),
    )
)
_TAGS = frozenset(("Jr", "Sr", "II", "III", "IV"))


def resolve(persons: Sequence[PersonMention]) -> list[PersonMention]:
    """Give a mention by surname the full name, where one person alone bears it.

    Parameters
    ----------
    persons
        Mentions of one letter in order; ``text`` and spans stay as they are.
    """
    full: dict[str, set[str]] = {}
    for person in persons:
        for part in _parts(person):
            full.setdefault(part, set()).add(person.name)
    out = []
    for person in persons:
        names = full.get(person.name, set()) if _is_part(person) else set()
        if len(names) == 1:
            name = next(iter(names))
            out.append(replace(person, name=name, unresolved=False))
        else:
            out.append(person)
    return out


def _is_part(person: PersonMention) -> bool:
    """Tell whether a mention is by surname or given name alone."""
    if person.name.isascii():
        head = person.name.split(maxsplit=1)[0]
        return " " not in person.name or head in _PARTICLES
    return person.unresolved


def _parts(person: PersonMention) -> list[str]:
    """Return what a person met in full may be called later."""
    if person.unresolved or person.masked:
        return []
    if " " in person.name:
        words = [w.strip('.,"') for w in person.name.split()]
        words = [w for w in words if w not in _TAGS]
        tails = [" ".join(words[i:]) for i in range(1, len(words) - 1)]
        tails = [t for t in tails if t.split(maxsplit=1)[0] in _PARTICLES]
        return [words[0], words[-1], *tails]
    return [] if person.name.isascii() else [person.name[0], person.name[:2]]


def distinct(persons: Iterable[PersonMention]) -> list[PersonMention]:
    """Leave out mentions that only repeat a person who stands there in full."""
    persons = list(persons)
    written = {person.text for person in persons}
    return [
        person
        for person in persons
        if person.text == person.name
        or person.name not in written
        or _is_nickname(person)
    ]


def _is_nickname(person: PersonMention) -> bool:
    """Tell 老王, 胡老三 (what people call him) from 王局长, Harlow."""
    return any(mark in person.text[:2] for mark in "老小阿")


def distinct_units(units: Iterable[UnitMention]) -> list[UnitMention]:
    """Leave out units that are the last words, or the brand, of one named in full."""
    units = list(units)
    longer = {unit.text for unit in units}
    return [
        unit for unit in units
        if not any(
            len(name) > len(unit.text)
            and (name.endswith(unit.text) or _is_brand(unit.text, name))
            for name in longer
        )
    ]  # fmt: skip


def _is_brand(short: str, name: str) -> bool:
    return name.startswith(short) and short[-1] not in "省市县区镇乡村"
