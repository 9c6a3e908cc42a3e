"""What one allegation may draw on when its elements are read: sentences and matches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.leads.values import Element

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from workbench.leads.allegations import Draft
    from workbench.leads.basis import Known
    from workbench.leads.reading import Reading
    from workbench.leads.roles import Roles

    Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Scope:
    """What one allegation may draw on: its sentences and those of the whole letter."""

    reading: Reading
    roles: Roles
    draft: Draft
    known: Known
    own: tuple[Place, ...]  # own sentences that tell of the matter
    beside: tuple[Place, ...]  # shared ones that do
    whole: tuple[Place, ...]  # all sentences, the writer's own life included

    def within(self, place: int, *, shared: bool = True) -> bool:
        """Tell whether a place lies in a sentence that tells of the matter."""
        number = self.reading.sentence_at(place)
        return number in self.draft.telling and (shared or number in self.draft.own)

    def anywhere(self, pattern: re.Pattern[str]) -> Place | None:
        """Return the first match in any sentence of the allegation."""
        return self.reading.first(pattern, self.whole)

    def still(self, pattern: re.Pattern[str]) -> Place | None:
        """Return the first match that the letter does not call gone or never made."""
        for start, end in self.whole:
            for match in self.reading.finder.finditer(pattern, start, end):
                if not self.denied(match.span()):
                    return match.span()
        return None

    def narrowed(self, place: Place) -> bool:
        """Tell whether a record's sentence also tells its period, number or drawer."""
        number = self.reading.sentence_at(place[0])
        dates = self.reading.mentions.dates
        if any(self.reading.sentence_at(d.start) == number for d in dates):
            return True
        return self.reading.says(number, "pointer", "very")

    def denied(self, place: Place) -> bool:
        """Tell whether a record at a place is said to be gone or never to have been."""
        number = self.reading.sentence_at(place[0])
        if number < 0:
            return False
        sentence = self.reading.sentences[number]
        for way in ("record", "paper"):
            pattern = self.reading.patterns.of("gone", way)
            for match in self.reading.finder.finditer(
                pattern, sentence.start, sentence.end
            ):
                if match.start() < place[1] and place[0] < match.end():
                    return True
        return False

    def find(self, pattern: re.Pattern[str], *, shared: bool = True) -> Place | None:
        """Return the first match in own sentences, then in shared ones."""
        return next(self.finds(pattern, shared=shared), None)

    def finds(
        self, pattern: re.Pattern[str], *, shared: bool = True
    ) -> Iterator[Place]:
        """Yield matches, own sentences first."""
        finder = self.reading.finder
        for stretches in (self.own, self.beside if shared else ()):
            for start, end in stretches:
                for match in finder.finditer(pattern, start, end):
                    yield match.span()

    def look(self, element: str, way: str, *, shared: bool = True) -> Place | None:
        """Return where a way to tell an element is found."""
        return self.find(self.reading.patterns.of(element, way), shared=shared)

    def element(self, name: str, level: int, place: Place | None, why: str) -> Element:
        """Make an element; without a place its level is 0."""
        if place is None or level == 0:
            return Element(name, 0, None, why)
        return Element(name, level, self.reading.span(*place), why)
