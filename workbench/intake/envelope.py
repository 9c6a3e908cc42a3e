"""What is known of an item before it is opened: its sidecar and the outside (X1).

Beside ``inbox/letter.docx`` may lie ``letter.toml``, ``letter.json``, or the same with
the whole name before it (``letter.docx.toml``)::

    received = 2026-08-11
    level = "county"              # management level of the person named
    channel = "mail"
    real_name = true
    addressed_to = "..."          # office on the envelope, if it is not ours
    encoding = "big5"             # of a plain text, where it had to be chosen
    hide = ["...", "..."]         # the officer's own marks: words to hide as well,
    keep = ["..."]                # and found words that do not name the reporter
    [reporter]                    # what the reporter declared; sealed, never shown
    name = "..."
    phone = "..."
    address = "..."

The item itself is not opened here, not even hashed.
"""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from workbench.errors import FileRefused

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LEVELS = ("township", "county", "prefecture", "province", "centre")
"""Management levels from below."""

_SIDECARS = (".toml", ".json")
_KINDS: Mapping[str, str] = {
    "name": "name", "names": "name", "phone": "phone", "telephone": "phone",
    "mobile": "phone", "tel": "phone", "address": "address", "email": "email",
    "mail": "email", "id": "number", "id_number": "number", "identity": "number",
    "unit": "unit", "organisation": "unit", "wechat": "account", "qq": "account",
    "account": "account",
}  # fmt: skip
_HIGHER = {
    "prefecture": r"(?:[\u4e00-\u9fff]{0,6}市|地区|[\u4e00-\u9fff]{0,6}州)",
    "province": r"(?:[\u4e00-\u9fff]{0,6}省|自治区)",
    "centre": r"(?:中央|中纪委|国家监委)",
}
_OFFICE = r"(?:委|纪委|监委|纪检|监察|组织部|巡视|巡察|信访|领导)"
_MANAGED = {"prefecture": "市管", "province": "省管", "centre": "中管"}
_HIGHER_EN = {
    "prefecture": r"prefectur\w*|city|municipal\w*",
    "province": r"state|provinc\w*",
    "centre": r"national|federal|central",
}


@dataclass(frozen=True, slots=True)
class Envelope:
    """An item as it lies in the inbox, unopened.

    Parameters
    ----------
    name
        File name; it may name a person, so it does not show in ``repr``.
    received, channel
        As declared.
    level
        Management level of the item as declared; ``None``: not said.
    real_name
        As declared; ``None``: not said.
    number
        Register number as declared.
    addressed_to
        Office on the envelope, where it is not ours.
    encoding
        Text encoding that a person chose, e.g. ``big5``.
    declared
        Pairs (kind, words) of the reporter's own declaration; never shown.
    hide, keep
        Words that the intake officer marked beforehand.
    """

    name: str = field(repr=False)
    received: date | None = None
    channel: str | None = None
    level: str | None = None
    real_name: bool | None = None
    number: str | None = None
    addressed_to: str | None = field(default=None, repr=False)
    encoding: str | None = None
    declared: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    hide: tuple[str, ...] = field(default=(), repr=False)
    keep: tuple[str, ...] = field(default=(), repr=False)


def sidecar_of(item: Path) -> Path | None:
    """Return the sidecar of an item, where there is one."""
    for suffix in _SIDECARS:
        for path in (item.with_name(item.name + suffix), item.with_suffix(suffix)):
            if path != item and path.is_file():
                return path
    return None


def waiting(inbox: Path) -> list[Path]:
    """Return the items that lie in an inbox, sorted; sidecars are none of them."""
    files = sorted(p for p in inbox.glob("*") if p.is_file() and p.name[0] != ".")
    # a sidecar alone is an item as well: it is said that its letter is missing
    sidecars = {sidecar_of(path) for path in files}
    return [path for path in files if path not in sidecars]


def read_envelope(item: Path) -> Envelope:
    """Read what is known of an item from outside.

    Raises
    ------
    FileRefused
        ``letters.bad_sidecar``: it cannot be read, or a date or level is none.
    """
    path = sidecar_of(item)
    if path is None:
        return Envelope(item.name)
    try:
        body = path.read_text("utf-8-sig")
        data = tomllib.loads(body) if path.suffix == ".toml" else json.loads(body)
        return _envelope(item.name, data)
    except (OSError, ValueError, TypeError, AttributeError):
        raise FileRefused("letters.bad_sidecar", place=place_of(item)) from None


def place_of(item: Path) -> str:
    """Name an item without its file name, which may hold a person's."""
    return f"inbox/*{item.suffix.lower()}"


def _envelope(name: str, data: Mapping[str, Any]) -> Envelope:
    received = data.get("received")
    if isinstance(received, str):
        received = date.fromisoformat(received[:10])
    level = data.get("level", data.get("management_level"))
    if level is not None and level not in LEVELS:
        raise ValueError("level")
    number = data.get("number", data.get("id"))
    return Envelope(
        name,
        received=received,
        channel=data.get("channel"),
        level=level,
        real_name=data.get("real_name"),
        number=str(number) if number is not None else None,
        addressed_to=data.get("addressed_to"),
        encoding=data.get("encoding"),
        declared=tuple(sorted(_declared(data))),
        hide=_marked(data, "hide"),
        keep=_marked(data, "keep"),
    )


def _marked(data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    said = data.get(key, [])
    if not isinstance(said, list) or not all(isinstance(each, str) for each in said):
        raise TypeError(key)
    return tuple(dict.fromkeys(each.strip() for each in said if each.strip()))


def _declared(data: Mapping[str, Any]) -> set[tuple[str, str]]:
    own = data.get("reporter", {})
    own = {"name": own} if isinstance(own, str) else dict(own)
    for key in data:
        if key.startswith("reporter_"):
            own[key.removeprefix("reporter_")] = data[key]
    found = set()
    for key, value in own.items():
        for said in value if isinstance(value, list) else [value]:
            if isinstance(said, str | int) and str(said).strip():
                found.add((_KINDS.get(key, "unit"), str(said).strip()))
    return found


def above(envelope: Envelope, *, office_level: str, own_head: str) -> str | None:
    """Return why an unopened item belongs to a superior office; ``None``: it does not.

    Parameters
    ----------
    envelope
        The item from outside.
    office_level
        Level of the office that takes in.
    own_head
        Name of the office's own head; an item that names the head goes up as well.

    Returns
    -------
    str or None
        ``level``, ``addressed`` or ``own_head``.
    """
    own = LEVELS.index(office_level)
    if envelope.level is not None and LEVELS.index(envelope.level) > own:
        return "level"
    outside = f"{envelope.name}\n{envelope.addressed_to or ''}"
    if own_head and own_head in outside:
        return "own_head"
    for level in LEVELS[own + 1 :]:
        if level in _HIGHER and _addressed(outside, envelope.addressed_to, level):
            return "addressed"
    return None


def _addressed(outside: str, office: str | None, level: str) -> bool:
    higher, managed = _HIGHER[level], _MANAGED[level]
    to = rf"(?:致|呈|转|报|送|给){higher}{_OFFICE}|{managed}干部"
    if re.search(to, outside) or (office and re.match(rf"{higher}{_OFFICE}", office)):
        return True
    english = rf"\bto[ _-](?:the[ _-])?(?:{_HIGHER_EN[level]})\b"
    alone = rf"(?:the )?(?:{_HIGHER_EN[level]})\b"
    return bool(
        re.search(english, outside, re.IGNORECASE)
        or (office and re.match(alone, office, re.IGNORECASE))
    )


def above_inside(text: str, *, office_level: str, own_head: str) -> str | None:
    """Return why an opened letter belongs to a superior office after all.

    A second net for items whose outside said nothing: the salutation calls on a higher
    office, or the letter names the office's own head below the salutation. Nothing of
    it has been stored when this is asked.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    salutation = [line for line in lines[:4] if line.endswith(("：", ":"))]
    own = LEVELS.index(office_level)
    for level in LEVELS[own + 1 :]:
        called = rf"(?:尊敬的|敬爱的)?{_HIGHER.get(level, '')}{_OFFICE}"
        if level in _HIGHER and any(re.match(called, line) for line in salutation):
            return "addressed"
    rest = "\n".join(line for line in lines if line not in salutation)
    return "own_head" if own_head and own_head in rest else None
