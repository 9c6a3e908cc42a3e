"""The append-only trail of a case: what came in, and what people decided.

An entry is chained to the one before it by SHA-256 and is never changed or removed.
Everything else in a case is computed from its files and these entries.

::

    entry      one entry, its canonical form and its hash
    trail      the Journal: append, entries, head, verify
    sqlite     the book on disk, for one machine
    postgres   the same book on a server, for a team
    heads      signed heads, to notice a rollback
"""

from __future__ import annotations

from workbench.journal.entry import Entry, Finding, Head, Json
from workbench.journal.trail import Journal, case_name, machine_clock, open_journal

__all__ = [
    "Entry",
    "Finding",
    "Head",
    "Journal",
    "Json",
    "case_name",
    "machine_clock",
    "open_journal",
]
