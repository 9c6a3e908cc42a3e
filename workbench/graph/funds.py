"""Where the money went: funds followed through accounts in the order of time.

What leaves the one asked about is marked; each account on the way passes money on by
one of three rules (``pots``), never before it came, never more than came. A *flow* is
one parcel of that money and the transfers it went through, up to where it rests; the
sums of all flows add up to what left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from workbench.errors import UsageError
from workbench.graph.asked import check_days, check_number
from workbench.graph.columns import day_number
from workbench.graph.moves import moves_of, window
from workbench.graph.pots import RULES
from workbench.graph.tracing import Tracing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from workbench.graph.columns import Flags, Sums
    from workbench.graph.flow import Flows
    from workbench.graph.linkgraph import LinkGraph
    from workbench.graph.moves import Moves
    from workbench.graph.pots import Rule

ROUNDS = 32  # hops worked off by array before going transfer by transfer


def flows(
    graph: LinkGraph,
    who: str,
    *,
    since: date | None = None,
    until: date | None = None,
    least: float = 0,
    depth: int | None = None,
    rule: Rule = "fifo",
    kinds: Iterable[str] = (),
) -> Flows:
    """Follow what left an account, person, unit or fund.

    Parameters
    ----------
    graph
        The link graph.
    who
        Id or name; a holder stands for all accounts held.
    since, until
        First and last day on which money leaves; nothing is followed past ``until``.
        What moved before ``since`` still counts towards the balances.
    least
        Flows below this sum (currency units) are left out.
    depth
        Greatest number of hops; money rests, for this answer, where it is then.
    rule
        ``fifo``, ``proportional`` or ``lowest``.
    kinds
        Kinds of links to follow; all along which funds move where none is given.

    Returns
    -------
    Flows
        Same-day transfers keep the order of the files. O(transfers x parcels).

    Raises
    ------
    UnknownName, UsageError
        Where the name is unknown or the rule is none of the three.
    """
    if rule not in RULES:
        raise UsageError("graph.no_such_rule", rule=rule, known=", ".join(RULES))
    check_days(since, until)
    check_number("depth", depth)
    start = accounts_of(graph, graph.code(who))
    moves = window(moves_of(graph, kinds, start), None, until)
    floor = round(least * 100)
    near = _concerned(moves, start, len(graph), depth, since, floor)
    tracing = Tracing(graph, moves.kept(near), start, rule, depth, floor, since)
    tracing.run()
    return tracing.answer()


def accounts_of(graph: LinkGraph, code: int) -> frozenset[int]:
    """Return an entity and the accounts it holds."""
    links = graph.link_columns
    if "holds" not in links.kinds:
        return frozenset({code})
    holds = (links.kind == links.kinds.index("holds")) & (links.source == code)
    return frozenset({code, *links.target[holds].tolist()})


def _concerned(
    moves: Moves,
    start: frozenset[int],
    size: int,
    depth: int | None,
    since: date | None,
    floor: int,
) -> Flags:
    """Transfers that touch an account the money can have reached in time.

    Round by round: an account is reached at the earliest transfer that leaves a reached
    account after it was reached itself.
    """
    never = len(moves)
    reached = np.full(size, never, np.int64)
    time = np.arange(len(moves))
    able = moves.amount >= floor
    leaving = np.isin(moves.source_at, sorted(start)) & able
    if since is not None:
        leaving &= moves.day >= day_number(since)
    np.minimum.at(reached, moves.target_at[leaving], time[leaving])
    own = np.zeros(size, np.bool_)
    own[sorted(start)] = True
    hops = 1
    while depth is None or hops < depth:
        if hops > ROUNDS and depth is None:
            _in_one_pass(moves, reached, able, own)
            break
        onward = able & (reached[moves.source_at] < time) & ~own[moves.source_at]
        better = onward & (time < reached[moves.target_at])
        if not better.any():
            break
        np.minimum.at(reached, moves.target_at[better], time[better])
        hops += 1
    inside = (reached < never) & ~own
    return inside[moves.source_at] | inside[moves.target_at] | own[moves.source_at]


def _in_one_pass(moves: Moves, reached: Sums, able: Flags, own: Flags) -> None:
    """Go on through the transfers one by one: long chains take too many rounds."""
    seen, never = reached.tolist(), len(moves)
    ends = moves.source_at.tolist(), moves.target_at.tolist()
    blocked = (~able | own[moves.source_at]).tolist()
    for i, (source, target, barred) in enumerate(zip(*ends, blocked, strict=True)):
        if not barred and seen[source] < i < seen[target] <= never:
            seen[target] = i
    reached[:] = seen
