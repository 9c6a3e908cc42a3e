"""Keys, opening of a sealed identity and erasure under dual control, for one case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.errors import CaseError, UsageError
from workbench.intake import erasing
from workbench.intake.unseal import approve, request, show
from workbench.seal import Vault, new_keys, public_keys
from workbench.seal.keys import private_file
from workbench.wording import words

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from workbench.case.case import Case
    from workbench.journal import Entry

_ = words("case")
_CLOSED = "close"


def new_key(case: Case, name: str, private: Path | None = None) -> Path:
    """Make a key pair for one unsealer; returns where the private half lies."""
    pair = new_keys(case.folder, name, private=private or case.private)
    case.journal.append("key_made", name, {"public": pair.public.name})
    return pair.private


def keys(case: Case) -> list[dict[str, str]]:
    """Return the public keys of the case, sorted by name."""
    known = public_keys(case.folder)
    return [{"name": name, "public": key} for name, key in known.items()]


def unseal_step(
    case: Case, step: str, what: str, *, why: str = "", key: Path | None = None
) -> str:
    """Run one step of ``workbench unseal``; returns what to print.

    Parameters
    ----------
    step
        ``request`` (``what`` is the letter's number), ``approve`` or ``show`` (``what``
        is the number of the request).
    why
        Reason of a request; must not name the reporter.
    key
        File of the private key, for ``show``; the account's own where not given.
    """
    if step == "request":
        Vault(case.folder).get(what)
        asked = request(case.journal, what, why=why)
        return _("Request {n}. A second person approves it.").format(n=asked.n)
    if not what.isdecimal():
        raise UsageError("case.request_number", found=what)
    if step == "approve":
        approve(case.journal, int(what))
        return _("Request {n} is approved.").format(n=what)
    private = key or private_file(case.who, folder=case.private)
    entry = show(case.folder, case.journal, int(what), private=private)
    return _("Shown once; journal entry {n}.").format(n=entry.n)


def request_erasure(case: Case, letter: str, *, until: date, why: str) -> Entry:
    """Ask that a letter's key be destroyed; a second person approves it.

    Parameters
    ----------
    letter
        Register number.
    until
        Last day of the keeping period, as the office's rules have it.
    why
        The rule; it must not name the reporter.

    Raises
    ------
    CaseError
        ``case.not_closed``: an allegation of the letter was not closed by a decision.
    SealError
        See :func:`workbench.intake.erasing.request`.
    """
    made = case.decisions().dispositions
    own = [a.id for a in case.allegations() if a.letter == letter] or [letter]
    open_ = [
        name
        for name in own
        if name not in made
        or not isinstance(made[name].value, dict)
        or made[name].value.get("disposition") != _CLOSED
    ]
    if open_:
        raise CaseError("case.not_closed", letter=letter, open=", ".join(open_))
    return erasing.request(
        case.folder, case.journal, letter, until=until, today=case.as_of, why=why
    )


def approve_erasure(case: Case, n: int) -> Entry:
    """Approve request ``n`` as a second person; the key is destroyed at once."""
    return erasing.approve(case.folder, case.journal, n, private=case.private)
