"""Evidence matrix: hypotheses x checks, what tells them apart, what would refute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.exports.labels import expects
from workbench.widgets.blocks import (
    Block,
    Button,
    Buttons,
    Cell,
    Grid,
    Heading,
    Note,
    Row,
)
from workbench.widgets.naming import source, summary
from workbench.widgets.panel import Panel
from workbench.wording import words

if TYPE_CHECKING:
    from workbench.case import Case
    from workbench.planning import Cell as Expected
    from workbench.planning import Hypothesis, Plan, Step
    from workbench.widgets.blocks import Tone
    from workbench.wording import Language

_ = words("widgets")
SIGNS = {"present": "+", "absent": "−", "either": "·"}
_TONES: dict[int, Tone] = {0: "quiet", 1: "low", 2: "mid", 3: "good"}


class EvidenceMatrix(Panel):
    """What each check of a plan can tell about each hypothesis.

    Parameters
    ----------
    case, plan
        The case, and a plan of it.
    matter
        Allegation shown first.
    """

    acts = frozenset({"choose"})

    def __init__(
        self, case: Case, plan: Plan, matter: str = "", *, lang: Language | None = None
    ) -> None:
        super().__init__(case, lang=lang)
        self.plan = plan
        self.matter = matter

    def title(self) -> str:
        """Return the panel's name."""
        return _("Evidence matrix")

    def do_choose(self, value: str) -> str:
        """Show another matter."""
        self.matter = value
        return ""

    def blocks(self) -> list[Block]:
        """Return hypotheses and checks of the chosen matter."""
        ids = [m.id for m in self.plan.matters]
        if self.matter not in ids:
            self.matter = ids[0]
        hypotheses = [h for h in self.plan.hypotheses if h.allegation == self.matter]
        steps = [s for s in self.plan.steps if self.matter in (s.allegation, *s.also)]
        buttons = tuple(
            Button("choose", name, name, pressed=name == self.matter) for name in ids
        )
        return [
            Buttons(_("Matter"), buttons),
            Heading(self._summary(), 3),
            self._said(hypotheses),
            self._grid(hypotheses, steps),
            Note(
                _(
                    "+ expected to be there, − expected not to be there, · cannot tell;"
                    " the number says how well the check tells the hypotheses"
                    " apart; × the check can refute the hypothesis."
                ),
                "quiet",
            ),
        ]

    def _summary(self) -> str:
        """Paraphrase the matter in the language in force, where the case has it."""
        known = {a.id: a for a in self.case.allegations()}
        if self.matter in known:
            return summary(known[self.matter], self.case.settings.profile)
        return str(self.plan.matter(self.matter).summary)

    def _said(self, hypotheses: list[Hypothesis]) -> Grid:
        return Grid(
            _("Hypotheses"),
            (_("Hypothesis"), _("Says"), ""),
            tuple(
                Row(
                    (
                        _short(h),
                        str(h.says),
                        Cell(_("innocent"), "good") if h.innocent else "",
                    )
                )
                for h in hypotheses
            ),
            wide=(1,),
        )

    def _grid(self, hypotheses: list[Hypothesis], steps: list[Step]) -> Grid:
        cells = {(c.hypothesis, c.step): c for c in self.plan.matrix}
        return Grid(
            _("Checks against hypotheses"),
            (_("Step"), _("Record"), *(_short(h) for h in hypotheses)),
            tuple(
                Row(
                    (
                        s.id,
                        str(s.what) or source(s.source, self.plan.profile),
                        *(
                            _cell(cells.get((h.id, s.id)), h.id in s.refutes)
                            for h in hypotheses
                        ),
                    )
                )
                for s in steps
            ),
            empty=_("No step of the plan concerns this matter."),
            wide=(1,),
        )


def _short(one: Hypothesis) -> str:
    """Return a hypothesis's id without the matter it stands under."""
    return one.id.removeprefix(f"{one.allegation}.")


def _cell(cell: Expected | None, refutes: bool) -> Cell:
    mark = " ×" if refutes else ""
    if cell is None:
        return Cell(mark.strip(), "quiet")
    text = f"{SIGNS[cell.expects]} {expects(cell.expects)} {cell.weight}{mark}"
    return Cell(text, _TONES[cell.weight])
