"""From files to records and letters, each with its provenance.

::

    letters     the intake officer's step: inbox/ -> letters/ and sealed/
    envelope    what is known of an item before it is opened (X1)
    opening     a letter's text, and a copy of its file that names nobody
    reporter    where a letter says who wrote it; its working text without that
    keeping     sealed, then working text, then journal entry
"""

from __future__ import annotations

from workbench.intake.envelope import Envelope
from workbench.intake.keeping import Forwarded, TakenIn
from workbench.intake.letters import IntakeReport, take_in
from workbench.intake.reporter import Proposal, Span

__all__ = [
    "Envelope",
    "Forwarded",
    "IntakeReport",
    "Proposal",
    "Span",
    "TakenIn",
    "take_in",
]
