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
    if reading.says(number, "own_life", "petition"):
        return False
    if reading.says(number, "own_life", "record"):
        return True
    beside = number - 1 in middle or number + 1 in middle
    writer = reading.says(number, "own_life", "writer")
    if number in named:
        return True
    if reading.says(number, "own_life", "other"):
        saw = writer and reading.says(number, "basis", "saw")
        return bool(beside or not writer or saw or number in told)
    return beside and not writer


def accused(reading: Reading, roles: Roles) -> list[Act]:
    """Return the acts of a letter that accuse somebody; none in thanks or a question.

    Where no act speaks of anybody in particular, weak ones are all there is; in a
    letter about "some people" they are a mood.
    """
    found = [act for act in reading.acts if speaks(reading, roles, act)]
    strong = any(act.scores and act.scores[0][1] >= _STRONG for act in found)
    if not strong and kindly(reading):
        return []
    official = any(role.weight >= _OFFICIAL for role in roles.all)
    moods = ("own_life", "some"), ("labels", "")
    if not official and all(reading.says_anywhere(*mood) for mood in moods):
        found = [act for act in found if act.sentence in _posts(reading)]
        return found if strong else []
    return found or [act for act in reading.acts if not _mood(reading, act)]


def kindly(reading: Reading) -> bool:
    """Tell whether a letter thanks, or asks how something is done."""
    ways = ("thanks", "asking") if not reading.mentions.amounts else ("thanks", "may")
    if reading.says_anywhere("own_life", "complains"):
        return False
    return any(reading.says_anywhere("own_life", way) for way in ways)


def _posts(reading: Reading) -> set[int]:
    """Return the sentences that name a post, a unit or a record."""
    found = {reading.sentence_at(unit.start) for unit in reading.mentions.units}
    for element, way in (("subject", "post_only"), ("own_life", "record")):
        pattern = reading.patterns.of(element, way)
        hits = reading.finder.finditer(pattern, 0, len(reading.plain))
        found |= {reading.sentence_at(match.start()) for match in hits}
    return found


def _mood(reading: Reading, act: Act) -> bool:
    """Tell whether an act is what "some people" do, or the writer's petitions."""
    ways = ("petition", "some")
    return any(reading.says(act.sentence, "own_life", way) for way in ways)


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
    if strength >= _TELLING and not reading.says(act.sentence, "own_life", "writer"):
        return True
    ways = ("other", "record")
    return named or any(reading.says(act.sentence, "own_life", way) for way in ways)
