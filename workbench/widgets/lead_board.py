"""Lead board: allegations in bands, one beside its letter, levels corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.figures.leads import suggested as suggestion_label
from workbench.leads.scoring import sensitivity
from workbench.leads.values import ELEMENTS
from workbench.planning.meeting import agenda
from workbench.widgets import naming
from workbench.widgets.blocks import (
    Ask,
    Beside,
    Block,
    Button,
    Buttons,
    Cell,
    Facts,
    Field,
    Grid,
    Heading,
    Mark,
    Marked,
    Note,
    Row,
)
from workbench.widgets.panel import Panel
from workbench.wording import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.case import Case
    from workbench.leads.values import Allegation, Check
    from workbench.wording import Language

_ = words("widgets")
_SIGNS = "○◔◑●"
_TALL = 340


def level_sign(level: int) -> str:
    """Return a level 0..3 as a sign and a number."""
    return f"{_SIGNS[level]} {level}"


class LeadBoard(Panel):
    """The allegations of a case; one of them in full, beside its letter.

    Parameters
    ----------
    case
        The case.
    lead
        Allegation shown first; the first in order where not given.
    """

    acts = frozenset({"choose", "compare", "set_level", "screen", "switch_on"})

    def __init__(
        self, case: Case, lead: str = "", *, lang: Language | None = None
    ) -> None:
        super().__init__(case, lang=lang)
        self.lead = lead
        self.beside = ""

    def title(self) -> str:
        """Return the panel's name."""
        return _("Leads")

    # -- what a person does

    def do_choose(self, value: str) -> str:
        """Show another allegation."""
        self.lead, self.beside = value, ""
        return ""

    def do_compare(self, value: str) -> str:
        """Show another allegation beside the chosen one; empty ends it."""
        self.beside = value
        return ""

    def do_set_level(self, lead: str, element: str, level: str, why: str) -> str:
        """Correct the level of one element, with a reason; say how the bands moved."""
        before = self.case.allegation(lead)
        after = self.case.set_level(lead, element, int(level), why=why)
        return _(
            "{element}: {old} → {new}. Specificity {s}, verifiability {v}."
        ).format(
            element=naming.element(element, self._profile),
            old=before.elements[element].level,
            new=after.elements[element].level,
            s=_moved(_scored(before)[0], _scored(after)[0]),
            v=_moved(_scored(before)[1], _scored(after)[1]),
        )

    def do_screen(self, lead: str, rule: str, why: str) -> str:
        """Confirm a screening rule as the ground on which an allegation is screened."""
        self.case.decide("screened", lead, {"rule": rule}, why=why)
        return _("Screened and journaled; a second person approves.")

    def do_switch_on(self, lead: str, source: str, why: str) -> str:
        """Switch a sensitive source on for one allegation, with a reason."""
        self.case.decide("source_switched_on", f"{lead}/{source}", why=why)
        return _("Switched on and journaled.")

    # -- what is shown

    @property
    def _profile(self) -> str:
        return self.case.settings.profile

    def blocks(self) -> list[Block]:
        """Return the list, and the chosen allegation beside its letter."""
        every = {a.id: a for a in self.case.allegations()}
        if not every:
            return [Note(_("No letter has been taken in yet."), "warn")]
        order = [item.allegation for item in agenda(every.values())]
        if self.lead not in every:
            self.lead = order[0]
        chosen = every[self.lead]
        shown: list[Block] = [
            self._list(every),
            Heading(f"{chosen.id}  {self._short(chosen)}"),
            Beside(
                (self._letter(chosen), *self._grounds(chosen)),
                (*self._scores(chosen), *self._checks(chosen)),
            ),
            *self._forms(chosen),
        ]
        if self.beside in every:
            shown += self._compared(chosen, every[self.beside])
        return shown

    def _list(self, every: dict[str, Allegation]) -> Grid:
        rows, last = [], 0
        for item in agenda(every.values()):
            one = every[item.allegation]
            cells = (
                f"{item.tie}" if item.tie != last else "=",
                one.id,
                self._short(one),
                naming.band(one.specificity_band),
                naming.band(one.verifiability_band),
                suggestion_label(one.suggestion),
                " ".join(item.screens),
                _("repeats {id}").format(id=one.repeats) if one.repeats else "",
                Cell("!", "warn") if item.urgent else "",
            )
            rows.append(Row(cells, one.id, one.id == self.lead, item.tie == last))
            last = item.tie
        return Grid(
            _("Allegations; the same rank is a tie"),
            (
                _("Rank"),
                _("Allegation"),
                _("In short"),
                _("Specificity"),
                _("Verifiability"),
                _("Suggested"),
                _("Screens"),
                _("Repeats"),
                _("Urgent"),
            ),
            tuple(rows),
            act="choose",
            wide=(2,),
            tall=_TALL,
        )

    def _short(self, one: Allegation) -> str:
        return naming.summary(one, self._profile)

    def _letter(self, one: Allegation) -> Marked:
        letter = next(x for x in self.case.store.letters() if x.id == one.letter)
        marks = sorted(
            (
                Mark(
                    e.span.start, e.span.end, name, naming.element(name, self._profile)
                )
                for name, e in one.elements.items()
                if e.span is not None and e.level
            ),
            key=lambda m: (m.start, m.end),
        )
        label = _("Letter {id}, the reporter left out").format(id=letter.id)
        return Marked(label, letter.text, tuple(marks))

    def _scores(self, one: Allegation) -> Iterator[Block]:
        yield from self._read(one)
        yield self._hangs_on(one)

    def _read(self, one: Allegation) -> Iterator[Block]:
        yield Facts(
            (
                (_("Offence"), naming.offence(one.offence, self._profile)),
                (_("Specificity"), _scored(one)[0]),
                (_("Verifiability"), _scored(one)[1]),
                (_("Suggested"), suggestion_label(one.suggestion)),
                (
                    _("Corroborated"),
                    _("{n} records").format(n=len(one.corroborated_by)),
                ),
            )
        )
        yield Grid(
            _("The ten elements"),
            (_("Element"), _("Level"), _("Quoted")),
            tuple(
                Row(
                    (
                        naming.element(name, self._profile),
                        "-"
                        if name in one.not_applicable
                        else level_sign(one.elements[name].level),
                        _quote(one, name),
                    )
                )
                for name in ELEMENTS
            ),
            wide=(2,),
        )

    def _hangs_on(self, one: Allegation) -> Grid:
        flips = sensitivity(one, profile=self._profile, as_of=self.case.as_of)
        return Grid(
            _("What a band hangs on: one level up or down"),
            (_("Element"), _("Would be"), _("Scale"), _("Band")),
            tuple(
                Row(
                    (
                        naming.element(f.element, self._profile),
                        level_sign(f.level),
                        _scale(f.scale),
                        naming.band(f.band),
                    )
                )
                for f in flips
            ),
            empty=_("No single change of a level moves a band."),
        )

    def _checks(self, one: Allegation) -> Iterator[Block]:
        yield Grid(
            _("Records that could settle it"),
            (_("Record"), _("Ring"), _("Alert"), _("Kept until"), _("Standing")),
            tuple(Row(self._check(one, check)) for check in one.checks),
            empty=_("None: what the letter tells points to no record."),
            wide=(0, 4),
            numeric=(1, 2),
            tall=_TALL,
        )

    def _check(self, one: Allegation, check: Check) -> tuple[str | Cell, ...]:
        if check.blocked:
            standing = Cell(
                naming.reason(check.blocked, self._profile, check.needs), "quiet"
            )
        elif check.source in one.best:
            standing = Cell(_("in the best set"), "good")
        else:
            standing = Cell(_("possible"))
        return (
            naming.source(check.source, self._profile),
            str(check.ring),
            str(check.alert),
            check.expires.isoformat() if check.expires else "-",
            standing,
        )

    def _grounds(self, one: Allegation) -> Iterator[Block]:
        if one.screens:
            yield Grid(
                _("Screening rules that hold (proposals)"),
                (_("Rule"), _("Holds when"), _("Then")),
                tuple(
                    Row((rule, *naming.screen(rule, self._profile)))
                    for rule in sorted({s.rule for s in one.screens})
                ),
                wide=(1, 2),
            )
        if one.questions:
            asked = "\n".join(f"{i}. {q}" for i, q in enumerate(one.questions, 1))
            yield Heading(_("To ask the reporter"), 3)
            yield Note(asked)

    def _forms(self, one: Allegation) -> Iterator[Block]:
        kept = Field("lead", "", "kept", one.id)
        elements = [e for e in ELEMENTS if e not in one.not_applicable]
        yield Ask(
            "set_level",
            _("Correct a level"),
            (
                kept,
                Field(
                    "element",
                    _("Element"),
                    "choice",
                    choices=tuple(
                        (e, naming.element(e, self._profile)) for e in elements
                    ),
                ),
                Field(
                    "level",
                    _("Level"),
                    "choice",
                    choices=tuple((str(n), level_sign(n)) for n in range(4)),
                ),
                Field("why", _("Reason"), "area"),
            ),
            _("Correct"),
            call=f'case.set_level("{one.id}", "when", 2, why="…")',
        )
        rules = sorted({s.rule for s in one.screens})
        if rules:
            yield Ask(
                "screen",
                _("Screen this allegation"),
                (
                    kept,
                    Field(
                        "rule",
                        _("Rule"),
                        "choice",
                        choices=tuple((r, r) for r in rules),
                    ),
                    Field("why", _("Reason"), "area"),
                ),
                _("Screen"),
                call=f'case.decide("screened", "{one.id}", {{"rule": "{rules[0]}"}}, '
                'why="…")',
                open=False,
            )
        others = [a for a in self.case.allegations() if a.id != one.id]
        yield Ask(
            "compare",
            _("Compare with another"),
            (
                Field(
                    "value",
                    _("Allegation"),
                    "choice",
                    self.beside,
                    tuple((a.id, f"{a.id}  {self._short(a)}") for a in others),
                ),
            ),
            _("Compare"),
            open=False,
        )

    def _compared(self, one: Allegation, other: Allegation) -> list[Block]:
        rows = [
            Row(
                (
                    naming.element(name, self._profile),
                    level_sign(one.elements[name].level),
                    level_sign(other.elements[name].level),
                )
            )
            for name in ELEMENTS
        ]
        for scale in ("specificity", "verifiability"):
            bands = [naming.band(getattr(a, f"{scale}_band")) for a in (one, other)]
            rows.append(Row((_scale(scale), *bands)))
        return [
            Heading(_("Compared")),
            Grid(_("Compared"), ("", one.id, other.id), tuple(rows)),
            Buttons(_("Do"), (Button("compare", _("End the comparison")),)),
        ]


def _quote(one: Allegation, name: str) -> str:
    element = one.elements[name]
    return element.span.text if element.span is not None else ""


def _scored(one: Allegation) -> tuple[str, str]:
    """Return both scores of an allegation in words, each with its number."""
    scales = (
        (one.specificity_band, one.specificity),
        (one.verifiability_band, one.verifiability),
    )
    first, second = (f"{naming.band(band).text} ({score:g})" for band, score in scales)
    return first, second


def _moved(before: str, after: str) -> str:
    return after if before == after else f"{before} → {after}"


def _scale(scale: str) -> str:
    return _("Specificity") if scale == "specificity" else _("Verifiability")
