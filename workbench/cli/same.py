"""Which entities are one: list what is proposed, and put down what a person decides."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.case import open_case
from workbench.cli.show import heading, line, note, put_json, table
from workbench.cli.spoken import SpokenCommand, spoken_option
from workbench.errors import UsageError
from workbench.graph.reasons import why_in_words
from workbench.wording import words

if TYPE_CHECKING:
    from workbench.case import Case

_ = words("cli")
_SHOWN = 40  # pairs listed for a person; --json has them all
VERBS = ("merged", "kept_apart", "unsure", "split")


@click.command(
    cls=SpokenCommand,
    help="Which entities may be one: list what is proposed, put down what you decide.",
)
@click.argument("case", type=click.Path(path_type=Path))
@click.argument("entities", nargs=-1)
@spoken_option(
    "--say", type=click.Choice(VERBS), default=None, help="What you decide of them."
)
@spoken_option("--undo", type=int, default=None, help="Number of the entry to undo.")
@spoken_option("--why", default="", help="The reason, for the journal.")
@spoken_option(
    "--rosters",
    nargs=2,
    type=click.Path(path_type=Path),
    default=None,
    help="Two rosters (tables): who of one may stand in the other.",
)
@spoken_option(
    "--engine",
    type=click.Choice(("duckdb", "spark")),
    default="duckdb",
    show_default=True,
    help="What compares the rosters.",
)
@spoken_option("--json", "as_json", is_flag=True, help="One JSON document.")
def same(
    case: Path,
    entities: tuple[str, ...],
    say: str | None,
    undo: int | None,
    why: str,
    rosters: tuple[Path, Path] | None,
    engine: str,
    as_json: bool,
) -> None:
    """List proposals, or take a decision on entities named."""
    opened = open_case(case)
    if rosters is not None:
        _rosters(opened, rosters, engine, as_json=as_json)
    elif undo is not None:
        _decided(opened.undo(undo, why=why).n, as_json=as_json)
    elif say is not None:
        _decided(opened.judge(say, *entities, why=why).n, as_json=as_json)
    elif entities:
        raise UsageError("cli.say_what", known=", ".join(VERBS))
    else:
        _list(opened, as_json=as_json)


def _decided(n: int, *, as_json: bool) -> None:
    if as_json:
        put_json({"entry": n})
    else:
        line(_("Written down as entry {n}; --undo {n} takes it back.").format(n=n))


def _list(case: Case, *, as_json: bool) -> None:
    graph, found = case.recorded(), case.proposals()
    standing = case.settled()
    said: list[dict[str, Any]] = [
        {
            "one": graph.entity(p.one).to_json(),
            "other": graph.entity(p.other).to_json(),
            "verdict": p.verdict,
            "why": p.why,
            "grounds": list(p.grounds),
        }
        for p in found
    ]
    if as_json:
        put_json(
            {
                "proposals": said,
                "merged": [list(group) for group in standing.groups],
                "kept_apart": [list(pair) for pair in sorted(standing.apart)],
                "unsure": [list(pair) for pair in sorted(standing.unsure)],
                "conflicts": [list(pair) for pair, _group in standing.conflicts],
            }
        )
        return
    for group in standing.groups:
        line(_("One by decision: {names}").format(names=" = ".join(group)))
    for pair, _group in standing.conflicts:
        line(_("At odds, to be settled: {names}").format(names=" ≠ ".join(pair)))
    if not said:
        line(_("Nothing is proposed."))
        return
    _show([(_who(p["one"]), _who(p["other"]), p) for p in said])
    note(_("Nothing is merged until you say so: --say merged ONE OTHER --why …"))


def _who(entity: dict[str, str]) -> str:
    """Return a name, with the id to give where it says more."""
    name, key = entity["name"], entity["id"]
    return name if name == key else f"{name} ({key})"


def _show(rows: list[tuple[str, str, dict[str, Any]]]) -> None:
    verdicts = {"same": _("written in another way"), "possible": _("possible")}
    table(
        [_("one"), _("other"), _("how"), _("why")],
        [
            (one, other, verdicts[p["verdict"]], why_in_words(p["why"], p["grounds"]))
            for one, other, p in rows[:_SHOWN]
        ],
    )
    if len(rows) > _SHOWN:
        rest = len(rows) - _SHOWN
        note(_("… and {n} more (--json lists all).").format(n=rest))


def _rosters(
    case: Case, rosters: tuple[Path, Path], engine: str, *, as_json: bool
) -> None:
    """Show who of one roster may stand in the other."""
    found = case.match_rosters(*rosters, engine=engine)
    said = [pair.to_json() for pair in found]
    if as_json:
        put_json(said)
        return
    heading(_("{n} pairs that may be one person; a person decides").format(n=len(said)))
    _show([(_placed(p, "one"), _placed(p, "other"), p) for p in said])


def _placed(pair: dict[str, Any], side: str) -> str:
    where = pair[side]["record"]
    return f"{pair[side]['name']} · {where['file']} · {where['row']}"
