"""Many words searched at once, a few look-ups a character.

Words are filed by their first character with the lengths that occur there; the longest
at a place is found by slicing, whatever the number of words. Nothing is compiled.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Trie:
    """Words with a kind each; made by :func:`make_trie`, not changed afterwards.

    ``sizes`` maps a first character to the lengths of its words, longest first.
    """

    sizes: Mapping[str, tuple[int, ...]]
    kinds: Mapping[str, str]

    def longest(self, text: str, at: int) -> int:
        """Return the end of the longest word at a place, 0 where none begins."""
        kinds = self.kinds
        for size in self.sizes.get(text[at], ()):
            if text[at : at + size] in kinds:
                return min(at + size, len(text))
        return 0

    def scan(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield ``start, end, kind`` of the longest words, left to right, apart."""
        sizes, kinds = self.sizes, self.kinds
        place = 0
        for at, character in enumerate(text):
            if at < place or character not in sizes:
                continue
            for size in sizes[character]:
                word = text[at : at + size]
                if word in kinds:
                    place = at + size
                    yield at, place, kinds[word]
                    break


def make_trie(words: Iterable[tuple[str, str]]) -> Trie:
    """File ``word, kind`` pairs; the first kind given to a word stands."""
    sizes: dict[str, set[int]] = {}
    kinds: dict[str, str] = {}
    for word, kind in words:
        sizes.setdefault(word[0], set()).add(len(word))
        kinds.setdefault(word, kind)
    ordered = {head: tuple(sorted(s, reverse=True)) for head, s in sizes.items()}
    return Trie(ordered, kinds)
