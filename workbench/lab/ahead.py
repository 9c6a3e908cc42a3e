"""What is done while JupyterLab starts, so that the first panel need not wait for it.

``python -m workbench.lab.ahead CASE`` looks at a case once (each letter is read, what
came of it is kept beside the case); without a case the practice copies are prepared.
Nothing is decided or journaled, and whatever fails here is met again, in words, by who
opens the case.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

from workbench.errors import WorkbenchError

PRACTISED = ("qinghe", "harlow")


def look_ahead(case: Path | None) -> None:
    """Prepare what a first panel on this case, or on the shipped ones, will need."""
    from workbench.case import open_case  # noqa: PLC0415 - heavy, loaded on use
    from workbench.lab.practice import mould  # noqa: PLC0415 - as above

    if case is None:
        for name in PRACTISED:
            mould(name)
        return
    with suppress(WorkbenchError):
        open_case(case).glance()


if __name__ == "__main__":
    look_ahead(Path(sys.argv[1]) if sys.argv[1:] else None)
