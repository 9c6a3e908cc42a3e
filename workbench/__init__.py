"""Verification workbench: from a complaint to a verification plan.

Every public name is resolved on first use, so that importing the package loads
none of the heavy libraries behind it.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from workbench.errors import (
    CaseError,
    ExportRefused,
    FileRefused,
    Infeasible,
    InputError,
    JournalError,
    PlanError,
    RedLine,
    RowRefused,
    SealError,
    StaleDecision,
    UnknownName,
    UsageError,
    WorkbenchError,
    render_with,
)

__version__ = "0.1.0"


def _say(error: WorkbenchError) -> str:
    """Give an error its words; they load when an error is shown."""
    said: str = import_module("workbench.wording").explain(error)
    return said


render_with(_say)

_DOOR = {
    "Allegation": "workbench.leads.values",
    "Check": "workbench.leads.values",
    "Entity": "workbench.graph.values",
    "Link": "workbench.graph.values",
    "LinkGraph": "workbench.graph",
    "Plan": "workbench.planning",
    "assess": "workbench.leads",
    "link_graph": "workbench.graph",
    "new_case": "workbench.case",
    "open_case": "workbench.case",
    "plan": "workbench.planning",
    "read_tables": "workbench.graph",
    "score": "workbench.leads.specificity",
    "verifiability": "workbench.leads.verifiability",
    "Entry": "workbench.journal",
    "Letter": "workbench.records",
    "Record": "workbench.records",
    "Source": "workbench.records",
}

_ERRORS = (
    CaseError,
    ExportRefused,
    FileRefused,
    Infeasible,
    InputError,
    JournalError,
    PlanError,
    RedLine,
    RowRefused,
    SealError,
    StaleDecision,
    UnknownName,
    UsageError,
    WorkbenchError,
)

__all__ = sorted(  # noqa: PLE0605 - one sorted list, held by a test
    [*_DOOR, *(error.__name__ for error in _ERRORS), "widgets"]
)


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
