"""Erasure after a lead was closed: asked for by one person, approved by a second.

The journal entries are on disk before the key is destroyed; what they say is that it
happened, when, by whom and under which rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.errors import SealError
from workbench.intake.custody import erase
from workbench.seal import Vault

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from workbench.journal import Entry, Journal


def request(
    folder: Path, journal: Journal, item: str, *, until: date, today: date, why: str
) -> Entry:
    """Ask that the key of a sealed letter be destroyed.

    Parameters
    ----------
    folder, journal
        The case.
    item
        Register number of the letter.
    until
        Last day of the keeping period.
    today
        Day it is asked on.
    why
        Rule and reason; must not name the reporter.

    Raises
    ------
    SealError
        ``seal.no_item``, ``seal.erase_reason``, ``seal.still_kept``, ``seal.erased``.
    """
    vault = Vault(folder)
    vault.get(item)
    if not why.strip():
        raise SealError("seal.erase_reason")
    if vault.erased(item):
        raise SealError("seal.erased", item=item)
    if until >= today:
        raise SealError("seal.still_kept", item=item, until=until.isoformat())
    return journal.append(
        "erasure_requested", item, {"kept_until": until.isoformat()}, why=why
    )


def approve(
    folder: Path, journal: Journal, n: int, *, private: Path | None = None
) -> Entry:
    """Approve request ``n`` as a second person; the key is destroyed at once.

    Done again after an interruption it finishes what was begun.

    Parameters
    ----------
    private
        Folder with the register's key.

    Raises
    ------
    SealError
        ``seal.no_erasure``, ``seal.erase_alone``.
    """
    asked = next(
        (e for e in journal.entries("erasure_requested", after=n - 1) if e.n == n), None
    )
    if asked is None:
        raise SealError("seal.no_erasure", n=n)
    if asked.who == journal.who:
        raise SealError("seal.erase_alone")
    return erase(folder, journal, asked.of, why=asked.why, request=n, private=private)
