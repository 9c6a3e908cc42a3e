"""Repeats: the same person named and basically the same facts, by other words too.

Letters are compared only with letters that name the same person or unit (blocking on
the subject), first by their facts (act, sums, days, other side, places), then by their
characters. Nothing about how somebody writes enters: a phrase both use counts only as
a sign that the same facts are told, and only beside the same subject (DOMAIN X2).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from workbench.leads.values import Assessment

_GRAM = 3
_SAME_TEXT = 0.55  # share of character triples: a copy, whatever the facts
_SAME = 0.5  # weight of agreement from which the facts are basically the same
_CLOSE = 0.02  # two sums this near are the same sum
_YEAR = 366


@dataclass(frozen=True, slots=True)
class Facts:
    """What a letter tells, for comparing; never who wrote it or how."""

    id: str
    keys: frozenset[str]  # persons named, else units: the blocks it belongs to
    offences: frozenset[str]
    sums: tuple[float, ...]
    days: tuple[tuple[date, date], ...]
    names: frozenset[str]  # other persons and firms
    grams: frozenset[str] = field(default=frozenset())


def facts_of(found: Assessment, text: str) -> Facts:
    """Draw the facts of an assessed letter."""
    persons = {
        p.name for a in found.allegations for p in a.subjects if not p.unresolved
    }
    masked = {p.text for a in found.allegations for p in a.subjects}
    units = {u.text for u in found.units}
    quoted = {a.elements["subject"].span for a in found.allegations}
    posts = {span.text for span in quoted if span}
    others = {
        getattr(c, "name", c.text) for a in found.allegations for c in a.counterparties
    }
    return Facts(
        id=found.id,
        keys=frozenset(persons or masked or units or posts),
        offences=frozenset(a.offence for a in found.allegations if a.offence),
        sums=tuple(sorted({a.value for a in found.amounts})),
        days=tuple((d.first, d.last) for d in found.dates if d.first and d.last),
        names=frozenset((others | units) - persons),
        grams=grams_of(text),
    )


def grams_of(text: str) -> frozenset[str]:
    """Return the character triples of a text, blanks and marks left out."""
    plain = "".join(c for c in text.lower() if c.isalnum())
    return frozenset(plain[i : i + _GRAM] for i in range(len(plain) - _GRAM + 1))


def likeness(one: Facts, other: Facts) -> float:
    """Return how far two letters about the same subject tell the same, 0..1.

    The weighted share of agreeing facts among those that both tell; what only one tells
    is new and no disagreement. Characters stand in where few facts are told.
    """
    text = _jaccard(one.grams, other.grams)
    if text >= _SAME_TEXT:
        return 1.0
    told = list(_agreements(one, other))
    weight = sum(w for w, _ in told)
    agree = sum(w * a for w, a in told)
    characters = min(1.0, text / 0.25)
    return (agree + 2 * characters) / (weight + 2)


def _agreements(one: Facts, other: Facts) -> Iterator[tuple[float, float]]:
    if one.offences and other.offences:
        yield 2.0, 1.0 if one.offences & other.offences else 0.0
    if one.sums and other.sums:
        yield 3.0, _shared_sums(one.sums, other.sums)
    if one.days and other.days:
        yield 1.5, _shared_days(one.days, other.days)
    if one.names and other.names:
        few = min(len(one.names), len(other.names))
        yield 2.0, min(1.0, len(one.names & other.names) / few)


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0.0


def _shared_sums(one: Iterable[float], other: tuple[float, ...]) -> float:
    first = tuple(one)
    hits = sum(any(abs(a - b) <= _CLOSE * max(a, b) for b in other) for a in first)
    return min(1.0, hits / min(len(first), len(other)))


def _shared_days(
    one: tuple[tuple[date, date], ...], other: tuple[tuple[date, date], ...]
) -> float:
    meets = any(a <= d and c <= b for a, b in one for c, d in other)
    return 1.0 if meets else 0.0


@dataclass(slots=True)
class Register:
    """Letters taken in so far, in blocks by subject."""

    blocks: dict[str, list[Facts]] = field(default_factory=lambda: defaultdict(list))

    def take(self, found: Assessment, text: str) -> str | None:
        """Return the id of the earlier letter that this one repeats, and keep this one.

        The earliest of those most alike; ``None`` where there is none or the letter was
        refused.
        """
        if found.refused is not None:
            return None
        return self.add(facts_of(found, text))

    def add(self, facts: Facts) -> str | None:
        """Compare with the letters of the same subject; keep for those to come."""
        best: tuple[float, str] | None = None
        seen: set[str] = set()
        for key in sorted(facts.keys):
            for earlier in self.blocks[key]:
                if earlier.id in seen:
                    continue
                seen.add(earlier.id)
                like = likeness(facts, earlier)
                if like >= _SAME and (best is None or like > best[0]):
                    best = like, earlier.id
            self.blocks[key].append(facts)
        return best[1] if best else None


def new_in(facts: Facts, earlier: Facts) -> dict[str, tuple[str, ...]]:
    """Say what a repeat tells that the earlier letter did not: a new lead, perhaps."""
    sums = [
        a
        for a in facts.sums
        if not any(abs(a - b) <= _CLOSE * max(a, b) for b in earlier.sums)
    ]
    days = [
        (a, b)
        for a, b in facts.days
        if not any(a <= d and c <= b for c, d in earlier.days)
    ]
    found = {
        "offences": tuple(sorted(facts.offences - earlier.offences)),
        "sums": tuple(f"{a:g}" for a in sums),
        "days": tuple(f"{a.isoformat()}/{b.isoformat()}" for a, b in days),
        "names": tuple(sorted(facts.names - earlier.names)),
    }
    return {kind: new for kind, new in found.items() if new}
