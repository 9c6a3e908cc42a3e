"""What in an English letter has the form of a unit's name and is none.

Whom the letter speaks to ("Dear Standards Board,"), the first half of a post ("District
Works Engineer") and what somebody is head of ("Director of Corporate Services").
"""

from __future__ import annotations

import re
from functools import cache

from workbench.leads.lexicon import lexicon

_OPENS = re.compile(
    r"(?:(?:Dear|To|FAO|For the attention of|Attn|Attention|Respected|Hon(?:ou?rable"
    r"|'ble)?|Esteemed|Gentlemen|Ladies|Hello|Hi|Hey|Greetings|Good (?:day|morning"
    r"|afternoon|evening))\b[^\n;!?]{0,60}"
    r"|(?:[Tt]he\s)?(?:[A-Z][\w\-]+\s){0,3}(?:Chairman|Chairperson|Chair|Director"
    r"|Director-General|Secretary|Commissioner|Ombudsman|Registrar|Head|Officer|Auditor"
    r"|Manager|General)s?,?\s(?:of\s)?(?:the\s)?)$"
)
_CLOSES = re.compile(
    r"(?:'s)?(?:\s(?:Office|Secretariat|Team|Members|Unit|team|office|members))?"
    r"(?:[.,:;!]?\s*\n|[,:;]\s|,?\s(?:[Ss]irs?|[Mm]adam)\b)"
)
_SIRS = re.compile(r",?\s(?:Dear\s)?(?:[Ss]irs?|[Mm]adam|[Gg]entlemen)\b")
_READS = re.compile(
    r"[Cc]orrupt|[Gg]raft|Integrity|Ombuds|Standards|Ethics|Vigilance|Audit|Inspect"
    r"|Complaint|Fraud|Lok|Commission\b|Commissioners|Bureau|Prosecut|Protector"
    r"|Control Board|Accountab|Public Accounts|Investigat|Watchdog|Crimes|^[A-Z]{3,6}$"
)
_EARLY = 260  # characters of a letter in which its greeting stands
_POST = re.compile(
    r"\s(?:Project\s|Development\s|Field\s)?(?:Officer|Engineer|Inspector|Captain"
    r"|Superintendent|Manager|Director|Secretary|Clerk|Coordinator|Instructor|Chief"
    r"|Registrar|Chairman|Chair|Surveyor|Assistant|Commissioner|Administrator|Auditor"
    r"|Supervisor|Constable|Collector|Controller|Comptroller|Treasurer|Foreman)s?\b"
)
_HEADED = re.compile(
    r"\b(?:[Dd]irector|[Hh]ead|[Mm]anager|[Cc]hief|[Ss]ecretary|[Oo]fficer"
    r"|[Cc]ommissioner|[Ss]uperintendent|[Ll]ead|[Dd]ean|[Mm]inister)\s(?:of|for)\s$"
)
_BODIES = frozenset(
    ("Department", "Dept", "Board", "Council", "Authority", "Committee", "Commission",
     "Office", "Agency", "Bureau", "Ministry", "Institute", "Court", "Police", "School",
     "Corporation", "Hospital", "College", "University", "Municipality", "Division",
     "Directorate", "Company", "Ltd", "Limited", "Government", "Trust")
)  # fmt: skip


@cache
def _plain() -> frozenset[str]:
    lists = lexicon("english")
    names = ("heads", "directions", "level_departments", "of_heads", "titles")
    return frozenset(
        (*(word for name in names for word in lists[name]), *_LEVELS, "and", "&", "of")
    )


@cache
def _everyday() -> frozenset[str]:
    return frozenset(lexicon("english")["words"])


_SEATS = ("County ", "City ", "Town ", "State ", "Borough ")
_LEVELS = (
    "Municipal", "District", "County", "Block", "Child", "Medical", "Education",
    "Government", "Provincial", "Divisional", "Regional", "Physical", "Corporate",
    "Electrical", "Mechanical", "Veterinary", "Agricultural", "Assistant", "Cultural",
)  # fmt: skip


def is_no_unit(text: str, start: int, end: int) -> bool:
    """Tell whether the run at this place is no unit of the letter after all.

    Parameters
    ----------
    text
        Folded text; ``start`` and ``end`` are the span of a unit found in it.
    """
    return _is_greeted(text, start, end) or _is_post(text, start, end)


def _is_greeted(text: str, start: int, end: int) -> bool:
    line = text.rfind("\n", 0, start) + 1
    if start > _EARLY or _READS.search(text[start:end]) is None:
        return False
    if text[line:start] in {"", "The "}:
        return _SIRS.match(text, end) is not None
    opens = _OPENS.fullmatch(text, line, start) is not None
    return opens and _CLOSES.match(text, end) is not None


def _is_post(text: str, start: int, end: int) -> bool:
    tokens = {w for w in re.split(r"[\s,.]+", text[start:end]) if w}
    strange = {w for w in tokens - _plain() if w.lower() not in _everyday()}
    if strange:
        return False
    body = bool(tokens & _BODIES)
    if _POST.match(text, end, end + 40) is not None:
        return tokens <= _plain() or not body
    if body or not tokens <= _plain() or text.startswith(_SEATS, start):
        return False
    return _HEADED.search(text, max(0, start - 40), start) is not None
