"""Cash, fees and the like on one side of a plain table's rows: nobody is meant.

Were they parties, everybody who ever drew cash would be tied to everybody else. Each
party gets an entry of its own in their place, as in a case's statements.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from workbench.graph.parties import MIDDLE_DOT
from workbench.graph.texts import Texts
from workbench.ontology.graph_kinds import non_party

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.graph.columns import Flags, Ints

ENTRY = "entry"
_DIGITS = (ord("0"), ord("9"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Both sides of a table's rows, -1 where nobody is known.

    Parameters
    ----------
    source, target
        Codes, positions in ``ids``.
    ids
        Sorted by their bytes, each once.
    was
        For each id its code before, -1 for an entry that was put in.
    entries
        Code of an entry -> what the table calls it.
    """

    source: Ints
    target: Ints
    ids: Texts
    was: Ints
    entries: Mapping[int, str] = field(default_factory=dict)

    def kinds(self, kind: str) -> tuple[Ints, tuple[str, ...]]:
        """Return the kind of each entity and the kinds: one, and the entries'."""
        found = np.zeros(len(self.ids), np.int16)
        found[list(self.entries)] = 1
        return found, (kind, ENTRY) if self.entries else (kind,)

    def names(self, before: Texts) -> Texts:
        """Return the name of each entity by the names of the ids before."""
        if not self.entries:
            return before
        told = before.tolist()
        return Texts.of(
            self.entries[code] if code in self.entries else told[was]
            for code, was in enumerate(self.was.tolist())
        )


def seated(source: Ints, target: Ints, ids: Texts) -> Sides:
    """Put an entry of the other side's own in the place of whoever is nobody.

    A row that has nobody on both sides has no two sides. O(rows + ids).
    """
    nobody = _nobody(ids)
    before = np.arange(len(ids), dtype=np.int32)
    if not nobody.any():
        return Sides(source=source, target=target, ids=ids, was=before)
    gaps = [np.append(nobody, False)[side] for side in (source, target)]
    both = gaps[0] & gaps[1]
    texts, size = ids.tolist(), len(ids)
    made: dict[str, tuple[int, str]] = {}
    sides = []
    for mine, other, gap in ((source, target, gaps[0]), (target, source, gaps[1])):
        side = np.where(gap, np.int32(-1), mine)
        rows = np.flatnonzero(gap & ~both & (other >= 0))
        keys = other[rows].astype(np.int64) * size + mine[rows]
        seen, back = np.unique(keys, return_inverse=True)
        codes = []
        for owner, name in (divmod(key, size) for key in seen.tolist()):
            key = f"{texts[owner]}{MIDDLE_DOT}{texts[name]}"
            codes.append(made.setdefault(key, (size + len(made), texts[name]))[0])
        side[rows] = np.array(codes, np.int32)[back]
        sides.append(side)
    return _renamed(sides, texts, nobody, made)


def _nobody(ids: Texts) -> Flags:
    """Which ids stand for nobody; what begins with a digit is a number."""
    found = np.zeros(len(ids), np.bool_)
    if not len(ids.data):
        return found
    first = ids.data[ids.offsets[:-1].clip(max=len(ids.data) - 1)]
    worded = np.flatnonzero((first < _DIGITS[0]) | (first > _DIGITS[1]))
    told = ids.some(worded)
    found[worded] = [non_party(text) is not None for text in told]
    return found


def _renamed(
    sides: list[Ints],
    texts: list[str],
    nobody: Flags,
    made: Mapping[str, tuple[int, str]],
) -> Sides:
    """Code everybody anew in order of id, without those who are nobody."""
    known = {text: code for code, text in enumerate(texts) if not nobody[code]}
    every = {**{key: code for key, (code, _) in made.items()}, **known}
    order = sorted(every, key=str.encode)
    again = np.full(len(texts) + len(made) + 1, -1, np.int32)
    for code, key in enumerate(order):
        again[every[key]] = code
        if key in made:
            again[made[key][0]] = code
    return Sides(
        source=again[sides[0]],
        target=again[sides[1]],
        ids=Texts.of(order, ranked=True),
        was=np.array([known.get(key, -1) for key in order], np.int32),
        entries={
            code: made[key][1]
            for code, key in enumerate(order)
            if key in made and key not in known
        },
    )
