"""The seam to OR-Tools CP-SAT: a model as text in its published format, and an answer.

A model is written as a ``CpModelProto`` in text form and read by the solver's own
library. The modelling layer of OR-Tools is not used, since it loads pandas: most of
what a first plan would wait for. Everything that decides an answer is counted in the
solver's deterministic time, so the same model gets the same answer on any machine.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Var = int
"""A variable: its place in the model."""
Expr = tuple[Var, int]
"""A variable and what is added to it."""
BIG = 2**40
"""As good as no limit."""


@dataclass(slots=True)
class Model:
    """A model that grows row by row; variables and intervals are known by place."""

    _variables: list[str] = field(default_factory=list)
    _rows: list[str] = field(default_factory=list)
    _hint: dict[Var, int] = field(default_factory=dict)
    _goal: str = ""

    def number(self, low: int, high: int) -> Var:
        """Add a whole number between ``low`` and ``high``, both included."""
        self._variables.append(f"variables {{ domain: [{low}, {high}] }}")
        return len(self._variables) - 1

    def choice(self) -> Var:
        """Add a yes or no: 1 or 0."""
        return self.number(0, 1)

    def linear(
        self, terms: Iterable[tuple[int, Var]], *, low: int = -BIG, high: int = BIG
    ) -> None:
        """Keep a sum of ``factor * variable`` between ``low`` and ``high``."""
        self._rows.append(
            f"constraints {{ linear {{ {_sum(terms)} domain: [{low}, {high}] }} }}"
        )

    def any_of(self, choices: Sequence[Var]) -> None:
        """Ask for at least one of the choices; of none of them there is no answer."""
        self._rows.append(f"constraints {{ bool_or {{ literals: {list(choices)} }} }}")

    def interval(self, start: Expr, size: int, *, when: Var | None = None) -> int:
        """Add a stretch of ``size`` slots, there only where ``when`` is chosen."""
        variable, more = start
        if_chosen = "" if when is None else f"enforcement_literal: {when} "
        self._rows.append(
            f"constraints {{ {if_chosen}interval {{ "
            f"start {{ vars: {variable} coeffs: 1 offset: {more} }} "
            f"end {{ vars: {variable} coeffs: 1 offset: {more + size} }} "
            f"size {{ offset: {size} }} }} }}"
        )
        return len(self._rows) - 1

    def fixed(self, first: int, last: int) -> int:
        """Add a stretch that stands: ``[first, last)``."""
        self._rows.append(
            f"constraints {{ interval {{ start {{ offset: {first} }} "
            f"end {{ offset: {last} }} size {{ offset: {last - first} }} }} }}"
        )
        return len(self._rows) - 1

    def one_at_a_time(self, intervals: Sequence[int]) -> None:
        """Let no two of the intervals overlap."""
        named = list(intervals)
        self._rows.append(f"constraints {{ no_overlap {{ intervals: {named} }} }}")

    def at_most(self, intervals: Sequence[tuple[int, int]], most: int) -> None:
        """Let the demands of intervals that overlap never exceed ``most``."""
        demands = " ".join(f"demands {{ offset: {n} }}" for _i, n in intervals)
        named = [i for i, _n in intervals]
        self._rows.append(
            f"constraints {{ cumulative {{ capacity {{ offset: {most} }} "
            f"intervals: {named} {demands} }} }}"
        )

    def hint(self, values: Mapping[Var, int]) -> None:
        """Begin the search from these values; replaces an earlier hint."""
        self._hint = dict(values)

    def least(self, terms: Iterable[tuple[int, Var]]) -> None:
        """Look for the least sum of ``factor * variable``."""
        self._goal = f"objective {{ {_sum(terms)} scaling_factor: 1 }}"

    def text(self) -> str:
        """Return the model in the text form of ``CpModelProto``."""
        hint = (
            f"solution_hint {{ vars: {list(self._hint)} "
            f"values: {list(self._hint.values())} }}"
            if self._hint
            else ""
        )
        return "\n".join([*self._variables, *self._rows, self._goal, hint])


def _sum(terms: Iterable[tuple[int, Var]]) -> str:
    listed = [(factor, variable) for factor, variable in terms if factor]
    named, factors = [v for _f, v in listed], [f for f, _v in listed]
    return f"vars: {named} coeffs: {factors}"


@dataclass(frozen=True, slots=True)
class Reply:
    """What the solver says; ``values`` by variable, empty where nothing was found."""

    state: Literal["optimal", "feasible", "infeasible", "unknown"]
    values: Sequence[int]
    bound: float

    @property
    def found(self) -> bool:
        """Whether there is an answer."""
        return self.state in ("optimal", "feasible")


def answer(model: Model, *, limit: float, how: str = "") -> Reply:
    """Solve a model with one worker: several end where the machine's clock says.

    Parameters
    ----------
    limit
        Deterministic time, see :data:`~.solver.RATE`.
    how
        More parameters of the solver, in the text form of ``SatParameters``.

    Raises
    ------
    ValueError
        When the solver does not take the model.
    """
    from ortools.sat.python import (  # noqa: PLC0415 - loaded on use
        cp_model_helper as engine,
    )

    proto, asked = engine.CpModelProto(), engine.SatParameters()
    settings = f"random_seed: 1 max_deterministic_time: {limit} {how}"
    if "num_workers" not in how:  # so that the answer depends on no race
        settings += " num_workers: 1"
    if not proto.parse_text_format(model.text()):
        raise ValueError("model")
    if not asked.parse_text_format(settings):
        raise ValueError(how)
    wrapper: Any = engine.SolveWrapper()
    wrapper.set_parameters(asked)
    said = wrapper.solve(proto)
    states = engine.CpSolverStatus
    if said.status == states.MODEL_INVALID:
        raise ValueError("model")
    state = {
        states.OPTIMAL: "optimal",
        states.FEASIBLE: "feasible",
        states.INFEASIBLE: "infeasible",
    }.get(said.status, "unknown")
    return Reply(state, list(said.solution), float(said.best_objective_bound))  # type: ignore[arg-type]
