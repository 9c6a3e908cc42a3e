"""Chinese personal names: surname, given name, masks; how name-like a word is.

Names stay as written: nothing here turns one name into another. Whether two names are
one person is a decision of the graph, and in the end of a person.
"""

from __future__ import annotations

from dataclasses import dataclass

_MASKS = frozenset("某×xX*〇○＊")
_LONGEST_GIVEN = 2
_LEVEL_TWO = 0xD8  # first byte of the rarer half of GB 2312
_DOUBLED = (
    "欧阳上官司马诸葛东方皇甫尉迟公孙慕容令狐司徒司空夏侯端木百里东郭南宫呼延"
    "轩辕长孙宇文闻人赫连澹台濮阳淳于单于太叔申屠公羊公冶仲孙钟离鲜于闾丘西门"
    "南门颛孙亓官司寇公西公良夹谷宰父拓跋独孤完颜纳兰万俟左丘谷梁乐正羊舌段干巫马漆雕壤驷叔孙斛律尔朱"
    "歐陽司馬諸葛東方"
)
DOUBLE_SURNAMES = frozenset(_DOUBLED[at : at + 2] for at in range(0, len(_DOUBLED), 2))
"""Surnames of two characters."""


@dataclass(frozen=True, slots=True)
class ChineseName:
    """A Chinese name in its parts; ``given`` is empty for a surname alone."""

    surname: str
    given: str
    masked: bool = False


def split_name(name: str) -> ChineseName:
    """Part a Chinese name into surname and given name.

    Parameters
    ----------
    name
        A name of one to five characters, blanks inside ignored; masked names (王某某,
        李*平) are parted like others and say that they are masked.

    Raises
    ------
    ValueError
        The name is empty.
    """
    plain = "".join(name.split())
    if not plain:
        raise ValueError(name)
    size = 2 if plain[:2] in DOUBLE_SURNAMES and len(plain) > 2 else 1  # noqa: PLR2004
    given = plain[size:]
    return ChineseName(plain[:size], given, masked=is_masked(plain))


def is_masked(name: str) -> bool:
    """Tell whether part of a name was replaced (某, ×, X, *)."""
    return any(c in _MASKS for c in name[1:])


def is_rare(character: str) -> bool:
    """Tell whether a character is so rare that, beside a surname, it is a name's.

    Rare is what stands in the second level of GB 2312 (ordered by radical) or outside
    that set (喆, 堃, 镕): names use such characters, everyday words hardly do.
    """
    try:
        code = character.encode("gb2312")
    except UnicodeEncodeError:
        return "\u3400" <= character <= "\u9fff" or character > "\uffff"
    return len(code) == _LONGEST_GIVEN and code[0] >= _LEVEL_TWO
