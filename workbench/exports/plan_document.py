"""A plan as a :class:`Document`, in one language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.errors import PlanError
from workbench.exports import labels
from workbench.exports.document import Document
from workbench.exports.plan_annexes import annexes
from workbench.exports.plan_paper import body
from workbench.wording import speaking, words

if TYPE_CHECKING:
    from workbench.planning.plan import Plan
    from workbench.wording import Language

_ = words("exports")


def broken_rules(plan: Plan) -> tuple[str, ...]:
    """Return the rules that the plan breaks with an error, sorted, each once."""
    return tuple(sorted({f.rule for f in plan.lint() if f.level == "error"}))


def plan_document(
    plan: Plan, *, lang: Language, journal_head: str, final: bool = False
) -> Document:
    """Return the plan as a document with all fields of DOMAIN section 4.

    Parameters
    ----------
    plan
        The plan; it holds no reporter and no wording of a letter.
    lang
        Language of the document.
    journal_head
        Short head of the journal at the plan's approval.
    final
        Whether it is handed out as final.

    Raises
    ------
    RedLine
        When a step uses a measure barred before filing.
    PlanError
        When a final document is asked for and the plan breaks a rule.
    """
    labels.plannable(plan)
    broken = broken_rules(plan)
    if final and broken:
        raise PlanError("exports.not_final", rules=", ".join(broken))
    with speaking(lang):
        status = _("final") if final else _("for approval")
        if broken:
            status = _("draft, breaks rules {rules}").format(
                rules=labels.listed(broken)
            )
        return Document(
            title=str(plan.title),
            subtitle=f"({status})" if lang == "en" else f"（{status}）",
            lang=lang,
            office=plan.office.name,
            number=f"{plan.id} v{plan.version}",
            status=status,
            head=journal_head,
            as_of=plan.as_of,
            parts=(body(plan), *annexes(plan)),
            draft=bool(broken),
            watermark=_("DRAFT") if broken else "",
        )
