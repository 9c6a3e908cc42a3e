"""The body of a plan as a paper: DOMAIN section 4, field by field, in office order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.exports import labels
from workbench.exports.document import (
    Box,
    Column,
    Form,
    Items,
    Para,
    Part,
    Table,
)
from workbench.exports.plan_methods import Count, methods, said
from workbench.wording import language, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.exports.document import Block
    from workbench.planning.plan import Clock, Plan, Safety, SignOff

_ = words("exports")


def body(plan: Plan) -> Part:
    """Return the plan itself, without its annexes."""
    count = Count()
    blocks: list[Block] = [_card(plan)]
    for section in (
        _basis,
        _team,
        _questions,
        methods,
        _cautions,
        _safety,
        _aside,
        _duties,
        _signed,
    ):
        blocks.extend(section(plan, count))
    return Part(tuple(blocks))


def _card(plan: Plan) -> Form:
    """Key facts at the head of the first page."""
    table = plan.timetable
    when = labels.span(table.first, table.last) if table else _("not scheduled")
    due = labels.day(table.deadline) if table else ""
    if table and table.provisional:
        due = _("{day} (provisional)").format(day=due)
    version = _("version {n}").format(n=plan.version)
    facts = (
        (_("Plan"), f"{plan.id} · {version}"),
        (_("Method"), labels.method(plan.method)),
        (
            _("Office"),
            _("{office} ({level})").format(
                office=plan.office.name, level=labels.level(plan.office.level)
            ),
        ),
        (_("Stage"), labels.stage(plan.office.stage)),
        (_("Team lead"), plan.leader),
        (_("Day of this plan"), labels.day(plan.as_of)),
        (_("Period"), when),
        (_("Deadline"), due),
        (_("Steps"), str(len(plan.steps))),
        (_("Rules"), plan.rules_version),
    )
    rows = [
        (Box(a, label=True), Box(b), Box(c, label=True), Box(d))
        for (a, b), (c, d) in zip(facts[::2], facts[1::2], strict=True)
    ]
    return Form((1.0, 2.2, 1.0, 2.0), tuple(rows))


def _basis(plan: Plan, count: Count) -> Iterator[Block]:
    yield count.main(_("Basis"))
    yield Items(said(plan.basis), numbered=True)
    if plan.meeting:
        yield Para(
            labels.listed(plan.meeting), label=_("Present at the lead meeting: ")
        )


def _team(plan: Plan, count: Count) -> Iterator[Block]:
    yield count.main(_("Team"))
    columns = (
        Column(_("Name"), 1.4),
        Column(_("Unit"), 2.0),
        Column(_("Role"), 1.25),
        Column(_("Skills"), 1.8),
        Column(_("Days free"), 0.8, "right"),
        Column(_("Leave"), 1.3),
        Column(_("Recusal declared"), 1.15, "center"),
    )
    rows = tuple(
        (
            m.name,
            m.unit,
            _("team lead") if m.name == plan.leader else _("member"),
            labels.listed(labels.skill(s, plan.profile) for s in m.skills),
            labels.number(m.days_free),
            labels.listed(labels.span(a, b) for a, b in m.leave),
            labels.yes(m.declared),
        )
        for m in plan.team
    )
    yield Table(columns, rows)
    for recusal in plan.recusals:
        what = labels.listed(recusal.matters) or _("the whole case")
        mark = "" if recusal.decided else _(" (to be decided)")
        text = _("{member} does not touch {what}{mark}. {why}").format(
            member=recusal.member, what=what, mark=mark, why=recusal.why
        )
        yield Para(text.strip(), label=_("Recusal: "))


def _questions(plan: Plan, count: Count) -> Iterator[Block]:
    yield count.main(_("Questions to be verified"))
    columns = (
        Column(_("No."), 1.55),
        Column(_("Matter (paraphrased)"), 3.0),
        Column(_("Person named"), 1.25),
        Column(_("Kind and provision"), 1.8),
        Column(_("Specific"), 1.05, "center"),
        Column(_("Verifiable"), 1.3, "center"),
    )
    rows = tuple(
        (
            m.id,
            str(m.summary),
            labels.listed(m.subjects),
            labels.listed((m.offence_label, m.provision)),
            labels.band(m.specificity_band),
            labels.band(m.verifiability_band),
        )
        for m in plan.pursued
    )
    yield Table(columns, rows)
    if plan.questions:
        yield Items(said(plan.questions), numbered=True)


def _cautions(plan: Plan, count: Count) -> Iterator[Block]:
    yield count.main(_("Cautions"))
    yield Items(said((*plan.cautions, *plan.method_cautions)), numbered=True)
    yield Para(
        _(
            "{spent} of {budget} points of alert are spent before the last record that "
            "can be tampered with is fixed."
        ).format(spent=plan.alert_spent, budget=plan.alert_budget),
        label=_("Alert budget: "),
    )
    if plan.notes:
        yield Items(said(plan.notes))
    if plan.stop_rule:
        yield count.sub(_("When to stop"))
        yield Items(said(plan.stop_rule))


def _safety(plan: Plan, count: Count) -> Iterator[Block]:
    yield count.main(_("Safety"))
    if not plan.safety:
        yield Para(_("No step puts questions to a person; no safety plan is needed."))
    for says, group in _alike(plan).items():
        heard = {s.id for s in plan.steps if s.hearing}
        named = any(step in heard for one in group for step in one.steps)
        yield count.sub(
            _("Hearing the persons named") if named else _("Talks with others")
        )
        columns = (
            Column(_("Plan no."), 0.7),
            Column(_("Person talked to"), 3.0),
            Column(_("Steps"), 1.2),
        )
        rows = tuple((p.id, str(p.person), labels.listed(p.steps)) for p in group)
        yield Table(columns, rows)
        yield Items(says)
    if plan.emergency:
        yield count.sub(_("If something happens during a talk"))
        yield Items(said(plan.emergency))


def _alike(plan: Plan) -> dict[tuple[str, ...], list[Safety]]:
    """Group the safety plans that say the same, so that it is said once."""
    found: dict[tuple[str, ...], list[Safety]] = {}
    for one in plan.safety:
        found.setdefault(said(one.says), []).append(one)
    return found


def _aside(plan: Plan, count: Count) -> Iterator[Block]:
    """Say what is left out, blocked or hangs on one thread, each with its reason."""
    lists = (
        (_("Not pursued"), [(n.allegation, str(n.why)) for n in plan.not_pursued]),
        (
            _("Left out for now"),
            _excluded(plan),
        ),
        (
            _("Cannot be checked"),
            [(f"{b.allegation} {b.label}".strip(), str(b.why)) for b in plan.blocked],
        ),
        (
            _("Hangs on a single source"),
            [
                (f"{p.allegation} {p.label}".strip(), str(p.why))
                for p in plan.single_points
            ],
        ),
        (
            _("If one member is absent"),
            _absences(plan),
        ),
    )
    rows = tuple((title, what, why) for title, found in lists for what, why in found)
    if rows:
        yield count.main(_("What is left out and what it hangs on"))
        columns = (
            Column(_("Kind"), 1.2),
            Column(_("What"), 2.4),
            Column(_("Why"), 2.9),
        )
        yield Table(columns, rows)


def _excluded(plan: Plan) -> list[tuple[str, str]]:
    """Give what is left out, checks of one matter with one reason in one line."""
    joint = "；" if language() == "zh" else "; "
    found: dict[tuple[str, str], list[str]] = {}
    for one in plan.excluded:
        why = joint.join(t.rstrip("。.") for t in said((one.why, one.would_enter)))
        place = (one.id.partition("/")[0], why)
        found.setdefault(place, []).append(str(one.label))
    return [
        (f"{matter} {labels.listed(names)}", why)
        for (matter, why), names in found.items()
    ]


def _absences(plan: Plan) -> list[tuple[str, str]]:
    """Give who is missed, then in one line all whose absence changes nothing."""
    missed = [(a.member, str(a.says)) for a in plan.absences if a.days != 0]
    calm = labels.listed(a.member for a in plan.absences if a.days == 0)
    return [*missed, (calm, _("the end does not move"))] if calm else missed


def _duties(plan: Plan, count: Count) -> Iterator[Block]:
    """Give each duty once: the same clock runs for many items of a case."""
    if not plan.clocks:
        return
    yield count.main(_("Duties with a date"))
    columns = (
        Column(_("Clock"), 0.7),
        Column(_("Duty"), 3.4),
        Column(_("Earliest due"), 1.3),
        Column(_("Items"), 0.7, "right"),
        Column(_("State"), 1.2),
    )
    grouped: dict[tuple[str, str, str], list[Clock]] = {}
    for clock in plan.clocks:
        key = clock.id, str(clock.label), _running(clock)
        grouped.setdefault(key, []).append(clock)
    rows = [
        (name, duty, labels.day(min(c.due for c in found)), str(len(found)), state)
        for (name, duty, state), found in grouped.items()
    ]
    yield Table(columns, tuple(sorted(rows, key=lambda row: (row[2], row))))


def _running(clock: Clock) -> str:
    states = ((_("overdue"), clock.overdue), (_("provisional"), clock.provisional))
    return labels.listed(word for word, holds in states if holds) or _("running")


def _signed(plan: Plan, count: Count) -> Iterator[Block]:
    yield count.main(_("Sign-offs and changes"))
    if plan.sign_offs:
        boxes = [box for one in plan.sign_offs for box in _sign_off(one)]
        if len(boxes) % 4:
            boxes += [Box(label=True), Box()]
        pairs = zip(*[iter(boxes)] * 4, strict=True)
        yield Form((1.0, 2.0, 1.0, 2.0), tuple(pairs))
    columns = (
        Column(_("Version"), 1.05, "center"),
        Column(_("Change"), 2.4),
        Column(_("Reason"), 1.6),
        Column(_("By"), 0.9),
        Column(_("Approved by"), 1.25),
        Column(_("Day"), 1.3),
    )
    widens = _(" [widens the scope]")
    rows = tuple(
        (
            str(c.version),
            str(c.what) + (widens if c.widens else ""),
            str(c.why),
            c.who,
            c.approved_by,
            labels.day(c.on),
        )
        for c in plan.changes
    )
    if rows:
        yield Table(columns, rows, caption=_("Change log"))


def _sign_off(one: SignOff) -> tuple[Box, Box]:
    line = labels.long_day(one.on) or _("Signature:\nDay:")
    return Box(str(one.label), label=True), Box(one.who, tall=1.7, sign=line)
