"""The process that waits to become a kernel; see ``workbench.lab.warm``.

It loads, lightest first, what notebooks use, and reads one line of JSON: the arguments
of the kernel, its folder, its environment. What is not loaded by then is loaded when it
is used. No line, no kernel: where the server went, it goes.
"""

from __future__ import annotations

import json
import os
import select
import sys
from importlib import import_module
from pathlib import Path

FIRST = (
    *("ipykernel.kernelapp", "ipykernel.ipkernel", "IPython.core.completer"),
    *("ipywidgets", "anywidget", "workbench.case.case", "workbench.lab"),
    *("workbench.intake.reading", "workbench.journal.sqlite"),
    *("workbench.widgets.sheet", "workbench.widgets.case_board"),
)
"""What the first panel needs."""
THEN = (
    *("workbench.widgets.lead_board", "workbench.widgets.link_view"),
    *("workbench.widgets.canvas", "pandas", "networkx", "workbench.widgets.plan_board"),
)
"""What a working day needs; left where somebody waits already."""


def load() -> None:
    """Load what a notebook will use, until somebody asks for the kernel."""
    for name in FIRST:
        import_module(name)
    for name in THEN:
        if select.select([sys.stdin], [], [], 0)[0]:
            return
        import_module(name)


def main() -> None:
    """Wait for one order and become that kernel."""
    if sys.path[0] == str(Path.cwd()):  # no module of that folder, as ipykernel does
        del sys.path[0]
    load()
    line = sys.stdin.readline()
    if not line:
        return
    order = json.loads(line)
    os.environ.clear()
    os.environ.update(order["env"])
    if order["cwd"]:
        os.chdir(order["cwd"])
    sys.argv = order["argv"]
    with Path(os.devnull).open(encoding="utf-8") as nothing:
        os.dup2(nothing.fileno(), 0)
    app = import_module("ipykernel.kernelapp")
    app.launch_new_instance()


if __name__ == "__main__":
    main()
