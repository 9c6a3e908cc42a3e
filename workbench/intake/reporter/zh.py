"""Where a Chinese letter says who wrote it.

All quantifiers are bounded, so that no letter can make a rule run long.
"""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING

import yaml

from workbench.intake.reporter.spans import Span
from workbench.values.names import DOUBLE_SURNAMES, SURNAMES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_DATA: dict[str, str] = yaml.safe_load(
    files("workbench.intake.reporter").joinpath("zh.yaml").read_text("utf-8")
)
_EVERYDAY = frozenset(_DATA["everyday"].split())
_HAN = r"[\u4e00-\u9fff]"
_NO_NAME = r"(?!电话|手机|联系|身份|住址|地址|性别|年龄|今年|现年|现住|家住|签名|签字)"
_EVERY_SURNAME = SURNAMES | frozenset(_DATA["surnames_here"])
_STOP = (
    r"(?=[，。、；：！,.;!?？\s（()）”\"]"
    r"|今年|现年|现住|家住|住|身份证|电话|$)"
)
_INNER = r"[^，。；：！？,;!?\n]"
_NOTE = r"(?:[（(][^）)\n]{0,12}[）)])?[ \u3000]{0,4}"
_WHO = (
    r"(?<!被)(?:实名)?(?:举报|反映|检举|控告|投诉|来信|来访|信访|申诉|上访|具信|写信|报案|"
    r"执笔|说明|口述|陈述|联名|求助|留言)(?:人|者)(?:姓名|签名|签字|代表|及联系方式)?"
)
_FIELD = re.compile(  # a form's field: whatever fills it, a family name known or not
    rf"{_WHO}{_NOTE}[：:][ \u3000]{{0,6}}{_NOTE}"
    r"(?P<name>[\u4e00-\u9fff·•]{2,15}?|(?:[A-Z][A-Za-z'-]{0,20} ?){1,4})"
    r"(?=[，,。；;、\s（(\d]|电话|手机|联系|身份证|住址|性别|[男女]|$)"
)
_HOME = re.compile(
    r"(?:(?:我|俺|本人)(?:家)?(?:现)?(?:住|居住)(?:在|于|址)?"
    r"|(?:^|[，。、；\n ])(?:现|家)住(?:在|于|址)?)"
    rf"[：: ]{{0,2}}(?P<address>{_INNER}{{3,40}}?)(?=[，。；、！,;\s（(]|$)",
    re.MULTILINE,
)
_ADDRESS = re.compile(
    r"(?<![公司位厂店业册])(?:家庭|联系|通讯|通信|现|居住|常住)?(?:住址|地址|住所)"
    r"[ \u3000]{0,3}[：:][ \u3000]{0,4}(?P<address>[^\n，。；]{3,60})"
)
_DATE = re.compile(
    r"[ \u3000]{0,4}[〇零○一二三四五六七八九十\d]{2,4} ?年"
    r" ?[〇零一二三四五六七八九十\d]{1,3} ?月"
    r"(?: ?[〇零一二三四五六七八九十\d]{1,3} ?[日号])?"
)
_CONTACT = re.compile(
    r"[（(，,；; \u3000]{0,4}(?:(?:联系)?(?:电话|手机|方式)|地址|住址|邮箱|微信|"
    r"身份证|[Ee]-?mail|QQ|(?<!\d)\+?\d{7}|[\w.]{1,40}@)"
)
_PLACE = re.compile(r"[省市县区镇乡村].{1,30}(?:号|栋|幢|室|组|户|\d)|小区")
_PLAIN = r"(?:村民|居民|群众|职工|员工|党员|农民|业主|家长|社员|工人|学生|教师)"
_NOBODY = re.compile(r"知情|群众|村民|职工|党员|公民|百姓|干部|敬上|此致|敬礼|呈上")
_UNNAMED = re.compile(
    r"匿名|[无未不]|保密|本人|同上|详见|[见如][附下上后]|一[名个位]|居民|员工|代表|业主|家长"
    r"|^[我你他她它其这那被称说反认要]|市民|热心"
)
_ANOTHER = re.compile(
    r"(?:[他她其]|被[举反控检].{1,2}人|公司|单位|工厂)[^，。；]{0,6}$"
)
_TAIL_LINES = 9
_TAIL_WIDTH = 60
_BACK = 16
_WIDE = 2  # 学校, 单位 alone narrow nobody down


def _any(key: str) -> str:
    """Return the words of the data file as alternatives, longest first."""
    return "|".join(sorted(_DATA[key].split(), key=len, reverse=True))


def _name(surnames: Collection[str]) -> str:
    """Return what a name looks like that begins with one of these, or has a dot."""
    doubled = "|".join(sorted(DOUBLE_SURNAMES))
    surname = rf"(?:(?:{doubled})|[{''.join(sorted(surnames))}])"
    return (
        rf"{surname}{_HAN}(?:{_NO_NAME}{_HAN})?"
        rf"|{surname}[ \u3000]{{1,2}}{_HAN}[ \u3000]{{1,2}}{_HAN}(?!{_HAN})"
        rf"|{surname}[ \u3000]{{1,2}}{_HAN}(?![ \u3000]?{_HAN})"
        rf"|{_HAN}{{1,6}}·[\u4e00-\u9fff·]{{1,10}}"
    )


NAME = _name(_EVERY_SURNAME - frozenset(_DATA["surnames_not_here"]))
_CERTAIN = _name(_EVERY_SURNAME)  # where what stands before it promises a name
POST = _any("posts")
_NAMES = (
    rf"(?:{_CERTAIN})(?:[ \u3000]{{0,3}}[、，,和及][ \u3000]?(?:{_CERTAIN})){{0,30}}"
)
_UNIT = rf"(?:{_any('units')})"
_ROLE = rf"(?:退休|离休|下岗|原|老|普通|一名|一个|一位|的){{0,4}}(?:{_any('roles')})"

_LABEL = re.compile(rf"{_WHO}{_NOTE}[：:]?[ \u3000]{{0,6}}(?P<name>{_NAMES})")
_TAIL_LABEL = re.compile(
    rf"(?:署名|签名|签字|落款|具名|姓名|联系人){_NOTE}[：:][ \u3000]{{0,6}}"
    rf"(?P<name>{_NAMES})"
)
_PENNED = re.compile(rf"由(?P<name>{_CERTAIN})(?=执笔|代笔|书写|口述)")
_CALLED = re.compile(
    r"(?:[我俺]的名字(?:叫|是)|[我俺](?:名|姓名)?叫(?:做)?|本人(?:姓名|名)?(?:叫|系|是|为)?|"
    r"我的?姓名(?:是|为)|鄙人)[，,：: \u3000]{0,2}"
    rf"(?P<name>{_CERTAIN}){_STOP}"
)
_I_AM_NAMED = re.compile(
    rf"[我俺](?:们)?(?:就)?(?:是|系)(?P<context>{_INNER}{{0,36}}?)(?P<name>{NAME}){_STOP}"
)
_THEN = re.compile(
    rf"[，,](?:我)?(?:是|系)(?P<all>{_INNER}{{0,24}}?{_UNIT}{_INNER}{{0,6}}?{_ROLE})"
    rf"{_STOP}"
)
_ROLES = (
    re.compile(
        rf"(?:[我俺](?:们)?|本人)(?:就)?(?:是|系|作为|身为)"
        rf"(?P<all>{_INNER}{{0,24}}?{_UNIT}{_INNER}{{0,8}}?{_ROLE}){_STOP}"
    ),
    re.compile(
        rf"[我俺](?:们)?(?:是|系)(?P<all>{_INNER}{{0,16}}?{_UNIT}{_INNER}{{0,4}}?"
        rf"(?:开|卖|跑|种|养|做|管|看){_INNER}{{1,8}}?的){_STOP}"
    ),
    re.compile(
        r"(?:[我俺](?:们)?|本人)(?:一直|以前|原来|现在|曾经|曾)?(?:在|于)"
        rf"(?P<all>{_INNER}{{1,24}}?{_UNIT})"
        r"(?=工作|上班|任职|打工|供职|就职|[当做干](?:过)?(?:会计|出纳|司机|保安|文员|临时))"
    ),
)
_SIGNED = re.compile(
    rf"(?P<before>[^\n：:。]{{0,24}}?[：:]?)[ \u3000]{{0,8}}(?P<names>(?:{NAME})"
    rf"(?:[ \u3000、，,]{{1,4}}(?:{NAME})){{0,60}})"
    r"(?:[ \u3000]{0,4}等[^\n，。]{0,8}(?:人|名|位|村民|职工|群众|业主))?"
    r"(?:[ \u3000]{0,8}(?:敬上|敬启|谨上|拜上|呈上|叩首|亲笔))?"
    r"(?:[ \u3000]{0,8}[（(][^）)\n]{0,16}[）)])?"
)


def find(text: str) -> Iterator[Span]:
    """Yield where the writer names or describes himself; overlaps are possible."""
    for pattern in (_LABEL, _CALLED, _PENNED):
        for match in pattern.finditer(text):
            yield from _names(match.group("name"), match.start("name"))
    for match in _FIELD.finditer(text):
        if not _NOBODY.search(match["name"]) and not _UNNAMED.search(match["name"]):
            yield Span(*match.span("name"), "name")
    for match in _I_AM_NAMED.finditer(text):
        yield from _introduced(match)
    yield from _roles(text)
    for match in (*_HOME.finditer(text), *_ADDRESS.finditer(text)):
        before = text[max(0, match.start() - _BACK) : match.start()]
        if not _ANOTHER.search(before.rpartition("\n")[2]):
            yield Span(*match.span("address"), "address")
    yield from _signature(text)


def _roles(text: str) -> Iterator[Span]:
    for match in _CALLED.finditer(text):
        follows = _THEN.match(text, match.end())
        if follows:
            yield Span(*follows.span("all"), "role")
    for pattern in _ROLES:
        for match in pattern.finditer(text):
            if len(match.group("all")) > _WIDE:
                yield Span(*match.span("all"), "role")


def tail(text: str) -> int:
    """Return where the last lines begin, in which a letter is signed."""
    whole = text.rstrip()
    place, kept = len(whole), 0
    for line in reversed(whole.split("\n")):
        if kept >= _TAIL_LINES or len(line.strip()) > _TAIL_WIDTH:
            break
        place -= len(line) + 1
        kept += bool(line.strip())
    return max(0, place + 1)


def _introduced(match: re.Match[str]) -> Iterator[Span]:
    """Say what of "我是三组的王某" is the name and what narrows it down."""
    context, name = match.group("context"), match.group("name")
    tied = re.search(rf"(?:{_UNIT}|{_ROLE}|的)$", context)
    if name[:2] in _EVERYDAY or (context and not tied):
        return  # "我是看见王某某…": a sentence, no introduction
    yield Span(*match.span("name"), "name")
    if context:
        yield Span(*match.span("context"), "role")


def _names(text: str, offset: int) -> Iterator[Span]:
    for match in re.finditer(_CERTAIN, text):
        if match.group()[:2] not in _EVERYDAY and not _NOBODY.search(match.group()):
            yield Span(offset + match.start(), offset + match.end(), "name")


def _signature(text: str) -> Iterator[Span]:
    """Read the last lines upwards until one ends like a sentence."""
    start = tail(text)
    for match in _TAIL_LABEL.finditer(text, start):
        yield from _names(match.group("name"), match.start("name"))
    place = len(text)
    for line in reversed(text[start:].split("\n")):
        place -= len(line)
        contact = _CONTACT.search(line)
        said = _DATE.sub("", line[: contact.start()] if contact else line).strip()
        found = list(_signed(line, said, place)) if said else []
        if contact and said and not found and _PLACE.search(said):
            at = place + line.index(said)
            found = [Span(at, at + len(said), "address")]
        yield from found
        if said and not found and said[-1] in "。！？；：，":
            return
        place -= 1


def _signed(line: str, said: str, offset: int) -> Iterator[Span]:
    match = _SIGNED.fullmatch(said)
    if match is None:
        return
    before = match.group("before").strip()
    if before and not re.search(rf"(?:{_UNIT}|{_ROLE}|{_PLAIN}[：:])$", before):
        return
    at = offset + line.index(said)
    yield from _names(match.group("names"), at + match.start("names"))
    if before and re.search(_UNIT, before):
        yield Span(at, at + len(before), "role")
