"""Cells that hold more than one value: several owners, a period from-to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.intake.cells import Manner
from workbench.intake.readers import READERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.intake.forms import Form

_PERIOD = re.compile(
    r"\s*(?:至|到|—+|~|\uff5e|–|\bto\b|(?<=[\d月日])-(?=\d{4}|今|至今)|\s-\s)\s*"
)
_LISTED = re.compile(r"\s*[、；;/\n]\s*|\s*[，,]\s*(?=[\u4e00-\u9fff])")
_BESIDE = re.compile(r"^(.*?)\s*[(（:：]?\s*(\d+(?:\.\d+)?)\s*[%％]\s*[)）]?$")
_OPEN = frozenset({"", "今", "至今", "现在", "present", "now"})


def split_period(values: dict[str, object]) -> None:
    """Turn ``period`` (2015.03-2018.06, 2019年3月至今) into ``since`` and ``until``.

    Raises
    ------
    NotThat
        When a part of it is no day.
    """
    period = values.pop("period", None)
    parts = _PERIOD.split(str(period or ""), maxsplit=1)
    for role, part in zip(("since", "until"), parts, strict=False):
        if part.strip().lower() not in _OPEN and not values.get(role):
            values[role] = READERS["date"](part, Manner(last=role == "until"))


def each_listed(form: Form, values: dict[str, object]) -> Iterator[dict[str, object]]:
    """Yield the values once for each owner or officer that a cell lists.

    A share beside a name (``张三（60%）、李四（40%）``) goes with that name; one share
    for several names belongs to none of them.
    """
    more = _numbered(values)
    rest = {key: value for key, value in values.items() if "#" not in key}
    yield from _split(form, rest)
    for one in more:
        for role in form.several:
            if one.get(role):
                nobody: dict[str, object] = dict.fromkeys(form.several)
                beside = dict.fromkeys(form.several.values())
                yield from _split(form, {**rest, **nobody, **beside, **one})
                break


def _numbered(values: dict[str, object]) -> list[dict[str, object]]:
    """Gather ``owner#2`` with ``share#2``; an office in place of the number is said."""
    groups: dict[str, dict[str, object]] = {}
    for key, value in values.items():
        role, mark, number = key.partition("#")
        if mark:
            groups.setdefault(number, {})[role] = value
            if role == "officer" and not number.isdigit():
                groups[number]["officer_role"] = number
    return list(groups.values())


def _split(form: Form, values: dict[str, object]) -> Iterator[dict[str, object]]:
    lists: dict[str, list[str]] = {}
    for role in form.several:
        names = [part for part in _LISTED.split(str(values.get(role) or "")) if part]
        if len(names) > 1 or (names and _BESIDE.match(names[0])):
            lists[role] = names
    if not lists:
        yield values
        return
    rest = {**values, **dict.fromkeys(lists)}
    if any(values.get(role) for role in form.several if role not in lists):
        yield rest
    for role, names in lists.items():
        others = {each: None for each in form.several if each != role}
        for name in names:
            found = _BESIDE.match(name)
            one: dict[str, object] = {**rest, **others, role: name}
            if found:
                one |= {role: found[1], form.several[role]: float(found[2])}
            elif form.several[role] == "share" and len(names) > 1:
                one["share"] = None
            yield one
