"""Inbox panel: the intake officer confirms what is hidden, letter by letter.

Only for the intake officer, before handlers open the case. A letter as it came is drawn
on the screen and nowhere else: the plain text of this panel, which a notebook keeps,
holds counts and kinds. Letters are shown only under ``workbench lab``, whose notebooks
never keep the state of a panel; elsewhere the terminal does the same.
"""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING

from workbench.exports.labels import level as level_label
from workbench.intake.envelope import LEVELS, waiting
from workbench.intake.keeping import kind_of
from workbench.intake.letters import Postponed, kind_label
from workbench.intake.reporter.redact import everywhere
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
    Mark,
    Marked,
    Note,
    Row,
)
from workbench.widgets.panel import Panel
from workbench.widgets.plain_form import as_text, underline
from workbench.wording import speaking, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workbench.case import Case
    from workbench.intake import Proposal
    from workbench.intake.reporter import Span
    from workbench.wording import Language

_ = words("widgets")
_COLOURS = {
    "name": "subject",
    "phone": "when",
    "email": "where",
    "number": "amount",
    "account": "how",
    "address": "counterparty",
    "unit": "act",
    "role": "basis",
}
"""Kind of identity -> kind of mark, for its colour."""


class InboxBoard(Panel):
    """What waits in the inbox, and what of it names the reporter."""

    acts = frozenset({"look", "choose", "toggle", "mark", "take"})

    def __init__(self, case: Case, *, lang: Language | None = None) -> None:
        super().__init__(case, lang=lang)
        self._level = ""
        self._found: list[Proposal] = []
        self._at = -1
        self._spans: dict[int, list[tuple[Span, bool]]] = {}

    def title(self) -> str:
        """Return the panel's name."""
        return _("Inbox (intake officer only)")

    def __repr__(self) -> str:
        """Return the plain-text form: counts and kinds, never a letter."""
        with speaking(self.lang):
            told = list(self._blocks(open_=False))
            shown = [self.said, *told] if self.said else told
            return f"{underline(self.title())}\n{as_text(shown)}"

    def blocks(self) -> list[Block]:
        """Return what waits and, under our lab, the letter that is looked at."""
        return list(self._blocks(open_=under_lab()))

    # -- what a person does

    def do_look(self, level: str) -> str:
        """Open what waits; items of a superior office go up unseen (X1)."""
        self._level = level
        self._found, report = self.case.look_at_inbox(level=level)
        self._spans = {
            n: [(span, True) for span in one.spans] for n, one in enumerate(self._found)
        }
        self._at = 0 if self._found else -1
        return str(report)

    def do_choose(self, value: str) -> str:
        """Look at another letter."""
        self._at = int(value)
        return ""

    def do_toggle(self, value: str) -> str:
        """Hide one place, or leave it as it stands."""
        spans = self._spans[self._at]
        span, hidden = spans[int(value)]
        spans[int(value)] = (span, not hidden)
        return ""

    def do_mark(self, more: str) -> str:
        """Hide more words, wherever they stand in this letter."""
        text = self._found[self._at].text
        found = list(everywhere(text, [(kind_of(more), more.strip())]))
        known = {(s.start, s.end) for s, _hidden in self._spans[self._at]}
        fresh = [s for s in found if (s.start, s.end) not in known]
        self._spans[self._at] = sorted(
            [*self._spans[self._at], *((s, True) for s in fresh)]
        )
        return _("Marked in {n} places.").format(n=len(fresh))

    def do_take(self, value: str = "") -> str:  # noqa: ARG002 - a button's value
        """Take the letter that is looked at in: sealed, then the working text."""
        chosen = self._found[self._at]
        hide = [span for span, hidden in self._spans[self._at] if hidden]

        def confirm(proposal: Proposal) -> Iterable[Span]:
            if proposal.text != chosen.text:
                raise Postponed
            return hide

        report = self.case.take_in(level=self._level, confirm=confirm)
        self.do_look(self._level)
        return str(report)

    # -- what is shown

    def _blocks(self, *, open_: bool) -> Iterator[Block]:
        number = len(waiting(self.case.folder / "inbox"))
        yield Facts(
            (
                (_("Letters in the inbox"), str(number)),
                (_("Opened to look at"), str(len(self._found))),
            )
        )
        if not under_lab():
            said = _(
                "Letters are shown only under `workbench lab`. In a terminal: {call}"
            )
            yield Note(said.format(call="workbench intake CASE"), "warn")
            return
        if number:
            yield self._ask_level()
        if not self._found:
            return
        yield from self._letters()
        yield from self._letter(open_=open_)

    def _ask_level(self) -> Ask:
        levels = tuple((name, level_label(name)) for name in LEVELS)
        own = self._level or self.case.settings.office_level
        return Ask(
            "look",
            _("Open the letters"),
            (
                Field(
                    "level",
                    _("Level that manages the persons named, asked from outside"),
                    "choice",
                    own,
                    levels,
                ),
            ),
            _("Look at them"),
            call='case.look_at_inbox(level="county")',
            open=not self._found,
        )

    def _letters(self) -> Iterator[Block]:
        yield Heading(_("Letters that wait"))
        yield Grid(
            _("Letters that wait"),
            (_("No."), _("Length"), _("What was found")),
            tuple(
                Row(
                    (
                        str(n + 1),
                        _("{n} signs").format(n=len(one.text)),
                        _kinds(span for span, _h in self._spans[n]),
                    ),
                    str(n),
                    chosen=n == self._at,
                )
                for n, one in enumerate(self._found)
            ),
            act="choose",
            wide=(2,),
        )

    def _letter(self, *, open_: bool) -> Iterator[Block]:
        one, spans = self._found[self._at], self._spans[self._at]
        yield Heading(_("Letter {n}").format(n=self._at + 1))
        if not open_:
            yield Note(_("A letter is drawn on the screen only, never kept as text."))
            return
        marks = tuple(
            Mark(s.start, s.end, _COLOURS[s.kind], kind_label(s.kind))
            for s, hidden in spans
            if hidden
        )
        yield Marked(_("The letter as it came"), one.text, marks)
        yield Grid(
            _("Places that name the reporter"),
            (_("Words"), _("Kind"), _("In the working text")),
            tuple(
                Row(
                    (
                        one.text[s.start : s.end],
                        kind_label(s.kind),
                        Cell(_("hidden"), "good")
                        if hidden
                        else Cell(_("stays"), "warn"),
                    ),
                    str(n),
                )
                for n, (s, hidden) in enumerate(spans)
            ),
            act="toggle",
            empty=_("Nothing was found that names the reporter."),
            wide=(0,),
        )
        yield Ask(
            "mark",
            _("Hide more words"),
            (Field("more", _("Words, wherever they stand")),),
            _("Hide"),
        )
        yield Buttons(
            _("Do"),
            (
                Button(
                    "take",
                    _("Seal this letter and write its working text"),
                    call="case.take_in(confirm=...)",
                ),
            ),
        )


def under_lab() -> bool:
    """Say whether this kernel runs under ``workbench lab``, which keeps no state."""
    return bool(os.environ.get("WORKBENCH_LAB"))


def _kinds(spans: Iterable[Span]) -> str:
    counts = Counter(span.kind for span in spans)
    found = "  ".join(f"{kind_label(kind)} {n}" for kind, n in sorted(counts.items()))
    return found or _("nothing")
