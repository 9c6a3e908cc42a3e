"""How the writer knows: the basis of knowledge of the sentences that tell the act.

3 saw, handled or holds the document; 2 told by a named person; 1 told by nobody in
particular; 0 inferred or unsaid. What belongs to another sentence (a car that was seen)
does not lift an act that was only heard of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from workbench.leads.allegations import Draft
    from workbench.leads.reading import Reading
    from workbench.leads.roles import Roles

Place = tuple[int, int]
_RANK = {
    "document": 3,
    "saw": 3,
    "first_person": 3,
    "named": 2,
    "told": 1,
    "inferred": 0,
}
_OWN = re.compile(
    r"我|本人|附|显示|记载|写|录|照片|截图|复印|亲|\b(?:I|we|my|our|attached|enclosed|shows?)\b",
    re.IGNORECASE,
)
_CUES = {"document": ("saw_document",), "saw": ("saw", "handled")}
_HELD = ("attached", "held")
_HEARD = ("told", "named")


@dataclass(frozen=True, slots=True)
class Known:
    """Level and ground of the basis; ``hearsay`` and ``guess`` mark the act's words."""

    level: int
    kind: str
    place: Place | None
    hearsay: bool = False
    guess: bool = False


def basis_of(reading: Reading, roles: Roles, draft: Draft) -> Known:
    """Return how the writer of an allegation knows of its act."""
    concrete = {a.sentence for a in draft.acts if a.level > 1}
    acting = concrete or {a.sentence for a in draft.acts} or set(draft.own)
    rest = [n for n in draft.all if n not in acting]
    told = _best(reading, roles, acting, acting)
    beside = _best(reading, roles, rest, draft.telling)
    heard = told is not None and told[0] in _HEARD
    heard = heard or (told is None and beside is not None and beside[0] in _HEARD)
    claims = {a.sentence for a in draft.acts if a.level > 1 and a.offence}
    guess = _guessed(reading, draft, claims)
    holds = _holding(reading, draft.all)
    if holds is not None:
        return Known(3, "document", holds)
    if told is not None and _RANK[told[0]] < _RANK["saw"] and beside is not None:
        return _beside(told, beside, heard=heard, guess=guess)
    best = told or beside
    if best is None:
        return Known(0, "unsaid", None, guess=guess)
    kind, place = best
    level = _RANK[kind]
    low = level < _RANK["saw"]
    return Known(level, kind, place if level else None, heard and low, guess and low)


def _beside(
    told: tuple[str, Place], beside: tuple[str, Place], *, heard: bool, guess: bool
) -> Known:
    """Weigh what the act's own sentences say against the sentences around them."""
    level, around = _RANK[told[0]], _RANK[beside[0]]
    if around <= level:
        return Known(level, told[0], told[1] if level else None, heard, guess)
    if told[0] == "inferred":  # a suspicion about what the writer saw or was told
        return Known(around, beside[0], beside[1], hearsay=beside[0] in _HEARD)
    return Known(min(2, around), beside[0], beside[1], heard, guess)


def _guessed(reading: Reading, draft: Draft, concrete: set[int]) -> bool:
    """Tell whether the act itself is inferred: in each sentence that tells it.

    A suspicion beside facts that are told is none, unless the writer says it is all.
    """
    if concrete and not _find(reading, draft.all, "basis", "admits"):
        return all(_find(reading, (n,), "basis", "inferred") for n in concrete)
    return _find(reading, draft.all, "basis", "inferred") is not None


def _best(
    reading: Reading, roles: Roles, numbers: Iterable[int], telling: Collection[int]
) -> tuple[str, Place] | None:
    """Return the best ground; what the writer merely did must tell of the matter."""
    wanted = set(numbers)
    whole = reading.stretches(wanted)
    matter = reading.stretches(wanted.intersection(telling))
    heard = reading.first(reading.patterns.of("basis", "told"), whole) is not None
    for kind in _RANK:
        if kind == "first_person" and heard:
            continue  # "I asked around" beside hearsay is no sight of one's own
        pattern = reading.patterns.of("basis", kind)
        places = matter if kind == "first_person" else whole
        place = reading.first(pattern, places) or _cue(reading, wanted, kind)
        if place is None and kind == "named":
            place = next(
                (
                    (role.person.start, role.person.end)
                    for role in roles.all
                    if role.witness and role.sentence in wanted
                ),
                None,
            )
        if place is not None:
            return kind, place
    return None


def _cue(reading: Reading, numbers: Iterable[int], kind: str) -> Place | None:
    """Return the cue of the sentences themselves, where one stands."""
    for number in sorted(numbers) if kind in _CUES else ():
        cue = reading.sentences[number].first(*_CUES[kind])
        if cue is not None and _OWN.search(cue.span.text):
            return cue.span.start, cue.span.end
    return None


def _holding(reading: Reading, numbers: Iterable[int]) -> Place | None:
    for way in _HELD:
        place = _find(reading, numbers, "pointer", way)
        if place is not None:
            return place
    return None


def _find(
    reading: Reading, numbers: Iterable[int], element: str, way: str
) -> Place | None:
    return reading.search(reading.patterns.of(element, way), numbers)
