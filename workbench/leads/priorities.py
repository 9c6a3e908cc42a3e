"""The five priorities (M2): which allegations to take first, with quoted grounds.

1 comes from the scores; 2 to 5 from the office's dated list, never from the letter's
tone. A list entry is ``{id, words, from, to}``: words that the period stresses.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.leads.values import Priority, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from workbench.leads.values import Allegation


@dataclass(frozen=True, slots=True)
class Emphasis:
    """One entry of the office's list: which priority its words raise, and when."""

    id: str  # P2..P5
    words: tuple[str, ...]
    since: date | None = None
    until: date | None = None
    why: str = ""

    def holds(self, day: date | None) -> bool:
        """Say whether the entry is in force on a day; an undated entry always is."""
        if day is None:
            return self.since is None and self.until is None
        after = self.since is None or day >= self.since
        return after and (self.until is None or day <= self.until)


def priorities(
    allegation: Allegation,
    text: str,
    emphases: Sequence[Emphasis] = (),
    *,
    single_issue: bool,
    as_of: date | None = None,
) -> tuple[Priority, ...]:
    """Return the priorities of an allegation, each once, in order.

    Parameters
    ----------
    text
        The letter's working text; only the allegation's own stretch is searched.
    emphases
        The office's dated list.
    single_issue
        Whether the letter has this one allegation.
    as_of
        Day on which the list is read.
    """
    found: dict[str, Priority] = {}
    if allegation.specificity_band == "high" and single_issue:
        act = allegation.elements["act"].span
        found["P1"] = Priority("P1", act, "specific_single_issue")
    for emphasis in emphases:
        if not emphasis.holds(as_of) or emphasis.id in found:
            continue
        for span in _places(allegation, text, emphasis):
            found[emphasis.id] = Priority(emphasis.id, span, emphasis.why)
            break
    return tuple(found[name] for name in sorted(found))


def _places(allegation: Allegation, text: str, emphasis: Emphasis) -> Iterator[Span]:
    for word in emphasis.words:
        place = text.find(word, allegation.start, allegation.end)
        if word and place >= 0:
            yield Span(place, place + len(word), word)
