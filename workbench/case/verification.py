"""What planning needs of a case: team, office, allegations chosen, journal's place."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any, cast

from workbench.case import duties
from workbench.errors import CaseError, UnknownName
from workbench.leads.facts import facts_of
from workbench.leads.repeats import new_in
from workbench.leads.values import Allegation
from workbench.planning import Member, Office, plan
from workbench.planning.noted import Noted
from workbench.planning.setting import setting
from workbench.planning.triggers import triggers
from workbench.rules.calendar import Calendar, calendar, extended
from workbench.wording import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from pandas import DataFrame

    from workbench.case.case import Case
    from workbench.case.settings import Settings
    from workbench.journal import Journal
    from workbench.planning import Plan
    from workbench.planning.plan import Method, Trigger

_ = words("case")
NOT_PURSUED = frozenset({"refer", "close_proposed", "screen"})
"""Suggestions that ask for no verification, unless someone chooses the allegation."""


def journal_place(file: Path) -> Path | str:
    """Return where the journal lies: the case's file, or the office's server."""
    return os.environ.get("WORKBENCH_JOURNAL") or file


def note_settings(folder: Path, journal: Journal) -> None:
    """Journal ``case.toml`` when it is not the one journaled last.

    So a replay knows which settings held when; the workbench's own version goes with
    them, since rules ship with it.
    """
    from workbench import __version__  # noqa: PLC0415 - the package is still loading

    text = (folder / "case.toml").read_text("utf-8-sig")
    digest = sha256(text.encode()).hexdigest()
    before = journal.entries(verb="parameters_set")
    value = {"sha256": digest, "rules": __version__}
    last = before[-1].value if before else None
    if isinstance(last, dict) and {k: last.get(k) for k in value} == value:
        return
    journal.append(
        "parameters_set", "case.toml", {**value, "text": text}, why="case.toml"
    )


def team(settings: Settings) -> tuple[Member, ...]:
    """Return the members named in ``case.toml``.

    Raises
    ------
    CaseError
        When none is named, or a member's entry cannot be read.
    """
    if not settings.team:
        raise CaseError("case.no_team")
    return tuple(_member(row) for row in settings.team)


def _member(row: Mapping[str, Any]) -> Member:
    try:
        return Member(
            name=str(row["name"]),
            unit=str(row.get("unit", "")),
            skills=tuple(map(str, row.get("skills", ()))),
            days_free=float(row.get("days_free", 40.0)),
            ties=tuple(_tie(tie) for tie in row.get("ties", ())),
            leave=tuple((_day(a), _day(b)) for a, b in row.get("leave", ())),
            own_staff=bool(row.get("own_staff", True)),
            leader=row.get("role") in ("lead", "leader"),
            declared=bool(row.get("declared", True)),
        )
    except (TypeError, ValueError):
        expected = "name, unit, skills, days_free, ties, leave"
        raise CaseError("case.wrong_kind", key="team", expected=expected) from None


def _tie(tie: Any) -> str:
    """Return a tie as words; in the file it may be a table (person, relation)."""
    return "·".join(map(str, tie.values())) if isinstance(tie, Mapping) else str(tie)


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def chosen(
    case: Case,
    leads: DataFrame | Iterable[str | Allegation] | None,
    method: str = "auto",
) -> list[Allegation]:
    """Return the allegations a plan is for, in the order they were chosen.

    Without a choice: for priority-selection all that may be pursued, since choosing is
    the method; for the other two the letter whose allegations fit the method best.
    """
    if leads is not None:
        index = getattr(leads, "index", None)
        listed: Iterable[Any] = leads if index is None or callable(index) else index
        return [
            one if isinstance(one, Allegation) else case.allegation(str(one))
            for one in listed
        ]
    every = case.allegations()
    if not every:
        raise CaseError("case.no_leads")
    new = _with_news(case)
    pursued = [a for a in every if _pursued(a, new)] or every
    if method.replace("-", "_") in ("multi_front", "indirect"):
        return _fitting(case, method.replace("-", "_"), every, pursued)
    return pursued


def _fitting(
    case: Case, method: str, every: list[Allegation], pursued: list[Allegation]
) -> list[Allegation]:
    """Return one letter's allegations for which the method's trigger holds.

    Of several letters: for multi-front the one with most allegations to pursue, for
    indirect the one that fits it best (see :func:`_marks`), then the first. Where none
    fits, all are returned, and planning says which tests fail.
    """
    under = setting(
        team=team(case.settings),
        office=office(case.settings),
        as_of=case.as_of,
        profile_name=case.settings.profile,
        parameters=case.settings.parameters,
        own_calendar=days(case.settings),
    )
    ids = {a.id for a in pursued}
    letters = dict.fromkeys(a.letter for a in pursued)
    groups = [[a for a in every if a.letter == name] for name in letters]
    name = cast("Method", method)
    fitting = [
        (group, found)
        for group in groups
        if (found := dict(triggers(group, under))[name]).holds
    ]
    if not fitting:
        return pursued
    if method == "multi_front":
        return max(fitting, key=lambda pair: sum(a.id in ids for a in pair[0]))[0]
    return max(fitting, key=lambda pair: _marks(*pair))[0]


TRAIL = 4
"""Records outside that make a side approach worth it: one for each ring and a spare."""


def _marks(group: list[Allegation], found: Trigger) -> tuple[bool, bool, int, float]:
    """Rank a letter for the indirect method.

    Whether the matter is interwoven with an office, which is what the method is for;
    whether there is a trail of records outside, without which there is no way round;
    then how many marks hold, and how specific it is.
    """
    held = {test.name for test in found.tests if test.holds}
    trail = {
        check.source
        for one in group
        for check in one.checks
        if check.kind == "document"
        and not check.blocked
        and check.ring <= UNIT
        and check.availability > CHANCE
        and any(check.diagnosticity.values())
    }
    specific = max(a.specificity for a in group)
    return "office_bound" in held, len(trail) >= TRAIL, len(held), specific


UNIT = 2
"""The ring of the unit: what lies deeper is no longer outside."""
CHANCE = 0.5
"""Availability below which a record is kept by chance at most."""


def _pursued(one: Allegation, new: frozenset[str]) -> bool:
    """Say whether an allegation is for a plan: open, ours, and no mere repeat."""
    return (
        one.suggestion not in NOT_PURSUED
        and not one.out_of_scope
        and (not one.repeats or one.letter in new)
    )


def _with_news(case: Case) -> frozenset[str]:
    """Return the repeats that tell something new: each is a new lead (R8)."""
    read = {one.id: one for one in case.assessments()}
    texts = {letter.id: letter.text for letter in case.store.letters()}
    pairs = [
        (one, read[one.repeats])
        for one in read.values()
        if one.repeats and one.repeats in read
    ]
    return frozenset(
        one.id
        for one, before in pairs
        if new_in(facts_of(one, texts[one.id]), facts_of(before, texts[before.id]))
    )


def office(settings: Settings) -> Office:
    """Return the office of ``case.toml`` as planning reads it."""
    return Office(
        name=settings.office or settings.title,
        level=settings.office_level,
        profile=settings.profile,
    )


def propose(
    case: Case,
    method: str,
    allegations: Sequence[Allegation],
    team: Sequence[Member],
    as_of: date,
    *,
    seconds: float | None = None,
) -> Plan:
    """Make a plan of the case's own material."""
    settings = case.settings
    return plan(
        cast("Method", method),
        allegations,
        team=team,
        office=office(settings),
        as_of=as_of,
        profile=settings.profile,
        graph=case.graph(),
        recusals=duties.recusals(case, allegations),
        clocks=duties.plan_clocks(case, as_of, allegations),
        deadline=own_deadline(case),
        calendar=days(settings),
        meeting=duties.present_at_meeting(case),
        parameters=settings.parameters,
        obstruction=obstruction(case),
        insist=insisted(case, method),
        seconds=seconds,
        noted=noted(case),
    )


def days(settings: Settings) -> Calendar:
    """Return the office calendar: the shipped years and those of ``case.toml``.

    Raises
    ------
    CaseError
        When a year of ``case.toml`` cannot be read.
    """
    return extended(calendar(settings.profile), settings.calendar)


def noted(case: Case) -> tuple[Noted, ...]:
    """Return the links that someone sent to the plan, by the names of their ends.

    An end that the graph no longer knows keeps the id it had when it was chosen.
    """
    return tuple(
        Noted(
            ends=(_called(case, link["from"]), _called(case, link["to"])),
            kind=str(link.get("kind", "")),
            places=tuple(_place(record) for record in link.get("records", ())),
            entry=made.n,
        )
        for made in case.decisions().for_plan
        for link in made.value.get("links", ())
    )


def _called(case: Case, entity: str) -> str:
    try:
        name: str = case.graph().entity(entity).name
    except UnknownName:
        return entity
    return name


def _place(record: Mapping[str, Any]) -> str:
    """Give a record's place in short: the file, and the row, line or page."""
    at = next((record[k] for k in ("row", "line", "page") if record.get(k)), None)
    return f"{record['file']}:{at}" if at else str(record["file"])


def own_deadline(case: Case) -> date | None:
    """Return the deadline a person set for this case's verification, if one did."""
    made = case.decisions().noted.get("deadline_set")
    return date.fromisoformat(str(made.value)) if made else None


def obstruction(case: Case) -> bool:
    """Say whether a person noted counter-moves (a trigger of the indirect method)."""
    return "obstruction_noted" in case.decisions().noted


def insisted(case: Case, method: str) -> str:
    """Return why a person wants a method although its trigger fails, if one does."""
    made = case.decisions().insisted.get(method.replace("-", "_"))
    return made.why if made else ""


def first_broken_plan(case: Case) -> str | None:
    """Say which approved plan broke a rule when it was signed, if one did.

    A plan is journaled with its lint; a later change of the rules does not change it.
    """
    for entry in case.journal.entries(verb="plan_approved"):
        value = entry.value if isinstance(entry.value, dict) else {}
        for finding in value.get("lint", ()):
            if finding.get("level") == "error":
                said = _("plan {plan} was approved although {rule} does not hold")
                return said.format(plan=entry.of, rule=finding.get("rule", ""))
    return None
