"""How two are connected: paths with the records of every hop.

Links are walked in either direction unless asked otherwise: a person who owns a company
and one whom it pays are both connected to it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from workbench.graph import frames
from workbench.graph.asked import check_number
from workbench.graph.engine import Csr, both_ways, directed, distances, ranges
from workbench.graph.walks import simple_paths
from workbench.graph.way import Path, Paths, Ways

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    import networkx as nx

    from workbench.graph.columns import Ints
    from workbench.graph.linkgraph import LinkGraph
    from workbench.graph.values import Link

LIMIT = 1_000
NEAR = 6  # bounds tried one by one
MANY = 200_000  # paths looked through before the shortest are chosen


def view(
    graph: LinkGraph,
    kinds: Iterable[str] = (),
    since: date | None = None,
    until: date | None = None,
    *,
    directed_only: bool = False,
) -> tuple[Csr, Csr]:
    """Return the arrays (and their reverse) to walk for some kinds and days."""
    keep = graph.selection(kinds, since, until)
    whole = not tuple(kinds) and since is None and until is None
    out = graph.out() if whole else directed(graph.link_columns, len(graph), keep)
    back = graph.back() if whole else out.turned()
    if directed_only:
        return out, back
    around = graph.around() if whole else both_ways(out, back)
    return around, around


def paths(  # noqa: PLR0913 - a question with its conditions
    graph: LinkGraph,
    a: str,
    b: str,
    max_hops: int = 4,
    *,
    avoid: Iterable[str] = (),
    kinds: Sequence[str] = (),
    since: date | None = None,
    until: date | None = None,
    directed: bool = False,
    limit: int | None = LIMIT,
) -> Paths:
    """Return how two entities are connected, shortest paths first.

    Parameters
    ----------
    graph
        The link graph.
    a, b
        Ids or names.
    max_hops
        Greatest number of links on a path.
    avoid
        Ids or names that no path may pass: the subject, kin, colleagues.
    kinds, since, until
        Only links of these kinds, touching these days.
    directed
        Whether links are followed only from source to target.
    limit
        Greatest number of paths given; ``None`` for all that there are among the
        first :data:`MANY`: where everybody is linked to everybody there are billions.

    Returns
    -------
    Paths
        Each hop with its link and records; of one length those through few others
        first, then in order of ids. ``more`` says that there are others.

    Raises
    ------
    UnknownName
        Where a name is unknown or ambiguous.
    """
    check_number("max_hops", max_hops)
    check_number("limit", limit)
    source, target = graph.code(a), graph.code(b)
    banned = np.array(sorted({graph.code(who) for who in avoid}), np.int32)
    out, back = view(graph, kinds, since, until, directed_only=directed)
    rows: list[tuple[int, ...]] = []
    whole, hops = True, max_hops
    for hops in _deepening(out, source, target, max_hops):
        blocks = simple_paths(out, back, source, target, hops, banned=banned)
        seen, whole = _gathered(blocks)
        found = [tuple(row) for block in seen for row in block.tolist()]
        # Where a bound was not looked through, the last that was has all shorter ones.
        longest = max(map(len, rows), default=0)
        rows = found if whole else rows + [row for row in found if len(row) > longest]
        if not whole or (limit is not None and len(rows) >= limit):
            break
    rows.sort(key=lambda row: (len(row), _crowd(out, row), row))
    chosen = rows if limit is None else rows[:limit]
    keep = graph.selection(kinds, since, until)
    wanted = None if keep is None else set(np.flatnonzero(keep).tolist())
    return Paths(
        Ways(chosen, lambda row: _path(graph, row, wanted, directed=directed)),
        more=not whole or len(chosen) < len(rows) or (bool(rows) and hops < max_hops),
    )


def _crowd(out: Csr, row: tuple[int, ...]) -> int:
    """Return how many others meet where a path passes, as a power of two.

    A way through a power company, which everybody pays, says less than one through a
    relative; such ways come last among those of the same length.
    """
    others = sum(len(out.of(code)) for code in row[1:-1])
    return others.bit_length()


def _deepening(out: Csr, source: int, target: int, max_hops: int) -> Iterator[int]:
    """Hop bounds to try, from the shortest on until there are enough.

    Each bound asks anew, so past the first few they grow by ever more.
    """
    hops = int(distances(out, np.array([source], np.int32), max_hops)[target])
    if hops < 1:
        return
    step = 1
    for tried in range(max_hops):
        yield min(hops, max_hops)
        if hops >= max_hops:
            return
        step = 1 if tried < NEAR else 2 * step
        hops += step


def _gathered(blocks: Iterator[Ints]) -> tuple[list[Ints], bool]:
    """Return paths, and whether they are all there are."""
    found, total = [], 0
    for block in blocks:
        found.append(block)
        total += len(block)
        if total > MANY:
            return found, False
    return found, True


def as_path(graph: LinkGraph, row: tuple[int, ...]) -> Path:
    """Return codes in a row as a path over all links that are not refuted."""
    keep = graph.selection()
    wanted = None if keep is None else set(np.flatnonzero(keep).tolist())
    return _path(graph, row, wanted, directed=False)


def _path(
    graph: LinkGraph, row: tuple[int, ...], wanted: set[int] | None, *, directed: bool
) -> Path:
    hops = [hop_links(graph, a, b, wanted, directed=directed) for a, b in pairwise(row)]
    return Path(
        tuple(graph.entity(code) for code in row),
        tuple(hop[0] for hop in hops),
        tuple(tuple(hop[1:]) for hop in hops),
    )


def hop_links(
    graph: LinkGraph, a: int, b: int, wanted: set[int] | None, *, directed: bool
) -> list[Link]:
    """Return the links between two codes, the one with most records first."""
    positions = [*graph.positions(a, b)]
    if not directed and a != b:
        positions += graph.positions(b, a)
    columns = graph.link_columns
    kept = [p for p in positions if wanted is None or p in wanted]
    kept.sort(key=lambda p: (-int(columns.n[p]), int(columns.source[p]) != a, p))
    return [graph.link(position) for position in kept]


def shortest_path(
    graph: LinkGraph,
    a: str,
    b: str,
    *,
    avoid: Iterable[str] = (),
    kinds: Sequence[str] = (),
    since: date | None = None,
    until: date | None = None,
    directed: bool = False,
) -> Path | None:
    """Return a path with fewest hops, the first in order of ids.

    Parameters
    ----------
    graph, a, b, avoid, kinds, since, until, directed
        As for :func:`paths`.

    Returns
    -------
    Path or None
        ``None`` where the two are not connected. O(entities + links).
    """
    source, target = graph.code(a), graph.code(b)
    banned = np.array(sorted({graph.code(who) for who in avoid}), np.int32)
    out, back = view(graph, kinds, since, until, directed_only=directed)
    left = distances(back, np.array([target], np.int32), None, banned)
    if left[source] < 0 or source in banned:
        return None
    row = [source]
    while row[-1] != target:
        near = out.of(row[-1])
        row.append(int(near[left[near] == left[row[-1]] - 1][0]))
    keep = graph.selection(kinds, since, until)
    wanted = None if keep is None else set(np.flatnonzero(keep).tolist())
    return _path(graph, tuple(row), wanted, directed=directed)


def neighbourhood(
    graph: LinkGraph,
    who: str | Iterable[str],
    hops: int = 1,
    kinds: Sequence[str] = (),
    since: date | None = None,
    until: date | None = None,
    *,
    directed: bool = False,
) -> nx.MultiDiGraph[str]:
    """Return what lies around one or several entities as a NetworkX graph.

    Parameters
    ----------
    graph
        The link graph.
    who
        Id or name, or several.
    hops
        How far.
    kinds, since, until
        Only links of these kinds, touching these days.
    directed
        Whether links are followed only from source to target.

    Returns
    -------
    networkx.MultiDiGraph
        Nodes with ``name`` and ``kind``; edges keyed by kind, with ``records``.
    """
    check_number("hops", hops)
    several = [who] if isinstance(who, str) else list(who)
    start = np.array(sorted({graph.code(one) for one in several}), np.int32)
    out, _ = view(graph, kinds, since, until, directed_only=directed)
    inside = distances(out, start, hops) >= 0
    codes = np.flatnonzero(inside).astype(np.int32)
    keep = graph.selection(kinds, since, until)
    columns = graph.link_columns
    first = np.searchsorted(columns.source, codes)
    last = np.searchsorted(columns.source, codes, "right")
    positions = ranges(first, last)
    positions = positions[inside[columns.target[positions]]]
    if keep is not None:
        positions = positions[keep[positions]]
    made: nx.MultiDiGraph[str] = frames.subgraph(
        graph, codes, positions, multigraph=True, records=True
    )
    return made


def components(graph: LinkGraph) -> list[list[str]]:
    """Return the ids of each weakly connected part, the largest first."""
    from scipy.sparse import csr_array  # noqa: PLC0415 - heavy, loaded on use
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415 - as above

    out = graph.out()
    ones = np.ones(len(out.heads), np.int8)
    matrix = csr_array((ones, out.heads, out.starts), shape=(out.size, out.size))
    _, label = connected_components(matrix, connection="weak")
    ids = graph.entity_columns.ids.tolist()
    parts: dict[int, list[str]] = {}
    for code, part in enumerate(label.tolist()):
        parts.setdefault(part, []).append(ids[code])
    return sorted(parts.values(), key=lambda part: (-len(part), part[0]))
