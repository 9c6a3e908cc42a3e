"""All patterns of a graph, kind by kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.graph import measures, ties
from workbench.graph.asked import check_known

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from workbench.graph.linkgraph import LinkGraph
    from workbench.graph.pattern import Pattern


def patterns(graph: LinkGraph, kinds: Iterable[str] = ()) -> list[Pattern]:
    """Return all patterns, kind by kind, each kind in the order of time.

    Parameters
    ----------
    graph
        The link graph.
    kinds
        Only these kinds; all but ``edge`` (which asks about someone) where none given.
    """
    wanted = set(kinds)
    check_known(sorted(wanted), _ALL)
    return [
        pattern
        for kind, find in _ALL.items()
        if not wanted or kind in wanted
        for pattern in find(graph)
    ]


_ALL: Mapping[str, Callable[[LinkGraph], list[Pattern]]] = {
    "cycle": measures.rings,
    "pass_through": measures.pass_through,
    "fan_in": measures.fan_in,
    "fan_out": measures.fan_out,
    "split": measures.split_payments,
    "shared": ties.shared,
    "broker": ties.brokers,
}
