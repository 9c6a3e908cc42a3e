"""Things a letter names that a record clerk could look up.

Number plates, accounts (bank, card, telephone, identity numbers), projects and
contracts by name or number, documents pointed to (账本, 收据, 录音, "bank statement").
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from workbench.leads.lexicon import either, lexicon
from workbench.leads.prefixes import Prefixes, finder, make_prefixes
from workbench.leads.values import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PLATE = re.compile(
    rf"[{_PROVINCES}][A-Z][·\- ]?[A-HJ-NP-Z0-9]{{4,6}}[A-HJ-NP-Z0-9挂学警港澳*×]"
    rf"|WJ[·\- ]?\d{{2}}[·\- ]?\d{{4,5}}"
)
_PLATE_EN = re.compile(
    r"(?:plate|license|licence|tag|registration)(?:\s(?:plate|number|no\.?|is|was|#)){0,3}\s?[#:]?\s?"
    r"(?P<n>[A-Z0-9]{1,4}[ \-]?[A-Z0-9]{2,4})\b"
)
_NUMBER = re.compile(
    r"(?<![\dA-Za-z.])\d{4}(?:[ \-]?[\d*×xX]{4}){1,4}[\d*×xX]{0,3}(?![\dA-Za-z])"
)
_SAID_NUMBER = re.compile(
    r"(?:账号|账户|帐号|帐户|卡号|银行卡|尾号|身份证号?码?|电话|手机号?码?|合同号|合同编号|编号|文号|发票号码?|票号|凭证号|股票账户"
    r"|account(?: number| no\.?)?|card|invoice(?: number| no\.?)?|contract(?: number"
    r"| no\.?)?|check(?: number| no\.?)?"
    r"|case(?: number| no\.?)?|permit(?: number| no\.?)?|PO)"
    r"(?:是|为|码)?\s?[:：#为是]?\s?(?P<n>[A-Za-z]{0,6}[\-]?\d[\dA-Za-z\-*×]{2,24})",
    re.IGNORECASE,
)
_PROJECT = re.compile(
    r"(?P<q>\"[^\"\n]{2,30}\"|《[^》\n]{2,40}》)?(?P<n>[\u4e00-\u9fffA-Za-z0-9]{2,24}?)"
    r"(?P<end>工程|项目|标段|合同|协议|招标|采购)(?![的]?(?:款|量|师|队|部|经理|负责人|公司|承包|金))"
)
_ENGLISH_PROJECT = re.compile(
    r"\b(?:[A-Z][\w'&.\-]{1,20}\s){1,5}(?:Project|Bridge|Contract|Program|Programme|Initiative|Renovation|Expansion|Development)\b"
    r"|\b(?:RFP|Contract|Bid|PO|Invoice|Permit)\s(?:No\.?\s?|#\s?|number\s)?[A-Z0-9][A-Z0-9\-]{2,16}\b"
)


@cache
def _documents(lang: str) -> re.Pattern[str]:
    words = either(lexicon("things")[f"documents_{lang}"])
    if lang == "zh":
        return re.compile(rf"(?:《[^》\n]{{2,40}}》)?{words}")
    return re.compile(rf"\b{words}s?\b", re.IGNORECASE)


@cache
def _prefixes(lang: str) -> Prefixes:
    numbered = (_PROJECT, _NUMBER, _SAID_NUMBER)  # English ones stand inside words too
    sought = (_documents(lang), *(numbered if lang == "zh" else ()))
    return make_prefixes(sought, lang)


def _sought(pattern: re.Pattern[str], text: str, lang: str) -> Iterable[re.Match[str]]:
    return finder(_prefixes(lang), text).finditer(pattern, 0, len(text))


def find_plates(text: str, lang: str) -> list[Span]:
    """Find number plates (闽A·12345, "plate 7KLM 221")."""
    out = [_span(text, m.start(), m.end()) for m in _PLATE.finditer(text)]
    if lang == "en":
        out += [
            _span(text, *m.span("n"))
            for m in _PLATE_EN.finditer(text)
            if any(c.isdigit() for c in m["n"])
        ]
    return out


def find_accounts(text: str, lang: str) -> list[Span]:
    """Find numbers of accounts, cards, telephones, identity papers, contracts."""
    spans = [m.span() for m in _sought(_NUMBER, text, lang)]
    spans += [m.span("n") for m in _sought(_SAID_NUMBER, text, lang)]
    out: list[Span] = []
    for start, end in sorted(set(spans)):
        if not out or start >= out[-1].end:
            out.append(_span(text, start, end))
    return out


def find_projects(text: str, lang: str, cover: bytearray) -> list[Span]:
    """Find projects, tenders and contracts called by a name or a number.

    ``cover`` marks characters that no name holds (:func:`.regions.mark_stops`).
    """
    if lang == "en":
        found = _sought(_ENGLISH_PROJECT, text, lang)
        return [_span(text, match.start(), match.end()) for match in found]
    out = []
    for match in _sought(_PROJECT, text, lang):
        start, end = match.start("n"), match.start("end")
        for at in range(end - 1, start - 1, -1):
            if cover[at]:
                start = at + 1
                break
        if match["q"]:
            out.append(_span(text, match.start(), match.end()))
        elif end - start > 2 and text[start:end] not in _PLAIN:  # noqa: PLR2004
            out.append(_span(text, start, match.end()))
    return out


_PLAIN = frozenset(("所有工程", "建设工程", "基础设施", "政府采购", "公开招标"))


def find_documents(text: str, lang: str) -> list[Span]:
    """Find documents and recordings that the letter points to."""
    found = _sought(_documents(lang), text, lang)
    return [_span(text, match.start(), match.end()) for match in found]


def _span(text: str, start: int, end: int) -> Span:
    return Span(start, end, text[start:end])
