"""From rows to sorted rows and links: sort once, then read off the slices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.graph.columns import (
    NO_DAY,
    LinkColumns,
    RowColumns,
    Rows,
    bounded,
    moved,
    pair_order,
    summed,
)
from workbench.graph.values import STATES
from workbench.ontology.graph_kinds import link_kinds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from workbench.graph.columns import Ints, Sums

_ALLEGED, _RECORDED, _CORROBORATED, _REFUTED = range(len(STATES))


def link_rows(
    rows: Rows, size: int, *, refuted: frozenset[tuple[int, int, str]] = frozenset()
) -> tuple[LinkColumns, RowColumns]:
    """Sort rows by link and sum each link up.

    Parameters
    ----------
    rows
        Rows in reading order.
    size
        Number of entities.
    refuted
        Source, target and kind of links that a person has refuted.

    Returns
    -------
    tuple
        Link columns and row columns. O(rows + entities).
    """
    order = _order(rows, size)
    source, target, kind = rows.source[order], rows.target[order], rows.kind[order]
    starts = _starts(source, target, kind)
    sparse = (
        rows.same_as or rows.more or rows.share or rows.role or rows.alleged
    ) or rows.foreign
    back = _inverse(order) if sparse else None
    sorted_rows = _sorted(rows, order, back)
    links = _links(rows, sorted_rows, (source, target, kind), starts, back, refuted)
    return links, sorted_rows


def _order(rows: Rows, size: int) -> Ints:
    """Order by source, target, kind, and by reading order inside a link."""
    if rows.order is None:
        kinds = len(rows.kinds)
        return pair_order(rows.source, rows.target, rows.kind, size, kinds)
    read = np.argsort(rows.order, kind="stable").astype(np.int32)
    ends = (rows.source[read], rows.target[read], rows.kind[read])
    found: Ints = read[pair_order(*ends, size, len(rows.kinds))]
    return found


def _starts(source: Ints, target: Ints, kind: NDArray[Any]) -> Sums:
    if not len(source):
        return np.zeros(1, np.int64)
    new = source[1:] != source[:-1]
    new |= target[1:] != target[:-1]
    new |= kind[1:] != kind[:-1]
    return np.concatenate(([0], np.flatnonzero(new) + 1, [len(source)]))


def _inverse(order: Ints) -> Ints:
    back = np.empty(len(order), np.int32)
    back[order] = np.arange(len(order), dtype=np.int32)
    return back


def _sorted(rows: Rows, order: Ints, back: Ints | None) -> RowColumns:
    def sort(column: NDArray[Any]) -> NDArray[Any]:
        return column[order]

    first = sort(rows.first)
    same = {} if back is None else moved(rows.same_as, back)
    return RowColumns(
        first=first,
        last=first if rows.last is rows.first else sort(rows.last),
        amount=sort(rows.amount),
        order=order.astype(np.int64) if rows.order is None else sort(rows.order),
        place=sort(rows.place),
        row=sort(rows.row),
        places=rows.places,
        source_at=None if rows.source_at is None else sort(rows.source_at),
        target_at=None if rows.target_at is None else sort(rows.target_at),
        same_as={a: int(back[b]) for a, b in same.items()} if back is not None else {},
        more=moved(rows.more, back),
        foreign=moved(rows.foreign, back),
    )


def _links(
    rows: Rows,
    sorted_rows: RowColumns,
    ends: tuple[Ints, Ints, NDArray[Any]],
    starts: Sums,
    back: Ints | None,
    refuted: frozenset[tuple[int, int, str]],
) -> LinkColumns:
    heads = starts[:-1]
    source, target, kind = (column[heads] for column in ends)
    counted = np.ones(len(sorted_rows.row), np.bool_)
    counted[_again(sorted_rows, starts)] = False
    n = np.add.reduceat(counted, heads, dtype=np.int32) if len(heads) else counted[:0]
    alleged = moved(rows.alleged, back)
    state, sources = _standing(sorted_rows, starts, kind, rows.kinds, alleged)
    for position, (a, b, k) in enumerate(_named(source, target, kind, rows, refuted)):
        if (a, b, k) in refuted:
            state[position] = _REFUTED
    return LinkColumns(
        source=source,
        target=target,
        kind=kind,
        kinds=rows.kinds,
        start=starts,
        n=n.astype(np.int32),
        amount=summed(sorted_rows.amount, counted, heads),
        first=bounded(sorted_rows.first, heads, low=True),
        last=_ends(rows, sorted_rows, kind, heads),
        state=state,
        sources=sources,
        share=_by_link(moved(rows.share, back), starts),
        role=_roles(moved(rows.role, back), starts),
    )


def _again(rows: RowColumns, starts: Sums) -> list[int]:
    """Return the rows that tell a link again what another of its rows told."""
    return [
        row
        for row, first in rows.same_as.items()
        if _slice_of(starts, row) == _slice_of(starts, first)
    ]


def _named(
    source: Ints,
    target: Ints,
    kind: NDArray[Any],
    rows: Rows,
    refuted: frozenset[tuple[int, int, str]],
) -> list[tuple[int, int, str]]:
    if not refuted:
        return []
    kinds = (rows.kinds[code] for code in kind.tolist())
    return list(zip(source.tolist(), target.tolist(), kinds, strict=True))


def _ends(rows: Rows, held: RowColumns, kind: Ints, heads: Sums) -> Ints:
    """Last day of each link; a tie with one open end is open."""
    last = bounded(held.last, heads, low=False)
    tie = np.array([link_kinds()[name].tie for name in rows.kinds], np.bool_)
    if len(heads) and tie.any():
        open_ended = np.logical_or.reduceat(held.last == NO_DAY, heads)
        last = np.where(open_ended & tie[kind], NO_DAY, last).astype(np.int32)
    return last


def _roles(sparse: Mapping[int, str], starts: Sums) -> dict[int, str]:
    """Join what the rows of a link say of its role, each once."""
    found: dict[int, list[str]] = {}
    for row in sorted(sparse):
        said = found.setdefault(_slice_of(starts, row), [])
        if sparse[row] not in said:
            said.append(sparse[row])
    return {link: " / ".join(said) for link, said in found.items()}


def _by_link(sparse: Mapping[int, Any], starts: Sums) -> dict[int, Any]:
    """Keep for each link what its last row says."""
    found: dict[int, Any] = {}
    for row in sorted(sparse):
        found[_slice_of(starts, row)] = sparse[row]
    return found


def _standing(
    rows: RowColumns,
    starts: Sums,
    kind: NDArray[Any],
    kinds: tuple[str, ...],
    alleged: Mapping[int, str],
) -> tuple[NDArray[Any], Ints]:
    """Say what each link rests on.

    Independent sources are distinct file contents, and letters of distinct groups. A
    link is corroborated by at least one record and two independent sources. Two
    different transfers do not corroborate each other: where funds move, only the same
    transfer seen in two statements does.
    """
    heads, many = starts[:-1], len(starts) - 1
    state = np.full(many, _RECORDED, np.int8)
    sources = np.ones(many, np.int32)
    if not many or (len(rows.places) == 1 and not alleged):
        return state, sources
    content = _contents(rows)
    several = np.minimum.reduceat(content, heads) != np.maximum.reduceat(content, heads)
    money = np.array([link_kinds()[name].money for name in kinds], np.bool_)
    seen_in = _sightings(rows, content)
    twice = (*alleged, *rows.same_as, *rows.same_as.values())
    told = [_slice_of(starts, row) for row in twice]
    for link in sorted({*np.flatnonzero(several & ~money[kind]).tolist(), *told}):
        span = range(int(starts[link]), int(starts[link + 1]))
        letters = {alleged[row] for row in span if row in alleged}
        seen = [row for row in span if row not in alleged]
        records = {int(content[row]) for row in seen}
        if money[kind[link]]:
            records = max(
                (
                    seen_in.get(rows.same_as.get(row, row), {int(content[row])})
                    for row in seen
                ),
                key=len,
                default=set(),
            )
        sources[link] = len(records) + len(letters)
        if not seen:
            state[link] = _ALLEGED
        elif sources[link] > 1:
            state[link] = _CORROBORATED
    return state, sources


def _contents(rows: RowColumns) -> Ints:
    digests = sorted({place[1] or place[0] for place in rows.places})
    ranks = {digest: rank for rank, digest in enumerate(digests)}
    by_place = np.array([ranks[p[1] or p[0]] for p in rows.places], np.int32)
    found: Ints = by_place[rows.place]
    return found


def _sightings(rows: RowColumns, content: Ints) -> dict[int, set[int]]:
    """Return the contents in which each transfer stands that is told of twice."""
    found: dict[int, set[int]] = {}
    for row, first in rows.same_as.items():
        seen = found.setdefault(first, {int(content[first])})
        seen.add(int(content[row]))
    return found


def _slice_of(starts: Sums, row: int) -> int:
    return int(np.searchsorted(starts, row, "right")) - 1
