"""A case as a BagIt bag (RFC 8493): packed, verified, and unpacked again.

The inbox is not packed (letters there are not sealed yet), nor is ``computed/``, which
the files and the journal yield again.
"""

from __future__ import annotations

import logging
import shutil
from typing import TYPE_CHECKING

from workbench.errors import CaseError
from workbench.intake.custody import verify_case
from workbench.intake.envelope import waiting

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from workbench.journal import Journal

_LEFT_OUT = ("inbox", "computed", "journal.db", "journal.db-journal")
_ALGORITHMS = ["sha256", "sha512"]


def pack(folder: Path, bag: Path, *, journal: Journal) -> Path:
    """Pack a case into a new bag.

    Parameters
    ----------
    folder
        Case folder; its inbox must have been taken in.
    bag
        Folder of the bag; must not exist.
    journal
        The case's journal; gets an ``exported`` entry, which the bag holds as well.

    Returns
    -------
    Path
        The bag, validated.

    Raises
    ------
    CaseError
        ``custody.bag_exists``, ``custody.inbox_waits``, ``custody.bag_broken``.
    """
    import bagit  # noqa: PLC0415 - loaded on use

    if bag.exists():
        raise CaseError("custody.bag_exists", bag=bag.name)
    if waiting(folder / "inbox"):
        raise CaseError("custody.inbox_waits")
    journal.append("exported", "bag", {"what": "bagit", "head": journal.head().short})
    shutil.copytree(folder, bag, ignore=_ignore(folder))
    journal.copy(bag / "journal.db")
    logging.getLogger("bagit").setLevel(logging.ERROR)
    about = {
        "Bagging-Date": journal.now().date().isoformat(),
        "External-Identifier": journal.case,
        "Internal-Sender-Identifier": journal.head().short,
    }
    bagit.make_bag(str(bag), about, checksums=_ALGORITHMS)
    check(bag)
    return bag


def check(bag: Path) -> None:
    """Verify a bag: every file listed, nothing more, every hash right.

    Raises
    ------
    CaseError
        ``custody.bag_broken``.
    """
    import bagit  # noqa: PLC0415 - loaded on use

    logging.getLogger("bagit").setLevel(logging.CRITICAL)
    try:
        bagit.Bag(str(bag)).validate()
    except (bagit.BagError, OSError):
        raise CaseError("custody.bag_broken", bag=bag.name) from None


def unpack(bag: Path, folder: Path, *, journal_of: Callable[[Path], Journal]) -> Path:
    """Unpack a verified bag into a new case folder and verify the case.

    Parameters
    ----------
    bag
        The bag.
    folder
        New case folder; must not exist.
    journal_of
        Opens the journal of the unpacked folder.

    Returns
    -------
    Path
        The case folder.

    Raises
    ------
    CaseError
        ``custody.bag_broken``, ``custody.bag_exists``; the finding of
        :func:`verify_case` as ``custody.case_broken``.
    """
    check(bag)
    if folder.exists():
        raise CaseError("custody.bag_exists", bag=folder.name)
    shutil.copytree(bag / "data", folder)
    (folder / "inbox").mkdir(exist_ok=True)
    finding = verify_case(folder, journal_of(folder))
    if finding is not None:
        raise CaseError("custody.case_broken", why=str(finding))
    return folder


def _ignore(folder: Path) -> Callable[[str, list[str]], Collection[str]]:
    """Leave out only what lies at the top; a file of that name below is a record."""

    def ignored(where: str, names: list[str]) -> Collection[str]:
        top = where == str(folder)
        return {n for n in names if (top and n in _LEFT_OUT) or n == ".lock"}

    return ignored
