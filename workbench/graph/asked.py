"""Conditions that no answer could meet are refused, not answered with nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.errors import UsageError
from workbench.ontology.graph_kinds import link_kinds

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from workbench.graph.linkgraph import LinkGraph


def check_days(since: date | None, until: date | None) -> None:
    """Refuse a span that ends before it begins."""
    if since is not None and until is not None and until < since:
        span = {"since": since.isoformat(), "until": until.isoformat()}
        raise UsageError("graph.reversed_days", **span)


def check_kinds(graph: LinkGraph, kinds: Iterable[str]) -> None:
    """Refuse a kind of link that neither the ontology nor the graph has."""
    known = {*link_kinds(), *graph.link_columns.kinds}
    check_known(kinds, known)


def check_known(names: Iterable[str], known: Iterable[str]) -> None:
    """Refuse a name that is not among the known ones, which are listed."""
    listed = sorted(known)
    for name in names:
        if name not in listed:
            raise UsageError("graph.no_such_kind", kind=name, known=", ".join(listed))


def check_number(name: str, value: float | None, least: int = 0) -> None:
    """Refuse a number below the least that makes sense."""
    if value is not None and value < least:
        raise UsageError("graph.too_small", name=name, value=value, least=least)
