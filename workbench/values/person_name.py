"""Person names in Chinese and Latin script, and whether two may be one person's.

Rules, in order: the same characters after width and script folding are the same name;
two Chinese names with other characters are different even where they sound the same
(张伟, 章伟); a Latin form agrees with a Chinese one when its syllables are the readings
of the characters, family name first or last; a masked name (王某某) may stand for any
name that fits it. Readings come from pypinyin, those of family names from a table here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice, product

from workbench.values.latin_name import parse_latin, same_latin_name
from workbench.values.likeness import Likeness
from workbench.values.names import DOUBLE_SURNAMES, is_masked, split_name
from workbench.values.romanised import reads_wade_giles, sounds_like
from workbench.values.script import has_han, simplified, tidy, without_accents
from workbench.values.spoken_forms import surest

_LONGEST = 3  # characters of a Chinese name, two-character family names apart

_SURNAME_READINGS = {
    "单": ("shan",), "仇": ("qiu",), "区": ("ou",), "查": ("zha",), "曾": ("zeng",),
    "解": ("xie",), "盖": ("ge", "gai"), "朴": ("piao", "pu"), "乐": ("yue", "le"),
    "缪": ("miao",), "翟": ("zhai", "di"), "尉迟": ("yu chi",), "万俟": ("mo qi",),
    "覃": ("qin", "tan"), "种": ("chong",), "折": ("she",), "繁": ("po",),
    "逄": ("pang",), "员": ("yun",), "召": ("shao",), "黑": ("he",), "洗": ("xian",),
    "冼": ("xian",), "那": ("na",), "宓": ("mi", "fu"), "秘": ("bi",),
    "牟": ("mou", "mu"),
    "吕": ("lv", "lu", "lyu"), "任": ("ren",), "华": ("hua",), "燕": ("yan",),
    "洪": ("hong",), "冯": ("feng",), "长孙": ("zhang sun",), "澹台": ("tan tai",),
}  # fmt: skip
_MASK = re.compile("[某×xX*＊○〇△□_]")
_POST = re.compile(
    r"(?:同志|先生|女士|老师|师傅|书记|主任|会计|出纳|经理|主席|董事长|董事|院长|校长|村长"
    r"|(?:副|总|代|常务)*(?:局|镇|乡|县|市|区|省|科|处|厅|部|司|组|社|所|站|队|股|庭|园|厂|行)长"
    r"|副(?:书记|主任|经理|主席|总)|总经理|支书|总)$"
)
_ASIDE = re.compile(r"[（(][^（）()]{1,12}[)）]$")
_FAMILIAR = re.compile(r"[老小阿]([\u4e00-\u9fff])")


@lru_cache(maxsize=8192)
def folded(name: str) -> str:
    """Return the form in which equal Chinese names are equal.

    Width, script and inner spaces are folded; a middle dot stays out.
    """
    return re.sub(r"[\s·•・.]", "", simplified(tidy(name)))


@lru_cache(maxsize=65_536)
def same_person_name(one: str, other: str) -> Likeness:
    """Say whether two written names may be one person's.

    Parameters
    ----------
    one, other
        Names as written, in any of the two scripts, without posts.

    Returns
    -------
    Likeness
        ``same`` by ``equal``, ``pinyin``, ``order``, ``short_form`` or ``title``;
        ``possible`` by ``masked``, ``title``, ``initials``, ``spelling``,
        ``romanised`` or ``transcribed``; either by ``former`` where a name says which
        it was before; ``different`` by ``homophone``, ``characters``, ``reading``,
        ``generation`` or ``tokens``; an empty name is ``different`` by ``empty``.
    """
    return surest(one, other, _compared)


def _compared(first: str, second: str) -> Likeness:
    if has_han(first) and has_han(second):
        return _both_chinese(folded(first), folded(second))
    if has_han(first):
        return _mixed(folded(first), second)
    if has_han(second):
        return _mixed(folded(second), first)
    return same_latin_name(first, second)


def without_post(name: str) -> str:
    """Return a Chinese name without the post or address beside it.

    What leaves only a family name (张局长, 老张) becomes a mention of nobody in
    particular: 张某.
    """
    bare = _ASIDE.sub("", name)
    familiar = _FAMILIAR.fullmatch(bare)
    if familiar:
        return f"{familiar[1]}某"
    found = _POST.search(bare)
    if not found or not found.start():
        return bare
    rest = bare[: found.start()]
    alone = len(rest) == 1 or rest in DOUBLE_SURNAMES
    return f"{rest}某" if alone else rest


@lru_cache(maxsize=65_536)
def _parts(name: str) -> tuple[str, str]:
    """Return family and given name."""
    parts = split_name(name)
    return parts.surname, parts.given


def _both_chinese(one: str, other: str) -> Likeness:
    if one == other:
        return Likeness("same", "equal")
    bare = without_post(one), without_post(other)
    if bare != (one, other) and all(bare):
        found = _plain_chinese(*bare)
        return Likeness(found.verdict, "title") if found.alike else found
    return _plain_chinese(one, other)


def _plain_chinese(one: str, other: str) -> Likeness:
    if is_masked(one) or is_masked(other):
        if _fits_mask(one, other) or _fits_mask(other, one):
            return Likeness("possible", "masked")
        return Likeness("different", "characters")
    if one == other:
        return Likeness("same", "equal")
    sounds = any(r in readings(other) for r in readings(one))
    return Likeness("different", "homophone" if sounds else "characters")


def _fits_mask(mask: str, name: str) -> bool:
    if not is_masked(mask):
        return False
    family, given = _parts(mask)
    if _parts(name)[0] != family:  # 欧某 is no 欧阳某
        return False
    rest = name[len(family) :]
    if len(given) == 1:  # 王某: nothing said but the family name
        return bool(rest)
    if len(rest) != len(given):
        # 王某某 is also written for a name of one given character
        return set(given) <= set("某×*") and bool(rest)
    return all(
        a == b or _MASK.match(a) or _MASK.match(b)
        for a, b in zip(given, rest, strict=True)
    )


@lru_cache(maxsize=65_536)
def readings(name: str) -> frozenset[tuple[str, ...]]:
    """Return every reading of a Chinese name: tuples of toneless syllables.

    Family-name readings are those of the table; other characters keep every reading
    they have, at most 64 combinations.
    """
    family, given = _parts(name)
    known = _SURNAME_READINGS.get(family)
    starts = (
        [tuple(r.split()) for r in known]
        if known
        else list(product(*(_sounds(c) for c in family)))
    )
    ends = list(product(*(_sounds(c) for c in given)))[:64]
    return frozenset((*s, *e) for s in starts for e in ends)


@lru_cache(maxsize=16_384)
def _sounds(character: str) -> tuple[str, ...]:
    from pypinyin import Style, pinyin  # noqa: PLC0415 - dictionary loads on use

    found = pinyin(character, style=Style.NORMAL, heteronym=True, v_to_u=False)[0]
    plain = [_plain_syllable(s) for s in found]
    return tuple(dict.fromkeys(plain))


def _plain_syllable(syllable: str) -> str:
    return without_accents(syllable.lower()).replace("v", "u")


def _mixed(chinese: str, latin: str) -> Likeness:
    tokens = list(parse_latin(latin).tokens)
    if is_masked(chinese) or not tokens:
        return Likeness("different", "reading")
    family_length = len(_parts(chinese)[0])
    for reading in readings(chinese):
        plain = [_plain_syllable(s) for s in reading]
        family, given = plain[:family_length], plain[family_length:]
        whole = {"".join(family + given), "".join(given + family)}
        if "".join(_plain_syllable(t) for t in tokens) in whole and _boundary(
            tokens, "".join(family)
        ):
            return Likeness("same", "pinyin")
        if _initials(tokens, "".join(family), given):
            return Likeness("possible", "initials")
        if reads_wade_giles(plain, family_length, tokens):
            return Likeness("possible", "romanised")
    if len(chinese) > _LONGEST and sounds_like(sounds(chinese), tokens):
        return Likeness("possible", "transcribed")
    return Likeness("different", "reading")


def sounds(name: str) -> list[tuple[str, ...]]:
    """Return readings of a name that has no family name in front, at most 64."""
    return list(islice(product(*(_sounds(c) for c in name)), 64))


def _boundary(tokens: list[str], family: str) -> bool:
    """Whether the family name stands first or last as words of its own."""
    plain = [_plain_syllable(t) for t in tokens]
    heads = {"".join(plain[:n]) for n in range(1, len(plain) + 1)}
    tails = {"".join(plain[-n:]) for n in range(1, len(plain) + 1)}
    return len(plain) == 1 or family in heads or family in tails


def _initials(tokens: list[str], family: str, given: list[str]) -> bool:
    plain = [_plain_syllable(t) for t in tokens]
    firsts = [s[0] for s in given if s]  # a rare character may have no reading
    letters = {"".join(firsts), firsts[0]} if firsts else set()
    for at in (0, -1):
        if plain[at] == family:
            rest = "".join(plain[1:] if at == 0 else plain[:-1])
            if rest in letters:
                return True
    return False
