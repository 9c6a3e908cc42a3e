"""The link view's words: tables, records and forms around its canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.figures.money import shown_sum
from workbench.graph.pattern import called_by
from workbench.graph.values import STATES
from workbench.ontology.graph_kinds import link_kinds
from workbench.widgets import link_picture
from workbench.widgets.blocks import (
    Ask,
    Block,
    Button,
    Buttons,
    Field,
    Grid,
    Heading,
    Row,
)
from workbench.widgets.naming import joined, summary
from workbench.wording import label, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import networkx as nx

    from workbench.graph import Link, LinkGraph
    from workbench.leads.values import Allegation
    from workbench.records import Source

_ = words("widgets")
TALL = 300  # pixels after which a list scrolls


def records(graph: LinkGraph, links: Sequence[Link]) -> Grid:
    """Return every record of some links, with its place."""
    rows = tuple(
        Row(
            (
                graph.entity(link.source).name,
                said(link),
                graph.entity(link.target).name,
                link.first.isoformat() if link.first else "",
                link.last.isoformat() if link.last else "",
                str(record),
            )
        )
        for link in links
        for record in link.records
    )
    return Grid(
        _("Records of what is chosen"),
        (_("From"), _("Link"), _("To"), _("From day"), _("To day"), _("Record")),
        rows,
        empty=_("No link of it is on the picture."),
        wide=(5,),
        tall=TALL,
    )


def places(found: Sequence[Source]) -> Grid:
    """Return records as a table of their places: file, sheet, row."""
    return Grid(
        _("Records it rests on"),
        (_("File"), _("Place")),
        tuple(
            Row((one.file, str(one).removeprefix(one.file).removeprefix(" · ")))
            for one in found
        ),
        empty=_("No record of its own: see the links of those concerned."),
        wide=(0,),
        tall=TALL,
    )


def send_form(allegations: Sequence[Allegation], profile: str) -> Ask:
    """Return the form that sends what is chosen to an allegation or to the plan."""
    leads = [(a.id, f"{a.id}  {summary(a, profile)}") for a in allegations]
    return Ask(
        "send",
        _("Send what is chosen on"),
        (
            Field("to", _("To"), "choice", choices=(("plan", _("the plan")), *leads)),
            Field("why", _("Reason"), "area"),
        ),
        _("Send"),
        call='case.decide("corroborated", "…", {"links": […]}, why="…")',
        open=False,
    )


def refute_form() -> Ask:
    """Return the form that says a link does not hold."""
    return Ask(
        "refute",
        _("This link does not hold"),
        (Field("why", _("Reason"), "area"),),
        _("Refute"),
        call='case.decide("link_refuted", "…", {…}, why="…")',
        open=False,
    )


def said(link: Link) -> str:
    """Return what a link says: its kind, its sum, how often."""
    amount = (link.amount or 0) / 100
    return link_picture.edge_words({"kind": link.kind, "amount": amount, "n": link.n})


def link_id(link: Any) -> str:
    """Return the id of a link on the canvas."""
    return link_picture.edge_id(link.source, link.target, link.kind)


def way(path: Any) -> str:
    """Return a path in one line."""
    parts = [path.entities[0].name]
    for here, there, link in zip(
        path.entities[:-1], path.entities[1:], path.links, strict=True
    ):
        onward = link.source == here.id
        words_ = said(link)
        parts += [f"—{words_}→" if onward else f"←{words_}—", there.name]
    return " ".join(parts)


def route(graph: LinkGraph, hops: Any) -> str:
    """Return the hops of a flow in one line, each with its day."""
    parts = [called(graph, hops[0].source)]
    parts += [f"→ {called(graph, h.target)} ({h.day.isoformat()})" for h in hops]
    return " ".join(parts)


def along(
    graph: LinkGraph, pairs: Iterable[tuple[str, str]]
) -> tuple[set[str], list[str]]:
    """Return who stands along funds that moved, and what is highlighted for it.

    Transfers move between accounts; on the picture the links stand between those who
    hold them.
    """
    shown: set[str] = set()
    marked: list[str] = []
    for pair in sorted(set(pairs)):
        holders = [_holders(graph, end) for end in pair]
        for end, held_by in zip(pair, holders, strict=True):
            shown |= {end, *held_by}
            marked += [end, *held_by]
            marked += [link_picture.edge_id(h, end, "holds") for h in held_by]
        ends = [held_by or [end] for end, held_by in zip(pair, holders, strict=True)]
        marked += [
            link_id(link)
            for payer in ends[0]
            for payee in ends[1]
            for link in graph.links_between(payer, payee)
            if link.amount is not None
        ]
    return shown, marked


def _holders(graph: LinkGraph, who: str) -> list[str]:
    if graph.entity(who).kind != "account":
        return []
    return sorted(set(graph.neighbourhood(who, 1, kinds=["holds"])) - {who})


def called(graph: LinkGraph, who: str) -> str:
    """Return what an entity is called: an account by its holders and its number."""
    return called_by(graph, graph.code(who)) or graph.entity(who).name


def connections(found: Sequence[Any], hops: str) -> list[Block]:
    """Return how two are connected, a line each."""
    return [
        Heading(_("Connections"), 3),
        Grid(
            _("Connections"),
            (_("Number of links"), _("Way")),
            tuple(Row((str(len(p.links)), way(p))) for p in found),
            empty=_("No connection within {n} links.").format(n=hops),
            wide=(1,),
            numeric=(0,),
        ),
    ]


def followed(graph: LinkGraph, found: Sequence[Any], who: str) -> list[Block]:
    """Return funds that were followed, a line each, with a record of each hop."""
    return [
        Heading(_("Funds followed"), 3),
        Grid(
            _("Funds followed"),
            (_("Arrived"), _("Way"), _("Records")),
            tuple(
                Row(
                    (
                        shown_sum(flow.amount),
                        route(graph, flow.hops),
                        joined([str(r) for h in flow.hops for r in h.records[:1]]),
                    )
                )
                for flow in found
            ),
            empty=_("No funds left {who}.").format(who=who),
            wide=(1,),
            numeric=(0,),
            tall=TALL,
        ),
    ]


def came_back(found: Sequence[Any]) -> list[Block]:
    """Return funds that came back to their payer, a line each."""
    return [
        Heading(_("Funds that came back"), 3),
        Grid(
            _("Funds that came back"),
            (_("Came back at most"), _("Way")),
            tuple(
                Row((shown_sum(c.returned), " → ".join(e.name for e in c.entities)))
                for c in found
            ),
            empty=_("None."),
            wide=(1,),
            numeric=(0,),
        ),
    ]


def entities(part: nx.MultiDiGraph[str]) -> Grid:
    """Return the entities of a part of the graph as a table."""
    named = link_picture.kinds(part)
    rows = tuple(
        Row(
            (
                f"{named[data['kind']]['mark']} {data.get('name') or node}",
                named[data["kind"]]["label"],
                str(part.degree(node)),
            ),
            node,
        )
        for node, data in sorted(
            link_picture.nodes_of(part), key=lambda n: (n[1]["kind"], n[0])
        )
    )
    return Grid(
        _("Entities on the picture"),
        (_("Name"), _("Kind"), _("Links here")),
        rows,
        act="choose",
        empty=_("Nothing yet: show somebody."),
        wide=(0,),
        numeric=(2,),
        tall=TALL,
    )


def edges(part: nx.MultiDiGraph[str]) -> Grid:
    """Return the links of a part of the graph as a table."""
    states: dict[str, str] = dict(
        zip(STATES, (_("alleged"), "", _("corroborated"), _("refuted")), strict=True)
    )
    rows = []
    for source, target, key, data in sorted(
        part.edges(keys=True, data=True), key=lambda e: (e[0], e[1], str(e[2]))
    ):
        names = [str(part.nodes[n].get("name") or n) for n in (source, target)]
        said = link_picture.edge_words(data)
        cells = (
            names[0],
            said,
            names[1],
            str(len(data.get("records", ()))),
            states.get(str(data["state"]), ""),
        )
        rows.append(Row(cells, link_picture.edge_id(source, target, str(key))))
    return Grid(
        _("Links on the picture"),
        (_("From"), _("Link"), _("To"), _("Records"), _("State")),
        tuple(rows),
        act="choose",
        empty=_("None."),
        numeric=(3,),
        tall=TALL,
    )


def controls() -> Iterator[Block]:
    """Return the forms that ask the graph."""
    yield Ask(
        "show",
        _("Show around"),
        (Field("names", _("Names or ids, with commas")),),
        _("Show"),
        call="case.graph().neighbourhood([…])",
    )
    yield Ask(
        "path",
        _("How are two connected?"),
        (
            Field("start", _("From")),
            Field("end", _("To")),
            Field(
                "hops",
                _("Links at most"),
                "choice",
                "4",
                tuple((str(n), str(n)) for n in range(1, 7)),
            ),
        ),
        _("Find"),
        call='case.graph().paths("…", "…", 4)',
        open=False,
    )
    yield Ask(
        "flows",
        _("Follow funds"),
        (
            Field("who", _("From whom")),
            Field("least", _("At least"), "number", "0", required=False),
        ),
        _("Follow"),
        call='case.graph().flows("…", least=0)',
        open=False,
    )
    yield Buttons(
        _("Do"),
        (
            Button(
                "cycles",
                _("Funds that came back"),
                "5",
                "case.graph().cycles(max_length=5)",
            ),
        ),
    )


def link_choices(graph: LinkGraph) -> list[list[str]]:
    """Return the kinds of links there are, as id and words, for an expansion."""
    known = link_kinds()
    return [
        [kind, label(known[kind].labels) if kind in known else kind]
        for kind in sorted(graph.link_columns.kinds)
    ]


def overview_words() -> dict[str, str]:
    """Return the words of the overview's canvas: only the tools that serve it."""
    kept = {"toolbar", "kinds", "find", "found", "links", "all", "from", "to"}
    kept |= {"closer", "farther"}
    said = {name: text for name, text in canvas_words().items() if name in kept}
    return {
        **said,
        "label": _("Picture of the parts; arrows walk along links, Enter shows one"),
        "size": _("larger: more entities; thicker: more links"),
    }


def canvas_words() -> dict[str, str]:
    """Return the words of the canvas, in the language in force."""
    return {
        "toolbar": _("Tools of the picture"),
        "label": _("Link picture; arrows walk along links, Enter shows records"),
        "kinds": _("Kinds"),
        "find": _("Find on the picture"),
        "found": _("{n} found"),
        "links": _("{n} links"),
        "expand": _("Expand"),
        "any": _("by any link"),
        "kind": _("By which links to expand"),
        "keep": _("Keep layout"),
        "hide": _("Hide"),
        "pin": _("Pin"),
        "group": _("Group by unit"),
        "send": _("Records of the chosen"),
        "all": _("Show all"),
        "closer": _("Closer"),
        "farther": _("Farther away"),
        "from": _("From day"),
        "to": _("To day"),
        "alleged": _("dashed: alleged"),
        "way": _("thick: highlighted way"),
    }
