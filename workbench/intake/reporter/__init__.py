"""Where a letter says who wrote it, and the working text without it.

::

    spans       Span, Proposal: where, of what kind; never what
    zh, en      signatures, self-introductions and contacts in Chinese and English
    redact      everything that names the reporter -> the token, everywhere

Only the reporter is looked for, and only to be hidden. Nothing here compares hands,
styles or writers (X2).
"""

from __future__ import annotations

from workbench.intake.reporter.redact import Redaction, find, redact
from workbench.intake.reporter.spans import KINDS, Proposal, Span

__all__ = ["KINDS", "Proposal", "Redaction", "Span", "find", "redact"]
