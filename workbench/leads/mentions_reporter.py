"""Who wrote the letter: such names are never among its persons.

A signature, 举报人：…, 我叫…, 本人…, "I am …", "signed, …", the tokens that intake puts
for the reporter. A name so recognised is left out wherever it stands in the letter.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbench.leads.values import PersonMention

_TOKEN = re.compile(r"[\[〔](?:举报人|REPORTER|reporter)[^\]〕\n]{0,20}[\]〕]")
_ROLE = (
    "(?:村民|群众|职工|业主|家长|全体|联名)?(?<!法人)(?<!法定)代表|执笔人?|举报人|反映人|投诉人|控告人|检举人|信访人|申诉人|来信人|写信人|署名|联系人"
    "|上访人|具名人?|申请人|求助人|反映者|举报者|留言人"
)
_LABEL = re.compile(
    rf"(?<![被])(?:{_ROLE})(?:姓名|签名|签字|代表)?(?:\(签[名字]\))?\s{{0,3}}[:：是为叫系,，]?\s{{0,3}}$"
)
_SELF = re.compile(
    r"(?:^|[，。；！？\n\s:\"(])(?:我|本人|俺|我们|我等|吾)(?:的(?:名字|姓名|真名))?"
    r"(?:叫做?|名叫|名字叫|姓名是?|是|系|为|乃)[:：]?(?P<who>[^，。；！？\n]{0,28})$"
)
_SELF_APART = re.compile(
    r"(?:^|[，。；！？\n\s:\"(])本人(?:[:：，,]\s?)?(?P<who>[^，。；！？\n]{0,20})$"
)
_DOES = re.compile(
    r"举报|反映|控告|检举|投诉|发现|知道|看到|看见|听|被|给|向|找|因|要|想|把|将|对|由|跟|和|与|得知|认识|曾|在"
)
_SIGNED = re.compile(
    rf"(?:敬礼|此致|谢谢|感谢|拜托|跪求|恳请|谨上|敬上)[!！。，,\s]{{0,6}}(?:{_ROLE}|村民|职工|员工|群众|业主|家长|党员|老党员)?"
    r"(?:代表)?[:：]?\s{0,4}$"
)
_SIGNED_LINE = re.compile(
    rf"[ \t]*(?:(?:一[名个]|实名)?(?:{_ROLE}|[^\n，。、:]{{0,12}}(?:村民|职工|员工|群众"
    rf"|业主|家长|党员|干部|居民|教师|股东|工人|农民))(?:代表)?[:：]?)?[ \t]*$"
)
_AFTER_SIGNATURE = re.compile(
    r"(?:[\s、，,]|等?(?:\d{1,4}|[一二三四五六七八九十百]{1,4})?[名位]?(?:村民|职工|群众|业主|人)?|敬上|敬启|谨上|拜上|呈上|叩上|叩首|泣上"
    r"|手机|电话|联系电话|身份证号?|[:：]|[\dXx*\-—./年月日]|\(?(?:签名|签字|手印|盖章)\)?)*$"
)
_GOES_ON = (
    re.compile(  # after the writer's own name; 我是池金水雇的司机 is about another
        r"$|[^\u4e00-\u9fff]|实名|真名|现|今年|家住|住|要|举报|反映|向|系|是|原|曾|在"
        r"|来自"
        r"|和|与|等|及|想|男|女|同志"
    )
)
_LAST = 160  # a signature stands within so many characters of the end
_CHAIN = re.compile(r"[、和与及,，\s]{1,3}$")
_OTHERS = re.compile(r"的[^，。；！？\n]{1,6}")


def without_reporter(
    text: str, persons: Sequence[PersonMention]
) -> list[PersonMention]:
    """Leave out the reporter, and whoever else signed.

    Parameters
    ----------
    text
        Folded Chinese text in which ``persons`` have their spans.
    """
    tokens = [m.span() for m in _TOKEN.finditer(text)]
    own = _own_names(text, persons)
    return [
        p for p in persons
        if p.name not in own and not any(s <= p.start < e for s, e in tokens)
    ]  # fmt: skip


def _own_names(text: str, persons: Sequence[PersonMention]) -> set[str]:
    own: set[str] = set()
    previous: PersonMention | None = None
    own_before = False
    for person in persons:
        mine = _is_own(text, person)
        if not mine and own_before and previous is not None:
            gap = text[previous.end : person.start]
            mine = bool(_CHAIN.fullmatch(gap)) and len(gap) <= 3  # noqa: PLR2004
        if mine:
            own.add(person.name)
        previous, own_before = person, mine
    return own


def _is_own(text: str, person: PersonMention) -> bool:
    low = max(0, person.start - 48)
    before = text[low : person.start]
    if _LABEL.search(before) or text.startswith(("执笔", "代笔"), person.end):
        return True
    if _OTHERS.match(text, person.end) and _speaks_of_kin(text, person.end):
        return False
    match = _SELF.search(before) or _SELF_APART.search(before)
    if match and not _DOES.search(match["who"]) and _GOES_ON.match(text, person.end):
        return True
    return _is_signature(text, person)


def _speaks_of_kin(text: str, end: int) -> bool:
    """Tell 我是李四的妻子 (about 李四) from 我是李四，…."""
    return text[end] == "的"


def _is_signature(text: str, person: PersonMention) -> bool:
    if len(text) - person.end > _LAST:
        return False
    rest = text[person.end :]
    if _SIGNED.search(text[max(0, person.start - 24) : person.start]):
        return True
    line_start = text.rfind("\n", 0, person.start) + 1
    begins = bool(_SIGNED_LINE.fullmatch(text[line_start : person.start]))
    if not begins or not line_start:
        return False
    alone = not rest.split("\n", 1)[0].strip()
    return bool((alone or _AFTER_SIGNATURE.match(rest)) and _ends(rest))


def _ends(rest: str) -> bool:
    """Tell whether only names, dates and numbers stand after a signature."""
    return not re.search(r"[。；！？]|[\u4e00-\u9fff]{13}", rest)


def reporter_names(text: str, persons: Iterable[PersonMention]) -> frozenset[str]:
    """Return the names that the letter gives to its writer (for the export guard)."""
    return frozenset(_own_names(text, list(persons)))
