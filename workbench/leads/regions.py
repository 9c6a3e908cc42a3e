"""Names of regions and places in a Chinese letter, and how far a name reaches.

A region's name ends in its level (省 市 县 镇 村); several form a chain, widest first.
To the left a name ends at a word that no name holds (:func:`mark_stops`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from workbench.leads.lexicon import either, lexicon
from workbench.leads.trie import Trie, make_trie
from workbench.leads.values import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

_LEVELS = frozenset("省市县区镇乡村旗州盟屯寨")
_LONG_LEVELS = ("街道", "社区", "自治县", "自治州", "自治区")
_REACH = 22  # how far left a name is looked for, in characters
_FREE_NAME = 4  # a region's name may fill this much where a clause begins
_USUAL_NAME = 2
_NO_NAME = frozenset("上下里到去进出来回我本该各全")
_LONGEST_NAME = 6
_NO_LEVEL_AFTER = frozenset("民长委级城场政亲别钱属划容外内")
_PLACE = re.compile(r"自治[县州区]|街道|社区|[省市县区镇乡村屯寨]")


@cache
def _stops() -> Trie:
    lists = lexicon("units")
    keeps = [(word, "keep") for word in (*lists["keeps"], *lists["agencies"])]
    return make_trie([*keeps, *((word, "stop") for word in lists["stops"])])


@cache
def _places() -> tuple[frozenset[str], frozenset[str], re.Pattern[str], frozenset[str]]:
    lists = lexicon("units")
    return (
        frozenset(lists["regions"]),
        frozenset(lists["not_places"]),
        re.compile(either(lists["streets"])),
        frozenset(lists["common_roads"]),
    )


def mark_stops(text: str) -> bytearray:
    """Mark each character that no name of a unit or place holds here."""
    cover = bytearray(len(text))
    for start, end, kind in _stops().scan(text):
        if kind == "stop":
            cover[start:end] = b"\1" * (end - start)
    return cover


def edge(text: str, cover: bytearray, at: int) -> int:
    """Return how far left of ``at`` a name may reach: at most 22 characters."""
    low = at
    while low > 0 and at - low < _REACH and not cover[low - 1]:
        character = text[low - 1]
        if not ("\u3400" <= character <= "\u9fff" or character.isdecimal()):
            break
        low -= 1
    return low


def region_start(text: str, low: int, end: int) -> int:
    """Return where the chain of regions that ends at ``end`` begins.

    ``end`` itself where there is none. A bare level counts (县交通局). The first name
    of a chain may be four characters long where the clause begins with it, else two.
    """
    at = end
    while at > low:
        size = _level_size(text, low, at)
        if not size:
            break
        name_end = at - size
        begin = _name_start(text, low, name_end)
        if begin == name_end:  # a bare level
            return name_end if at == end else at
        at = begin
        if at == low or not _level_size(text, low, at):
            break
    regions = _places()[0]
    for size in (3, 2):
        if at - size >= low and text[at - size : at] in regions:
            return at - size
    return at


def _level_size(text: str, low: int, at: int) -> int:
    for level in _LONG_LEVELS:
        if at - low > len(level) and text.startswith(level, at - len(level)):
            return len(level)
    return 1 if text[at - 1] in _LEVELS else 0


def _name_start(text: str, low: int, end: int) -> int:
    """Find where the name before a level begins: after a level, else two back."""
    for at in range(end - 1, max(low, end - _LONGEST_NAME) - 1, -1):
        if text[at] in _LEVELS and end - at > 1:
            return at + 1 if end - at - 1 >= _USUAL_NAME or at == low else at
    if end - low == 1 and text[low] in _NO_NAME:
        return end
    if end - low <= _FREE_NAME:
        return low
    return end - _USUAL_NAME


def find_places(
    text: str, cover: bytearray, blocked: Iterable[tuple[int, int]]
) -> list[Span]:
    """Find regions, villages, roads and estates outside the ``blocked`` spans."""
    barred = bytearray(cover)
    for start, end in blocked:
        barred[start:end] = b"\1" * (end - start)
    found = _regions(text, barred) + _streets(text, barred)
    out: list[Span] = []
    for start, end in sorted(found):
        if out and start <= out[-1].end:
            first = out[-1].start
            if start == out[-1].end or end > out[-1].end:
                out[-1] = Span(first, end, text[first:end])
            continue
        out.append(Span(start, end, text[start:end]))
    return out


def _regions(text: str, barred: bytearray) -> list[tuple[int, int]]:
    not_places = _places()[1]
    out = []
    for match in _PLACE.finditer(text):
        end = match.end()
        if barred[match.start()] or text[end : end + 1] in _NO_LEVEL_AFTER:
            continue
        low = edge(text, barred, match.start())
        begin = region_start(text, low, end)
        name = text[begin:end]
        large = match[0] in {"区", "市", "县", "省"}
        common = (
            text[match.start() - 1] == match[0]
            or name in not_places
            or (large and name[-2:] in not_places)
        )
        if len(name) > _USUAL_NAME and not common:
            out.append((begin, end))
    return out


def _streets(text: str, barred: bytearray) -> list[tuple[int, int]]:
    _, _, streets, common = _places()
    out = []
    for match in streets.finditer(text):
        start, end = match.span()
        low = edge(text, barred, start)
        size = start - low
        if (
            barred[start]
            or text[start - 1] in _LEVELS
            or size < _USUAL_NAME
            or text[low:end] in common
        ):
            continue
        if size <= _FREE_NAME and text[start - 1 : end] not in common:
            out.append((low, end))
    return out
