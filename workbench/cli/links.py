"""Commands on the link graph: graph, paths, flows, cycles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.case import graph_of, open_case
from workbench.cli.show import heading, line, note, put_json, table
from workbench.cli.spoken import SpokenCommand, spoken_option
from workbench.exports.graphfile import export_graph
from workbench.graph.pattern import called_by
from workbench.graph.reasons import odd_in_words
from workbench.ontology.graph_kinds import link_kinds
from workbench.wording import label, words

if TYPE_CHECKING:
    from datetime import datetime

    from workbench.graph import LinkGraph

_ = words("cli")
_SHOWN = 20  # paths listed for a person; --json has them all
KINDS = ("cycle", "pass_through", "fan_in", "fan_out", "split", "shared", "broker")
RULES = ("fifo", "proportional", "lowest")

_source = click.argument(
    "source", metavar="CASE|TABLE", type=click.Path(path_type=Path)
)
_json = spoken_option("--json", "as_json", is_flag=True, help="One JSON document.")
_day = click.DateTime(["%Y-%m-%d"])


@click.command(
    cls=SpokenCommand,
    help="Entities and links of a case, a plain table of transfers or a graph file.",
)
@_source
@spoken_option(
    "--to",
    "target",
    type=click.Path(path_type=Path),
    default=None,
    help="File to write: .graphml .gexf .ftm.json .csv .i2.csv .html, by suffix.",
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
        odd = [finding.to_json() for finding in made.findings]
        put_json(
            {
                **size,
                "columns": guessed,
                "written": [str(p) for p in written],
                "findings": odd,
            }
        )
        return
    line(_("{entities} entities, {links} distinct links").format(**size))
    _show_odd(made)
    for path in written:
        line(_("Written: {path}").format(path=path))


def _show_odd(made: LinkGraph) -> None:
    """Name what is odd in the records; it stays in the graph as it stands."""
    if made.findings:
        heading(_("Odd in the records; kept as they stand, please check"))
    for finding in made.findings:
        where = _places([record.to_json() for record in finding.records])
        line(f"{odd_in_words(finding)} · {where}", indent=2)


def _asked(source: Path) -> LinkGraph:
    """Return the graph of a case, a table or a graph file."""
    made, _columns = graph_of(source)
    return made


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
@_source
@click.argument("start", metavar="FROM")
@click.argument("goal", metavar="TO")
@spoken_option("--hops", default=4, show_default=True, help="Most links on a path.")
@_json
def paths(source: Path, start: str, goal: str, hops: int, as_json: bool) -> None:
    """Find how two entities are connected."""
    asked = _asked(source)
    answer = asked.paths(start, goal, max_hops=hops)
    found = answer.to_json()
    if answer.more:
        note(answer.narrower())
    if as_json:
        put_json(found)
        return
    shown = found[:_SHOWN]
    if not found:
        line(_("No connection within {hops} links.").format(hops=hops))
    for path in shown:
        line(" — ".join(_called(asked, e["id"]) for e in path["entities"]))
        besides = path.get("beside") or [[] for _hop in path["links"]]
        for link, beside in zip(path["links"], besides, strict=True):
            for one in (link, *beside):
                line(f"{_says(asked, one)}: {_places(one['records'])}", indent=4)
    if len(found) > len(shown):
        rest = len(found) - len(shown)
        note(_("… and {n} more (--json lists all).").format(n=rest))


@click.command(
    cls=SpokenCommand,
    help="Follow funds through time from an account, a person or a unit.",
)
@_source
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
    source: Path,
    entity: str,
    since: datetime | None,
    until: datetime | None,
    least: float,
    depth: int,
    rule: str,
    as_json: bool,
) -> None:
    """Follow funds."""
    asked = _asked(source)
    found = asked.flows(
        entity,
        since=since.date() if since else None,
        until=until.date() if until else None,
        least=least,
        depth=depth,
        rule=rule,
    )
    said = [flow.to_json() for flow in found]
    if as_json:
        put_json(said)
        return
    table(
        [_("funds"), _("arrives"), _("first day"), _("last day")],
        [
            (
                _route(asked, f["hops"]),
                f"{f['amount']:,.2f}",
                _day_of(f, 0),
                _day_of(f, -1),
            )
            for f in said
        ],
    )


@click.command(
    cls=SpokenCommand,
    help="Which records are worth a look: rings, accounts that gather, scatter or pass "
    "on, split payments, what several share.",
)
@_source
@spoken_option(
    "--kind", "kinds", type=click.Choice(KINDS), multiple=True, help="Only these kinds."
)
@_json
def patterns(source: Path, kinds: tuple[str, ...], as_json: bool) -> None:
    """List patterns; none is about a person, none is a finding."""
    found = _asked(source).patterns(kinds)
    if as_json:
        put_json([pattern.to_json() for pattern in found])
        return
    for pattern in found:
        line(str(pattern))
        line(_places([record.to_json() for record in pattern.records]), indent=4)
    note(_("{n} patterns: which records to look at, no finding.").format(n=len(found)))


@click.command(
    cls=SpokenCommand, help="Funds that come back to their payer, in time order."
)
@_source
@spoken_option("--max-length", default=6, show_default=True, help="Most transfers.")
@_json
def cycles(source: Path, max_length: int, as_json: bool) -> None:
    """Find funds that come back."""
    found = _asked(source).cycles(max_length=max_length)
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


def _says(graph: LinkGraph, link: dict[str, Any]) -> str:
    """Read a link as a sentence in the language in force, with its sum or role."""
    kind = link_kinds().get(link["kind"])
    called = label(kind.labels) if kind else str(link["kind"])
    said = f"{_called(graph, link['from'])} {called} {_called(graph, link['to'])}"
    if link.get("role"):
        said += f" ({link['role']})"
    return f"{said} {link['amount']:,.2f}" if "amount" in link else said


def _places(records: list[dict[str, Any]]) -> str:
    shown = [
        " · ".join(str(r[k]) for k in ("file", "sheet", "row") if k in r)
        for r in records[:3]
    ]
    more = len(records) - len(shown)
    return "; ".join(shown) + (f" (+{more})" if more > 0 else "")


def _called(graph: LinkGraph, key: str) -> str:
    """Name an entity; an account by its holders and its number."""
    return called_by(graph, graph.code(key)) or graph.entity(key).name


def _route(graph: LinkGraph, hops: list[dict[str, Any]]) -> str:
    keys = [hops[0]["from"], *(hop["to"] for hop in hops)]
    return " → ".join(_called(graph, key) for key in keys)


def _day_of(flow: dict[str, Any], at: int) -> str:
    return str(flow["hops"][at]["date"] or "")
