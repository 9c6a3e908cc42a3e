"""Clocks at work: which duties run, when they are due, which are overdue.

Counting: the start day is excluded; a month ends on the same day number or at the
month's end; a last day off rolls forward to a working day; a date beyond the published
holidays is provisional. Everything is computed as of a stated day, never from the
machine's clock (DOMAIN section 3).
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal

from workbench.rules.calendar import add_months, calendar
from workbench.rules.clocks import duties, warn_working_days
from workbench.wording import label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from workbench.rules.calendar import Calendar
    from workbench.rules.clocks import Duty, Unit

State = Literal["running", "due", "overdue", "met", "met_late"]
_ORDER = {"overdue": 0, "due": 1, "running": 2, "met_late": 3, "met": 4}


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to an item on a day, e.g. ``received``.

    ``flags`` say what the item is: ``real_name``, ``repeat``, ``reachable`` ...
    """

    item: str
    what: str
    day: date
    flags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Running:
    """One clock as of a day.

    Parameters
    ----------
    id
        Duty, ``T1`` ...
    labels
        The duty in words.
    item
        Item it runs for; empty for a duty of the calendar.
    start, due, met
        Days; ``met`` when it was fulfilled.
    state
        ``running``, ``due`` (within the warning), ``overdue``, ``met``, ``met_late``.
    left
        Working days left; negative when overdue.
    provisional
        The holidays of a year it counts through are not published yet.
    source
        Rule that sets the limit.
    """

    id: str
    labels: Mapping[str, str]
    item: str
    start: date
    due: date
    state: State
    left: int
    provisional: bool
    source: str
    met: date | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the clock for programs; words in the language in force."""
        return {
            "id": self.id,
            "duty": label(self.labels),
            "item": self.item,
            "start": self.start.isoformat(),
            "due": self.due.isoformat(),
            "met": self.met.isoformat() if self.met else None,
            "state": self.state,
            "working_days_left": self.left,
            "provisional": self.provisional,
            "source": self.source,
        }


def due_day(start: date, count: int, unit: Unit, days: Calendar) -> date:
    """Return the last day of a period that starts on ``start``.

    Parameters
    ----------
    start
        Excluded from the count.
    count, unit
        ``working_days``, ``days`` or ``months``.
    days
        The office calendar.
    """
    if unit == "working_days":
        return days.add(start, count)
    if unit == "days":
        return days.roll(start + timedelta(days=count))
    return days.roll(add_months(start, count))


def clocks(
    events: Sequence[Event],
    as_of: date,
    *,
    profile: str = "cn",
    days: Calendar | None = None,
    parameters: Mapping[str, Any] | None = None,
) -> list[Running]:
    """Return every clock that started by ``as_of``, overdue first.

    Parameters
    ----------
    events
        What happened to the items; those after ``as_of`` are not looked at.
    as_of
        The day to look from.
    days
        Office calendar; the shipped one of the profile otherwise.
    parameters
        Office parameters, e.g. ``{"clocks.T11": 3}``; duties fixed by a rule stay.

    Returns
    -------
    list
        Sorted by state (overdue, due, running, met), due day, duty and item.
    """
    office = days or calendar(profile)
    known = sorted(
        (e for e in events if e.day <= as_of), key=lambda e: (e.day, e.item, e.what)
    )
    warn = warn_working_days(profile)
    own = dict(parameters or {})
    found: list[Running] = []
    for duty in duties(profile):
        if duty.periodic:
            found.append(_periodic(duty, as_of, office, warn))
        else:
            found += _of_items(duty, known, as_of, office, warn, own)
    return sorted(found, key=lambda c: (_ORDER[c.state], c.due, c.id, c.item))


def _of_items(
    duty: Duty,
    events: Sequence[Event],
    as_of: date,
    office: Calendar,
    warn: int,
    own: Mapping[str, Any],
) -> Iterator[Running]:
    for event in events:
        flags = _flags(events, event.item)
        if event.what != duty.starts or not duty.only <= flags or duty.never & flags:
            continue
        version = duty.amount(event.day)
        count = int(version.number.value)
        if not duty.fixed:
            count = int(own.get(f"clocks.{duty.id}", count))
        later = [e for e in events if e.item == event.item and e.day >= event.day]
        lengthened = {what: int(by.value) for what, by in duty.extends}
        count += sum(lengthened.get(e.what, 0) for e in later)
        due = due_day(event.day, count, version.unit, office)
        met = next((e.day for e in later if e.what in duty.ends), None)
        yield Running(
            duty.id,
            duty.labels,
            event.item,
            event.day,
            due,
            _state(due, met, as_of, office, warn),
            _left(as_of, due, office),
            office.provisional(due),
            version.number.source,
            met,
        )


def _flags(events: Iterable[Event], item: str) -> frozenset[str]:
    return frozenset().union(*(e.flags for e in events if e.item == item))


def _state(
    due: date, met: date | None, as_of: date, office: Calendar, warn: int
) -> State:
    if met is not None:
        return "met" if met <= due else "met_late"
    if as_of > due:
        return "overdue"
    return "due" if _left(as_of, due, office) <= warn else "running"


def _left(as_of: date, due: date, office: Calendar) -> int:
    """Count working days from ``as_of`` (excluded) to ``due`` (included), signed."""
    if due >= as_of:
        return len(office.between(as_of + timedelta(days=1), due))
    return -len(office.between(due + timedelta(days=1), as_of))


def _periodic(duty: Duty, as_of: date, office: Calendar, warn: int) -> Running:
    """Return the next term of a duty of the calendar."""
    months = duty.months or tuple(range(1, 13))
    terms = (
        office.roll(date(year, month, min(day, monthrange(year, month)[1])))
        for year in (as_of.year - 1, as_of.year, as_of.year + 1)
        for month in months
        for day in duty.days
    )
    ordered = sorted(terms)
    due = next(term for term in ordered if term >= as_of)
    before = next(term for term in reversed(ordered) if term < as_of)
    return Running(
        duty.id,
        duty.labels,
        "",
        before,
        due,
        _state(due, None, as_of, office, warn),
        _left(as_of, due, office),
        office.provisional(due),
        duty.amounts[-1].number.source,
    )
