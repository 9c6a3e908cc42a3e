"""The link graph: people, units and funds, and what links them.

``build`` makes it from a case's record tables, ``link_graph`` from a plain table. Every
name here is resolved on first use, so that importing the room stays light.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_DOOR = {
    "Alleged": "workbench.graph.values",
    "Entity": "workbench.graph.values",
    "Finding": "workbench.graph.values",
    "Link": "workbench.graph.values",
    "LinkGraph": "workbench.graph.linkgraph",
    "Path": "workbench.graph.way",
    "Paths": "workbench.graph.way",
    "build": "workbench.graph.from_store",
    "link_graph": "workbench.graph.tables",
    "read_tables": "workbench.graph.tables",
}

__all__ = sorted(_DOOR)  # noqa: PLE0605 - one sorted list


def __getattr__(name: str) -> Any:
    """Resolve a public name when it is first asked for."""
    if name in _DOOR:
        return getattr(import_module(_DOOR[name]), name)
    raise AttributeError(f"module 'workbench.graph' has no attribute {name!r}")


def __dir__() -> list[str]:
    """List the public names."""
    return __all__
