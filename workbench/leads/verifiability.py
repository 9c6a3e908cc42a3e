"""Verifiability: the best set of admissible checks and what it can settle.

``V = max over non-empty A of 100 cov (0.6 + 0.2 ease + 0.2 quiet)`` with
``cov = sum k max_A(d/3 a) / sum k``, ``ease = 1 / (1 + sum cost / 10)`` and
``quiet = 1 - max alert / 3`` (DOMAIN section 8). Ties go to the smaller set, then to
table order. Up to 14 checks every set is tried; above that branch and bound finds the
same set.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from workbench.rules.rubric import Rubric, rubric

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.leads.checks import Prospect
    from workbench.leads.values import Check

    Levels = Mapping[str, int]

_SAME = 1e-9  # two sums of the same terms in another order


@dataclass(frozen=True, slots=True)
class Best:
    """The best set of checks, in table order, and its value 0..100."""

    value: float
    checks: tuple[int, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Task:
    gains: tuple[tuple[float, ...], ...]  # per check, per key element: k d/3 a / sum k
    costs: tuple[float, ...]
    alerts: tuple[int, ...]
    places: tuple[int, ...]  # index in the table that was given
    rules: Rubric

    def value(self, cov: float, cost: float, alert: int) -> float:
        r = self.rules
        ease = 1 / (1 + cost / r.ease_days)
        quiet = 1 - alert / r.max_alert
        return 100 * cov * (r.base + r.ease * ease + r.quiet * quiet)


def verifiability(
    key: Mapping[str, float], checks: Sequence[Check], *, profile: str = "cn"
) -> Best:
    """Return the best set of admissible checks for one allegation.

    Parameters
    ----------
    key
        Key element -> weight, over 0.
    checks
        In table order; a blocked check, or one that decides nothing, is left out.

    Returns
    -------
    Best
        Value rounded to one decimal; 0 and no checks where nothing is admissible.

    Notes
    -----
    At most 2^14 sets are tried; above 14 checks branch and bound, whose bound is the
    coverage of everything left at the cost and alert already spent.
    """
    task = _task(key, checks, rubric(profile))
    if not task.gains:
        return Best(0.0)
    value, chosen = _solved(task.gains, task.costs, task.alerts, profile)
    if value <= 0:
        return Best(0.0)
    places = tuple(sorted(task.places[i] for i in chosen))
    exact = _value(key, [checks[i] for i in places], task.rules)
    return Best(round(exact, 1), places, tuple(checks[i].source for i in places))


def reachable(key: Mapping[str, float], prospect: Prospect, levels: Levels) -> float:
    """Return the value that some levels would give, 0..100, not rounded.

    The same as :func:`verifiability` of the checks that they allow, without drawing
    these up: for trying many levels in turn.
    """
    rows = prospect.gains(levels, key)
    if not rows:
        return 0.0
    return _solved(
        tuple(gains for _, gains in rows),
        tuple(source.cost.value for source, _ in rows),
        tuple(int(source.alert.value) for source, _ in rows),
        prospect.setting.profile.name,
    )[0]


def _value(key: Mapping[str, float], chosen: Sequence[Check], rules: Rubric) -> float:
    """Return the value of one set by the formula as it is written.

    The search adds shares in another order; what is rounded and shown must not depend
    on that.
    """
    cov = sum(
        k
        * max(c.diagnosticity.get(e, 0) / rules.max_d * c.availability for c in chosen)
        for e, k in key.items()
    ) / sum(key.values())
    ease = 1 / (1 + sum(c.cost for c in chosen) / rules.ease_days)
    quiet = 1 - max(c.alert for c in chosen) / rules.max_alert
    return 100 * cov * (rules.base + rules.ease * ease + rules.quiet * quiet)


@lru_cache(maxsize=20_000)
def _solved(
    gains: tuple[tuple[float, ...], ...],
    costs: tuple[float, ...],
    alerts: tuple[int, ...],
    profile: str,
) -> tuple[float, tuple[int, ...]]:
    """Return value and set; the same few combinations recur over many letters."""
    rules = rubric(profile)
    task = _Task(gains, costs, alerts, (), rules)
    few = len(gains) <= rules.exhaustive_to
    return _all_sets(task) if few else _bounded(task)


def _task(key: Mapping[str, float], checks: Sequence[Check], rules: Rubric) -> _Task:
    total = sum(key.values())
    rows = []
    for place, check in enumerate(checks):
        if check.blocked is not None or not total:
            continue
        gains = tuple(
            k * check.diagnosticity.get(e, 0) / rules.max_d * check.availability / total
            for e, k in key.items()
        )
        if any(gains):
            rows.append((gains, check.cost, check.alert, place))
    return _Task(
        tuple(r[0] for r in rows),
        tuple(r[1] for r in rows),
        tuple(r[2] for r in rows),
        tuple(r[3] for r in rows),
        rules,
    )


class _Leader:
    """The best set so far; ties go to fewer checks, then to table order."""

    __slots__ = ("chosen", "value")

    def __init__(self) -> None:
        self.value = 0.0
        self.chosen: tuple[int, ...] = ()

    def offer(self, value: float, chosen: tuple[int, ...]) -> None:
        if value > self.value + _SAME:
            self.value, self.chosen = value, chosen
        elif value > self.value - _SAME and self.chosen:
            rank = (len(chosen), chosen)
            if rank < (len(self.chosen), self.chosen):
                self.chosen = chosen


def _bounded(task: _Task) -> tuple[float, tuple[int, ...]]:
    """Take or leave each check in turn; drop what cannot reach the leader."""
    n = len(task.gains)
    rest = _best_left(task)
    leader = _Leader()

    def go(
        i: int, have: tuple[float, ...], cost: float, alert: int, taken: tuple[int, ...]
    ) -> None:
        if i == n:
            if taken:
                leader.offer(task.value(sum(have), cost, alert), taken)
            return
        most = sum(max(h, r) for h, r in zip(have, rest[i], strict=True))
        if task.value(most, cost, alert) < leader.value - _SAME:
            return
        more = tuple(max(h, g) for h, g in zip(have, task.gains[i], strict=True))
        if more != have:
            spent = cost + task.costs[i], max(alert, task.alerts[i])
            go(i + 1, more, spent[0], spent[1], (*taken, i))
        go(i + 1, have, cost, alert, taken)

    go(0, (0.0,) * len(task.gains[0]), 0.0, 0, ())
    return leader.value, leader.chosen


def _best_left(task: _Task) -> list[tuple[float, ...]]:
    """Per position, the most that the checks from there on add to each key element."""
    best = [(0.0,) * len(task.gains[0])]
    for gains in reversed(task.gains):
        best.append(tuple(max(p) for p in zip(gains, best[-1], strict=True)))
    return best[::-1]


def _all_sets(task: _Task) -> tuple[float, tuple[int, ...]]:
    """Try every set, built one check at a time so that each costs one step."""
    leader = _Leader()
    sets: list[tuple[tuple[float, ...], float, int, tuple[int, ...]]] = [
        ((0.0,) * len(task.gains[0]), 0.0, 0, ())
    ]
    for i, gains in enumerate(task.gains):
        grown = []
        for have, cost, alert, taken in sets:
            more = tuple(map(max, have, gains))
            if more == have:
                continue  # adds cost and nothing else: never better, never smaller
            spent, loud = cost + task.costs[i], max(alert, task.alerts[i])
            grown.append((more, spent, loud, (*taken, i)))
            leader.offer(task.value(sum(more), spent, loud), grown[-1][3])
        sets += grown
    return leader.value, leader.chosen
