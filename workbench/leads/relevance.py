"""Which sentences of a letter tell of the matter, and which of the writer's own life.

A letter may be full of days and sums that belong to the writer: a wage, a bus fare, the
years of a marriage, letters written before. They make no allegation more specific. A
sentence counts where it tells an act, where it speaks of somebody else in office or of
a record, or where it stands beside the act and is not about the writer alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workbench.leads.acts import Act
    from workbench.leads.reading import Reading
    from workbench.leads.roles import Roles

_TELLING = 2.0  # worth from which a frame tells of an act and not of a mood
_STRONG = 3.0  # worth from which it does so whoever else is in the sentence
_CONCRETE = 2
_OFFICIAL = 3  # weight of a role from which it is somebody in office


def core(acts: Iterable[Act]) -> frozenset[int]:
    """Return the sentences that tell an act by a frame, vague ones if there is none."""
    told = [a for a in acts if a.scores]
    firm = [a for a in told if a.scores[0][1] >= _TELLING and a.level >= _CONCRETE]
    return frozenset(a.sentence for a in firm or told or acts)


def relevant(
    reading: Reading, roles: Roles, numbers: Iterable[int], acts: Iterable[Act]
) -> frozenset[int]:
    """Return those of some sentences that tell of the matter.

    Where no act is told none does.
    """
    told = {a.sentence: a for a in acts}
    middle = core(told.values())
    if not middle:
        return frozenset()
    named = {role.sentence for role in roles.all}
    return frozenset(
        n for n in numbers if n in middle or _counts(reading, n, middle, named, told)
    )


def _counts(
    reading: Reading,
    number: int,
    middle: frozenset[int],
    named: set[int],
    told: Mapping[int, Act],
) -> bool:
    sentence = reading.sentences[number]
    place = sentence.start, sentence.end
    look = reading.patterns.of
    text = reading.plain
    if look("own_life", "petition").search(text, *place):
        return False
    if look("own_life", "record").search(text, *place):
        return True
    beside = number - 1 in middle or number + 1 in middle
    writer = look("own_life", "writer").search(text, *place)
    if number in named:
        return True
    if look("own_life", "other").search(text, *place):
        saw = writer and look("basis", "saw").search(text, *place)
        return bool(beside or not writer or saw or number in told)
    return beside and not writer


def accused(reading: Reading, roles: Roles) -> list[Act]:
    """Return the acts of a letter that accuse somebody; none in thanks or a question.

    Where no act speaks of anybody in particular, weak ones are all there is; in a
    letter about "some people" they are a mood.
    """
    found = [act for act in reading.acts if speaks(reading, roles, act)]
    strong = any(act.scores and act.scores[0][1] >= _STRONG for act in found)
    look = reading.patterns.of
    if not strong and kindly(reading):
        return []
    official = any(role.weight >= _OFFICIAL for role in roles.all)
    moods = look("own_life", "some"), look("labels", "")
    if not official and all(mood.search(reading.plain) for mood in moods):
        found = [act for act in found if act.sentence in _posts(reading)]
        return found if strong else []
    return found or [act for act in reading.acts if not _mood(reading, act)]


def kindly(reading: Reading) -> bool:
    """Tell whether a letter thanks, or asks how something is done."""
    ways = ("thanks", "asking") if not reading.mentions.amounts else ("thanks", "may")
    look = reading.patterns.of
    if look("own_life", "complains").search(reading.plain):
        return False
    return any(look("own_life", way).search(reading.plain) for way in ways)


def _posts(reading: Reading) -> set[int]:
    """Return the sentences that name a post, a unit or a record."""
    found = {reading.sentence_at(unit.start) for unit in reading.mentions.units}
    for element, way in (("subject", "post_only"), ("own_life", "record")):
        pattern = reading.patterns.of(element, way)
        found |= {
            reading.sentence_at(m.start()) for m in pattern.finditer(reading.plain)
        }
    return found


def _mood(reading: Reading, act: Act) -> bool:
    """Tell whether an act is what "some people" do, or the writer's petitions."""
    sentence = reading.sentences[act.sentence]
    place = sentence.start, sentence.end
    return any(
        reading.patterns.of("own_life", way).search(reading.plain, *place)
        for way in ("petition", "some")
    )


def speaks(reading: Reading, roles: Roles, act: Act) -> bool:
    """Tell whether an act is somebody's in particular, and not the writer's own life.

    An act told by a strong frame is, a weak one must stand beside somebody else or a
    record; one that "some officials" do is a mood.
    """
    named = any(role.sentence == act.sentence for role in roles.all)
    if _mood(reading, act) and not named:
        return False
    strength = act.scores[0][1] if act.scores else 0.0
    if strength >= _STRONG:
        return True
    sentence = reading.sentences[act.sentence]
    place = sentence.start, sentence.end

    def told(way: str) -> bool:
        pattern = reading.patterns.of("own_life", way)
        return pattern.search(reading.plain, *place) is not None

    if strength >= _TELLING and not told("writer"):
        return True
    return named or told("other") or told("record")
