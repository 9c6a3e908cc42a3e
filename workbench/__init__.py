"""Verification workbench: from a complaint to a verification plan.

Every public name is resolved on first use, so that importing the package loads
none of the heavy libraries behind it.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from workbench.errors import WorkbenchError, render_with

__version__ = "0.1.0"


def _say(error: WorkbenchError) -> str:
    """Give an error its words; they load when an error is shown."""
    said: str = import_module("workbench.wording").explain(error)
    return said


render_with(_say)

_DOOR = {
    "Entry": "workbench.journal",
    "Letter": "workbench.records",
    "Record": "workbench.records",
    "Source": "workbench.records",
}

__all__ = sorted([*_DOOR, "WorkbenchError", "widgets"])  # noqa: PLE0605 - one sorted list


def __getattr__(name: str) -> Any:
    """Resolve a public name when it is first asked for."""
    if name == "widgets":
        return import_module("workbench.widgets")
    if name in _DOOR:
        return getattr(import_module(_DOOR[name]), name)
    raise AttributeError(f"module 'workbench' has no attribute {name!r}")


def __dir__() -> list[str]:
    """List the public names."""
    return __all__
