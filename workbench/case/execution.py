"""Carrying out an approved plan: marks, versions, outcomes, each journaled.

The journal keeps every version of a plan as it was approved, and every mark as it was
made; where the plan stands now is folded from the two. A mark belongs to what a step is
(matter, source, person), not to its number, so it survives a new version; a mark that
was undone counts for nothing, in later versions as well.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, get_args

from workbench.case import duties, outcomes, verification
from workbench.case.decisions import standing
from workbench.errors import CaseError, PlanError
from workbench.planning.amendments import (
    Difference,
    amended,
    diff,
    place,
    reordered,
    rescheduled,
    without,
)
from workbench.planning.execution import Moved, mark, moved, unneeded
from workbench.planning.kept import kept, reopened
from workbench.planning.remaining import remaining
from workbench.planning.said import Both
from workbench.planning.step import Found, Status
from workbench.records import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from workbench.case.case import Case
    from workbench.case.decisions import Decision
    from workbench.journal import Entry
    from workbench.leads.values import Allegation
    from workbench.planning import Clarification, Member, Outcome, Plan

VERSIONS = ("plan_approved", "plan_amended")
MARKED = "step_marked"


def approval(plan: Plan) -> dict[str, Any]:
    """Return what the journal keeps of a plan approved: to read, and to reopen."""
    return {**plan.to_json(), "kept": kept(plan)}


@dataclass(frozen=True, slots=True)
class Execution:
    """An approved plan at work; see :meth:`Case.execution`.

    Nothing is held here: every question is answered from the journal, every change is
    an entry of it.
    """

    case: Case
    id: str

    # -- what stands

    def _decisions(self) -> list[Decision]:
        own = (self.id, f"{self.id}/")
        return [
            d
            for d in standing(self.case.journal.entries())
            if d.of == own[0] or d.of.startswith(own[1])
        ]

    @property
    def versions(self) -> tuple[Plan, ...]:
        """Every version as it was approved, oldest first."""
        return tuple(_opened(d) for d in self._decisions() if d.verb in VERSIONS)

    @property
    def plan(self) -> Plan:
        """The newest version with every mark that stands."""
        decisions = self._decisions()
        made = _opened([d for d in decisions if d.verb in VERSIONS][-1])
        made = _unmarked(made)
        for decision in decisions:
            if decision.verb == MARKED:
                made = _marked(made, decision)
        return made.with_export(self.case._export)  # noqa: SLF001 - the case's own room

    def moved(self) -> tuple[Moved, ...]:
        """Where each hypothesis stands after what was found."""
        return moved(self.plan)

    def unneeded(self) -> tuple[str, ...]:
        """Return steps whose elements others settled, to mark ``satisfied``."""
        return unneeded(self.plan)

    def diff(self, old: int, new: int) -> tuple[Difference, ...]:
        """Return what differs between two versions, by their numbers."""
        by_number = {p.version: p for p in self.versions}
        for number in (old, new):
            if number not in by_number:
                known = ", ".join(map(str, by_number))
                raise PlanError("planning.version_missing", version=number, known=known)
        return diff(by_number[old], by_number[new])

    # -- marks

    def mark(
        self,
        step: str,
        status: Status,
        *,
        on: date | None = None,
        found: Mapping[str, Found] | None = None,
        result: str = "",
        records: Sequence[str] = (),
    ) -> Entry:
        """Mark one step and journal it; hypotheses move by what it found.

        Parameters
        ----------
        on
            Day of the result; the case's day where not given.
        found
            Element, by its id or by what it is called in either language (or
            ``matter/element``) -> ``shown``, ``refuted`` or ``open``.
        records
            Files below ``files/`` where the result stands, ``path#row`` for a row.

        Raises
        ------
        PlanError
            As :func:`workbench.planning.mark`; or when a file is not there.
        """
        day = on or self.case.as_of
        where = tuple(self._source(name) for name in records)
        plan = self.plan
        called = _called(plan)
        found = {called.get(name, name): said for name, said in (found or {}).items()}
        mark(plan, step, status, on=day, found=found, result=result, records=where)
        one = plan.step(step)
        value = {
            "place": [*place(one)],
            "status": status,
            "on": day.isoformat(),
            "found": dict(sorted(found.items())),
            "result": result,
            "records": [source.to_json() for source in where],
        }
        why = result or status
        return self.case.decide(MARKED, f"{self.id}/{step}", value, why=why)

    def _source(self, name: str) -> Source:
        """Return where a result stands: a file of the case, a row of it."""
        path, _, row = name.partition("#")
        root = (self.case.folder / "files").resolve()
        file = (root / path).resolve()
        if not file.is_relative_to(root) or not file.is_file():
            raise PlanError("planning.no_such_file", file=path)
        if row and not row.isdecimal():
            raise PlanError("planning.wrong_pair", given=name, form="path#12")
        digest = sha256(file.read_bytes()).hexdigest()
        inside = file.relative_to(root).as_posix()
        return Source(inside, digest, row=int(row) if row else None)

    # -- versions

    def amend(self, new: Plan, *, why: str, approved_by: str = "") -> Plan:
        """Journal ``new`` as the next version; a wider one needs an approval (G11).

        Raises
        ------
        PlanError
            When nothing changed, or the plan widens and nobody else approved it.
        """
        who = self.case.who
        if approved_by and approved_by == who:
            raise PlanError("planning.approver_is_proposer")
        if not why.strip():
            raise CaseError("case.no_reason", verb="plan_amended")
        made = amended(
            self.plan,
            new,
            why=why,
            who=who,
            on=self.case.as_of,
            approved_by=approved_by,
        )
        self.case.decide("plan_amended", self.id, approval(made), why=why)
        return self.plan

    def without(self, step: str, *, as_of: date | None = None) -> Plan:
        """Return the plan without one step, the rest placed anew; not yet journaled."""
        return self._placed(without(self.plan, step), as_of)

    def reordered(
        self, step: str, after: Sequence[str], *, as_of: date | None = None
    ) -> Plan:
        """Return the plan with one step waiting for others; not yet journaled."""
        return self._placed(reordered(self.plan, step, after), as_of)

    def rescheduled(
        self, *, as_of: date | None = None, deadline: date | None = None
    ) -> Plan:
        """Return the plan with what remains placed anew by the team of today."""
        return self._placed(self.plan, as_of, deadline=deadline)

    def _placed(
        self, plan: Plan, as_of: date | None, *, deadline: date | None = None
    ) -> Plan:
        chosen = [
            a for a in self._allegations() if a.id in {m.id for m in plan.matters}
        ]
        return rescheduled(
            plan,
            as_of=as_of or self.case.as_of,
            team=self._team(),
            recusals=duties.recusals(self.case, chosen),
            deadline=deadline or verification.own_deadline(self.case),
            calendar=verification.days(self.case.settings),
            parameters=self.case.settings.parameters,
        )

    def proposed(self, *, leads: Iterable[str] = (), as_of: date | None = None) -> Plan:
        """Propose anew what remains; ``leads`` are further allegations.

        What was exhausted or blocked gives way to its alternatives, what is settled
        gets no further step. Not yet journaled: see :meth:`amend`.
        """
        case, plan = self.case, self.plan
        day = as_of or case.as_of
        wanted = {m.id for m in plan.matters} | set(leads)
        for name in leads:
            case.allegation(name)
        chosen = [a for a in self._allegations() if a.id in wanted]
        return remaining(
            plan,
            chosen,
            as_of=day,
            closed=self.decided_outcomes(),
            deadline=verification.own_deadline(case),
            calendar=verification.days(case.settings),
            team=self._team(),
            office=verification.office(case.settings),
            profile=case.settings.profile,
            graph=case.graph(),
            recusals=duties.recusals(case, chosen),
            clocks=duties.plan_clocks(case, day, chosen),
            meeting=duties.present_at_meeting(case),
            parameters=case.settings.parameters,
            obstruction=verification.obstruction(case),
        )

    def _team(self) -> tuple[Member, ...]:
        return verification.team(self.case.settings)

    def _allegations(self) -> list[Allegation]:
        return self.case.allegations()

    # -- outcomes

    def outcomes(self) -> tuple[Outcome, ...]:
        """Return the outcome proposed for every matter of the plan."""
        return outcomes.proposed(self.plan)

    def decided_outcomes(self) -> dict[str, str]:
        """Return the outcomes a person has decided, by matter."""
        return outcomes.decided(self._decisions())

    def decide_outcome(self, matter: str, result: str, *, why: str) -> Entry:
        """Journal the outcome of one matter; see :func:`outcomes.decide`."""
        return outcomes.decide(self, matter, result, why=why)

    def clarification(self, matter: str) -> Clarification | None:
        """Where the clarification of an unfounded matter stands (X10)."""
        return outcomes.track(self, matter)

    def clarify(
        self, matter: str, state: str, *, reach: str = "", why: str
    ) -> Clarification:
        """Take the clarification one step further; see :func:`outcomes.clarify`."""
        return outcomes.clarify(self, matter, state, reach=reach, why=why)


def execution(case: Case, plan: str | None = None) -> Execution:
    """Return the approved plan of that id, or the newest one, at work.

    Raises
    ------
    PlanError
        When none is approved.
    """
    known = [d.of for d in standing(case.journal.entries()) if d.verb == VERSIONS[0]]
    if not known:
        raise PlanError("planning.nothing_approved")
    if plan is not None and plan not in known:
        listed = ", ".join(dict.fromkeys(known))
        raise PlanError("planning.not_approved", plan=plan, known=listed)
    return Execution(case, plan or known[-1])


def _called(plan: Plan) -> dict[str, str]:
    """Return what an element is called in either language -> its id."""
    return {
        called: element
        for matter in plan.matters
        for element, label in matter.labels.items()
        if isinstance(label, Both)
        for called in (label.zh, label.en)
    }


def _opened(decision: Decision) -> Plan:
    value = decision.value if isinstance(decision.value, dict) else {}
    return reopened(value.get("kept", {}))


def _unmarked(plan: Plan) -> Plan:
    """Return a version as if nothing had been done yet; marks follow from entries."""
    steps = (
        replace(
            s,
            status="planned",
            found=MappingProxyType({}),
            result="",
            done_on=None,
            records=(),
        )
        if s.status != "planned"
        else s
        for s in plan.steps
    )
    return replace(plan, steps=tuple(steps))


def _marked(plan: Plan, decision: Decision) -> Plan:
    """Apply one mark to the step it belongs to; its order was checked when made."""
    value: dict[str, Any] = decision.value
    where = tuple(value["place"])
    done = tuple(
        replace(
            s,
            status=_status(value["status"]),
            done_on=date.fromisoformat(value["on"]),
            found=MappingProxyType(dict(value["found"])),
            result=value["result"],
            records=tuple(Source(**one) for one in value["records"]),
        )
        if place(s) == where
        else s
        for s in plan.steps
    )
    return replace(plan, steps=done)


def _status(name: str) -> Status:
    known: dict[str, Status] = {one: one for one in get_args(Status)}
    return known[name]
