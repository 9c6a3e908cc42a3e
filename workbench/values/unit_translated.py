"""A Chinese company beside its English name: brand in pinyin, trades translated.

``宏泰建材有限公司`` may be ``Hongtai Building Materials Co., Ltd``. Pinyin says little
(鸿泰 reads the same), so this only proposes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.values.person_name import sounds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from workbench.values.unit_name import UnitName

_LONGEST = 6  # characters of a brand that is read


def translated(unit: UnitName, words: Sequence[str], trades: Mapping[str, str]) -> bool:
    """Say whether English words may translate a Chinese company name.

    Parameters
    ----------
    unit
        The Chinese name, taken apart.
    words
        Words of the English name, without its legal form.
    trades
        Trade -> English words that translate it, separated by spaces.

    Returns
    -------
    bool
        Whether the brand's reading stands in front (or after a word for the region) and
        what follows translates the trades: every word belongs to one of them, and every
        trade that has a translation has a word there. O(readings x words).
    """
    if not unit.brand or len(unit.brand) > _LONGEST:
        return False
    known = [set(trades[trade].split()) for trade in unit.trades if trade in trades]
    meant: set[str] = set().union(*known)
    return any(
        rest <= meant and all(rest & one for one in known)
        for rest in _after(unit, words)
    )


def _after(unit: UnitName, words: Sequence[str]) -> Iterator[set[str]]:
    """Yield what stands after the brand, for each way its reading can be found."""
    heard = {"".join(reading) for reading in sounds(unit.brand)}
    for begin in range(min(2, len(words)) if unit.regions else 1):
        for end in range(begin + 1, len(words) + 1):
            if "".join(words[begin:end]) in heard:
                yield set(words[end:])
