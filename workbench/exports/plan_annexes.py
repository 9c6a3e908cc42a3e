"""Annexes of a plan: approval sheet, steps, evidence matrix, measure ledger, lint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.exports import labels
from workbench.exports.document import (
    Box,
    Column,
    Form,
    Heading,
    Items,
    Para,
    Part,
    Table,
)
from workbench.exports.plan_methods import said
from workbench.planning.choosing import SENSITIVE
from workbench.wording import language, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.exports.document import Block
    from workbench.planning.plan import Plan
    from workbench.planning.step import Cell, Hypothesis, Matter, Step

_ = words("exports")


def annexes(plan: Plan) -> Iterator[Part]:
    """Give the annexes in the order in which the paper names them."""
    parts = (
        (_("Approval sheet"), (approval(plan),), False),
        (_("Steps"), tuple(steps(plan)), True),
        (_("Hypotheses and evidence matrix"), tuple(matrix(plan)), True),
        (_("Measure ledger"), tuple(ledger(plan)), True),
        (_("Check against the rules"), tuple(findings(plan)), False),
    )
    for n, (title, blocks, wide) in enumerate(parts, 1):
        name = _("Annex {n}").format(n=n)
        yield Part(blocks, title=f"{name}  {title}", wide=wide)


def _room(*told: str) -> float:
    """Return how tall, in centimetres, an opinion may be for all to fit one sheet.

    Where even low boxes do not fit, a second sheet is there and they are tall again.
    """
    lines = sum(1 + len(one) // 32 for text in told for one in text.splitlines())
    left = (ROOM - 0.6 * lines) / 3
    return min(2.6, left) if left >= LOW else 2.6


ROOM = 13.4
"""Centimetres of the sheet for three opinions and what is told above them."""
LOW = 1.3
"""Centimetres in which a hand can still write a line and sign."""


def approval(plan: Plan) -> Form:
    """Return the approval sheet (呈批表): request, opinions, decision."""
    table = plan.timetable
    period = labels.span(table.first, table.last) if table else _("not scheduled")
    team = labels.listed(m.name for m in plan.team)
    names = dict.fromkeys(step.measure for step in plan.steps)
    measures = labels.listed(labels.measure(m, plan.profile) for m in names)
    matters = "\n".join(f"{m.id}  {m.summary}" for m in plan.pursued)
    tall = _room(matters, *said(plan.basis), team, measures, _named(plan))
    line = _("Signature:                Day:")
    head = (
        ""
        if not plan.office.heads_next_lower
        else _(
            "The person named heads the next-lower committee: the head of the "
            "committee at the same level approves."
        )
    )
    opinions = (
        _("Opinion of the handling section"),
        _("Opinion of the responsible leader"),
        _("Decision of the head"),
    )
    rows = (
        (
            Box(_("Office"), label=True),
            Box(plan.office.name),
            Box(_("Plan"), label=True),
            Box(f"{plan.id} v{plan.version}"),
        ),
        (
            Box(_("Person named"), label=True),
            Box(_named(plan)),
            Box(_("Team lead"), label=True),
            Box(plan.leader),
        ),
        (Box(_("Matters"), label=True), Box(matters, span=3)),
        (Box(_("Basis"), label=True), Box("\n".join(said(plan.basis)), span=3)),
        (
            Box(_("Method"), label=True),
            Box(labels.method(plan.method)),
            Box(_("Period"), label=True),
            Box(period),
        ),
        (Box(_("Team"), label=True), Box(team, span=3)),
        (Box(_("Measures intended"), label=True), Box(measures, span=3)),
        *(
            (Box(text, label=True), Box(span=3, tall=tall, sign=line))
            for text in opinions
        ),
        (Box(_("Remarks"), label=True), Box(head, span=3, tall=1.0)),
    )
    return Form((1.15, 2.0, 1.0, 2.0), rows)


def _named(plan: Plan) -> str:
    return labels.listed(dict.fromkeys(s for m in plan.pursued for s in m.subjects))


def steps(plan: Plan) -> Iterator[Block]:
    """Give every step with all that G4 asks of it, one table a matter."""
    titles = (
        *(_("Step"), _("What is looked at, and where"), _("Element")),
        *(_("Measure and approval"), _("Ring, alert, cost"), _("Time"), _("People")),
        *(_("Expected result"), _("Could refute"), _("If it fails; remarks")),
    )
    columns = tuple(map(Column, titles, STEP_WIDTHS[language()]))
    yield Para(
        _(
            "Ring: 0 public and own files, 1 distant holders, 2 the unit, 3 close "
            "relations, 4 the person named. Alert: 0 none to 3 certain."
        ),
        kind="note",
    )
    for matter in plan.matters:
        mine = [step for step in plan.steps if step.allegation == matter.id]
        if mine:
            yield Heading(f"{matter.id}  {matter.summary}", 2)
            yield Table(columns, tuple(_step(plan, step) for step in mine))
    known = {matter.id for matter in plan.matters}
    rest = tuple(_step(plan, s) for s in plan.steps if s.allegation not in known)
    if rest:
        yield Table(columns, rest)


STEP_WIDTHS = {
    "zh": (0.7, 3.0, 1.0, 1.15, 0.9, 1.65, 0.9, 2.2, 0.8, 1.95),
    "en": (0.7, 2.6, 1.25, 1.45, 1.0, 1.5, 1.3, 2.0, 0.8, 1.9),
}
"""Shares of the columns of steps; English words do not break anywhere."""


def _step(plan: Plan, step: Step) -> tuple[str, ...]:
    where = str(step.holder)
    ring = _("ring {n}").format(n=step.ring)
    alert = _("alert {n}").format(n=step.alert)
    cost = _("{n} person-days").format(n=labels.number(step.cost))
    asked = _("answer by {day}") if step.kind == "document" else _("talk from {day}")
    reply = [asked.format(day=labels.day(step.reply))] if step.reply else []
    expires = (
        [_("kept until {day}").format(day=labels.day(step.expires))]
        if step.expires
        else []
    )
    approval = [labels.measure(step.measure, plan.profile)]
    approval += [" ".join(filter(None, (step.authority, str(step.approver))))]
    if step.separate_approval:
        approval.append(_("separate approval"))
    return (
        "\n".join(filter(None, (step.id, step.front or ""))),
        "\n".join(filter(None, (str(step.what) or step.source, where, *_looks(step)))),
        labels.elements(plan, step),
        "\n".join(filter(None, approval)),
        f"{ring}\n{alert}\n{cost}",
        "\n".join(
            filter(None, [labels.span_lines(step.start, step.end), *reply, *expires])
        ),
        "\n".join(step.people),
        str(step.expected),
        labels.refuted(step, step.allegation),
        "\n".join(_remarks(step)),
    )


def _looks(step: Step) -> Iterator[str]:
    """Say which places of the record decide."""
    yield from (_("look at: {places}").format(places=t) for t in said((step.looks,)))


def _remarks(step: Step) -> Iterator[str]:
    yield from said((step.fallback,))
    if step.person:
        yield _("talk with {person}, {n} officers").format(
            person=step.person, n=step.officers
        )
    if step.also:
        yield _("serves {matters} too").format(matters=labels.listed(step.also))
    marks = (
        (step.hearing, _("hearing of the person named")),
        (step.exculpatory, _("looks for what exonerates")),
        (step.recording, _("recorded")),
        (bool(step.safety), _("safety plan {id}").format(id=step.safety)),
    )
    yield from (text for holds, text in marks if holds)
    yield from said((step.sample, step.rescue, step.sensitive_why))
    if step.cover:
        yield _("within {activity}, authorised by {who} ({reference})").format(
            activity=step.cover.activity,
            who=step.cover.authorised_by,
            reference=step.cover.reference,
        )
    for waiver in step.waivers:
        yield _("departs from {rule}: {why}").format(rule=waiver.rule, why=waiver.why)
    if step.status != "planned":
        yield f"{labels.status(step.status)}: {step.result}".rstrip(": ")


def matrix(plan: Plan) -> Iterator[Block]:
    """Give hypotheses x checks, one table a matter: what each lets one expect."""
    yield Para(
        _(
            "Dots say how well a step tells the hypotheses apart: ●●● best, ○○○ not at "
            "all."
        ),
        kind="note",
    )
    cells = {(cell.hypothesis, cell.step): cell for cell in plan.matrix}
    for matter in plan.matters:
        mine = [h for h in plan.hypotheses if h.allegation == matter.id]
        if mine:
            yield Heading(f"{matter.id}  {matter.summary}", 2)
            yield Items(tuple(_hypothesis(h) for h in mine))
            yield _matrix(plan, matter, mine, cells)


def _hypothesis(hypothesis: Hypothesis) -> str:
    mark = _(" (innocent)") if hypothesis.innocent else ""
    colon = "：" if language() == "zh" else ": "
    name = labels.hypothesis(hypothesis.id, hypothesis.allegation)
    return f"{name}{mark}{colon}{hypothesis.says}"


def _matrix(
    plan: Plan,
    matter: Matter,
    hypotheses: list[Hypothesis],
    cells: dict[tuple[str, str], Cell],
) -> Table:
    mine = [s for s in plan.steps if matter.id in (s.allegation, *s.also)]
    columns = (
        Column(_("Step"), 0.8),
        Column(_("What is looked at"), 2.6),
        *(
            Column(labels.hypothesis(h.id, matter.id), 1.1, "center")
            for h in hypotheses
        ),
        Column(_("Would refute"), 1.0),
    )
    rows = tuple(
        (
            step.id,
            str(step.what) or step.source,
            *(_cell(cells.get((h.id, step.id))) for h in hypotheses),
            labels.refuted(step, matter.id),
        )
        for step in mine
    )
    return Table(columns, rows)


def _cell(cell: Cell | None) -> str:
    if cell is None:
        return "–"
    return (
        f"{labels.expects(cell.expects)} {'●' * cell.weight}{'○' * (3 - cell.weight)}"
    )


def ledger(plan: Plan) -> Iterator[Block]:
    """Give one line a measure; what is done later is written in by hand."""
    yield Para(
        _(
            "One matter, one person, one application. The last four columns are "
            "filled in as measures are applied for, approved and used."
        ),
        kind="note",
    )
    titles = (
        *(_("No."), _("Step"), _("Matter"), _("Measure"), _("Holder or person")),
        *(_("Level"), _("Approver"), _("Planned"), _("Officers")),
        *(_("Application no."), _("Approved on"), _("Used on"), _("Result")),
    )
    sides = {0: "right", 5: "center"}
    columns = tuple(
        Column(title, width, sides.get(n, "left"))  # type: ignore[arg-type]
        for n, (title, width) in enumerate(
            zip(titles, LEDGER_WIDTHS[language()], strict=True)
        )
    )
    rows = tuple(
        (
            str(n),
            step.id,
            matter,
            labels.measure(step.measure, plan.profile),
            str(step.person or step.holder),
            step.authority,
            str(step.approver),
            labels.span_lines(step.start, step.end),
            labels.listed(step.people),
            "",
            "",
            "",
            str(step.result),
        )
        for n, (step, matter) in enumerate(applications(plan), 1)
    )
    yield Table(columns, rows)


LEDGER_WIDTHS = {
    "zh": (0.5, 0.8, 1.3, 1.0, 1.8, 0.6, 1.4, 1.6, 1.1, 1.1, 1.0, 1.0, 1.4),
    "en": (0.5, 0.7, 1.3, 1.5, 1.7, 0.8, 1.2, 1.4, 1.3, 1.4, 1.3, 1.0, 1.0),
}
"""Shares of the columns of the ledger."""


def applications(plan: Plan) -> Iterator[tuple[Step, str]]:
    """Give each application: an important measure once a matter, others once."""
    for step in plan.steps:
        if step.authority in SENSITIVE and not step.hearing:
            yield from ((step, matter) for matter in step.serves)
        else:
            yield step, labels.listed(step.serves)


def findings(plan: Plan) -> Iterator[Block]:
    """Give what the rules find in this plan; nothing found is said too."""
    found = plan.lint()
    if not found:
        yield Para(_("The rules G1 to G12 and those of the method find nothing."))
        return
    columns = (
        Column(_("Rule"), 0.7, "center"),
        Column(_("Gravity"), 0.8, "center"),
        Column(_("Step"), 0.9),
        Column(_("Why"), 4.6),
    )
    yield Table(
        columns,
        tuple((f.rule, labels.grave(f.level), f.step or "", str(f.why)) for f in found),
    )
