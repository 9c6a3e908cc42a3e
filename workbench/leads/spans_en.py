"""Stretches of an English letter that may name a person or a unit, generously.

Runs of capitalised words with every boundary, words for a body in small letters with
what stands before them (the passport office) and behind (depot at Runnemede), letters,
initials, given names alone. Which of them are names is decided by
:mod:`.span_choice_en`, from the signs of :mod:`.span_signs_en`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from workbench.leads.lexicon import lexicon
from workbench.leads.span_words_en import CAPITALS, LOWER, TOKEN, word_class

if TYPE_CHECKING:
    from collections.abc import Sequence

Pair = tuple[int, int]
"""First and last token of a stretch, or first character and the one after the last."""

_LONGEST = 9  # tokens of a stretch
_REACH = 3  # words in small letters before the head of a unit
_MOST_LINKS = 4
_FAR = frozenset(("at", "in", "for", "from"))  # links that only follow a head
_BODY = frozenset(("head", "Head", "Head?"))
_ABBREVIATED = frozenset(("St", "Sta", "Sto", "Bros", "Co", "Ltd", "Dr", "Mt", "Inc"))
_ENDS_WITH_STOP = frozenset(("Bros", "Inc", "Ltd", "Co"))
_OWNERS = frozenset(
    ("Name", "Name-", "surname", "Head?", "everyday", "Word", "given")
)  # fmt: skip
_LOWER_OR_NUMBER = LOWER - {"head"} | {"number", "year"}
_NOT_ALONE = frozenset(("head", "title", "month", "initial", "legal", "no_name"))
_OPENERS = frozenset((".", "!", "?", ";", ":", "line", '"', ",", "-"))
_INSIDE = frozenset(('"', "(", ")"))


@dataclass(frozen=True, slots=True)
class Tokens:
    """The n tokens of a letter: spans, classes and the words they are known by."""

    text: str
    spans: Sequence[Pair]
    kinds: Sequence[str]
    words: Sequence[str]

    def quote(self, pair: Pair) -> str:
        """Return what the letter writes from one token to another."""
        return self.text[self.spans[pair[0]][0] : self.spans[pair[1]][1]]


@cache
def _links() -> frozenset[str]:
    return frozenset(lexicon("spans")["links"])


@cache
def _level_heads() -> frozenset[str]:
    return frozenset(lexicon("spans")["level_heads"])


def tokens_of(text: str) -> Tokens:
    """Cut a folded text into tokens; linear."""
    spans, kinds, words = [], [], []
    for match in TOKEN.finditer(text):
        kind, word = word_class(match[0])
        spans.append(match.span())
        kinds.append(kind)
        words.append(word)
    return Tokens(text, spans, kinds, words)


def stretches(tokens: Tokens) -> list[Pair]:
    """Return every stretch that may be a name, as first and last token, in order.

    About 10 in a letter of 400 characters; linear in its length.
    """
    reached = _reached(tokens)
    found: set[Pair] = set()
    for i, kind in enumerate(tokens.kinds):
        if kind in CAPITALS or kind == "head" or (reached[i] and kind in LOWER):
            ends = _ends(tokens, i, reached)
            found.update((i, j) for j in ends if j > i or kind not in _NOT_ALONE)
        elif kind == "no_word" and i > 0 and tokens.kinds[i - 1] not in _OPENERS:
            found.update((i, j) for j in _ends(tokens, i, reached) if j > i)
    return sorted(found)


def _reached(tokens: Tokens) -> list[bool]:
    """Tell which words in small letters stand closely before a word for a body."""
    out = [False] * len(tokens.kinds)
    head = -_LONGEST
    for t in range(len(out) - 1, -1, -1):
        kind = tokens.kinds[t]
        if kind in {"head", "Head"}:
            head = t
        elif kind in _LOWER_OR_NUMBER or kind == "'s":
            out[t] = 0 < head - t <= _REACH
        elif kind not in CAPITALS:
            head = -_LONGEST
    return out


def _ends(tokens: Tokens, i: int, reached: Sequence[bool]) -> list[int]:
    """Return the last tokens of the stretches that begin with token ``i``."""
    run, out = _Run(i), []
    for j in range(i, min(len(tokens.kinds), i + _LONGEST)):
        ends = run.takes(tokens, j, reached[j])
        if ends is None:
            break
        if ends:
            out.append(j)
    return out


@dataclass(slots=True)
class _Run:
    """What a stretch that grows to the right holds so far."""

    first: int
    body: bool = False  # a word for a body
    comma: bool = False
    lower: int = 0
    links: int = 0

    def takes(self, tokens: Tokens, j: int, reached: bool) -> bool | None:
        """Tell whether a stretch may end with token ``j``; ``None``: it is cut."""
        kind = tokens.kinds[j]
        if kind in CAPITALS:
            self.body = self.body or kind in _BODY
            return True
        if kind in LOWER:
            return self._small(tokens, j, reached)
        if kind in _links():
            self.links += 1
            far = kind in _FAR and not self.body
            return None if j == self.first or self.links > _MOST_LINKS or far else False
        if j == self.first:
            return True if kind == "no_word" else None
        return self._mark(tokens, j)

    def _small(self, tokens: Tokens, j: int, reached: bool) -> bool | None:
        kind = tokens.kinds[j]
        level = kind == "level" and j > self.first
        if kind == "head" or (level and tokens.words[j] in _level_heads()):
            self.body = True
            return True
        self.lower += 1
        return None if not reached or self.lower > _REACH else False

    def _mark(self, tokens: Tokens, j: int) -> bool | None:
        kind, before = tokens.kinds[j], tokens.kinds[j - 1]
        if kind in {"number", "year"}:
            return True if self.body else None
        if kind == "'s":
            return before in _OWNERS
        if kind == ".":
            word = _token(tokens, j - 1)
            goes_on = before == "initial" or word in _ABBREVIATED
            return word in _ENDS_WITH_STOP if goes_on else None
        if kind == "," and not self.comma:
            self.comma = True
            legal = tokens.kinds[j + 1 : j + 2] == ["legal"]
            return False if self.body or legal else None
        return False if kind in _INSIDE else None


def _token(tokens: Tokens, t: int) -> str:
    return tokens.text[slice(*tokens.spans[t])]
