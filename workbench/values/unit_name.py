"""Names of units: taken apart, and whether two may mean one unit.

A registered Chinese company name is region + brand (字号) + trade + legal form; a branch
adds its own region. Two names mean one unit when nothing contradicts: equal brands, a
trade or region that one of them leaves out, legal forms that agree. 宏达建设 may be
清河县宏达建设工程有限公司; 鸿达贸易 is not 宏达贸易, however alike they sound. Public bodies
keep their level: 县交通局 may be 清河县交通局, never 市交通局. English names lose legal
suffixes and punctuation, and common abbreviations are spelt out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import yaml

from workbench.values.likeness import Likeness
from workbench.values.script import has_han, simplified, tidy, without_accents

if TYPE_CHECKING:
    from collections.abc import Mapping

_REGION = re.compile(
    r"(?:中国|[^省市县区旗州盟乡镇]{2,5}?(?:壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区))"
    r"|[^省市县区旗州盟乡镇村]{1,7}?(?:自治州|自治县|自治旗|开发区|新区|地区|街道|省|市|县|区|旗|州|盟|镇|乡)"
)
_PARENTHESES = re.compile(r"[（(]([^（）()]{1,20})[）)]")
_BRANCH = re.compile(
    r"([^公司]{0,8}?)(?:第[一二三四五六七八九十\d]+)?(分公司|分行|支行|营业部|分店|分校|分院|办事处)$"
)
_PUBLIC = re.compile(
    r"(局|委员会|委|办公室|办|政府|厅|部|处|站|所|中心|法院|检察院|公安|学校|小学|中学|医院|卫生院"
    r"|村|组|社区|大学|学院|银行|信用社|党委|纪委|监委|街道|大队|中队|院|馆|会)$"
)
_LEVELS = "省市县区州盟旗镇乡村"


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
        ``abbreviation`` or ``acronym``; ``different`` by ``brand``, ``trade``,
        ``region``, ``form``, ``branch``, ``level``, ``tokens`` or ``empty``.
    """
    first, second = tidy(one), tidy(other)
    if not first or not second:
        return Likeness("different", "empty")
    if has_han(first) != has_han(second):
        return Likeness("different", "tokens")
    if has_han(first):
        return _chinese(parse_unit(first), parse_unit(second), first, second)
    return _latin(_tokens(first), _tokens(second))


@lru_cache(maxsize=65_536)
def parse_unit(name: str) -> UnitName:
    """Take a Chinese unit name apart; linear in its length."""
    text = re.sub(r"[\s·、,，.。\-—]", "", simplified(tidy(name)))
    inside = _PARENTHESES.findall(text)
    text = _PARENTHESES.sub("", text)
    branch = ""
    found = _BRANCH.search(text)
    if (found and "公司" in text[: found.start()] + found.group(1)) or (
        found and found.group(2) in ("支行", "分行", "营业部")
    ):
        branch, text = found.group(0), text[: found.start()]
    form = next((f for f in _sorted("forms") if text.endswith(f)), "")
    text = text[: len(text) - len(form)] if len(text) > len(form) else text
    public = not form and _PUBLIC.search(text) is not None
    regions, text = _regions(text)
    regions += tuple(r for r in inside if r in _sorted("regions") or _REGION.match(r))
    trades, brand = ((), text) if public else _trades(text)
    return UnitName(tuple(map(_bare, regions)), brand, trades, form, branch, public)


def _regions(text: str) -> tuple[tuple[str, ...], str]:
    regions: list[str] = []
    while text:
        found = _REGION.match(text)
        known = next((r for r in _sorted("regions") if text.startswith(r)), "")
        region = found.group(0) if found else known
        # 交通局, 市场监管局: a level word alone is no region of its own
        if not region or len(text) - len(region) < 2:  # noqa: PLR2004 - a name is left
            break
        if found and any(region.endswith(w) for w in ("小区", "校区", "片区")):
            break
        regions.append(region)
        text = text[len(region) :]
    if not regions and text[:1] in _LEVELS and len(text) > 2:  # noqa: PLR2004 - 县交通局
        regions, text = [text[:1]], text[1:]
    return tuple(regions), text


def _bare(region: str) -> str:
    """Region without its level word, so that 清河 and 清河县 agree; 县 alone stays."""
    cut = re.sub(r"(自治州|自治县|自治区|省|市|县|区|镇|乡|州|旗|盟)$", "", region)
    return cut or region


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


def _chinese(one: UnitName, other: UnitName, first: str, second: str) -> Likeness:
    if simplified(first).replace(" ", "") == simplified(second).replace(" ", ""):
        return Likeness("same", "equal")
    if one.public != other.public:
        return _short_for(one, other)
    if one.brand != other.brand:
        return _short_for(one, other)
    for why, clash in (
        ("region", _regions_clash(one.regions, other.regions)),
        ("branch", one.branch != other.branch),
        ("trade", _trades_clash(one.trades, other.trades)),
        ("form", _forms_clash(one.form, other.form)),
    ):
        if clash:
            return Likeness("different", why)
    if (one.regions, one.trades, one.branch) == (
        other.regions,
        other.trades,
        other.branch,
    ) and (one.form == other.form or (one.form and other.form)):
        return Likeness("same", "form")
    return Likeness("possible", "abbreviation")


def _regions_clash(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if not one or not other:
        return False
    if len(one[-1]) == 1 or len(other[-1]) == 1:  # 县交通局: a level, no name
        return len(one[-1]) == len(other[-1]) and one[-1] != other[-1]
    return not (set(one) <= set(other) or set(other) <= set(one))


def _trades_clash(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if not one or not other:
        return False
    joined = "".join(one), "".join(other)
    return joined[0] not in joined[1] and joined[1] not in joined[0]


def _forms_clash(one: str, other: str) -> bool:
    if not one or not other or one == other:
        return False
    families = _english("form_families")
    return families.get(one, one) != families.get(other, other)


def _short_for(one: UnitName, other: UnitName) -> Likeness:
    """Say whether one name is the other with words left out in the middle."""
    short, long = sorted((one, other), key=lambda n: len(n.brand))
    whole = long.brand + "".join(long.trades)
    plain = short.brand + "".join(short.trades)
    if one.public and other.public and whole.endswith(plain) and len(plain) > 2:  # noqa: PLR2004 - more than 县局
        return Likeness("possible", "abbreviation")
    known = _english("public_short_forms")
    if known.get(plain) == whole or known.get(whole) == plain:
        clash = _regions_clash(one.regions, other.regions)
        return Likeness("different" if clash else "possible", "abbreviation")
    return Likeness("different", "brand")


@lru_cache(maxsize=65_536)
def _tokens(name: str) -> tuple[str, ...]:
    text = without_accents(name.lower()).replace("&", " and ").replace("’", "'")
    text = re.sub(r"(?<=\b[a-z])\.(?=[a-z]\b)", "", text).replace("'", "")
    known = _english("abbreviations")
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


def _acronym(one: tuple[str, ...], other: tuple[str, ...]) -> Likeness:
    short, long = sorted((one, other), key=len)
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
