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
from itertools import product

from workbench.values.likeness import Likeness
from workbench.values.names import is_masked, split_name
from workbench.values.script import has_han, simplified, tidy, without_accents

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
_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "prof",
        "professor",
        "sir",
        "madam",
        "rev",
        "hon",
        "judge",
        "capt",
        "captain",
        "col",
        "sgt",
        "officer",
        "supt",
        "jr",
        "sr",
        "ii",
        "iii",
        "iv",
        "phd",
        "md",
        "esq",
        "cllr",
    ]
)
_SHORT_FORMS = {
    "bill": "william", "will": "william", "billy": "william", "bob": "robert",
    "rob": "robert", "bobby": "robert", "dick": "richard", "rick": "richard",
    "jim": "james", "jimmy": "james", "jack": "john", "johnny": "john",
    "mike": "michael", "mick": "michael", "tom": "thomas", "tommy": "thomas",
    "dave": "david", "steve": "stephen", "steven": "stephen", "joe": "joseph",
    "tony": "anthony", "ed": "edward", "ted": "edward", "eddie": "edward",
    "chuck": "charles", "charlie": "charles", "liz": "elizabeth",
    "beth": "elizabeth", "betty": "elizabeth", "kate": "katherine",
    "kathy": "katherine", "catherine": "katherine", "katharine": "katherine",
    "peggy": "margaret", "meg": "margaret", "maggie": "margaret", "sue": "susan",
    "pat": "patricia", "patty": "patricia", "dan": "daniel", "danny": "daniel",
    "matt": "matthew", "andy": "andrew", "drew": "andrew", "ben": "benjamin",
    "sam": "samuel", "alex": "alexander", "nick": "nicholas", "greg": "gregory",
    "ken": "kenneth", "larry": "lawrence", "jerry": "gerald", "geoff": "geoffrey",
    "jeff": "jeffrey", "fred": "frederick", "phil": "philip", "ron": "ronald",
    "don": "donald", "ray": "raymond", "walt": "walter", "harry": "henry",
    "hank": "henry", "jenny": "jennifer", "jen": "jennifer", "deb": "deborah",
    "debbie": "deborah", "cindy": "cynthia", "becky": "rebecca", "vicky": "victoria",
    "abby": "abigail", "chris": "christopher", "tim": "timothy", "pete": "peter",
}  # fmt: skip


def folded(name: str) -> str:
    """Return the form in which equal Chinese names are equal.

    Width, script and inner spaces are folded; a middle dot stays out.
    """
    return re.sub(r"[\s·•・.]", "", simplified(tidy(name)))


def same_person_name(one: str, other: str) -> Likeness:
    """Say whether two written names may be one person's.

    Parameters
    ----------
    one, other
        Names as written, in any of the two scripts, without posts.

    Returns
    -------
    Likeness
        ``same`` by ``equal``, ``pinyin``, ``order`` or ``short_form``; ``possible`` by
        ``masked`` or ``initials``; ``different`` by ``homophone``, ``characters``,
        ``reading`` or ``tokens``; an empty name is ``different`` by ``empty``.
    """
    first, second = tidy(one), tidy(other)
    if not first or not second:
        return Likeness("different", "empty")
    if has_han(first) and has_han(second):
        return _both_chinese(folded(first), folded(second))
    if has_han(first):
        return _mixed(folded(first), second)
    if has_han(second):
        return _mixed(folded(second), first)
    return _both_latin(_latin(first), _latin(second))


@lru_cache(maxsize=65_536)
def _parts(name: str) -> tuple[str, str]:
    """Return family and given name."""
    parts = split_name(name)
    return parts.surname, parts.given


def _both_chinese(one: str, other: str) -> Likeness:
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
    if is_masked(chinese):
        return Likeness("different", "reading")
    tokens = _latin(latin)
    if not tokens:
        return Likeness("different", "empty")
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
    return Likeness("different", "reading")


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


@lru_cache(maxsize=65_536)
def _latin_tokens(name: str) -> tuple[str, ...]:
    text = without_accents(name.lower()).replace("’", "'")
    if text.count(",") == 1:  # "Smith, John" is John Smith
        last, first = text.split(",")
        if first.strip() not in _TITLES:
            text = f"{first} {last}"
    text = re.sub(r"['`]", "", text)
    tokens = re.findall(r"[a-z]+", text)
    kept = [t for t in tokens if t not in _TITLES]
    return tuple(kept or tokens)


def _latin(name: str) -> list[str]:
    return list(_latin_tokens(name))


def _both_latin(one: list[str], other: list[str]) -> Likeness:
    if not one or not other:
        return Likeness("different", "empty")
    if one == other or "".join(one) == "".join(other):
        return Likeness("same", "equal")
    if sorted(one) == sorted(other):
        return Likeness("same", "order")
    long = (
        [_SHORT_FORMS.get(t, t) for t in one],
        [_SHORT_FORMS.get(t, t) for t in other],
    )
    if sorted(long[0]) == sorted(long[1]):
        return Likeness("same", "short_form")
    return _western(*long)


def _western(one: list[str], other: list[str]) -> Likeness:
    """Family names equal, given names equal or initials of each other."""
    if min(len(one), len(other)) < 2:  # noqa: PLR2004 - a name has two parts
        return Likeness("different", "tokens")
    for first, second in ((one, other), (_turned(one), other), (one, _turned(other))):
        if first[-1] != second[-1] or len(first[-1]) == 1:
            continue
        if not _agree(first[0], second[0]):
            continue
        middles = list(zip(first[1:-1], second[1:-1], strict=False))
        if not all(_agree(a, b) for a, b in middles):
            continue
        whole = len(first[0]) > 1 and len(second[0]) > 1
        # a middle name left out changes nothing; an initial is only compatible
        return Likeness("same" if whole else "possible", "initials")
    return Likeness("different", "tokens")


def _turned(tokens: list[str]) -> list[str]:
    return [*tokens[1:], tokens[0]]


def _agree(one: str, other: str) -> bool:
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) == 1 and long.startswith(short)
