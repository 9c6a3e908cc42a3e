"""Under what a plan is made: office, team, day, rules; checked once, then frozen."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from workbench.errors import PlanError
from workbench.rules import Profile, profile
from workbench.rules.calendar import Calendar, add_months, calendar
from workbench.rules.measures import Measure, measures
from workbench.rules.plan_rules import PlanRules, plan_rules

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from workbench.planning.network import Network
    from workbench.planning.noted import Noted
    from workbench.planning.plan import Clock, Recusal
    from workbench.planning.step import Member, Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What every part of planning reads.

    ``first`` is the first working day of the plan, ``deadline`` its last; ``network``
    the link graph as planning sees it, if there is one.
    """

    office: Office
    team: tuple[Member, ...]
    as_of: date
    first: date
    deadline: date
    provisional: bool
    profile: Profile
    rules: PlanRules
    measures: Mapping[str, Measure]
    calendar: Calendar
    recusals: tuple[Recusal, ...] = ()
    clocks: tuple[Clock, ...] = ()
    network: Network | None = None
    obstruction: bool = False
    meeting: tuple[str, ...] = ()
    seconds: float = 8.0
    parameters: Mapping[str, Any] = field(default_factory=dict)
    noted: tuple[Noted, ...] = ()

    @property
    def leader(self) -> Member:
        """Who leads: whoever is marked, else the first of the office's own staff."""
        marked = [m for m in self.team if m.leader and m.own_staff]
        own = [m for m in self.team if m.own_staff]
        return (marked or own or list(self.team))[0]

    def barred(self, matters: Sequence[str]) -> frozenset[str]:
        """Return the members who may touch none of a step of these matters."""
        return frozenset(
            recusal.member
            for recusal in self.recusals
            if not recusal.matters or set(recusal.matters) & set(matters)
        )


def setting(  # noqa: PLR0913 - everything a plan depends on, by name
    *,
    team: Sequence[Member],
    office: Office,
    as_of: date,
    profile_name: str,
    recusals: Sequence[Recusal] = (),
    clocks: Sequence[Clock] = (),
    deadline: date | None = None,
    network: Network | None = None,
    own_calendar: Calendar | None = None,
    parameters: Mapping[str, Any] | None = None,
    obstruction: bool = False,
    meeting: Sequence[str] = (),
    seconds: float | None = None,
    noted: Sequence[Noted] = (),
) -> Setting:
    """Check what a plan is made under.

    Raises
    ------
    PlanError
        When the team is too small or doubled, everyone is recused, the deadline has
        passed, or the office calendar ends before the plan begins.
    """
    rules = plan_rules(profile_name).with_parameters(parameters or {})
    days = own_calendar or calendar(profile_name)
    _team(team, recusals, rules)
    first = days.roll(as_of + timedelta(days=1))
    last_year = days.last_year
    if last_year is not None and first.year > last_year:
        raise PlanError("planning.calendar_ends", year=last_year, day=first.isoformat())
    due = deadline or days.roll(add_months(as_of, rules.whole("plan.deadline_months")))
    if due < first:
        raise PlanError(
            "planning.deadline_past", deadline=due.isoformat(), first=first.isoformat()
        )
    return Setting(
        office=office,
        team=tuple(team),
        as_of=as_of,
        first=first,
        deadline=due,
        provisional=days.provisional(due),
        profile=profile(profile_name),
        rules=rules,
        measures=measures(profile_name),
        calendar=days,
        recusals=tuple(sorted(recusals, key=lambda r: (r.member, r.matters))),
        clocks=tuple(sorted(clocks, key=lambda c: (c.due, c.id))),
        network=network,
        obstruction=obstruction,
        meeting=tuple(meeting),
        seconds=rules.number("schedule.seconds") if seconds is None else seconds,
        parameters=dict(parameters or {}),
        noted=tuple(noted),
    )


def _team(
    team: Sequence[Member], recusals: Sequence[Recusal], rules: PlanRules
) -> None:
    least = rules.whole("team.min")
    names = [member.name for member in team]
    if len(set(names)) < len(names):
        raise PlanError("planning.member_twice")
    if len(names) < least:
        raise PlanError("planning.team_too_small", found=len(names), least=least)
    gone = {r.member for r in recusals if not r.matters}
    if len(set(names) - gone) < least:
        raise PlanError(
            "planning.everyone_recused",
            recused=len(set(names) & gone),
            left=len(set(names) - gone),
            least=least,
        )
