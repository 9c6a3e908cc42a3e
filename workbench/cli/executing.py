"""What each step of ``workbench execute`` does, and how it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from workbench.cli.show import heading, line, put_json, table
from workbench.cli.spoken import Form, form_of
from workbench.errors import PlanError, UsageError
from workbench.exports import labels
from workbench.wording import words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from workbench.case.execution import Execution
    from workbench.planning import Plan
    from workbench.planning.amendments import Difference
    from workbench.planning.step import Found, Status

_ = words("cli")
FORMS = (
    Form("status", help="Where the plan stands (the default)."),
    Form(
        "mark STEP done|satisfied|exhausted|blocked [ELEMENT=shown|refuted|open]...",
        help="What a step gave, with --result and --record.",
    ),
    Form(
        "outcome ALLEGATION substantiated|unsubstantiated|unfounded|open",
        help="What a matter comes to, with --why.",
    ),
    Form(
        "clarify ALLEGATION wanted|declined|approved|done",
        help="Clear the name of who was wrongly reported.",
    ),
    Form("drop STEP", help="Leave a step out, with --why."),
    Form("order STEP AFTER[,AFTER]...", help="Let a step wait for others."),
    Form("reschedule", help="Place what remains anew, with --deadline."),
    Form("propose [ALLEGATION]...", help="Plan what remains anew, with --why."),
    Form("diff OLD NEW", help="What differs between two versions of the plan."),
)
"""How each step is written."""
MANY = 99
COUNTS = {
    "status": (0, 0),
    "mark": (2, MANY),
    "outcome": (2, 2),
    "clarify": (2, 2),
    "drop": (1, 1),
    "order": (2, 2),
    "reschedule": (0, 0),
    "propose": (0, MANY),
    "diff": (2, 2),
}
"""How many words each step takes, least and most."""
STEPS = tuple(COUNTS)
Shown = tuple["Difference", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The words and options of one call."""

    words: tuple[str, ...]
    result: str = ""
    records: tuple[str, ...] = ()
    on: date | None = None
    deadline: date | None = None
    reach: str = ""
    approved_by: str = ""
    dry: bool = False
    why: str = ""


def carry(at: Execution, step: str, given: Given, *, as_json: bool) -> None:
    """Run one step, then show where the plan stands (or what differs).

    Raises
    ------
    UsageError
        When the words do not fit the step.
    """
    least, most = COUNTS[step]
    if not least <= len(given.words) <= most:
        raise UsageError("cli.execute_usage", step=step, form=form_of(FORMS, step))
    shown = DO[step](at, given)
    if as_json:
        put_json(_differences(shown) if shown else _json(at))
    elif shown:
        _show_differences(shown)
    elif step == "status":
        _show(at)
    else:
        _show_moved(at)


def _status(_at: Execution, _given: Given) -> Shown:
    return ()


def _mark(at: Execution, given: Given) -> Shown:
    name, status, *pairs = given.words
    found = dict(_pair(one) for one in pairs)
    at.mark(
        name,
        cast("Status", status),
        on=given.on,
        found=cast("dict[str, Found]", found),
        result=given.result,
        records=given.records,
    )
    return ()


def _pair(given: str) -> tuple[str, str]:
    name, mark, value = given.partition("=")
    if not mark:
        raise PlanError("planning.wrong_pair", given=given, form="element=shown")
    return name, value


def _outcome(at: Execution, given: Given) -> Shown:
    matter, result = given.words
    at.decide_outcome(matter, result, why=given.why)
    return ()


def _clarify(at: Execution, given: Given) -> Shown:
    matter, state = given.words
    at.clarify(matter, state, reach=given.reach, why=given.why)
    return ()


def _drop(at: Execution, given: Given) -> Shown:
    (name,) = given.words
    return _amend(at, at.without(name, as_of=given.on), given)


def _order(at: Execution, given: Given) -> Shown:
    name, after = given.words
    return _amend(at, at.reordered(name, after.split(","), as_of=given.on), given)


def _reschedule(at: Execution, given: Given) -> Shown:
    made = at.rescheduled(as_of=given.on, deadline=given.deadline)
    return _amend(at, made, given)


def _propose(at: Execution, given: Given) -> Shown:
    return _amend(at, at.proposed(leads=given.words, as_of=given.on), given)


def _amend(at: Execution, made: Plan, given: Given) -> Shown:
    """Journal the next version, or only show what it would change."""
    from workbench.planning import diff  # noqa: PLC0415 - loaded on use

    before = at.plan
    if given.dry:
        return diff(before, made)
    after = at.amend(made, why=given.why, approved_by=given.approved_by)
    return diff(before, after)


def _diff(at: Execution, given: Given) -> Shown:
    for word in given.words:
        if not word.isdecimal():
            raise UsageError(
                "cli.execute_usage", step="diff", form=form_of(FORMS, "diff")
            )
    old, new = map(int, given.words)
    return at.diff(old, new)


DO: dict[str, Callable[[Execution, Given], Shown]] = {
    "status": _status,
    "mark": _mark,
    "outcome": _outcome,
    "clarify": _clarify,
    "drop": _drop,
    "order": _order,
    "reschedule": _reschedule,
    "propose": _propose,
    "diff": _diff,
}


def _show(at: Execution) -> None:
    """Print steps, hypotheses, outcomes."""
    plan = at.plan
    said = _("{title}, {id}, version {n}")
    heading(said.format(title=plan.title, id=plan.id, n=plan.version))
    table(
        ["", _("check"), _("holder"), _("start"), _("end"), _("who"), _("state")],
        [
            (
                s.id,
                s.what,
                s.holder,
                s.start,
                s.end,
                ", ".join(s.people),
                labels.status(s.status),
            )
            for s in plan.steps
        ],
    )
    _show_moved(at)


def _show_moved(at: Execution) -> None:
    plan = at.plan
    says = {h.id: h.says for h in plan.hypotheses}
    heading(_("Hypotheses"))
    table(
        ["", _("says"), _("stands"), _("for"), _("against")],
        [
            (
                m.hypothesis,
                says[m.hypothesis],
                labels.standing(m.standing),
                " ".join(m.speaks_for),
                " ".join(m.speaks_against),
            )
            for m in at.moved()
        ],
    )
    spare = at.unneeded()
    if spare:
        line(
            _("Settled by others, may be marked satisfied: {steps}").format(
                steps=", ".join(spare)
            )
        )
    heading(_("Outcomes"))
    decided = at.decided_outcomes()
    table(
        [_("allegation"), _("proposed"), _("why"), _("outcome decided")],
        [
            (
                o.matter,
                labels.result(o.result),
                o.why,
                labels.result(decided[o.matter]) if o.matter in decided else "",
            )
            for o in at.outcomes()
        ],
    )
    _show_tracks(at)


def _show_tracks(at: Execution) -> None:
    for matter, result in at.decided_outcomes().items():
        track = at.clarification(matter) if result == "unfounded" else None
        if track is not None:
            said = _("{matter}: clarification, {state}")
            line(said.format(matter=matter, state=labels.track(track.state)))


def _show_differences(found: Shown) -> None:
    heading(_("What differs"))
    table(
        ["", _("what"), _("before"), _("after")],
        [(labels.differs(d.kind), d.what, d.before, d.after) for d in found],
    )


def _differences(found: Shown) -> list[dict[str, Any]]:
    return [
        {
            "kind": d.kind,
            "what": str(d.what),
            "before": str(d.before),
            "after": str(d.after),
            "widens": d.widens,
        }
        for d in found
    ]


def _json(at: Execution) -> dict[str, Any]:
    plan = at.plan
    decided = at.decided_outcomes()
    return {
        "plan": plan.id,
        "version": plan.version,
        "steps": [
            {
                "id": s.id,
                "allegation": s.allegation,
                "source": s.source,
                "status": s.status,
                "found": dict(s.found),
                "result": str(s.result),
                "records": [r.to_json() for r in s.records],
                "done_on": s.done_on,
            }
            for s in plan.steps
        ],
        "hypotheses": [
            {
                "id": m.hypothesis,
                "standing": m.standing,
                "for": list(m.speaks_for),
                "against": list(m.speaks_against),
            }
            for m in at.moved()
        ],
        "outcomes": [
            {
                "allegation": o.matter,
                "proposed": o.result,
                "decided": decided.get(o.matter),
                "why": str(o.why),
                "clarification": track.state
                if (track := at.clarification(o.matter))
                else None,
            }
            for o in at.outcomes()
        ],
        "unneeded": list(at.unneeded()),
    }
