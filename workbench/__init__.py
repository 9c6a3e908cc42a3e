"""Verification workbench: from a complaint to a verification plan.

Every public name is resolved on first use, so that importing the package loads
none of the heavy libraries behind it.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_DOOR = {
    "Entry": "workbench.journal",
    "Letter": "workbench.records",
    "Record": "workbench.records",
    "Source": "workbench.records",
    "WorkbenchError": "workbench.errors",
}

__all__ = sorted([*_DOOR, "widgets"])  # noqa: PLE0605 - one sorted list


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
