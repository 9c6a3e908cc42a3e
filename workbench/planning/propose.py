"""Chosen allegations become a plan: the one verb of this room."""

from __future__ import annotations

from dataclasses import fields, replace
from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from workbench.errors import PlanError
from workbench.planning import indirect, multi_front, priority, prose
from workbench.planning.arranged import Arranged, hearings
from workbench.planning.budget import spent
from workbench.planning.checks import Worked, unmanned, work_out
from workbench.planning.exposure import exposed
from workbench.planning.hypotheses import matrix
from workbench.planning.network import HasNetworkx, Network, network
from workbench.planning.noted import Noted, with_notes
from workbench.planning.plan import Change, Plan
from workbench.planning.remarks import remarks
from workbench.planning.renumber import renumbered
from workbench.planning.said import say
from workbench.planning.setting import Setting, setting
from workbench.planning.timetable import Timed, timed
from workbench.planning.together import together
from workbench.planning.triggers import KEPT, choose, triggers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from workbench.leads.values import Allegation
    from workbench.planning.plan import Clock, Method, Recusal, Route, Trigger
    from workbench.planning.said import Text
    from workbench.planning.step import Member, Office, Step
    from workbench.rules.calendar import Calendar

METHODS: Mapping[Method, Callable[[Sequence[Worked], Setting], Arranged]] = (
    MappingProxyType(
        {
            "multi_front": multi_front.arrange,
            "priority": priority.arrange,
            "indirect": indirect.arrange,
        }
    )
)


def plan(  # noqa: PLR0913 - everything a plan depends on, by name
    method: Method | Literal["auto", "multi-front"],
    allegations: Sequence[Allegation],
    *,
    team: Sequence[Member],
    office: Office,
    as_of: date,
    profile: str = "cn",
    graph: HasNetworkx | Network | None = None,
    recusals: Sequence[Recusal] = (),
    clocks: Sequence[Clock] = (),
    deadline: date | None = None,
    calendar: Calendar | None = None,
    parameters: Mapping[str, Any] | None = None,
    obstruction: bool = False,
    meeting: Sequence[str] = (),
    seconds: float | None = None,
    insist: Text = "",
    noted: Sequence[Noted] = (),
) -> Plan:
    """Propose a verification plan.

    Parameters
    ----------
    method
        ``multi_front``, ``priority``, ``indirect``, or ``auto``: the one whose trigger
        holds, with every trigger in the plan.
    allegations
        The chosen allegations; their order does not matter.
    as_of
        Day on which the plan is made; its first day is the next working day.
    graph
        Anything with ``to_networkx()``; gives fronts, routes and exposure counts.
    recusals
        Who may not touch what; as a person decided.
    clocks
        Running duties, as computed elsewhere; the earliest that ends the verification
        (``T11``) sets the deadline where none is given.
    parameters
        An office's own numbers by dotted name, see ``plan_rules.yaml``.
    obstruction
        Whether a person noted counter-moves (a trigger of the indirect method).
    meeting
        Who was present at the lead meeting, where one was held.
    seconds
        Deterministic solver time; 0 keeps the greedy schedule.
    insist
        Reason of a person who wants the method although its trigger fails.
    noted
        Links that a person chose for the plan; each becomes a check or a note.

    Raises
    ------
    PlanError
        When a plan cannot be made: no allegation, team too small, deadline past,
        trigger failed, no admissible check.
    Infeasible
        When no schedule exists; the fields say who or what is missing.
    """
    due = deadline or min((c.due for c in clocks if c.id == "T11"), default=None)
    under = setting(
        team=team,
        office=office,
        as_of=as_of,
        profile_name=profile,
        recusals=recusals,
        clocks=clocks,
        deadline=due,
        network=network(graph, allegations),
        own_calendar=calendar,
        parameters=parameters,
        obstruction=obstruction,
        meeting=meeting,
        seconds=seconds,
        noted=noted,
    )
    ordered = _ordered(allegations)
    chosen, found = _method(method, ordered, under, insist)
    worked = tuple(work_out(allegation, under) for allegation in ordered)
    if not any(one.steps for one in worked):
        raise _nothing(ordered, under)
    arranged = METHODS[chosen](worked, under)
    if not arranged.steps:
        raise PlanError("planning.nothing_chosen", matters=len(worked))
    made = _whole(chosen, worked, arranged, under, found, insist)
    if method == "auto":
        made = replace(made, notes=(_why(chosen, found),))
    made = replace(made, notes=(*made.notes, *remarks(made, worked)))
    return with_notes(made, worked, under)


def _nothing(allegations: Sequence[Allegation], under: Setting) -> PlanError:
    """Say why no allegation gets a step: nobody may touch one, or no check is open."""
    if all(unmanned(one, under) for one in allegations):
        gone = under.barred([allegations[0].id])
        return PlanError(
            "planning.everyone_recused",
            recused=len(gone & {m.name for m in under.team}),
            left=len({m.name for m in under.team} - gone),
            least=under.rules.whole("team.min"),
        )
    return PlanError("planning.no_admissible_check", matters=len(allegations))


def _why(chosen: Method, found: Mapping[Method, Trigger]) -> Text:
    """Say why ``auto`` took this method."""
    if found[chosen].holds:
        return say(
            "Chosen by itself: {title} ({why}).",
            title=prose.NAMES[chosen],
            why=found[chosen].why,
        )
    return say(
        "No method's conditions hold; the plainest was taken: {title}.",
        title=prose.NAMES[chosen],
    )


def _ordered(allegations: Sequence[Allegation]) -> tuple[Allegation, ...]:
    if not allegations:
        raise PlanError("planning.no_allegation")
    ordered = tuple(sorted(allegations, key=lambda a: a.id))
    if len({a.id for a in ordered}) < len(ordered):
        raise PlanError("planning.allegation_twice")
    return ordered


def _method(
    method: str, allegations: Sequence[Allegation], under: Setting, insist: Text
) -> tuple[Method, dict[Method, Trigger]]:
    """Return the method to use; refuse one whose trigger fails, unless insisted on."""
    name = method.replace("-", "_")
    if name == "auto":
        return choose(allegations, under)
    found = triggers(allegations, under)
    for known, trigger in found.items():
        if known == name:
            if not trigger.holds and not insist:
                raise PlanError(
                    "planning.trigger_fails",
                    method=prose.NAMES[known],
                    tests=trigger.why,
                )
            return known, found
    raise PlanError("planning.no_such_method", method=method, known=", ".join(METHODS))


def _whole(
    method: Method,
    worked: Sequence[Worked],
    arranged: Arranged,
    under: Setting,
    found: Mapping[Method, Trigger],
    insist: Text,
) -> Plan:
    joined = together(exposed(arranged.steps, worked, under), worked, under)
    steps = joined.steps
    used = {m for s in steps for m in s.serves}
    active = [one for one in worked if one.matter.id in used]
    steps = (*steps, *hearings(active, steps, under))
    when = timed(steps, under)
    safe, plans = prose.safety(when.steps)
    draft = Plan(
        **_common(method, worked, active, safe, under, joined.now),
        **{
            f.name: getattr(arranged, f.name)
            for f in fields(arranged)
            if f.name not in ("steps", "not_pursued", "excluded", "routes")
        },
        routes=_routes(arranged.routes, joined.now),
        excluded=(*arranged.excluded, *(e for one in active for e in one.spare)),
        safety=plans,
        timetable=when.timetable,
        absences=when.absences,
        triggers=tuple(found.values()),
        not_pursued=(
            *(w.not_pursued for w in worked if w.not_pursued),
            *arranged.not_pursued,
        ),
        changes=_changes(insist),
    )
    return _finished(draft, when, under)


def _common(
    method: Method,
    worked: Sequence[Worked],
    active: Sequence[Worked],
    steps: tuple[Step, ...],
    under: Setting,
    now: Mapping[str, str],
) -> dict[str, Any]:
    """Fields that every method fills alike."""
    hypotheses = tuple(h for one in active for h in one.hypotheses)
    return {
        "id": _plan_id(method, worked, under),
        "method": method,
        "profile": under.profile.name,
        "as_of": under.as_of,
        "office": under.office,
        "title": prose.TITLES[method],
        "matters": tuple(one.matter for one in worked),
        "basis": prose.basis(active, under),
        "team": under.team,
        "leader": under.leader.name,
        "questions": prose.questions(active),
        "scope": prose.scope(active, under),
        "measures": tuple(sorted({s.measure for s in steps})),
        "steps": steps,
        "cautions": prose.cautions(under),
        "emergency": prose.emergency(),
        "hypotheses": hypotheses,
        "matrix": matrix(steps, hypotheses),
        "alert_budget": under.rules.whole("m3.alert_budget"),
        "alert_spent": max((spent(steps, w.matter.id) for w in active), default=0),
        "stop_rule": prose.stop_rule(),
        "sign_offs": prose.sign_offs(under),
        "single_points": tuple(
            replace(p, step=now[p.step] if p.step else None)
            for one in active
            for p in one.single
        ),
        "blocked": tuple(b for one in worked for b in one.blocked),
        "recusals": under.recusals,
        "clocks": under.clocks,
        "rules_version": under.profile.rubric.version,
        "meeting": under.meeting,
    }


def _routes(found: Sequence[Route], now: Mapping[str, str]) -> tuple[Route, ...]:
    """Return the routes by the steps they lead to now, each step's first."""
    first: dict[tuple[str, str], Route] = {}
    for route in found:
        one = replace(route, step=now[route.step])
        first.setdefault((one.step, one.to), one)
    return tuple(first.values())


def _plan_id(method: Method, worked: Sequence[Worked], under: Setting) -> str:
    """Return a short name that follows from what the plan is about."""
    about = "|".join([method, under.as_of.isoformat(), *(w.matter.id for w in worked)])
    return f"{under.as_of:%Y%m%d}-{sha256(about.encode()).hexdigest()[:6]}"


def _changes(insist: Text) -> tuple[Change, ...]:
    first = Change(1, say("first version"), say("proposed"))
    if not insist:
        return (first,)
    return (first, Change(1, KEPT, insist))


def _finished(draft: Plan, when: Timed, under: Setting) -> Plan:
    """Add what follows from the days, then number the steps in their order."""
    if draft.method == "multi_front":
        draft = multi_front.regrouped(draft, when.steps, under.calendar)
    return renumbered(draft)
