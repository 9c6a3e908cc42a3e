"""The facts of an allegation in the plan's own words: when, how much, who, where.

Made from values that were read (days, sums, names), never from the letter's wording, so
that they may stand in what is handed out (DOMAIN X3).
"""

from __future__ import annotations

from calendar import month_name, monthrange
from typing import TYPE_CHECKING

from workbench.planning.labels import offence_label, subjects
from workbench.planning.said import Both, say

if TYPE_CHECKING:
    from datetime import date

    from workbench.leads.values import Allegation, AmountMention
    from workbench.planning.said import Text
    from workbench.planning.setting import Setting

SUMS = 2
"""Sums that are named, the largest first."""
SLIGHT = 100
"""A sum this many times smaller than the largest is a detail and not named."""
PLACES = 2
"""Units and counterparties that are named."""
MYRIAD = 10_000
"""From here Chinese counts sums in 万."""


def facts(allegation: Allegation, setting: Setting) -> Text:
    """Return day or period, sums, and the units and others concerned, if known."""
    found: list[Text] = []
    when = period(allegation.first, allegation.last)
    if when is not None:
        found.append(when)
    found += sums(allegation)
    places = _places(allegation, setting)
    if places:
        found.append(say("concerning {units}", units=places))
    told: Text = ""
    for one in found:
        told = say("{one}, {other}", one=told, other=one) if told else one
    return told


def claim(allegation: Allegation, setting: Setting) -> Text:
    """Return what is alleged, paraphrased: who, what kind, and the facts."""
    people = subjects(allegation)
    who: Text | tuple[str, ...] = people or say("persons not named")
    kind = offence_label(allegation.offence, setting)
    known = facts(allegation, setting)
    if allegation.offence is None and known:
        return say("{people}: another matter ({facts})", people=who, facts=known)
    if not known:
        return say("{people}: {offence}", people=who, offence=kind)
    return say("{people}: {offence} ({facts})", people=who, offence=kind, facts=known)


def period(first: date | None, last: date | None) -> Both | None:
    """Return a day, month, year or span in words of both languages."""
    if first is None or last is None:
        return None
    if first == last:
        return Both(_day_zh(first), f"{first.day} {_month(first)}")
    if (first.year, first.month) == (last.year, last.month):
        return _within_month(first, last)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        if first.year == last.year:
            return Both(f"{first.year}年", str(first.year))
        return Both(f"{first.year}年至{last.year}年", f"{first.year} to {last.year}")
    year = "" if first.year == last.year else f"{last.year}年"
    zh = f"{first.year}年{first.month}月至{year}{last.month}月"
    return Both(zh, f"{_month(first)} to {_month(last)}")


def _within_month(first: date, last: date) -> Both:
    if first.day == 1 and monthrange(last.year, last.month)[1] == last.day:
        return Both(f"{first.year}年{first.month}月", _month(first))
    days = f"{first.day} to {last.day} {_month(first)}"
    return Both(f"{_day_zh(first)}至{last.day}日", days)


def _day_zh(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _month(day: date) -> str:
    return f"{month_name[day.month]} {day.year}"


def sums(allegation: Allegation) -> tuple[Both, ...]:
    """Return the largest sums named, each once."""
    whole = {
        (m.upper or m.value, m.currency): m
        for m in allegation.amounts
        if not m.per_unit and (m.upper or m.value) > 0
    }
    largest = sorted(whole, key=lambda k: (-k[0], k[1]))[:SUMS]
    telling = [key for key in largest if key[0] * SLIGHT >= largest[0][0]]
    return tuple(money(whole[key]) for key in telling)


UNITS = {"CNY": "元", "USD": "美元", "EUR": "欧元", "GBP": "英镑", "HKD": "港元"}


def money(sum_: AmountMention) -> Both:
    """Return one sum in words of both languages."""
    about_zh, about_en = ("约", "about ") if sum_.approximate else ("", "")
    said = amount(sum_.upper or sum_.value, sum_.currency)
    return Both(f"{about_zh}{said.zh}", f"{about_en}{said.en}")


def amount(value: float, currency: str = "CNY") -> Both:
    """Return a number of currency units in words of both languages."""
    unit = UNITS.get(currency, currency)
    if value >= MYRIAD:
        zh = f"{round(value / MYRIAD, 4):.10g}万{unit}"
    else:
        zh = f"{round(value, 2):.10g}{unit}"
    return Both(zh, f"{currency} {value:,.10g}")


def _places(allegation: Allegation, setting: Setting) -> tuple[str, ...]:
    """Return units and others concerned; not the office that received the letter."""
    told = [u.text for u in allegation.units]
    told += [getattr(c, "name", "") or c.text for c in allegation.counterparties]
    names = dict.fromkeys(" ".join(name.split()) for name in told)
    own = {*subjects(allegation), setting.office.name}
    whole = [
        n
        for n in names
        if n not in own and not any(r in n.casefold() for r in setting.rules.receivers)
    ]
    longest = [n for n in whole if not any(n != o and n in o for o in whole)]
    return tuple(longest[:PLACES])
