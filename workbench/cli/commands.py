"""All commands, in the order of a working day."""

from __future__ import annotations

import click

import workbench as package
from workbench.cli import desk, execution, files, keeping, leads, links, plans
from workbench.cli.mapping import mapping
from workbench.cli.recusal import recusal
from workbench.cli.same import same
from workbench.cli.spoken import Form, SpokenGroup, SpokenOption
from workbench.wording import words

_ = words("cli")


@click.group(
    cls=SpokenGroup,
    help="Verify a complaint before anyone opens an investigation: quietly, fairly, "
    "on paper first.",
    closing=Form(
        "",
        help="Begin with workbench demo, or with workbench new FOLDER. How a command "
        "is written: workbench COMMAND --help. Nothing leaves this machine.",
    ),
)
@click.version_option(
    package.__version__,
    prog_name="workbench",
    cls=SpokenOption,
    help="Show the version and end.",
)
def workbench() -> None:
    """Start of every command."""


for command in (
    desk.demo,
    desk.lab,
    desk.app,
    files.new,
    files.intake,
    keeping.forward,
    files.read,
    mapping,
    links.graph,
    links.paths,
    links.flows,
    links.cycles,
    links.patterns,
    same,
    leads.assess,
    leads.leads,
    recusal,
    plans.plan,
    execution.execute,
    execution.paper,
    execution.calibration,
    plans.clocks,
    plans.meeting,
    plans.regress,
    desk.keys,
    desk.unseal,
    keeping.erase,
    keeping.bag,
    files.verify,
):
    workbench.add_command(command)
