"""Plan board: which method fits, steps on the calendar, lint beside, approval."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from workbench.case.verification import days
from workbench.errors import PlanError
from workbench.exports import SUFFIXES
from workbench.exports.labels import grave, method, ring, skill
from workbench.widgets.blocks import (
    Ask,
    Bar,
    Bars,
    Beside,
    Block,
    Button,
    Buttons,
    Cell,
    Facts,
    Field,
    Grid,
    Heading,
    Note,
    Row,
)
from workbench.widgets.naming import joined, source
from workbench.widgets.panel import Panel
from workbench.widgets.plan_edits import given_to, moved
from workbench.wording import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from workbench.case import Case
    from workbench.planning import Finding, Plan, Step
    from workbench.rules.calendar import Calendar
    from workbench.widgets.blocks import Tone
    from workbench.wording import Language

_ = words("widgets")
METHODS = ("multi_front", "priority", "indirect")
_GRAVE: dict[str, Tone] = {"error": "error", "warning": "warn", "note": ""}
_TALL = 320


class PlanBoard(Panel):
    """A verification plan while it is worked on.

    Parameters
    ----------
    case
        The case.
    plan
        A plan made elsewhere; else one is proposed by ``method`` for ``leads``.
    seconds
        Effort of the scheduler; 0 answers at once.
    """

    acts = frozenset({"propose", "choose", "move", "give", "approve", "export"})

    def __init__(
        self,
        case: Case,
        plan: Plan | None = None,
        *,
        leads: Iterable[str] | None = None,
        seconds: float | None = 0,
        lang: Language | None = None,
    ) -> None:
        super().__init__(case, lang=lang)
        self.plan = plan
        self.leads = tuple(map(str, leads)) if leads is not None else None
        self.seconds = seconds
        self.step = ""

    def title(self) -> str:
        """Return the panel's name."""
        return _("Plan")

    # -- what a person does

    def do_propose(self, value: str) -> str:
        """Propose a plan by a method."""
        self.plan = self.case.plan(value, self.leads, seconds=self.seconds)
        self.step = ""
        return _("Proposed: {n} steps.").format(n=len(self.plan.steps))

    def do_choose(self, value: str) -> str:
        """Show one step in full."""
        self.step = value
        return ""

    def do_move(self, step: str, start: str) -> str:
        """Start a step on another day; the lint follows at once."""
        self.step = step
        return self._edited(moved(self._plan(), step, _day(start), self._days()))

    def do_give(self, step: str, people: str) -> str:
        """Give a step to other officers; the lint follows at once."""
        names = [n.strip() for n in people.replace("、", ",").split(",") if n.strip()]
        return self._edited(given_to(self._plan(), step, names))

    def _edited(self, plan: Plan) -> str:
        before = _errors(self._plan())
        self.plan = plan
        return _("Changed. To mend before signing: {before} → {after}.").format(
            before=before, after=_errors(plan)
        )

    def do_approve(self, why: str) -> str:
        """Sign the plan in the journal; one that breaks a rule is refused."""
        rules = sorted({f.rule for f in self._plan().lint() if f.level == "error"})
        if rules:
            raise PlanError("case.not_approvable", rules=", ".join(rules))
        entry = self.case.approve(self._plan(), why=why)
        return _("Approved; journal entry {n}.").format(n=entry.n)

    def do_export(self, value: str) -> str:
        """Write the plan below ``exports/``, under guard."""
        plan = self._plan()
        target = self.case.folder / "exports" / f"{plan.id}{value}"
        written = self.case.export(plan, target, lang=self.lang)
        return _("Written: {file}").format(file=f"exports/{written.name}")

    def _days(self) -> Calendar:
        """Return the office calendar: the shipped years and those of the case."""
        return days(self.case.settings)

    def _plan(self) -> Plan:
        if self.plan is None:
            raise PlanError("widgets.no_plan")
        return self.plan

    # -- what is shown

    def blocks(self) -> list[Block]:
        """Return methods, calendar, lint, team and what can be done."""
        plan = self.plan
        shown: list[Block] = [self._methods(plan)]
        if plan is None:
            return [*shown, Note(_("No plan yet: choose a method."))]
        return [
            *shown,
            *_triggers(plan),
            Heading(_("Steps")),
            self._bars(plan),
            Beside(tuple(self._chosen(plan)), tuple(_lint(plan))),
            *_team(plan),
            *_ending(plan),
        ]

    def _methods(self, plan: Plan | None) -> Buttons:
        return Buttons(
            _("Method"),
            tuple(
                Button(
                    "propose",
                    method(name),
                    name,
                    f'case.plan("{name}")',
                    pressed=plan is not None and plan.method == name,
                )
                for name in METHODS
            ),
        )

    def _bars(self, plan: Plan) -> Bars:
        bad = {f.step for f in plan.lint() if f.level == "error" and f.step}
        bars = tuple(
            Bar(
                key=s.id,
                label=str(s.what) or source(s.source, plan.profile),
                group=_("Front {id}").format(id=s.front) if s.front else ring(s.ring),
                start=s.start,
                end=s.end,
                reply=s.reply,
                expires=s.expires,
                alert=s.alert,
                who=joined(list(s.people)),
                window=s.window or "",
                bad=s.id in bad,
            )
            for s in plan.steps
            if s.start is not None and s.end is not None
        )
        table = plan.timetable
        first = min((b.start for b in bars), default=plan.as_of)
        last = max((b.end for b in bars), default=plan.as_of)
        if table:
            last = max(last, min(table.deadline, last + timedelta(days=14)))
        return Bars(
            _("Steps by day"),
            bars,
            first,
            last,
            deadline=table.deadline if table else None,
            act="move",
            chosen=self.step,
            legend=_(
                "! to !!!: how likely to alert · dotted: waiting for an answer ·"
                " ◆: record gone by then · red line: deadline · grey: days off ·"
                " drag a bar, or Alt with an arrow, to move a step"
            ),
            off=_off(self._days(), first, last),
        )

    def _chosen(self, plan: Plan) -> Iterator[Block]:
        known = {s.id: s for s in plan.steps}
        one = known.get(self.step) or (plan.steps[0] if plan.steps else None)
        if one is None:
            return
        yield Heading(f"{one.id}  {one.what}", 3)
        yield Facts(_facts(one, plan))
        kept = Field("step", "", "kept", one.id)
        yield Ask(
            "give",
            _("Give this step to others"),
            (kept, Field("people", _("Officers"), value=joined(list(one.people)))),
            _("Give"),
        )
        day = one.start.isoformat() if one.start else ""
        yield Ask(
            "move",
            _("Start on another day"),
            (kept, Field("start", _("Day (YYYY-MM-DD)"), value=day)),
            _("Move"),
        )


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise PlanError("widgets.no_day") from None


def _errors(plan: Plan) -> int:
    return sum(f.level == "error" for f in plan.lint())


def _off(days: Calendar, first: date, last: date) -> tuple[date, ...]:
    count = (last - first).days + 1
    every = (first + timedelta(days=n) for n in range(count))
    return tuple(day for day in every if not days.is_working(day))


def _facts(one: Step, plan: Plan) -> tuple[tuple[str, str], ...]:
    rows = (
        (_("Record"), source(one.source, plan.profile)),
        (_("Holder"), str(one.holder)),
        (_("Approver"), str(one.approver)),
        (_("Ring, alert"), f"{ring(one.ring)} · {one.alert}"),
        (_("Days"), f"{one.start} – {one.end}"),
        (_("Gone by"), one.expires.isoformat() if one.expires else "-"),
        (_("After"), joined(list(one.after)) or "-"),
        (_("Can refute"), joined(list(one.refutes)) or "-"),
        (_("Expected"), str(one.expected) or "-"),
        (_("If nothing comes"), str(one.fallback) or "-"),
    )
    return tuple((name, value) for name, value in rows if value)


def _triggers(plan: Plan) -> Iterator[Block]:
    for trigger in plan.triggers:
        if trigger.method != plan.method:
            continue
        fits = _("The method fits.") if trigger.holds else _("The method does not fit.")
        yield Note(fits, "good" if trigger.holds else "warn")
        yield Grid(
            _("Tests of the method"),
            ("", _("Test"), _("Found"), _("Needed")),
            tuple(
                Row(
                    (
                        Cell(_("yes"), "good") if t.holds else Cell(_("no"), "warn"),
                        str(t.why),
                        str(t.found),
                        str(t.needed),
                    )
                )
                for t in trigger.tests
            ),
            wide=(1,),
        )


def _lint(plan: Plan) -> Iterator[Block]:
    found: Sequence[Finding] = plan.lint()
    yield Grid(
        _("Rules of a plan"),
        ("", _("Rule"), _("Step"), _("Why")),
        tuple(
            Row(
                (
                    Cell(grave(f.level), _GRAVE[f.level]),
                    f.rule,
                    f.step or "",
                    str(f.why),
                ),
                f.step or "",
            )
            for f in found
        ),
        act="choose",
        empty=_("Every rule holds."),
        wide=(3,),
        tall=_TALL,
    )


def _team(plan: Plan) -> Iterator[Block]:
    busy = {m.name: 0.0 for m in plan.team}
    for step in plan.steps:
        for name in step.people:
            busy[name] = busy.get(name, 0.0) + step.cost / max(len(step.people), 1)
    recused = {r.member: r for r in plan.recusals}
    yield Heading(_("Team"))
    yield Grid(
        _("Who is free, who stands aside"),
        (_("Member"), _("Unit"), _("Skills"), _("Days free"), _("Given"), _("Recusal")),
        tuple(
            Row(
                (
                    m.name,
                    m.unit,
                    joined([skill(s, plan.profile) for s in m.skills]),
                    f"{m.days_free:g}",
                    f"{busy.get(m.name, 0.0):.1f}",
                    Cell(str(recused[m.name].why), "warn") if m.name in recused else "",
                )
            )
            for m in plan.team
        ),
        numeric=(3, 4),
        wide=(5,),
    )


def _ending(plan: Plan) -> Iterator[Block]:
    yield Ask(
        "approve",
        _("Approve"),
        (Field("why", _("Reason"), "area"),),
        _("Approve and sign"),
        call='case.approve(plan, why="…")',
        open=False,
    )
    call = f'case.export(plan, "exports/{plan.id}{SUFFIXES[0]}")'
    yield Buttons(
        _("Export"),
        tuple(
            Button("export", suffix[1:].upper(), suffix, "" if n else call)
            for n, suffix in enumerate(SUFFIXES)
        ),
    )
