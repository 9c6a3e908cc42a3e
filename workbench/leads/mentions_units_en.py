"""Units and places in an English letter.

A unit's name is a run of capitalised words that ends in, or opens with, a word for a
body or a business (Harlow County Road Department, Bank of the Valley, Tri-County Paving
LLC); a county's or city's departments also in lower case. A region (Harlow County, Mill
Road) is a place. A company named once in full is known by its short name afterwards.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from workbench.leads.gazetteer import known_names
from workbench.leads.lexicon import either, lexicon
from workbench.leads.unit_doubts_en import is_no_unit
from workbench.leads.unit_signs import find_named
from workbench.leads.values import Span, UnitMention

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = (
    r"(?:(?:St|Sta|Sto)\.(?=\s[A-Z])|[A-Z][\w'’\-]{0,24}|[A-Z]&[A-Z]"
    r"|[A-Z]\.(?:[A-Z]\.)*)(?:'s(?=\s[A-Z]))?"
)
_RUN = re.compile(
    rf"{_WORD}(?:,?\s(?:Inc|LLC|Ltd|Corp|Co|LLP|LP)\b\.?"
    rf"|\s(?:&|of the|of|and|for the|for|the)\s(?={_WORD})|\s(?={_WORD})|{_WORD})*"
)
_LINKS = frozenset(("of", "the", "and", "for", "&"))
_SAINT = re.compile(r"\bSt\.?\s[A-Z][a-z\-]{2,18}'s\b(?!\s(?:[A-Z]|day|eve|feast))")
_LEGAL = re.compile(
    r",?\s(?:Inc|LLC|Ltd|Limited|Corp|Corporation|Co|Company|LLP|LP|PLC|plc)\b\.?$"
)
_KINDS = ("company", "school", "hospital", "bank", "court", "police")


@dataclass(frozen=True, slots=True)
class _Words:
    heads: frozenset[str]
    first: frozenset[str]
    surnames: frozenset[str]
    follows: re.Pattern[str]
    of_level: frozenset[str]
    of_heads: frozenset[str]
    regions: frozenset[str]
    not_first: frozenset[str]
    titles: frozenset[str]
    acronyms: re.Pattern[str]
    lower: re.Pattern[str]
    everyday: frozenset[str]


@cache
def _words() -> _Words:
    lists = lexicon("english")
    departments, bodies = either(lists["departments"]), either(lists["bodies"])
    level = "county|city|town|township|state|village|district|parish|borough"
    return _Words(
        heads=frozenset(lists["heads"]),
        first=frozenset(lists["first_names"]) - frozenset(lists["everyday_names"]),
        surnames=frozenset(lists["surnames_too"]),
        follows=re.compile(rf"\s{either(lists['lower_heads'])}\b"),
        of_level=frozenset(lists["level_departments"]),
        of_heads=frozenset(lists["of_heads"]),
        regions=frozenset(lists["regions"]),
        not_first=frozenset(lists["no_names"])
        - frozenset(lists["directions"])
        - frozenset(lists["heads"]),
        titles=frozenset(lists["titles"]),
        acronyms=re.compile(rf"\b{either(lists['acronyms'])}\b"),
        everyday=frozenset(lists["words"]),
        lower=re.compile(
            rf"\b(?:{level})\s(?:{departments}\s)?(?:department|dept|commission|council"
            r"|board)\b"
            rf"|\b(?:{level})\s{departments}\s{bodies}\b"
            rf"|\b(?:{level})\s{departments}\s(?:office|division|bureau)\b"
            r"|\bsheriff's office\b"
        ),
    )


def find_units(
    text: str, known: dict[str, tuple[str, ...]] | None = None
) -> tuple[list[UnitMention], list[Span]]:
    """Find units and places in a folded English text, each in order, apart."""
    words = _words()
    units: list[tuple[int, int]] = list(known_names(text, known or {}))
    places: list[tuple[int, int]] = []
    for start, end in _runs(text):
        for first, last, kind in _parts(text, start, end, words):
            (units if kind == "unit" else places).append((first, last))
    units += [m.span() for m in _SAINT.finditer(text)]
    units += [m.span() for m in words.acronyms.finditer(text)]
    units += [m.span() for m in words.lower.finditer(text)]
    units = _apart(units)
    units = _apart([*units, *_short_names(text, units)])
    cover = _cover(text, units)
    spots = [(s, e) for s, e in _apart(places) if not any(cover[s:e])]
    units = _apart([*units, *find_named(text, _cover(text, [*units, *spots]))])
    units = [span for span in units if not is_no_unit(text, *span)]
    found = [unit_at(text, *span) for span in units]
    return found, [Span(s, e, text[s:e]) for s, e in spots]


def _cover(text: str, spans: Iterable[tuple[int, int]]) -> bytearray:
    cover = bytearray(len(text))
    for start, end in spans:
        cover[start:end] = b"\1" * (end - start)
    return cover


def _runs(text: str) -> Iterable[tuple[int, int]]:
    """Yield runs of two words and more; a short line's end is a run's end too."""
    for match in _RUN.finditer(text):
        start, end = match.span()
        for cut in _BREAK.finditer(match[0]):
            here = match.start() + cut.start()
            if here - text.rfind("\n", 0, here) < _WRAPPED:
                if " " in text[start:here]:
                    yield start, here
                start = match.start() + cut.end()
        if " " in text[start:end]:
            yield start, end


_BREAK = re.compile(r"\s*\n\s*")
_WRAPPED = 55  # characters from which a line of prose is broken only to fit


def _apart(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for span in sorted(set(spans), key=lambda s: (s[0], -s[1])):
        if not out or span[0] >= out[-1][1]:
            out.append(span)
    return out


_TOKEN = re.compile(r"[^\s,]+")


def _parts(
    text: str, start: int, end: int, words: _Words
) -> Iterable[tuple[int, int, str]]:
    """Cut a run of capitalised words into units and places."""
    tokens = [m.span() for m in _TOKEN.finditer(text, start, end)]
    plain = _plain_words([text[s:e] for s, e in tokens])
    tokens, plain = _from_the_name(tokens, plain, words)
    while tokens and (plain[0] in words.not_first or plain[0] in words.titles):
        if plain[0] in words.of_heads and len(plain) > 1 and plain[1] == "of":
            break
        tokens, plain = tokens[1:], plain[1:]
        while plain and plain[0] in _LINKS:
            tokens, plain = tokens[1:], plain[1:]
    if plain[-2:] == ["and", "I"]:
        tokens, plain = tokens[:-2], plain[:-2]
    while plain and plain[-1] in _LINKS:
        tokens, plain = tokens[:-1], plain[:-1]
    if len(tokens) < 2:  # noqa: PLR2004 - a bare Department names nobody
        return
    cut = _after_the_person(plain, words)
    tokens, plain = tokens[cut:], plain[cut:]
    if len(tokens) < 2:  # noqa: PLR2004 - as above
        return
    if plain[0] in words.first and set(plain[1:]) <= words.surnames:
        return  # Karen Hill
    cut = _side_by_side(plain, words)
    if cut:
        yield tokens[0][0], _end(text, *tokens[cut - 1]), "unit"
        tokens, plain = tokens[cut + 1 :], plain[cut + 1 :]
    yield from _unit(text, tokens, plain, words)


def _plain_words(tokens: list[str]) -> list[str]:
    """Rid words of stops and genitives, and a name of its capitals: WHITE TAVERNS."""
    plain = [w.rstrip(".").removesuffix("'s") for w in tokens]
    if len(plain) > _SHOUTED_NAME or not all(map(str.isupper, plain)):
        return plain
    return [w.title() if len(w) > _FEW else w for w in plain]


def _after_the_person(plain: list[str], words: _Words) -> int:
    """Return where the body begins in Gordon Pike of Pike Inc., 0 without a person."""
    link = next((i for i, w in enumerate(plain) if w in {"of", "and", "for"}), 0)
    named = plain[0] in words.first or plain[link] == "of"
    left = {*plain[:link]} - ({*_BRANCHES} if link == 1 else set())
    if not (link and named) or left & words.heads or plain[0] in words.of_heads:
        return 0
    return link + 1 + (plain[link + 1 : link + 2] == ["the"])


def _from_the_name(
    tokens: list[tuple[int, int]], plain: list[str], words: _Words
) -> tuple[list[tuple[int, int]], list[str]]:
    """Leave out what only opens a sentence or a greeting: Worked for, Members of."""
    called = max((i + 1 for i, w in enumerate(plain) if w in _CALLED), default=0)
    tokens, plain = tokens[called:], plain[called:]
    link = next((i for i, w in enumerate(plain) if w in _LINKS and w != "&"), 0)
    if not 0 < link <= _FEW:
        return tokens, plain
    people = plain[0] in _PEOPLE or plain[link - 1] in _PEOPLE
    opens = (
        link == 1
        and plain[1] in {"for", "of", "the"}
        and plain[0].lower() in words.everyday
        and plain[0] not in words.heads | words.of_heads
    )
    if not (people or opens):
        return tokens, plain
    while link < len(plain) and plain[link] in _LINKS:
        link += 1
    return _from_the_name(tokens[link:], plain[link:], words)


_CALLED = frozenset(("Mr", "Mrs", "Ms", "Miss", "Dr", "Prof", "Cllr"))
_FEW = 3
_SHOUTED_NAME = 5  # words in capitals that are a name rather than a shout
_PEOPLE = frozenset(
    ("Members", "Member", "Gentlemen", "Ladies", "Sirs", "Madams", "Head", "Heads",
     "Director", "Chief", "Chair", "Chairman", "Commissioner", "Manager", "Minister",
     "President", "Principal", "Superintendent", "Speaker", "Clerk", "Registrar",
     "Officer", "Inspector", "Collector", "Comptroller", "Controller")
)  # fmt: skip
_BRANCHES = frozenset(
    ("Water", "Works", "Highways", "Housing", "Roads", "Finance", "Health", "Police",
     "Transport", "Planning", "Lands", "Education", "Power", "Energy")
)  # fmt: skip


def _side_by_side(plain: list[str], words: _Words) -> int:
    """Return where "and" parts two bodies (Acme Loft and Tully Sons), 0 for nowhere."""
    cut = plain.index("and") if "and" in plain else 0
    left, right = plain[:cut], plain[cut + 1 :]
    if min(len(left), len(right)) <= 1 or right[-1] not in words.heads:
        return 0
    bodies = left[-1] in words.heads
    bare = not {*left} & (words.heads | words.of_heads | _LINKS)
    return cut if bodies or (bare and right[-1] not in _HAVE_SEATS) else 0


def _unit(
    text: str, tokens: list[tuple[int, int]], plain: list[str], words: _Words
) -> Iterable[tuple[int, int, str]]:
    """Cut one unit or place out of the words of a run."""
    if not plain or (plain[0] in _PREFIXED and {*plain} & words.titles):
        return  # nothing, or a Barangay Captain
    last_head = max((i for i, w in enumerate(plain) if w in words.heads), default=0)
    of_head = plain[0] in words.of_heads and plain[1:2] == ["of"]
    of_head = of_head or plain[0] in _PREFIXED
    region = max((i for i, w in enumerate(plain) if w in words.regions), default=0)
    if plain[0] in _LEVELS and plain[-1] in words.of_level:
        last_head = len(plain) - 1  # County Parks
    stop = len(plain) - 1 if of_head else last_head or region
    pair = plain.index("&") if "&" in plain[1:-1] else 0
    if pair and len(plain[pair - 1]) > 1 and len(plain[pair + 1]) > 1:
        stop = last_head = max(stop, pair + 1)  # Marlow & Finch
    if not stop:
        yield from _by_the_next_word(text, tokens, plain, words)
    else:
        stop = _further(plain, stop, words)
        final = _end(text, *tokens[stop])
        further = words.follows.match(text, final)
        if further and plain[0] not in words.first:  # Carver Street school
            yield tokens[0][0], further.end(), "unit"
            return
        if _NUMBER.search(text, max(0, tokens[0][0] - 6), tokens[0][0]):
            yield tokens[0][0], final, "place"  # 4 Elm Court
            return
        seat = plain[stop] in _SEATS and not _IN.search(
            text, max(0, tokens[0][0] - 24), tokens[0][0]
        )
        kind = "unit" if of_head or last_head or seat else "place"
        form = _FORM.match(text, final)
        yield tokens[0][0], form.end() if form else final, kind


def _by_the_next_word(
    text: str, tokens: list[tuple[int, int]], plain: list[str], words: _Words
) -> Iterable[tuple[int, int, str]]:
    """Find a body whose word stands in small letters: Tudun Wada school."""
    if len(plain) > 1 and not {*plain} & (words.first | words.titles):
        further = words.follows.match(text, tokens[-1][1])
        if further:
            yield tokens[0][0], further.end(), "unit"


_NUMBER = re.compile(r"(?<!\d)\d{1,3}[A-Za-z]?\s$")
_FORM = re.compile(
    r"\s\((?:Pty|Pvt|Private|Nig|Nigeria|India|Kenya|K|U|SA|UK|Ghana)\)\.?"
    r"(?:\s(?:Ltd|Limited)\b)?"
)


def _further(plain: list[str], stop: int, words: _Words) -> int:
    """Go on past the head: Division II, District of San Isidro, Panchayat Ambeli."""
    after = stop + 1
    rest = plain[after:]
    if plain[stop] in _PREFIXED and rest and not {*rest} & (words.first | _LINKS):
        return len(plain) - 1
    numbered = after < len(plain) and _NUMBERED.fullmatch(plain[after])
    if numbered and (plain[after] != "I" or plain[stop] in _COUNTED):
        return after
    of = plain[stop] in _HAVE_SEATS and plain[after : after + 1] == ["of"]
    if of and after + 1 < len(plain) and plain[after + 1] not in words.first:
        return len(plain) - 1
    return stop


_PREFIXED = frozenset(
    ("Panchayat", "Barangay", "Brgy", "Parishad", "Samiti", "Hotel", "HMP", "Radio",
     "Café", "Cafe", "Patisserie", "Banco", "Banque", "Inmobiliaria", "Constructora",
     "Ferretería", "Colegio", "Escuela", "Instituto", "Universidad", "Cooperativa",
     "Fundación", "Asociación", "Kantor", "Dinas", "Chez")
)  # fmt: skip
_COUNTED = frozenset(("Division", "Region", "Section", "Circle", "Phase", "Zone"))
_NUMBERED = re.compile(r"[IVX]{1,4}|[A-D]|\d{1,3}")
_HAVE_SEATS = frozenset(
    ("District", "Diocese", "Municipality", "Government", "Council", "Commission",
     "Authority", "Office", "Board", "Court", "Chamber", "Federation", "Society",
     "Trust", "School", "College", "University", "Hospital", "Association", "Union",
     "Institute", "Church", "Agency", "Department", "Service", "Services",
     "Corporation", "Parish", "Registry", "Bureau", "Ministry")
)  # fmt: skip
_LEVELS = frozenset(("County", "City", "Town", "State", "Borough", "District"))
_SEATS = frozenset(("County", "Township", "Borough", "Parish"))
_IN = re.compile(
    r"\b(?:[Ii]n|near|throughout|across|outside|around|of rural|over)\s(?:the\s)?$"
)


def _end(text: str, start: int, end: int) -> int:
    """Cut the genitive, and the full stop that ends a sentence."""
    word = text[start:end]
    if word.endswith(("'s", "’s")):
        return end - 2
    abbreviates = word in {"Inc.", "Co.", "Corp.", "Ltd."}
    goes_on = re.match(r"[,;]|\s[a-z]", text[end:]) is not None
    return end - (word.endswith(".") and not (abbreviates and goes_on))


def _short_names(text: str, units: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Find a company by its name without the legal form."""
    names = set()
    for start, end in units:
        name = text[start:end]
        short = _LEGAL.sub("", name)
        if short != name and len(short) > 3:  # noqa: PLR2004 - initials match anywhere
            names.add(short)
            first = short.split()[0]
            if len(first) > 4 and "-" in first:  # noqa: PLR2004 - Tri-County
                names.add(first)
    return [
        m.span()
        for name in sorted(names)
        for m in re.finditer(rf"\b{re.escape(name)}\b(?!\s(?:[A-Z]|&))", text)
    ]


def unit_at(text: str, start: int, end: int) -> UnitMention:
    """Return the unit named at a place of a text."""
    name = text[start:end]
    return UnitMention(start, end, name, _kind(name))


def _kind(name: str) -> str:
    words = set(re.split(r"[\s,.]+", name))
    for kind in _KINDS:
        if not words.isdisjoint(lexicon("english")[f"kind_{kind}"]):
            return kind
    return "office"
