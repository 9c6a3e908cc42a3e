"""What the rules found of an allegation, as numbers, and what the weights say."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from workbench.leads.circumstances import (
    IN_KIND,
    NO_PAPER,
    RECORDS_GONE,
    WITNESS_GONE,
)
from workbench.leads.learned import FLAGS, KINDS, PROOF, weights
from workbench.leads.roles import firms
from workbench.leads.terms import told_in
from workbench.leads.values import ELEMENTS, Element

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from workbench.leads.allegations import Draft
    from workbench.leads.basis import Known
    from workbench.leads.learned import Floats, Weights
    from workbench.leads.reading import Reading
    from workbench.leads.roles import Roles
    from workbench.leads.values import Span
    from workbench.leads.vocabulary import Counts

OFFENCES = tuple(f"O{n}" for n in range(1, 11))
NO_OFFENCE = "no_offence"
_GROUNDS = ("document", "saw", "first_person", "named", "told", "inferred", "unsaid")
_ACT = KINDS.index("act")
_MATTER = 0.5  # how much a sentence must be an act for its mentions to be the act's
_MONTH = 31
_WORTH = 4.0  # worth of a frame that defines an offence
_MANY = 5


@dataclass(frozen=True, slots=True)
class Statements:
    """The sentences of a letter: their terms, and how much each is of each kind."""

    terms: list[Counts]
    kinds: Floats


def statements_of(reading: Reading) -> Statements:
    """Read what each sentence of a letter is; linear in the letter."""
    model = weights(reading.lang)
    told = model.vocabulary.counts(told_in(reading))
    return Statements(told, model.kinds_of(told))


@dataclass(frozen=True, slots=True)
class Found:
    """What the rules found of one allegation."""

    reading: Reading
    roles: Roles
    draft: Draft
    known: Known
    elements: Mapping[str, Element]
    hearsay: bool
    guess: bool
    proof: Collection[str]


def matter(found: Found, kinds: Floats) -> list[int]:
    """Return the sentences of an allegation that tell of its matter, in order.

    Those that the rules count, and those that are more of any other kind than about the
    writer or mere abuse. Who writes, how often and in what tone must change nothing
    (DOMAIN section 8), so the others do not enter at all.
    """
    every = sorted(found.draft.all)
    said = kinds[every][:, _MATTERS].max(axis=1)
    idle = kinds[every][:, _IDLE].max(axis=1)
    telling = found.draft.telling
    return [
        n
        for n, one, other in zip(every, said, idle, strict=True)
        if (one >= _SAID and one > other) or (n in telling and one >= other / 2)
    ]


_IDLE = [KINDS.index("own"), KINDS.index("label")]
_MATTERS = [n for n in range(len(KINDS)) if n not in _IDLE]
_SAID = 0.3


def facts(found: Found, kinds: Floats, numbers: Sequence[int]) -> list[float]:
    """Return what the rules found as numbers of about 0..1, in a fixed order.

    ``numbers`` are the sentences of the matter.
    """
    return list(_facts(found, kinds, numbers))


def _facts(found: Found, kinds: Floats, numbers: Sequence[int]) -> Iterator[float]:
    for name in ELEMENTS:
        for level in (1, 2, 3):
            yield float(found.elements[name].level >= level)
    yield from map(float, (found.hearsay, found.guess, found.draft.other is not None))
    yield from (float(found.known.kind == kind) for kind in _GROUNDS)
    yield from (float(name in found.proof) for name in _PROOF)
    yield from (float(found.draft.offence == name) for name in (*OFFENCES, None))
    acts = [a for a in found.draft.acts if a.sentence in numbers]
    yield min(max((a.scores[0][1] for a in acts if a.scores), default=0) / _WORTH, 1.5)
    yield min(len(acts), _MANY) / _MANY
    here = kinds[list(numbers)]
    for column in _MATTERS:
        yield float(here[:, column].max()) if len(here) else 0.0
        yield float(here[:, column].mean()) if len(here) else 0.0
    acting = {n for n in numbers if kinds[n, _ACT] >= _MATTER}
    for some in (set(numbers), acting):
        yield from map(float, _told(found, some).values())


_PROOF = (IN_KIND, NO_PAPER, RECORDS_GONE, WITNESS_GONE)


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


def _told(found: Found, numbers: Collection[int]) -> dict[str, bool]:
    """Return which kinds of mentions some sentences hold."""
    reading, mentions = found.reading, found.reading.mentions

    def inside(spans: Iterable[_Placed]) -> bool:
        return any(reading.sentence_at(span.start) in numbers for span in spans)

    named = [r.person for r in found.roles.all if r.sentence in numbers]
    full = {p.name for p in named if not (p.masked or p.unresolved)}
    dates = [(d, _days(d.first, d.last)) for d in mentions.dates]
    return {
        "full": bool(full),
        "others": len(full) > 1,
        "titled": any(p.unresolved for p in named),
        "masked": any(p.masked for p in named),
        "firm": bool(firms(reading, numbers)),
        "body": inside(u for u in mentions.units if u.kind != "company"),
        "exact": inside(a for a in mentions.amounts if not a.loose),
        "loose": inside(a for a in mentions.amounts if a.loose),
        "day": inside(d for d, n in dates if n == 0),
        "month": inside(d for d, n in dates if 0 < n <= _MONTH),
        "long": inside(d for d, n in dates if n > _MONTH),
        "place": inside(mentions.places),
        "project": inside(mentions.projects),
        "number": inside((*mentions.plates, *mentions.accounts)),
        "paper": inside(mentions.documents),
    }


def _days(first: date | None, last: date | None) -> int:
    return (last - first).days if first and last else _MONTH + 1


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an allegation is, by rules and weights together."""

    elements: dict[str, Element]
    offence: str | None
    hearsay: bool
    speculation: bool
    out_of_scope: bool
    proof: frozenset[str]
    leaning: Leaning | None = None


@dataclass(frozen=True, slots=True)
class Leaning:
    """How firmly a judgement stands, and what the letter says as a whole.

    ``costs`` has for each element what levels 0 to 3 would cost, the squared distance
    of its head from the cut on the way, infinite where the letter does not let it go;
    ``quotes`` the words for a level that is 0 so far. ``specificity`` and
    ``verifiability`` are what the whole is taken for, 0..100.
    """

    specificity: float
    verifiability: float
    costs: Mapping[str, tuple[float, ...]]
    quotes: Mapping[str, Span]


def judge(found: Found, statements: Statements) -> Judgement:
    """Weigh what the rules found against what labelled letters teach.

    The weights may lower every level and raise those that words tell. What has to stand
    in the letter to be looked up (a day, a sum, a name) they raise no further than the
    letter's own mentions go. A level without a quote is 0. A plain statement, shorter
    than letters are, the rules read alone.
    """
    numbers = matter(found, statements.kinds)
    if _plain(found, numbers):
        return _by_rules(found)
    model = weights(found.reading.lang)
    said = [statements.terms[n] for n in numbers]
    every = [statements.terms[n] for n in sorted(found.draft.all)]
    values = model.values(said, facts(found, statements.kinds, numbers), every)
    return _Weighing(found, model, numbers, said, every, values).judgement()


def _by_rules(found: Found) -> Judgement:
    return Judgement(
        elements=dict(found.elements),
        offence=found.draft.offence,
        hearsay=found.hearsay,
        speculation=found.guess,
        out_of_scope=found.draft.other is not None,
        proof=frozenset(found.proof),
    )


@dataclass(frozen=True, slots=True)
class _Weighing:
    """An allegation on the scales: what each head says, and on which sentence."""

    found: Found
    model: Weights
    numbers: Sequence[int]
    said: list[Counts]
    every: list[Counts]
    values: Mapping[str, float]

    def judgement(self) -> Judgement:
        flags = {n: bool(self.model.level(n, self.values[n])) for n in FLAGS}
        offence = max((*OFFENCES, NO_OFFENCE), key=lambda name: self.values[name])
        proof = {n for n in PROOF if self.model.level(n, self.values[n])}
        elements = self.elements()
        return Judgement(
            elements=elements,
            leaning=self.leaning(elements),
            offence=None if offence == NO_OFFENCE else offence,
            hearsay=flags["hearsay"],
            speculation=flags["speculation"],
            out_of_scope=flags["out_of_scope"] and self.shown("out_of_scope"),
            proof=frozenset(proof),
        )

    def elements(self) -> dict[str, Element]:
        caps = _caps(self.found)
        weighed = {}
        for name, old in self.found.elements.items():
            level = self.model.level(name, self.values[name])
            level = min(level, caps.get(name, _TOP))
            span = None if not level else old.span or self.quote(name)
            why = old.why if level == old.level else "weighed"
            weighed[name] = Element(name, level if span else 0, span, why)
        return weighed

    def leaning(self, elements: Mapping[str, Element]) -> Leaning:
        caps, quotes = _caps(self.found), {}
        for name, element in elements.items():
            quote = element.span or self.found.elements[name].span or self.quote(name)
            if quote is not None:
                quotes[name] = quote
        return Leaning(
            specificity=_percent(self.values["S"]),
            verifiability=_percent(self.values["V"] * _FULL),
            costs={
                name: self.costs(name, element.level, caps.get(name, _TOP))
                if name in quotes
                else _NOWHERE
                for name, element in elements.items()
            },
            quotes=quotes,
        )

    def costs(self, name: str, own: int, most: int) -> tuple[float, ...]:
        value, cuts = self.values[name], self.model.cuts[name]
        found = []
        for level in range(_TOP + 1):
            if level == own:
                way = 0.0
            elif level > own:
                way = cuts[level - 1] - value if level <= most else inf
            else:
                way = value - cuts[level]
            found.append(max(way, 0.0) ** 2)
        return tuple(found)

    def shown(self, name: str) -> bool:
        """Tell whether any sentence speaks for a head."""
        return self.model.telling(name, self.every) is not None

    def quote(self, name: str) -> Span | None:
        """Return the sentence that says most for a head."""
        number = self.model.telling(name, self.said)
        if number is None:
            return None
        sentence = self.found.reading.sentences[self.numbers[number]]
        return self.found.reading.span(sentence.start, sentence.end)


def _plain(found: Found, numbers: Sequence[int]) -> bool:
    """Tell whether an allegation is a plain statement, with little around it."""
    most = _PLAIN[found.reading.lang]
    sentences = (found.reading.sentences[n] for n in numbers)
    if sum(s.end - s.start for s in sentences) > most:
        return False
    return len(found.reading.plain) <= _AROUND * most


_PLAIN = {"zh": 45, "en": 120}
"""Characters of a plain statement: hardly a letter of the corpus is so short."""

_AROUND = 2.5  # with what the writer says of himself and others, in such lengths

_TOP = 3
_NOWHERE = (0.0, inf, inf, inf)
_FULL = 1.05  # what a ridge draws towards the mean
_RATED = 4  # the raters' top


def _percent(value: float) -> float:
    return 100 * min(max(value / _RATED, 0.0), 1.0)


def _caps(found: Found) -> Mapping[str, int]:
    """Return how high the letter's own mentions let an element go."""
    has = _told(found, set(found.draft.all))
    named = has["titled"] or has["body"]
    return MappingProxyType(
        {
            "subject": 3 if has["full"] else 2 if named or has["masked"] else 1,
            "when": 3 if has["day"] or has["month"] else 2,
            "amount": 3 if has["exact"] or has["number"] else 2,
            "counterparty": 3 if has["others"] or has["firm"] else 2,
        }
    )
