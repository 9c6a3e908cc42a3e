"""Levels that agree with each other and with the letter as a whole.

What an element's head says is uncertain by about half a level, and the errors of ten
elements add up, most of all in verifiability, where the lowest of several needed
elements decides. Two more heads say of the whole allegation how specific and how
verifiable a rater would find it. The levels that stand are those that agree best with
all of these at once: the most probable reading if every head errs by chance (maximum a
posteriori, found by coordinate descent).

Scores stay what the rubric makes of the levels; nothing is added to them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import inf
from types import MappingProxyType
from typing import TYPE_CHECKING

from workbench.leads.checks import key_weights
from workbench.leads.scoring import (
    circumstances_with,
    levels_of,
    not_applicable,
    prospect_of,
)
from workbench.leads.values import Element
from workbench.leads.verifiability import reachable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from workbench.leads.checks import Prospect, Setting
    from workbench.leads.judging import Leaning
    from workbench.leads.values import Allegation

_STEPS = 10  # changes of one level at most
_SPECIFIC = 10.0  # points by which the whole's specificity may be off
_VERIFIABLE = 5.0  # and its verifiability
_USUAL = 10.0  # weight of most elements
_LEAST = 1e-6
_GOOD = 0.25  # so well that nothing is changed any more


def settled(
    allegation: Allegation,
    leaning: Leaning,
    setting: Setting,
    pointed: Collection[str] = (),
) -> Allegation:
    """Return the allegation with the levels that agree best.

    Parameters
    ----------
    allegation
        As its heads read it, each by itself.
    leaning
        What other levels would cost, and what the letter says as a whole.
    setting, pointed
        As for :func:`workbench.leads.scoring.scored`.

    Returns
    -------
    Allegation
        Its scores not yet made. At most ten levels are changed, one at a time; each
        level above 0 has its quote.
    """
    search = _Search(allegation, leaning, setting, frozenset(pointed))
    levels = search.best().levels
    elements = {
        name: _changed(old, levels[name], leaning)
        for name, old in allegation.elements.items()
    }
    return replace(allegation, elements=MappingProxyType(elements))


def _changed(old: Element, level: int, leaning: Leaning) -> Element:
    if level == old.level:
        return old
    quote = old.span or leaning.quotes[old.name]
    return Element(old.name, level, quote if level else None, "weighed")


@dataclass(frozen=True, slots=True)
class _State:
    """Levels, how much they are against their heads, and what they add up to."""

    levels: Mapping[str, int]
    against: float
    specificity: float


_Told = tuple[frozenset[str], tuple[int, ...]]
"""What holds of the proof, and the levels on which records hang."""


@dataclass(slots=True)
class _Search:
    """Coordinate descent: one level by one at a time."""

    allegation: Allegation
    leaning: Leaning
    setting: Setting
    pointed: frozenset[str]
    weights: Mapping[str, float] = field(init=False)
    total: float = field(init=False)
    key: Mapping[str, float] = field(init=False)
    prospects: dict[frozenset[str], Prospect] = field(default_factory=dict)
    values: dict[_Told, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        offence, rules = self.allegation.offence, self.setting.profile.rubric
        aside = not_applicable(offence, self.setting)
        self.weights = {n: w for n, w in rules.weights.items() if n not in aside}
        self.total = sum(self.weights.values()) * rules.max_level / 100
        self.key = key_weights(offence, self.setting)

    def best(self) -> _State:
        levels = levels_of(self.allegation)
        got = sum(w * levels[n] for n, w in self.weights.items()) / self.total
        state = _State(levels, 0.0, got)
        least = self.off(state, inf)
        for _ in range(_STEPS):
            if least < _GOOD:
                break
            chosen = None
            for other in self.neighbours(state, self.ways(state)):
                off = self.off(other, least)
                if off < least - _LEAST:
                    least, chosen = off, other
            if chosen is None:
                break
            state = chosen
        return state

    def ways(self, state: _State) -> tuple[int, ...]:
        """Return the directions in which a change may help: both scales rise so."""
        wanted = self.leaning
        rest = self.verifiability(state) - wanted.verifiability
        far = state.specificity - wanted.specificity, rest
        return tuple(
            way for way, helps in ((-1, max(far) > 0), (1, min(far) < 0)) if helps
        )

    def neighbours(self, state: _State, ways: Sequence[int]) -> Iterator[_State]:
        for name, level in state.levels.items():
            weight, costs = self.weights.get(name, 0.0), self.leaning.costs[name]
            for other in (level + way for way in ways):
                if 0 <= other < len(costs) and costs[other] < inf:
                    yield _State(
                        {**state.levels, name: other},
                        state.against + (costs[other] - costs[level]) * weight / _USUAL,
                        state.specificity + weight * (other - level) / self.total,
                    )

    def off(self, state: _State, least: float) -> float:
        """Return how badly a state agrees; more than ``least`` may be told short."""
        wanted = self.leaning
        far = (state.specificity - wanted.specificity) / _SPECIFIC
        off = state.against + far * far
        if off >= least:
            return off
        far = (self.verifiability(state) - wanted.verifiability) / _VERIFIABLE
        return off + far * far

    def verifiability(self, state: _State) -> float:
        if state.levels["act"] == 0:
            return 0.0
        holds = circumstances_with(self.allegation, state.levels)
        if holds not in self.prospects:
            self.prospects[holds] = prospect_of(
                self.allegation, self.setting, self.pointed, holds
            )
        found = self.prospects[holds]
        told = holds, tuple(map(state.levels.__getitem__, found.needed))
        if told not in self.values:
            self.values[told] = reachable(self.key, found, state.levels)
        return self.values[told]
