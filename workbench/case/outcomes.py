"""Outcomes of a plan's matters, clarification, and how well V foretold them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from workbench.case.decisions import standing
from workbench.errors import CaseError, PlanError, RedLine
from workbench.planning.outcome import (
    RESULTS,
    Calibration,
    Clarification,
    Outcome,
    approve,
    calibration,
    outcome,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbench.case.case import Case
    from workbench.case.decisions import Decision
    from workbench.case.execution import Execution
    from workbench.journal import Entry
    from workbench.leads.values import Band
    from workbench.planning import Plan
    from workbench.planning.outcome import Result

DECIDED = "outcome_decided"
NOTED = "clarification_noted"
FOLLOWS: dict[str, tuple[str, ...]] = {
    "to_ask": ("wanted", "declined"),
    "wanted": ("approved", "declined"),
    "declined": (),
    "approved": ("done",),
    "done": (),
}
"""Which state of a clarification may follow which."""


def proposed(plan: Plan) -> tuple[Outcome, ...]:
    """Return the outcome proposed for every matter with steps, in order."""
    used = {m for s in plan.steps for m in s.serves}
    return tuple(outcome(plan, m.id) for m in plan.matters if m.id in used)


def decided(decisions: Iterable[Decision]) -> dict[str, str]:
    """Return the newest outcome decided for each matter."""
    return {
        d.of.partition("/")[2]: str(d.value["result"])
        for d in decisions
        if d.verb == DECIDED and d.value["result"] != "open"
    }


def decide(at: Execution, matter: str, result: str, *, why: str) -> Entry:
    """Journal what one matter came to: a person decides, the proposal stands beside.

    Raises
    ------
    RedLine
        ``substantiated`` while the person named was not heard (X10).
    PlanError
        For an unknown result or matter.
    """
    if result not in RESULTS:
        raise PlanError(
            "planning.no_such_result", result=result, known=", ".join(RESULTS)
        )
    about = at.plan.matter(matter)
    found = outcome(at.plan, matter)
    if result == "substantiated" and not found.heard:
        raise RedLine("planning.not_heard")
    value = {
        "result": result,
        "proposed": found.result,
        "band": about.verifiability_band,
        "steps": sorted({s for a in found.answers for s in a.steps}),
    }
    return at.case.decide(DECIDED, f"{at.id}/{matter}", value, why=why)


def track(at: Execution, matter: str) -> Clarification | None:
    """Return where the clarification of a matter stands; ``None`` unless unfounded."""
    at.plan.matter(matter)
    if at.decided_outcomes().get(matter) != "unfounded":
        return None
    made = Clarification(matter)
    for noted in standing(at.case.journal.entries(verb=NOTED)):
        if noted.of == f"{at.id}/{matter}":
            made = _after(made, noted)
    return made


def _after(made: Clarification, noted: Decision) -> Clarification:
    value: dict[str, Any] = noted.value
    return replace(
        made,
        state=value["state"],
        reach=value["reach"] or made.reach,
        approved_by=noted.who if value["state"] == "approved" else made.approved_by,
    )


def clarify(
    at: Execution, matter: str, state: str, *, reach: str, why: str
) -> Clarification:
    """Journal the next step of a clarification; the head approves, nobody skips.

    Raises
    ------
    PlanError
        When the matter is not unfounded, or the state does not follow.
    CaseError
        Without a reason.
    """
    now = track(at, matter)
    if now is None or state not in FOLLOWS[now.state]:
        known = now.state if now else "-"
        raise PlanError("planning.clarification_step", state=known, to=state)
    if not why.strip():
        raise CaseError("case.no_reason", verb=NOTED)
    if state == "approved":
        approve(now, by=at.case.who, reach=reach, on=at.case.as_of)
    value = {"state": state, "reach": reach}
    at.case.decide(NOTED, f"{at.id}/{matter}", value, why=why)
    after = track(at, matter)
    assert after is not None  # noqa: S101 - it was there a moment ago
    return after


def foretold(cases: Sequence[Case]) -> tuple[Calibration, ...]:
    """Compare predicted verifiability with the outcomes decided, over cases.

    Bands and outcomes only: no person, no matter, no count under five (X14).
    """
    pairs: list[tuple[Band, Result]] = []
    for case in cases:
        newest: dict[str, Decision] = {}
        for decision in standing(case.journal.entries(verb=DECIDED)):
            newest[decision.of] = decision
        pairs += [(d.value["band"], d.value["result"]) for d in newest.values()]
    return calibration(pairs)
