"""Ways in the link graph to a record that pass by no one who might warn.

From the outer holders (public registers, funds, treasury: whatever lies far from the
person named) to the unit, company or account a step is about, without the person named,
their kin, the staff of their unit and units that leak. Least exposure (Dijkstra over
what each node on the way can give away), and the cut nodes where there is no way
around. Only records and units are shown on the way: no list of persons (X6).
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from workbench.planning.network import PERSON, SILENT, Network
from workbench.planning.plan import Route

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.planning.checks import Worked
    from workbench.planning.setting import Setting

FAMILY = ("kinship",)
STAFF = ("post", "wage")


def routes(worked: Sequence[Worked], setting: Setting) -> tuple[Route, ...]:
    """Return, for each step with a place in the graph, the least exposed way there."""
    net = setting.network
    if net is None:
        return ()
    found = []
    for one in worked:
        subject = net.find(one.matter.subjects)
        if not subject:
            continue
        avoid = avoided(net, subject, setting)
        targets = _targets(one, net, avoid)
        starts = _starts(net, subject, avoid, targets, setting)
        for name in sorted(targets):
            step = _step_for(one, net.name(name))
            if step is not None and starts:
                found.append(route(net, starts, name, avoid, step, setting))
    return tuple(found)


def avoided(net: Network, subject: frozenset[str], setting: Setting) -> frozenset[str]:
    """Return the nodes no route may pass: the person named, kin, staff of their unit.

    Units known to leak are handed in as the parameter ``m3.leaking`` (names).
    """
    kin = {n for s in subject for n in net.linked(s, FAMILY)}
    units = {n for s in subject for n in net.linked(s, STAFF)}
    staff = net.persons_at(units)
    leaking = net.find(setting.parameters.get("m3.leaking", ()))
    return frozenset(subject | kin | staff | leaking)


def _targets(one: Worked, net: Network, avoid: frozenset[str]) -> frozenset[str]:
    """Units, companies and accounts that the matter is about."""
    names = [u.text for u in one.allegation.units]
    names += [c.name for c in one.allegation.counterparties if hasattr(c, "name")]
    nodes = net.find(names)
    return frozenset(n for n in nodes if n not in avoid and net.kind(n) != PERSON)


def _starts(
    net: Network,
    subject: frozenset[str],
    avoid: frozenset[str],
    targets: frozenset[str],
    setting: Setting,
) -> frozenset[str]:
    """Nodes that are no persons and lie outside what is near the person named."""
    near = net.near(subject, setting.rules.whole("m3.near_hops"))
    return frozenset(
        n
        for n in net.graph.nodes
        if n not in near | avoid | targets and net.kind(n) != PERSON
    )


def _step_for(one: Worked, name: str) -> str | None:
    """Return the step that looks at that unit's record, else the first document."""
    documents = [s for s in one.steps if s.kind == "document"]
    for step in documents:
        if name in repr(step.holder):
            return step.id
    return documents[0].id if documents else None


def route(
    net: Network,
    starts: frozenset[str],
    target: str,
    avoid: frozenset[str],
    step: str,
    setting: Setting,
) -> Route:
    """Return the least exposed way from any start to ``target``.

    Where all ways lead through nodes to avoid, ``blocked_by`` counts on a least node
    cut. O(links log nodes), the cut O(nodes * links) at worst.
    """
    import networkx as nx  # noqa: PLC0415 - heavy, loaded on use

    near = net.near(avoid, 1)
    open_ = net.graph.subgraph(n for n in net.graph.nodes if n not in avoid)

    def price(_one: str, other: str, _data: Any) -> float:
        return 0.001 + _exposure(net, other, near, setting)

    sources = [n for n in sorted(starts) if n in open_]
    if not sources:
        return Route(step, net.name(target), (), 0.0, (), len(avoid))
    found: Any = nx.multi_source_dijkstra(open_, sources, weight=price)
    lengths, paths = found
    if target in paths:
        via: list[str] = paths[target]
        records = tuple(r for a, b in pairwise(via) for r in net.records(a, b))
        shown = tuple(net.name(n) for n in via if net.kind(n) != PERSON)
        return Route(
            step,
            net.name(target),
            shown,
            round(lengths[target], 3),
            records,
            len(avoid),
        )
    cut = _cut(net, starts, target)
    shown = tuple(sorted(net.name(n) for n in cut if net.kind(n) != PERSON))
    return Route(step, net.name(target), (), float(len(cut)), (), len(avoid), shown)


def _exposure(net: Network, node: str, near: frozenset[str], setting: Setting) -> float:
    number = setting.rules.number
    kind = net.kind(node)
    if kind == PERSON:
        return number("m3.path_person")
    if kind in SILENT:
        return number("m3.path_record")
    return number("m3.path_near") if node in near else number("m3.path_far")


def _cut(net: Network, starts: frozenset[str], target: str) -> frozenset[str]:
    """Return a least set of nodes through which every way to the target leads."""
    import networkx as nx  # noqa: PLC0415 - heavy, loaded on use

    whole = net.graph.copy()
    outside = "\0outside"
    for node in sorted(starts):
        if node != target and not whole.has_edge(node, target):
            whole.add_edge(outside, node)
    if outside not in whole or not nx.has_path(whole, outside, target):
        return frozenset()
    return frozenset(nx.minimum_node_cut(whole, outside, target))
