"""Items of a superior office: what lies in ``inbox/forward/``, and handing it up.

Nothing is read or copied here (X1): an item is named by its receipt number alone and
moved as it is.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from workbench.errors import CaseError
from workbench.seal import durable

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.journal import Entry, Journal

_EVENT, _UP = "event", "reported_up"


@dataclass(frozen=True, slots=True)
class Up:
    """One item that goes up.

    Parameters
    ----------
    id
        Receipt number.
    received
        Day it was received; the five working days run from it.
    handed
        Day it was handed up, where it was.
    lies
        Whether its file is still in ``inbox/forward/``.
    """

    id: str
    received: date
    handed: date | None
    lies: bool

    def to_json(self) -> dict[str, str | bool | None]:
        """Return plain values."""
        handed = self.handed.isoformat() if self.handed else None
        received = self.received.isoformat()
        return {
            "id": self.id,
            "received": received,
            "handed": handed,
            "lies": self.lies,
        }


def going_up(folder: Path, journal: Journal) -> list[Up]:
    """Return every item that belongs to a superior office, oldest first."""
    return [_up(folder, journal, entry) for entry in journal.entries("forwarded")]


def _up(folder: Path, journal: Journal, entry: Entry) -> Up:
    value = entry.value if isinstance(entry.value, dict) else {}
    received = date.fromisoformat(str(value.get("received") or entry.time)[:10])
    done = [e for e in journal.entries(_EVENT, entry.of) if _is_up(e)]
    handed = date.fromisoformat(done[-1].time[:10]) if done else None
    return Up(entry.of, received, handed, bool(_files(folder, entry.of)))


def _is_up(entry: Entry) -> bool:
    return isinstance(entry.value, dict) and entry.value.get("what") == _UP


def _files(folder: Path, receipt: str) -> list[Path]:
    apart = folder / "inbox" / "forward"
    return sorted(path for path in apart.glob("*") if path.stem == receipt)


def hand_up(folder: Path, journal: Journal, receipt: str, to: Path) -> Entry:
    """Move an item out of the case, to be sent up, and stop its clock.

    Parameters
    ----------
    receipt
        Receipt number.
    to
        Folder outside the case; made where it is not there.

    Raises
    ------
    CaseError
        ``letters.no_receipt``: no such item lies there; ``letters.up_inside``: the
        folder lies in the case; ``letters.up_exists``.
    """
    found = _files(folder, receipt)
    if not found or receipt not in {e.of for e in journal.entries("forwarded")}:
        raise CaseError("letters.no_receipt", receipt=receipt)
    if to.resolve().is_relative_to(folder.resolve()):
        raise CaseError("letters.up_inside")
    to.mkdir(parents=True, exist_ok=True)
    if any((to / path.name).exists() for path in found):
        raise CaseError("letters.up_exists", receipt=receipt)
    for path in found:
        shutil.copyfile(path, to / path.name)
        durable.settle(to)
    entry = journal.append(_EVENT, receipt, {"what": _UP})
    for path in found:
        path.unlink()
    durable.settle(folder / "inbox" / "forward")
    return entry
