"""The catalogue of record sources: what each holder needs, keeps and gives away."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from workbench.rules.reading import Number, labels, number, read

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """One keeping rule: which event dates it covers and how long it keeps them.

    Parameters
    ----------
    since, until
        Event dates the rule covers, both inclusive; ``None`` is open.
    years, months, days
        Length from the event; all 0 where ``permanent`` or ``unknown``.
    then
        Availability after the end, 0..1.
    """

    since: date | None
    until: date | None
    years: int
    months: int
    days: int
    permanent: bool
    unknown: bool
    then: float | None
    source: str
    why: str

    def covers(self, event: date) -> bool:
        """Say whether an event of that day falls under this rule."""
        after = self.since is None or event >= self.since
        return after and (self.until is None or event <= self.until)

    def ends(self, event: date) -> date | None:
        """Return the last day the record of an event is kept; ``None`` if never."""
        if self.permanent or self.unknown:
            return None
        months = event.year * 12 + event.month - 1 + self.years * 12 + self.months
        year, month = divmod(months, 12)
        last = monthrange(year, month + 1)[1]
        return date(year, month + 1, min(event.day, last)) + timedelta(days=self.days)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSource:
    """One kind of record that a holder keeps.

    ``needs`` are sets of elements, any one of which suffices to look the record up;
    testimony has none. ``in_kind`` caps d where cash or goods were given.
    """

    id: str
    labels: Mapping[str, str]
    holder: Mapping[str, str]
    kind: Literal["document", "testimony"]
    authority: str
    alert: Number
    lead: Number
    cost: Number
    ring: Number
    in_kind: Number | None
    tamper_prone: bool
    default_on: bool
    off_why: Mapping[str, str] | None
    keeps: tuple[Keeping, ...]
    needs: tuple[tuple[str, ...], ...]
    needs_why: tuple[str, ...]


def _keeping(entry: Mapping[str, Any]) -> Keeping:
    then = entry.get("then")
    return Keeping(
        since=entry.get("from"),
        until=entry.get("to"),
        years=int(entry.get("years", 0)),
        months=int(entry.get("months", 0)),
        days=int(entry.get("days", 0)),
        permanent=bool(entry.get("permanent", False)),
        unknown=bool(entry.get("unknown", False)),
        then=None if then is None else float(then),
        source=str(entry["source"]),
        why=str(entry["why"]),
    )


def _source(name: str, entry: Mapping[str, Any]) -> RecordSource:
    off = entry.get("off_why")
    testimony = entry.get("kind") == "testimony"
    return RecordSource(
        id=name,
        labels=labels(entry),
        holder=labels(entry["holder"]),
        kind="testimony" if testimony else "document",
        authority=str(entry["authority"]),
        alert=number(entry["alert"]),
        lead=number(entry["lead"]),
        cost=number(entry["cost"]),
        ring=number(entry["ring"]),
        in_kind=number(entry["in_kind"]) if "in_kind" in entry else None,
        tamper_prone=bool(entry.get("tamper_prone", False)),
        default_on=bool(entry.get("default_on", True)),
        off_why=labels(off) if off else None,
        keeps=tuple(_keeping(rule) for rule in entry["keeps"]),
        needs=tuple(tuple(need["elements"]) for need in entry["needs"]),
        needs_why=tuple(str(need["why"]) for need in entry["needs"]),
    )


@cache
def sources(profile: str = "cn") -> Mapping[str, RecordSource]:
    """Return every record source of a profile by its id, in table order."""
    data = read(profile, "sources")["sources"]
    return MappingProxyType(
        {name: _source(name, entry) for name, entry in data.items()}
    )
