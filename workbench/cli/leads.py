"""Commands on letters and allegations: assess, leads."""

from __future__ import annotations

from pathlib import Path
from typing import IO

import click

from workbench.case import open_case
from workbench.cli.show import heading, line, put_json, table
from workbench.cli.spoken import SpokenCommand, spoken_option
from workbench.wording import words

_ = words("cli")


@click.command(
    cls=SpokenCommand,
    help="Assess letters without a case: JSON lines in, JSON lines out (- is stdin).",
)
@click.argument("letters", type=click.File("rb"))
@spoken_option(
    "--to",
    "target",
    type=click.File("w", encoding="utf-8"),
    default="-",
    help="Where to write; stdout otherwise.",
)
def assess(letters: IO[bytes], target: IO[str]) -> None:
    """Assess letters, one line out for each line in."""
    from workbench.leads.stream import assess_lines  # noqa: PLC0415 - loaded on use

    for answer in assess_lines(letters):
        target.write(answer + "\n")


@click.command(
    cls=SpokenCommand,
    help="Allegations with specificity, verifiability, reasons, screening, repeats.",
)
@click.argument("case", type=click.Path(path_type=Path))
@spoken_option("--json", "as_json", is_flag=True, help="One JSON document.")
def leads(case: Path, as_json: bool) -> None:
    """List the allegations of a case."""
    opened = open_case(case)
    if as_json:
        put_json(opened.leads_json())
        return
    frame = opened.leads()
    frame.insert(0, _("number"), frame.index)
    heading(_("Allegations, strongest band first; ties are ties"))
    table(list(frame.columns), frame.itertuples(index=False))
    line(_("Bands and suggestions are proposals; the meeting decides."))
