"""Numbers as people write them, in digits and in Chinese numerals.

``12``, ``1,200.50``, ``1.2亿``, ``三十余万``, ``叁拾万``, ``十来万``, ``3万5``,
``二〇二一``. A number is an interval with a mark: ``十几万`` is 110,000 to 190,000 and
approximate.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DIGITS = {c: i for i, cs in enumerate((
    "零〇", "一壹弌幺", "二贰两貳弍", "三叁參叄弎参", "四肆", "五伍", "六陆陸", "七柒",
    "八捌", "九玖",
)) for c in cs}  # fmt: skip
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_SCALES = _SMALL | _LARGE
_TENS = str.maketrans({"廿": "二十", "卅": "三十", "圆": "", "整": ""})
_ABOUT = frozenset("余多来几数上近约把")
_PLAIN = re.compile(r"\d{1,15}(?:\.\d{1,6})?")
_GROUPED = re.compile(r"(?<=\d)[,，\s](?=\d{3})")
_ZEROS = frozenset("零〇")
_TEN = 10
_PIECE = re.compile(r"\d{1,15}(?:\.\d{1,6})?|[^\d]")


@dataclass(frozen=True, slots=True)
class Number:
    """A number or interval of numbers; ``upper`` equals ``value`` unless it is one."""

    value: float
    upper: float
    approximate: bool = False


def parse_number(text: str) -> Number | None:
    """Read a number; ``None`` where the text is none.

    Parameters
    ----------
    text
        The numeral alone, without unit; at most some dozen characters.

    Notes
    -----
    A positional year (二〇二一) and a value (二千零二十一) both read as 2021. A
    trailing digit after a scale counts at the next scale down (三万五 is 35,000), as
    spoken. Two neighbouring digits before a scale are an interval (三四十万).
    """
    text = _GROUPED.sub("", text.strip()).translate(_TENS)
    if not text:
        return None
    if _PLAIN.fullmatch(text):
        return Number(float(text), float(text))
    if len(text) > 1 and all(c in _DIGITS for c in text):
        return _positional(text)
    low = _read(text, upper=False)
    high = _read(text, upper=True)
    if low is None or high is None:
        return None
    return Number(low, high, bool(_ABOUT & set(text)) or low != high)


def _positional(text: str) -> Number:
    digits = [_DIGITS[c] for c in text]
    if len(digits) == 2 and digits[1] == digits[0] + 1:  # noqa: PLR2004 - 三五, 两三
        return Number(digits[0], digits[1], approximate=True)
    value = float("".join(map(str, digits)))
    return Number(value, value)


@dataclass(slots=True)
class _Sum:
    """A number while it is read: sections by 万 and 亿, units inside."""

    total: float = 0.0
    section: float = 0.0
    current: float | None = None
    last: int = 1  # the last scale seen

    def scale(self, scale: int) -> None:
        if scale in _SMALL.values():
            self.section += (1.0 if self.current is None else self.current) * scale
        else:
            part = self.section + (self.current or 0.0) or 1.0  # 万把块, 上亿
            whole = scale > self.total > 0
            self.total = (
                (self.total + part) * scale if whole else (self.total + part * scale)
            )
            self.section = 0.0
        self.current, self.last = None, scale

    def end(self) -> float:
        if self.current is not None:  # 三万五: the digit counts at the next scale down
            spoken = self.last > _TEN > self.current  # 一百五, not 一百零五
            self.section += self.current * (self.last / _TEN if spoken else 1)
        return self.total + self.section


def _read(text: str, *, upper: bool) -> float | None:
    number = _Sum()
    for piece in _pieces(text, upper=upper):
        if piece in _SCALES:
            number.scale(_SCALES[piece])
        elif piece in _ZEROS:
            number.current, number.last = None, 1
        elif piece == "半":
            number.section += number.last / 2
        elif piece not in _ABOUT:
            number.current = _piece_value(piece)
            if number.current is None:
                return None
    return number.end()


def _piece_value(piece: str) -> float | None:
    if piece in _DIGITS:
        return float(_DIGITS[piece])
    return float(piece) if piece[0].isdigit() else None


def _pieces(text: str, *, upper: bool) -> list[str]:
    """Cut into pieces; 几, 数 and neighbouring digits give one end of an interval."""
    pieces: list[str] = _PIECE.findall(text)
    out: list[str] = []
    for i, piece in enumerate(pieces):
        following = pieces[i + 1] if i + 1 < len(pieces) else ""
        if piece in {"几", "数"} and (following in _SCALES or i):
            out.append("九" if upper else ("二" if not i else "一"))
        elif piece in _DIGITS and following in _DIGITS and "零" not in piece:
            if not upper:  # 三四十万: the lower end keeps 三, the upper 四
                out.append(piece)
        elif (
            i
            and piece in _DIGITS
            and pieces[i - 1] in _DIGITS
            and (pieces[i - 1] not in _ZEROS)
        ):
            if upper:
                out.append(piece)
        else:
            out.append(piece)
    return out
