"""How a plan works: method and its test, fronts, priorities, routes, time, measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.exports import labels
from workbench.exports.document import (
    Column,
    Figure,
    Heading,
    Items,
    Para,
    Table,
    heading_number,
)
from workbench.figures.gantt import gantts
from workbench.wording import language, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from workbench.exports.document import Block
    from workbench.planning.plan import Front, Plan
    from workbench.planning.said import Text

_ = words("exports")


class Count:
    """Numbers headings in the order they are written."""

    def __init__(self) -> None:
        """Start before the first."""
        self.first = self.second = 0

    def main(self, text: str) -> Heading:
        """Make a heading of the first level, with its number."""
        self.first, self.second = self.first + 1, 0
        before = heading_number(self.first, level=1, lang=language())
        return Heading(before + text, 1)

    def sub(self, text: str) -> Heading:
        """Make a heading of the second level, with its number."""
        self.second += 1
        before = heading_number(self.second, level=2, lang=language())
        return Heading(before + text, 2)


def said(values: Iterable[Text]) -> tuple[str, ...]:
    """Speak every sentence in the language in force, empty ones left out."""
    return tuple(text for value in values if (text := str(value)))


def methods(plan: Plan, count: Count) -> Iterator[Block]:
    """Give the section on methods, steps, time, scope and measures."""
    yield count.main(_("Methods, steps, time, scope and measures"))
    yield count.sub(_("Method"))
    yield from _choice(plan)
    yield Items(said(plan.approach))
    yield from _fronts(plan)
    yield from _priority(plan)
    yield from _routes(plan)
    yield count.sub(_("Scope"))
    yield Items(said(plan.scope))
    yield count.sub(_("Steps and time"))
    yield Para(_time(plan))
    for picture in gantts(plan):
        yield Figure(picture, _("Steps in time; details in annex 2"))
    yield count.sub(_("Measures"))
    names = dict.fromkeys((*plan.measures, *(s.measure for s in plan.steps)))
    used = [(m, sum(s.measure == m for s in plan.steps)) for m in names]
    yield Para(
        labels.listed(
            _("{measure} ({n})").format(measure=labels.measure(m, plan.profile), n=n)
            for m, n in used
        )
        + ("。" if language() == "zh" else ".")
    )


def _choice(plan: Plan) -> Iterator[Block]:
    for trigger in plan.triggers:
        if trigger.method != plan.method:
            continue
        if str(trigger.why):
            yield Para(str(trigger.why), label=labels.method(trigger.method) + _(": "))
        if trigger.tests:
            columns = (
                Column(_("Test"), 2.2),
                Column(_("Needed"), 1.6),
                Column(_("Found"), 2.2),
                Column(_("Holds"), 0.6, "center"),
            )
            yield Table(
                columns,
                tuple(
                    (
                        str(t.why) or t.name,
                        str(t.needed),
                        str(t.found),
                        labels.yes(t.holds),
                    )
                    for t in trigger.tests
                ),
            )


def _fronts(plan: Plan) -> Iterator[Block]:
    if plan.fronts:
        more = any(f.matters != (f.entry,) for f in plan.fronts)  # than its entry
        columns = (
            Column(_("Front"), 0.6),
            Column(_("Enters by"), 1.4 if more else 1.9),
            *((Column(_("Matters"), 1.5),) if more else ()),
            Column(_("Holders"), 1.7 if more else 2.4),
            Column(_("Led by"), 0.9),
            Column(_("Force"), 0.6, "right"),
            Column(_("Prepares from"), 1.6),
            Column(_("Opens on"), 1.6),
        )
        rows = tuple(
            (
                f.id,
                f.entry,
                *((labels.listed(f.matters),) if more else ()),
                labels.listed(f.holders),
                f.leader,
                str(f.force),
                labels.day(f.opens),
                labels.day(_opening(plan, f)),
            )
            for f in plan.fronts
        )
        yield Table(columns, rows, caption=_("Fronts"))
    if plan.fronts and plan.value is not None:
        text = _("{value}; fronts that share a holder count once.")
        yield Para(
            text.format(value=f"{plan.value:.1f}"), label=_("Value of the fronts: ")
        )
    for tilt in plan.tilts:
        name = {
            "leadership": _("Leadership"),
            "force": _("Force"),
            "staffing": _("Staffing"),
            "logistics": _("Logistics"),
        }[tilt.id]
        mark = "" if tilt.filled else _(" (not filled)")
        yield Para(str(tilt.says), label=name + mark + _(": "))
    if str(plan.regroup):
        day, text = labels.day(plan.regroup_on), str(plan.regroup)
        said_already = day in text or labels.long_day(plan.regroup_on) in text
        if day and not said_already:
            text = f"{day}  {text}"
        yield Para(text, label=_("Regroup point: "))


def _opening(plan: Plan, front: Front) -> date | None:
    """Return the day of a front's first step that is felt."""
    own = [s for s in plan.steps if s.front == front.id and s.start]
    felt = [s.start for s in own if s.window] or [s.start for s in own if s.alert > 1]
    return min((day for day in felt if day), default=None)


def _priority(plan: Plan) -> Iterator[Block]:
    if plan.breakthrough:
        yield Para(plan.breakthrough, label=_("Breakthrough: "))
    if plan.tags:
        columns = (
            Column(_("Matter"), 1.2),
            Column(_("Chosen"), 0.6, "center"),
            Column(_("Priority and ground"), 4.3),
        )
        yield Table(columns, _tags(plan), caption=_("Priorities and their grounds"))
    if plan.links:
        yield Items(said(plan.links))
    if plan.sensitivity:
        yield Para(_("What would change the choice:"), kind="note")
        yield Items(said(plan.sensitivity))


def _tags(plan: Plan) -> tuple[tuple[str, ...], ...]:
    """Give one row a matter, the chosen ones first, each priority with its ground."""
    colon = "：" if language() == "zh" else ": "
    chosen = {matter.id for matter in plan.pursued}
    found: dict[str, list[str]] = {}
    for tag in plan.tags:
        label, ground = str(tag.label), str(tag.ground)
        text = ground.removeprefix(f"{label}{colon}")
        found.setdefault(tag.matter, []).append(f"{label}{colon}{text}")
    ordered = sorted(found, key=lambda name: (name not in chosen, name))
    return tuple(
        (name, labels.yes(name in chosen), "\n".join(found[name])) for name in ordered
    )


def _routes(plan: Plan) -> Iterator[Block]:
    ways = [r for r in plan.routes if r.via or r.blocked_by]
    if ways:
        columns = (
            Column(_("Step"), 0.7),
            Column(_("Leads to"), 1.6),
            Column(_("By way of"), 2.6),
            Column(_("Kept out"), 0.7, "right"),
            Column(_("No way round"), 1.2),
        )
        rows = tuple(
            (
                r.step,
                _node(r.to),
                " → ".join(map(_node, r.via)),
                str(r.avoids),
                labels.listed(map(_node, r.blocked_by)),
            )
            for r in ways
        )
        yield Table(columns, rows, caption=_("Ways to the records"))


def _node(name: str) -> str:
    """Name a station of a way; a bare number is an account."""
    bare = name.replace(" ", "").isdigit()
    return _("account {number}").format(number=name) if bare else name


def _time(plan: Plan) -> str:
    table = plan.timetable
    if table is None:
        return _("The steps are not scheduled yet.")
    text = _(
        "{n} steps from {first} to {last}, {days} working days, {work} person-days; "
        "deadline {due}."
    ).format(
        n=len(plan.steps),
        first=labels.long_day(table.first),
        last=labels.long_day(table.last),
        days=table.makespan,
        work=labels.number(table.person_days),
        due=labels.long_day(table.deadline),
    )
    if table.provisional:
        text += _(" Dates beyond the published office calendar are provisional.")
    return text
