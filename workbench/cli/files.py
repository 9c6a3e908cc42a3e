"""Commands on the folder of a case: new, intake, read, verify."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.case import new_case, open_case
from workbench.case.settings import OFFICE_LEVELS
from workbench.cli.confirming import confirm, show
from workbench.cli.show import heading, line, note, program, put_json, table
from workbench.cli.spoken import SpokenCommand, spoken_option
from workbench.wording import language, words

if TYPE_CHECKING:
    from workbench.case import Case
    from workbench.intake import ReadReport

_ = words("cli")
_SHOWN = 20  # problems listed for a person; --json has them all

folder = click.argument("case", type=click.Path(path_type=Path))
as_json = spoken_option("--json", "as_json", is_flag=True, help="One JSON document.")


@click.command(
    cls=SpokenCommand, help="Make a new case folder with a commented case.toml."
)
@click.argument("directory", type=click.Path(path_type=Path))
@spoken_option("--title", default="", help="Title of the case.")
def new(directory: Path, title: str) -> None:
    """Make a new case folder."""
    made = new_case(directory, title=title, language=language())
    line(_("Made {folder}.").format(folder=made))
    called = {"program": program(), "folder": made}
    for step in (
        _("1. Fill in case.toml: office, level, team."),
        _("2. Put records into files/ and letters into inbox/."),
        _("3. Make keys:       {program} keys {folder} new NAME").format(**called),
        _("4. Take letters in: {program} intake {folder} --level LEVEL").format(
            **called
        ),
        _("5. Go on:           {program} read, mapping, leads, plan").format(**called),
    ):
        line(step, indent=2)


@click.command(
    cls=SpokenCommand,
    help="The intake officer's step: inbox/ to letters/, identities sealed.",
)
@folder
@spoken_option(
    "--level",
    type=click.Choice(OFFICE_LEVELS),
    default=None,
    help="Level that manages the persons named, where no sidecar says it.",
)
@spoken_option("--yes", is_flag=True, help="Take the spans found without asking.")
@spoken_option(
    "--look",
    is_flag=True,
    help="Show what would be hidden and take nothing in. Mark more, or less, as hide "
    "and keep in the .toml beside a letter.",
)
@as_json
def intake(case: Path, level: str | None, yes: bool, look: bool, as_json: bool) -> None:
    """Take letters in."""
    opened = open_case(case)
    if look:
        _look(opened, level, as_json=as_json)
        return
    asked = None if yes or as_json else confirm
    report = opened.take_in(level=level, confirm=asked)
    if as_json:
        put_json(report.to_json())
        return
    line(str(report))


def _look(opened: Case, level: str | None, *, as_json: bool) -> None:
    """Show what was found in each letter; as JSON places and kinds, never words."""
    found, report = opened.look_at_inbox(level=level)
    if not as_json:
        for proposal in found:
            show(proposal)
        line(str(report))
        return
    letters = [
        {
            "letter": n,
            "length": len(one.text),
            "spans": [
                {"start": s.start, "end": s.end, "kind": s.kind} for s in one.spans
            ],
        }
        for n, one in enumerate(found, 1)
    ]
    put_json({**report.to_json(), "waiting": letters})


@click.command(
    cls=SpokenCommand, help="Read what is new in files/; say what could not be read."
)
@folder
@as_json
def read(case: Path, as_json: bool) -> None:
    """Read the records of a case."""
    report = open_case(case).read()
    if as_json:
        put_json(report.to_json())
        return
    show_read(report)


def show_read(report: ReadReport, shown: int = _SHOWN) -> None:
    """Print what was read and the first problems, for a person."""
    from workbench.intake.report import kind_label  # noqa: PLC0415 - loaded on use

    said = report.to_json()
    table(
        [_("file"), _("kind"), _("read"), _("refused"), _("skipped")],
        [
            (f["file"], kind_label(f["kind"]), f["read"], f["refused"], f["skipped"])
            for f in said["files"]
        ],
    )
    problems = said["problems"]
    guesses = report.guesses()
    if guesses:
        heading(_("Guessed; please check"))
        for guess in guesses[:shown]:
            line(guess.strip(), indent=2)
    if not problems:
        return
    heading(_("To look at"))
    for problem in problems[:shown]:
        place = " · ".join(
            str(problem[key])
            for key in ("file", "sheet", "row", "column")
            if problem.get(key) not in (None, "")
        )
        line(f"{place}: {problem['why']} {problem['do']}", indent=2)
    if len(problems) > shown:
        rest = len(problems) - shown
        note(_("… and {n} more (--json lists all).").format(n=rest))


@click.command(
    cls=SpokenCommand,
    help="Check hashes, journal, seals and plans; say the first that does not hold.",
)
@folder
@as_json
def verify(case: Path, as_json: bool) -> None:
    """Verify a case."""
    finding = open_case(case).verify()
    if as_json:
        put_json({"holds": finding is None, "first": finding})
    elif finding is None:
        line(_("Everything holds."))
    else:
        line(_("Does not hold: {what}").format(what=finding))
    if finding is not None:
        raise SystemExit(1)
