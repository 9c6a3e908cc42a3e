"""Many words searched at once, a few look-ups a character.

Words are filed by their first two characters with the lengths that occur there; the
longest at a place is found by slicing, whatever the number of words. Nothing is
compiled.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import add
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_HEAD = 2


@dataclass(frozen=True, slots=True)
class Trie:
    """Words with a kind each; made by :func:`make_trie`, not changed afterwards.

    ``sizes`` maps two first characters to the lengths of the words of two and more that
    begin so, longest first.
    """

    sizes: Mapping[str, tuple[int, ...]]
    kinds: Mapping[str, str]

    def longest(self, text: str, at: int) -> int:
        """Return the end of the longest word at a place, 0 where none begins."""
        kinds = self.kinds
        for size in self.sizes.get(text[at : at + _HEAD], ()):
            if text[at : at + size] in kinds:
                return min(at + size, len(text))
        return at + 1 if text[at] in kinds else 0

    def everywhere(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield ``start, end`` of the longest word at each place where one begins."""
        sizes, kinds = self.sizes, self.kinds
        heads = map(sizes.get, map(add, text, f"{text[1:]}\0"))
        for at, (character, known) in enumerate(zip(text, heads, strict=True)):
            for size in known or ():
                if text[at : at + size] in kinds:
                    yield at, min(at + size, len(text))
                    break
            else:
                if character in kinds:
                    yield at, at + 1

    def scan(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield ``start, end, kind`` of the longest words, left to right, apart."""
        place = 0
        for start, end in self.everywhere(text):
            if start >= place:
                place = end
                yield start, end, self.kinds[text[start:end]]


def make_trie(words: Iterable[tuple[str, str]]) -> Trie:
    """File ``word, kind`` pairs; the first kind given to a word stands."""
    sizes: dict[str, set[int]] = {}
    kinds: dict[str, str] = {}
    for word, kind in words:
        if len(word) >= _HEAD:
            sizes.setdefault(word[:_HEAD], set()).add(len(word))
        kinds.setdefault(word, kind)
    ordered = {head: tuple(sorted(s, reverse=True)) for head, s in sizes.items()}
    return Trie(ordered, kinds)
