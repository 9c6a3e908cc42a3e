"""Names that a case already knows, found in a letter in one pass.

The case's own rosters and registries are the best dictionary of names there is. Names
are looked up by their first two characters, so a pass costs one look-up a character
whatever the number of names.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.leads.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HEAD = 2
_SUFFIXES = ("有限责任公司", "股份有限公司", "集团有限公司", "有限公司", "公司")


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Persons and units known to a case; make one with :func:`make_gazetteer`.

    ``persons`` and ``units`` map the first two folded characters to the names that
    begin with them, longest first.
    """

    persons: dict[str, tuple[str, ...]] = field(default_factory=dict)
    units: dict[str, tuple[str, ...]] = field(default_factory=dict)


def make_gazetteer(persons: Iterable[str] = (), units: Iterable[str] = ()) -> Gazetteer:
    """Make a gazetteer from names as rosters and registries write them.

    Names shorter than two characters are left out: they would match anywhere. A
    company is also known by its name without the legal form (宏达建设有限公司:
    宏达建设).
    """
    plain = {fold(name.strip()).text for name in units}
    plain |= {_without_form(name) for name in plain}
    return Gazetteer(
        _by_head(fold(name.strip()).text for name in persons), _by_head(plain)
    )


def known_names(
    text: str, heads: dict[str, tuple[str, ...]]
) -> Iterator[tuple[int, int]]:
    """Yield spans of known names in a folded text, the longest at each place."""
    place = 0
    for i in range(len(text) - 1 if heads else 0):
        if i < place:
            continue
        for name in heads.get(text[i : i + _HEAD], ()):
            if text.startswith(name, i) and _whole_words(text, i, i + len(name)):
                yield i, i + len(name)
                place = i + len(name)
                break


def _whole_words(text: str, start: int, end: int) -> bool:
    """Tell whether a name in Latin letters ends where words end."""
    left = text[start - 1 : start]
    right = text[end : end + 1]
    inside = (left.isascii() and left.isalnum() and text[start].isascii()) or (
        right.isascii() and right.isalnum() and text[end - 1].isascii()
    )
    return not inside


def _without_form(name: str) -> str:
    for suffix in _SUFFIXES:
        short = name.removesuffix(suffix)
        if short != name and len(short) > _HEAD + 1:
            return short
    return name


def _by_head(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    heads: dict[str, list[str]] = {}
    for name in sorted(set(names), key=lambda n: (-len(n), n)):
        if len(name) >= _HEAD:
            heads.setdefault(name[:_HEAD], []).append(name)
    return {head: tuple(found) for head, found in heads.items()}
