"""Commands for what is kept: bag, erase, forward."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.case import open_case, unpack_case
from workbench.cli.show import line, put_json, table
from workbench.cli.spoken import Form, SpokenCommand, spoken_option
from workbench.errors import UsageError
from workbench.wording import words

if TYPE_CHECKING:
    from datetime import datetime

_ = words("cli")
_case = click.argument("case", type=click.Path(path_type=Path))
_who = spoken_option("--who", default=None, help="Who acts; the login otherwise.")
_json = spoken_option("--json", "as_json", is_flag=True, help="One JSON document.")


@click.command(
    cls=SpokenCommand,
    help="A case as a BagIt bag: out (--to), checked (--check), back in (--from).",
)
@_case
@spoken_option(
    "--to",
    "target",
    type=click.Path(path_type=Path),
    default=None,
    help="Pack the case into this new folder.",
)
@spoken_option(
    "--from",
    "source",
    type=click.Path(path_type=Path),
    default=None,
    help="Unpack this bag into CASE, a new folder, and verify it.",
)
@spoken_option(
    "--check", is_flag=True, help="Check CASE, which is a bag: every file, every hash."
)
@_json
def bag(
    case: Path, target: Path | None, source: Path | None, check: bool, as_json: bool
) -> None:
    """Pack, check or unpack a case."""
    if sum((target is not None, source is not None, check)) != 1:
        raise UsageError("cli.bag_one")
    if target is not None:
        done, said = open_case(case).pack(target), _("Packed and checked: {path}")
    elif source is not None:
        done = unpack_case(source, case)
        said = _("Unpacked, and everything holds: {path}")
    else:
        from workbench.intake.bag import check as checked  # noqa: PLC0415 - on use

        checked(case)
        done, said = case, _("The bag is whole: {path}")
    if as_json:
        put_json({"path": str(done), "whole": True})
    else:
        line(said.format(path=done))


@click.command(
    cls=SpokenCommand,
    help="Destroy a closed letter's key after its keeping period: asked for by one, "
    "approved by a second person.",
    forms=(
        Form("request LETTER", help="Ask, with --kept-until and --why."),
        Form("approve REQUEST", help="Approve another's request: the key is gone."),
    ),
)
@_case
@click.argument("step", type=click.Choice(["request", "approve"]))
@click.argument("what")
@spoken_option(
    "--kept-until",
    "until",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    help="Last day of the keeping period, YYYY-MM-DD (for request).",
)
@spoken_option("--why", default="", help="Reason, kept in the journal.")
@_who
@_json
def erase(
    case: Path,
    step: str,
    what: str,
    until: datetime | None,
    why: str,
    who: str | None,
    as_json: bool,
) -> None:
    """Erase under dual control."""
    opened = open_case(case, who=who)
    if step == "request":
        if until is None:
            raise UsageError("cli.erase_until")
        entry = opened.request_erasure(what, until=until.date(), why=why)
        said = _("Request {n}. A second person approves it; the key is then destroyed.")
    else:
        if not what.isdecimal():
            raise UsageError("case.request_number", found=what)
        entry = opened.approve_erasure(int(what))
        said = _("The key of {item} is destroyed; journal entry {n}.")
    if as_json:
        put_json({"entry": entry.n, "of": entry.of, "verb": entry.verb})
    else:
        line(said.format(n=entry.n, item=entry.of))


@click.command(
    cls=SpokenCommand,
    help="Items of a superior office: list them, or hand one up unread.",
)
@_case
@click.argument("receipt", default="")
@spoken_option(
    "--to",
    "target",
    type=click.Path(path_type=Path),
    default=None,
    help="Folder outside the case to which the item is moved.",
)
@_json
def forward(case: Path, receipt: str, target: Path | None, as_json: bool) -> None:
    """List or hand up what belongs to a superior office."""
    opened = open_case(case)
    if receipt:
        if target is None:
            raise UsageError("cli.forward_to")
        opened.hand_up(receipt, target)
    items = opened.going_up()
    if as_json:
        put_json([item.to_json() for item in items])
        return
    if not items:
        line(_("No item of a superior office."))
        return
    table(
        [_("receipt"), _("received"), _("handed up"), _("lies in inbox/forward/")],
        [
            (i.id, i.received, i.handed or _("not yet"), _("yes") if i.lies else "-")
            for i in items
        ],
    )
