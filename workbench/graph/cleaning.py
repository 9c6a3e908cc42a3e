"""Cells of a plain table into day numbers and hundredths.

Only for tables that come without intake (``link_graph``, ``from_transfers``): a case's
records are typed already. Each distinct text is read once.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.graph.columns import NO_DAY, NO_SUM, day_number

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from pandas import Series

    from workbench.graph.columns import Ints, Sums

_YMD = re.compile(r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{6})?(?:\.0)?")
_DMY = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
_MONTHS = (
    "jan", "feb", "mar", "apr", "may", "jun",
    "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
_MDY = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})(?!\d)")
_DMONY = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})[ -](\d{4})(?!\d)")
_WORN = re.compile(r"[,，_\s¥￥$€£元圆]|RMB|CNY|USD|EUR|GBP")
_SCALED = re.compile(r"([-+]?\d{1,15}(?:\.\d{1,6})?)(万|亿)?")
_TIMES = {"万": Decimal(10_000), "亿": Decimal(100_000_000), None: Decimal(1)}
_LARGEST = Decimal(10) ** 16


def plain(text: str) -> str:
    """Normalise a key: NFKC, no space at the ends, single spaces inside."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def read_day(cell: Any) -> date | None:
    """Read one cell as a day; ``None`` where it is none."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = plain(str(cell))
    for pattern, order in ((_YMD, "ymd"), (_PACKED, "ymd"), (_DMY, "dmy")):
        found = pattern.fullmatch(text) if pattern is _PACKED else pattern.match(text)
        if found:
            parts = dict(zip(order, map(int, found.groups()), strict=True))
            return _day(parts["y"], parts["m"], parts["d"])
    for pattern, first in ((_MDY, 0), (_DMONY, 1)):
        found = pattern.match(text)
        name = found[first + 1][:3].lower() if found else ""
        if found and name in _MONTHS:
            return _day(int(found[3]), _MONTHS.index(name) + 1, int(found[2 - first]))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_sum(cell: Any) -> int | None:
    """Read one cell as money in hundredths; ``None`` where it is none."""
    text = _WORN.sub("", plain(str(cell)).upper())
    negative = text.startswith("(") and text.endswith(")")
    text = text.strip("()")
    try:
        scaled = _SCALED.fullmatch(text)
        value = Decimal(scaled[1]) * _TIMES[scaled[2]] if scaled else Decimal(text[:40])
    except InvalidOperation:
        return None
    if not value.is_finite() or abs(value) > _LARGEST:
        return None
    whole = int((value * 100).to_integral_value(ROUND_HALF_EVEN))
    return -whole if negative else whole


def _mapped(series: Series[Any], read: Callable[[Any], int], dtype: type) -> Any:
    codes, seen = series.factorize()
    table: Sums = np.array([*(read(cell) for cell in seen), read("")], dtype)
    return table[codes]


def days(series: Series[Any]) -> Ints:
    """Read a column as day numbers, ``NO_DAY`` where a cell is no date."""
    if series.dtype.kind == "M":
        stamps = series.to_numpy("datetime64[D]")
        numbers = stamps.astype(np.int64)
        found: Ints = np.where(np.isnat(stamps), NO_DAY, numbers).astype(np.int32)
        return found
    mapped: Ints = _mapped(series, lambda c: day_number(read_day(c)), np.int32)
    return mapped


def sums(series: Series[Any]) -> Sums:
    """Read a column as hundredths, ``NO_SUM`` where a cell is no sum."""
    if series.dtype.kind in "iu":
        whole: Sums = series.to_numpy(np.int64) * 100
        return whole

    def read(cell: Any) -> int:
        value = read_sum(cell)
        return NO_SUM if value is None else value

    mapped: Sums = _mapped(series, read, np.int64)
    return mapped


def keys(series: Series[Any]) -> tuple[Ints, list[str]]:
    """Read a column as names: codes (-1 where empty) and the distinct names."""
    codes, seen = series.factorize()
    texts = [_key(cell) for cell in seen]
    place = {text: i for i, text in enumerate(dict.fromkeys(t for t in texts if t))}
    table = np.array([*(place.get(text, -1) for text in texts), -1], np.int32)
    return table[codes], list(place)


def _key(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = plain(str(cell))
    return "" if text.lower() in {"nan", "none", "null", "n/a"} else text


def together(
    left: tuple[Ints, list[str]], right: tuple[Ints, list[str]]
) -> tuple[Ints, Ints, list[str]]:
    """Code two columns against one sorted list of names."""
    names = sorted({*left[1], *right[1]}, key=lambda name: name.encode())
    place = {name: i for i, name in enumerate(names)}

    def recode(codes: Ints, seen: list[str]) -> Ints:
        table = np.array([*(place[name] for name in seen), -1], np.int32)
        found: Ints = table[codes]
        return found

    return recode(*left), recode(*right), names


def mask(*columns: NDArray[Any]) -> NDArray[Any]:
    """Rows in which every code is known."""
    found: NDArray[Any] = np.logical_and.reduce([column >= 0 for column in columns])
    return found
