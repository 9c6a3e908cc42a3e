"""Persons named in part: masked, by title, by nickname, by a name with dots.

王某, 李*平: masked. 张局长, 李总, 老王: somebody of that surname, nobody in
particular yet.
阿不都·热合曼: a name in parts.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from workbench.leads import name_signs as signs
from workbench.leads.lexicon import either, lexicon
from workbench.leads.name_signs import EDGES, LONGEST_WORD, SELDOM, W, Words
from workbench.leads.values import PersonMention
from workbench.values.names import DOUBLE_SURNAMES, is_masked

if TYPE_CHECKING:
    from collections.abc import Iterable

_NOT_MASKED = frozenset("日月年天个些一种地处村镇单公局部企人女男领老村乡县市学项工")
_SIDES = frozenset(
    side + "方" for side in "南北东西对地双甲乙丙警校厂官我院资"
)  # 南方某厂
_NEVER_LAST = frozenset("说讲过了着在给和与把被向从对是的去来收就也都")
_LAST_PART = 5  # characters, with the dot, that the last part of such a name has
_DOTTED = re.compile("[\u4e00-\u9fff]{2,6}(?:·[\u4e00-\u9fff]{1,6}){1,3}")
_NEVER_TITLED = frozenset(
    "向任于和时成单应都连全管原关来官党商从后通有权那开门别能保空养归国东法信班年"
)
_CALLED = frozenset(("喊他", "叫他", "喊她", "叫她", "称他", "称她", "称为", "人称"))
_NICK = re.compile("[老小阿]")
_NO_NICK_AFTER = frozenset("古长元苍养衰大弱从幼中窄缩多矮胆细短渺狭最太很不变较甲")


def find_masked(text: str, taken: bytearray) -> list[PersonMention]:
    """Find names of which a part was replaced (王某, 李某平, 陈XX)."""
    words = signs.words()
    if not any(mark in text for mark in "某×*○xX"):
        return []
    out = []
    for match in words.masked.finditer(text):
        start, end = match.span()
        tail = text[max(start - 1, 0) : start + 1] in words.tails
        if taken[start] or tail or text[max(start - 1, 0) : start + 1] in _SIDES:
            continue
        after, given = text[end : end + 1], match["g"] or match["h"]
        if given and not _masked_given(text, end, given, words):
            end -= 1
            after = given
        bare = end - start == 2 and text[end - 1] == "某"  # noqa: PLR2004
        known = text[end : end + 2] in words.follows | words.titles
        if bare and after in _NOT_MASKED and not known:
            continue
        out.append(_person(text, start, end, masked=True))
    return out


def _masked_given(text: str, end: int, given: str, words: Words) -> bool:
    """Tell whether the character after 某 is the rest of the name (李某平)."""
    if given in words.never or given in words.after or given in SELDOM:
        return False
    crossing = text[end - 1 : end + 1]
    return given in words.given and crossing not in words.follows | words.titles


def find_dotted(text: str, taken: bytearray) -> list[PersonMention]:
    """Find names whose parts a dot joins."""
    if "·" not in text:
        return []
    after = signs.words().after
    out = []
    for match in _DOTTED.finditer(text):
        start, end = match.span()
        whole = _transcribed(text, start, end)
        if whole:
            out += [] if taken[whole[0]] else [_person(text, *whole)]
            continue
        start, end = _undressed(text, start, end, taken)
        usual = text.rindex("·", start, end) + _LAST_PART
        while text[end - 2] != "·" and (
            text[end - 1] in _NEVER_LAST or (end > usual and text[end - 1] in after)
        ):
            end -= 1
        if not taken[start] and "·" in text[start:end]:
            out.append(_person(text, start, end))
    return out


def _undressed(text: str, start: int, end: int, taken: bytearray) -> tuple[int, int]:
    """Cut a post or verb before a dotted name, and what is read otherwise after it."""
    words = signs.words()
    dot, last = text.index("·", start, end), text.rindex("·", start, end)
    for at in range(dot - 2, start, -1):
        before = text[max(at - 4, 0) : at]
        if any(
            before.endswith(w) for w in (*words.strong, *words.before) if len(w) > 1
        ):
            start = at
            break
    for at in range(last + 2, end):
        if taken[at] or any(text[at : at + n] in words.follows for n in (2, 3)):
            return start, at
    return start, end


def _transcribed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Find where a dotted name of transcribed sounds begins and ends, if it is one."""
    sounds = _sounds()[1].fullmatch
    dot, last = text.index("·", start, end), text.rindex("·", start, end)
    while start < dot - 1 and not sounds(text, start, dot):
        start += 1
    if not sounds(text, start, dot) or not sounds(text, last + 1, last + 2):
        return None
    end = max(n for n in range(last + 2, end + 1) if sounds(text, last + 1, n))
    return start, end


def find_transcribed(
    text: str, taken: bytearray, found: Iterable[PersonMention]
) -> list[PersonMention]:
    """Find names that Chinese took from other languages (扎西顿珠, 哈斯额尔敦)."""
    if not any(part in text for part in lexicon("names")["name_parts"]):
        return []
    words = signs.words()
    claimed = [(p.start, p.end) for p in found]
    out = []
    for match in _sounds()[0].finditer(text):
        start, core = match.span("core")
        if taken[start] or any(s < core and start < e for s, e in claimed):
            continue
        before = signs.left(text, start, words, taken)
        ends = (
            (n, signs.right(text, n, words, taken))
            for n in range(core, match.end() + 1)
        )
        end, after = next(((n, w) for n, w in ends if w > 0), (core, 0.0))
        least = 0.0 if end - start > 2 else 2 * W.after  # noqa: PLR2004 - 扎西
        if before > 0 and before + after > least:
            out.append(_person(text, start, end))
    return out


@cache
def _sounds() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of a name in another language: with a known part; of such sounds."""
    names = lexicon("names")
    part, sound = either(names["name_parts"]), "[" + "".join(names["name_sounds"]) + "]"
    return (
        re.compile(
            rf"(?P<core>{sound}{{0,3}}{part}(?:{sound}{{0,2}}{part}){{0,3}}){sound}{{0,2}}"
        ),
        re.compile(rf"(?:{part}|{sound}){{1,8}}"),
    )


def find_titled(
    text: str, surnames: Iterable[tuple[int, int, float]]
) -> list[PersonMention]:
    """Find a surname with title (张局长, 李总) and nicknames (老王).

    ``surnames`` are their spans, each with the weight of what stands before.
    """
    words = signs.words()
    out = []
    for start, end, left in surnames:
        called = text[max(start - 2, 0) : start] in _CALLED
        if text[start] in _NEVER_TITLED and not called:
            continue
        word = left < W.inside or signs.head(text, start, words)
        title = 0 if word else _title_at(text, end, words)
        if title:
            name = text[start:end]
            out.append(_person(text, start, title, unresolved=True, name=name))
        elif _is_nick(text, start, end, words):
            stop = end + (text[end : end + 1] in {"头", "汉"})
            name = text[start:end]
            out.append(_person(text, start - 1, stop, unresolved=True, name=name))
    return out + _nicks_again(text, out)


def _nicks_again(text: str, found: list[PersonMention]) -> list[PersonMention]:
    """Find a nickname that was certain once wherever it stands."""
    starts = {person.start for person in found}
    names = {p.text: p.name for p in found if _NICK.match(p.text)}
    return [
        _person(text, *match.span(), unresolved=True, name=names[nick])
        for nick in names
        for match in re.finditer(nick, text)
        if match.start() not in starts
    ]


def _title_at(text: str, end: int, words: Words) -> int:
    """End of the title that begins here, 0 for none; 副 may stand before it."""
    begin = end + (text[end : end + 1] == "副")
    for size in range(LONGEST_WORD, 0, -1):
        title = text[begin : begin + size]
        if len(title) == size and title in words.titles:
            after = text[begin + size : begin + size + 1]
            if size == 1 and text[end - 1 : end + 1] in words.heads:  # 施工, no Mr Shi
                continue
            if size == 1 and not (after in EDGES or after in words.after or not after):
                continue
            return begin + size
    return 0


def _is_nick(text: str, start: int, end: int, words: Words) -> bool:
    if start == 0 or not _NICK.match(text, start - 1) or end - start != 1:
        return False
    before = text[start - 2] if start > 1 else "。"
    after = text[end : end + 1]
    if before in _NO_NICK_AFTER or before.isdecimal():
        return False
    own = any(
        text[max(start - 1 - n, 0) : start - 1] in words.strong for n in (4, 3, 2)
    )
    if text[start - 1 : end] in words.not_nick and not own:
        return False
    if text[start] not in words.common and not own:
        return False
    closes = not after or after in EDGES or after in words.after or after in "头汉"
    return closes or text[end : end + 2] in words.follows


def person_at(text: str, start: int, end: int) -> PersonMention:
    """Return the person named at a place, a surname with title or 老 as unresolved."""
    quote = text[start:end]
    if _NICK.match(quote) and len(quote) == 2:  # noqa: PLR2004 - 老王
        return _person(text, start, end, unresolved=True, name=quote[1])
    size = 2 if quote[:2] in DOUBLE_SURNAMES else 1
    if quote[size:].removeprefix("副") in signs.words().titles:
        return _person(text, start, end, unresolved=True, name=quote[:size])
    return _person(text, start, end)


def _person(
    text: str, start: int, end: int, *, masked: bool = False,
    unresolved: bool = False, name: str = "",
) -> PersonMention:  # fmt: skip
    quote = text[start:end]
    return PersonMention(
        start, end, quote, name or quote,
        masked=masked or is_masked(quote), unresolved=unresolved,
    )  # fmt: skip
