"""Sums as people write them: 万元 in Chinese, thousands separated in English."""

from __future__ import annotations

from workbench.wording import language

_WAN, _YI = 10_000, 100_000_000


def shown_sum(hundredths: int) -> str:
    """Write a sum given in hundredths of the currency unit.

    Chinese shortens to 万元 or 亿元 where nothing is lost within two decimals.
    """
    units, rest = divmod(abs(hundredths), 100)
    sign = "-" if hundredths < 0 else ""
    if language() == "en":
        return f"{sign}{units:,}" + (f".{rest:02d}" if rest else "")
    for size, name in ((_YI, "亿元"), (_WAN, "万元")):
        short, over = divmod(abs(hundredths), size)
        if units >= size and not over:
            return f"{sign}{_trim(short)}{name}"
    return f"{sign}{units:,}" + (f".{rest:02d}" if rest else "") + "元"


def _trim(hundredths: int) -> str:
    units, rest = divmod(hundredths, 100)
    return f"{units:,}" + (f".{rest:02d}".rstrip("0") if rest else "")
