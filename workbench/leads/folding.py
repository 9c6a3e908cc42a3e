"""The form of a letter in which it is read, and the way back to its own characters.

Reading works on a *folded* text: simplified script, half-width letters and digits, no
markup, no invisible marks, no blanks that scanning put inside words. Every span is
given back in code points of the letter itself.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_CJK = "\u3007\u3400-\u9fff"
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\ufeff\ufe00-\ufe0f]"
)
_MARKUP = re.compile(
    r"</?[a-zA-Z][^<>]{0,200}>|<!--[^<>]{0,200}-->|&[a-z]{2,6};|&#\d{1,6};"
)
_BLOCK = re.compile(r"</?(?:p|div|br|tr|td|li|ul|ol|table|h\d)\b", re.IGNORECASE)
_BLANKS = re.compile(rf"(?<=[{_CJK}])[ \t\u3000\u00a0]{{1,3}}(?=[{_CJK}])")
_MIXED = re.compile(
    rf"(?<=[{_CJK}])[ \u3000\u00a0]{{1,2}}(?=\d)"
    rf"|(?<=\d)[ \u3000\u00a0]{{1,2}}(?=[{_CJK}])"
)
_LETTER_O = re.compile(
    r"(?<=\d)[Oo](?=[\dOo年月日号万元千百亿.,块])|(?<![A-Za-z])[Oo](?=\d年?)"
)
_LETTER_L = re.compile(
    r"(?<=\d)[lI|](?=[\d年月日号万元千百亿.,块])|(?<![A-Za-z])[lI|](?=\d{0,3}[年月日号万元千百亿])"
)
_SAME = re.compile(r"(.)\1{11,}")
_REFRAIN = re.compile(r"(?P<unit>[^\n]{2,12}?)(?P=unit){19,}")
_LONG_TEXT = 2_000  # refrains are looked for in texts from this length
_MISREAD = re.compile("[OolI|]")
_BLANK = re.compile("[ \t\u3000\u00a0]")
_HAN_RUN = re.compile(rf"[{_CJK}]+")
_LONG_RUN = 5
_NOISY = 0.04  # share of blanks between characters from which all count as noise


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as it is read; ``offsets[i]`` is the place of character i in the letter.

    ``offsets`` is ``None`` where nothing was left out, else one longer than ``text``.
    """

    text: str
    original: str
    offsets: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Turn a span of the folded text into one of the letter."""
        if self.offsets is None:
            return start, end
        if start >= end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1

    def back(self, start: int, end: int) -> int:
        """Place ``start`` of the letter in the folded text (binary search)."""
        del end
        if self.offsets is None:
            return start
        low, high = 0, len(self.offsets)
        while low < high:
            middle = (low + high) // 2
            if self.offsets[middle] < start:
                low = middle + 1
            else:
                high = middle
        return low


@lru_cache(maxsize=1)  # a letter is read for mentions, then for sentences
def fold(text: str, lang: str = "zh") -> Folded:
    """Fold a letter; linear in its length.

    Parameters
    ----------
    text
        The working text, any length, any content.
    lang
        ``zh`` also repairs letters read for digits and blanks inside words.
    """
    folded = text.translate(_table())
    left_out = _left_out(folded, lang)
    if lang == "zh" and _MISREAD.search(folded):
        folded = _LETTER_L.sub("1", _LETTER_O.sub("0", folded))
    if not left_out:
        return Folded(folded, text)
    return _without(folded, text, left_out)


def lowered(text: str, lang: str) -> str:
    """Write a folded text small where the language has cases; no place changes."""
    return text.translate(_LOWER) if lang == "en" else text


_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


def _without(folded: str, text: str, left_out: list[tuple[int, int, str]]) -> Folded:
    pieces: list[str] = []
    offsets: list[int] = []
    place = 0
    for start, end, instead in left_out:
        if start < place:
            continue
        pieces.append(folded[place:start] + instead)
        offsets.extend(range(place, start))
        offsets.extend([start] * len(instead))
        place = end
    pieces.append(folded[place:])
    offsets.extend(range(place, len(folded) + 1))
    return Folded("".join(pieces), text, tuple(offsets))


def _left_out(text: str, lang: str) -> list[tuple[int, int, str]]:
    out = [(m.start(), m.end(), "") for m in _INVISIBLE.finditer(text)]
    if "<" in text or "&" in text:
        for m in _MARKUP.finditer(text):
            block = _BLOCK.match(m[0]) is not None
            out.append((m.start(), m.end(), "\n" if block else " " * (m[0][0] == "&")))
    if lang == "zh" and _BLANK.search(text):
        out += [(m.start(), m.end(), "") for m in _MIXED.finditer(text)]
        out += _blanks_inside_words(text)
    return sorted(out + _endless(text)) if len(text) > _LONG_TEXT else sorted(out)


def _endless(text: str) -> list[tuple[int, int, str]]:
    """Find one character, or a few, written over and over: nobody's words."""
    out = [(m.start() + 1, m.end(), "\n") for m in _SAME.finditer(text)]
    return out + [(m.end("unit"), m.end(), "\n") for m in _REFRAIN.finditer(text)]


def _blanks_inside_words(text: str) -> list[tuple[int, int, str]]:
    """Blanks beside a single character are noise; between names they part a list."""
    blanks = list(_BLANKS.finditer(text))
    if not blanks:
        return []
    noisy = len(blanks) > _NOISY * len(text)
    runs = {}
    for m in _HAN_RUN.finditer(text):
        runs[m.start()] = runs[m.end()] = m.end() - m.start()
    sides = [(m, runs.get(m.start(), 0), runs.get(m.end(), 0)) for m in blanks]
    alone = sum(min(left, right) == 1 for _, left, right in sides)
    scanned = noisy and alone > 1 and alone > len(blanks) // 4
    return [
        (m.start(), m.end(), "")
        for m, left, right in sides
        if scanned or min(left, right) == 1 or (noisy and max(left, right) >= _LONG_RUN)
    ]


@cache
def _table() -> dict[int, str]:
    """One character for one: script, width, radicals; nothing changes its place."""
    table = {code: unicodedata.normalize("NFKC", chr(code)) for code in (
        *range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00),
    )}  # fmt: skip
    table |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    for kept in "，；！？":
        table.pop(ord(kept))
    for form, plain in (
        ("○◯Ｏ", "〇"), ("–—―−﹣", "-"), ("～〜∼", "~"), ("＊✱﹡", "*"), ("✕╳✖", "×"),
        ("〔【", "["), ("〕】", "]"), ("“”„‟「」『』", '"'), ("‘’", "'"),
        ("\u00a0", " "),
        ("，", "，"), ("\u0085\r", "\n"), ("﹐", "，"), ("￥", "¥"), ("‧・•", "·"),
    ):  # fmt: skip
        table |= dict.fromkeys(map(ord, form), plain)
    lines = (files("opencc") / "dictionary" / "TSCharacters.txt").read_text("utf-8")
    for line in lines.splitlines():
        traditional, _, simplified = line.partition("\t")
        if len(traditional) == 1 and traditional not in _KEPT:
            table[ord(traditional)] = simplified.split(" ")[0]
    return {code: form for code, form in table.items() if len(form) == 1}


_KEPT = frozenset("乾堃昇祇藉")  # used in names as they are
