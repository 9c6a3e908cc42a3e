"""What is done while JupyterLab starts, so that the first panel need not wait for it.

``python -m workbench.lab.ahead CASE`` looks at a case once (each letter is read, what
came of it is kept beside the case); then the practice copies are prepared, which the
shipped notebooks use. Nothing is decided or journaled, and whatever fails here is met
again, in words, by who opens the case. Who waits for a page goes first: all this runs
at a low priority.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from workbench.errors import WorkbenchError

PRACTISED = ("qinghe", "harlow")
_LOW = 10  # of 19, the lowest


def look_ahead(case: Path | None) -> None:
    """Prepare what a first panel on this case, or on the shipped ones, will need."""
    from workbench.case import open_case  # noqa: PLC0415 - heavy, loaded on use
    from workbench.lab.practice import mould  # noqa: PLC0415 - as above

    if case is not None:
        with suppress(WorkbenchError):
            open_case(case).glance()
    for name in PRACTISED:
        mould(name)


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(_LOW)
    look_ahead(Path(sys.argv[1]) if sys.argv[1:] else None)
