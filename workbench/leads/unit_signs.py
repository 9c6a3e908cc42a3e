"""Units of an English letter that only their surroundings give away.

"director of Medline Fairway", "Brightway's invoices", "a firm called Lumenar": the name
holds no word for a body, so what stands before and after it decides, once for the whole
letter. Letters that stand for a body (KPLC, BBMP) are found here too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from workbench.leads.lexicon import either, lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = r"(?:[A-Z][\w'’\-]{0,24}|[A-Z]{2,8}|\d{1,3}[A-Z]{1,3})"
_RUN = re.compile(rf"(?<![\w&]){_WORD}(?:\s(?:&\s)?{_WORD}){{0,3}}")
_LOOK = 40
_SHORTEST = 4  # letters of a word that may stand for a whole name
_CAPITALS_UP_TO = 0.6  # share of capitals above which a text shouts


@dataclass(frozen=True, slots=True)
class _Signs:
    before: re.Pattern[str]
    after: re.Pattern[str]
    acronym: re.Pattern[str]
    no_acronyms: frozenset[str]
    no_head: frozenset[str]
    heads: frozenset[str]
    persons: frozenset[str]
    places: frozenset[str]
    words: frozenset[str]
    titles: frozenset[str]


@cache
def _signs() -> _Signs:
    lists = lexicon("english")
    things, acts, kinds = (
        either(lists[f"unit_{name}"]) for name in ("things", "acts", "kinds")
    )
    persons = {
        *lists["first_names"], *lists["first_names_world"], *lists["surnames"]
    } - {*lists["everyday_names"]}  # fmt: skip
    return _Signs(
        before=re.compile(
            rf"\b(?:{either(lists['before_units'])}"
            rf"|{kinds}\s(?:[a-z]+\s){{0,4}}(?:called|named|known as))"
            r"\s(?:the\s|a\s|one\s)?[\"']?$",
            re.IGNORECASE,
        ),
        after=re.compile(
            rf"[\"']?(?:'s?\s(?:[a-z]+\s)?{things}\b|\s{acts}\b"
            rf"|,\s(?:which|whose directors?|(?:an?|the|our|his|her|their|another)\s"
            rf"(?:[a-z\-]+\s){{0,3}}{kinds})\b|\s\((?:an?|the|our)\s(?:[a-z\-]+\s){{0,3}}{kinds}\b)"
        ),
        acronym=re.compile(
            r"(?:\b(?:the|The|at|from|for|of|with|to|by|in|our|and|a|an|under|into|across)\s|^|[.(,]\s?)"
            r"(?P<at>[A-Z]{3,6})(?![\w-]|\s[A-Z]{2,}|\s?\d|/)"
        ),
        no_acronyms=frozenset(lists["no_acronyms"]),
        no_head=frozenset((*lists["no_names"], *lists["titles"])),
        heads=frozenset((*lists["heads"], *lists["of_heads"])),
        persons=frozenset(persons),
        places=frozenset(lists["regions"]),
        words=frozenset(lists["words"]),
        titles=frozenset(lists["titles"]) - frozenset(("General", "Master", "Baba")),
    )


def find_named(text: str, cover: bytearray) -> list[tuple[int, int]]:
    """Find units by what stands beside them, where nothing else was found yet.

    ``cover`` marks the characters that other mentions hold. Linear in the text.
    """
    signs = _signs()
    names: set[str] = set()
    runs = list(_runs(text, cover, signs))
    for start, end in runs:
        if _is_unit(text, start, end, signs):
            names.add(text[start:end])
    names |= {_first(name) for name in names if " " in name} & {
        text[s:e] for s, e in runs
    }
    found = [
        (start, end)
        for start, end in runs
        if text[start:end] in names or _first(text[start:end]) in names
    ]
    return found + list(_acronyms(text, cover, signs))


def _runs(text: str, cover: bytearray, signs: _Signs) -> Iterable[tuple[int, int]]:
    for match in _RUN.finditer(text):
        start, end = match.span()
        for token in re.finditer(r"\S+\s?", match[0]):
            word = token[0].strip().removesuffix("'s")
            if word not in signs.no_head:
                start = match.start() + token.start()
                break
        else:
            continue
        name = text[start:end].removesuffix("'s").rstrip("'’-")
        end = start + len(name)
        if not any(cover[start:end]) and _may_be_unit(name, signs):
            yield start, end


def _may_be_unit(name: str, signs: _Signs) -> bool:
    tokens = name.split()
    if name.startswith(("I'", "I’")) or not signs.titles.isdisjoint(tokens):
        return False
    if tokens[0] in signs.persons or tokens[-1] in signs.places:
        return False
    if any(c.isdigit() for c in name):
        return False
    if len(tokens) == 1:
        return len(name) >= _SHORTEST and name not in signs.heads
    return tokens[-1] not in signs.persons


def _is_unit(text: str, start: int, end: int, signs: _Signs) -> bool:
    before = signs.before.search(text, max(0, start - _LOOK), start)
    after = signs.after.match(text, end, end + _LOOK)
    if after is not None and after[0].startswith(","):
        lies = _AT.search(text, max(0, start - _LOOK), start)
        after = None if lies else after  # a flat at Rapallo, which
    if before is not None or after is not None:
        return True
    tokens = text[start:end].split()
    strange = len(tokens) > 1 and all(t.lower() not in signs.words for t in tokens)
    if not strange or _PARTNER.search(text, max(0, start - _LOOK), start) is None:
        return False
    return _TRADE.search(text, max(0, start - 2 * _LOOK), end + _LOOK) is not None


_AT = re.compile(r"\b(?:at|in|near|from|to)\s(?:the\s)?$")
_TRADE = re.compile(
    r"\b(?:bids?|tender(?:s|ed)?|quot(?:e|es|ed|ation|ations)|invoic\w+|contract\w*"
    r"|award\w*|suppl\w+|orders?|ordered|cheques?|compan\w+|firms?|shares?|purchas\w+"
    r"|vendor|business|owner|director|delivered|deliver(?:y|ies)|account|transfer\w*)\b"
)
_PARTNER = re.compile(r"\b(?:with|to|from|by|for|of|between|and|than|via)\s$")


def _first(name: str) -> str:
    return name.split(maxsplit=1)[0]


def _acronyms(text: str, cover: bytearray, signs: _Signs) -> Iterable[tuple[int, int]]:
    letters = [c for c in text if c.isalpha()]
    if sum(map(str.isupper, letters)) > _CAPITALS_UP_TO * len(letters):
        return
    for match in signs.acronym.finditer(text):
        start, end = match.span("at")
        if match["at"] not in signs.no_acronyms and not any(cover[start:end]):
            yield start, end
