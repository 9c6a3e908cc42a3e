"""Overview: the whole link graph in parts; each opens in the link view.

A picture of tens of thousands of entities says nothing. Here they stand as parts of at
most 300, by their links; a part is named by its units, never by its persons (X6).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.errors import UsageError
from workbench.figures.money import shown_sum
from workbench.graph.communities import SCATTERED, Parts, leading_units, parts
from workbench.ontology.graph_kinds import entity_kinds
from workbench.widgets import link_tables, overview_picture
from workbench.widgets.blocks import (
    Ask,
    Beside,
    Block,
    Button,
    Buttons,
    Facts,
    Field,
    Grid,
    Heading,
    Note,
    Row,
)
from workbench.widgets.link_view import LinkView
from workbench.widgets.naming import joined
from workbench.widgets.stacked import OnGraph
from workbench.wording import label, words

if TYPE_CHECKING:
    from workbench.case import Case
    from workbench.graph import LinkGraph
    from workbench.widgets.panel import Panel
    from workbench.wording import Language

_ = words("widgets")
_ROWS = 200  # parts in the table; the rest is counted
_NEAR = 12  # neighbouring parts listed beside the chosen one
_TALL = 320


class Overview(OnGraph):
    """The whole graph of a case at a glance, as parts of at most 300 entities.

    Parameters
    ----------
    case
        The case.
    graph
        A link graph to show instead of the case's own.
    """

    acts = frozenset({"choose", "find", "open", "around", "close"})

    def __init__(
        self,
        case: Case,
        graph: LinkGraph | None = None,
        *,
        lang: Language | None = None,
    ) -> None:
        super().__init__(case, graph=graph, lang=lang)
        self._drawn: tuple[Parts, str, dict[str, Any]] | None = None
        self._parts: tuple[LinkGraph, Parts] | None = None
        self.chosen = -1
        self.links: LinkView | None = None

    def title(self) -> str:
        """Return the panel's name."""
        return _("Overview")

    @property
    def parts(self) -> Parts:
        """The graph in parts, computed once for each state of the graph."""
        graph = self.graph
        if self._parts is None or self._parts[0] is not graph:
            self._parts = graph, parts(graph)
        return self._parts[1]

    # -- what a person does

    def do_choose(self, value: str) -> str:
        """Show one part: what is in it, and what it is linked with."""
        number = value.removeprefix(overview_picture.PART)
        if not number.isdigit() or int(number) >= len(self.parts):
            raise UsageError("widgets.no_such_part", part=number)
        self.chosen = int(number)
        return ""

    def do_open(self, value: str) -> str:
        """Open one part in the link view."""
        self.do_choose(value)
        ids = self.graph.entity_columns.ids.take(self.parts.members(self.chosen))
        self.links = LinkView(self.case, only=ids, graph=self._given, lang=self.lang)
        return _("{n} entities are open below.").format(n=len(ids))

    def do_find(self, who: str) -> str:
        """Show the part that somebody stands in."""
        entity = self.graph.entity(who.strip())
        self.chosen = int(self.parts.of[self.graph.code(entity.id)])
        said = _("{name} stands in: {part}")
        return said.format(name=entity.name, part=self.name(self.chosen))

    def do_around(self, value: str) -> str:
        """Open what lies around one entity of the chosen part in the link view."""
        self.links = LinkView(self.case, value, graph=self._given, lang=self.lang)
        return _("{n} entities are open below.").format(n=len(self.links.shown_ids))

    def do_close(self, value: str = "") -> str:  # noqa: ARG002 - a button's value
        """Close the part that is open."""
        self.links = None
        return ""

    def do_speak(self, value: Language) -> None:
        """Show everything in the other language."""
        self.lang = value
        if self.links is not None:
            self.links.act("speak", value=value)

    # -- what is shown

    def name(self, part: int, most: int = 2) -> str:
        """Return what a part is called: its units with most links, else its kinds."""
        near = int(self.parts.near[part])
        if near >= 0:
            return _("attached to: {name}").format(name=self.name(near, most))
        if near == SCATTERED:
            return _("scattered entities")
        leading = leading_units(self.graph, self.parts, part, most)
        if leading:
            return joined([self.graph.entity(code).name for code in leading])
        return _("no unit: {kinds}").format(kinds=self.kinds(part))

    def _tag(self, part: int) -> str:
        """Return a part's name as short as the picture needs it."""
        near = int(self.parts.near[part])
        if near >= 0:
            return f"+ {self._tag(near)}"
        if near == SCATTERED or leading_units(self.graph, self.parts, part, 1):
            return self.name(part, most=1)
        return self.kinds(part)

    def kinds(self, part: int) -> str:
        """Return how many entities of each kind a part has, in words."""
        known = entity_kinds()
        counts = zip(
            self.graph.entity_columns.kinds, self.parts.kinds[part], strict=True
        )
        said = [
            f"{label(known[kind].labels) if kind in known else kind} {n}"
            for kind, n in sorted(counts, key=lambda one: (-one[1], one[0]))
            if n
        ]
        return joined(said)

    def blocks(self) -> list[Block]:
        """Return the counts, the parts, the chosen one and what is open."""
        shown = [*self.above(), *self.below()]
        if self.links is not None:
            shown += [Heading(self.links.title()), *self.links.blocks()]
        return shown

    def above(self) -> list[Block]:
        """Return what stands above the picture."""
        found, graph = self.parts, self.graph
        counted = _("{n} entities, {m} links").format(
            n=f"{len(graph):,}", m=f"{len(graph.link_columns.source):,}"
        )
        return [
            Facts(((_("In the graph"), counted), (_("Parts"), f"{len(found):,}"))),
            Note(
                _(
                    "Who is linked most stands together, at most 300 in a part; a part"
                    " is named by its units. Choose one to see what it holds."
                ),
                "quiet",
            ),
            Ask(
                "find",
                _("In which part does somebody stand?"),
                (Field("who", _("Name or id")),),
                _("Find"),
                call="case.graph().entity(…)",
                open=False,
            ),
        ]

    def below(self) -> list[Block]:
        """Return the chosen part beside its neighbours, then the table of parts."""
        return [*self._chosen(), self._table()]

    def _table(self) -> Grid:
        found = self.parts
        rows = tuple(
            Row(
                (
                    self.name(part),
                    str(int(found.kinds[part].sum())),
                    self.kinds(part),
                    str(int(found.inside[part])),
                    _sum(found.amount[part]),
                ),
                f"{overview_picture.PART}{part}",
                part == self.chosen,
            )
            for part in range(min(len(found), _ROWS))
        )
        more = len(found) - len(rows)
        named = _("Parts, the largest first")
        return Grid(
            _("{name}; {n} more are not listed").format(name=named, n=more)
            if more > 0
            else named,
            (
                _("Part"),
                _("Entities"),
                _("Kinds"),
                _("Number of links"),
                _("Sums inside"),
            ),
            rows,
            act="choose",
            empty=_("Nothing has been read yet."),
            wide=(0, 2),
            numeric=(1, 3, 4),
            tall=_TALL + 100,
        )

    def _chosen(self) -> list[Block]:
        part = self.chosen
        if part < 0:
            return [Note(_("Choose a part, here or on the picture."), "quiet")]
        return [
            Heading(self.name(part), 3),
            Beside((self._inside(part), self._buttons(part)), (self._near(part),)),
            self._members(part),
        ]

    def _members(self, part: int) -> Grid:
        """List who is in a part: by kind and name, never by rank (X6)."""
        known, columns = entity_kinds(), self.graph.entity_columns
        codes = self.parts.members(part)
        order = [*known]
        said = sorted(
            (
                columns.kinds[int(columns.kind[code])],
                columns.names[int(code)],
                int(code),
            )
            for code in codes
        )
        said.sort(
            key=lambda one: order.index(one[0]) if one[0] in order else len(order)
        )
        rows = tuple(
            Row(
                (name, label(known[kind].labels) if kind in known else kind),
                columns.ids[code],
            )
            for kind, name, code in said
        )
        return Grid(
            _("In this part; choose one to see what lies around it"),
            (_("Name"), _("Kind")),
            rows,
            act="around",
            wide=(0,),
            tall=_TALL,
        )

    def _inside(self, part: int) -> Facts:
        found = self.parts
        return Facts(
            (
                (_("Entities"), self.kinds(part)),
                (_("Number of links"), str(int(found.inside[part]))),
                (_("Sums inside"), _sum(found.amount[part]) or "-"),
            )
        )

    def _buttons(self, part: int) -> Buttons:
        key = f"{overview_picture.PART}{part}"
        opened = [Button("close", _("Close the part"))] if self.links else []
        return Buttons(
            _("Do"),
            (
                Button(
                    "open",
                    _("Open in the link view"),
                    key,
                    f'overview.act("open", value="{key}")',
                ),
                *opened,
            ),
        )

    def _near(self, part: int) -> Grid:
        found = self.parts
        near = [
            (int(n), int(amount), int(b if a == part else a))
            for a, b, n, amount in zip(
                found.source, found.target, found.n, found.between, strict=True
            )
            if part in (a, b)
        ]
        near.sort(key=lambda one: (-one[0], one[2]))
        rows = tuple(
            Row(
                (self.name(other), str(n), _sum(amount)),
                f"{overview_picture.PART}{other}",
            )
            for n, amount, other in near[:_NEAR]
        )
        return Grid(
            _("Linked with"),
            (_("Part"), _("Number of links"), _("Sums between")),
            rows,
            act="choose",
            empty=_("No link leads out of it."),
            wide=(0,),
            numeric=(1, 2),
            tall=_TALL,
        )

    # -- the widget

    def middle(self) -> Any:
        """Return the canvas."""
        from workbench.widgets.canvas import LinkCanvas  # noqa: PLC0415 - heavy, on use

        return LinkCanvas(self._heard, height=540)

    def fill(self, middle: Any) -> None:
        """Draw the parts, the chosen one marked."""
        middle.words = link_tables.overview_words()
        middle.kinds = overview_picture.kinds(self.graph, self.parts)
        middle.graph = self._picture()
        key = f"{overview_picture.PART}{self.chosen}"
        middle.selected = [key] if self.chosen >= 0 else []

    def opened(self) -> list[Panel]:
        """Return the part that is open in the link view."""
        return [self.links] if self.links is not None else []

    def _picture(self) -> dict[str, Any]:
        """Return what the canvas draws, made once for each graph and language."""
        kept = self._drawn
        if kept is None or kept[0] is not self.parts or kept[1] != self.lang:
            shown = overview_picture.shown(self.parts)
            names = [overview_picture.short(self._tag(p)) for p in shown]
            made = overview_picture.elements(self.graph, self.parts, names)
            self._drawn = kept = self.parts, self.lang, made
        return kept[2]

    def _heard(self, message: dict[str, Any]) -> None:
        """Take one message of the picture."""
        match message.get("type"), str(message.get("id", "")):
            case "records", part if part.startswith(overview_picture.PART):
                self.act("choose", value=part)
            case "expand", part:
                self.act("open", value=part)


def _sum(amount: int) -> str:
    return shown_sum(int(amount)) if amount else ""
