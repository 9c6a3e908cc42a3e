"""What leaves a case: under guard, watermarked while unfinished, journaled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.errors import PlanError
from workbench.intake.custody import sign_head
from workbench.journal import Head

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.case.case import Case
    from workbench.journal import Entry
    from workbench.planning import Plan
    from workbench.wording import Language

NOT_STATE = frozenset({"exported", "opened"})
"""Verbs that record a look, not a decision: they do not move the head on paper."""


def paper_head(entries: list[Entry], plan: Plan) -> str:
    """Return the short head that an export prints.

    That is the entry which approved the plan, or for a draft the newest entry that
    changed the state, so that handing out the same plan twice gives the same bytes.
    """
    approved = [e for e in entries if e.verb == "plan_approved" and e.of == plan.id]
    return state_head(approved or entries)


def state_head(entries: list[Entry]) -> str:
    """Return the short head of the newest entry that changed the state."""
    state = [entry for entry in entries if entry.verb not in NOT_STATE]
    return Head(state[-1].n, state[-1].hash).short if state else "0"


def hand_out(
    case: Case, plan: Plan, path: Path, *, lang: Language, final: bool
) -> Path:
    """Write a plan to ``path`` and journal that it was handed out.

    Raises
    ------
    PlanError
        A final plan was asked for while the lint has errors.
    ExportRefused
        The guard found a sealed identity or a letter's wording.
    """
    from workbench.exports import export_plan  # noqa: PLC0415 - heavy, loaded on use

    errors = sorted({f.rule for f in plan.lint() if f.level == "error"})
    if final and errors:
        raise PlanError("case.lint_errors", rules=", ".join(errors))
    written = export_plan(
        plan,
        path,
        lang=lang,
        journal_head=paper_head(case.journal.entries(), plan),
        guard=case.guard(),
        final=final,
    )
    value = {"file": written.path.name, "sha256": written.sha256, "lang": lang}
    case.journal.append("exported", plan.id, value)
    sign_head(case.folder, case.journal, private=case.private)
    return written.path


def hand_out_report(case: Case, plan: Plan, path: Path, *, lang: Language) -> Path:
    """Write the skeleton of the report on a plan, and journal that it went out."""
    from workbench.exports import export_document  # noqa: PLC0415 - heavy, on use
    from workbench.exports.report import report_document  # noqa: PLC0415 - on use

    head = paper_head(case.journal.entries(), plan)
    document = report_document(plan, lang=lang, journal_head=head)
    written = export_document(document, path, guard=case.guard())
    value = {"file": written.path.name, "sha256": written.sha256, "lang": lang}
    case.journal.append("exported", plan.id, value)
    return written.path
