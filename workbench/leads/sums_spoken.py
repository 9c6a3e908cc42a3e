"""Sums in Chinese as people say them: 三块五, 四毛, 五千五, 一百七, 好几万, 9个亿.

The last numeral of such a sum counts tenths of the unit before it. Without a word for
money beside it a short one is none: blood pressure is 一百七 too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from workbench.leads.prefixes import Prefixes, finder, make_prefixes

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2, "几": 3}
_LARGE = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_N = "[一二两三四五六七八九]"
_COUNT = rf"(?:\d{{1,4}}|{_N}?十{_N}?|{_N}百(?:零?{_N})?|{_N})"
_W = "[斤亩度方吨个天人月本张包瓶袋]"
_SPOKEN = re.compile(
    rf"(?P<yuan>{_COUNT})块(?:零)?(?P<tenth>[\d一二三四五六七八九](?!{_W}))(?:毛(?:[\d一二三四五六七八九])?)?钱?(?![\d{'十百千万'}])"
    rf"|(?P<mao>{_N}|\d)毛(?P<fen>[一二三四五六七八九](?!{_W}))?钱?"
    rf"|(?P<over>{_COUNT})块多钱?"
    rf"|(?P<tens>{_N}?十|\d十)?好几(?P<scale>[十百千]?[万亿]|[百千])(?:块钱?|元)?"
    rf"|(?P<of>\d{{1,4}}(?:\.\d)?|{_N}|[十几]{_N}?)个多?亿"
    rf"|(?P<head>{_N})(?P<unit>[千百])(?P<rest>[一二三四五六七八九])"
    r"(?![十百千万亿零\d块元点])"
    r"|(?P<noisy>\d[\dOo]{1,6}[Oo][\dOo]{0,4})(?P<wan>万)?(?:元|块)"
)
_MONEY = re.compile(
    r"(?:钱|资|费|价|收入|个?月|[一每][天人斤亩度方吨个家户套件]|卖|买|给|收|付|罚|花|赔|借|欠|要|交|拿|奖|补|款|租|票|领|发|分|送"
    r"|挣|赚|存|取|涨|降|到|才|只|塞|转|打|扣|捐)(?:了|过|到|走|去)?[^，。；！？\n]{0,5}$"
)
_NO_MONEY = re.compile(r"(?:血压|血糖|体重|身高|考了?|成绩|编号)[^，。；！？\n]{0,3}$")
_THING = re.compile(
    r"[个人户斤亩吨米里岁名家次年天头只棵株条张本份辆台套间栋筐袋箱瓶桶字分度]|公|平|立|多|余|来"
)
_WEIGHT = re.compile(r"[一每]?[斤亩度方吨个天人月本张包瓶袋]")
_NOTHING = re.compile(r"[都也]?[没不未无]")


_INSIDE = frozenset("第零〇一二两三四五六七八九十百千万亿几数0123456789.")


@dataclass(frozen=True, slots=True)
class SpokenSum:
    """A sum as spoken; ``upper`` is above ``value`` where it is vague. In yuan."""

    start: int
    end: int
    value: float
    upper: float


def find_spoken(text: str) -> Iterator[SpokenSum]:
    """Find spoken sums in a folded Chinese text, in order. Linear in the text."""
    for match in finder(_prefixes(), text).finditer(_SPOKEN, 0, len(text)):
        read = _read(match)
        if read is not None and _is_money(text, match):
            yield SpokenSum(*match.span(), *read)


@cache
def _prefixes() -> Prefixes:
    return make_prefixes([_SPOKEN], "zh")


def _count(word: str) -> float:
    if word[0].isdecimal():
        return float(word)
    total = last = 0.0
    for character in word:
        if character in _LARGE:
            total += (last or 1) * _LARGE[character]
            last = 0
        else:
            last = _DIGITS[character]
    return total + last


def _read(m: re.Match[str]) -> tuple[float, float] | None:
    if m["yuan"]:
        value = _count(m["yuan"]) + _count(m["tenth"]) / 10
    elif m["mao"]:
        value = _count(m["mao"]) / 10 + (_count(m["fen"]) / 100 if m["fen"] else 0)
    elif m["over"]:
        return _count(m["over"]), _count(m["over"]) + 0.99
    elif m["scale"]:
        scale = 1.0
        for character in m["scale"]:
            scale *= _LARGE[character]
        low = _count(m["tens"]) if m["tens"] else 0
        return (low + 3) * scale, (low + 9) * scale
    elif m["of"]:
        value = _count(m["of"]) * _LARGE["亿"]
    elif m["head"]:
        unit = _LARGE[m["unit"]]
        value = _count(m["head"]) * unit + _count(m["rest"]) * unit / 10
    else:
        noisy = m["noisy"].upper().replace("O", "0")
        value = float(noisy) * (10_000 if m["wan"] else 1)
    return value, value


def _is_money(text: str, m: re.Match[str]) -> bool:
    before = text[max(m.start() - 14, 0) : m.start()]
    if before and before[-1] in _INSIDE:
        return False
    if m["noisy"] or m["of"] or m["over"]:
        return True
    return _has_money(text, m, before)


def _has_money(text: str, m: re.Match[str], before: str) -> bool:
    """Tell whether what stands beside a sum without 元 speaks of money."""
    end = m.end()
    if m["mao"]:
        nothing = m["mao"] == "一" and (m[0] != "一毛" or _NOTHING.match(text, end))
        follows = m[0][-1] == "钱" or not "\u4e00" <= text[end : end + 1] <= "\u9fff"
        return not nothing and (follows or _WEIGHT.match(text, end) is not None)
    if m["yuan"]:
        return _THING.match(text, end) is None
    if _THING.match(text, end) or _NO_MONEY.search(before):
        return False
    if m["scale"] and m["scale"][-1] in "万亿":
        return True
    return _MONEY.search(before) is not None
