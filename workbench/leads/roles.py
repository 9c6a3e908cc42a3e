"""Who is who in a letter: person named, other side, who told it.

Roles are read from words beside a name (举报…, 老板…, 其妻弟…, "told me"), from posts,
and from order. They serve to fill the elements of an allegation; nobody is scored.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workbench.leads.reading import Reading
    from workbench.leads.values import PersonMention, UnitMention

_BEFORE, _NEAR, _AFTER = 18, 6, 26
_KIN = {
    "zh": re.compile(
        r"(?:妻子?|老婆|丈夫|爱人|弟弟?|哥哥?|姐姐?|妹妹?|儿子|女儿|女婿|儿媳|侄[子儿女]?|外甥|舅子|连襟|姐夫|妹夫|"
        r"岳父|岳母|堂[弟哥兄妹]|表[弟哥兄妹姐]|亲家|父亲|母亲|叔叔?|舅舅?|亲戚|同学|战友|朋友|司机|情人)[是叫为:：（(]{0,2}$"
    ),
    "en": re.compile(
        r"\b(?:wife|husband|brother|sister|son|daughter|nephew|niece|cousin|uncle|aunt|father|mother|"
        r"partner|friend|in-law|"
        r"girlfriend|boyfriend)s?,? $"
    ),
}
_TELLS = {
    "zh": re.compile(
        r"^[^，。；]{0,6}(?:告诉|跟我|对我|向我|和我说|给我看|"
        r"可以作证|可作证|作证|"
        r"能证明|可以证明|可证|证实|透露|亲口)"
    ),
    "en": re.compile(
        r"^[^.;]{0,12}\b(?:told (?:me|us)|confirmed|can confirm|will confirm|"
        r"can testify|admitted to me|said to me|showed me|saw it|witnessed)"
    ),
}
_HEARD_FROM = {
    "zh": re.compile(r"(?:听(?!说|闻)|据(?!说|传|悉|了解))[^，。；]{0,6}$"),
    "en": re.compile(r"\b(?:heard from|told by|according to|from) (?:\w+ ){0,3}$"),
}
_SURE = 3  # an announced name, or one with an official post


@dataclass(frozen=True, slots=True)
class Role:
    """What a mention of a person is in the letter."""

    person: PersonMention
    sentence: int
    weight: int  # how much speaks for a person named
    other_side: bool
    witness: bool


@dataclass(frozen=True, slots=True)
class Roles:
    """The roles of every person of a letter, in order of place."""

    all: tuple[Role, ...]
    main: str | None  # name of the person whom the letter is about

    def other(self, number: int, group: Iterable[int]) -> bool:
        """Tell whether a sentence opens with an official whom the group lacks."""
        here = self._officials((number,))
        before = self._officials(group)
        return bool(here and before and not (here & before))

    def _officials(self, numbers: Iterable[int]) -> set[str]:
        wanted = set(numbers)
        return {
            role.person.name
            for role in self.all
            if role.sentence in wanted and role.weight >= _SURE
        }

    def subjects(self, numbers: Iterable[int]) -> tuple[Role, ...]:
        """Return the persons named in those sentences, else the letter's own."""
        wanted = set(numbers)
        found = [r for r in self.all if r.sentence in wanted and r.weight >= _SURE]
        if any(r.person.name == self.main for r in found) or not found:
            main = [r for r in self.all if r.person.name == self.main]
            found = [*main, *(r for r in found if r.person.name != self.main)]
        return tuple(found)

    def others(self, numbers: Iterable[int]) -> tuple[Role, ...]:
        """Return the other persons of those sentences, witnesses left out."""
        wanted = set(numbers)
        own = {r.person.name for r in self.subjects(wanted)[:1]}
        return tuple(
            r
            for r in self.all
            if r.sentence in wanted and not r.witness and r.person.name not in own
        )


def find_roles(reading: Reading) -> Roles:
    """Read the role of every person; linear in their number."""
    roles = [
        _role(reading, replace(mention, start=start, end=end))
        for mention in reading.mentions.persons
        for start, end in everywhere(reading.folded.text, mention)
    ]
    roles.sort(key=lambda role: role.person.start)
    best: dict[str, int] = {}
    for role in roles:
        if not role.witness:
            name = role.person.name
            best[name] = max(best.get(name, -1), role.weight)
    order = {role.person.name: -n for n, role in reversed(list(enumerate(roles)))}
    main = max(best, key=lambda name: (best[name], order[name]), default=None)
    return Roles(tuple(roles), main)


def everywhere(
    text: str, mention: PersonMention | UnitMention
) -> Iterator[tuple[int, int]]:
    """Yield the place of a mention and each later one where the same words stand."""
    words, place = text[mention.start : mention.end], mention.start
    while words and place >= 0:
        yield place, place + len(words)
        place = text.find(words, place + len(words))


def _role(reading: Reading, person: PersonMention) -> Role:
    text, lang, words = reading.plain, reading.lang, reading.patterns
    before = text[max(0, person.start - _BEFORE) : person.start]
    after = text[person.end : person.end + _AFTER]
    announced = words.of("subject", "announce").search(before) is not None
    business = words.of("counterparty", "business")
    other_side = (
        _KIN[lang].search(before) is not None
        or business.search(before[-_NEAR:]) is not None
        or (
            person.post is not None and business.search(person.post.lower()) is not None
        )
    ) and not announced
    witness = (
        _TELLS[lang].search(after) is not None
        or _HEARD_FROM[lang].search(before) is not None
    ) and not announced
    weight = 4 * announced + 3 * bool(person.post and not other_side)
    if other_side or witness:
        weight = 0
    place = reading.sentence_at(person.start)
    return Role(person, place, weight + (not other_side), other_side, witness)


def firms(reading: Reading, numbers: Iterable[int]) -> tuple[UnitMention, ...]:
    """Return the firms that the sentences name."""
    wanted = set(numbers)
    return tuple(
        unit
        for unit in reading.mentions.units
        if unit.kind == "company" and _stands(reading, unit, wanted)
    )


def _stands(reading: Reading, unit: UnitMention, wanted: set[int]) -> bool:
    """Tell whether a unit is named in some sentences, the first time or later."""
    if reading.sentence_at(unit.start) in wanted:
        return True
    text = reading.folded.text
    words = text[unit.start : unit.end]
    return any(text.find(words, *s) >= 0 for s in reading.stretches(wanted))
