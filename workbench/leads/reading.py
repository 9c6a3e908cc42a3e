"""A letter as triage reads it: folded text, sentences, mentions, acts.

All places here count characters of the *folded* text; :meth:`Reading.span` gives them
back in the letter itself.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.leads.acts import Act, Fields, find_acts, find_fields
from workbench.leads.cues import Sentence, sentences
from workbench.leads.folding import Folded, fold, lowered
from workbench.leads.grounds import Grounds, grounds_of
from workbench.leads.mentions import Mentions, find_mentions
from workbench.leads.patterns import Patterns, patterns
from workbench.leads.values import Span

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Sequence

    from workbench.leads.gazetteer import Gazetteer
    from workbench.leads.prefixes import Finder
    from workbench.records import Letter

READ_UP_TO = 20_000
"""Characters of a letter that are read; a long book would stall everyone else's."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one pass over a letter finds."""

    lang: str
    folded: Folded
    plain: str  # folded text, lower-cased where the language has cases
    sentences: tuple[Sentence, ...]
    starts: tuple[int, ...]
    mentions: Mentions
    fields: tuple[Fields, ...]  # classes of words, by sentence
    acts: tuple[Act, ...]
    patterns: Patterns
    finder: Finder
    grounds: Grounds

    def span(self, start: int, end: int) -> Span:
        """Return a place of the folded text as a quote of the letter."""
        first, last = self.folded.span(start, end)
        return Span(first, last, self.folded.original[first:last])

    def stretches(self, numbers: Iterable[int]) -> list[tuple[int, int]]:
        """Return the sentences of those numbers, neighbours joined, in order."""
        joined: list[tuple[int, int]] = []
        last = -2
        for number in sorted(numbers):
            sentence = self.sentences[number]
            if number == last + 1:
                joined[-1] = joined[-1][0], sentence.end
            else:
                joined.append((sentence.start, sentence.end))
            last = number
        return joined

    def search(
        self, pattern: re.Pattern[str], numbers: Iterable[int]
    ) -> tuple[int, int] | None:
        """Return the first match of a pattern in some sentences."""
        return self.first(pattern, self.stretches(numbers))

    def first(
        self, pattern: re.Pattern[str], stretches: Iterable[tuple[int, int]]
    ) -> tuple[int, int] | None:
        """Return the first match of a pattern in some stretches."""
        for start, end in stretches:
            match = self.finder.search(pattern, start, end)
            if match is not None:
                return match.span()
        return None

    def says(self, number: int, element: str, way: str) -> bool:
        """Tell whether a sentence has words of one way to tell an element."""
        sentence = self.sentences[number]
        pattern = self.patterns.of(element, way)
        return self.finder.search(pattern, sentence.start, sentence.end) is not None

    def says_anywhere(self, element: str, way: str) -> bool:
        """Tell whether the letter has, greeting and signature included."""
        pattern = self.patterns.of(element, way)
        return self.finder.search(pattern, 0, len(self.plain)) is not None

    def sentence_at(self, place: int) -> int:
        """Return the number of the sentence that holds a place, -1 if none does."""
        number = bisect_right(self.starts, place) - 1
        inside = number >= 0 and place < self.sentences[number].end
        return number if inside else -1


def read_letter(letter: Letter, gazetteer: Gazetteer | None = None) -> Reading:
    """Read a letter once; linear in its length.

    Of a text longer than ``READ_UP_TO`` only the beginning is read: no complaint is
    that long, and what is must be read by a person.
    """
    folded = fold(letter.text[:READ_UP_TO], letter.lang)
    text = folded.text
    plain = lowered(text, letter.lang)
    found = find_mentions(
        text, lang=letter.lang, received=letter.received, gazetteer=gazetteer
    )
    words = patterns(letter.lang)
    finder = words.finder(plain)
    about_self = words.of("about_self", "")
    cut = tuple(
        s
        for s in sentences(text, letter.lang)
        if not finder.search(about_self, s.start, s.end)
    )
    sums = [(a.start, a.end) for a in found.amounts]
    facts = [*sums, *((date.start, date.end) for date in found.dates)]
    facts += [(u.start, u.end) for u in found.units if u.kind == "company"]
    facts += [
        (thing.start, thing.end)
        for thing in (*found.plates, *found.accounts, *found.documents)
    ]
    places = [(s.start, s.end) for s in cut]
    fields = find_fields(plain, places, words, sums)
    acts = tuple(find_acts(plain, places, words, fields, facts))
    grounds = grounds_of(
        plain,
        letter.lang,
        claims=_around(acts, places),
        facts=bool(found.amounts or found.dates),
    )
    return Reading(
        lang=letter.lang,
        folded=folded,
        plain=plain,
        sentences=cut,
        starts=tuple(s.start for s in cut),
        mentions=found,
        fields=tuple(fields),
        acts=acts,
        patterns=words,
        finder=finder,
        grounds=grounds,
    )


def _around(
    acts: Sequence[Act], places: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Return the stretches in which the source of each main claim would be named.

    The main claims are the acts told best; a source is named in the sentence or in the
    two before it.
    """
    best = max(((a.level, a.offence is not None) for a in acts), default=None)
    main = [a for a in acts if (a.level, a.offence is not None) == best]
    return [
        (places[max(a.sentence - _BEFORE, 0)][0], places[a.sentence][1]) for a in main
    ]


_BEFORE = 2
