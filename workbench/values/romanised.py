"""Latin forms of Chinese names other than pinyin: Wade-Giles, and names once foreign.

Wade-Giles (``Chen Hsiao-ming``) is compared without its apostrophes, which nobody
writes. A name that came into Chinese from another tongue (``阿依古丽·买买提``) is
compared by its consonants and the vowel it begins with: ``Aygul Memet``. Both only
propose.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_INITIALS = {
    "zh": "ch", "ch": "ch", "sh": "sh", "b": "p", "p": "p", "d": "t", "t": "t",
    "g": "k", "k": "k", "j": "ch", "q": "ch", "x": "hs", "z": "ts", "c": "ts", "r": "j",
}  # fmt: skip
_FINALS = {
    "ong": "ung", "ian": "ien", "ie": "ieh", "ue": "ueh", "uo": "o", "e": "o",
    "iong": "iung",
}  # fmt: skip
_WHOLE = {
    "zhi": "chih", "chi": "chih", "shi": "shih", "ri": "jih", "zi": "tzu", "ci": "tzu",
    "si": "szu", "er": "erh", "yi": "i", "you": "yu", "yan": "yen", "ye": "yeh",
    "yue": "yueh", "yong": "yung", "he": "ho", "ke": "ko", "ge": "ko", "guo": "kuo",
    "kuo": "kuo", "huo": "huo", "gui": "kuei", "kui": "kuei", "de": "te", "te": "te",
}  # fmt: skip
_SYLLABLE = re.compile(
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ueng|ang|eng|ing|ong|ian|iao|uai|uan|uen|ai|ei|ao|ou|an|en|in|un"
    r"|ia|ie|iu|ua|uo|ue|ui|er|a|o|e|i|u)"
)
_SOUNDS = (
    ("zh", "c"), ("ch", "c"), ("sh", "s"), ("kh", "k"), ("gh", "k"), ("ph", "f"),
    ("th", "t"), ("dh", "t"), ("ng", "n"), ("ck", "k"),
)  # fmt: skip
_CLASS = str.maketrans("bdgqjxzvr", "ptkccssfl")
_DARK = frozenset("ouw")
_SHORTEST = 3  # consonants below which a likeness says nothing


@cache
def _syllables() -> frozenset[str]:
    """Return every toneless syllable of pinyin."""
    from pypinyin.constants import PINYIN_DICT  # noqa: PLC0415 - loads on use

    from workbench.values.script import without_accents  # noqa: PLC0415 - beside it

    return frozenset(
        without_accents(sound)
        for sounds in PINYIN_DICT.values()
        for sound in sounds.split(",")
    )


@lru_cache(maxsize=8_192)
def wade_giles(syllable: str) -> str:
    """Return a toneless pinyin syllable in Wade-Giles, without apostrophes."""
    if syllable in _WHOLE:
        return _WHOLE[syllable]
    initial = re.match(r"zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]?", syllable)
    head = initial[0] if initial else ""
    tail = syllable[len(head) :]
    return _INITIALS.get(head, head) + _FINALS.get(tail, tail)


def is_pinyin(token: str) -> bool:
    """Say whether a Latin word reads as pinyin throughout."""
    rest = token
    while rest:
        cut = next(
            (n for n in range(min(6, len(rest)), 0, -1) if rest[:n] in _syllables()), 0
        )
        if not cut:
            return False
        rest = rest[cut:]
    return True


def reads_wade_giles(
    reading: Sequence[str], family_length: int, tokens: Sequence[str]
) -> bool:
    """Say whether Latin words are a reading in Wade-Giles, family name first or last.

    Where all words are good pinyin they are taken for pinyin, and this says no.
    """
    if all(map(is_pinyin, tokens)):
        return False
    spelt = [wade_giles(syllable) for syllable in reading]
    family, given = "".join(spelt[:family_length]), "".join(spelt[family_length:])
    return "".join(tokens) in {family + given, given + family}


def sounds_like(readings: Iterable[Sequence[str]], tokens: Sequence[str]) -> bool:
    """Say whether Latin words may be the name that a Chinese one transcribes.

    Parameters
    ----------
    readings
        Readings of the whole Chinese name, syllable by syllable.
    tokens
        The Latin words, in either order.
    """
    orders = {tuple(tokens), (*tokens[1:], *tokens[:1])}
    for order in orders:
        heard = "".join(map(_skeleton, order))
        dark = _is_dark("".join(order))
        if len(heard) < _SHORTEST:
            continue
        for reading in readings:
            if _is_dark("".join(reading)) == dark and _pattern(reading).fullmatch(
                heard
            ):
                return True
    return False


def heard(text: str) -> str:
    """Return the set of consonants of a Latin text, without the nasal ending.

    What :func:`sounds_like` accepts agrees in it, in whatever order the names stand.
    """
    return "".join(sorted(set(_skeleton(text.replace("er", "l"))) - {"n"}))


def _is_dark(text: str) -> bool:
    vowel = re.search(r"[aeiouwy]", text)
    return vowel is not None and vowel[0] in _DARK


def _skeleton(text: str) -> str:
    for written, sound in _SOUNDS:
        text = text.replace(written, sound)
    text = re.sub(r"(.)\1+", r"\1", text.translate(_CLASS))
    return re.sub(r"[aeiouwy]", "", text)


@lru_cache(maxsize=8_192)
def _pattern_of(reading: tuple[str, ...]) -> re.Pattern[str]:
    parts = []
    for syllable in reading:
        if syllable == "er":
            parts.append("l")
            continue
        nasal = bool(re.search(r"ng?$", syllable))
        head = _skeleton(re.sub(r"ng?$", "", syllable))
        parts.append(head + ("n?" if nasal else ""))
    return re.compile("".join(parts))


def _pattern(reading: Sequence[str]) -> re.Pattern[str]:
    return _pattern_of(tuple(reading))
