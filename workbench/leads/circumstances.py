"""What a letter says of the proof itself: cash, no paper, records gone, a witness dead.

Such words lower what a record can still decide; they say nothing of anybody. They hold
for one allegation and stay with it, so that a corrected level is weighed alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.leads.allegations import Draft
    from workbench.leads.reading import Reading

IN_KIND = "in_kind"
"""Cash or goods were given, and no transfer is told."""

NO_PAPER = "no_paper"
"""The letter itself says that nothing was written down."""

RECORDS_GONE = "records_gone"
"""The unit's own records are burnt, sold as waste paper, lost."""

WITNESS_GONE = "witness_gone"
"""Who took part is dead or will not speak."""

ELSEWHERE = "elsewhere"
"""A matter for another body: its records decide little here."""

HEARD = "heard"
"""The act is only heard of or inferred."""


def circumstances_of(reading: Reading, draft: Draft) -> frozenset[str]:
    """Return what the letter says of the proof of one allegation."""
    look = reading.patterns.of

    def told(element: str, way: str = "", *, everywhere: bool = True) -> bool:
        numbers = draft.all if everywhere else draft.telling
        return reading.search(look(element, way), numbers) is not None

    found = {
        IN_KIND: told("cash", everywhere=False)
        and not told("transfer", everywhere=False),
        NO_PAPER: told("gone", "paper"),
        RECORDS_GONE: told("gone", "record"),
        WITNESS_GONE: told("gone", "witness"),
    }
    return frozenset(name for name, holds in found.items() if holds)
