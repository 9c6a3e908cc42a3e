"""Repeats: the same person named and basically the same facts, by other words too.

Letters are compared only with letters that name the same person or unit (blocking on
the subject) and share a fact, first by their facts (act, sums, days, names), then by
their characters. Nothing about how somebody writes enters: a phrase both use counts
only as a sign that the same facts are told, and only beside the same name (X2).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from math import log, prod, sqrt
from typing import TYPE_CHECKING

import numpy as np

from workbench.leads.facts import (
    Facts,
    Period,
    Span,
    facts_of,
    quick_facts,
    worth_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workbench.leads.values import Assessment
    from workbench.records import Letter

_SAME_TEXT = 0.55  # share of character triples of a copy
_COPY = 3.0  # weight of a copied text: a form filled in anew is no repeat
_LEAST_SHARE = 0.1
_ALIKE = 0.25  # share of triples that two tellings of the same matter may reach
_SAME = 0.55  # weight of agreement from which the facts are basically the same
_SHORT = 3  # characters that a shortened name still has
_EQUAL = 0.001
_CLOSE = 0.025  # two sums this near are the same sum
_NEAR_DAYS = 31  # beside a season or a year, whose ends nobody means to the day
_LONG = 400
_EXACT_DAYS = 31  # a day or a month, which people do mean
_ANY = ""  # the mark of every letter
_WORD = " "  # files a letter by a word it holds, no name
_RARE = 25  # words by which a letter is filed
_SAME_WORDS = 0.25  # share of what rare words weigh, of one matter in other words
_OTHER_WORDS = 0.12
_NEWEST = 8  # letters under a name that are looked at whatever they tell
_YEAR = 11
_CROWD = 60  # letters under one mark beyond which only the newest are looked at
_WEAK = "~"  # leads a name that many carry: a surname with a post, a unit
_ORDERS = tuple(
    np.uint64(odd)
    for odd in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)
)
_HIGH, _MIDDLE = np.uint64(42), np.uint64(21)  # bits of a code point
_OFFENCE, _SUMS, _DAYS, _NAMES = 1.5, 3.0, 2.0, 2.5
_OTHER_OFFENCE = 0.75  # one matter is easily read as another offence
_OTHER_DAYS = 1.0  # letters date other things than the act, too


def likeness(one: Facts, other: Facts) -> float:
    """Return how far two letters that share a name tell the same, 0..1.

    The weighted share of agreeing facts among those that both tell; what only one tells
    is new and no disagreement. Characters stand in where few facts are told.
    """
    told = list(_agreements(one, other))
    weight = sum(w for w, _ in told)
    agreed = sum(w * a for w, a in told)
    weak = _only_weak(one, other) and not _something_more(one, other, told)
    if not weak and (agreed + _COPY) / (weight + _COPY) < _SAME:
        return agreed / weight  # no text could make it a repeat
    text = _jaccard(one.grams, other.grams)
    copied = text >= _SAME_TEXT
    if weak:
        return 1.0 if copied and not told else text
    more = _COPY if copied else 1.0
    return (agreed + more * min(1.0, text / _ALIKE)) / (weight + more)


def _agreements(one: Facts, other: Facts) -> Iterator[tuple[float, float]]:
    if one.offences and other.offences:
        same = bool(one.offences & other.offences)
        yield (_OFFENCE, 1.0) if same else (_OTHER_OFFENCE, 0.0)
    if one.sums and other.sums:
        yield _SUMS, _shared_sums(one.sums, other.sums)
    if one.days and other.days:
        met = _shared_days(one.days, other.days)
        exact = _exact(one.days) and _exact(other.days)
        yield (_DAYS, met) if met or exact else (_OTHER_DAYS, 0.0)
    if one.objects and other.objects:
        yield 1.0, 1.0 if one.objects & other.objects else 0.0
    if one.names and other.names:
        shared = 0.5 if one.keys & other.keys else 0.0
        yield _NAMES, max(shared, _shared_names(one.names, other.names))


def _something_more(
    one: Facts, other: Facts, told: Iterable[tuple[float, float]]
) -> bool:
    """Tell whether a sum, a day, an object or a second name agrees too."""
    if any(
        agrees and weight != _NAMES for weight, agrees in told if weight != _OFFENCE
    ):
        return True
    return _hits(one.names, other.names) > 1


def _exact(days: Iterable[Period]) -> bool:
    return any(day.first == day.last for day in days)


def _only_weak(one: Facts, other: Facts) -> bool:
    """Tell whether only a surname with a post, or a unit, files both together."""
    return all(key.startswith(_WEAK) for key in one.keys & other.keys)


def _shared_names(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of the shorter list that the longer one names too, 0..1."""
    return min(1.0, _hits(one, other) / min(len(one), len(other), 3))


def _hits(one: frozenset[str], other: frozenset[str]) -> int:
    few, many = sorted((one, other), key=len)
    return sum(a in many or any(_part(a, b) for b in many) for a in few)


def _part(one: str, other: str) -> bool:
    """Tell whether one name is the other cut short: a firm without its form."""
    short, long = sorted((one, other), key=len)
    return len(short) >= _SHORT and short in long


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    if min(len(one), len(other)) < _LEAST_SHARE * max(len(one), len(other)):
        return 0.0  # too unequal to matter
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0.0


def _same_sum(one: Span, other: Span) -> bool:
    """Tell whether two sums are one: they meet, or nearly, if either is round."""
    if max(one[0], other[0]) <= min(one[1], other[1]):
        return True
    low, high = sorted((one[0], other[0]))
    apart = (high - low) / max(high, 1.0)
    round_one = any(float(f"{value:.2g}") == value for value in (low, high))
    return apart <= (_CLOSE if round_one else _EQUAL)


def _shared_sums(one: tuple[Span, ...], other: tuple[Span, ...]) -> float:
    few, many = sorted((one, other), key=len)
    hits = sum(any(_same_sum(a, b) for b in many) for a in few)
    return min(1.0, hits / min(len(few), 2))


def _shared_days(one: tuple[Period, ...], other: tuple[Period, ...]) -> float:
    """Return 1 where some day or period of both meets, else 0.

    Two days must be the same; a period meets what lies near its ends; one of years
    meets everything and says nothing.
    """
    for a, b in product(one, other):
        if max((a.last - a.first).days, (b.last - b.first).days) <= _LONG:
            gap = max((a.first - b.last).days, (b.first - a.last).days, 0)
            exact = max((a.last - a.first).days, (b.last - b.first).days)
            if gap <= (0 if exact <= _EXACT_DAYS else _NEAR_DAYS):
                return 1.0
    return 0.0


@dataclass(slots=True)
class Register:
    """Letters taken in so far, filed under name and fact together."""

    files: dict[tuple[str, str], list[Facts]] = field(default_factory=dict)

    def take(self, found: Assessment, text: str) -> str | None:
        """Return the id of the earlier letter that this one repeats, and keep this one.

        The one most alike, the earliest of equals; ``None`` where there is none or the
        letter was refused.
        """
        if found.refused is not None:
            return None
        return self.add(facts_of(found, text))

    def add(self, facts: Facts) -> str | None:
        """Compare with letters of the same name that share a fact; keep this one."""
        best: tuple[float, str] | None = None
        seen: set[str] = set()
        own = _marks(facts)
        for earlier in self._candidates(facts, [*own, *_near(facts)]):
            if earlier.id in seen:
                continue
            seen.add(earlier.id)
            like = _weighed(likeness(facts, earlier), facts, earlier)
            if like >= _SAME and (best is None or like > best[0]):
                best = like, earlier.id
        for key in facts.keys:
            for mark in own:
                self.files.setdefault((key, mark), []).append(facts)
        for word in _rare(facts):
            self.files.setdefault((_WORD, word), []).append(facts)
        return best[1] if best else None

    def _candidates(self, facts: Facts, marks: list[str]) -> Iterator[Facts]:
        for key in sorted(facts.keys):
            for mark in marks:
                crowd = _CROWD if mark else _NEWEST
                yield from self.files.get((key, mark), ())[-crowd:]
        for word in _rare(facts):
            yield from self.files.get((_WORD, word), ())[-_NEWEST:]


def _rare(facts: Facts) -> list[str]:
    """Return the words of a letter that say most, under which it is filed."""
    worth = sorted((-worth_of(word), word) for word in facts.words)
    return [word for _, word in worth[:_RARE]]


def _weighed(like: float, one: Facts, other: Facts) -> float:
    """Return the likeness with what the words of two English letters say.

    Who tells the same matter in other words still needs its words: names, things,
    places. Where many of the rare ones are shared the facts are the same, whoever is
    named; where hardly any are, no agreeing sum or day makes them so.
    """
    if not one.words or not other.words:
        return like
    shared = sum(worth_of(word) ** 2 for word in one.words & other.words)
    lengths = (sum(worth_of(w) ** 2 for w in some.words) for some in (one, other))
    share = shared / max(sqrt(prod(lengths)), 1e-9)
    if share < _OTHER_WORDS:
        return 0.0
    return max(like, _SAME + share) if share >= _SAME_WORDS else like


def _step(value: float) -> int:
    return round(log(max(value, 1.0)) / log(1 + _CLOSE))


def _months(days: Iterable[Period]) -> set[int]:
    """Return the months of days and of periods up to a year."""
    found: set[int] = set()
    for day in days:
        first = _month(day)
        last = day.last.year * 12 + day.last.month
        found.update(range(first, min(last, first + _YEAR) + 1))
    return found


def _month(day: Period) -> int:
    return day.first.year * 12 + day.first.month


def _marks(facts: Facts) -> list[str]:
    """Return the facts a letter is filed under."""
    return [
        *(f"sum {_step(low)}" for low, _ in facts.sums),
        *(f"month {month}" for month in sorted(_months(facts.days))),
        _ANY,
        *sorted(facts.offences),
        *sorted(facts.names),
        *(_signs(facts.grams) if facts.grams else ()),
    ]


def _near(facts: Facts) -> list[str]:
    """Return the marks beside a letter's own: a sum or a month told a little off."""
    return [
        *(f"sum {_step(v) + off}" for v, _ in facts.sums for off in (-1, 1)),
        *(f"month {_month(d) + off}" for d in facts.days for off in (-1, 1)),
    ]


def _signs(grams: frozenset[str]) -> Iterator[str]:
    """Yield the least triples under a few orders: copies share most of them."""
    joined = "".join(grams).encode("utf-32-le", "surrogatepass")
    parts = np.frombuffer(joined, dtype=np.uint32).reshape(-1, 3).astype(np.uint64)
    codes = (parts[:, 0] << _HIGH) + (parts[:, 1] << _MIDDLE) + parts[:, 2]
    for turn, factor in enumerate(_ORDERS):
        yield f"{turn} {(codes * factor).min()}"  # modulo 2**64


def find_repeats(letters: Iterable[Letter]) -> dict[str, str]:
    """Return id -> id of the earlier letter it repeats, for a whole register.

    Works from the texts alone, without assessing them: one pass, each letter compared
    with those that share a name and a fact.
    """
    register = Register()
    found = {}
    for letter in letters:
        earlier = register.add(quick_facts(letter))
        if earlier is not None:
            found[letter.id] = earlier
    return found


def new_in(facts: Facts, earlier: Facts) -> dict[str, tuple[str, ...]]:
    """Say what a repeat tells that the earlier letter did not: a new lead, perhaps."""
    sums = [a for a in facts.sums if not any(_same_sum(a, b) for b in earlier.sums)]
    days = [a for a in facts.days if not _shared_days((a,), earlier.days)]
    found = {
        "offences": tuple(sorted(facts.offences - earlier.offences)),
        "sums": tuple(f"{low:g}" for low, _ in sums),
        "days": tuple(f"{a.first.isoformat()}/{a.last.isoformat()}" for a in days),
        "names": tuple(sorted(facts.names - earlier.names)),
    }
    return {kind: new for kind, new in found.items() if new}
