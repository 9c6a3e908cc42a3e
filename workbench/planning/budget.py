"""What alert a matter has spent before its last tamper-prone record is fixed (C6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.planning.step import Step


def spent(steps: Sequence[Step], matter: str) -> int:
    """Return the sum of alert of steps that start before that record is fixed.

    A tamper-prone record is fixed on the day its request is handed over, since it is
    copied on the spot; what starts the same day does not count.
    """
    own = [s for s in steps if matter in s.serves and s.start is not None]
    prone = [s.start for s in own if s.tamper_prone and s.start is not None]
    if not prone:
        return 0
    fixed = max(prone)
    return sum(s.alert for s in own if s.start is not None and s.start < fixed)
