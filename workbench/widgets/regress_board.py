"""Regress board: what moved against the conclusions accepted last, and accepting it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.exports.labels import grave, method
from workbench.figures.leads import suggested
from workbench.ontology.graph_kinds import entity_kinds, link_kinds
from workbench.widgets import naming
from workbench.widgets.blocks import (
    Ask,
    Block,
    Button,
    Buttons,
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
from workbench.wording import label, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.case import Case
    from workbench.case.conclusions import Comparison, Moved
    from workbench.wording import Language

_ = words("widgets")
_TALL = 420
_SHOWN = 6  # entries of a list that changed; the rest is counted


class RegressBoard(Panel):
    """Conclusions as a regression test: compared on request, accepted with a reason.

    Parameters
    ----------
    case
        The case.
    compare
        Compare at once; else a button does, since plans are made anew for it.
    """

    acts = frozenset({"compare", "accept"})

    def __init__(
        self, case: Case, *, compare: bool = False, lang: Language | None = None
    ) -> None:
        super().__init__(case, lang=lang)
        self.found: Comparison | None = None
        if compare:
            self.found = case.regress(notebooks=False)

    def title(self) -> str:
        """Return the panel's name."""
        return _("Conclusions compared")

    # -- what a person does

    def do_compare(self, value: str = "") -> str:
        """Compare bands, plans and counts; with ``notebooks`` run those as well."""
        self.found = self.case.regress(notebooks=value == "notebooks")
        return _("Compared.")

    def do_accept(self, why: str) -> str:
        """Accept what the case says now as what it is measured by from now on."""
        self.found = self.case.regress(accept=True, why=why, notebooks=False)
        return _("Accepted and journaled; entry {n}.").format(
            n=self.case.journal.head().n
        )

    # -- what is shown

    def blocks(self) -> list[Block]:
        """Return what was accepted, what moved since, and the form to accept it."""
        shown: list[Block] = [self._accepted(), self._buttons()]
        if self.found is None:
            note = _("Not compared yet: plans are made anew for it, some seconds.")
            return [*shown, Note(note, "quiet")]
        return [*shown, *self._moved(self.found), *_notebooks(self.found), _form()]

    def _accepted(self) -> Facts:
        entries = self.case.journal.entries(verb="conclusions_accepted")
        if not entries:
            return Facts(((_("Accepted last"), _("never")),))
        last = entries[-1]
        return Facts(
            (
                (_("Accepted last"), f"{last.time[:10]} {last.who}"),
                (_("Reason"), last.why),
                (_("Journal"), _("entry {n}").format(n=last.n)),
            )
        )

    def _buttons(self) -> Buttons:
        return Buttons(
            _("Do"),
            (
                Button("compare", _("Compare now"), call="case.regress()"),
                Button(
                    "compare",
                    _("Compare, and run the case's notebooks"),
                    "notebooks",
                    call="workbench regress CASE",
                ),
            ),
        )

    def _moved(self, found: Comparison) -> Iterator[Block]:
        if found.first:
            yield Note(_("Nothing was accepted yet: accept what stands now."), "warn")
            return
        if not found.moved:
            yield Note(_("All conclusions are as accepted."), "good")
            return
        said = _("{n} conclusions moved. Look at each before you accept.")
        yield Note(said.format(n=len(found.moved)), "warn")
        yield Heading(_("What moved"))
        yield Grid(
            _("What moved"),
            (_("Area"), _("Item"), _("What"), _("Accepted"), _("Now")),
            tuple(self._row(one) for one in found.moved),
            wide=(3, 4),
            tall=_TALL,
        )

    def _row(self, one: Moved) -> Row:
        area, item, what = _split(one.what)
        if isinstance(one.accepted, list) and isinstance(one.now, list):
            before = self._named(what, [v for v in one.accepted if v not in one.now])
            after = self._named(what, [v for v in one.now if v not in one.accepted])
            if before or after:
                return Row(
                    (*self._place(area, item, what), _listed(before), _listed(after))
                )
            return Row((*self._place(area, item, what), "", _("another order")))
        cells = (_value(what, v) for v in (one.accepted, one.now))
        return Row((*self._place(area, item, what), *cells))

    def _named(self, what: str, values: Sequence[Any]) -> list[str]:
        """Return entries of a list in words: sources, steps, findings of the lint."""
        profile = self.case.settings.profile
        if what == "best":
            return [naming.source(str(value), profile) for value in values]
        if what == "steps":  # allegation/element/source
            parts = [str(value).rsplit("/", 2) for value in values]
            return [f"{one[0]} {naming.source(one[-1], profile)}" for one in parts]
        if what == "lint":  # rule:level
            found = [str(value).partition(":") for value in values]
            return [f"{rule} {_grave(level)}" for rule, _colon, level in found]
        return list(map(str, values))

    def _place(self, area: str, item: str, what: str) -> tuple[str, str, str]:
        if area == "plans":
            return _("Plans"), method(item), _what(what)
        if area == "graph":
            known: dict[str, Any] = {**entity_kinds(), **link_kinds()}
            name = label(known[what].labels) if what in known else what
            return _("Link graph"), _graph(item), name
        return _("Leads"), item, _what(what)


def _split(what: str) -> tuple[str, str, str]:
    """Split ``leads.xf-1.2.specificity``: ids may hold dots, areas and fields not."""
    area, _dot, rest = what.partition(".")
    item, dot, field = rest.rpartition(".")
    return (area, item, field) if dot else (area, rest, "")


def _grave(level: str) -> str:
    return grave(level) if level in ("error", "warning", "note") else level


def _graph(item: str) -> str:
    return {"entities": _("entities"), "links": _("links")}.get(item, item)


def _what(field: str) -> str:
    return {
        "": _("as a whole"),
        "specificity": _("Specificity"),
        "verifiability": _("Verifiability"),
        "suggestion": _("Suggested"),
        "offence": _("Offence"),
        "screens": _("Screens"),
        "best": _("Records that settle it"),
        "repeats": _("Repeats"),
        "steps": _("Steps"),
        "lint": _("Rules of a plan"),
        "refused": _("No plan"),
    }.get(field, field)


def _value(what: str, value: Any) -> str | Cell:
    if value is None:
        return Cell(_("none"), "quiet")
    if isinstance(value, dict):
        return _("{n} values").format(n=len(value))
    if what in ("specificity", "verifiability"):
        return naming.band(str(value))
    if what == "suggestion":
        return suggested(str(value))
    return joined(list(map(str, value))) if isinstance(value, list) else str(value)


def _listed(values: Sequence[Any]) -> str:
    more = len(values) - _SHOWN
    said = joined(list(map(str, values[:_SHOWN])))
    return said + " " + _("and {n} others").format(n=more) if more > 0 else said


def _notebooks(found: Comparison) -> Iterator[Block]:
    if found.notebooks is None:
        yield Note(_("Notebooks were not run: nbval is not installed."), "quiet")
    elif found.failed:
        names = joined(list(found.failed))
        yield Note(
            _("Notebooks that give something else: {names}").format(names=names),
            "error",
        )
    elif found.notebooks:
        said = _("{n} notebooks give what they gave.").format(n=found.notebooks)
        yield Note(said, "good")


def _form() -> Ask:
    return Ask(
        "accept",
        _("Accept what stands now"),
        (Field("why", _("Reason"), "area"),),
        _("Accept"),
        call='case.regress(accept=True, why="…")',
        open=False,
    )
