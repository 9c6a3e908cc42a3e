"""Units in a Chinese letter.

A unit's name ends in a word that says what it is (局, 公司, 小学, 村委会); how far it
reaches to the left is told by names of regions (清河县青山镇), by the kinds of offices
there are (交通运输) and by words that no name holds. A bare 公司 or 学校 names nobody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from workbench.leads.addressee import is_addressee
from workbench.leads.gazetteer import known_names
from workbench.leads.lexicon import either, lexicon
from workbench.leads.regions import edge, region_start
from workbench.leads.trie import Trie, make_trie
from workbench.leads.unit_forms import (
    former,
    greeting_end,
    masked_region,
    numbered_schools,
    quoted_names,
)
from workbench.leads.values import UnitMention

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbench.leads.values import Span

Ending = tuple[int, int, str]
"""Span and kind of the last word of a unit."""
_GROUP = re.compile(
    r"第?[一二三四五六七八九十\d]{1,3}"
    r"(?:村民小组|居民小组|生产队|生产小组|小组|组|社|队)(?![长织成合建员副数])"
)
_KINDS = ("company", "school", "hospital", "bank", "village", "court", "party")
_SHORTEST_ALIAS = 3
_OFFICE = frozenset(("书记", "委员", "副书"))
_NEEDS_REGION = frozenset(
    ("政府", "人民政府", "机关", "工会", "工委", "党委", "委员会")
)
_SHORT, _LONG = 2, 4  # characters of a name of a place without its level


@dataclass(frozen=True, slots=True)
class _Words:
    endings: Trie
    bodies: Trie
    generic: frozenset[str]
    departments: re.Pattern[str]
    parts: frozenset[str]
    bare: frozenset[str]
    post: re.Pattern[str]
    business: re.Pattern[str]
    shown: re.Pattern[str]
    everyday: frozenset[str]
    trade: re.Pattern[str]
    kinds: tuple[tuple[str, tuple[str, ...]], ...]


@cache
def _words() -> _Words:
    lists = lexicon("units")
    kinds = [(word, "village") for word in lists["village"]]
    kinds += [(word, "organ") for word in lists["organs"]]
    kinds += [
        (level + word, "organ")
        for word in lists["organs"] if word[0] == "委" for level in "省市县区州旗"
    ]  # fmt: skip
    kinds += [(word, "named") for word in lists["named"]]
    kinds += [(word, "agency") for word in lists["agencies"]]
    return _Words(
        make_trie(kinds),
        make_trie((word, "body") for word in lists["bodies"]),
        frozenset(lists["generic"]),
        re.compile(either(lists["departments"]) + "(?!书记|成员|副书|委员)"),
        frozenset(lists["parts"]),
        frozenset(lists["bare"]),
        re.compile(
            "(?:原|现任|时任|前任|副|党委|村|总)?" + either(lexicon("posts")["posts"])
        ),
        re.compile(
            f"[{''.join(lists['trade_names'])}]{{2}}{either(lists['trades'])}"
            "(?![局站所部公有集厅委办中大])"
        ),
        re.compile(
            r"(?:(?:叫作?|名为|公司是|就是|给|向|找|从|由|与|和|跟|被|用|在)|[，。；：、,:\"(]|^)"
            rf"(?P<name>[\u4e00-\u9fff]{{2,3}}){either(lists['trades'])}"
            '(?=(?:的)?(?:老板|法人|经理|股东|负责人|公司|老总|账户|账上|中标|送|供货)|[，。；,")]|$)'
        ),
        frozenset(
            (*lexicon("words")["heads"], *lexicon("words")["ordinary"], *lists["stops"])
        ),
        re.compile(f"{either((*lists['trades'], *lists['named']))}{{1,3}}$"),
        tuple((kind, lists[f"kind_{kind}"]) for kind in _KINDS),
    )


def find_units(
    text: str,
    cover: bytearray,
    known: dict[str, tuple[str, ...]] | None = None,
    ends: Sequence[Ending] | None = None,
) -> list[UnitMention]:
    """Find units in a folded Chinese text, in order, without overlaps.

    Parameters
    ----------
    text
        Folded text; spans are in it.
    cover
        What no name holds (:func:`.regions.mark_stops`).
    known
        Units of the case, by their first two characters.
    ends
        What :func:`endings` yields, where it is at hand.
    """
    spans = list(known_names(text, known or {}))
    found = _grown(text, cover, spans, endings(text) if ends is None else ends)
    found += _groups(text, cover, found)
    found += _leveled(text, cover, found)
    found = quoted_names(text, found, _words().endings)
    found += _aliases(text, found)
    found += _businesses(text, cover, found)
    found += numbered_schools(text, found)
    greeted = greeting_end(text)
    found = [
        former(text, *masked_region(text, *span))
        for span in found
        if span[1] > greeted and not is_addressee(text, *span)
    ]
    return [unit_at(text, start, end) for start, end in sorted(found)]


def unit_at(text: str, start: int, end: int) -> UnitMention:
    """Return the unit that a span names, with its kind."""
    return UnitMention(start, end, text[start:end], _kind(text[start:end]))


def _grown(
    text: str,
    cover: bytearray,
    known: list[tuple[int, int]],
    ends: Iterable[Ending],
) -> list[tuple[int, int]]:
    """Grow each ending to the left; a part of the unit before it joins that unit."""
    out: list[tuple[int, int]] = []
    names = iter([*known, (len(text) + 1, len(text) + 1)])
    name = next(names)
    for start, end, kind in ends:
        while name[0] < end:
            out = [span for span in out if span[1] <= name[0]]
            out.append(name)
            name = next(names)
        previous = out[-1][1] if out else 0
        if start < previous:
            continue
        reach = edge(text, cover, start)
        begin = _begin(text, max(reach, previous), start, end, kind)
        joins = out and reach <= previous and begin in {None, previous}
        joins = joins and text[end : end + 2] not in {"书记", "成员", "副书", "委员"}
        if joins and text[start:end] in _words().parts:
            out[-1] = (out[-1][0], end)
        elif begin is not None:
            out.append((begin, end))
    return [*out, *(span for span in known if not out or span[0] >= out[-1][1])]


def promoted(text: str, places: Iterable[Span]) -> list[UnitMention]:
    """Take the regions whose office-holder is named next as units (白沙镇副镇长)."""
    post = _words().post
    return [
        UnitMention(place.start, place.end, place.text, "government")
        for place in places
        if place.text[-1] in _STANDING
        or (place.text[-1] in _SEATS and post.match(text, place.end))
    ]


_SEATS = frozenset("省市县区镇乡村道旗州")
_STANDING = frozenset("镇乡村")  # a township or village stands as a unit by itself


def endings(text: str) -> Iterable[Ending]:
    """Yield the last words of units: an agency counts only with its body."""
    words = _words()
    heads, place = words.endings.sizes, 0
    for at, character in enumerate(text):
        if at < place or character not in heads:
            continue
        start, end = at, words.endings.longest(text, at)
        if text[end - 1 : end + 1] == "建筑":  # 第二建筑工程有限公司
            continue
        if not end or (
            text[end - 2 : end] == "支部" and text[end : end + 2] in _OFFICE
        ):
            continue
        kind = words.endings.kinds[text[at:end]]
        if kind == "agency":
            body = words.bodies.longest(text, end) if end < len(text) else 0
            if not body:
                continue
            if text[end:body] in {"公司", "社"}:
                start, kind = end, "named"
            end = body
        department = words.departments.match(text, end)
        if department and text[department.end() : department.end() + 1] != "长":
            place = department.end()
        else:
            place = end
        yield start, place, kind


def _begin(text: str, low: int, start: int, end: int, kind: str) -> int | None:
    """Find where the name of a unit begins; ``None`` where it names nobody."""
    before = text[low:start]
    if kind == "named":
        return _named(text, low, start)
    begin = region_start(text, low, start)
    if begin < start:
        return begin
    if before in _words().generic:
        before = ""
    bare = text[start:end] in _words().bare or text[start] in "县市区省镇乡"
    named = text[start:end] not in _NEEDS_REGION
    if named and _SHORT <= len(before) <= _LONG:  # 清河交通局, 柳树村委会
        return low
    if kind == "agency" or (bare and not before):
        return start
    level = max((i for i, c in enumerate(before) if c in _SEATS), default=0)
    if level and len(before) - level <= _LONG:  # 城关镇中心幼儿园
        return region_start(text, low, low + level + 1)
    far = named and len(before) > _LONG and kind == "organ"
    return start - _SHORT if far else None


def _named(text: str, low: int, start: int) -> int | None:
    """Companies, schools, banks: all before the ending is the name, if it is one."""
    words = _words()
    while low < start:
        head = next(
            (
                n
                for n in (4, 3, 2)
                if text[low : low + n] in _LEADS and low + n <= start
            ),
            0,
        )
        if not head:
            break
        low += head
    name = text[low:start]
    if _NO_NAME.search(name):
        return None
    if len(name) < 2 or name in words.generic or _only_generic(name):  # noqa: PLR2004
        return start - 1 if name and name in "县市区镇乡省" else None
    return low


_LEADS = frozenset(
    (
        "县城",
        "城里",
        "镇上",
        "街上",
        "村口",
        "城区",
        "老城",
        "当地",
        "外地",
        "本地",
        "一家",
        "某",
        "所谓",
        "就读",
        "一所",
        "这家",
    )
)


_NO_NAME = re.compile(
    r"[两几每这那哪趟次些给找到都说就把被的]|[一二三四五六七八九十第\d](?:家|间|名|个|座|所)|(?:人|子|家)$"
)


def _only_generic(name: str) -> bool:
    """Tell whether a name is made of kinds of trade alone (建筑施工)."""
    generic = _words().generic
    return any(
        name[:cut] in generic and name[cut:] in generic for cut in range(1, len(name))
    )


_LEVELED = re.compile(
    r"[省市县区镇乡州](?![里上下内外民长委级城干政村居场区直府])[\u4e00-\u9fff]{1,7}?"
    r"(?:局|办公室|办|厅|中心|站|所|院|馆|台|大队|队|联社|协会|联合会|集团|公司|厂)"
    r"(?![理法事案公长])"
)


def _leveled(
    text: str, cover: bytearray, units: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Find bodies of a level by their last word alone (县史志办, 清河县精神病院)."""
    taken = bytearray(cover)
    for start, end in units:
        taken[start:end] = b"\1" * (end - start)
    out = []
    for match in _LEVELED.finditer(text):
        start, end = match.span()
        if not any(taken[start:end]):
            low = edge(text, taken, start)
            out.append((region_start(text, low, start + 1), end))
    return out


def _groups(
    text: str, cover: bytearray, units: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Find groups of a village (柳树村三组), the village's name included."""
    out = []
    for match in _GROUP.finditer(text):
        start, end = match.span()
        if any(s < end and start < e for s, e in units):
            continue
        low = edge(text, cover, start)
        begin = region_start(text, low, start)
        if begin < start and text[start - 1] in "村区镇寨屯":
            out.append((begin, end))
    return out


_FORMS = re.compile(
    r"(?:有限责任|股份有限|集团有限|有限)?公司$|集团$|(?:农民)?(?:专业)?合作社$"
    r"|商行$|大?酒[楼店]$|饭店$|大?药房$|经营部$|超市$|餐馆$|宾馆$"
)


def _aliases(text: str, units: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Find the name of a company without its legal form elsewhere in the letter."""
    names = set()
    for start, end in units:
        name = text[start:end].replace('"', "")
        short = _FORMS.sub("", name)
        if short == name:
            continue
        names |= {short, _without_region(short)}
        names |= {_brand(short), _brand(_without_region(short))}
    out: list[tuple[int, int]] = []
    names = {name for name in names if len(name) >= _SHORTEST_ALIAS}
    for name in sorted(names, key=lambda n: (-len(n), n)):
        for match in re.finditer(re.escape(name), text):
            span = match.span()
            if not any(s < span[1] and span[0] < e for s, e in (*units, *out)):
                out.append(span)
    return out


def _businesses(
    text: str, cover: bytearray, units: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Find businesses by name and trade alone (碧波水务)."""
    out = []
    for match in _words().business.finditer(text):
        start, end = match.span()
        clear = not any(s < end and start < e for s, e in units)
        low = edge(text, cover, start)
        word = text[start : start + 2] in _words().everyday
        word = word and not _OWNED.match(text, end)
        if clear and low == start and not word:
            out.append((start, end))
    for match in _words().shown.finditer(text):
        start, end = match.start("name"), match.end()
        clear = not any(s < end and start < e for s, e in (*units, *out))
        clear = clear and not any(cover[start : match.end("name")])
        if clear and _is_brand(match["name"]):
            out.append((start, end))
    return out


def _is_brand(name: str) -> bool:
    """Tell whether no part of a name of two or three characters is an everyday word."""
    words = _words()
    parts = {name, name[:2], name[1:]}
    return parts.isdisjoint(words.everyday) and parts.isdisjoint(words.generic)


def _brand(name: str) -> str:
    """Return a firm's name without the words for its trade (百味源食品)."""
    trade = _words().trade.search(name)
    return name[: trade.start()] if trade else name


_OWNED = re.compile(r"(?:的)?(?:老板|法人|经理|股东|负责人|公司|中标|老总)")


def _without_region(name: str) -> str:
    cut = max((name.rfind(level) for level in "省市县区镇"), default=-1)
    return name[cut + 1 :]


def _kind(name: str) -> str:
    for kind, endings in _words().kinds:
        if name.endswith(endings):
            return kind
    return "office"
