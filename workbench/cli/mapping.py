"""Command ``mapping``: which column means what, corrected once for each layout."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.case import open_case
from workbench.cli.show import heading, line, note, put_json, table
from workbench.cli.spoken import SpokenCommand, spoken_option
from workbench.errors import UsageError
from workbench.wording import words

if TYPE_CHECKING:
    from workbench.intake.report import Layout

_ = words("cli")


@click.command(
    cls=SpokenCommand,
    help="Which column means what: list the layouts, or correct one for good.",
)
@click.argument("case", type=click.Path(path_type=Path))
@click.argument("layout", default="")
@spoken_option(
    "--form", default=None, help='What kind of table it is; "ignore" leaves it out.'
)
@spoken_option(
    "--column",
    "columns",
    multiple=True,
    help="NAME=ROLE or #3=ROLE, repeatable; an empty role takes it away.",
)
@spoken_option("--confirm", is_flag=True, help="Confirm the layout as it was read.")
@spoken_option(
    "--encoding", default=None, help="FILE=ENCODING, e.g. files read as big5."
)
@spoken_option(
    "--owner",
    default=None,
    help="FILE=NAME/ACCOUNT: whose statement it is, where the file does not say it.",
)
@spoken_option("--why", default="", help="Reason, kept in the journal.")
@spoken_option("--json", "as_json", is_flag=True, help="One JSON document.")
def mapping(
    case: Path,
    layout: str,
    *,
    owner: str | None,
    form: str | None,
    columns: tuple[str, ...],
    confirm: bool,
    encoding: str | None,
    why: str,
    as_json: bool,
) -> None:
    """List, confirm or correct layouts."""
    opened = open_case(case)
    if encoding is not None:
        file, _mark, name = encoding.rpartition("=")
        opened.set_encoding(file, name, why=why or _("encoding chosen"))
    elif owner is not None:
        file, _mark, who = owner.rpartition("=")
        name, _slash, account = who.partition("/")
        told = why or _("owner of the statement given")
        opened.set_owner(file, name=name, account=account, why=told)
    elif layout and (form or columns or confirm):
        given = dict(_pair(each) for each in columns)
        opened.set_mapping(layout, form=form, columns=given, why=why)
    shown = [opened.layout(layout)] if layout else _all(opened)
    if as_json:
        put_json([_json(each) for each in shown])
        return
    if layout:
        _show_one(shown[0], form)
    else:
        _show_all(shown)


def _pair(said: str) -> tuple[str, str]:
    name, mark, role = said.rpartition("=")
    if not mark:
        raise UsageError("cli.mapping_pair", found=said)
    return name, role.strip()


def _all(opened: Any) -> list[Layout]:
    every = {each.fingerprint: each for each in opened.reading().layouts}
    return list(every.values())


def _json(layout: Layout) -> dict[str, Any]:
    return {**layout.to_json(), "headers": list(layout.headers)}


def _show_all(layouts: list[Layout]) -> None:
    from workbench.intake.report import form_label  # noqa: PLC0415 - loaded on use

    if not layouts:
        line(_("No table was read."))
        return
    table(
        [_("layout"), _("file"), _("sheet"), _("read as"), _("to check")],
        [
            (
                each.fingerprint,
                each.file,
                each.sheet or "",
                form_label(each.form),
                _("decided")
                if each.decided
                else ", ".join(each.guessed) or (_("guessed") if each.notes else ""),
            )
            for each in layouts
        ],
    )
    note(_("One layout in full: workbench mapping CASE LAYOUT"))


def _show_one(layout: Layout, form: str | None) -> None:
    from workbench.intake.corrected import IGNORE, roles_of  # noqa: PLC0415 - on use
    from workbench.intake.forms import forms  # noqa: PLC0415 - loaded on use
    from workbench.intake.report import form_label, role_label  # noqa: PLC0415 - heavy, loaded on use

    line(f"{layout.file} · {layout.sheet or '-'} · {form_label(layout.form)}")
    table(
        ["#", _("column"), _("role"), "", _("guessed")],
        [
            (
                n,
                name or "-",
                layout.columns.get(name, ""),
                role_label(layout.form, layout.columns[name])
                if name in layout.columns
                else "",
                _("yes") if name in layout.guessed else "",
            )
            for n, name in enumerate(layout.headers, 1)
        ],
    )
    for said in layout.to_json()["notes"]:
        line(said, indent=2)
    known = form or layout.form
    if known in forms():
        heading(_("Roles of this kind of table"))
        line(", ".join(roles_of(known)), indent=2)
    heading(_("Kinds of table"))
    named = [f"{name} ({form_label(name)})" for name in [*forms(), IGNORE]]
    line(", ".join(named), indent=2)
