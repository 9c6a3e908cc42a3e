"""One written form for characters that mean the same: width, script, spacing."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_HAN = re.compile(f"[{HAN}]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_SPACE = re.compile(r"\s+")
_BETWEEN_HAN = re.compile(f"(?<=[{HAN}〇]) (?=[{HAN}〇])")
_FOREIGN = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "o", "œ": "oe"}
)
_LETTERS = str.maketrans(
    {"æ": "ae", "ø": "o", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
)


def has_han(text: str) -> bool:
    """Whether the text holds a Chinese character."""
    return _HAN.search(text) is not None


@cache
def _converter() -> Any:
    from opencc import OpenCC  # noqa: PLC0415 - dictionaries load on use

    return OpenCC("t2s")


@lru_cache(maxsize=65_536)
def simplified(text: str) -> str:
    """Return Chinese text in simplified characters, phrase by phrase (OpenCC t2s)."""
    if not has_han(text):
        return text
    said: str = _converter().convert(text)
    return said


def tidy(text: str) -> str:
    """Return text in NFKC, without invisible characters, single-spaced, trimmed."""
    shown = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    return _BETWEEN_HAN.sub("", _SPACE.sub(" ", shown)).strip()


def without_accents(text: str) -> str:
    """Return Latin text without diacritics; ``ü`` becomes ``u``, ``ß`` ``ss``."""
    if text.isascii():
        return text
    split = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(c for c in split if not unicodedata.combining(c))


def foreign_spelling(text: str) -> str:
    """Return lower-case Latin text as passports spell it: ``ü`` becomes ``ue``."""
    joined = unicodedata.normalize("NFC", text)
    return without_accents(joined.translate(_FOREIGN))


def translated(text: str, table: Mapping[str, str]) -> str:
    """Replace whole words by a table of synonyms (lower case, split by spaces)."""
    return " ".join(table.get(word, word) for word in text.split())
