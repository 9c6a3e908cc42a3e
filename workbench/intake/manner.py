"""How each column writes its values, settled once from its header and its cells."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

from workbench.intake.cells import Manner, NotThat, is_empty, words_of
from workbench.intake.days import day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from workbench.intake.raw import Cell

_SCALES = (
    (re.compile(r"亿元|亿"), 100_000_000),
    (re.compile(r"(?i)百万|million|\bmn\b|\$m\b"), 1_000_000),
    (re.compile(r"万元|万"), 10_000),
    (re.compile(r"(?i)千元|thousand|[\$€£']0{3}\b|\bk\b"), 1_000),
)
_SAID_UNIT = re.compile(
    r"(?i)(?:单位|in)\s*[:：]?\s*(?:人民币)?\s*(亿元|百万元?|万元|千元|元|thousands?|millions?)"
)
CURRENCIES = {
    "人民币": "CNY", "rmb": "CNY", "cny": "CNY", "元": "CNY", "156": "CNY", "￥": "CNY",
    "¥": "CNY", "cnh": "CNY", "人民币元": "CNY", "美元": "USD", "usd": "USD",
    "$": "USD",
    "us$": "USD", "840": "USD", "港币": "HKD", "港元": "HKD", "hkd": "HKD",
    "344": "HKD",
    "欧元": "EUR", "eur": "EUR", "€": "EUR", "英镑": "GBP", "gbp": "GBP", "£": "GBP",
    "日元": "JPY", "jpy": "JPY", "澳元": "AUD", "aud": "AUD", "加元": "CAD",
    "cad": "CAD",
    "新台币": "TWD", "twd": "TWD", "澳门元": "MOP", "mop": "MOP",
}  # fmt: skip
_HEADER_CURRENCY = re.compile(
    r"(?i)(?<![a-z])(cny|rmb|usd|hkd|eur|gbp|jpy|aud|cad)(?![a-z])|(?<=[a-z])(CNY|RMB|USD|HKD|EUR|GBP)\b"
    r"|(人民币|美元|港币|欧元|[￥¥$€£])|(?<=[(（万亿千])(元)"
)
_PARTS = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(?:\d{4}|\d{2})\b")
_FULL_YEAR = re.compile(r"(?:19|20)\d{2}")
_MONTHS = 12
_BARE_DAY = re.compile(
    r"\s*(?:\d{1,2}\s*月\s*\d{1,2}\s*[日号]?|\d{1,2}[-/]\d{1,2})\s*$"
)


def currency_code(text: str) -> str:
    """Return the ISO 4217 code of a currency as offices write it, else the text."""
    return CURRENCIES.get(
        unicodedata.normalize("NFKC", text).strip().lower(), text.strip()
    )


def header_currency(header: str) -> str | None:
    """Return the currency a header names (``金额（美元）``, ``DonationEUR``)."""
    found = _HEADER_CURRENCY.search(unicodedata.normalize("NFKC", header))
    return currency_code(next(filter(None, found.groups()))) if found else None


def scale_of(header: str) -> int | None:
    """Return the units of currency that one unit of a money column stands for."""
    for pattern, factor in _SCALES:
        if pattern.search(header):
            return factor
    return 1 if "元" in header else None


def said_scale(title: str) -> int:
    """Return the scale that a line above a table says (单位：万元), else 1."""
    found = _SAID_UNIT.search(title)
    return (scale_of(found[1]) or 1) if found else 1


def manner_of(
    role: str, kind: str, header: str, cells: Sequence[Cell], title: str
) -> tuple[Manner, str | None]:
    """Settle how a column writes its values.

    Parameters
    ----------
    role, kind
        Role of the column and its canonical type.
    header, cells
        Its name and a sample of its cells.
    title
        What stands above the table, with file and sheet name.

    Returns
    -------
    tuple
        The manner, and the code of a guess that was needed (``None`` when none was).
    """
    if kind == "money":
        scale = scale_of(header)
        commas = _decimal_comma(cells)
        return Manner(
            scale=said_scale(title) if scale is None else scale, decimal_comma=commas
        ), None
    if kind == "date":
        day_first, guess = _day_first(cells)
        year = _one_year(title) if _yearless(cells) else None
        guess = "intake.year_from_title" if year else guess
        return Manner(last=role == "until", day_first=day_first, year=year), guess
    if kind == "month":
        found = _FULL_YEAR.search(title)
        return Manner(year=int(found[0]) if found else None), None
    if kind == "number":
        return Manner(
            scale=100 if role == "share" and _fractions(header, cells) else 1
        ), None
    return Manner(), None


def _yearless(cells: Sequence[Cell]) -> bool:
    """Say whether most cells of a column name month and day, but no year."""
    texts = [words_of(cell) for cell in cells if isinstance(cell, str)]
    return bool(texts) and 2 * sum(bool(_BARE_DAY.match(t)) for t in texts) > len(texts)


def _one_year(title: str) -> int | None:
    """Return the year of a title that names exactly one."""
    found = set(re.findall(r"(?<!\d)(?:19|20)\d{2}(?=\s*[年.\-/]|\s|度|$)", title))
    return int(found.pop()) if len(found) == 1 else None


def _decimal_comma(cells: Sequence[Cell]) -> bool:
    texts = [words_of(cell) for cell in cells if isinstance(cell, str)]
    commas = sum(bool(re.search(r"\d,\d{1,2}$", text)) for text in texts)
    points = sum(bool(re.search(r"\.\d{1,2}$|,\d{3}\.", text)) for text in texts)
    return commas > 0 and points == 0


def _day_first(cells: Sequence[Cell]) -> tuple[bool, str | None]:
    """Decide day or month first by what is possible, then by what runs in order."""
    texts = [words_of(cell) for cell in cells if isinstance(cell, str)]
    found = [match for text in texts if (match := _PARTS.match(text.strip()))]
    if not found:
        return False, None
    days = sum(int(match[1]) > _MONTHS for match in found)
    months = sum(int(match[2]) > _MONTHS for match in found)
    if days or months:  # a slip of the pen does not turn the column
        return days > months, None
    return _runs(texts, day_first=True) > _runs(
        texts, day_first=False
    ), "intake.day_or_month"


def _runs(texts: Sequence[str], *, day_first: bool) -> int:
    days: list[date] = []
    for text in texts:
        try:
            found = day(text, Manner(day_first=day_first))
        except NotThat:
            continue
        if found:
            days.append(found)
    up = sum(a <= b for a, b in pairwise(days))
    down = sum(a >= b for a, b in pairwise(days))
    return max(up, down)


def _fractions(header: str, cells: Sequence[Cell]) -> bool:
    """Say whether shares are written as parts of one (0.6), not per cent (60)."""
    if "%" in header or "％" in header:
        return False
    values = [cell for cell in cells if not is_empty(cell)]
    texts = [words_of(cell) for cell in values]
    if any("%" in unicodedata.normalize("NFKC", text) for text in texts):
        return False
    try:
        numbers = [float(text) for text in texts]
    except ValueError:
        return False
    return bool(numbers) and max(numbers) <= 1


def year_of(said: Mapping[str, str], title: str) -> int | None:
    """Return the year that a title names, where it names one."""
    found = _FULL_YEAR.search(" ".join(said.values()) + title)
    return int(found[0]) if found else None
