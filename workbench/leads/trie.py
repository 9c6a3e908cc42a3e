"""Many words searched at once, one step a character.

A trie of plain dictionaries: the longest word at a place is found in as many steps as
it has characters, whatever the number of words; nothing is compiled at the start.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


Node: TypeAlias = "dict[str, Node]"


@dataclass(frozen=True, slots=True)
class Trie:
    """Words with a kind each; made by :func:`make_trie`, not changed afterwards."""

    root: Node
    kinds: dict[str, str]

    def longest(self, text: str, at: int) -> int:
        """Return the end of the longest word at a place, 0 where none begins.

        Takes as many steps as the word has characters.
        """
        node: Node | None = self.root.get(text[at])
        best, end, length = 0, at + 1, len(text)
        while node is not None:
            if "" in node:
                best = end
            if end >= length:
                break
            node = node.get(text[end])
            end += 1
        return best

    def scan(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield ``start, end, kind`` of the longest words, left to right, apart."""
        root, kinds, longest = self.root, self.kinds, self.longest
        place = 0
        for at, character in enumerate(text):
            if at >= place and character in root:
                end = longest(text, at)
                if end:
                    place = end
                    yield at, end, kinds[text[at:end]]


def make_trie(words: Iterable[tuple[str, str]]) -> Trie:
    """Make a trie of ``word, kind`` pairs; the first kind given to a word stands."""
    root: Node = {}
    kinds: dict[str, str] = {}
    for word, kind in words:
        node = root
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
        kinds.setdefault(word, kind)
    return Trie(root, kinds)
