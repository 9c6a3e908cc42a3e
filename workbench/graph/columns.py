"""The columns behind a link graph, and how rows become links.

A *row* is one occurrence that one record says: a transfer, a post, a shareholding. Rows
with the same source, target and kind make one link. Rows are kept sorted by link, in
reading order inside it, so that a link's records are one slice. Days count from
1970-01-01 (``int32``), money is in hundredths (``int64``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from workbench.records import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from workbench.graph.texts import Texts

# The dtype is in the alias's name only: numpy's stubs widen nearly every operation, and
# casts after each would drown the arithmetic.
Ints: TypeAlias = "NDArray[Any]"  # int32: codes, positions, day numbers
Sums: TypeAlias = "NDArray[Any]"  # int64: money in hundredths, offsets
Flags: TypeAlias = "NDArray[Any]"  # bool

NO_DAY = np.iinfo(np.int32).min
NO_SUM = np.iinfo(np.int64).min
EPOCH = date(1970, 1, 1).toordinal()
FEW = 200_000  # below this a comparison sort is as quick as counting

Place: TypeAlias = tuple[str, str, str | None]
"""File, hash, sheet: where a run of rows stands."""


def day_of(number: int) -> date | None:
    """Turn a day number into a date."""
    return None if number == NO_DAY else date.fromordinal(int(number) + EPOCH)


def day_number(day: date | None) -> int:
    """Turn a date into a day number."""
    return NO_DAY if day is None else day.toordinal() - EPOCH


@dataclass(frozen=True, slots=True)
class EntityColumns:
    """Entities by code; ``ids`` are sorted, so a code is also a rank."""

    ids: Texts
    names: Texts
    kind: Ints
    kinds: tuple[str, ...]
    properties: Mapping[int, Mapping[str, tuple[str, ...]]] = field(
        default_factory=dict
    )
    unresolved: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class RowColumns:
    """Occurrences, sorted by link and in reading order inside a link.

    Parameters
    ----------
    first, last
        Day of the occurrence, or span of a tie.
    amount
        Hundredths, :data:`NO_SUM` where none is said.
    order
        Reading order over all files; same-day transfers keep it.
    place, row
        Where it stands: index into ``places``, row in the file (0: not a table).
    source_at, target_at
        Account at either end where the link joins its holders; else ``None``.
    same_as
        Row -> the row of which it is a second sighting in another statement.
    more
        Row -> full :class:`Source` for those that do not stand in a table.
    foreign
        Row -> what a FollowTheMoney file says of it, kept whole.
    """

    first: Ints
    last: Ints
    amount: Sums
    order: Sums
    place: Ints
    row: Ints
    places: tuple[Place, ...]
    source_at: Ints | None = None
    target_at: Ints | None = None
    same_as: Mapping[int, int] = field(default_factory=dict)
    more: Mapping[int, Source] = field(default_factory=dict)
    foreign: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)

    def source(self, row: int) -> Source:
        """Return where one row stands."""
        known = self.more.get(int(row))
        if known is not None:
            return known
        file, digest, sheet = self.places[self.place[row]]
        return Source(file, digest, sheet, int(self.row[row]) or None)

    def sources(self, rows: Ints) -> list[Source]:
        """Return where many rows stand."""
        ends = self.place[rows].tolist(), self.row[rows].tolist()
        found = [
            Source(file, digest, sheet, row or None)
            for place, row in zip(*ends, strict=True)
            for file, digest, sheet in (self.places[place],)
        ]
        for at, row in enumerate(rows.tolist() if self.more else ()):
            found[at] = self.more.get(row, found[at])
        return found


@dataclass(frozen=True, slots=True)
class LinkColumns:
    """Links, sorted by source, target, kind.

    Parameters
    ----------
    start
        Slice of each link's rows: ``start[i]:start[i + 1]``.
    n, amount, first, last
        Occurrences, their sum, first and last day.
    state, sources
        Index into ``STATES``; number of independent sources.
    share, role
        For the links that have one.
    """

    source: Ints
    target: Ints
    kind: Ints
    kinds: tuple[str, ...]
    start: Sums
    n: Ints
    amount: Sums
    first: Ints
    last: Ints
    state: Ints
    sources: Ints
    share: Mapping[int, float] = field(default_factory=dict)
    role: Mapping[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class Rows:
    """Rows on their way in, in reading order; ``kind`` indexes ``kinds``."""

    source: Ints
    target: Ints
    kind: Ints
    kinds: tuple[str, ...]
    first: Ints
    last: Ints
    amount: Sums
    place: Ints
    row: Ints
    places: tuple[Place, ...]
    source_at: Ints | None = None
    target_at: Ints | None = None
    same_as: Mapping[int, int] = field(default_factory=dict)
    more: Mapping[int, Source] = field(default_factory=dict)
    share: Mapping[int, float] = field(default_factory=dict)
    role: Mapping[int, str] = field(default_factory=dict)
    foreign: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    alleged: Mapping[int, str] = field(
        default_factory=dict
    )  # row -> group of the letter that says so
    order: Sums | None = field(default=None)


def by_counting(keys: Ints, size: int) -> Ints:
    """Return the stable order of ``keys`` (0 .. size - 1), O(rows + size).

    A column-wise reading of the matrix with one entry a row is a counting sort; scipy
    runs it in C.
    """
    from scipy.sparse import csr_array  # noqa: PLC0415 - heavy, loaded on use

    rows = len(keys)
    index = np.int32 if rows < np.iinfo(np.int32).max else np.int64
    counted = csr_array(
        (np.arange(rows, dtype=index), keys, np.arange(rows + 1, dtype=index)),
        shape=(rows, size),
    )
    found: Ints = counted.tocsc().data
    return found


def pair_order(source: Ints, target: Ints, kind: Ints, size: int, kinds: int) -> Ints:
    """Return the stable order of rows by source, target, kind."""
    if len(source) < FEW:
        found: Ints = np.lexsort((kind, target, source)).astype(np.int32)
        return found
    order = by_counting(target, size)
    if kinds > 1:
        first = by_counting(kind.astype(np.int32), kinds)
        order = first[by_counting(target[first], size)]
    return order[by_counting(source[order], size)]


def bounded(values: Ints, start: Sums, *, low: bool) -> Ints:
    """Return the least or greatest day of each slice, :data:`NO_DAY` where none."""
    if not len(start) or not len(values):
        return np.full(len(start), NO_DAY, np.int32)
    if not low:
        found: Ints = np.maximum.reduceat(values, start)
        return found
    top = np.iinfo(np.int32).max
    least = np.minimum.reduceat(np.where(values == NO_DAY, top, values), start)
    least[least == top] = NO_DAY
    return least


def summed(values: Sums, counted: Flags, start: Sums) -> Sums:
    """Return each slice's sum, :data:`NO_SUM` where no row has one."""
    if not len(start):
        return np.zeros(0, np.int64)
    said = counted & (values != NO_SUM)
    total: Sums = np.add.reduceat(np.where(said, values, 0), start)
    total[~np.logical_or.reduceat(said, start)] = NO_SUM
    return total


def moved(mapping: Mapping[int, Any], back: Ints | None) -> dict[int, Any]:
    """Rename the keys of a sparse column after a sort."""
    if not mapping or back is None:
        return dict(mapping)
    return {int(back[key]): value for key, value in sorted(mapping.items())}


def unique_in_order(values: Iterable[str]) -> list[str]:
    """Drop repeats, keep the order."""
    return list(dict.fromkeys(values))
