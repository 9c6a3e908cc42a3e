"""Which entities are compared at all: those that share a key.

A key is a number, a written form or a sound; whatever the comparison of names may call
alike must share one of them.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from workbench.values.latin_name import parse_latin, spelling_keys
from workbench.values.person_name import folded, readings, sounds, without_post
from workbench.values.romanised import heard, is_pinyin, wade_giles
from workbench.values.script import foreign_spelling, has_han, tidy
from workbench.values.spoken_forms import spoken_forms
from workbench.values.unit_name import bare_region, parse_unit, unit_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.graph.values import Entity

NUMBERS = ("id_number", "code", "account")
PERSONS = frozenset({"person"})
UNITS = frozenset({"unit", "company", "party"})
LARGEST_BLOCK = 2_000  # a block beyond this says nothing: everybody is called so
_LONGEST = 3  # characters of a Chinese name that was never foreign
_READINGS = 8  # of a brand, each a key

Key = tuple[str, str]


def blocks(entities: Sequence[Entity]) -> Iterator[list[Entity]]:
    """Yield groups within which pairs are compared, in order of key."""
    found: dict[Key, list[Entity]] = defaultdict(list)
    for entity in entities:
        for key in dict.fromkeys(keys(entity)):
            found[key].append(entity)
    for key in sorted(found):
        if 1 < len(found[key]) <= LARGEST_BLOCK:
            yield found[key]


def keys(entity: Entity) -> Iterator[Key]:
    """Yield what two entities must share to be compared."""
    for name in NUMBERS:
        for value in entity.properties.get(name, ()):
            yield name, value
    for form in spoken_forms(tidy(entity.name)):
        if entity.kind in PERSONS:
            yield from person_keys(form)
        elif entity.kind in UNITS:
            yield from unit_keys(form)


def person_keys(name: str) -> Iterator[Key]:
    """Yield the keys of a person's name, in Chinese or Latin script."""
    if not has_han(name):
        yield from _latin_keys(name)
        return
    plain = without_post(folded(name)) or folded(name)
    yield "han", plain
    yield "family", plain[0]
    for reading in readings(plain):
        yield "sound", "".join(sorted("".join(reading)))
        yield "latin", reading[0]
        yield "latin", wade_giles(reading[0])
    if len(plain) > _LONGEST:
        for reading in sounds(plain)[:1]:
            yield "heard", heard("".join(reading))


def _latin_keys(name: str) -> Iterator[Key]:
    for text in {name, foreign_spelling(name.lower())}:
        words = parse_latin(text).tokens
        if not words:
            continue
        for word in (words[0], words[-1]):
            for spelling in spelling_keys(word):
                yield "latin", spelling
        yield "sound", "".join(sorted("".join(words)))
        yield "heard", heard("".join(words))


def unit_keys(name: str) -> Iterator[Key]:
    """Yield the keys of a unit's name."""
    if has_han(name):
        parts = parse_unit(name)
        yield "brand", parts.brand[-4:]
        yield "brand", parts.brand[:2]
        yield "brand", ("".join(map(bare_region, parts.regions)) + parts.brand)[-4:]
        for reading in [] if parts.public else sounds(parts.brand)[:_READINGS]:
            yield "letters", "".join(reading)[:4]
        return
    for text in (name, foreign_spelling(name.lower())):
        words = unit_words(text)
        if words:
            yield "word", words[0]
            yield "acronym", "".join(word[0] for word in words)
            yield "acronym", words[0]
            yield "letters", "".join(words)[:4]
            if len(words) > 1 and is_pinyin(words[0]):  # a region before the brand
                yield "letters", "".join(words[1:])[:4]
