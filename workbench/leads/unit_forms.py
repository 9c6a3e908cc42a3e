"""Forms of unit names in Chinese beside those that their last words tell.

Schools by number, names in quotes before their kind, masked regions, and the greeting,
whose units are addressed and not named.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.leads.trie import Trie

_NUMBERED = re.compile(
    r"(?<![一二三四五六七八九十年之其])(?:[县市区省])?[一二三四五六七八九十]中"
    r"(?![心队旬午年标国央间等期共级档层部])"
)


def numbered_schools(text: str, units: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Find schools by number alone (在二中教音乐)."""
    spans = (m.span() for m in _NUMBERED.finditer(text))
    return [s for s in spans if not any(a < s[1] and s[0] < b for a, b in units)]


_QUOTED = re.compile(r'"[\u4e00-\u9fff]{2,8}"$')


def quoted_names(
    text: str, units: list[tuple[int, int]], endings: Trie
) -> list[tuple[int, int]]:
    """Find what is called by a name in quotes before its kind ("渔家傲"酒楼)."""
    ends = endings
    out = list(units)
    place = 0
    while (place := text.find('"', place + 1)) >= 0:
        end = ends.longest(text, place + 1) if place + 1 < len(text) else 0
        name = _QUOTED.search(text, max(place - 10, 0), place + 1) if end else None
        if name and ends.kinds[text[place + 1 : end]] == "named":
            inside = [s for s in out if name.start() < s[1] and s[0] < end]
            out = [s for s in out if s not in inside]
            out.append((name.start(), end))
    return out


_GREETED = re.compile(
    r"\s*[^，。；！？\n]{0,40}(?:领导|同志|负责人|书记|主任|首长|委|监委|局|办|组|室)们?[:：]"
)


def greeting_end(text: str) -> int:
    """End of the words that greet whom the letter is for: no unit of its own."""
    at = text.find("\n") + 1 if "\n" in text[:40] else 0
    for begin in sorted({0, at}):
        match = _GREETED.match(text, begin)
        if match:
            return match.end()
    return 0


def masked_region(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in the 某 of a masked region (某区自然资源局)."""
    masked = start and text[start - 1] == "某" and text[start] in "省市县区镇乡村"
    return (start - 1, end) if masked else (start, end)


def former(text: str, start: int, end: int) -> tuple[int, int]:
    """Take 原 before a level along: 原县氮肥厂的工人."""
    once = text[start - 1 : start] == "原" and text[start] in "省市县区镇乡"
    return (start - 1, end) if once and text[end : end + 1] == "的" else (start, end)
