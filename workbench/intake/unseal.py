"""Opening a sealed identity: request, approval by a second person, shown once.

The journal entry that it was shown is on disk before anything is. The plaintext never
enters the calling process: a separate, short-lived one (:mod:`workbench.intake.show`)
writes it to a terminal and clears the screen. In folder mode who asks and who approves
is declared; in team mode the server knows.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

from workbench.errors import SealError
from workbench.seal import Register, Vault

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from workbench.journal import Entry, Journal

MOST_CHECKS = 20
"""Recusal checks a letter may have: more would let names be tried one by one."""

_TOKEN = re.compile(r"(?:举报人|REPORTER)-([2-9A-Z]{4})")


def request(journal: Journal, item: str, *, why: str, who: str | None = None) -> Entry:
    """Ask for an identity to be shown.

    Parameters
    ----------
    journal
        The case's journal.
    item
        Register number of the letter.
    why
        Reason; it is journaled and must not name the reporter.
    who
        Who asks.

    Raises
    ------
    SealError
        ``seal.no_reason``.
    """
    if not why.strip():
        raise SealError("seal.no_reason")
    return journal.append("unseal_requested", item, {}, why=why, who=who)


def approve(journal: Journal, n: int, *, who: str | None = None) -> Entry:
    """Approve request ``n``, as a second person.

    Raises
    ------
    SealError
        ``seal.no_request``, ``seal.same_person``, ``seal.used``.
    """
    asked = _asked(journal, n)
    if (journal.who if who is None else who) == asked.who:
        raise SealError("seal.same_person")
    if _standing(journal, "unsealed", n):
        raise SealError("seal.used", n=n)
    return journal.append("unseal_approved", asked.of, {"request": n}, seen=n, who=who)


def show(
    folder: Path,
    journal: Journal,
    n: int,
    *,
    private: Path,
    who: str | None = None,
) -> Entry:
    """Show what request ``n`` asked for, on this terminal, once.

    Parameters
    ----------
    folder
        Case folder.
    journal
        Its journal.
    n
        Number of the approved request.
    private
        File with the unsealer's private key.
    who
        Who unseals.

    Returns
    -------
    Entry
        The journal entry, written before anything was shown.

    Raises
    ------
    SealError
        ``seal.in_notebook``, ``seal.no_terminal``, ``seal.not_approved``,
        ``seal.used``, ``seal.show_failed``.
    """
    if "ipykernel" in sys.modules or "JPY_PARENT_PID" in os.environ:
        raise SealError("seal.in_notebook")
    if not (sys.stdout.isatty() and sys.stdin.isatty()):
        raise SealError("seal.no_terminal")
    entry = allow(folder, journal, n, who=who)
    program = [sys.executable, "-m", "workbench.intake.show"]
    done = subprocess.run(  # noqa: S603 - our own module, paths as arguments
        [*program, str(folder), entry.of, str(private)], check=False
    )
    if done.returncode:
        raise SealError("seal.show_failed", cause=done.returncode)
    return entry


def allow(folder: Path, journal: Journal, n: int, *, who: str | None = None) -> Entry:
    """Journal that request ``n`` is being shown; refuse where it may not be.

    Raises
    ------
    SealError
        ``seal.no_request``, ``seal.no_item``, ``seal.not_approved``, ``seal.used``.
    """
    asked = _asked(journal, n)
    Vault(folder).get(asked.of)
    approved = _standing(journal, "unseal_approved", n)
    if approved is None or approved.who == asked.who:
        raise SealError("seal.not_approved", n=n)
    if _standing(journal, "unsealed", n):
        raise SealError("seal.used", n=n)
    value = {"request": n, "approved": approved.n}
    newest = journal.entries(of=asked.of)[-1].n
    return journal.append("unsealed", asked.of, value, seen=newest, who=who)


def check_recusal(
    folder: Path,
    journal: Journal,
    item: str,
    names: Iterable[str],
    *,
    private: Path | None = None,
) -> bool:
    """Say whether one of ``names`` is the reporter of a letter; nothing more.

    Parameters
    ----------
    folder, journal
        The case.
    item
        Register number of the letter.
    names
        A handler's own name and those of declared relatives.
    private
        Folder with the register's key.

    Returns
    -------
    bool
        Whether the handler must recuse himself. The journal keeps that it was asked
        and how many names, not which.

    Raises
    ------
    SealError
        ``seal.too_many_checks``, ``seal.no_register_key``.
    """
    register = Register(folder, private)
    register.begin()
    if len(journal.entries("recusal_checked", item)) >= MOST_CHECKS:
        raise SealError("seal.too_many_checks", item=item, limit=MOST_CHECKS)
    asked = sorted(set(names))
    tokens = tokens_of(folder, item)
    own = {mark.mark for mark in register.marks if mark.token in tokens}
    journal.append("recusal_checked", item, {"names": len(asked)})
    return any(register.fingerprint(name) in own for name in asked)


def tokens_of(folder: Path, item: str) -> set[str]:
    """Return the tokens that stand for reporters in a letter's working text."""
    path = folder / "letters" / f"{item}.txt"
    return set(_TOKEN.findall(path.read_text("utf-8"))) if path.is_file() else set()


def _asked(journal: Journal, n: int) -> Entry:
    for entry in journal.entries("unseal_requested", after=n - 1):
        if entry.n == n:
            return entry
    raise SealError("seal.no_request", n=n)


def _standing(journal: Journal, verb: str, n: int) -> Entry | None:
    for entry in journal.entries(verb, after=n):
        if isinstance(entry.value, dict) and entry.value.get("request") == n:
            return entry
    return None
