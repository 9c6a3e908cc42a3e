"""Commands on plans: plan, clocks, meeting, regress."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.case import open_case
from workbench.cli.show import heading, line, note, put_json, table
from workbench.cli.spoken import Form, SpokenCommand, spoken_option
from workbench.errors import CaseError, PlanError, WorkbenchError
from workbench.exports import plan_form
from workbench.wording import words

if TYPE_CHECKING:
    from workbench.case.case import Case
    from workbench.journal import Entry
    from workbench.planning import Plan

_ = words("cli")
METHODS = ("multi-front", "priority", "indirect", "auto")

_case = click.argument("case", type=click.Path(path_type=Path))
_json = spoken_option("--json", "as_json", is_flag=True, help="One JSON document.")
METHOD_NAMES = {
    "multi_front": lambda: _("multi-front"),
    "priority": lambda: _("priority-selection"),
    "indirect": lambda: _("indirect"),
}
LEVEL_NAMES = {
    "error": lambda: _("error"),
    "warning": lambda: _("warning"),
    "note": lambda: _("note"),
}


@click.command(
    cls=SpokenCommand, help="Propose a verification plan by one of the three methods."
)
@_case
@spoken_option(
    "--method",
    type=click.Choice(METHODS),
    default="auto",
    show_default=True,
    help="Which method; auto says which fits and why.",
)
@spoken_option("--leads", "chosen", default="", help="Allegation ids, by commas.")
@spoken_option(
    "--to",
    "target",
    type=click.Path(path_type=Path),
    default=None,
    help="File to write: .docx .pdf .xlsx .md .ics .json .html, by suffix.",
)
@spoken_option(
    "--final", is_flag=True, help="Refuse to write while the lint has errors."
)
@spoken_option(
    "--insist", default="", help="Reason to use a method although its test fails."
)
@spoken_option(
    "--obstruction", default="", help="Counter-moves noted: what was seen, and where."
)
@spoken_option(
    "--deadline",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    help="Day by which the verification ends, with --why.",
)
@spoken_option(
    "--approve", is_flag=True, help="Sign the plan in the journal, with --why."
)
@spoken_option("--why", default="", help="Reason, kept in the journal.")
@spoken_option("--who", default=None, help="Who acts; the login otherwise.")
@_json
def plan(
    *,
    case: Path,
    method: str,
    chosen: str,
    target: Path | None,
    final: bool,
    insist: str,
    obstruction: str,
    deadline: datetime | None,
    approve: bool,
    why: str,
    who: str | None,
    as_json: bool,
) -> None:
    """Propose a plan; note what a person decided about it first."""
    _asked(target, approve=approve, why=why)
    opened = open_case(case, who=who)
    name = method.replace("-", "_")
    noted: list[Entry] = []
    if insist:
        noted.append(opened.decide("method_insisted", name, why=insist))
    if obstruction:
        noted.append(opened.decide("obstruction_noted", "case", why=obstruction))
    if deadline:
        day = deadline.date().isoformat()
        noted.append(opened.decide("deadline_set", "case", day, why=why))
    wanted = [part.strip() for part in chosen.split(",") if part.strip()] or None
    try:
        made = opened.plan(name, wanted)
    except WorkbenchError as refused:  # nothing half-made: what led to it is undone
        for entry in noted:
            opened.undo(entry.n, why=refused.code)
        raise
    if as_json:
        put_json(made.to_json())
    else:
        show_plan(made)
    if target is not None:
        written = opened.export(made, target, final=final)
        note(_("Written: {path}").format(path=written))
    if approve:
        _sign(opened, made, why)


def _asked(target: Path | None, *, approve: bool, why: str) -> None:
    """Refuse what could not be carried out, before anything is computed or noted."""
    if target is not None:
        plan_form(target)
    if approve and not why.strip():
        raise CaseError("case.no_reason", verb="plan_approved")


def _sign(opened: Case, made: Plan, why: str) -> None:
    errors = sorted({f.rule for f in made.lint() if f.level == "error"})
    if errors:
        raise PlanError("case.not_approvable", rules=", ".join(errors))
    entry = opened.approve(made, why=why)
    note(_("Plan {id} approved; journal entry {n}.").format(id=made.id, n=entry.n))


def show_plan(made: Plan) -> None:
    """Print what a plan proposes: why this method, the steps, what to mend."""
    heading(str(made.title))
    for trigger in made.triggers:
        mark = "✓" if trigger.holds else "–"
        line(f"{mark} {METHOD_NAMES[trigger.method]()}: {trigger.why}", indent=2)
    table(
        ["", _("allegation"), _("check"), _("holder"), _("start"), _("end"), _("who")],
        [
            (s.id, s.allegation, s.what, s.holder, s.start, s.end, ", ".join(s.people))
            for s in made.steps
        ],
    )
    findings = made.lint()
    if findings:
        heading(_("To mend or to weigh"))
    for found in findings:
        step = f" ({found.step})" if found.step else ""
        line(f"{found.rule} {LEVEL_NAMES[found.level]()}: {found.why}{step}", indent=2)


@click.command(
    cls=SpokenCommand, help="Duties running, due dates, overdue and provisional ones."
)
@_case
@spoken_option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    help="Day to look from, YYYY-MM-DD; today otherwise.",
)
@_json
def clocks(case: Path, as_of: datetime | None, as_json: bool) -> None:
    """Show the clocks."""
    opened = open_case(case)
    # A person at a terminal means today; the library itself never looks at a clock.
    day = as_of.date() if as_of else opened.settings.as_of or date.today()  # noqa: DTZ011 - a due date is a local day
    running = [clock.to_json() for clock in opened.clocks(day)]
    if as_json:
        put_json(running)
        return
    heading(_("Clocks as of {day}").format(day=day.isoformat()))
    table(
        [_("clock"), _("duty"), _("item"), _("starts"), _("due"), _("state")],
        [
            (c["id"], c["duty"], c["item"], c["start"], c["due"], _state(c))
            for c in running
        ],
    )


def _state(clock: dict[str, Any]) -> str:
    """Say a clock's state in words."""
    states = {
        "running": _("running"),
        "due": _("due soon"),
        "overdue": _("overdue"),
        "met": _("met"),
        "met_late": _("met late"),
    }
    said = states[clock["state"]]
    return f"{said} ({_('provisional')})" if clock["provisional"] else said


@click.command(
    cls=SpokenCommand,
    help="Lead-analysis meeting: agenda, commit, reveal, decide, minutes.",
    forms=(
        Form(
            "agenda [MEMBER]...",
            help="Open a meeting of those present, chair first; unnamed: show it.",
        ),
        Form(
            "commit ALLEGATION SPECIFICITY VERIFIABILITY",
            help="Score blind, 0 to 4 each: nobody sees it before the reveal.",
        ),
        Form("reveal ALLEGATION", help="Show your score, once everyone has committed."),
        Form(
            "discuss ALLEGATION NOTE...",
            help="Note for the minutes what you said in the discussion.",
        ),
        Form(
            "decide ALLEGATION DISPOSITION [vote=yes]",
            help="Vote; the chair decides. With --why.",
        ),
        Form("minutes", help="The minutes; --to writes them to a file."),
    ),
)
@_case
@click.argument(
    "step",
    metavar="STEP",
    type=click.Choice(["agenda", "commit", "reveal", "discuss", "decide", "minutes"]),
)
@click.argument("words_given", metavar="[ARG]...", nargs=-1)
@spoken_option("--who", default=None, help="Member who acts; the login otherwise.")
@spoken_option("--why", default="", help="Reason, kept in the journal.")
@spoken_option(
    "--to",
    "target",
    type=click.Path(path_type=Path),
    default=None,
    help="File for the minutes: .docx or .md.",
)
def meeting(
    case: Path,
    step: str,
    words_given: tuple[str, ...],
    who: str | None,
    why: str,
    target: Path | None,
) -> None:
    """Hold a lead-analysis meeting step by step."""
    opened = open_case(case, who=who)
    line(opened.meeting_step(step, words_given, why=why, target=target))


@click.command(
    cls=SpokenCommand,
    help="Compare conclusions with the last accepted ones; run the case's notebooks.",
)
@_case
@spoken_option("--accept", is_flag=True, help="Accept the conclusions as they are now.")
@spoken_option("--why", default="", help="Reason, kept in the journal.")
def regress(case: Path, accept: bool, why: str) -> None:
    """Treat the conclusions as a regression test."""
    found = open_case(case).regress(accept=accept, why=why)
    line(str(found))
    if not found.holds:
        raise SystemExit(1)
