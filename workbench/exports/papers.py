"""The papers that go with a plan, each on its own: approval, ledger, talks, report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.errors import UnknownName
from workbench.exports import labels
from workbench.exports.document import Document, Part
from workbench.exports.interview import interview_document
from workbench.exports.plan_annexes import approval, ledger
from workbench.exports.report import report_document
from workbench.wording import speaking, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.planning.plan import Plan
    from workbench.wording import Language

_ = words("exports")
PAPERS = ("approval", "ledger", "interview", "report")
"""Kinds of paper that follow from a plan alone."""


def paper_document(
    plan: Plan,
    kind: str,
    *,
    lang: Language,
    journal_head: str,
    steps: Sequence[str] = (),
) -> Document:
    """Return one of :data:`PAPERS` as a document.

    Raises
    ------
    UnknownName
        For another kind.
    RedLine
        When a step uses a measure barred before filing.
    """
    if kind == "report":
        return report_document(plan, lang=lang, journal_head=journal_head)
    if kind == "interview":
        return interview_document(
            plan, lang=lang, journal_head=journal_head, steps=steps
        )
    if kind not in PAPERS:
        raise UnknownName("exports.no_such_paper", name=kind, known=", ".join(PAPERS))
    labels.plannable(plan)
    with speaking(lang):
        sheet = kind == "approval"
        part = (
            Part((approval(plan),)) if sheet else Part(tuple(ledger(plan)), wide=True)
        )
        return Document(
            title=_("Approval sheet") if sheet else _("Measure ledger"),
            subtitle=str(plan.title),
            lang=lang,
            office=plan.office.name,
            number=f"{plan.id} v{plan.version}",
            status=_("for approval") if sheet else _("in use"),
            head=journal_head,
            as_of=plan.as_of,
            parts=(part,),
        )
