"""What a plan is made of beside its steps: findings, triggers, fronts, routes, clocks.

Everything is frozen; sentences are :data:`~.said.Text`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

    from workbench.planning.said import Text

Method = Literal["multi_front", "priority", "indirect"]
Level = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What the lint found: the rule, how grave, why, and at which step."""

    rule: str
    level: Level
    why: Text
    step: str | None = None


@dataclass(frozen=True, slots=True)
class TriggerTest:
    """One test of a trigger with what was found and what is needed."""

    name: str
    holds: bool
    found: Text
    needed: Text
    why: Text


@dataclass(frozen=True, slots=True)
class Trigger:
    """Whether a method fits, and which of its tests failed."""

    method: Method
    holds: bool
    tests: tuple[TriggerTest, ...]
    why: Text = ""

    @property
    def failed(self) -> tuple[TriggerTest, ...]:
        """The tests that do not hold."""
        return tuple(test for test in self.tests if not test.holds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """One front: its entry allegation, its matters, holders and leader."""

    id: str
    entry: str
    matters: tuple[str, ...]
    holders: tuple[Text, ...]
    leader: str
    force: int
    p: float
    correlated_with: tuple[str, ...] = ()
    opens: date | None = None


@dataclass(frozen=True, slots=True)
class Tilt:
    """One of the four tilts: leadership, force, staffing, logistics."""

    id: Literal["leadership", "force", "staffing", "logistics"]
    filled: bool
    says: Text


@dataclass(frozen=True, slots=True)
class Excluded:
    """An allegation or check left out, why, and what would change that."""

    id: str
    label: Text
    why: Text
    would_enter: Text = ""


@dataclass(frozen=True, slots=True)
class Route:
    """A way in the link graph to a record that avoids those who might warn."""

    step: str
    to: str
    via: tuple[str, ...]
    exposure: float
    records: tuple[str, ...] = ()
    avoids: int = 0  # how many nodes were kept out
    blocked_by: tuple[str, ...] = ()  # cut nodes: no way around these


@dataclass(frozen=True, slots=True)
class SinglePoint:
    """An element that hangs on one source or one holder."""

    allegation: str
    element: str
    label: Text
    step: str | None
    why: Text


@dataclass(frozen=True, slots=True)
class Blocked:
    """A check that may not or cannot be made, with the reason."""

    allegation: str
    source: str
    label: Text
    why: Text


@dataclass(frozen=True, slots=True)
class NotPursued:
    """An allegation without steps, with the reason (G3)."""

    allegation: str
    why: Text


@dataclass(frozen=True, slots=True)
class Safety:
    """Safety plan for one person who is talked to."""

    id: str
    person: Text
    steps: tuple[str, ...]
    says: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class SignOff:
    """A signature the plan needs, or has."""

    role: str
    label: Text
    who: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the change log."""

    version: int
    what: Text
    why: Text
    who: str = ""
    approved_by: str = ""
    on: date | None = None
    widens: bool = False  # goes beyond the approved allegations, persons or measures


@dataclass(frozen=True, slots=True)
class Absence:
    """What slips if one member is absent."""

    member: str
    days: int | None  # working days later; None: cannot be done at all
    steps: tuple[str, ...]
    says: Text


@dataclass(frozen=True, slots=True)
class Tag:
    """One of the five priorities on a matter, with the place of its ground."""

    matter: str
    priority: str
    label: Text
    ground: Text
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """A running duty as another room computed it: a plain value for lint and pages."""

    id: str
    due: date
    label: Text = ""
    provisional: bool = False
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Recusal:
    """A member who may not touch some matters (empty: the whole case)."""

    member: str
    matters: tuple[str, ...] = ()
    why: Text = ""
    decided: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """What the schedule says of itself; days are working days."""

    first: date
    last: date
    deadline: date
    provisional: bool = False
    makespan: int = 0
    exposure: int = 0
    bound: int = 0
    proven: bool = False
    how: Literal["greedy", "solver"] = "greedy"
    person_days: float = 0.0
