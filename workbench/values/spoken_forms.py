"""Every name that one cell gives: the name now, and the names it says there were.

Registers and letters write former and other names beside the name: ``恒泰公司（曾用名：
恒源公司）``, ``Elizabeth Carter (née Dunn)``, ``Hale Ltd t/a Hale's``. Whoever compares
names compares each of them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

from workbench.values.likeness import SUREST, Likeness
from workbench.values.script import tidy

if TYPE_CHECKING:
    from collections.abc import Callable

_ZH = r"(?:曾用名|原名称|原名|又名|别名|旧称|原称|更名前|变更前|原)[为叫是:：]?"
_EN = (
    r"(?:formerly known as|formerly|previously|also known as|known as|trading as|"
    r"doing business as|f/?k/?a|a/?k/?a|t/a|d/?b/?a)"
)
_INSIDE = re.compile(
    rf"^(.+?)\s*[（(]\s*(?:{_ZH}|{_EN}\b)\s*[:：]?\s*(.+?)\s*[)）]\s*([^()（）]*)$",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"^(.+?)\s*[,，;；]?\s+{_EN}\s+(.+)$", re.IGNORECASE)
_AFTER_ZH = re.compile(
    r"^(.+?)\s*[,，;；]\s*(?:曾用名|原名称?|又名|别名|旧称)[为叫是:：]?\s*(.+)$"
)
_BORN = re.compile(
    r"^(.+?)\s*[,(（]?\s*\b(?:née|nee|born)\s+([^()（）]+?)\s*[)）]?$", re.IGNORECASE
)


@lru_cache(maxsize=65_536)
def spoken_forms(text: str) -> tuple[str, ...]:
    """Return the names that a tidy text gives, the present one first.

    A family name at birth (``née Dunn``) is put in place of the present one. Without
    any such word the text itself is the only name. Linear in the length of the text.
    """
    if len(text) < 5:  # noqa: PLR2004 - a name and a word for "formerly" take more
        return (text,)
    inside = _INSIDE.match(text)
    if inside:  # a legal form may stand behind: Hale (formerly Dunn) Ltd
        now, before = f"{inside[1]} {inside[3]}".strip(), inside[2].strip()
        return tuple(dict.fromkeys((now, before)))
    found = _AFTER.match(text) or _AFTER_ZH.match(text)
    if found:
        return tuple(dict.fromkeys((found[1].strip(), found[2].strip())))
    born = _BORN.match(text)
    if born and " " in born[1]:
        given = born[1].rsplit(" ", 1)[0]
        whole = born[2] if " " in born[2] else f"{given} {born[2]}"
        return tuple(dict.fromkeys((born[1], whole)))
    return (text,)


def surest(one: str, other: str, compare: Callable[[str, str], Likeness]) -> Likeness:
    """Return the surest answer over every name that either text gives.

    Parameters
    ----------
    one, other
        Names as written; what says no name at all is ``different`` by ``empty``.
    compare
        Compares one tidy name with one other.

    Returns
    -------
    Likeness
        As ``compare`` found it; by ``former`` where names agree of which at least one
        text gives several.
    """
    first, second = tidy(one), tidy(other)
    if not first or not second:
        return Likeness("different", "empty")
    pairs = list(product(spoken_forms(first), spoken_forms(second)))
    found = (compare(*pair) for pair in pairs)
    best = min(found, key=lambda like: SUREST.index(like.verdict))
    if len(pairs) > 1 and best.alike:
        return Likeness(best.verdict, "former")
    return best
