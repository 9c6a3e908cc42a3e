"""Link view: who is linked to whom, by which records; paths and funds highlighted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from workbench.errors import UsageError
from workbench.widgets import link_layout, link_picture, link_tables
from workbench.widgets.blocks import (
    Block,
    Facts,
    Heading,
    Note,
)
from workbench.widgets.naming import joined
from workbench.widgets.stacked import OnGraph
from workbench.wording import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import networkx as nx

    from workbench.case import Case
    from workbench.graph import LinkGraph
    from workbench.wording import Language

_ = words("widgets")
_TALL = 300
_HOPS = 5
_WAYS = 12  # ways that are shown; more cannot be told apart


class LinkView(OnGraph):
    """Part of the link graph: what lies around some entities, and what joins them.

    Parameters
    ----------
    case
        The case.
    focus
        Names or ids to begin with.
    hops
        How far around them.
    only
        Ids to begin with as they are, without what lies around them.
    graph
        A link graph to show instead of the case's own.
    """

    acts = frozenset(
        {
            "choose",
            "expand",
            "hide",
            "show",
            "path",
            "flows",
            "cycles",
            "send",
            "refute",
            "keep",
        }
    )

    def __init__(
        self,
        case: Case,
        *focus: str,
        hops: int = 1,
        only: Iterable[str] = (),
        graph: LinkGraph | None = None,
        lang: Language | None = None,
    ) -> None:
        super().__init__(case, graph=graph, lang=lang)
        graph = self.graph
        self.focus = [graph.entity(name).id for name in focus]
        self.shown_ids: set[str] = set()
        self.chosen: list[str] = []
        self.way: list[str] = []
        self.told: Callable[[], list[Block]] = list
        self._at: dict[str, tuple[float, float]] = {}
        self._by_hand = False  # somebody put entities where they stand
        if self.focus:
            self._add(graph.neighbourhood(self.focus, hops))
            if hops == 1:
                self._stand_as_kept()
        self._add(only)

    def title(self) -> str:
        """Return the panel's name."""
        return _("Links")

    def part(self) -> nx.MultiDiGraph[str]:
        """Return what is shown as a NetworkX graph."""
        ids = sorted(i for i in self.shown_ids if i in self.graph)
        made: nx.MultiDiGraph[str] = self.graph.neighbourhood(ids, 0)
        return made

    def _add(self, more: Iterable[str]) -> int:
        """Show more entities, up to the limit; returns how many were left out."""
        new = [node for node in more if node not in self.shown_ids]
        room = max(link_picture.LIMIT - len(self.shown_ids), 0)
        first = sorted(new, key=lambda n: (n not in self.focus, n))
        self.shown_ids.update(first[:room])
        return len(first[room:])

    # -- what a person does

    def do_choose(self, value: str) -> str:
        """Show the records of an entity or of a link."""
        self.chosen = [value] if value else []
        return ""

    def do_show(self, names: str) -> str:
        """Begin anew around one or several names."""
        found = [self.graph.entity(n.strip()).id for n in _names(names)]
        self.focus, self.shown_ids, self._at = found, set(), {}
        self._by_hand = False
        self.chosen, self.way, self.told = [], [], list
        return self._left(self._add(self.graph.neighbourhood(found, 1)))

    def do_expand(self, value: str, kind: str = "") -> str:
        """Show what else is linked to an entity, of one kind where asked."""
        kinds = [kind] if kind else []
        return self._left(self._add(self.graph.neighbourhood(value, 1, kinds=kinds)))

    def do_hide(self, ids: list[str]) -> str:
        """Take entities off the picture; the graph keeps them."""
        self.shown_ids -= set(ids)
        self.chosen = [c for c in self.chosen if c not in ids]
        return ""

    def do_path(self, start: str, end: str, hops: str = "4") -> str:
        """Highlight how two are connected."""
        every = self.graph.paths(start, end, int(hops))
        found, self.way = every.found[:_WAYS], []
        for path in found:
            self._add(entity.id for entity in path.entities)
            self.way += [e.id for e in path.entities]
            self.way += [link_tables.link_id(link) for link in path.links]
        self._afresh()
        self.told = partial(link_tables.connections, found, hops)
        said = _("{n} connections; the {shown} shortest are shown.")
        return said.format(n=len(every), shown=len(found))

    def do_flows(self, who: str, least: str = "0") -> str:
        """Follow the funds that left an account, a person, a unit or a fund."""
        found = self.graph.flows(who, least=float(least or 0))
        pairs = ((h.source, h.target) for flow in found for h in flow.hops)
        shown, self.way = link_tables.along(self.graph, pairs)
        self._add(sorted(shown))
        self._afresh()
        self.told = partial(link_tables.followed, self.graph, found, who)
        return _("{n} flows.").format(n=len(found))

    def do_cycles(self, value: str = "5") -> str:
        """Show funds that came back to their payer."""
        found = self.graph.cycles(max_length=int(value or _HOPS))
        self.way = []
        for cycle in found:
            self._add(entity.id for entity in cycle.entities)
            ids = [e.id for e in cycle.entities]
            onward = zip(ids, [*ids[1:], ids[0]], strict=True)
            self.way += [
                *ids,
                *(link_picture.edge_id(a, b, "payment") for a, b in onward),
            ]
        self._afresh()
        self.told = partial(link_tables.came_back, found)
        return _("{n} cycles.").format(n=len(found))

    def do_send(self, to: str, why: str) -> str:
        """Journal the chosen links as corroborating an allegation, or for the plan."""
        links = [link for c in self.chosen for link in self._links(c)]
        if not links:
            raise UsageError("widgets.nothing_chosen")
        value = [
            {
                "from": link.source,
                "to": link.target,
                "kind": link.kind,
                "records": [r.to_json() for r in link.records],
            }
            for link in links
        ]
        verb = "noted_for_plan" if to == "plan" else "corroborated"
        of = "case" if to == "plan" else self.case.allegation(to).id
        self.case.decide(verb, of, {"links": value}, why=why)
        named = _("the plan") if to == "plan" else to
        return _("{n} links journaled for {to}.").format(n=len(links), to=named)

    def do_refute(self, why: str) -> str:
        """Journal that the chosen link does not hold."""
        links = [link for c in self.chosen for link in self._links(c)]
        if len(links) != 1:
            raise UsageError("widgets.choose_one_link")
        one = links[0]
        value = {"source": one.source, "target": one.target, "kind": one.kind}
        self.case.decide(
            "link_refuted", f"{one.source}/{one.kind}/{one.target}", value, why=why
        )
        self.chosen = []
        return _("Refuted and journaled.")

    def do_keep(self, positions: dict[str, list[float]] | None = None) -> str:
        """Journal who is on the picture and where, for the next time."""
        self._moved(positions or {})
        value = link_layout.kept(self.focus, self.shown_ids, self._at)
        self.case.decide("layout_kept", "links", value, why=_("layout of the picture"))
        return _("The layout is kept for the next time.")

    def _moved(self, positions: dict[str, Any]) -> None:
        self._at.update(link_layout.places(positions))
        self._by_hand = self._by_hand or bool(positions)

    def _afresh(self) -> None:
        """Lay all out anew with what was found, unless a person set the places."""
        if not self._by_hand:
            self._at = {}

    def _stand_as_kept(self) -> None:
        """Take up the newest layout that was kept around the same entities."""
        found = link_layout.newest(self.case.journal, self.focus)
        if found is not None:
            self.shown_ids = {i for i in found[0] if i in self.graph}
            self._at = {i: at for i, at in found[1].items() if i in self.shown_ids}
            self._by_hand = True

    def _left(self, out: int) -> str:
        if not out:
            return ""
        said = _("{n} more are left out: the picture holds {limit}. Hide some first.")
        return said.format(n=out, limit=link_picture.LIMIT)

    # -- what is shown

    def above(self) -> list[Block]:
        """Return what stands above the canvas."""
        graph = self.graph
        return [
            Facts(
                (
                    (
                        _("In the case"),
                        _("{n} entities, {m} links").format(
                            n=len(graph), m=len(graph.link_columns.source)
                        ),
                    ),
                    (
                        _("Around"),
                        joined([self.graph.entity(f).name for f in self.focus]),
                    ),
                )
            ),
            *link_tables.controls(),
        ]

    def below(self) -> list[Block]:
        """Return what stands below the canvas: records of the chosen, then tables."""
        part = self.part()
        return [
            *self.told(),
            *self._records(),
            Heading(_("On the picture")),
            link_tables.edges(part),
            link_tables.entities(part),
        ]

    def _links(self, chosen: str) -> list[Any]:
        ends = chosen.split("\x1f")
        if len(ends) == 3:  # noqa: PLR2004 - source, target, kind
            return list(self.graph.links_between(ends[0], ends[1], kinds=ends[2:]))
        part = self.part()
        return [
            link
            for a, b in sorted({(a, b) for a, b in part.edges() if chosen in (a, b)})
            for link in self.graph.links_between(a, b)
        ]

    def _records(self) -> Iterator[Block]:
        links = [link for c in self.chosen for link in self._links(c)]
        if not self.chosen:
            yield Note(_("Choose an entity or a link to see its records."), "quiet")
            return
        yield Heading(_("Records"), 3)
        yield link_tables.records(self.graph, links)
        yield link_tables.send_form(self.case.allegations(), self.case.settings.profile)
        if len(links) == 1:
            yield link_tables.refute_form()

    # -- the widget

    def middle(self) -> Any:
        """Return the canvas."""
        from workbench.widgets.canvas import LinkCanvas  # noqa: PLC0415 - heavy, on use

        return LinkCanvas(self._heard)

    def fill(self, middle: Any) -> None:
        """Draw what is shown; who stood somewhere stays there."""
        part = self.part()
        made = link_picture.elements(part, self.focus, self._at)
        self._at = {n["id"]: (n["x"], n["y"]) for n in made["nodes"]}
        choices = link_tables.link_choices(self.graph)
        middle.words = {**link_tables.canvas_words(), "of_kind": choices}
        middle.kinds = link_picture.kinds(part)
        middle.graph = made
        middle.highlighted = self.way

    def _heard(self, message: dict[str, Any]) -> None:
        """Take one message of the canvas."""
        match message.get("type"):
            case "records":
                self.act("choose", value=str(message.get("id", "")))
            case "expand":
                kind = str(message.get("kind") or "")
                self.act("expand", value=str(message.get("id", "")), kind=kind)
            case "keep":
                self.act("keep", positions=message.get("positions") or {})
            case "hide":
                self.act("hide", ids=[str(i) for i in message.get("ids", [])])
            case "moved":
                self._moved(message.get("positions") or {})
            case "chosen":
                self.chosen = [str(i) for i in message.get("ids", [])]
                self.redraw()


def _names(given: str) -> list[str]:
    return [
        n for n in given.replace("、", ",").replace("，", ",").split(",") if n.strip()
    ]
