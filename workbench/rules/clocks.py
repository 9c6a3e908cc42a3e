"""Duties with a time limit, as data (DOMAIN section 3)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, cast

from workbench.rules.reading import Number, labels, number, read

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

Unit = Literal["working_days", "days", "months", "month", "quarter"]


@dataclass(frozen=True, slots=True)
class Amount:
    """How long a clock runs; ``until`` is the last start day of this version."""

    unit: Unit
    number: Number
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty with a time limit.

    Parameters
    ----------
    id, labels
        ``T1`` ... and words for people.
    amounts
        Versions, oldest first; the last one holds now.
    starts, ends
        Events of an item that start and stop the clock.
    only, never
        Flags an item must have, or must not have.
    extends
        Event -> by how much it lengthens the period, in the unit of the duty.
    days, months
        For a duty of the calendar: days of the month, months (empty: every month).
    fixed
        Fixed by a rule; else the office's own parameter.
    """

    id: str
    labels: Mapping[str, str]
    amounts: tuple[Amount, ...]
    starts: str = ""
    ends: tuple[str, ...] = ()
    only: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    extends: tuple[tuple[str, Number], ...] = ()
    days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    fixed: bool = True

    @property
    def periodic(self) -> bool:
        """Whether the calendar starts it rather than an item."""
        return bool(self.days)

    def amount(self, start: date) -> Amount:
        """Return the version that holds for a clock that starts on ``start``."""
        for version in self.amounts:
            if version.until is None or start <= version.until:
                return version
        return self.amounts[-1]


@cache
def duties(profile: str = "cn") -> tuple[Duty, ...]:
    """Return every duty of a profile, in the order of the data."""
    return tuple(_duty(k, v) for k, v in read(profile, "clocks")["duties"].items())


@cache
def warn_working_days(profile: str = "cn") -> int:
    """Return how many working days before its end a clock counts as due."""
    return int(number(read(profile, "clocks")["counting"]["warn_working_days"]).value)


def _duty(name: str, entry: Mapping[str, Any]) -> Duty:
    newest = Amount(cast("Unit", entry["unit"]), number(entry["amount"]))
    older = tuple(
        Amount(cast("Unit", v["unit"]), number(v["amount"]), v["until"])
        for v in entry.get("versions", ())
    )
    period = entry.get("period", {})
    return Duty(
        id=name,
        labels=labels(entry),
        amounts=(*older, newest),
        starts=entry.get("starts", ""),
        ends=tuple(entry.get("ends", ())),
        only=frozenset(entry.get("only", ())),
        never=frozenset(entry.get("never", ())),
        extends=tuple((k, number(v)) for k, v in entry.get("extends", {}).items()),
        days=tuple(period.get("days", ())),
        months=tuple(period.get("months", ())),
        fixed=entry["cfg"] == "L",
    )
