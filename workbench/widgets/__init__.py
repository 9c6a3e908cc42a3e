"""Panels for JupyterLab: each shows one case, holds no facts, and is text as well.

::

    blocks        what a panel shows, as plain values; plain_form: the same as text
    panel         what every panel is; sheet: the widget that draws blocks
    stacked       panels with a picture or a table between two sheets
    inbox_board   the intake officer confirms what is hidden in each letter
    mapping_board columns, kinds of table, encodings, owners of statements: said once
    case_board    what was read, what to look at, duties that run
    link_view     the link graph: around some, paths, funds; records beside it
    same_board    which entities may be one: proposed, said, undone
    findings_board  records worth a look, funds followed, each with its rows
    lead_board    allegations in bands, one beside its letter
    letter_view   one letter as it was read, its spans marked
    plan_board    methods, calendar, lint, approval
    overview      the whole graph in parts; one opens in the link view
    regress_board what changed against the conclusions accepted last
    meeting_board blind scores, reveal, votes, decision, minutes
    evidence_matrix  hypotheses x checks
    table_view    rows that can be chosen and edited

ipywidgets and anywidget load when a panel is drawn, not when it is made.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_DOOR = {
    "CaseBoard": "workbench.widgets.case_board",
    "EvidenceMatrix": "workbench.widgets.evidence_matrix",
    "FindingsBoard": "workbench.widgets.findings_board",
    "InboxBoard": "workbench.widgets.inbox_board",
    "LeadBoard": "workbench.widgets.lead_board",
    "LetterView": "workbench.widgets.letter_view",
    "LinkView": "workbench.widgets.link_view",
    "MappingBoard": "workbench.widgets.mapping_board",
    "MeetingBoard": "workbench.widgets.meeting_board",
    "Overview": "workbench.widgets.overview",
    "Panel": "workbench.widgets.panel",
    "PlanBoard": "workbench.widgets.plan_board",
    "RegressBoard": "workbench.widgets.regress_board",
    "SameBoard": "workbench.widgets.same_board",
    "TableView": "workbench.widgets.table_view",
}

__all__ = sorted(_DOOR)  # noqa: PLE0605 - one sorted list


def __getattr__(name: str) -> Any:
    """Resolve a panel when it is first asked for."""
    if name in _DOOR:
        return getattr(import_module(_DOOR[name]), name)
    raise AttributeError(f"module 'workbench.widgets' has no attribute {name!r}")


def __dir__() -> list[str]:
    """List the panels."""
    return __all__
