"""The office calendar: which days are worked, counted and rolled forward."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import yaml

from workbench.errors import CaseError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_DAY = timedelta(days=1)
_LONG = 366 * 40  # no count of an office runs longer


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working days of one profile.

    Parameters
    ----------
    weekend
        ISO weekdays that are not worked, 1 (Monday) to 7.
    off, worked
        Days off beside weekends; weekend days worked to make up for them.
    years
        Years whose holidays are published. Empty: no notice is awaited.
    """

    weekend: frozenset[int] = frozenset({6, 7})
    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()
    years: tuple[int, ...] = ()

    @property
    def last_year(self) -> int | None:
        """The last year whose holidays are known; ``None`` where none is awaited."""
        return self.years[-1] if self.years else None

    def provisional(self, day: date) -> bool:
        """Say whether ``day`` lies outside the published years."""
        return bool(self.years) and day.year not in self.years

    def is_working(self, day: date) -> bool:
        """Say whether the office works on ``day``."""
        if day in self.worked:
            return True
        return day not in self.off and day.isoweekday() not in self.weekend

    def roll(self, day: date) -> date:
        """Return ``day`` or the next working day after it."""
        for _ in range(_LONG):
            if self.is_working(day):
                return day
            day += _DAY
        raise CaseError("rules.calendar_never_works")

    def add(self, day: date, count: int) -> date:
        """Return the working day that lies ``count`` working days after ``day``.

        The start day is excluded, as the rules count; 0 rolls forward.
        """
        day = self.roll(day) if count == 0 else day
        for _ in range(count):
            day = self.roll(day + _DAY)
        return day

    def between(self, first: date, last: date) -> tuple[date, ...]:
        """Return every working day from ``first`` to ``last``, both inclusive."""
        days = (last - first).days + 1
        every = (first + _DAY * n for n in range(max(days, 0)))
        return tuple(day for day in every if self.is_working(day))

    def index(self, days: tuple[date, ...], day: date) -> int:
        """Return where ``day`` or the next working day stands among ``days``."""
        return bisect_left(days, day)

    def with_changes(
        self, *, off: Iterable[date] = (), worked: Iterable[date] = ()
    ) -> Calendar:
        """Return a calendar with an office's own days off and days worked."""
        return replace(
            self, off=self.off | frozenset(off), worked=self.worked | frozenset(worked)
        )


def add_months(day: date, months: int) -> date:
    """Return the same day number ``months`` later, or that month's end."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + _DAY * (day.day - 1), following - _DAY)


@cache
def calendar(profile: str = "cn") -> Calendar:
    """Return the shipped calendar of a profile."""
    text = (
        files("workbench.rules").joinpath(profile, "calendar.yaml").read_text("utf-8")
    )
    return from_data(yaml.safe_load(text))


def extended(base: Calendar, years: Mapping[str, Any]) -> Calendar:
    """Return a calendar with further years, each as in ``calendar.yaml``.

    A year that the base has already is taken from the base: a notice is published once.

    Raises
    ------
    CaseError
        When a year cannot be read, or a range runs backwards or leaves its year.
    """
    try:
        new = {int(year): entry for year, entry in years.items()}
        new = {year: one for year, one in new.items() if year not in base.years}
        more = from_data({"weekend": base.weekend, "years": new})
    except (KeyError, TypeError, ValueError, AttributeError):
        expected = "[calendar.2027] days_off = [[2027-01-01, 2027-01-03]], worked = []"
        raise CaseError("case.wrong_kind", key="calendar", expected=expected) from None
    return Calendar(
        base.weekend,
        base.off | more.off,
        base.worked | more.worked,
        tuple(sorted({*base.years, *more.years})),
    )


def from_data(data: Mapping[str, Any]) -> Calendar:
    """Make a calendar of the data of ``calendar.yaml``.

    Raises
    ------
    CaseError
        When a range runs backwards or a day stands under another year.
    """
    years: Mapping[int, Any] = MappingProxyType(data.get("years") or {})
    off: set[date] = set()
    worked: set[date] = set()
    for year, entry in years.items():
        for first, last in entry["days_off"]:
            if last < first or first.year != year or last.year != year:
                raise CaseError("rules.calendar_bad_range", year=year)
            off |= {first + _DAY * n for n in range((last - first).days + 1)}
        worked |= set(entry["worked"])
    return Calendar(
        frozenset(data["weekend"]),
        frozenset(off),
        frozenset(worked),
        tuple(sorted(years)),
    )
