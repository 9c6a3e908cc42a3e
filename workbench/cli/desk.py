"""Commands around the desk: demo, lab, app, keys, unseal."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.case import open_case
from workbench.cli.show import line, put_json, table
from workbench.cli.spoken import Form, SpokenCommand, spoken_option
from workbench.wording import language, words

_ = words("cli")

_case = click.argument("case", type=click.Path(path_type=Path))


@click.command(
    cls=SpokenCommand,
    help="The main job on a copy of a shipped case: from its files to plans.",
)
@spoken_option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("demo-out"),
    show_default=True,
    help="Folder for the copy of the case and the plans.",
)
@spoken_option(
    "--case",
    "name",
    type=click.Choice(["qinghe", "harlow"]),
    default=None,
    help="Which shipped case; by default the one in the language chosen.",
)
def demo(out: Path, name: str | None) -> None:
    """Run the main job on a shipped case."""
    from workbench.cli.demo import run  # noqa: PLC0415 - loaded on use

    run(out, name, language())


@click.command(cls=SpokenCommand, help="Open JupyterLab on the notebooks, offline.")
@click.argument("case", type=click.Path(path_type=Path), required=False, default=None)
@spoken_option("--no-browser", is_flag=True, help="Print the address only.")
@spoken_option("--port", type=int, default=8888, show_default=True, help="Port.")
def lab(case: Path | None, no_browser: bool, port: int) -> None:
    """Open JupyterLab."""
    from workbench.lab import launch  # noqa: PLC0415 - loaded on use

    raise SystemExit(launch(case, lang=language(), browser=not no_browser, port=port))


@click.command(
    cls=SpokenCommand, help="Show one notebook as a page, for a meeting (extra [app])."
)
@click.argument("notebook", type=click.Path(path_type=Path))
@spoken_option("--no-browser", is_flag=True, help="Print the address only.")
@spoken_option("--port", type=int, default=8866, show_default=True, help="Port.")
def app(notebook: Path, no_browser: bool, port: int) -> None:
    """Show a notebook as a page."""
    from workbench.lab import launch_app  # noqa: PLC0415 - loaded on use

    raise SystemExit(launch_app(notebook, browser=not no_browser, port=port))


@click.command(
    cls=SpokenCommand,
    help="Key pairs of those who may unseal: list them, or make a new pair.",
    forms=(
        Form("list", help="Whose public keys the case has (the default)."),
        Form("new NAME", help="A new pair; --private says where the private one goes."),
    ),
)
@_case
@click.argument("step", type=click.Choice(["list", "new"]), default="list")
@click.argument("name", default="")
@spoken_option(
    "--private",
    type=click.Path(path_type=Path),
    default=None,
    help="Folder for the private key; never inside the case.",
)
@spoken_option("--json", "as_json", is_flag=True, help="One JSON document.")
def keys(case: Path, step: str, name: str, private: Path | None, as_json: bool) -> None:
    """Keep the keys of those who may unseal."""
    opened = open_case(case)
    if step == "new":
        where = opened.new_key(name, private)
        line(_("Public key kept in keys/; private key: {path}").format(path=where))
        line(_("Keep the private key away from this case and this machine."))
        return
    known = opened.keys()
    if as_json:
        put_json(known)
        return
    table([_("name"), _("public key")], [(k["name"], k["public"]) for k in known])


@click.command(
    cls=SpokenCommand,
    help="Ask to open a sealed identity, approve another's request, or show it.",
    forms=(
        Form("request LETTER", help="Ask, with --why; gives the request's number."),
        Form("approve REQUEST", help="Approve another person's request."),
        Form("show REQUEST", help="Show it once, on this terminal, with --key."),
    ),
)
@_case
@click.argument("step", type=click.Choice(["request", "approve", "show"]))
@click.argument("what")
@spoken_option("--why", default="", help="Reason, kept in the journal.")
@spoken_option("--who", default=None, help="Who acts; the login otherwise.")
@spoken_option(
    "--key",
    type=click.Path(path_type=Path),
    default=None,
    help="File of the private key (for show).",
)
def unseal(
    case: Path, step: str, what: str, why: str, who: str | None, key: Path | None
) -> None:
    """Unseal under dual control."""
    opened = open_case(case, who=who)
    line(opened.unseal_step(step, what, why=why, key=key))
