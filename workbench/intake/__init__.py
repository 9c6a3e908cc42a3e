"""From files to records and letters, each with its provenance.

::

    letters     the intake officer's step: inbox/ -> letters/ and sealed/
    envelope    what is known of an item before it is opened (X1)
    opening     a letter's text, and a copy of its file that names nobody
    reporter    where a letter says who wrote it; its working text without that
    keeping     sealed, then working text, then journal entry

    reading     files/ -> record tables, each content once
    limited     a limited process from outside (child: from inside): files are parsed
                (isolation, parsers/) and letters opened (opener) there
    header      where a table begins; match, forms: which form it has (mapping/*.yaml)
    sections    several tables on one sheet; changes: a register's change log
    landing     rows -> records; sides: payer and payee; cells, manner: values
    report      what was read, refused, left out and guessed

Names are resolved on first use, so that the limited process loads only parsers.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_DOOR = {
    "Envelope": "workbench.intake.envelope",
    "FileReport": "workbench.intake.report",
    "Forwarded": "workbench.intake.keeping",
    "IntakeReport": "workbench.intake.letters",
    "Problem": "workbench.intake.report",
    "Proposal": "workbench.intake.reporter",
    "ReadReport": "workbench.intake.report",
    "Span": "workbench.intake.reporter",
    "TakenIn": "workbench.intake.keeping",
    "read_case": "workbench.intake.reading",
    "set_encoding": "workbench.intake.decided",
    "set_mapping": "workbench.intake.decided",
    "set_owner": "workbench.intake.decided",
    "take_in": "workbench.intake.letters",
}

__all__ = sorted(_DOOR)  # noqa: PLE0605 - one sorted list


def __getattr__(name: str) -> Any:
    """Resolve a public name when it is first asked for."""
    if name in _DOOR:
        return getattr(import_module(_DOOR[name]), name)
    raise AttributeError(f"module 'workbench.intake' has no attribute {name!r}")
