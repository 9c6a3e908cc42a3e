"""How a matter came out, as a proposal: substantiated, unsubstantiated, unfounded.

Substantiated needs every key element shown and the person named heard (X10). Unfounded
needs a central element refuted, by a decisive record or two holders, and nothing that
shows it; it opens the clarification question (X10). All else is unsubstantiated once
every step is finished, and open before.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from workbench.errors import PlanError
from workbench.planning.execution import DECISIVE, FINISHED
from workbench.planning.said import say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from workbench.leads.values import Band
    from workbench.planning.plan import Plan
    from workbench.planning.said import Text
    from workbench.planning.step import Step

Result = Literal["open", "substantiated", "unsubstantiated", "unfounded"]
RESULTS: tuple[Result, ...] = ("substantiated", "unsubstantiated", "unfounded", "open")
FEW = 5
"""Counts under this are not shown (X14)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One key element: what was found, or why it was not checked."""

    element: str
    label: Text
    found: Literal["shown", "refuted", "contested", "not_checked"]
    steps: tuple[str, ...]
    why: Text = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The proposed outcome of one matter, each question answered."""

    matter: str
    result: Result
    answers: tuple[Answer, ...]
    heard: bool
    why: Text
    doubts: tuple[Text, ...] = ()  # open doubts 存在疑点


@dataclass(frozen=True, slots=True)
class Clarification:
    """The clarification track of an unfounded matter; the head approves."""

    matter: str
    state: Literal["to_ask", "wanted", "declined", "approved", "done"] = "to_ask"
    reach: Text = ""  # before whom: unit, meeting, public
    approved_by: str = ""
    on: date | None = None


def outcome(plan: Plan, matter: str) -> Outcome:
    """Return the outcome proposed for one matter."""
    own = [s for s in plan.steps if matter in s.serves]
    about = plan.matter(matter)
    answers = tuple(
        _answer(matter, element, about.labels.get(element, element), own)
        for element in sorted(about.key_elements)
    )
    heard = any(s.hearing and s.status == "done" for s in own)
    finished = all(s.status in FINISHED for s in own if not s.hearing)
    central = max(about.key_elements.values(), default=0.0)
    weights = about.key_elements
    refuted = [
        a
        for a in answers
        if a.found == "refuted"
        and weights[a.element] == central
        and _settled(matter, a, own)
    ]
    result, why = _result(answers, refuted, heard=heard, finished=finished)
    doubts = tuple(
        say("{element}: {what}", element=a.label, what=a.why)
        for a in answers
        if a.found in ("contested", "not_checked")
    )
    return Outcome(matter, result, answers, heard, why, doubts)


def _settled(matter: str, answer: Answer, own: Iterable[Step]) -> bool:
    """Say whether a decisive record, or two holders, gave the answer."""
    told = [s for s in own if s.id in answer.steps]
    decisive = any(s.strength(matter, answer.element) >= DECISIVE for s in told)
    return decisive or len({repr(s.holder) for s in told}) > 1


def _answer(matter: str, element: str, label: Text, own: Iterable[Step]) -> Answer:
    told = [s for s in own if s.told(matter, element) in ("shown", "refuted")]
    kinds = {s.told(matter, element) for s in told}
    steps = tuple(s.id for s in told)
    if not told:
        tried = [s for s in own if element in s.shows(matter)]
        why = (
            say("looked for, left open")
            if any(s.status in ("done", "exhausted") for s in tried)
            else say("blocked")
            if any(s.status == "blocked" for s in tried)
            else say("not checked")
        )
        return Answer(element, label, "not_checked", (), why)
    if len(kinds) > 1:
        return Answer(element, label, "contested", steps, say("records contradict"))
    return Answer(element, label, "shown" if "shown" in kinds else "refuted", steps)


def _result(
    answers: tuple[Answer, ...], refuted: list[Answer], *, heard: bool, finished: bool
) -> tuple[Result, Text]:
    if refuted:
        labels = tuple(a.label for a in refuted)
        return "unfounded", say("refuted: {elements}", elements=labels)
    if answers and all(a.found == "shown" for a in answers):
        if not heard:
            return "open", say("every element is shown; the person named is not heard")
        return "substantiated", say("every key element is shown and the reply heard")
    if not finished:
        return "open", say("steps remain")
    missing = tuple(a.label for a in answers if a.found != "shown")
    return "unsubstantiated", say("not shown: {elements}", elements=missing)


def clarify(found: Outcome) -> Clarification | None:
    """Open the clarification track of a matter found unfounded."""
    return Clarification(found.matter) if found.result == "unfounded" else None


def approve(track: Clarification, *, by: str, reach: Text, on: date) -> Clarification:
    """Return the track approved; the person named must have wanted it.

    Raises
    ------
    PlanError
        When nobody is named, or the person named has not been asked or declined.
    """
    if not by or track.state != "wanted":
        raise PlanError("planning.clarification_not_wanted", state=track.state)
    return replace(track, state="approved", approved_by=by, reach=reach, on=on)


@dataclass(frozen=True, slots=True)
class Calibration:
    """One band of predicted verifiability and how its matters came out.

    ``None`` stands where a count under five is not shown; then no total is shown
    either, so that nothing can be subtracted.
    """

    band: Band
    counts: tuple[tuple[Result, int | None], ...]
    total: int | None


def calibration(
    pairs: Iterable[tuple[Band, Result]],
) -> tuple[Calibration, ...]:
    """Compare predicted verifiability with the outcome; matters only, no person.

    Parameters
    ----------
    pairs
        Band of verifiability at planning, and the outcome decided.
    """
    counted: dict[tuple[str, str], int] = {}
    for band, result in pairs:
        counted[band, result] = counted.get((band, result), 0) + 1
    rows = []
    bands: tuple[Band, ...] = ("high", "mid", "low", "none")
    for band in bands:
        own = [(r, counted.get((band, r), 0)) for r in RESULTS]
        shown = tuple((r, n if n == 0 or n >= FEW else None) for r, n in own)
        hidden = any(n is None for _r, n in shown)
        rows.append(
            Calibration(band, shown, None if hidden else sum(n for _r, n in own))
        )
    return tuple(rows)
