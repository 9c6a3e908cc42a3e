"""Sums of money in a Chinese letter.

A run of numerals is money when a currency word follows or stands before it, when it
counts ten-thousands and no counter word follows (12万, but not 12万斤), or when it is
what someone took, gave or owed (收了5000). Bricks, jin, mu, days and square metres are
none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.leads.sums_spoken import SpokenSum, find_spoken
from workbench.leads.values import AmountMention
from workbench.values.money import currency_of, make_sum
from workbench.values.numerals import Number, parse_number

if TYPE_CHECKING:
    from collections.abc import Iterator

_HAN = "零〇一二两三四五六七八九十百千万亿壹贰叁参肆伍陆柒捌玖拾佰仟廿卅"
_ATOM = (
    r"\d{1,3}(?:[,，]\d{3}){1,4}(?!\d)(?:\.\d{1,4})?|\d{1,3}(?: \d{3}){1,3}(?!\d)"
    rf"|\d{{1,13}}(?:\.\d{{1,6}})?|[{_HAN}]"
)
_RUN = re.compile(rf"(?:{_ATOM}|[几数上近半])(?:{_ATOM}|[余多来几数半把]){{0,24}}")
_CURRENCY = (
    "块钱|块大洋|块|元钱|元|圆|美元|美金|港元|港币|欧元|英镑|日元|日币|澳元|加元|新台币|台币|澳门元|韩元|卢布"
    "|泰铢|瑞士法郎|新加坡元|人民币|现金"
)
_UNIT = re.compile(
    rf"[余多来]?(?P<unit>{_CURRENCY})(?P<small>[\d{_HAN}]角)?整?"
    r"(?![旦宵帅素老件勋谋首凶宝])"
)
_SIGN = re.compile(
    r"(?:人民币|RMB|rmb|USD|usd|HKD|EUR|GBP|CNY|US\$|HK\$|[¥$€£]|美金|美元)[:\s]?$"
)
_TO = re.compile(r"(?P<unit>元|块|万元)?(?:至|到|-{1,2}|~|、)")
_THINGS = (  # what a 块 may be, other than money
    "砖瓦石地田木板牌玻表肉糖布铁土碑砚豆饼香手电菜林空宅承责基屏钢"
)
_COUNTERS = re.compile(
    r"余?多?(?:[亩斤吨个人户头只棵株字次份张名条袋箱瓶支件双股家册粒尾羽桶担匹座口笔栋幢套台辆根米里天年岁度票颗包盒篇本道处顶块方平立升倍群伏瓦]"
    r"|公[里斤顷吨]|平方|立方|小时|分钟|千[克米瓦]|余?[人名户亩斤])"
)
_TAKEN = re.compile(
    r"(?:收受?|收取|送|给|付|交|拿|花|罚|罚款|欠|借|贷|要|索要|扣|扣发|补助|补贴|补偿|工资|价格|价|领|领取|套取|骗取|转|转账|汇"
    r"|打给|打了|存|取|报销|赔|贪污|挪用|截留|侵占|卖|挣|赚|分|发|每人|每户|每月|每年|一个月|共计|合计|总计|价值|奖金|红包|礼金|现金|费|费用|押金|赢|输|缴|捐)"
    r"(?:了|过|到|走|去|的是|是|为|出)?(?:他|她|我|我们|其|我家|村里|对方|人家|现金|红包)?(?:[约近共]|大概|大约)?$"
)
_ENDS = frozenset('，。；、,;！!?？)）:"\n ')
_PER = "亩人户吨斤月年天日次个只头棵株方车米套张票股位名件辆台顿桌学生平公"
_AFTER = re.compile(rf"(?:/|每|一)(?:个|平方|立方|公)?[{_PER}]")
_PER_BEFORE = re.compile(
    rf"每(?:一|个|平方|立方|公)?[{_PER}][\u4e00-\u9fff]{{0,5}}(?:人民币)?$|[亩吨斤]均[\u4e00-\u9fff]{{0,2}}$"
)
_UNPAID = re.compile(
    r"(?:约定|商定|说好|讲好|谈好|承诺|答应|许诺|允诺|许以|索要|开口要|张口要|要求[^，。；]{0,6}(?:给|送|交|出)|尚欠|拖欠|还欠|欠|未付"
    r"|未支付|没付|没给|没有给|没收到|未收到|未到手|未兑现|事成之?后|拟|准备送|打算送|想送|退回|拒收)"
    r"[^，。；！？\n]{0,14}$"
)
_UNPAID_AFTER = re.compile(
    r"^[^，。；！？\n]{0,8}(?:，(?:但|可|却|但是|不过|至今|一直)?)?[^，。；！？\n]{0,4}(?:未付|没付|没给|没有给|未给|未支付|没有支付|未兑现"
    r"|没兑现|未到手|没拿到|未收到|没收到|没有收到|被拒|拒收|拒绝了|没有收下|没收下|至今未)"
)
_ABOUT_BEFORE = re.compile(
    r"(?:约|近|大概|大约|左右|将近|差不多|至少|不少于|超过|不下|高达)$"
)
_ABOUT_AFTER = frozenset(("左右", "上下", "以上"))
_LOOK_BACK = 24
_MAY_FOLLOW = frozenset("元块圆美港欧英日澳加新台澳韩卢泰瑞人现余多来至到-~、")
_LEAST = 2  # a number of one numeral is money only with a word that says so
_BIG = re.compile(r"[万亿]")
_DIGIT = re.compile(r"[\d一二两三四五六七八九十壹贰叁参肆伍陆柒捌玖拾几数上近半廿卅]")
_REACHES = frozenset("逾超近过达值约破")
_SPOKEN = re.compile(
    "[一二两三四五六七八九]{1,2}千(?:[一二三四五六七八九]百?)?[多余来]?"
)
_HUNDRED = 100
_HOTLINE = re.compile(r"12[0-9]{3}|1[12][0-9]|95[0-9]{3}")
_GOES_ON = frozenset("没未就都还才当做买打放存到塞")
_BRICKS = re.compile(r"[砖瓦](?:(?![花付给卖值收钱价款])[^。；！？\n]){0,20}$")
_YEAR_LIKE = re.compile(r"(?:19|20)\d[1-9]")
_SCALE = re.compile(r"(?:[十百千]?[万亿]|千|百)$")


def find_amounts(text: str) -> list[AmountMention]:
    """Find sums in a folded Chinese text, in order, without overlaps."""
    spoken = [_said(text, one) for one in find_spoken(text)]
    counted = [
        one for one in _counted(text)
        if not any(s.start < one.end and one.start < s.end for s in spoken)
    ]  # fmt: skip
    return sorted([*spoken, *counted], key=lambda one: one.start)


def _said(text: str, one: SpokenSum) -> AmountMention:
    start, end = one.start, one.end
    vague = one.upper > one.value
    return AmountMention(
        start, end, text[start:end], one.value, "CNY",
        upper=one.upper if vague else None, approximate=vague,
        per_unit=_is_per_unit(text, start, end), unpaid=_is_unpaid(text, start, end),
    )  # fmt: skip


def _counted(text: str) -> list[AmountMention]:
    out: list[AmountMention] = []
    runs = list(_runs(text))
    skip = -1
    for i, (start, end) in enumerate(runs):
        if i == skip or (out and start < out[-1].end):
            continue
        following = runs[i + 1] if i + 1 < len(runs) else None
        joined = _range(text, (start, end), following) if following else None
        if joined:
            out.append(joined)
            skip = i + 1
            continue
        mention = _single(text, start, end)
        if mention:
            out.append(mention)
    return out


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Numeral runs, without a 上 or 近 that belongs to the words before them."""
    for match in _RUN.finditer(text):
        start, end = match.span()
        after = text[end : end + 1]
        counts = _BIG.search(text, start, end) or after in _MAY_FOLLOW
        if not counts and (end - start < _LEAST or after in "年月日号"):
            continue
        scale = text[start + 1 : start + 2] in set("十百千万亿")
        if text[start] == "近" or (text[start] == "上" and not scale):
            start += 1
        if start < end:
            yield start, end


def _range(
    text: str, first: tuple[int, int], second: tuple[int, int]
) -> AmountMention | None:
    gap = _TO.fullmatch(text, first[1], second[0])
    if gap is None:
        return None
    whole = _single(text, *second)
    low = parse_number(text[first[0] : first[1]])
    if whole is None or low is None:
        return None
    if gap[0][-1] == "、" and (low.value >= 10 or whole.value < 10):  # noqa: PLR2004 - 三、四万
        return None
    scale = _SCALE.search(text[second[0] : second[1]])
    value = low.value
    if gap["unit"] == "万元":
        value *= 10_000
    elif (
        scale
        and not gap["unit"]
        and not _BIG.search(text, *first)
        and value < whole.value
    ):
        value *= _scale(scale[0], value)
    if not value < whole.value:
        return None
    start = first[0]
    return AmountMention(
        start, whole.end, text[start : whole.end], value, whole.currency,
        upper=whole.upper or whole.value, approximate=whole.approximate,
        per_unit=whole.per_unit or _is_per_unit(text, start, whole.end),
        unpaid=_is_unpaid(text, start, whole.end),
    )  # fmt: skip


def _scale(word: str, value: float) -> float:
    """Scale a lower end takes over from the upper: 3至5万; not in 8到10万."""
    number = parse_number(word)
    if number is None:
        return 1.0
    large = 10.0 ** (8 if "亿" in word else 4 if "万" in word else 0)
    return number.value if not large > 1 else (large if value else 1.0)


def _single(text: str, start: int, end: int) -> AmountMention | None:
    unit = _UNIT.match(text, end)
    sign = _SIGN.search(text, max(start - _LOOK_BACK, 0), start)
    number = parse_number(text[start:end].rstrip("来把") or text[start:end])
    if number is None or number.upper <= 0:
        return None
    if unit:
        if not _is_currency(text, unit, number, start):
            return None
        return _make(text, (start, unit.end()), number, unit["unit"], sign)
    while end > start + 1 and text[end - 1] in "来把":
        end -= 1
    if sign:
        return _make(text, (sign.start(), end), number, sign[0].strip(" :"), None)
    if _is_bare_sum(text, start, end, number):
        return _make(text, (start, end), number, "元", None)
    return None


def _is_currency(text: str, unit: re.Match[str], number: Number, start: int) -> bool:
    after = text[unit.end()] if unit.end() < len(text) else "。"
    word = unit["unit"]
    if word == "块":
        small = number.upper < 10 and text[start] in _HAN  # noqa: PLR2004 - 三块…
        bricks = _BRICKS.search(text, max(start - 22, 0), start)
        return after not in _THINGS and not bricks and (not small or after in _ENDS)
    if word == "元":
        return not (after == "户" and text[unit.start() - 1] == "万") and after != "化"
    if word == "现金":
        return number.value >= 100  # noqa: PLR2004 - 5000现金
    return True


def _is_bare_sum(text: str, start: int, end: int, number: Number) -> bool:
    run = text[start:end]
    before = text[start - 1 : start]
    if _COUNTERS.match(text, end) or before in {"第", "编", "号"}:
        return False
    if text[start] in "万亿百千":
        return before in _REACHES and number.value >= 100_000  # noqa: PLR2004
    after = text[end] if end < len(text) else "。"
    if _SPOKEN.fullmatch(run) and after in _ENDS:
        return True
    if _BIG.search(run):
        return bool(_DIGIT.search(run)) and number.upper >= 1000 and run[-1] != "一"  # noqa: PLR2004
    if number.value < 100 or _YEAR_LIKE.fullmatch(run) or _HOTLINE.fullmatch(run):  # noqa: PLR2004
        return False
    return (after in _ENDS or after in _GOES_ON) and bool(
        _TAKEN.search(text, max(start - 12, 0), start)
    )


def _make(
    text: str,
    span: tuple[int, int],
    number: Number,
    word: str,
    sign: re.Match[str] | None,
) -> AmountMention:
    start, end = span
    code = currency_of(word if word != "现金" else "元")
    if sign and word in {"元", "块"}:
        code = currency_of(sign[0].strip(" :"), code)
        if sign[0][0] in "¥$€£" or sign[0][0].isascii():
            start = sign.start()
    total = make_sum(number, code)
    about = bool(_ABOUT_BEFORE.search(text, max(start - 4, 0), start))
    return AmountMention(
        start, end, text[start:end], total.value, code,
        upper=total.upper if total.upper != total.value else None,
        approximate=total.approximate or about or text[end : end + 2] in _ABOUT_AFTER,
        per_unit=_is_per_unit(text, start, end), unpaid=_is_unpaid(text, start, end),
    )  # fmt: skip


def _is_per_unit(text: str, start: int, end: int) -> bool:
    before = _PER_BEFORE.search(text, max(start - 14, 0), start)
    return bool(before or _AFTER.match(text, end))


def _is_unpaid(text: str, start: int, end: int) -> bool:
    before = _UNPAID.search(text, max(start - _LOOK_BACK, 0), start)
    return bool(before or _UNPAID_AFTER.match(text[end : end + 24]))
