"""The intake officer confirms, on the terminal, what is to be hidden in one letter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from workbench.cli.show import clean
from workbench.intake import Span
from workbench.intake.keeping import kind_of
from workbench.intake.letters import Postponed, kind_label
from workbench.wording import words

if TYPE_CHECKING:
    from workbench.intake import Proposal

_ = words("cli")
_AROUND = 12  # characters shown on each side


def confirm(proposal: Proposal) -> list[Span]:
    """Show what was found in a letter; return what is to be hidden.

    Everything goes to the terminal's error stream, so that a redirected output never
    holds it. ``2 5`` leaves the second and fifth out, ``+words`` hides ``words``
    wherever they stand, an empty line takes what was found, ``?`` shows the whole
    letter first, ``later`` leaves it in the inbox.
    """
    show(proposal)
    asked = _(
        "Enter: hide these; numbers: leave out; +words: hide as well; "
        "?: whole letter; later"
    )
    while True:
        said = click.prompt(asked, default="", show_default=False, err=True).strip()
        if said in ("?", "？"):
            _say(clean(proposal.text))
        elif said.lower() in ("later", "稍后"):
            raise Postponed
        else:
            return answered(proposal, said)


def show(proposal: Proposal) -> None:
    """Show on the terminal what was found in one letter."""
    _say(f"\n{proposal.letter}")
    for n, span in enumerate(proposal.spans, 1):
        _say(f"  {n:2}  {kind_label(span.kind)}  {_excerpt(proposal.text, span)}")
    if not proposal.spans:
        _say("  " + _("Nothing was found that names the reporter."))


def answered(proposal: Proposal, said: str) -> list[Span]:
    """Return the spans that an answer leaves.

    Parameters
    ----------
    proposal
        What was found.
    said
        Numbers of spans to leave out, and ``+words`` to hide as well.
    """
    parts = said.replace(",", " ").replace("，", " ").split()
    out = {int(part) for part in parts if part.isdecimal()}
    kept = [span for n, span in enumerate(proposal.spans, 1) if n not in out]
    for part in parts:
        if part.startswith("+") and len(part) > 1:
            wanted = re.escape(part[1:])
            kind = kind_of(part[1:])
            kept += [Span(*m.span(), kind) for m in re.finditer(wanted, proposal.text)]
    return sorted(set(kept))


def _excerpt(text: str, span: Span) -> str:
    before = text[max(0, span.start - _AROUND) : span.start]
    after = text[span.end : span.end + _AROUND]
    shown = f"{before}【{text[span.start : span.end]}】{after}"
    return clean(shown.replace("\n", " "))


def _say(text: str) -> None:
    click.echo(text, err=True)
