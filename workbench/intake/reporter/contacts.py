"""Telephone numbers, identity numbers, e-mail and messaging handles of the writer.

A number that the letter gives as somebody else's ("他的手机是…", "his number is …")
is evidence and stays; any other is taken for the writer's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.intake.reporter.spans import Span
from workbench.intake.reporter.zh import NAME

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_MOBILE = re.compile(
    r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)"
    r"|(?<![零〇一二三四五六七八九幺])[一幺][三四五六七八九][零〇一二三四五六七八九幺]{9}"
    r"(?![零〇一二三四五六七八九幺])"
)
_LANDLINE = re.compile(r"(?<![\d-])0\d{2,3}[-—－ ]\d{7,8}(?!\d)")
_NUMBER = re.compile(
    r"(?<![\dXx])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])[0-3]\d{4}[\dXx](?![\dXx])"
)
_EMAIL = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9][A-Za-z0-9._+-]{0,63}[@＠][A-Za-z0-9-]{1,63}"
    r"(?:\.[A-Za-z0-9-]{1,63}){1,4}"
)
_ACCOUNT = re.compile(
    r"(?:微信|QQ|扣扣|WeChat|WhatsApp|Telegram|Signal)(?:号码?|ID)?[ ]?(?:是|为|is)?"
    r"[：: ]{0,3}(?P<account>[A-Za-z0-9_-]{5,24})",
    re.IGNORECASE,
)
_ABROAD = re.compile(
    r"(?<![\d.])(?:\+\d{1,3}[ .-]?)?(?:\(\d{2,5}\)[ .-]?)?\d{3,5}[ .-]\d{3,4}"
    r"(?:[ .-]\d{3,4})?(?![\d.]?\d)"
)
_ASKED = re.compile(
    r"(?:phone|tel|telephone|mobile|cell|call me|reach me|contact me|number is|fax)"
    r"[^\n]{0,24}$",
    re.IGNORECASE,
)
_HELD_BY = re.compile(
    rf"(?P<who>{NAME})的?(?:私人|办公)?(?:手机|电话|微信|QQ|邮箱|身份证)"
    r"(?:号码?)?(?:是|为|：|:|（|\()?[ ]?$"
)
_ANOTHER = re.compile(
    r"(?:[他她其]|对方|老板|该\w{1,4}|书记|主任|局长|镇长|村长|校长|院长|所长|经理|会计)"
    r"(?:本人)?(?:的)?(?:私人|办公)?(?:联系|固定)?(?:手机|电话|微信|QQ|邮箱|身份证)?"
    r"(?:号码?)?(?:是|为|：|:|（|\()?[ ]?$"
    r"|(?:\b(?:his|her|their|whose)\b|['’]s)[ ]?(?:own |private |mobile |work |home |"
    r"office )?(?:phone|mobile|cell|number|telephone|e-?mail|account|address)?"
    r"[ ]?(?:number )?(?:is|was|:)?[ ]?$",
    re.IGNORECASE,
)
_BACK = 40
_HALF = {0xFF01 + i: 0x21 + i for i in range(94)}  # full width to half width


def find(text: str, signed_from: int, own: Collection[str] = ()) -> Iterator[Span]:
    """Yield the writer's contacts.

    Parameters
    ----------
    text
        The letter.
    signed_from
        Where its last lines begin; foreign telephone forms count only there or after
        a word that asks to call.
    own
        Names found to be the writer's: what they hold is the writer's.
    """
    text = text.translate(_HALF)  # one character for one, so places stay
    for kind, pattern in (
        ("number", _NUMBER),
        ("phone", _MOBILE),
        ("phone", _LANDLINE),
        ("email", _EMAIL),
    ):
        for match in pattern.finditer(text):
            if not _of_another(text, match.start(), own):
                yield Span(*match.span(), kind)
    for match in _ACCOUNT.finditer(text):
        if not _of_another(text, match.start(), own):
            yield Span(*match.span("account"), "account")
    for match in _ABROAD.finditer(text):
        before = text[max(0, match.start() - _BACK) : match.start()]
        asked = match.start() >= signed_from or _ASKED.search(before)
        digits = sum(c.isdigit() for c in match.group())
        if asked and digits >= 7 and not _of_another(text, match.start(), own):  # noqa: PLR2004 - shortest local number
            yield Span(*match.span(), "phone")


def _of_another(text: str, place: int, own: Collection[str]) -> bool:
    before = text[max(0, place - _BACK) : place].rpartition("\n")[2]
    held = _HELD_BY.search(before)
    if held is not None:
        return not any(name in held.group() for name in own)
    return bool(_ANOTHER.search(before))
