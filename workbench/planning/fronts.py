"""Fronts: a partition of the matters that share few holders and few who may warn.

Matters are nodes, what two of them share is the weight between them: holders who learn
which record is wanted, persons, and persons within a few links of each other. Up to
eight matters every partition is looked at; beyond, the closest pair is joined first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.planning.checks import Worked
    from workbench.planning.setting import Setting
    from workbench.planning.step import Step

EXACT = 8
"""Matters up to which all partitions are compared (4,140 for eight)."""

Groups = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Coupling:
    """What matters share, two by two; ``p`` is each matter's chance to yield."""

    weight: tuple[tuple[float, ...], ...]
    holders: tuple[frozenset[str], ...]
    p: tuple[float, ...]
    cost: tuple[float, ...]


def coupling(worked: Sequence[Worked], setting: Setting) -> Coupling:
    """Return what the matters share. O(matters squared + graph within the hops)."""
    shared_alert = setting.rules.whole("m1.shared_alert")
    holders = tuple(loud_holders(one.steps, shared_alert) for one in worked)
    people = [_people(one) for one in worked]
    reach = [_reach(names, setting) for names in people]
    own = [_nodes(names, setting) for names in people]
    weight = tuple(
        tuple(
            0.0
            if i == j
            else 2.0 * len(holders[i] & holders[j])
            + 2.0 * len(people[i] & people[j])
            + 1.0 * bool((reach[i] & own[j]) or (reach[j] & own[i]))
            for j in range(len(worked))
        )
        for i in range(len(worked))
    )
    p = tuple(
        setting.rules.number(f"m1.p_{one.matter.verifiability_band}") for one in worked
    )
    return Coupling(weight, holders, p, tuple(one.cost for one in worked))


def loud_holders(steps: Sequence[Step], alert: int) -> frozenset[str]:
    """Return the holders and witnesses who learn what is wanted.

    A witness counts by name only: "neighbours" of two matters are not the same people.
    """
    felt = [s for s in steps if s.alert >= alert and not s.hearing]
    papers = {repr(s.holder) for s in felt if s.kind == "document"}
    return frozenset(papers | {s.person for s in felt if isinstance(s.person, str)})


def _people(one: Worked) -> frozenset[str]:
    others = (c for c in one.allegation.counterparties if hasattr(c, "name"))
    return frozenset({*one.matter.subjects, *(c.name or c.text for c in others)})


def _nodes(names: frozenset[str], setting: Setting) -> frozenset[str]:
    return setting.network.find(names) if setting.network else frozenset()


def _reach(names: frozenset[str], setting: Setting) -> frozenset[str]:
    if setting.network is None:
        return frozenset()
    hops = setting.rules.whole("m1.warn_hops")
    return setting.network.near(setting.network.find(names), hops)


def partition(coupled: Coupling, *, least: int, most: int) -> Groups:
    """Return the groups of greatest value, then least coupling, then even load.

    Parameters
    ----------
    least, most
        Bounds on the number of groups; fewer where there are fewer matters.
    """
    n = len(coupled.p)
    low, high = min(least, n), max(min(most, n), min(least, n))
    if n <= EXACT:
        every = (g for g in _partitions(n) if low <= len(g) <= high)
    else:
        every = (g for g in _joined(coupled) if low <= len(g) <= high)
    return min(every, key=lambda g: _rank(g, coupled))


def _rank(groups: Groups, coupled: Coupling) -> tuple[object, ...]:
    load = max(sum(coupled.cost[i] for i in group) for group in groups)
    return (-round(value(groups, coupled), 9), cut(groups, coupled), load, groups)


def cut(groups: Groups, coupled: Coupling) -> float:
    """Return what fronts share across their borders."""
    where = {i: g for g, group in enumerate(groups) for i in group}
    n = len(coupled.p)
    return sum(
        coupled.weight[i][j]
        for i in range(n)
        for j in range(i + 1, n)
        if where[i] != where[j]
    )


def value(groups: Groups, coupled: Coupling) -> float:
    """Return 1 - prod(1 - p), fronts that share a holder counted once."""
    rest = 1.0
    for cluster in clusters(groups, coupled):
        best = max(coupled.p[i] for g in cluster for i in groups[g])
        rest *= 1.0 - best
    return 1.0 - rest


def clusters(groups: Groups, coupled: Coupling) -> tuple[tuple[int, ...], ...]:
    """Return groups of fronts tied by shared holders (indices of fronts)."""
    held = [frozenset().union(*(coupled.holders[i] for i in g)) for g in groups]
    label = list(range(len(groups)))
    for a in range(len(groups)):
        for b in range(a + 1, len(groups)):
            if held[a] & held[b]:
                old, new = label[b], label[a]
                label = [new if one == old else one for one in label]
    return tuple(
        tuple(g for g in range(len(groups)) if label[g] == one)
        for one in dict.fromkeys(label)
    )


def _partitions(n: int) -> Iterator[Groups]:
    """Yield every set partition of ``range(n)`` in a fixed order."""

    def grow(i: int, groups: list[list[int]]) -> Iterator[Groups]:
        if i == n:
            yield tuple(tuple(group) for group in groups)
            return
        for group in groups:
            group.append(i)
            yield from grow(i + 1, groups)
            group.pop()
        groups.append([i])
        yield from grow(i + 1, groups)
        groups.pop()

    yield from grow(0, [])


def _joined(coupled: Coupling) -> Iterator[Groups]:
    """Yield partitions made by joining the most coupled pair, step by step."""
    groups = [[i] for i in range(len(coupled.p))]
    while True:
        yield tuple(tuple(sorted(group)) for group in groups)
        if len(groups) == 1:
            return
        pairs = [(a, b) for a in range(len(groups)) for b in range(a + 1, len(groups))]
        a, b = max(
            pairs,
            key=lambda ab: (
                sum(coupled.weight[i][j] for i in groups[ab[0]] for j in groups[ab[1]]),
                -len(groups[ab[0]]) - len(groups[ab[1]]),
                -ab[0],
                -ab[1],
            ),
        )
        groups[a] += groups.pop(b)
