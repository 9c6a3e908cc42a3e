"""Which language a letter is in; says so where it is none that can be read."""

from __future__ import annotations

import re
from typing import Literal

_HAN = re.compile("[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]{2,}")
_OTHER = re.compile(
    "[\u0370-\u058f\u0590-\u0fff\u1000-\u10ff\u3040-\u30ff\u1100-\u11ff\uac00-\ud7af]"
)
_ENGLISH = re.compile(
    r"\b(?:the|of|and|to|in|is|was|he|she|his|her|that|for|a|an|it|on|with|has|have|by|"
    r"at|from|are|were|not|i|we|my|this|they)\b",
    re.IGNORECASE,
)
_LOOKED_AT = 4000  # characters that are enough to tell
_FEW_WORDS = 8  # fewer Latin words than this are not held against English
_SHARE = 0.12  # of function words in any English prose; other languages stay far below


def language_of(text: str) -> Literal["zh", "en"] | None:
    """Return the language of a text, ``None`` where it is neither Chinese nor English.

    A mix counts as what it has more of, a Chinese character weighing as much as a word.
    Text without any letters counts as Chinese: there is nothing to misread.
    """
    text = text[:_LOOKED_AT]
    han, latin = len(_HAN.findall(text)), len(_LATIN.findall(text))
    if len(_OTHER.findall(text)) > han + latin:
        return None
    if han >= latin:
        return "zh"
    functions = len(_ENGLISH.findall(text))
    return "en" if latin < _FEW_WORDS or functions >= _SHARE * latin else None
