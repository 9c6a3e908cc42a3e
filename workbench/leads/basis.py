"""How the writer knows: the basis of knowledge of the sentences that tell the act.

3 saw, handled or holds the document; 2 told by a named person; 1 told by nobody in
particular; 0 inferred or unsaid. What belongs to another sentence (a car that was seen)
does not lift an act that was only heard of.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.leads.allegations import Draft
    from workbench.leads.reading import Reading
    from workbench.leads.roles import Roles

Place = tuple[int, int]
_RANK = {"saw": 3, "document": 3, "named": 2, "told": 1, "inferred": 0}
_HELD = ("attached", "held")


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
    acting = {act.sentence for act in draft.acts} or set(draft.own)
    told = _best(reading, roles, acting)
    rest = [n for n in draft.all if n not in acting]
    beside = _best(reading, roles, rest)
    heard = _has(reading, acting, "told") or (
        told is None and _has(reading, rest, "told")
    )
    guess = _has(reading, acting, "inferred") or (
        told is None and _has(reading, rest, "inferred")
    )
    holds = _holding(reading, draft.all)
    if holds is not None:
        return Known(3, "document", holds)
    if told is not None and told[0] != "inferred":
        kind, place = told
        level = _RANK[kind]
        if level < _RANK["saw"] and beside and _RANK[beside[0]] > level:
            return Known(2, beside[0], beside[1], heard, guess)
        return Known(level, kind, place, heard and level <= 1, guess and level < 1)
    if beside is not None and beside[0] != "inferred":
        kind, place = beside
        level = _RANK[kind]
        return Known(level, kind, place, heard and level <= 1, guess and level <= 1)
    return Known(0, "inferred" if guess else "unsaid", None, heard, guess)


def _best(
    reading: Reading, roles: Roles, numbers: Iterable[int]
) -> tuple[str, Place] | None:
    wanted = set(numbers)
    for kind in ("document", "saw", "named", "told", "inferred"):
        place = _find(reading, wanted, "basis", kind)
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


def _has(reading: Reading, numbers: Iterable[int], kind: str) -> bool:
    return _find(reading, numbers, "basis", kind) is not None


def _holding(reading: Reading, numbers: Iterable[int]) -> Place | None:
    for way in _HELD:
        place = _find(reading, numbers, "pointer", way)
        if place is not None:
            return place
    return None


def _find(
    reading: Reading, numbers: Iterable[int], element: str, way: str
) -> Place | None:
    pattern = reading.patterns.of(element, way)
    for number in sorted(numbers):
        sentence = reading.sentences[number]
        match = pattern.search(reading.plain, sentence.start, sentence.end)
        if match is not None:
            return match.span()
    return None
