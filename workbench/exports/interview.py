"""Preparation sheets for talks: one sheet a person, to be filled in before the talk.

They hold purpose, order, open questions, what stays in the folder, rights and safety;
no tactics and nothing that presses (DOMAIN section 7, X8).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.exports import labels
from workbench.exports.document import Box, Document, Form, Items, Para, Part
from workbench.exports.plan_methods import Count, said
from workbench.planning.interview import Preparation, preparations, prepare
from workbench.wording import speaking, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.exports.document import Block
    from workbench.planning.plan import Plan
    from workbench.wording import Language

_ = words("exports")


def interview_document(
    plan: Plan, *, lang: Language, journal_head: str, steps: Sequence[str] = ()
) -> Document:
    """Return the preparation sheets of all talks of a plan, or of some.

    Raises
    ------
    RedLine
        When a step uses a measure barred before filing.
    PlanError
        When a step asked for talks to nobody.
    UnknownName
        When the plan has no such step.
    """
    labels.plannable(plan)
    chosen = tuple(prepare(plan, s) for s in steps) or preparations(plan)
    with speaking(lang):
        return Document(
            title=_("Preparation of talks"),
            subtitle=str(plan.title),
            lang=lang,
            office=plan.office.name,
            number=f"{plan.id} v{plan.version}",
            status=_("for the officers of the talk only"),
            head=journal_head,
            as_of=plan.as_of,
            parts=tuple(
                Part(
                    tuple(_sheet(plan, one)),
                    title=""
                    if n == 0
                    else _("{step}  {person}").format(step=one.step, person=one.person),
                )
                for n, one in enumerate(chosen)
            )
            or (Part((Para(_("The plan has no talk.")),)),),
        )


def _sheet(plan: Plan, one: Preparation) -> Iterator[Block]:
    count = Count()
    step = plan.step(one.step)
    yield Form(
        (1.0, 2.2, 1.0, 2.2),
        (
            _pair((_("Person"), str(one.person)), (_("Step"), one.step)),
            _pair(
                (_("Officers"), labels.listed(one.officers)),
                (_("Day"), labels.span(step.start, step.end)),
            ),
            _pair((_("Approver"), str(step.approver)), (_("Place"), "")),
            (Box(_("Purpose"), label=True), Box(str(one.purpose), span=3)),
            _pair(
                (_("Recording"), labels.yes(one.recording)),
                (_("Safety plan"), one.safety or ""),
            ),
        ),
    )
    yield count.main(_("Order of the talk"))
    yield Items(said(one.order), numbered=True)
    yield count.main(_("Open questions, by element"))
    yield Items(said(one.questions), numbered=True)
    yield count.main(_("Documents that stay in the folder until the free account ends"))
    yield Items(
        tuple(f"{s}  {plan.step(s).what}" for s in one.held_back) or (_("none"),)
    )
    yield count.main(_("Contradictions to put for reply"))
    yield Items(said(one.contradictions) or (_("none so far"),))
    yield count.main(_("Rights to be read out"))
    yield Items(said(one.rights), numbered=True)
    safety = [p for p in plan.safety if p.id == one.safety]
    if safety:
        yield count.main(_("Safety"))
        yield Items(tuple(t for p in safety for t in said(p.says)))
    line = _("Signature:                Day:")
    yield Form(
        (1.2, 4.4),
        (
            (Box(_("Notes before the talk"), label=True), Box(tall=2.4)),
            *(
                (Box(name, label=True), Box(tall=1.1, sign=line))
                for name in one.officers
            ),
        ),
    )


def _pair(one: tuple[str, str], other: tuple[str, str]) -> tuple[Box, ...]:
    return (
        Box(one[0], label=True),
        Box(one[1]),
        Box(other[0], label=True),
        Box(other[1]),
    )
