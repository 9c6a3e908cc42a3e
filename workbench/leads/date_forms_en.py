"""Forms of dates in English and what each means, as pairs of pattern and reading."""

from __future__ import annotations

import re

from workbench.leads.date_phrases_en import PHRASES
from workbench.leads.date_readers_en import (
    COUNTED,
    DAY,
    HOLIDAY,
    MONTH,
    PART,
    SEASON,
    YEAR,
    Read,
    read_ago,
    read_day,
    read_day_word,
    read_decade,
    read_fiscal,
    read_holiday,
    read_iso,
    read_month,
    read_past,
    read_quarter,
    read_relative,
    read_season,
    read_slashes,
    read_year,
    read_years,
)
from workbench.leads.date_spans_en import SPANS

_U = "(?P<unit>day|week|month|year)"
_NOWHERE = r"(?!))?"
_AFTER_WORD = (
    r"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom|to|through|[Dd]uring|of|and|[Aa]round"
    r"|[Bb]efore|[Aa]fter|[Bb]etween|for|every|each|[Tt]hat|was|[Cc]ome|[Ll]ate|[Ee]arly)"
    r"\s"
)
_NOT_A_YEAR = (
    r"(?![\d,.:/]\d|-\d|\s?(?:dollars|acres|miles|feet|pounds|[Ff]ord|[Cc]hevy|sq"
    r"|[A-Z]\w+\s(?:Street|St|Road|Rd|Ave|Drive|Lane)))\b"
)
_DAY_OF_WEEK = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_NO_STATUTE = r"(?<!Act )(?<!Acts )(?<!Regulations )(?<!Rules )"
_PATTERNS: tuple[tuple[str, Read], ...] = (
    (
        (
            rf"\b(?P<m>{MONTH})\s(?P<d>{DAY})\b"
            rf"(?:\s?(?:-|to|through|and)\s?(?P<d2>{DAY})\b(?!,?\s?(?:{MONTH})))?"
            rf"(?:,?\s(?P<y>{YEAR}))?(?![\d:])"
        ),
        read_day,
    ),
    (
        (
            rf"\b(?P<d>{DAY})(?:\sof)?\s(?P<m>{MONTH})(?:\b|(?<=\.))"
            rf"(?:,?\s(?P<y>{YEAR}))?"
        ),
        read_day,
    ),
    (rf"\b(?:{PART})?\b(?P<m>{MONTH})(?:\sof|,)?\s(?P<y>{YEAR})\b", read_month),
    (rf"\b(?:{PART})(?P<m>{MONTH})\b(?P<y>{_NOWHERE}", read_month),
    (
        (
            rf"{_AFTER_WORD}(?P<at>(?P<part>{_NOWHERE}(?P<m>{MONTH})\b)"
            rf"(?!\s?\d)(?!\s[A-Z][\w.])(?P<y>{_NOWHERE}"
        ),
        read_month,
    ),
    (
        rf"\b(?P<y>{YEAR})[-/](?P<m>0[1-9]|1[0-2])[-/](?P<d>0[1-9]|[12]\d|3[01])\b",
        read_iso,
    ),
    (
        r"(?<![\d/])(?P<m>[0-3]?\d)[/.](?P<d>[0-3]?\d)[/.](?P<y>(?:19|20)?\d\d)(?![\d/])",
        read_slashes,
    ),
    (rf"\b{PART}(?P<y>{YEAR})\b", read_year),
    (
        rf"(?<![\w$#.,/\-]){_NO_STATUTE}(?P<y>{YEAR}){_NOT_A_YEAR}",
        read_year,
    ),
    (
        (
            rf"\b(?:the )?(?P<at>(?P<fiscal>FY\s?|fiscal years?\s)?(?P<y>{YEAR})"
            rf"\s?[-/]\s?(?P<y2>{YEAR}|\d\d)(?P<school>\s(?:school|academic)\syear)?)\b"
        ),
        read_years,
    ),
    (
        (
            r"\b(?:[Tt]he )?(?P<at>(?:"
            r"(?P<o>first|second|third|fourth|last|final|1st|2nd|3rd|4th)\s"
            rf"(?P<h>quarter|half)|Q(?P<q>[1-4]))(?:\sof)?(?:\s(?P<y>{YEAR}))?)\b"
        ),
        read_quarter,
    ),
    (
        rf"\b(?P<rel>{_NOWHERE}(?:the )?(?P<s>{SEASON})(?:\sof|,)?\s(?P<y>{YEAR})\b",
        read_season,
    ),
    (
        rf"\b(?P<rel>[Ll]ast|[Tt]his|[Tt]his past)\s(?P<s>{SEASON})\b(?P<y>{_NOWHERE}",
        read_season,
    ),
    (rf"\b(?:FY\s?'?|[Ff]iscal\s(?:[Yy]ear\s)?'?)(?P<y>{YEAR}|\d\d)\b", read_fiscal),
    (
        (
            rf"\b(?:(?P<rel>[Ll]ast|[Tt]his past)\s)?(?P<f>{HOLIDAY})"
            rf"(?:\s(?:of\s)?(?P<y>{YEAR}))?\b"
        ),
        read_holiday,
    ),
    (
        (
            r"\b(?P<rel>[Ll]ast|[Tt]his|[Nn]ext|[Pp]revious)\s"
            rf"(?P<unit>year|month|week|{MONTH}|{_DAY_OF_WEEK})\b(?!-)"
        ),
        read_relative,
    ),
    (
        rf"(?i)\b(?:about |around |some )?(?P<at>(?P<n>{COUNTED})\s{_U}s?\sago)\b",
        read_ago,
    ),
    (
        (
            r"(?i)\b(?P<at>(?:the |these )?(?:past|last|previous)\s"
            rf"(?P<n>{COUNTED})\s{_U}s?)\b"
        ),
        read_past,
    ),
    (
        rf"(?i)\b(?:over|in|during|for)\s(?P<at>(?:the )?past\s(?P<n>{_NOWHERE}{_U})\b",
        read_past,
    ),
    (
        (
            r"\b(?:[Yy]esterday|today|[Ll]ast night"
            r"|[Tt]his (?:morning|afternoon|evening))\b"
        ),
        read_day_word,
    ),
    (r"\bthe '?(?P<at>(?P<y>(?:19|20)\d0|[5-9]0))'?s\b", read_decade),
)
FORMS = (
    *SPANS,
    *PHRASES,
    *((re.compile(pattern), read) for pattern, read in _PATTERNS),
)
