"""Clocks and recusal of a case, from its letters, its journal and its graph."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from workbench.case.triage import name_of
from workbench.planning import Clock
from workbench.planning.clocks import Event, clocks
from workbench.planning.recusal import recusal_hints
from workbench.planning.recusal import recusals as settled
from workbench.planning.said import Both
from workbench.rules.calendar import calendar, extended

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from workbench.case.case import Case
    from workbench.journal import Entry
    from workbench.leads.values import Allegation
    from workbench.planning import Recusal
    from workbench.planning.clocks import Running
    from workbench.planning.recusal import Hint

EVENT = "event"
"""Verb of a journal entry that notes an event of an item: ``of`` the item."""
_OF_DISPOSITION = {
    "prelim": "prelim_approved",
    "close": "concluded",
    "refer": "forwarded",
}


def running(case: Case, as_of: date) -> list[Running]:
    """Return every clock of the case as of a day."""
    return clocks(
        list(_events(case)),
        as_of,
        profile=case.settings.profile,
        days=extended(calendar(case.settings.profile), case.settings.calendar),
        parameters=case.settings.parameters,
    )


def _events(case: Case) -> Iterator[Event]:
    """Read events off the letters and the journal, in order of the journal."""
    for letter in case.store.letters():
        flags = {"real_name", "reachable"} if letter.real_name else set()
        if letter.received is not None:
            yield Event(letter.id, "received", letter.received, frozenset(flags))
    known = case.glance()
    for letter_id in known.repeats:
        day = next((e.day for e in _noted(case, letter_id)), None)
        flagged = frozenset({"repeat"})
        yield Event(letter_id, "repeat_found", day or date.min, flagged)
    for entry in case.journal.entries():
        yield from _of_entry(entry, known.letters)


def _noted(case: Case, item: str) -> Iterator[Event]:
    for letter in case.store.letters():
        if letter.id == item and letter.received is not None:
            yield Event(item, "received", letter.received)


def _of_entry(entry: Entry, letters: Mapping[str, str]) -> Iterator[Event]:
    day = date.fromisoformat(entry.time[:10])
    value = entry.value if isinstance(entry.value, dict) else {}
    if entry.verb == EVENT:
        said = value.get("day")
        when = date.fromisoformat(str(said)) if said else day
        flags = frozenset(map(str, value.get("flags", ())))
        yield Event(entry.of, str(value.get("what", "")), when, flags)
    elif entry.verb == "forwarded":
        said = value.get("received")
        when = date.fromisoformat(str(said)) if said else day
        yield Event(entry.of, "superior_item_received", when)
    elif entry.verb == "disposed":
        item = letters.get(entry.of, entry.of)
        yield Event(item, "disposed", day)
        follows = _OF_DISPOSITION.get(str(value.get("disposition", "")))
        if follows:
            yield Event(item, follows, day)
    elif entry.verb == "plan_approved":
        for name in value.get("allegations", ()):
            yield Event(letters.get(str(name), str(name)), "plan_approved", day)


def plan_clocks(
    case: Case, as_of: date, allegations: Sequence[Allegation]
) -> tuple[Clock, ...]:
    """Return the clocks of a plan's letters as the plan and its lint read them."""
    letters = {a.letter for a in allegations}
    return tuple(
        Clock(
            c.id,
            c.due,
            Both(c.labels["zh"], c.labels["en"]),
            c.provisional,
            c.state == "overdue",
        )
        for c in running(case, as_of)
        if c.item in letters and c.state in ("running", "due", "overdue")
    )


def hints(case: Case) -> tuple[Hint, ...]:
    """Return possible grounds for recusal of the team towards everyone named.

    Towards the other side of an allegation, a firm or a person, only what a member
    declared counts.
    """
    return _hints(case, case.allegations())


def _hints(case: Case, allegations: Sequence[Allegation]) -> tuple[Hint, ...]:
    named = {p.name for a in allegations for p in a.subjects if not p.unresolved}
    others = {name_of(c) for a in allegations for c in a.counterparties} - named
    towards = recusal_hints(case.recorded(), case.team, sorted(named))
    return (*towards, *recusal_hints(None, case.team, sorted(others)))


def recusals(case: Case, allegations: Sequence[Allegation]) -> tuple[Recusal, ...]:
    """Return who may not touch which allegation; what is undecided blocks."""
    decided: dict[str, dict[str, str]] = {}
    for of, made in case.decisions().recusals.items():
        member, _, person = of.partition("/")
        decided.setdefault(member, {})[person] = str(made.value)
    matters = {
        a.id: [p.name for p in a.subjects] + [name_of(c) for c in a.counterparties]
        for a in allegations
    }
    return settled(_hints(case, allegations), matters, decided)


def present_at_meeting(case: Case) -> tuple[str, ...]:
    """Return who was present at the newest lead meeting."""
    opened = case.journal.entries(verb="meeting_opened")
    value = opened[-1].value if opened else None
    return tuple(map(str, value.get("present", ()))) if isinstance(value, dict) else ()
