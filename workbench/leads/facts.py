"""What a letter tells, drawn for comparing letters; never who wrote it or how.

:func:`facts_of` draws them from an assessed letter. :func:`quick_facts` draws them from
the text alone, in about a millisecond, for a register of a hundred thousand letters:
sums, days, and names only where a post or a legal form stands beside them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from math import exp, floor, log, log10
from typing import TYPE_CHECKING, NamedTuple

from workbench.leads.folding import fold
from workbench.leads.learned import weights
from workbench.leads.lexicon import lexicon
from workbench.leads.mentions_amounts import find_amounts
from workbench.leads.mentions_dates import find_dates
from workbench.values.names import DOUBLE_SURNAMES, PLAIN_SURNAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from workbench.leads.values import AmountMention, Assessment, PersonMention
    from workbench.records import Letter

_GRAM = 3
_WHOLE = 3  # characters from which a Chinese name is taken to be a whole one
_POSTS = (
    "书记|主任|局长|镇长|乡长|县长|科长|股长|处长|所长|站长|院长|校长|园长|队长|"
    "村长|支书|会计|出纳|部长|厅长|馆长|理事长|副局长|副镇长|副主任|总经理|经理|老板"
)
_NO_NAME = frozenset("镇村乡县市区局所站院校的了在和是被把将收从向对与给就也都以用为")
_NAME = f"[{''.join(sorted(PLAIN_SURNAMES))}][\u4e00-\u9fff]{{1,2}}"
_ZH_NAMES = re.compile(rf"(?:{_POSTS})({_NAME})|({_NAME})(?=(?:{_POSTS}))")
_ZH_FIRMS = re.compile(r"[\u4e00-\u9fff]{2,14}?(?:公司|合作社|事务所|酒店|饭店)")
_EN_NAMES = re.compile(r"\b[A-Z][a-z]+(?: [A-Z]\.?)? [A-Z][a-z]+(?:-[A-Z][a-z]+)?\b")
_EN_SUMS = re.compile(r"[$£€]\s?(\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.\d{1,2})?")
_EN_YEARS = re.compile(r"\b(?:19|20)\d{2}\b")


class Period(NamedTuple):
    """A day or a stretch of days, both ends inclusive."""

    first: date
    last: date


Span = tuple[float, float]
"""Least and greatest value of a sum."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a letter tells.

    ``keys`` are the names it is filed under, weak ones (a surname with a post, a unit)
    with a leading ``~``; ``names`` are all persons and firms. ``words`` are how English
    words begin, everyday ones too; :func:`worth_of` says what each is worth.
    """

    id: str
    keys: frozenset[str]
    offences: frozenset[str]
    sums: tuple[Span, ...]
    days: tuple[Period, ...]
    names: frozenset[str]
    objects: frozenset[str] = frozenset()
    grams: frozenset[str] = field(default=frozenset(), repr=False)
    words: frozenset[str] = field(default=frozenset(), repr=False)


def facts_of(found: Assessment, text: str) -> Facts:
    """Draw the facts of an assessed letter."""
    names = {p.name for p in found.persons if not (p.unresolved or p.masked)}
    weak = {p.text for p in found.persons if p.unresolved or p.masked}
    units = {u.text for u in found.units if not _TAKES_LETTERS.search(u.text)}
    keys = {*names, *_last_names(names, found.lang)}
    keys |= {f"~{name}" for name in (*weak, *map(_plain_unit, units))}
    keys |= {short for person in found.persons for short in _shorter(person)}
    keys |= {f"~{word}" for unit in units for word in _own_words(unit)}
    return Facts(
        id=found.id,
        keys=frozenset(keys),
        offences=frozenset(a.offence for a in found.allegations if a.offence),
        sums=tuple(sorted({_span(a) for a in found.amounts})),
        days=tuple(Period(d.first, d.last) for d in found.dates if d.first and d.last),
        names=frozenset(names | weak | {_plain_unit(unit) for unit in units}),
        grams=grams_of(text),
        words=_stems(text) if found.lang == "en" else frozenset(),
    )


_STEM = 6  # letters by which forms of a word are one
_STEMS = re.compile(rf"\b[a-z]{{4,{_STEM}}}")


def _stems(text: str) -> frozenset[str]:
    return frozenset(_STEMS.findall(text.lower()))


def worth_of(stem: str) -> float:
    """Return how much a shared English word says: minus the log of its share.

    The share of letters of the corpus that hold it (:mod:`workbench.leads.learned`); a
    word of none is worth as much as the rarest.
    """
    worths = _worths()
    return worths.get(stem, worths[""])


@cache
def _worths() -> Mapping[str, float]:
    model = weights("en")
    shares: dict[str, float] = {}
    rarest = 1.0
    for term, number in model.vocabulary.numbers.items():
        if term.isalpha() and term.islower():
            share = exp(1.0 - float(model.rarity[number]))
            rarest = min(rarest, share)
            stem = term[:_STEM]
            shares[stem] = min(1.0, shares.get(stem, 0.0) + share)
    return {stem: -log(share) for stem, share in shares.items()} | {"": -log(rarest)}


_REGION = re.compile(
    "^(?:[\u4e00-\u9fff]{1,4}?[省市州])?(?:[\u4e00-\u9fff]{0,3}?[县区旗市])?"
    "(?:[\u4e00-\u9fff]{1,3}?[镇乡])?(?=[\u4e00-\u9fff]{3})"
)
_TAKES_LETTERS = re.compile(
    r"纪委|监委|纪检|监察委|巡[视察]组|信访|举报中心|检察院"
    r"|\b(?:Integrity|Anti-?Corruption|Ombudsman|Ethics|Hotline|Inspector General)\b"
)
_WORDY = 4  # letters of a word by which an English unit may be called


def surname_of(name: str) -> str:
    """Return the surname of a Chinese name, empty for any other."""
    if not name or not "\u3400" <= name[0] <= "\u9fff":
        return ""
    return name[:2] if name[:2] in DOUBLE_SURNAMES else name[0]


def _plain_unit(name: str) -> str:
    """Leave the region before the name of a unit out: 县医保局, 医保局."""
    return _REGION.sub("", name)


def _own_words(unit: str) -> Iterator[str]:
    """Yield the words of an English unit's name that are no everyday words."""
    if not unit.isascii():
        return
    common = _everyday()
    for word in re.findall(r"[A-Z][A-Za-z'-]+", unit):
        if len(word) >= _WORDY and word.lower() not in common:
            yield word


@cache
def _everyday() -> frozenset[str]:
    lists = lexicon("english")
    heads = (word.lower() for key in ("heads", "regions") for word in lists[key])
    return frozenset((*lists["words"], *heads))


def _shorter(person: PersonMention) -> Iterator[str]:
    """Yield what a person told in full is called by others: 邸科长, 令狐."""
    surname = surname_of(person.name)
    if not surname:
        return
    if len(surname) > 1 or surname not in PLAIN_SURNAMES:  # few bear it
        yield surname
    if person.post and not person.unresolved:
        yield f"~{surname}{person.post[-2:].removeprefix('副')}"


def _span(amount: AmountMention) -> Span:
    """Return the ends of what a sum may be: 三千多 is 3,000 to 4,000."""
    if amount.upper is not None:
        return amount.value, amount.upper
    if amount.approximate and amount.value >= 1:
        return amount.value, amount.value + 10.0 ** floor(log10(amount.value))
    return amount.value, amount.value


def _last_names(names: Iterable[str], lang: str) -> Iterator[str]:
    if lang == "en":
        for name in names:
            yield f"~{name.rpartition(' ')[2]}"


def quick_facts(letter: Letter) -> Facts:
    """Draw the facts of a letter from its text, without assessing it.

    Linear in the text; about a millisecond for 400 characters.
    """
    if letter.lang == "en":
        return _quick_english(letter)
    text = fold(letter.text, "zh").text
    names = {a or b for a, b in _ZH_NAMES.findall(text)}
    names = {name[:2] if name[-1] in _NO_NAME else name for name in names}
    names = {name for name in names if name[-1] not in _NO_NAME}
    names |= {name[:2] for name in names if len(name) == _WHOLE}
    firms = set(_ZH_FIRMS.findall(text))
    return Facts(
        id=letter.id,
        keys=frozenset(
            {n if len(n) == _WHOLE else f"~{n}" for n in names}
            | {f"~{firm}" for firm in firms}
        ),
        offences=frozenset(),
        sums=tuple(sorted({_span(a) for a in find_amounts(text)})),
        days=tuple(
            Period(d.first, d.last)
            for d in find_dates(text, letter.received)
            if d.first and d.last
        ),
        names=frozenset({n for n in names if len(n) == _WHOLE} | firms),
        grams=grams_of(text),
    )


def _quick_english(letter: Letter) -> Facts:
    text = letter.text
    names = set(_EN_NAMES.findall(text))
    sums = {float(value.replace(",", "")) for value in _EN_SUMS.findall(text)}
    return Facts(
        id=letter.id,
        keys=frozenset({*names, *_last_names(names, "en")}),
        offences=frozenset(),
        sums=tuple(sorted((value, value) for value in sums)),
        days=(),
        names=frozenset(names),
        objects=frozenset(_EN_YEARS.findall(text)),
        grams=grams_of(text),
    )


def grams_of(text: str) -> frozenset[str]:
    """Return the character triples of a text, blanks and marks left out."""
    plain = "".join(filter(str.isalnum, text.lower()))
    return frozenset(plain[i : i + _GRAM] for i in range(len(plain) - _GRAM + 1))
