"""Where an English letter says who wrote it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.intake.reporter.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = (
    r"[A-Z][a-z]{1,20}(?:['’-][A-Z]?[a-z]{1,20})?"
    r"|(?:O['’]|Mc)[A-Z][a-z]{1,20}"
)
NAME = (
    rf"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.?[ ])?(?:{_WORD})(?:[ ][A-Z]\.?)?"
    rf"(?:[ ](?:{_WORD})){{1,3}}"
)
_LABEL = re.compile(
    r"^[ \t]{0,20}(?:Reporter|Complainant|Reported by|Submitted by|Written by|"
    rf"Signed(?: by)?|Signature|My name|Whistleblower)[ \t]{{0,20}}[:–-]"
    rf"[ \t]{{0,20}}(?P<name>{NAME}|{_WORD})",
    re.MULTILINE,
)
_CALLED = re.compile(
    rf"\b[Mm]y (?:full )?name(?: is|['’]s)[ ](?P<name>{NAME}|{_WORD})"
    rf"|\bI am called[ ](?P<also>{NAME}|{_WORD})"
)
_I_AM = re.compile(
    rf"\b(?:I am|I['’]m|This is)[ ](?P<name>{NAME})"
    r"(?=[,.;:\n(]| and\b| from\b| of\b| a\b|$)"
)
_I_AM_ROLE = re.compile(
    r"\bI (?:am|was|have been|worked as|work as)[ ](?P<all>(?:a|an|the)[ ]"
    r"(?:[a-z-]{2,20}[ ]){1,4}?(?:at|in|for|with|of)[ ](?:the[ ])?"
    r"(?:[A-Z][\w'’&-]{1,24}[ ]?){1,6})"
)
_I_WORK = re.compile(
    r"\bI (?:work|worked|have worked)[ ](?:at|for|in)[ ]"
    r"(?P<all>(?:the[ ])?(?:[A-Z][\w'’&-]{1,24}[ ]?){1,6})"
)
_HOME = re.compile(
    r"\bI live (?:at|in|on)[ ](?:the[ ])?(?P<address>(?:\d{1,5}[A-Za-z]?,?[ ])?"
    r"(?:[A-Z][\w'’-]{1,24},?[ ]?){1,6})"
    r"|^[ \t]{0,20}(?:(?:Home|My|Postal)[ ])?[Aa]ddress[ \t]{0,20}:[ \t]{0,20}"
    r"(?P<told>[^\n.;]{4,80})",
    re.MULTILINE,
)
_CLOSING = re.compile(
    r"^[ \t]{0,20}(?:Yours(?: \w{2,12})?|Sincerely|Faithfully|"
    r"(?:Kind|Best|Warm)?[ ]?[Rr]egards|Respectfully(?: yours)?|Signed|"
    r"Thank you|Thanks)[ \t]{0,20}[,.:]?[ \t]{0,20}$",
    re.MULTILINE | re.IGNORECASE,
)
_NOBODY = re.compile(
    r"\b(?:anonymous|concerned|citizen|resident|withheld|employee|taxpayer|worker|friend|"
    r"someone|nobody|reader)\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"^[ \t]{0,20}(?:\d{1,2}[ ])?(?:January|February|March|April|May|June|July|August|"
    r"September|October|November|December)\b[ \d,]{0,12}$"
    r"|^[ \t]{0,20}\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}$"
)
_AFTER_CLOSING = 6
_LONGEST_LINE = 60
_ENDS = ".!?)\"'”’"


def find(text: str) -> Iterator[Span]:
    """Yield where the writer names or describes himself; overlaps are possible."""
    for pattern in (_LABEL, _CALLED, _I_AM):
        for match in pattern.finditer(text):
            group = "name" if match.group("name") else "also"
            if not _NOBODY.search(match.group(group)):
                yield Span(*match.span(group), "name")
    for match in (*_I_AM_ROLE.finditer(text), *_I_WORK.finditer(text)):
        start, end = match.span("all")
        yield Span(start, start + len(text[start:end].rstrip()), "role")
    for match in _HOME.finditer(text):
        group = "address" if match.group("address") else "told"
        yield Span(*match.span(group), "address")
    yield from _signature(text)


def _kind(line: str) -> str:
    """Tell a number or a mail address under a name from a post or a street."""
    if "@" in line:
        return "email"
    digits, letters = sum(map(str.isdigit, line)), sum(map(str.isalpha, line))
    return "phone" if digits > letters else "address"


def _signature(text: str) -> Iterator[Span]:
    """Everything under the closing is the writer's: name, post, address."""
    closings = list(_CLOSING.finditer(text))
    if not closings:
        yield from _name_at_the_end(text)
        return
    place, seen = closings[-1].end(), 0
    for line in text[place:].split("\n"):
        bare = line.strip()
        start = place + line.find(bare)
        place += len(line) + 1
        if not bare:
            continue
        seen += 1
        if seen > _AFTER_CLOSING or len(bare) > _LONGEST_LINE:
            return
        if _NOBODY.search(bare) or _DATE.match(bare):
            continue
        name = re.fullmatch(rf"{NAME}|{_WORD}", bare) if seen == 1 else None
        yield Span(start, start + len(bare), "name" if name else _kind(bare))


def _name_at_the_end(text: str) -> Iterator[Span]:
    """Read last lines that are a name and what narrows it down, no sentence.

    A name that stands in the letter itself is somebody the letter is about.
    """
    lines, place = [], len(text)
    for line in reversed(text.split("\n")):
        place -= len(line)
        bare = line.strip()
        if bare and (bare[-1] in _ENDS or len(bare) > _LONGEST_LINE):
            break
        if bare:
            lines.append((place + line.index(bare), bare))
        place -= 1
    else:
        return  # no sentence at all
    if not lines or len(lines) > _AFTER_CLOSING:
        return
    name = lines[-1][1]
    about = name in text[: lines[-1][0]]
    if about or not re.fullmatch(NAME, name) or _NOBODY.search(name):
        return
    for start, bare in reversed(lines):
        if not _DATE.match(bare):
            yield Span(
                start, start + len(bare), "name" if bare == name else _kind(bare)
            )
