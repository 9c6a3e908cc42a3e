"""Same board: which entities may be one, side by side; a person says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.case.resolving import ids_of
from workbench.errors import UsageError
from workbench.graph.reasons import why_in_words
from workbench.ontology.graph_kinds import entity_kinds
from workbench.widgets import link_tables
from workbench.widgets.blocks import (
    Ask,
    Beside,
    Block,
    Cell,
    Facts,
    Field,
    Grid,
    Heading,
    Note,
    Row,
)
from workbench.widgets.naming import joined
from workbench.widgets.panel import Panel
from workbench.widgets.table_view import head
from workbench.wording import label, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.case import Case
    from workbench.case.decisions import Decision
    from workbench.graph import Link
    from workbench.graph.resolve import Proposal
    from workbench.graph.values import Entity
    from workbench.wording import Language

_ = words("widgets")
_LISTED = 200  # pairs on the screen; the rest is counted
_LINKS = 12  # links shown of each of the two
_TALL = 300


class SameBoard(Panel):
    """Proposals of entities that may be one, and the decisions that stand.

    Nothing is merged until a person says so; every decision can be undone.
    """

    acts = frozenset({"choose", "judge", "look", "undo"})

    def __init__(self, case: Case, *, lang: Language | None = None) -> None:
        super().__init__(case, lang=lang)
        self.pair: tuple[str, str] | None = None
        self.entry = 0

    def title(self) -> str:
        """Return the panel's name."""
        return _("Who may be one")

    # -- what a person does

    def do_choose(self, value: str) -> str:
        """Set two that may be one side by side."""
        known = {_key(p): p for p in self.case.proposals()}
        if value not in known:
            raise UsageError("widgets.no_such_pair")
        self.pair = known[value].one, known[value].other
        return ""

    def do_judge(self, verb: str, why: str) -> str:
        """Journal what is said of the two: one, apart, or left open."""
        if self.pair is None:
            raise UsageError("widgets.no_such_pair")
        entry = self.case.judge(verb, *self.pair, why=why)
        self.pair = None
        return _("{said}; journaled as entry {n}.").format(said=_said(verb), n=entry.n)

    def do_look(self, value: str) -> str:
        """Choose a decision that stands."""
        self._decision(value)
        self.entry = int(value)
        return ""

    def do_undo(self, entry: str, why: str) -> str:
        """Undo a decision; its entry stays in the journal."""
        self._decision(entry)
        self.case.undo(int(entry), why=why)
        self.entry = 0
        return _("Entry {n} is undone; it stays in the journal.").format(n=entry)

    def _decision(self, entry: str) -> Decision:
        for one in self.case.decisions().identity:
            if str(one.n) == entry:
                return one
        raise UsageError("widgets.no_such_entry", entry=entry)

    # -- what is shown

    def blocks(self) -> list[Block]:
        """Return the counts, the proposals, the two chosen, and what was decided."""
        found = self.case.proposals()
        return [
            self._counts(found),
            *self._conflicts(),
            Heading(_("Proposed")),
            self._proposals(found),
            *self._two(found),
            Heading(_("Decided")),
            self._decided(),
            *self._undo(),
        ]

    def _counts(self, found: list[Proposal]) -> Facts:
        settled = self.case.settled()
        return Facts(
            (
                (_("Proposed"), str(len(found))),
                (_("One by decision"), str(len(settled.groups))),
                (_("Kept apart"), str(len(settled.apart))),
                (_("Left open"), str(len(settled.unsure))),
            )
        )

    def _conflicts(self) -> Iterator[Block]:
        for pair, _group in self.case.settled().conflicts:
            names = " ≠ ".join(pair)
            yield Note(
                _("At odds, to be settled: {names}").format(names=names), "error"
            )

    def _proposals(self, found: list[Proposal]) -> Grid:
        graph, more = self.case.recorded(), len(found) - _LISTED
        verdicts = {"same": _("written in another way"), "possible": _("possible")}
        named = _("Pairs that may be one; choose one to set them side by side")
        return Grid(
            _("{name}; {n} more are not listed").format(name=named, n=more)
            if more > 0
            else named,
            (_("One"), _("Other"), _("How"), _("Why")),
            tuple(
                Row(
                    (
                        str(graph.entity(p.one)),
                        str(graph.entity(p.other)),
                        Cell(
                            verdicts[p.verdict], "mid" if p.verdict == "same" else "low"
                        ),
                        why_in_words(p.why, p.grounds),
                    ),
                    _key(p),
                    self.pair == (p.one, p.other),
                )
                for p in found[:_LISTED]
            ),
            act="choose",
            empty=_("Nothing is proposed."),
            wide=(3,),
            tall=_TALL,
        )

    def _two(self, found: list[Proposal]) -> Iterator[Block]:
        if self.pair is None:
            if found:
                yield Note(_("Nothing is merged until somebody says so."), "quiet")
            return
        one, other = (self.case.recorded().entity(who) for who in self.pair)
        yield Beside(tuple(self._who(one)), tuple(self._who(other)))
        verbs = ("merged", "kept_apart", "unsure")
        yield Ask(
            "judge",
            _("Say what they are"),
            (
                Field(
                    "verb",
                    _("They are"),
                    "choice",
                    "unsure",
                    tuple((verb, _said(verb)) for verb in verbs),
                ),
                Field("why", _("Reason"), "area"),
            ),
            _("Put into the journal"),
            call='case.judge("merged", "…", "…", why="…")',
        )

    def _who(self, entity: Entity) -> Iterator[Block]:
        known = entity_kinds().get(entity.kind)
        facts = [(_("Kind"), label(known.labels) if known else entity.kind)]
        facts += [
            (head(name), joined([*values]))
            for name, values in sorted(entity.properties.items())
            if values
        ]
        links = self._links(entity.id)
        yield Heading(str(entity), 3)
        yield Facts((*facts, (_("Number of links"), str(len(links)))))
        yield Grid(
            _("What the records say"),
            (_("Link"), _("With whom"), _("Record")),
            tuple(
                Row((link_tables.said(link), other, str(record)))
                for other, link in links[:_LINKS]
                for record in link.records[:1]
            ),
            empty=_("No link."),
            wide=(2,),
            tall=_TALL,
        )

    def _links(self, who: str) -> list[tuple[str, Link]]:
        """Return who is linked with one, and how, sorted."""
        graph = self.case.recorded()
        return [
            (link_tables.called(graph, other), link)
            for other in sorted(set(graph.neighbourhood(who, 1)) - {who})
            for ends in ((who, other), (other, who))
            for link in graph.links_between(*ends)
        ]

    def _decided(self) -> Grid:
        decided = self.case.decisions().identity
        return Grid(
            _("Decisions that stand; choose one to undo it"),
            (_("Entry"), _("They are"), _("Of whom"), _("Who"), _("Reason")),
            tuple(
                Row(
                    (
                        str(one.n),
                        _said(one.verb),
                        " · ".join(ids_of(one)),
                        one.who,
                        one.why,
                    ),
                    str(one.n),
                    self.entry == one.n,
                )
                for one in reversed(decided)
            ),
            act="look",
            empty=_("Nothing was decided yet."),
            wide=(2, 4),
            numeric=(0,),
            tall=_TALL,
        )

    def _undo(self) -> Iterator[Block]:
        if not self.entry:
            return
        yield Ask(
            "undo",
            _("Undo entry {n}").format(n=self.entry),
            (
                Field("entry", _("Entry"), "kept", str(self.entry)),
                Field("why", _("Reason"), "area"),
            ),
            _("Undo"),
            call=f'case.undo({self.entry}, why="…")',
        )


def _key(found: Proposal) -> str:
    return f"{found.one}\x1f{found.other}"


def _said(verb: str) -> str:
    return {
        "merged": _("one"),
        "kept_apart": _("not the same"),
        "unsure": _("left open"),
        "split": _("parted again"),
    }[verb]
