"""Sums of money: their currency, value and span of values.

A sum is what stands for money in words (12万元, 三十余万, "$1.2 million"); a table's
money is int64 hundredths and is not read here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from workbench.values.currency import CURRENCIES
from workbench.values.numerals import Number

_ENGLISH_SCALE = {
    "k": 1e3, "thousand": 1e3, "grand": 1e3, "m": 1e6, "mn": 1e6, "mm": 1e6, "mil": 1e6,
    "million": 1e6, "lakh": 1e5, "lakhs": 1e5, "lac": 1e5, "lacs": 1e5, "crore": 1e7,
    "crores": 1e7, "cr": 1e7, "b": 1e9, "bn": 1e9, "billion": 1e9, "hundred": 1e2,
    "dozen": 12,
}  # fmt: skip
_ENGLISH_UNIT = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13,
    "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90, "couple": 2,
}  # fmt: skip
_WORD = re.compile(r"[a-z]{1,12}|\d{1,15}(?:\.\d{1,6})?")
_SKIPPED = frozenset(("and", "a", "an", "of", "some", "few", "several", "odd"))
_FRACTION = {"half": 0.5, "quarter": 0.25}


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum in currency units; ``upper`` equals ``value`` unless it is an interval."""

    value: float
    upper: float
    currency: str
    approximate: bool = False


def make_sum(number: Number, currency: str, factor: float = 1.0) -> Sum:
    """Join a number and its currency; ``factor`` multiplies (角 0.1, 万 carried)."""
    value, upper = (round(end * factor, 2) for end in (number.value, number.upper))
    return Sum(value, upper, currency, number.approximate)


def currency_of(word: str, default: str = "CNY") -> str:
    """Return the ISO code of a currency word or sign, ``default`` where unknown."""
    return CURRENCIES.get(word.strip().lower(), default)


def parse_english_number(text: str) -> Number | None:
    """Read ``4,500``, ``1.2 million``, ``thirty thousand``, ``two and a half lakh``.

    Returns ``None`` where a word is no number. "a few thousand" and "several thousand"
    are 2,000 to 9,000, "forty-odd thousand" is 40,000 to 49,000; both approximate.
    """
    lower = text.lower().replace(",", "").replace("-", " ")
    words = _WORD.findall(lower)
    total = section = 0.0
    scale = 1.0
    seen = False
    for word in words:
        if word in _ENGLISH_SCALE:
            scale = _ENGLISH_SCALE[word]
            section = (section or 1.0) * scale
            if scale > 100:  # noqa: PLR2004 - hundred stays in its section
                total, section = total + section, 0.0
        elif word in _FRACTION:  # half a million, two and a half million, a million and
            section += _FRACTION[word] * (scale if total and not section else 1)  # half
        elif word in _ENGLISH_UNIT:
            section += _ENGLISH_UNIT[word]
        elif word[0].isdigit():
            section += float(word)
        elif word not in _SKIPPED:
            return None
        seen = seen or word not in _SKIPPED
    return _finish(total + section, set(words), scale) if seen else None


def _finish(value: float, words: set[str], scale: float) -> Number:
    if words & {"few", "several"}:
        return Number(2 * value, 9 * value, approximate=True)
    if "odd" in words:
        step = 10 * scale if (value / scale) % 10 == 0 else scale
        return Number(value, value + step - scale * (step != scale), approximate=True)
    return Number(value, value)
