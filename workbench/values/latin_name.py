"""Person names in Latin script: order, initials, short forms, spellings, generations.

Two names may be one person's when the family names are the same and the given names
are the same, short for one another, known spellings of one another or, spelt out at
length, one slip of the pen apart. Father and son are told apart by what stands behind
the name. Lists are in ``latin_names.yaml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

from workbench.values.likeness import Likeness
from workbench.values.script import foreign_spelling, without_accents

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LEAST_SLIP = 5  # letters of a given name in which one slip leaves it recognisable
_VOWELS = frozenset("aeiouy")
_ORDER = ("slip", "initials", "some", "short_form", "equal")


@dataclass(frozen=True, slots=True)
class LatinName:
    """A Latin name as words: ``tokens`` in order of speech, ``generation`` if said."""

    tokens: tuple[str, ...]
    generation: str = ""


@cache
def _data() -> Mapping[str, Any]:
    text = files("workbench.values").joinpath("latin_names.yaml").read_text("utf-8")
    found: Mapping[str, Any] = yaml.safe_load(text)
    return found


@cache
def _titles() -> frozenset[str]:
    return frozenset(_data()["titles"])


@cache
def _long_forms() -> Mapping[str, frozenset[str]]:
    """Short form or spelling -> the given names it may stand for."""
    spelt = {name: row[0] for row in _data()["spellings"] for name in row}
    found: dict[str, set[str]] = {name: {main} for name, main in spelt.items()}
    for long, shorts in _data()["short_forms"].items():
        for short in shorts:
            found.setdefault(short, set()).add(spelt.get(long, long))
    return {name: frozenset(longs) for name, longs in found.items()}


@lru_cache(maxsize=65_536)
def parse_latin(name: str) -> LatinName:
    """Take a Latin name apart; titles are left out, ``Smith, John`` is turned.

    Linear in the length of the name.
    """
    return _parsed(without_accents(name.lower()))


@lru_cache(maxsize=65_536)
def _spelt_out(name: str) -> LatinName:
    """Take a name apart with its letters written the foreign way (ü as ue)."""
    return _parsed(foreign_spelling(name.lower()))


def _parsed(lowered: str) -> LatinName:
    text = re.sub(r"['`’]", "", lowered)
    generations = _data()["generations"]
    if text.count(",") == 1:
        last, first = text.split(",")
        words = set(re.findall(r"[a-z0-9]+", first))
        if words and not words & (_titles() | set(generations)):
            text = f"{first} {last}"
    tokens = re.findall(r"[a-z]+|\d(?:nd|rd|th)", text)
    ends = [generations[t] for t in tokens[1:] if t in generations]
    bare = [t for i, t in enumerate(tokens) if not i or t not in generations]
    kept = [t for t in bare if t not in _titles()]
    return LatinName(tuple(kept or bare), ends[-1] if ends else "")


def same_latin_name(one: str, other: str) -> Likeness:
    """Say whether two Latin names may be one person's.

    Returns
    -------
    Likeness
        ``same`` by ``equal``, ``order``, ``short_form`` or ``initials`` (a middle name
        left out); ``possible`` by ``initials``, ``short_form`` (one that may stand for
        several) or ``spelling``; ``different`` by ``generation``, ``tokens`` or
        ``empty``.
    """
    found = _compared(parse_latin(one), parse_latin(other))
    if not found.alike and found.why == "tokens" and not (one + other).isascii():
        return _compared(_spelt_out(one), _spelt_out(other))
    return found


def _compared(first: LatinName, second: LatinName) -> Likeness:
    one, other = list(first.tokens), list(second.tokens)
    if not one or not other:
        return Likeness("different", "empty")
    if first.generation != second.generation and first.generation and second.generation:
        return Likeness("different", "generation")
    found = _by_tokens(one, other)
    if found.verdict == "same" and first.generation != second.generation:
        return Likeness("possible", found.why)  # the son, where the father is not named
    return found


def _by_tokens(one: list[str], other: list[str]) -> Likeness:
    if one == other or "".join(one) == "".join(other):
        return Likeness("same", "equal")
    if sorted(one) == sorted(other):
        return Likeness("same", "order")
    found = _western(one, other)
    if found.alike:
        return found
    particles = frozenset(_data()["particles"])
    bare = [[t for t in name if t not in particles] for name in (one, other)]
    if bare != [one, other] and all(bare):
        return _western(*bare)
    return found


def _western(one: Sequence[str], other: Sequence[str]) -> Likeness:
    """Family names equal, given names equal or standing for each other."""
    if min(len(one), len(other)) < 2:  # noqa: PLR2004 - a name has two parts
        return Likeness("different", "tokens")
    turned = [*one[1:], one[0]], [*other[1:], other[0]]
    for first, second in ((one, other), (turned[0], other), (one, turned[1])):
        families = first[-1], second[-1]
        if not _one_family(*families):
            continue
        pairs = [(first[0], second[0])]
        pairs += zip(first[1:-1], second[1:-1], strict=False)
        grounds = [_given(a, b) for a, b in pairs]
        grounds.append("equal" if len(set(families)) == 1 else "slip")
        if all(grounds):
            return _ground([g for g in grounds if g], one, other)
    return Likeness("different", "tokens")


def _one_family(one: str, other: str) -> bool:
    """Family names are the same, or known spellings of the same."""
    if one == other:
        return len(one) > 1
    return any(one in row and other in row for row in _data()["spellings"])


def long_forms(word: str) -> frozenset[str]:
    """Return the given names that a word may stand for, itself among them."""
    return _long_forms().get(word, frozenset()) | {word}


def spelling_keys(word: str) -> tuple[str, ...]:
    """Return what a word and its known spellings share, sorted."""
    rows = [row[0] for row in _data()["spellings"] if word in row]
    return tuple(sorted({word, *rows}))


def _ground(
    grounds: Sequence[str], one: Sequence[str], other: Sequence[str]
) -> Likeness:
    """Put the grounds of the parts together; the weakest decides."""
    weakest = min(grounds, key=_ORDER.index)
    if weakest == "slip":
        return Likeness("possible", "spelling")
    if weakest == "some":
        return Likeness("possible", "short_form")
    if weakest == "short_form":
        return Likeness("same", "short_form")
    initial = any(len(name[i]) == 1 for name in (one, other) for i in (0, -1))
    # a middle name left out changes nothing; an initial is only compatible
    return Likeness("possible" if initial else "same", "initials")


def _given(one: str, other: str) -> str:
    """Return on what ground two given names agree; empty where they do not."""
    if one == other:
        return "equal"
    short, long = sorted((one, other), key=len)
    if len(short) == 1:
        return "initials" if long.startswith(short) else ""
    longs = [_long_forms().get(t, frozenset({t})) for t in (one, other)]
    full = [names | {t} for names, t in zip(longs, (one, other), strict=True)]
    if full[0] & full[1]:
        several = any(len(names) > 1 for names in longs)
        return "some" if several else "short_form"
    return "slip" if _one_slip(one, other) else ""


def _one_slip(one: str, other: str) -> bool:
    """Say whether two words differ by one vowel or one swap, inside.

    The first and the last letter hold: an ending tells Andrew from Andrea.
    """
    if (
        min(len(one), len(other)) < _LEAST_SLIP
        or one[0] + one[-1] != other[0] + other[-1]
    ):
        return False
    if len(one) != len(other):
        short, long = sorted((one, other), key=len)
        return any(
            long[i] == long[i - 1] and long[:i] + long[i + 1 :] == short
            for i in range(1, len(long))
        )
    apart = [i for i in range(len(one)) if one[i] != other[i]]
    if len(apart) == 1:
        return {one[apart[0]], other[apart[0]]} <= _VOWELS
    return (
        len(apart) == 2  # noqa: PLR2004 - two letters changed places
        and apart[1] == apart[0] + 1
        and one[apart[0]] == other[apart[1]]
        and one[apart[1]] == other[apart[0]]
    )
