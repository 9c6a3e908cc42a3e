"""Findings board: records worth a look, and funds followed; none is a verdict.

A pattern is about accounts, units and records, never about persons (X6); each stands
with the rows it rests on.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from workbench.errors import UsageError
from workbench.figures.money import shown_sum
from workbench.graph.pots import RULES
from workbench.ontology.graph_kinds import entity_kinds
from workbench.widgets import link_tables
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
from workbench.widgets.stacked import OnGraph
from workbench.wording import label, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.case import Case
    from workbench.graph import LinkGraph
    from workbench.graph.pattern import Pattern
    from workbench.graph.values import Entity
    from workbench.records import Source
    from workbench.widgets.panel import Panel
    from workbench.wording import Language

_ = words("widgets")
FUNDS = "flow"
_LISTED = 300  # findings on the screen; the rest is counted
_NAMED = 12  # of those concerned, named beside the records
_TALL = 320


@dataclass(frozen=True, slots=True)
class Found:
    """One finding as the board shows it, with what the journal keeps of it."""

    kind: str
    text: str
    entities: tuple[Entity, ...]
    records: tuple[Source, ...]
    first: date | None
    last: date | None
    value: dict[str, Any]
    pairs: tuple[tuple[str, str], ...] = ()  # between whom funds moved


class FindingsBoard(OnGraph):
    """Rings, accounts that pass on, split payments, shared values; funds followed.

    Parameters
    ----------
    case
        The case.
    graph
        A link graph to look through instead of the case's own.
    """

    acts = frozenset({"only", "choose", "flows", "send", "open", "close"})

    def __init__(
        self,
        case: Case,
        graph: LinkGraph | None = None,
        *,
        lang: Language | None = None,
    ) -> None:
        super().__init__(case, graph=graph, lang=lang)
        self.kind = ""
        self.chosen = -1
        self.asked: dict[str, str] = {}
        self.links: LinkView | None = None
        self._seen: tuple[LinkGraph, str, list[Found]] | None = None

    def title(self) -> str:
        """Return the panel's name."""
        return _("Records worth a look")

    def opened(self) -> list[Panel]:
        """Return the picture of the chosen finding, where it is open."""
        return [self.links] if self.links is not None else []

    # -- what a person does

    def do_only(self, value: str) -> str:
        """Show findings of one kind, or of all."""
        if value and value not in kind_words():
            raise UsageError("widgets.no_such_finding", finding=value)
        self.kind, self.chosen = value, -1
        return ""

    def do_choose(self, value: str) -> str:
        """Show one finding with the records it rests on."""
        found = self.found()
        if not value.isdigit() or int(value) >= len(found):
            raise UsageError("widgets.no_such_finding", finding=value)
        self.chosen = int(value)
        return ""

    def do_flows(
        self,
        who: str,
        since: str = "",
        until: str = "",
        least: str = "0",
        rule: str = "fifo",
    ) -> str:
        """Follow the funds that left an account, a person, a unit or a fund."""
        asked = {"who": who, "since": since, "until": until, "least": least}
        asked["rule"] = rule
        count = len(self._followed(asked))
        self.asked, self.kind, self.chosen, self._seen = asked, FUNDS, -1, None
        return _("{n} flows.").format(n=count)

    def do_send(self, to: str, why: str) -> str:
        """Journal the chosen finding for an allegation, or for the plan."""
        one = self._one()
        verb = "noted_for_plan" if to == "plan" else "corroborated"
        of = "case" if to == "plan" else self.case.allegation(to).id
        self.case.decide(verb, of, {one.kind: one.value}, why=why)
        named = _("the plan") if to == "plan" else to
        return _("Journaled for {to}, with {n} records.").format(
            to=named, n=len(one.records)
        )

    def do_open(self, value: str = "") -> str:  # noqa: ARG002 - a button's value
        """Open those whom the chosen finding is about in the link view."""
        one = self._one()
        shown, way = link_tables.along(self.graph, one.pairs)
        shown |= {entity.id for entity in one.entities}
        self.links = LinkView(self.case, only=shown, graph=self._given, lang=self.lang)
        self.links.way = way
        return _("{n} entities are open below.").format(n=len(self.links.shown_ids))

    def do_close(self, value: str = "") -> str:  # noqa: ARG002 - as above
        """Close the picture."""
        self.links = None
        return ""

    def do_speak(self, value: Language) -> None:
        """Show everything in the other language."""
        self.lang = value
        if self.links is not None:
            self.links.act("speak", value=value)

    # -- what is found

    def found(self) -> list[Found]:
        """Return the findings of the kind that is shown, in the order of time."""
        every = self._every()
        return [one for one in every if self.kind in ("", one.kind)]

    def _every(self) -> list[Found]:
        graph, seen = self.graph, self._seen
        if seen is None or seen[0] is not graph or seen[1] != self.lang:
            patterns = [_of(pattern) for pattern in graph.patterns()]
            found = [*patterns, *self._followed(self.asked)]
            self._seen = seen = graph, self.lang, found
        return seen[2]

    def _followed(self, asked: dict[str, str]) -> list[Found]:
        if not asked:
            return []
        graph = self.graph
        flows = graph.flows(
            asked["who"],
            since=_day(asked["since"]),
            until=_day(asked["until"]),
            least=float(asked["least"] or 0),
            rule=asked["rule"],
        )
        return [
            Found(
                FUNDS,
                f"{shown_sum(flow.amount)}  {link_tables.route(graph, flow.hops)}",
                _once(
                    [graph.entity(e) for h in flow.hops for e in (h.source, h.target)]
                ),
                tuple(record for hop in flow.hops for record in hop.records),
                flow.hops[0].day,
                flow.hops[-1].day,
                flow.to_json(),
                tuple((hop.source, hop.target) for hop in flow.hops),
            )
            for flow in flows
        ]

    def _one(self) -> Found:
        found = self.found()
        if not 0 <= self.chosen < len(found):
            raise UsageError("widgets.nothing_chosen")
        return found[self.chosen]

    # -- what is shown

    def blocks(self) -> list[Block]:
        """Return what is found, the chosen one with its records, and what is open."""
        shown = self.above()
        if self.links is not None:
            shown += [Heading(self.links.title()), *self.links.blocks()]
        return shown

    def above(self) -> list[Block]:
        """Return the kinds, the form for funds, the findings, and the chosen one."""
        return [
            Note(
                _(
                    "What stands here says which records to look at. It is no finding"
                    " against anyone, and nobody is ranked."
                ),
                "quiet",
            ),
            self._kinds(),
            _flows_form(self.asked),
            self._table(),
            *self._chosen(),
        ]

    def _kinds(self) -> Buttons:
        count = Counter(one.kind for one in self._every())
        said = {kind: name for kind, name in kind_words().items() if count[kind]}
        every = Button(
            "only", _("all {n}").format(n=count.total()), pressed=not self.kind
        )
        return Buttons(
            _("Only"),
            (
                every,
                *(
                    Button(
                        "only",
                        f"{name} {count[kind]}",
                        kind,
                        f'case.graph().patterns(["{kind}"])' if kind != FUNDS else "",
                        pressed=self.kind == kind,
                    )
                    for kind, name in said.items()
                ),
            ),
        )

    def _table(self) -> Grid:
        found, named = self.found(), kind_words()
        more = len(found) - _LISTED
        said = _("Found; choose one to see its records")
        return Grid(
            _("{name}; {n} more are not listed").format(name=said, n=more)
            if more > 0
            else said,
            (_("What"), _("In words"), _("From day"), _("To day"), _("Records")),
            tuple(
                Row(
                    (
                        named[one.kind],
                        one.text,
                        one.first.isoformat() if one.first else "",
                        one.last.isoformat() if one.last else "",
                        str(len(one.records)),
                    ),
                    str(n),
                    n == self.chosen,
                )
                for n, one in enumerate(found[:_LISTED])
            ),
            act="choose",
            empty=_("Nothing of this kind was found."),
            wide=(1,),
            numeric=(4,),
            tall=_TALL,
        )

    def _chosen(self) -> Iterator[Block]:
        if not 0 <= self.chosen < len(self.found()):
            return
        one, known = self._one(), entity_kinds()
        concerned = tuple(
            (
                label(known[e.kind].labels) if e.kind in known else e.kind,
                link_tables.called(self.graph, e.id),
            )
            for e in one.entities[:_NAMED]
        )
        yield Heading(_("The chosen one"), 3)
        yield Note(one.text)
        yield Beside(
            (Facts(concerned), self._buttons()), (link_tables.places(one.records),)
        )
        yield link_tables.send_form(self.case.allegations(), self.case.settings.profile)

    def _buttons(self) -> Buttons:
        shown = Button(
            "open", _("Show on the picture"), call='wb.widgets.LinkView(case, "…")'
        )
        closed = [Button("close", _("Close the picture"))] if self.links else []
        return Buttons(_("Do"), (shown, *closed))


def kind_words() -> dict[str, str]:
    """Return the kinds of findings in words, in the order they are shown."""
    return {
        FUNDS: _("funds followed"),
        "cycle": _("came back"),
        "pass_through": _("passed on"),
        "fan_in": _("many pay in"),
        "fan_out": _("many are paid"),
        "split": _("split payments"),
        "shared": _("shared by several"),
        "broker": _("only tie"),
    }


def _of(pattern: Pattern) -> Found:
    ids = [entity.id for entity in pattern.entities]
    if pattern.kind == "cycle":
        pairs = [*pairwise([*ids, ids[0]])]
    else:  # the account or unit it is about stands first
        pairs = [
            pair for other in ids[1:] for pair in ((ids[0], other), (other, ids[0]))
        ]
    return Found(
        pattern.kind,
        str(pattern),
        pattern.entities,
        pattern.records,
        pattern.first,
        pattern.last,
        pattern.to_json(),
        tuple(pairs),
    )


def _once(entities: list[Entity]) -> tuple[Entity, ...]:
    return tuple({entity.id: entity for entity in entities}.values())


def _day(given: str) -> date | None:
    if not given.strip():
        return None
    try:
        return date.fromisoformat(given.strip())
    except ValueError as error:
        raise UsageError("widgets.no_day") from error


def _flows_form(asked: dict[str, str]) -> Ask:
    rules = {
        "fifo": _("first in, first out"),
        "proportional": _("in proportion"),
        "lowest": _("by the lowest balance"),
    }
    return Ask(
        "flows",
        _("Follow funds"),
        (
            Field("who", _("From whom"), value=asked.get("who", "")),
            Field(
                "since", _("From day"), "day", asked.get("since", ""), required=False
            ),
            Field("until", _("To day"), "day", asked.get("until", ""), required=False),
            Field(
                "least",
                _("At least"),
                "number",
                asked.get("least", "0"),
                required=False,
            ),
            Field(
                "rule",
                _("Rule"),
                "choice",
                asked.get("rule", "fifo"),
                tuple((rule, rules[rule]) for rule in RULES),
            ),
        ),
        _("Follow"),
        call='case.graph().flows("…", since=…, until=…, least=0, rule="fifo")',
        open=bool(asked),
    )
