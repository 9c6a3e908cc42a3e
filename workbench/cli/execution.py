"""Commands on an approved plan: execute, paper, calibration."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.case import open_case
from workbench.case.handing_out import PAPERS
from workbench.case.outcomes import foretold
from workbench.cli.executing import FORMS, STEPS, Given, carry
from workbench.cli.show import line, put_json, table
from workbench.cli.spoken import SpokenCommand, spoken_option
from workbench.exports import labels
from workbench.wording import words

if TYPE_CHECKING:
    from datetime import date, datetime

    from workbench.case import Case
    from workbench.planning import Plan

_ = words("cli")

_case = click.argument("case", type=click.Path(path_type=Path))
_DAY = click.DateTime(["%Y-%m-%d"])


@click.command(
    cls=SpokenCommand,
    help="Carry out an approved plan: show where it stands, mark steps, decide "
    "outcomes, clarify, amend, reschedule, propose what remains.",
    forms=FORMS,
)
@_case
@click.argument("step", metavar="[STEP]", type=click.Choice(STEPS), default="status")
@click.argument("given", metavar="[ARG]...", nargs=-1)
@spoken_option("--plan", "plan_id", default=None, help="Plan id; the newest otherwise.")
@spoken_option("--result", default="", help="What a step gave, in a sentence.")
@spoken_option(
    "--record",
    "records",
    multiple=True,
    help="File below files/ where the result stands, with #row; may be repeated.",
)
@spoken_option("--on", type=_DAY, default=None, help="Day of it; the case's otherwise.")
@spoken_option("--deadline", type=_DAY, default=None, help="New deadline.")
@spoken_option("--reach", default="", help="Before whom a matter is clarified.")
@spoken_option("--approved-by", default="", help="Who approved a wider scope.")
@spoken_option("--dry", is_flag=True, help="Show what would change; journal nothing.")
@spoken_option("--why", default="", help="Reason, kept in the journal.")
@spoken_option("--who", default=None, help="Who acts; the login otherwise.")
@spoken_option("--json", "as_json", is_flag=True, help="One JSON document.")
def execute(
    *,
    case: Path,
    step: str,
    given: tuple[str, ...],
    plan_id: str | None,
    result: str,
    records: tuple[str, ...],
    on: datetime | None,
    deadline: datetime | None,
    reach: str,
    approved_by: str,
    dry: bool,
    why: str,
    who: str | None,
    as_json: bool,
) -> None:
    """Carry out an approved plan."""
    opened = open_case(case, who=who)
    asked = Given(
        words=given,
        result=result,
        records=records,
        on=_day(on),
        deadline=_day(deadline),
        reach=reach,
        approved_by=approved_by,
        dry=dry,
        why=why,
    )
    carry(opened.execution(plan_id), step, asked, as_json=as_json)


def _day(given: datetime | None) -> date | None:
    return given.date() if given else None


@click.command(
    cls=SpokenCommand,
    help="Write a paper that goes with a plan: approval sheet, measure ledger, "
    "preparation of talks, report, hand-over sheet.",
)
@_case
@click.argument("kind", type=click.Choice(PAPERS))
@spoken_option(
    "--to",
    "target",
    type=click.Path(path_type=Path),
    required=True,
    help="File to write: .docx .pdf .md .html, by suffix.",
)
@spoken_option("--plan", "plan_id", default=None, help="Plan id; the newest otherwise.")
@spoken_option(
    "--method",
    type=click.Choice(["multi-front", "priority", "indirect", "auto"]),
    default=None,
    help="Take a proposal by this method instead of an approved plan.",
)
@spoken_option(
    "--steps", default="", help="Talks to prepare, by commas; all otherwise."
)
@spoken_option("--from", "giver", default="", help="Who hands over.")
@spoken_option("--taker", default="", help="Who takes over.")
@spoken_option("--why", default="", help="Reason, kept in the journal.")
def paper(
    *,
    case: Path,
    kind: str,
    target: Path,
    plan_id: str | None,
    method: str | None,
    steps: str,
    giver: str,
    taker: str,
    why: str,
) -> None:
    """Write a paper."""
    opened = open_case(case)
    made = _plan(opened, plan_id, method)
    wanted = tuple(s.strip() for s in steps.split(",") if s.strip())
    written = opened.paper(
        kind, made, target, steps=wanted, between=(giver, taker), reason=why
    )
    line(_("Written: {path}").format(path=written))


def _plan(opened: Case, plan_id: str | None, method: str | None) -> Plan:
    if method is not None:
        return opened.plan(method.replace("-", "_"))
    return opened.execution(plan_id).plan


@click.command(
    cls=SpokenCommand,
    help="How well predicted verifiability foretold the outcome, over cases; counts "
    "under five are hidden and no person appears.",
)
@click.argument("cases", type=click.Path(path_type=Path), nargs=-1, required=True)
@spoken_option("--json", "as_json", is_flag=True, help="One JSON document.")
def calibration(cases: tuple[Path, ...], as_json: bool) -> None:
    """Compare predicted verifiability with the outcomes."""
    rows = foretold([open_case(folder) for folder in cases])
    if as_json:
        said: list[dict[str, Any]] = [
            {"band": r.band, "counts": dict(r.counts), "total": r.total} for r in rows
        ]
        put_json(said)
        return
    kinds = [name for name, _n in rows[0].counts]
    table(
        [_("verifiability"), *map(labels.result, kinds), _("all")],
        [
            (labels.band(r.band), *(_count(n) for _k, n in r.counts), _count(r.total))
            for r in rows
        ],
    )
    line(_("“<5”: too few to show."))


def _count(n: int | None) -> str:
    return "<5" if n is None else str(n)
