"""Patterns in the flow of funds that say which records to look at.

They answer about accounts, units and records. A person is never the subject of one, and
no answer is a ranking: patterns come in the order of their days (DOMAIN X6). Every
threshold is a default of ``ontology/patterns.yaml`` and a parameter here.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.graph.columns import day_of
from workbench.graph.cycles import cycles
from workbench.graph.moves import moves_of, sighted
from workbench.graph.pattern import LISTED, Pattern, called_by, in_time, measured
from workbench.graph.values import units
from workbench.ontology.thresholds import threshold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from workbench.graph.columns import Ints, Sums
    from workbench.graph.linkgraph import LinkGraph
    from workbench.graph.moves import Moves
    from workbench.records import Source


def _listed(graph: LinkGraph, moves: Moves, some: Iterable[int]) -> tuple[Source, ...]:
    found: list[Source] = []
    for move in sorted(some):
        found += sighted(graph, int(moves.row[move]))
        if len(found) >= LISTED:
            break
    return tuple(found[:LISTED])


def _about(
    graph: LinkGraph,
    kind: str,
    codes: Sequence[int],
    moves: Moves,
    some: Sequence[int],
    **fields: Any,
) -> Pattern:
    ordered = sorted(some)
    called = called_by(graph, int(codes[0]))
    if called:
        fields["called"] = called
    return Pattern(
        kind=kind,
        entities=tuple(graph.entity(int(code)) for code in codes),
        records=_listed(graph, moves, ordered),
        first=day_of(int(moves.day[ordered[0]])),
        last=day_of(int(moves.day[ordered[-1]])),
        fields=fields,
    )


def fan_in(
    graph: LinkGraph, *, least: int | None = None, days: int | None = None
) -> list[Pattern]:
    """Return accounts into which many pay within a few days.

    Parameters
    ----------
    graph
        The link graph.
    least
        Smallest number of different payers.
    days
        Length of the span.

    Returns
    -------
    list of Pattern
        One an account, however often it gathered (``times``); ``n`` and ``days`` are
        those of the span with most payers. Whom many pay all the time, as they do a
        power company, is left out.
    """
    return _fans(graph, "fan_in", least or threshold("fan_in_sources"), days)


def fan_out(
    graph: LinkGraph, *, least: int | None = None, days: int | None = None
) -> list[Pattern]:
    """Return accounts out of which many are paid within a few days."""
    return _fans(graph, "fan_out", least or threshold("fan_out_targets"), days)


def _fans(graph: LinkGraph, kind: str, least: int, days: int | None) -> list[Pattern]:
    moves, span = moves_of(graph), threshold("fan_days") if days is None else days
    into = kind == "fan_in"
    hub, other = (
        (moves.target_at, moves.source_at)
        if into
        else (moves.source_at, moves.target_at)
    )
    found = []
    for code, mine in _by_account(hub, measured(graph)):
        if len(np.unique(other[mine])) < least:
            continue
        spans = [
            mine[first:last]
            for first, last in _spans(moves.day[mine], other[mine], least, span)
        ]
        if not spans or _habit(moves.day[mine], spans, moves.day, span):
            continue
        whole = np.concatenate(spans)
        most = max(spans, key=lambda some: len(np.unique(other[some])))
        fields = {
            "n": len(np.unique(other[most])),
            "amount": units(int(moves.amount[whole].sum())),
            "days": int(moves.day[most[-1]] - moves.day[most[0]]) + 1,
            "times": len(spans),
        }
        codes = [code, *np.unique(other[most]).tolist()]
        found.append(_about(graph, kind, codes, moves, whole.tolist(), **fields))
    return in_time(found)


def _habit(day: Ints, spans: list[Sums], days: Ints, span: int) -> bool:
    """Say whether gathering is what the account always does, like a power company's.

    Told only from a record of several spans' length: a few weeks show no habit.
    """
    whole = int(day[-1] - day[0])
    if whole < threshold("fan_record") * span:
        return False
    busy = sum(int(days[some[-1]] - days[some[0]]) + 1 for some in spans)
    return bool(busy >= threshold("fan_habit") * whole)


def _by_account(hub: Ints, allowed: Any) -> Iterator[tuple[int, Sums]]:
    """Go through the transfers of each account that a measure may be about."""
    order = np.argsort(hub, kind="stable")
    cuts = np.flatnonzero(np.diff(hub[order])) + 1
    for mine in np.split(order, cuts) if len(order) else []:
        if allowed[hub[mine[0]]]:
            yield int(hub[mine[0]]), mine


def _spans(day: Ints, other: Ints, least: int, span: int) -> Iterator[tuple[int, int]]:
    """Longest runs of transfers inside the span with enough different others."""
    days, others = day.tolist(), other.tolist()
    first, open_at = 0, None
    counts: dict[int, int] = {}
    for last in range(len(days)):
        counts[others[last]] = counts.get(others[last], 0) + 1
        while days[last] - days[first] >= span:
            if open_at is not None:
                yield open_at, last
                open_at = None
                for gone in range(first, last):
                    _drop(counts, others[gone])
                first = last
                break
            _drop(counts, others[first])
            first += 1
        if len(counts) >= least and open_at is None:
            open_at = first
    if open_at is not None:
        yield open_at, len(days)


def _drop(counts: dict[int, int], one: int) -> None:
    counts[one] -= 1
    if not counts[one]:
        del counts[one]


def pass_through(
    graph: LinkGraph,
    *,
    days: int | None = None,
    share: float | None = None,
    least: int | None = None,
) -> list[Pattern]:
    """Return accounts that pass on nearly all they get within a few days.

    What came in first goes out first; counted is the part of all inflows that left
    again within ``days``.

    Parameters
    ----------
    graph
        The link graph.
    days, share
        How soon, and how much of all that came in.
    least
        Smallest number of inflows.
    """
    span = threshold("pass_days") if days is None else days
    part = threshold("pass_share") if share is None else share
    inflows = threshold("pass_inflows") if least is None else least
    moves = moves_of(graph)
    ends = np.concatenate((moves.source_at, moves.target_at))
    time = np.tile(np.arange(len(moves)), 2)
    order = np.lexsort((time, ends))
    allowed, found = measured(graph), []
    cuts = np.flatnonzero(np.diff(ends[order])) + 1
    for piece in np.split(order, cuts) if len(order) else []:
        code = int(ends[piece[0]])
        mine = time[piece]
        entering = moves.target_at[mine] == code
        if not allowed[code] or entering.sum() < inflows or entering.all():
            continue
        came, passed, used = _dwelt(moves, mine.tolist(), code, span)
        if came and passed >= part * came:
            fields = {
                "share": round(passed / came, 4),
                "amount": units(came),
                "days": span,
            }
            found.append(_about(graph, "pass_through", [code], moves, used, **fields))
    return in_time(found)


def _dwelt(
    moves: Moves, mine: list[int], code: int, span: int
) -> tuple[int, int, list[int]]:
    """Return what came in, what of it left within the span, and the transfers."""
    waiting: deque[list[int]] = deque()
    came = passed = 0
    for move in dict.fromkeys(mine):
        source, target = int(moves.source_at[move]), int(moves.target_at[move])
        amount, day = int(moves.amount[move]), int(moves.day[move])
        if source == target:
            continue
        if target == code:
            came += amount
            waiting.append([amount, day])
            continue
        while amount and waiting:
            part = min(amount, waiting[0][0])
            passed += part if day - waiting[0][1] <= span else 0
            amount -= part
            waiting[0][0] -= part
            if not waiting[0][0]:
                waiting.popleft()
    return came, passed, list(dict.fromkeys(mine))


def split_payments(
    graph: LinkGraph,
    *,
    limits: Sequence[float] | None = None,
    days: int | None = None,
    below: float | None = None,
    least: int | None = None,
) -> list[Pattern]:
    """Return payments between the same two, each just below a limit, together above.

    Parameters
    ----------
    graph
        The link graph.
    limits
        Sums that someone may wish to stay below, currency units.
    days
        Length of the span.
    below
        How far below the limit still counts as just below, as a share of it.
    least
        Smallest number of payments.
    """
    span = threshold("split_days") if days is None else days
    margin = threshold("split_below") if below is None else below
    parts = threshold("split_parts") if least is None else least
    moves, allowed = moves_of(graph), measured(graph)
    found = []
    for limit in limits or threshold("split_limits"):
        top = round(limit * 100)
        near = (moves.amount < top) & (moves.amount >= top * (1 - margin))
        near &= allowed[moves.source]
        for group in _same_two(moves, np.flatnonzero(near)):
            for some in _runs(moves.day, group, span):
                total = int(moves.amount[some].sum())
                if len(some) < parts or total < top:
                    continue
                codes = [int(moves.source[some[0]]), int(moves.target[some[0]])]
                fields = {"n": len(some), "limit": limit, "amount": units(total)}
                found.append(_about(graph, "split", codes, moves, some, **fields))
    return in_time(found)


def _same_two(moves: Moves, near: Sums) -> Iterator[Sums]:
    order = near[np.lexsort((near, moves.target[near], moves.source[near]))]
    new = (np.diff(moves.source[order]) != 0) | (np.diff(moves.target[order]) != 0)
    yield from np.split(order, np.flatnonzero(new) + 1) if len(order) else []


def _runs(day: Ints, group: Sums, span: int) -> Iterator[list[int]]:
    """Cut the transfers of one pair where the span is over."""
    run: list[int] = []
    for move in group.tolist():
        if run and day[move] - day[run[0]] >= span:
            yield run
            run = []
        run.append(move)
    if run:
        yield run


def rings(graph: LinkGraph, *, max_length: int = 6, days: int = 90) -> list[Pattern]:
    """Return rings through which funds came back, each once with all its turns.

    Parameters
    ----------
    graph
        The link graph.
    max_length
        Greatest number of transfers.
    days
        Greatest number of days from the first to the last transfer.
    """
    turns: dict[tuple[str, ...], list[Any]] = {}
    for cycle in cycles(graph, max_length=max_length, within=days):
        ids = [entity.id for entity in cycle.entities]
        start = ids.index(min(ids))
        turns.setdefault(tuple(ids[start:] + ids[:start]), []).append(cycle)
    found = []
    for ring in sorted(turns):
        records = dict.fromkeys(
            r for cycle in turns[ring] for t in cycle.transfers for r in t.records
        )
        days_ = sorted(t.day for cycle in turns[ring] for t in cycle.transfers)
        most = max(cycle.returned for cycle in turns[ring])
        fields = {"n": len(turns[ring]), "length": len(ring), "amount": units(most)}
        found.append(
            Pattern(
                kind="cycle",
                entities=tuple(graph.entity(key) for key in ring),
                records=tuple(records)[:LISTED],
                first=days_[0],
                last=days_[-1],
                fields=fields,
            )
        )
    return in_time(found)
