"""Sums of money: their currency, value and span of values.

A sum is what stands for money in words (12万元, 三十余万, "$1.2 million"); a table's
money is int64 hundredths and is not read here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from workbench.values.numerals import Number

CURRENCIES = {
    "元": "CNY", "块": "CNY", "块钱": "CNY", "圆": "CNY", "人民币": "CNY", "rmb": "CNY",
    "cny": "CNY", "yuan": "CNY", "renminbi": "CNY", "¥": "CNY", "￥": "CNY",
    "美元": "USD", "美金": "USD", "usd": "USD", "us$": "USD", "$": "USD",
    "dollar": "USD",
    "dollars": "USD", "buck": "USD", "bucks": "USD", "cent": "USD", "cents": "USD",
    "grand": "USD", "港元": "HKD", "港币": "HKD", "hkd": "HKD", "hk$": "HKD",
    "欧元": "EUR", "eur": "EUR", "€": "EUR", "euro": "EUR", "euros": "EUR",
    "英镑": "GBP", "gbp": "GBP", "£": "GBP", "pound": "GBP", "pounds": "GBP",
    "quid": "GBP", "日元": "JPY", "日币": "JPY", "jpy": "JPY", "yen": "JPY",
    "澳元": "AUD", "aud": "AUD", "a$": "AUD", "加元": "CAD", "cad": "CAD", "c$": "CAD",
    "新台币": "TWD", "台币": "TWD", "twd": "TWD", "澳门元": "MOP", "葡币": "MOP",
    "卢布": "RUB", "韩元": "KRW", "泰铢": "THB", "瑞士法郎": "CHF", "chf": "CHF",
    "新加坡元": "SGD", "新元": "SGD", "sgd": "SGD", "rupees": "INR", "inr": "INR",
}  # fmt: skip
"""Word or sign for a currency, lower case, simplified script -> ISO 4217 code."""

_ENGLISH_SCALE = {
    "k": 1e3, "thousand": 1e3, "grand": 1e3, "m": 1e6, "mn": 1e6, "mm": 1e6, "mil": 1e6,
    "million": 1e6, "b": 1e9, "bn": 1e9, "billion": 1e9, "hundred": 1e2, "dozen": 12,
}  # fmt: skip
_ENGLISH_UNIT = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13,
    "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_WORD = re.compile(r"[a-z]{1,12}|\d{1,15}(?:\.\d{1,6})?")
_SKIPPED = frozenset(("and", "a", "an", "of", "some", "few", "several", "couple"))


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
    """Read ``4,500``, ``1.2 million``, ``thirty thousand``, ``half a million``.

    Returns ``None`` where a word is no number. "a few thousand" and "several thousand"
    are 2,000 to 9,000 and approximate.
    """
    lower = text.lower().replace(",", "").replace("-", " ")
    words = _WORD.findall(lower)
    vague = "few" in words or "several" in words
    half = "half" in words
    total = section = 0.0
    seen = False
    for word in words:
        if word in _ENGLISH_SCALE:
            scale = _ENGLISH_SCALE[word]
            section = (section or 1.0) * scale
            if scale > 100:  # noqa: PLR2004 - hundred stays in its section
                total, section = total + section, 0.0
        elif word in _ENGLISH_UNIT:
            section += _ENGLISH_UNIT[word]
        elif word[0].isdigit():
            section += float(word)
        elif word not in _SKIPPED and word != "half":
            return None
        seen = seen or word not in _SKIPPED
    return _finish(total + section, vague=vague, half=half) if seen else None


def _finish(value: float, *, vague: bool, half: bool) -> Number:
    if half:
        value /= 2
    if vague:
        return Number(2 * value, 9 * value, approximate=True)
    return Number(value, value)
