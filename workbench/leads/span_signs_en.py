"""What speaks for a stretch of an English letter being a person's or a unit's name.

Signs are short strings: what the stretch begins and ends with, what stands beside it,
what is between, and what the rules (:mod:`.mentions_persons_en`,
:mod:`.mentions_units_en`) made of it. :mod:`.span_choice_en` adds up what was learned
of each. A name itself is never among them: :mod:`.span_words_en` leaves only its class.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from workbench.leads.lexicon import lexicon
from workbench.leads.span_words_en import CAPITALS
from workbench.leads.spans_en import Pair, Tokens, stretches

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_EARLY, _LATE = 12, 14  # tokens of a letter's greeting, of its signature
_WINDOW = 6
_MOST = 3
_STOPS = frozenset((".", "!", "?", ";", "line"))
_OPENERS = frozenset((".", "!", "?", ";", ":", "line", '"', "#"))
_PREPOSITIONS = frozenset(
    ("of", "at", "in", "for", "from", "with", "by", "to", "on", "and")
)
_DETERMINERS = frozenset(
    ("the", "our", "his", "her", "their", "a", "an", "this", "that", "my", "your")
)
_SAYING = frozenset(("post", "kin", "title", "head"))
_NAMES = frozenset(("Name", "given", "surname", "everyday"))
_ANY_NAME = frozenset(
    ("Name", "Name-", "Word", "no_name", "everyday", "surname", "part", "no_word")
)
_BODY = frozenset(("Head", "Head?", "legal", "head"))
_EXTENDS = frozenset(("at", "in", "of", "for", ",", "from", "on"))
_LEGAL_END = {
    "Head": "H", "Head?": "H", "legal": "G", "head": "h", "office": "d", "level": "d"
}  # fmt: skip
_UNLISTED = frozenset(("Name", "Name-"))


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the rules found: character spans, and the names of the writer."""

    persons: Sequence[Pair]
    units: Sequence[Pair]
    places: Sequence[Pair]
    dates: Sequence[Pair]
    own: frozenset[str]


class _Marks:
    """What the rules found, by token: ``by_rule`` pair -> P, U or L (a place)."""

    def __init__(self, tokens: Tokens, ruled: Ruled) -> None:
        self._starts = {start: t for t, (start, _) in enumerate(tokens.spans)}
        self._kinds = tokens.kinds
        self._ends = {end: t for t, (_, end) in enumerate(tokens.spans)}
        self.by_rule: dict[Pair, str] = {}
        for mark, spans in (
            ("L", ruled.places),
            ("U", ruled.units),
            ("P", ruled.persons),
        ):
            self.by_rule |= dict.fromkeys(self._pairs(spans), mark)
        size = len(tokens.kinds)
        self.person = _cover(size, self._pairs(ruled.persons))
        self.unit = _cover(size, self._pairs(ruled.units))
        self.dated = _cover(size, self._pairs(ruled.dates))
        self.persons = {tokens.quote(pair) for pair in self._pairs(ruled.persons)}
        self.units = {tokens.quote(pair) for pair in self._pairs(ruled.units)}
        full = [name.split() for name in self.persons if " " in name]
        self.person_parts = {part for name in full for part in (name[0], name[-1])}
        self.unit_parts = {name.split()[0] for name in self.units if " " in name}

    def _pairs(self, spans: Iterable[Pair]) -> list[Pair]:
        """Return the spans that begin and end where tokens do, as tokens."""
        pairs = [(self._starts.get(s, -1), self._ends.get(e, -1)) for s, e in spans]
        return [
            (first, last)
            for first, last in pairs
            if 0 <= first <= last and self._kinds[first] != "line"
        ]


def _cover(size: int, pairs: Iterable[Pair]) -> bytearray:
    cover = bytearray(size)
    for first, last in pairs:
        cover[first : last + 1] = b"\1" * (last + 1 - first)
    return cover


class Signs:
    """The stretches of one letter and what speaks for each.

    ``pairs`` are the stretches; :meth:`start`, :meth:`end` and :meth:`inner` return the
    signs of one. What stands at a place is the same for all stretches that begin or end
    there, so a caller may add it up once.
    """

    def __init__(self, tokens: Tokens, ruled: Ruled) -> None:
        self.tokens = tokens
        self._rules = _Marks(tokens, ruled)
        self._person, self._unit = self._rules.person, self._rules.unit
        self._own = ruled.own | {part for name in ruled.own for part in name.split()}
        self._writer = ruled.own | {name.rsplit(maxsplit=1)[-1] for name in ruled.own}
        self.pairs = sorted({*stretches(tokens), *self._rules.by_rule})
        self._repeated = Counter(map(tokens.quote, self.pairs))
        self._coarse = [_COARSE.get(kind, kind) for kind in tokens.kinds]

    def _kind(self, t: int) -> str:
        return self.tokens.kinds[t] if 0 <= t < len(self.tokens.kinds) else "#"

    def _word(self, t: int) -> str:
        return self.tokens.words[t] if 0 <= t < len(self.tokens.words) else "#"

    def is_own(self, pair: Pair) -> bool:
        """Tell whether a stretch is the writer's name, or the last word of it."""
        return self.tokens.quote(pair) in self._writer

    def start(self, i: int) -> list[str]:
        """Return the signs of what begins with token ``i``."""
        before, kind = self._kind(i - 1), self._kind(i)
        word = self._word(i - 1)
        given, link, other = self._beside(i)
        out = [
            f"a{word}",
            f"b{before}|{kind}",
            f"c{word}|{kind}",
            f"d{given}|{link}|{other}",
            f"e{given != ''}|{link}|{other}|{kind}",
            f"f{link}|{other}|{kind}",
        ]
        if before in _OPENERS:
            out.append(f"g{kind}")
        if i < _EARLY:
            out.append(f"h{kind}")
        if self._rules.dated[i]:
            out.append("i")
        near = self._near(range(i - 1, max(-1, i - 1 - _WINDOW), -1))
        out += [f"j{kind}|{sign}" for sign in near]
        return out

    def end(self, j: int) -> list[str]:
        """Return the signs of what ends with token ``j``."""
        kind, after = self._kind(j), self._kind(j + 1)
        word, own = self._word(j + 1), self._word(j)
        out = [
            f"k{own}",
            f"l{word}",
            f"m{kind}|{after}",
            f"n{kind}|{word}",
            f"o{own}|{after}",
            f"p{kind}|{word in _says()}|{after}",
        ]
        if self._rules.dated[j]:
            out.append("q")
        size = len(self.tokens.kinds)
        if size - j < _LATE:
            out.append(f"r{kind}|{after}")
        near = self._near(range(j + 1, min(size, j + 1 + _WINDOW)))
        out += [f"s{kind}|{sign}" for sign in near]
        return out

    def inner(self, pair: Pair) -> list[str]:
        """Return the signs of a stretch as a whole."""
        i, j = pair
        words = self.tokens.words
        shape = self._shape(i, j)
        given, link, other = self._beside(i)
        before, after = self._kind(i - 1), self._kind(j + 1)
        out = [
            f"t{shape}",
            f"u{given != ''}|{link}|{other}|{shape}",
            f"v{shape}|{after}",
            f"w{before}|{shape}",
            f"x{min(j - i, 6)}",
        ]
        if j > i:
            out.append(f"y{words[i]}..{words[j]}")
        out += [f"z{word}" for word in dict.fromkeys(words[i : j + 1])]
        out += [f"A{word}" for word in dict.fromkeys(words[i + 1 : j])]
        out += self._make(i, j)
        out += self._ruled(pair, shape)
        return out

    def _make(self, i: int, j: int) -> list[str]:
        """Say how a stretch is made: its end, its capitals, what extends it."""
        kinds = self.tokens.kinds[i : j + 1]
        last = _LEGAL_END.get(kinds[-1]) or ("c" if kinds[-1] in CAPITALS else "o")
        capitals = sum(kind in CAPITALS for kind in kinds)
        lower = sum(kind in {"word", "post", "kin"} for kind in kinds)
        body = any(kind in _BODY for kind in kinds[:-1])
        unlisted = any(kind in _UNLISTED for kind in kinds)
        given = kinds[0] in {"given", "everyday"}
        extended = next((k for k in kinds[1:-1] if k in _EXTENDS), "")
        before, after = self._kind(i - 1), self._kind(j + 1)
        det, link, other = self._beside(i)
        return [
            "B",
            f"C{last}|{min(capitals, _MOST)}|{given}",
            f"D{last}|{body}|{extended}",
            f"E{last}|{lower}|{capitals > 0}|{extended}",
            f"F{unlisted}|{last}|{given}|{body}",
            f"G{'title' in kinds}|{last}",
            f"H{kinds[0]}|{last}|{min(j - i, _MOST)}",
            f"I{last}|{after in CAPITALS}|{before in CAPITALS}|{extended}",
            f"J{last}|{capitals > 0}|{self._word(i - 1)}",
            f"K{last}|{after}|{extended}",
            f"L{last}|{capitals > 0}|{det != ''}|{link}|{other}",
        ]

    def _ruled(self, pair: Pair, shape: str) -> list[str]:
        """Say what the rules made of a stretch, here and elsewhere in the letter."""
        (i, j), rules = pair, self._rules
        rule = rules.by_rule.get(pair, "0")
        person, unit = any(self._person[i : j + 1]), any(self._unit[i : j + 1])
        over = "p" * person + "u" * unit
        out = [f"M{rule}", f"N{rule}{over}"]
        if rule == "0" and over:
            within = "p" * (self._person[i] and self._person[j])
            within += "u" * (self._unit[i] and self._unit[j])
            goes_on = i > 0 and (self._person[i - 1] or self._unit[i - 1])
            out.append(f"O{within}{'<' * bool(goes_on)}{'>' * self._goes_on(j)}")
        name = self.tokens.quote(pair)
        if rule != "P" and name in rules.persons:
            out.append("P")
        if rule != "U" and name in rules.units:
            out.append("Q")
        if name in rules.person_parts:
            out.append("R")
        if name in rules.unit_parts:
            out.append("S")
        if name in self._own:
            out.append("T")
        out.append(f"U{min(self._repeated[name], _MOST)}|{shape}")
        return out

    def _goes_on(self, j: int) -> bool:
        after = j + 1
        return after < len(self._person) and bool(
            self._person[after] or self._unit[after]
        )

    def _beside(self, i: int) -> tuple[str, str, str]:
        """Return article, preposition and what they follow, left of token ``i``."""
        words, t = self.tokens.words, i - 1
        given = link = ""
        if t >= 0 and words[t].removeprefix("^") in _DETERMINERS:
            given, t = words[t], t - 1
        if t >= 0 and (words[t] in _PREPOSITIONS or words[t] == ","):
            link, t = words[t], t - 1
        kind = self._kind(t)
        if t >= 0:
            if self._person[t] or kind in _NAMES:
                kind = "person"
            elif self._unit[t]:
                kind = "unit"
            elif kind in CAPITALS:
                kind = "capital"
        return given, link, kind

    def _near(self, places: Iterable[int]) -> list[str]:
        """Return the kinds of telling words near by in the sentence, sorted."""
        found = set()
        for t in places:
            kind = self.tokens.kinds[t]
            if kind in _STOPS:
                break
            if kind in _SAYING:
                found.add(kind)
            elif kind in CAPITALS:
                found.add("person" if self._person[t] else "name")
        return sorted(found)

    def _shape(self, i: int, j: int) -> str:
        """Return the classes of a stretch, runs of one class as one."""
        out: list[str] = []
        for kind in self._coarse[i : j + 1]:
            if out and kind in _RUNS and out[-1].rstrip("+") == kind:
                out[-1] = kind + "+"
            else:
                out.append(kind)
        return " ".join(out[:7])


_COARSE = dict.fromkeys(_ANY_NAME, "Name")
_RUNS = frozenset(("Name", "word", "office"))


@cache
def _says() -> frozenset[str]:
    return frozenset(lexicon("english")["says"])
