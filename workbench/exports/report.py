"""Skeleton of the report on a verification: what the plan asked, what the steps gave.

It fills in what the journal knows and leaves the judgement to the team: each question
is answered by a person, or says why it was not checked. Every member signs; dissent is
reported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.exports import labels
from workbench.exports.document import (
    Box,
    Column,
    Document,
    Form,
    Items,
    Para,
    Part,
    Table,
)
from workbench.exports.plan_annexes import matrix
from workbench.exports.plan_methods import Count, said
from workbench.planning.outcome import outcome
from workbench.wording import speaking, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.exports.document import Block
    from workbench.planning.outcome import Outcome
    from workbench.planning.plan import Plan
    from workbench.planning.step import Matter
    from workbench.wording import Language

_ = words("exports")


def report_document(plan: Plan, *, lang: Language, journal_head: str) -> Document:
    """Return the report's skeleton (Rules 2019 Arts 34, 35; DOMAIN section 4).

    Raises
    ------
    RedLine
        When a step used a measure barred before filing.
    """
    labels.plannable(plan)
    with speaking(lang):
        title = _("Report on the preliminary verification")
        return Document(
            title=title,
            subtitle=str(plan.title),
            lang=lang,
            office=plan.office.name,
            number=f"{plan.id} v{plan.version}",
            status=_("skeleton, to be written by the team"),
            head=journal_head,
            as_of=plan.as_of,
            parts=(
                Part(tuple(_body(plan))),
                Part(
                    tuple(matrix(plan)),
                    title=_("Annex {n}").format(n=1) + "  " + _("Evidence matrix"),
                    wide=True,
                ),
            ),
        )


def _body(plan: Plan) -> Iterator[Block]:
    count = Count()
    yield count.main(_("Basics of the person named"))
    names = dict.fromkeys(s for m in plan.matters for s in m.subjects)
    labels_ = (_("Name"), _("Unit and post"), _("In post since"), _("Remarks"))
    yield Table(
        tuple(Column(text, 1.0) for text in labels_),
        tuple((name, "", "", "") for name in names) or (("", "", "", ""),),
    )
    yield count.main(_("Main issues"))
    yield Items(tuple(f"{m.id}  {m.summary}" for m in plan.matters))
    yield count.main(_("How the verification went"))
    yield from _course(plan)
    yield count.main(_("Basis and results"))
    for matter in plan.matters:
        yield count.sub(f"{matter.id}  {matter.summary}")
        yield from _result(plan, matter)
    yield count.main(_("Open doubts"))
    doubts = [
        f"{m.id}  {doubt}" for m in plan.matters for doubt in outcome(plan, m.id).doubts
    ]
    if doubts:
        yield Items(tuple(doubts))
    yield _blank(_("What is still in doubt, and what would settle it"))
    yield count.main(_("Proposal"))
    yield _blank(_("Proposal with its ground; the decision is not the team's"))
    yield count.main(_("Discussion and signatures of the team"))
    yield _signatures(plan)


def _course(plan: Plan) -> Iterator[Block]:
    yield Items(said(plan.basis), numbered=True)
    done = sum(step.status != "planned" for step in plan.steps)
    text = _("{done} of {n} steps carried out by {team}.")
    yield Para(
        text.format(
            done=done, n=len(plan.steps), team=labels.listed(m.name for m in plan.team)
        )
    )


def _result(plan: Plan, matter: Matter) -> Iterator[Block]:
    """Give what was looked at for one matter, then the boxes a person fills in."""
    columns = (
        Column(_("Step"), 0.7),
        Column(_("What is looked at"), 2.0),
        Column(_("State"), 0.8),
        Column(_("Result, or why not checked"), 2.6),
        Column(_("Where it stands"), 1.6),
    )
    mine = [s for s in plan.steps if matter.id in (s.allegation, *s.also)]
    rows = tuple(
        (
            s.id,
            str(s.what) or s.source,
            labels.status(s.status),
            str(s.result),
            "\n".join(str(record) for record in s.records),
        )
        for s in mine
    )
    if rows:
        yield Table(columns, rows)
    for one in plan.not_pursued:
        if one.allegation == matter.id:
            yield Para(str(one.why), label=_("Not checked: "))
    found = outcome(plan, matter.id)
    if found.answers:
        yield _answers(found)
    yield Para(
        _("{result} ({why})").format(result=labels.result(found.result), why=found.why),
        label=_("Proposed by the rules: "),
    )
    yield _judgement(matter, heard=found.heard)


def _answers(found: Outcome) -> Table:
    """Give each question its answer, or why there is none."""
    columns = (
        Column(_("Element"), 2.0),
        Column(_("Found"), 1.1, "center"),
        Column(_("By steps"), 1.4),
        Column(_("Why"), 2.4),
    )
    rows = tuple(
        (str(a.label), labels.answer(a.found), labels.listed(a.steps), str(a.why))
        for a in found.answers
    )
    return Table(columns, rows, caption=_("Each question answered"))


def _judgement(matter: Matter, *, heard: bool) -> Form:
    provision = labels.listed((matter.offence_label, matter.provision))
    hearing = _("□ heard on    /    □ not needed, no adverse finding")
    if heard:
        hearing = _("heard, see the record of the talk")
    boxes = (
        (_("Facts: who, when, where, how, consequence"), Box(tall=2.2)),
        (_("Kind and provision"), Box(provision)),
        (
            _("Outcome"),
            Box(_("□ substantiated    □ unsubstantiated    □ unfounded")),
        ),
        (_("Person named heard"), Box(hearing)),
        (_("Innocent account considered"), Box(tall=1.4)),
    )
    rows = tuple((Box(name, label=True), box) for name, box in boxes)
    return Form((1.4, 4.2), rows)


def _blank(hint: str) -> Form:
    return Form((1.4, 4.2), ((Box(hint, label=True), Box(tall=2.6)),))


def _signatures(plan: Plan) -> Form:
    line = _("Agrees □   Dissents □   Signature:                Day:")
    return Form(
        (1.2, 4.4),
        tuple((Box(m.name, label=True), Box(tall=1.1, sign=line)) for m in plan.team),
    )
