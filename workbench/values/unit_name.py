"""Names of units: taken apart, and whether two may mean one unit.

A registered Chinese company name is region + brand (字号) + trade + legal form; a
branch adds its own region. Two names mean one unit when nothing contradicts: equal
brands, a trade or region that one of them leaves out, legal forms that agree. 宏达建设
may be 清河县宏达建设工程有限公司; 鸿达贸易 is not 宏达贸易, however alike they sound.
Public bodies keep their level: 县交通局 may be 清河县交通局, never 市交通局. English
names lose legal suffixes and punctuation, and common abbreviations are spelt out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import yaml

from workbench.values.likeness import Likeness
from workbench.values.script import (
    foreign_spelling,
    has_han,
    simplified,
    tidy,
    without_accents,
)
from workbench.values.spoken_forms import surest
from workbench.values.unit_translated import translated

if TYPE_CHECKING:
    from collections.abc import Mapping

_LEVEL = "自治州|自治县|自治旗|自治区|开发区|新区|地区|省|市|县|区|旗|州|盟|镇|乡"
_REGION = re.compile(
    rf"(?:中国|[^省市县区旗州盟乡镇村社]{{1,7}}?(?:壮族|回族|维吾尔)?(?:{_LEVEL}))"
)
_NO_REGION = re.compile(
    r"社区|城乡|城市|小区|校区|景区|园区|矿区|片区|市场|市政|区域|乡村|村"
)
_PARENTHESES = re.compile(r"[（(]([^（）()]{1,20})[）)]")
_GROUP = re.compile(r"[（(](集团)[）)]")
_FILLING = re.compile(r"(?:管理|服务|事务|工作)(?=(?:中心|[局处所站办])$)")
_BRANCH = re.compile(r"(?<=公司)(.{0,20}(?:分公司|分店|分厂|办事处|项目部|营业部))$")
_BANK = re.compile(
    r"^(?P<bank>.{0,12}?(?:银行|信用社|信用联社))(?:股份有限公司|有限责任公司|有限公司)?"
    r"(?P<branch>.{1,12}?(?:支行|分行|营业部|分社|储蓄所))?$"
)
_VILLAGE = re.compile(r"村(?:村民委员会|民委员会|村委会|委会|委)$")
_PUBLIC = re.compile(
    r"(?:局|委员会|委|办公室|办|政府|厅|部|处|站|所|中心|法院|检察院|公安|学校|小学|中学"
    r"|[一二三四五六七八九十][中小]|医院|卫生院|村|组|社区|大学|学院|党委|纪委|监委|街道|大队|中队"
    r"|院|馆|会|队|库)$"
)
_ABOVE = re.compile(r"^国家[^县市区省]{2,4}总局(?=.{4})")  # 国家税务总局某县税务局
_PARTY = re.compile(r"^(?:中共|中国共产党)(?=.{3})")
_COMMITTEE = re.compile(r"^(.{1,8}[省市县区州盟旗])委$")  # 清河县委
_LEVELS = "省市县区州盟旗镇乡"
_SHORTEST = 2  # characters of a brand or body


@dataclass(frozen=True, slots=True)
class UnitName:
    """A unit's name taken apart; an absent part is empty.

    Parameters
    ----------
    regions
        Regions before the brand, outermost first.
    brand
        What is left: the brand of a company, the body of a public unit.
    trades
        Words of trade in order.
    form
        Legal form, e.g. ``有限公司``; English: the canonical suffix.
    branch
        What makes it a branch, with its region.
    public
        Whether it is a public body rather than a company.
    """

    regions: tuple[str, ...]
    brand: str
    trades: tuple[str, ...]
    form: str
    branch: str
    public: bool


@cache
def _data() -> Mapping[str, list[str]]:
    text = files("workbench.values").joinpath("unit_name.yaml").read_text("utf-8")
    found: Mapping[str, list[str]] = yaml.safe_load(text)
    return found


@cache
def _sorted(key: str) -> tuple[str, ...]:
    """Words of one list, longest first, so that the longest fits."""
    return tuple(sorted(_data()[key], key=lambda word: (-len(word), word)))


@cache
def _english(key: str) -> Mapping[str, str]:
    pairs = (entry.split(" = ") for entry in _data()[key])
    return dict(pairs)


def same_unit_name(one: str, other: str) -> Likeness:
    """Say whether two written names may mean one unit.

    Parameters
    ----------
    one, other
        Names as written, Chinese or English.

    Returns
    -------
    Likeness
        ``same`` by ``equal``, ``form`` or ``spelling``; ``possible`` by
        ``abbreviation``, ``acronym`` or ``translated``; either by ``former`` where a
        name says which it was before; ``different`` by ``brand``, ``trade``,
        ``region``, ``form``, ``branch``, ``level``, ``tokens`` or ``empty``.
    """
    return surest(one, other, _compared)


def _compared(first: str, second: str) -> Likeness:
    if has_han(first) != has_han(second):
        return _across(*((first, second) if has_han(first) else (second, first)))
    if has_han(first):
        one, other = parse_unit(first), parse_unit(second)
        one, other = _of_branch(one, other, first), _of_branch(other, one, second)
        return _chinese(one, other, first, second)
    found = _latin(unit_words(first), unit_words(second))
    if not found.alike and not (first + second).isascii():
        spelt = (foreign_spelling(name.lower()) for name in (first, second))
        return _latin(*map(unit_words, spelt))
    return found


@lru_cache(maxsize=65_536)
def parse_unit(name: str) -> UnitName:
    """Take a Chinese unit name apart; linear in its length."""
    text = re.sub(r"[\s·、,，.。\-—]", "", simplified(tidy(name)))
    text = _GROUP.sub(r"\1", text)  # 盛达（集团）有限公司
    inside = _PARENTHESES.findall(text)
    text = _PARTY.sub("", _PARENTHESES.sub("", text))
    text = _COMMITTEE.sub(r"\1委员会", text)
    text = _ABOVE.sub("", text)
    for short, long in _english("banks").items():
        text = text.replace(short, long)
    bank = _BANK.match(text)
    if bank:
        branch = "".join(map(bare_region, _regions(bank["branch"] or "", least=0)[0]))
        branch += _regions(bank["branch"] or "", least=0)[1]
        return UnitName(
            (), bank["bank"].removeprefix("中国"), (), "", branch, public=True
        )
    found = _BRANCH.search(text)
    branch = found.group(1) if found else ""
    text = text[: len(text) - len(branch)] if branch else text
    form = next((f for f in _sorted("forms") if text.endswith(f)), "")
    text = text[: len(text) - len(form)] if len(text) > len(form) else text
    regions, text = _regions(text)
    regions += tuple(r for r in inside if r in _sorted("regions") or _REGION.match(r))
    if not form and _PUBLIC.search(text):
        return UnitName(regions, _spelt_out(text), (), "", branch, public=True)
    trades, brand = _trades(text)
    return UnitName(regions, brand, trades, form, branch, public=False)


def _regions(text: str, *, least: int = _SHORTEST) -> tuple[tuple[str, ...], str]:
    """Cut regions from the front; at least ``least`` characters stay."""
    regions: list[str] = []
    while text and not _NO_REGION.match(text[:2]):
        found = _REGION.match(text)
        region = (
            found.group(0) if found and not _NO_REGION.search(found.group(0)) else ""
        )
        region = region or next(
            (r for r in _sorted("regions") if text.startswith(r)), ""
        )
        if not region or len(text) - len(region) < least:
            break
        regions.append(region)
        text = text[len(region) :]
    level_alone = not regions and text[:1] in _LEVELS and len(text) > _SHORTEST
    if level_alone and not _NO_REGION.match(text[:2]):  # 县交通局
        regions, text = [text[:1]], text[1:]
    return tuple(regions), text


def _spelt_out(body: str) -> str:
    """Return a public body's name with what offices abbreviate written out."""
    village = _VILLAGE.search(body)
    if village:
        return f"{body[: village.start()]}村村民委员会"
    if body in ("党委", "党工委"):
        return "委员会"
    known = _english("public_short_forms")
    for short in sorted(known, key=len, reverse=True):
        if body.endswith(known[short]):
            break
        if body == short or (body.endswith(short) and len(body) - len(short) > 1):
            return body[: len(body) - len(short)] + known[short]
    return body


def bare_region(region: str) -> str:
    """Return a region without its level word, so that 清河 and 清河县 agree."""
    return re.sub(rf"(?:{_LEVEL})$", "", region) or region


def _trades(text: str) -> tuple[tuple[str, ...], str]:
    """Cut words of trade from the end; at least two characters stay as the brand."""
    trades: list[str] = []
    while True:
        word = next(
            (
                t
                for t in _sorted("trades")
                if text.endswith(t) and len(text) - len(t) > 1
            ),
            None,
        )
        if word is None:
            return tuple(reversed(trades)), text
        trades.append(word)
        text = text[: -len(word)]


def _across(chinese: str, latin: str) -> Likeness:
    """Compare a Chinese name with an English one."""
    forms = _english("english_forms")
    words = tuple(word for word in unit_words(latin) if word not in forms)
    unit = parse_unit(chinese)
    if not unit.public and translated(unit, words, _english("trade_words")):
        return Likeness("possible", "translated")
    return Likeness("different", "tokens")


def _of_branch(one: UnitName, other: UnitName, name: str) -> UnitName:
    """Take a name apart that leaves out 公司 before the branch the other one names."""
    text = simplified(name)
    if not other.branch or one.branch or not text.endswith(other.branch):
        return one
    return replace(parse_unit(text.removesuffix(other.branch)), branch=other.branch)


def _chinese(one: UnitName, other: UnitName, first: str, second: str) -> Likeness:
    if simplified(first).replace(" ", "") == simplified(second).replace(" ", ""):
        return Likeness("same", "equal")
    if one.brand != other.brand or one.public != other.public:
        return _short_for(one, other)
    for why, clash in (
        ("region", _regions_clash(one.regions, other.regions)),
        ("branch", one.branch != other.branch),
        ("trade", _trades_clash(one.trades, other.trades)),
        ("form", _forms_clash(one.form, other.form)),
    ):
        if clash:
            return Likeness("different", why)
    whole = bool(one.form) == bool(other.form) and one.trades == other.trades
    if whole and len(one.regions) == len(other.regions):
        alone = any(len(r) == 1 for r in (*one.regions, *other.regions))
        return (
            Likeness("possible", "abbreviation") if alone else Likeness("same", "form")
        )
    return Likeness("possible", "abbreviation")


def _regions_clash(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Say whether two rows of regions cannot be one place; none never clashes."""
    short, long = sorted((one, other), key=len)
    return bool(short) and not all(any(_same_region(a, b) for b in long) for a in short)


def _same_region(one: str, other: str) -> bool:
    if len(one) == 1 or len(other) == 1:  # a level without a name: 县
        return one[-1] == other[-1]
    return bare_region(one) == bare_region(other)


def _trades_clash(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if not one or not other:
        return False
    joined = _written_out(one), _written_out(other)
    return joined[0] not in joined[1] and joined[1] not in joined[0]


def _written_out(trades: tuple[str, ...]) -> str:
    known = _english("trade_short_forms")
    return "".join(known.get(word, word) for word in trades)


def _forms_clash(one: str, other: str) -> bool:
    if not one or not other or one == other:
        return False
    families = _english("form_families")
    return families.get(one, one) != families.get(other, other)


def _short_for(one: UnitName, other: UnitName) -> Likeness:
    """Compare names whose brands differ: a region without its level, words left out."""
    for a, b in ((one, other), (other, one)):
        with_region = "".join(map(bare_region, b.regions)) + b.brand
        if b.regions and a.brand == with_region and a.public == b.public:
            clash = _trades_clash(a.trades, b.trades) or a.branch != b.branch
            return (
                Likeness("different", "trade")
                if clash
                else Likeness("possible", "abbreviation")
            )
    short, long = sorted((one, other), key=lambda n: len(n.brand))
    inner = long.brand.endswith(short.brand) and len(short.brand) > _SHORTEST + 1
    filled = _FILLING.sub("", long.brand) == short.brand  # 公路养护（管理）中心
    if one.public and other.public and (inner or filled):
        clash = _regions_clash(one.regions, other.regions)
        return (
            Likeness("different", "region")
            if clash
            else Likeness("possible", "abbreviation")
        )
    return Likeness("different", "brand")


@lru_cache(maxsize=65_536)
def unit_words(name: str) -> tuple[str, ...]:
    """Return the words of an English unit name, abbreviations spelt out."""
    text = without_accents(name.lower()).replace("&", " and ").replace("’", "'")
    text = re.sub(r"(?<=\b[a-z])\.(?=[a-z]\b)", "", text).replace("'", "")
    known = _english("abbreviations")
    text = text.replace("private limited", "pte limited")
    found = (known.get(t, t) for t in re.findall(r"[a-z0-9]+", text))
    return tuple(t for t in found if t not in ("the", "of", "and", "for"))


def _latin(one: tuple[str, ...], other: tuple[str, ...]) -> Likeness:
    forms = _english("english_forms")
    first = tuple(t for t in one if t not in forms)
    second = tuple(t for t in other if t not in forms)
    if not first or not second:
        return Likeness("same" if one == other and one else "different", "tokens")
    kinds = (
        {forms[t] for t in one if t in forms},
        {forms[t] for t in other if t in forms},
    )
    if first == second:
        if kinds[0] and kinds[1] and kinds[0] != kinds[1]:
            return Likeness("different", "form")
        return Likeness("same", "equal" if one == other else "form")
    if "".join(first) == "".join(second):
        return Likeness("same", "spelling")
    return _acronym(first, second)


def _initialled(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Say whether the end of a name is given by initials: Westmere BC."""
    same = len(short) - 1
    rest = long[same:]
    return (
        same > 0
        and len(rest) > 1
        and short[:same] == long[:same]
        and short[same] == "".join(word[0] for word in rest)
    )


def _acronym(one: tuple[str, ...], other: tuple[str, ...]) -> Likeness:
    short, long = sorted((one, other), key=len)
    if _initialled(short, long):
        return Likeness("possible", "acronym")
    if len(short) == 1 and len(long) > 2 and short[0] == "".join(t[0] for t in long):  # noqa: PLR2004 - three words make an acronym
        return Likeness("possible", "acronym")
    generic = frozenset(_data()["english_trades"])
    rest = [t for t in long if t not in short]
    if (
        set(short) <= set(long)
        and rest
        and any(t not in generic for t in short)
        and all(t in generic for t in rest)
    ):
        return Likeness("possible", "abbreviation")
    return Likeness("different", "tokens")
