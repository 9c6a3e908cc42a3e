"""The days of a plan as iCalendar (.ics): steps, answers due, expiry, clocks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from workbench.exports import labels
from workbench.exports.document import UNVERIFIED
from workbench.figures.plain import printable
from workbench.wording import speaking, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.planning.plan import Plan
    from workbench.planning.step import Step
    from workbench.wording import Language

_ = words("exports")
_DAY = timedelta(days=1)
NEAR = timedelta(days=90)
"""How long after the deadline the end of a keeping period still matters."""


@dataclass(frozen=True, slots=True)
class Day:
    """An entry of whole days; ``last`` is inclusive."""

    id: str
    first: date
    last: date
    title: str
    text: str = ""


def days(plan: Plan) -> Iterator[Day]:
    """Give every dated entry of a plan, in the language in force.

    The end of a keeping period is an entry only where it comes near: a voucher kept for
    thirty years fills nobody's calendar.
    """
    table = plan.timetable
    until = (table.deadline if table else plan.as_of) + NEAR
    for step in plan.steps:
        what = str(step.what) or step.source
        if step.start and step.end:
            text = labels.listed((str(step.holder), *step.people))
            yield Day(
                f"{step.id}-work", step.start, step.end, f"{step.id} {what}", text
            )
        answer = _awaited(step)
        if answer:
            title = _("Answer due: {step} {what}").format(step=step.id, what=what)
            yield Day(f"{step.id}-reply", answer, answer, title)
        if step.expires and step.expires <= until:
            title = _("Last day of keeping: {step} {what}").format(
                step=step.id, what=what
            )
            yield Day(f"{step.id}-expires", step.expires, step.expires, title)
    yield from _duties(plan)
    if plan.regroup_on:
        title = _("Regroup: {what}").format(what=plan.regroup)
        yield Day("regroup", plan.regroup_on, plan.regroup_on, title)
    if table:
        due = table.deadline
        yield Day("deadline", due, due, _("Deadline of the plan"))


def _awaited(step: Step) -> date | None:
    """Return the day an answer is due, where someone else has to answer."""
    if step.kind == "testimony" or not step.lead_days:
        return None
    return step.reply


def _duties(plan: Plan) -> Iterator[Day]:
    """Give one entry a clock and day: the same clock runs for many items of a case."""
    count = Counter((clock.id, clock.due) for clock in plan.clocks)
    for clock in {(c.id, c.due): c for c in plan.clocks}.values():
        n = count[clock.id, clock.due]
        mark = _(" (provisional)") if clock.provisional else ""
        mark += f" ×{n}" if n > 1 else ""
        title = _("Due: {duty}{mark}").format(duty=clock.label or clock.id, mark=mark)
        name = f"clock-{clock.id}-{clock.due.isoformat()}"
        yield Day(name, clock.due, clock.due, title)


def entries(plan: Plan, lang: Language) -> tuple[Day, ...]:
    """Return the entries by day and id, in one language."""
    with speaking(lang):
        return tuple(sorted(days(plan), key=lambda d: (d.first, d.id)))


def ics(plan: Plan, *, lang: Language, journal_head: str) -> bytes:
    """Return the calendar; uids and stamps come from the plan, never from a clock."""
    from icalendar import Calendar, Event  # noqa: PLC0415 - loaded on use

    whole = Calendar()
    whole.add("prodid", "-//verification-workbench//plan//EN")
    whole.add("version", "2.0")
    whole.add("x-wr-calname", printable(f"{plan.id} v{plan.version} {UNVERIFIED}"))
    stamp = datetime.combine(plan.as_of, time(), UTC)
    for entry in entries(plan, lang):
        event = Event()
        event.add("uid", f"{plan.id}-{entry.id}@verification-workbench")
        event.add("dtstamp", stamp)
        event.add("dtstart", entry.first)
        event.add("dtend", entry.last + _DAY)
        event.add("sequence", plan.version)
        event.add("summary", printable(entry.title))
        foot = f"{UNVERIFIED} · {plan.id} v{plan.version} · {journal_head}"
        event.add("description", printable("\n".join(filter(None, (entry.text, foot)))))
        event.add("class", "CONFIDENTIAL")
        event.add("transp", "TRANSPARENT")
        whole.add_component(event)
    made: bytes = whole.to_ical()
    return made
