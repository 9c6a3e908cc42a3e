"""What speaks for and against a name in a Chinese text.

Each function weighs one sign: the surname, the given characters, the words before and
after, an everyday word in the way. :data:`W` holds what each is worth.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from workbench.leads.lexicon import either, lexicon
from workbench.values.names import (
    COMMON_SURNAMES,
    DOUBLE_SURNAMES,
    SURNAMES,
    is_rare,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

SELDOM = frozenset(
    "书道路章社村镇员万千百少多时日月年农工商业党材目价单包会信承理科照迁岗算举让酒双实印有向和占存省知见作任记用家"
)
EDGES = frozenset("，。；！？、,;!?:\"'()[]《》<>-—…\n\t ")
HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]+")
LONGEST_WORD = 5


@dataclass(frozen=True, slots=True)
class _Weights:
    """What each sign is worth; sums are compared with :data:`ENOUGH`."""

    common: float = 1.0
    rare_surname: float = -0.4
    everyday: float = -0.7
    double: float = 2.0
    given: float = 0.8
    rare_given: float = 1.3
    seldom: float = -1.2
    seldom_surname: float = -1.6
    plain: float = -0.3
    plain_word: float = -2.4  # 祝领导, 黄颜色
    two_given: float = 0.5
    edge: float = 1.2
    strong: float = 3.2
    takes_person: float = 1.5
    listed: float = -0.5
    sibling: float = 1.6  # A、B和C: one of them is a person
    grammar: float = -2.4  # 局长都, 书记和
    odd_one: float = -2.9  # 核桃、巴旦木、葡萄干
    beside: float = 1.2  # right after a unit or a day: 税务局黄河
    of_post: float = 2.6  # 竞选村主任的高原
    of: float = 0.4  # 交通局的刘建国
    inside: float = -0.7
    unknown: float = -0.4  # a character after the name that says nothing
    word_tail: float = -3.5
    word_head: float = -3.0
    whole_word: float = 1.35  # times as much, where the name is the word
    longer: float = 0.75  # of the same, where the name is longer than the word
    crosses: float = -1.9
    goes_on: float = -0.8
    follows: float = 1.3
    after: float = 0.9
    again: float = 1.2


W = _Weights()


@dataclass(frozen=True, slots=True)
class Words:
    """Sets of the lexicon, made once."""

    common: frozenset[str]
    everyday: frozenset[str]
    given: frozenset[str]
    never: frozenset[str]
    heads: frozenset[str]
    tails: frozenset[str]
    follows: frozenset[str]
    seldom: frozenset[str]
    strong: frozenset[str]  # offices, callings, kin
    titles: frozenset[str]  # what may follow a surname or a name
    before: frozenset[str]
    after: frozenset[str]
    strong_ends: frozenset[str]  # last characters, to look no further in vain
    before_ends: frozenset[str]
    title_begins: frozenset[str]
    follow_begins: frozenset[str]
    singles: frozenset[str]
    grammar: frozenset[str]
    ordinary: frozenset[str]
    abstract: frozenset[str]
    surname: re.Pattern[str]
    masked: re.Pattern[str]
    not_nick: frozenset[str]


@cache
def words() -> Words:
    """Load the sets of the lexicon, once."""
    names, words, posts = lexicon("names"), lexicon("words"), lexicon("posts")
    mask_surnames = "".join(sorted(COMMON_SURNAMES))
    doubled = either(DOUBLE_SURNAMES)
    any_single = "".join(sorted(SURNAMES))
    strong = frozenset((*posts["posts"], *posts["callings"], *posts["kin"]))
    strong -= frozenset("男女父母子弟兄夫妻")
    titles = frozenset((*posts["posts"], *posts["honorifics"]))
    before = frozenset(posts["before"]) | frozenset("妻弟兄夫")
    follows = frozenset(words["follows"])
    return Words(
        common=COMMON_SURNAMES | {"欧阳"},
        everyday=frozenset(names["everyday"]),
        given=frozenset(names["given"]) - frozenset(names["never_given"]),
        never=frozenset(names["never_given"]) - SELDOM,
        heads=frozenset(words["heads"]),
        tails=frozenset(words["tails"]),
        follows=follows,
        seldom=frozenset(names["seldom_surnames"]),
        strong=strong,
        titles=titles,
        before=before,
        after=frozenset(posts["after"]),
        strong_ends=frozenset(word[-1] for word in strong),
        before_ends=frozenset(word[-1] for word in before),
        title_begins=frozenset(word[0] for word in titles),
        follow_begins=frozenset(word[0] for word in follows),
        singles=SURNAMES,
        grammar=frozenset(names["grammar"]),
        ordinary=_ordinary(words),
        abstract=frozenset((*words["ordinary"], *lexicon("units")["stops"])),
        surname=re.compile(
            f"[{any_single}{''.join(sorted(d[0] for d in DOUBLE_SURNAMES))}]"
        ),
        not_nick=frozenset(names["not_nicknames"]),
        masked=re.compile(
            rf"(?:{doubled}|[{mask_surnames}])(?:某某|某[甲乙丙丁]|某(?P<g>[\u4e00-\u9fff])?"
            r"|[×*〇](?:[×*〇]|(?P<h>[\u4e00-\u9fff]))?|[xX]{1,2}(?![A-Za-z0-9]))"
        ),
    )


def _ordinary(words: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Words of two characters that no one is given as a name, as far as known."""
    units = lexicon("units")
    lists = (
        *(words[name] for name in ("heads", "tails", "follows", "ordinary")),
        *(units[name] for name in ("stops", "generic", "not_places")),
    )
    return frozenset(word for part in lists for word in part if len(word) == _PAIR)


_PAIR = 2


def left(text: str, start: int, words: Words, spans: bytearray) -> float:
    """Weigh what stands before a surname; ``spans`` covers units, days and sums."""
    before = text[start - 1] if start else "\n"
    if before in EDGES:
        return W.edge + (W.listed if before == "、" else 0)
    if text[max(start - 2, 0) : start + 1] in words.tails:
        return W.word_tail
    if _ends_with(text, start, words.strong, words.strong_ends, LONGEST_WORD, 2):
        return W.strong
    if text[start] in _MEASURES and (before in _NUMERALS or before.isdecimal()):
        return W.word_tail
    if text[start - 1 : start + 1] in words.tails:
        return W.word_tail
    return _introduced(text, start, words, spans)


_MEASURES = frozenset("张段项台章车包封连位万余成支管池单桩")
_NUMERALS = frozenset("一二两三四五六七八九十百千几数每这那该此")


def _introduced(text: str, start: int, words: Words, spans: bytearray) -> float:
    """Weigh a word before a surname that may lead to a person."""
    before = text[start - 1]
    if _ends_with(text, start, words.before, words.before_ends, 4, 1):
        return W.takes_person
    if spans[start - 1]:
        return W.beside
    if before != "的":
        return W.of if before in "了过着" else W.inside
    if _ends_with(text, start - 1, words.strong, words.strong_ends, LONGEST_WORD, 2):
        return W.of_post
    return W.beside if start > 1 and spans[start - 2] else W.of


def _ends_with(
    text: str,
    end: int,
    words: frozenset[str],
    last: frozenset[str],
    long: int,
    short: int,
) -> bool:
    if text[end - 1] not in last:
        return False
    return any(text[max(end - n, 0) : end] in words for n in range(long, short - 1, -1))


def head(text: str, start: int, words: Words) -> int:
    """Length of the everyday word that begins here, 0 for none."""
    for size in (4, 3, 2):
        if text[start : start + size] in words.heads:
            return size
    return 0


def surname(written: str, words: Words) -> float:
    """Weigh a surname by how many people bear it and what else it may be."""
    if len(written) > 1:
        return W.double
    weight = W.common if written in words.common else W.rare_surname
    return weight + (W.everyday if written in words.everyday else 0)


def given(written: str, words: Words, *, strong: bool = False) -> float | None:
    """Weigh a given name; ``None`` where it holds what no given name holds."""
    if written[-1] == "人" and written[0] in _NUMERALS:  # 邸、蒲二人
        return None
    weight = W.two_given if len(written) > 1 else 0.0
    odd = False
    for character in written:
        if character in words.never:
            return None
        if character in SELDOM:
            weight += W.seldom
        elif character in words.given:
            weight += W.given
        else:
            plain = not is_rare(character)
            weight += W.plain if plain else W.rare_given
            odd = odd or plain
    if written in words.ordinary and (odd or written in words.abstract):
        weight += W.plain_word * (0.4 if strong else 1)
    return weight


def right(text: str, end: int, words: Words, spans: bytearray) -> float:
    """Weigh what stands after a name; ``spans`` as for :func:`left`."""
    if end >= len(text):
        return W.edge
    after = text[end]
    if after in EDGES or after.isdecimal():
        return W.strong if text[end + 1 : end + 2] in {"男", "女"} else W.edge
    if after in words.title_begins or after == "副":
        end += after == "副"
        for size in range(LONGEST_WORD, 1, -1):
            if text[end : end + size] in words.titles:
                return W.strong
    if spans[end - 1] or spans[min(end, len(text) - 1)]:
        return W.after
    return W.strong if text[end : end + 2] in _TOGETHER else _goes_on(text, end, words)


def _goes_on(text: str, end: int, words: Words) -> float:
    after = text[end]
    if after in words.follow_begins:
        for size in (4, 3, 2):
            if text[end : end + size] in words.follows:
                return W.follows
    return W.after if after in words.after else W.unknown


_TOGETHER = frozenset(
    (
        "同志",
        "先生",
        "女士",
        "等人",
        "夫妇",
        "父子",
        "兄弟",
        "一家",
        "二人",
        "两人",
        "三人",
    )
)
