"""Commands on the link graph: graph, paths, flows, cycles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.case import graph_of, open_case
from workbench.cli.show import line, note, put_json, table
from workbench.cli.spoken import SpokenCommand, spoken_option
from workbench.exports.graphfile import export_graph
from workbench.ontology.graph_kinds import link_kinds
from workbench.wording import label, words

if TYPE_CHECKING:
    from datetime import datetime

    from workbench.graph import LinkGraph

_ = words("cli")
_SHOWN = 20  # paths listed for a person; --json has them all
RULES = ("fifo", "proportional", "lowest")

_case = click.argument("case", type=click.Path(path_type=Path))
_json = spoken_option("--json", "as_json", is_flag=True, help="One JSON document.")
_day = click.DateTime(["%Y-%m-%d"])


@click.command(
    cls=SpokenCommand,
    help="Entities and links of a case, or of a plain table of transfers.",
)
@click.argument("source", metavar="CASE|TABLE", type=click.Path(path_type=Path))
@spoken_option(
    "--to",
    "target",
    type=click.Path(path_type=Path),
    default=None,
    help="File to write: .graphml .gexf .ftm.json .csv .html, by suffix.",
)
@spoken_option("--payer", default=None, help="Column of the payer.")
@spoken_option("--payee", default=None, help="Column of the payee.")
@spoken_option("--amount", default=None, help="Column of the sum.")
@spoken_option("--date", default=None, help="Column of the date.")
@_json
def graph(
    source: Path,
    target: Path | None,
    payer: str | None,
    payee: str | None,
    amount: str | None,
    date: str | None,
    as_json: bool,
) -> None:
    """Build the link graph and say how large it is."""
    columns = {"payer": payer, "payee": payee, "amount": amount, "date": date}
    made, guessed = graph_of(source, **columns)
    for role, column in guessed.items():
        told = _("{role} is read from column “{column}”")
        note(told.format(role=_role(role), column=column))
    size = {"entities": len(made.entities()), "links": made.number_of_edges()}
    written = _written(source, made, target) if target is not None else ()
    if as_json:
        put_json({**size, "columns": guessed, "written": [str(p) for p in written]})
        return
    line(_("{entities} entities, {links} distinct links").format(**size))
    for path in written:
        line(_("Written: {path}").format(path=path))


def _written(source: Path, made: LinkGraph, target: Path) -> tuple[Path, ...]:
    """Write a graph to a file; what comes from a case passes its guard."""
    guard = open_case(source).guard() if source.is_dir() else None
    return tuple(one.path for one in export_graph(made, target, guard=guard))


def _role(role: str) -> str:
    """Say in words what a column is for."""
    return {
        "payer": _("payer"),
        "payee": _("payee"),
        "amount": _("amount"),
        "date": _("date"),
        "payer_name": _("payer_name"),
        "payee_name": _("payee_name"),
    }.get(role, role)


@click.command(
    cls=SpokenCommand, help="How two are connected, each link with its records."
)
@_case
@click.argument("start", metavar="FROM")
@click.argument("goal", metavar="TO")
@spoken_option("--hops", default=4, show_default=True, help="Most links on a path.")
@_json
def paths(case: Path, start: str, goal: str, hops: int, as_json: bool) -> None:
    """Find how two entities are connected."""
    found = [
        p.to_json() for p in open_case(case).graph().paths(start, goal, max_hops=hops)
    ]
    if as_json:
        put_json(found)
        return
    shown = found[:_SHOWN]
    if not found:
        line(_("No connection within {hops} links.").format(hops=hops))
    for path in shown:
        line(" — ".join(e["name"] for e in path["entities"]))
        for link in path["links"]:
            line(f"{_says(link)}: {_places(link['records'])}", indent=4)
    if len(found) > len(shown):
        rest = len(found) - len(shown)
        note(_("… and {n} more (--json lists all).").format(n=rest))


@click.command(
    cls=SpokenCommand,
    help="Follow funds through time from an account, a person or a unit.",
)
@_case
@click.argument("entity")
@spoken_option("--since", type=_day, default=None, help="First day, YYYY-MM-DD.")
@spoken_option("--until", type=_day, default=None, help="Last day, YYYY-MM-DD.")
@spoken_option("--min", "least", type=float, default=0.0, help="Smallest sum shown.")
@spoken_option("--depth", default=4, show_default=True, help="Most transfers in a row.")
@spoken_option(
    "--rule",
    type=click.Choice(RULES),
    default="fifo",
    show_default=True,
    help="Which money leaves first.",
)
@_json
def flows(
    case: Path,
    entity: str,
    since: datetime | None,
    until: datetime | None,
    least: float,
    depth: int,
    rule: str,
    as_json: bool,
) -> None:
    """Follow funds."""
    found = (
        open_case(case)
        .graph()
        .flows(
            entity,
            since=since.date() if since else None,
            until=until.date() if until else None,
            least=least,
            depth=depth,
            rule=rule,
        )
    )
    said = [flow.to_json() for flow in found]
    if as_json:
        put_json(said)
        return
    table(
        [_("funds"), _("arrives"), _("first day"), _("last day")],
        [
            (_route(f["hops"]), f"{f['amount']:,.2f}", _day_of(f, 0), _day_of(f, -1))
            for f in said
        ],
    )


@click.command(
    cls=SpokenCommand, help="Funds that come back to their payer, in time order."
)
@_case
@spoken_option("--max-length", default=6, show_default=True, help="Most transfers.")
@_json
def cycles(case: Path, max_length: int, as_json: bool) -> None:
    """Find funds that come back."""
    found = open_case(case).graph().cycles(max_length=max_length)
    said = [cycle.to_json() for cycle in found]
    if as_json:
        put_json(said)
        return
    if not said:
        line(_("No funds come back within {n} transfers.").format(n=max_length))
        return
    table(
        [_("round"), _("comes back at most")],
        [
            (" → ".join(e["name"] for e in c["entities"]), f"{c['returned']:,.2f}")
            for c in said
        ],
    )


def _says(link: dict[str, Any]) -> str:
    """Name the kind of a link in the language in force."""
    kind = link_kinds().get(link["kind"])
    return label(kind.labels) if kind else str(link["kind"])


def _places(records: list[dict[str, Any]]) -> str:
    shown = [
        " · ".join(str(r[k]) for k in ("file", "sheet", "row") if k in r)
        for r in records[:3]
    ]
    more = len(records) - len(shown)
    return "; ".join(shown) + (f" (+{more})" if more > 0 else "")


def _name(end: Any) -> str:
    return str(end["name"]) if isinstance(end, dict) else str(end)


def _route(hops: list[dict[str, Any]]) -> str:
    return " → ".join([_name(hops[0]["from"]), *(_name(h["to"]) for h in hops)])


def _day_of(flow: dict[str, Any], at: int) -> str:
    return str(flow["hops"][at]["date"] or "")
