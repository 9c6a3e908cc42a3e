"""What was done and what it found: steps are marked, hypotheses move.

A result says, element by element, whether it was shown, refuted or left open, and where
that stands. Negative results stay. A hypothesis moves by what its steps found; no
number is put on a person, and nothing is decided here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, get_args

from workbench.errors import PlanError
from workbench.planning.plan import Change, Plan
from workbench.planning.said import say
from workbench.planning.step import Found, Status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from workbench.planning.said import Text
    from workbench.planning.step import Hypothesis, Step
    from workbench.records import Source

Standing = Literal["open", "supported", "mixed", "refuted"]
FINISHED: tuple[Status, ...] = ("done", "satisfied", "exhausted", "blocked")
DECISIVE = 3
"""Diagnosticity at which one record settles an element by itself."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a hypothesis stands and by which steps."""

    hypothesis: str
    standing: Standing
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]


def mark(
    plan: Plan,
    step: str,
    status: Status,
    *,
    on: date,
    found: Mapping[str, Found] | None = None,
    result: Text = "",
    records: Sequence[Source] = (),
    who: str = "",
) -> Plan:
    """Return the plan with one step marked and the change log longer by one entry.

    Parameters
    ----------
    found
        Element, or ``matter/element`` where a step serves several matters, ->
        ``shown``, ``refuted`` or ``open``; only elements the step can show.
    records
        Where the result stands; needed for a step that is done.

    Raises
    ------
    PlanError
        When there is no such step, an element is not the step's, a step is marked done
        without a record, or a hearing is marked before the rest is finished.
    """
    one = next((s for s in plan.steps if s.id == step), None)
    if one is None:
        raise PlanError("planning.no_such_step", step=step)
    told = dict(found or {})
    _check(plan, one, status, told, records)
    done = replace(
        one,
        status=status,
        done_on=on,
        found=MappingProxyType(dict(sorted(told.items()))),
        result=result,
        records=tuple(records),
    )
    entry = Change(
        plan.version,
        say("{step} marked: {status}", step=step, status=STATUS[status]),
        result or say("as found"),
        who=who,
        on=on,
    )
    return replace(
        plan,
        steps=tuple(done if s.id == step else s for s in plan.steps),
        changes=(*plan.changes, entry),
    )


STATUS: Mapping[str, Text] = {
    "planned": say("planned"),
    "done": say("done"),
    "satisfied": say("satisfied by another step"),
    "exhausted": say("exhausted, nothing found"),
    "blocked": say("blocked"),
}


def _check(
    plan: Plan,
    step: Step,
    status: Status,
    found: Mapping[str, Found],
    records: Sequence[Source],
) -> None:
    if status not in get_args(Status):
        raise PlanError("planning.no_such_status", status=status)
    own = {f"{matter}/{e}" for matter in step.serves for e in step.shows(matter)}
    known = own | set(step.elements)
    wrong = sorted(
        e for e, what in found.items() if e not in known or what not in get_args(Found)
    )
    if wrong:
        raise PlanError(
            "planning.not_of_this_step",
            step=step.id,
            elements=", ".join(wrong),
            known=", ".join(step.elements),
        )
    if status == "done" and not records:
        raise PlanError("planning.no_record", step=step.id)
    if step.hearing and status == "done":
        waiting = [s.id for s in plan.steps if not s.hearing and s.status == "planned"]
        if waiting:
            raise PlanError("planning.hearing_too_early", steps=", ".join(waiting))


def moved(plan: Plan) -> tuple[Moved, ...]:
    """Return where every hypothesis stands, in the order of the plan.

    What is shown speaks for the story as alleged and against an innocent account that
    contests it; what is refuted the other way round. One decisive record or two
    independent holders against refute; a single weak one only makes it mixed.
    """
    return tuple(_moved(hypothesis, plan) for hypothesis in plan.hypotheses)


def _moved(hypothesis: Hypothesis, plan: Plan) -> Moved:
    own = [s for s in plan.steps if hypothesis.allegation in s.serves]
    telling = [s for s in own if s.status == "done" and not s.hearing]
    pro = [s for s in telling if _says(s, hypothesis, speaks_for=True)]
    contra = [s for s in telling if _says(s, hypothesis, speaks_for=False)]
    names = tuple(s.id for s in pro), tuple(s.id for s in contra)
    return Moved(hypothesis.id, _standing(hypothesis, pro, contra), *names)


def _says(step: Step, hypothesis: Hypothesis, *, speaks_for: bool) -> bool:
    wanted = "shown" if hypothesis.innocent != speaks_for else "refuted"
    elements = _of(step, hypothesis)
    return any(step.told(hypothesis.allegation, e) == wanted for e in elements)


def _standing(
    hypothesis: Hypothesis, pro: Sequence[Step], contra: Sequence[Step]
) -> Standing:
    if contra:
        decisive = any(_strength(s, hypothesis) >= DECISIVE for s in contra)
        independent = len({repr(s.holder) for s in contra}) > 1
        if not pro and (decisive or independent):
            return "refuted"
        return "mixed"
    return "supported" if pro else "open"


def _strength(step: Step, hypothesis: Hypothesis) -> int:
    matter = hypothesis.allegation
    return max((step.strength(matter, e) for e in _of(step, hypothesis)), default=0)


def _of(step: Step, hypothesis: Hypothesis) -> tuple[str, ...]:
    """Return the elements on which a step speaks to a hypothesis."""
    shows = step.shows(hypothesis.allegation)
    if not hypothesis.innocent:
        return shows
    return tuple(e for e in hypothesis.contests if e in shows)


def unneeded(plan: Plan) -> tuple[str, ...]:
    """Return planned steps whose every element two holders have already settled.

    A proposal: a person marks them ``satisfied`` or lets them run.
    """
    settled: dict[tuple[str, str], set[str]] = {}
    for step in plan.steps:
        if step.status == "done":
            for matter in step.serves:
                for element in step.shows(matter):
                    if step.told(matter, element) in ("shown", "refuted"):
                        place = (matter, element)
                        settled.setdefault(place, set()).add(repr(step.holder))
    return tuple(
        s.id
        for s in plan.steps
        if s.status == "planned"
        and not s.hearing
        and s.elements
        and all(len(settled.get((m, e), ())) > 1 for m in s.serves for e in s.shows(m))
    )
