"""How long a record is kept: whether it is still there, and when it runs out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from workbench.leads.checks import Setting
    from workbench.rules.sources import RecordSource


def availability(
    source: RecordSource, event: tuple[date, date] | None, setting: Setting
) -> float:
    """Return how likely the record still exists, at the worse end of the event."""
    if all(rule.permanent for rule in source.keeps):
        return 1.0
    unknown = setting.profile.rubric.unknown_keeping
    if event is None or setting.as_of is None:
        return unknown
    return min(_kept(source, day, setting.as_of, setting) for day in event)


def _kept(source: RecordSource, day: date, as_of: date, setting: Setting) -> float:
    rules = setting.profile.rubric
    rule = next((rule for rule in source.keeps if rule.covers(day)), None)
    if rule is None or rule.unknown:
        return rules.unknown_keeping
    end = rule.ends(day)
    if end is None or as_of <= end:
        return 1.0
    return rules.after_keeping if rule.then is None else rule.then


def expiry(
    source: RecordSource, event: tuple[date, date] | None, setting: Setting
) -> date | None:
    """Return the first day on which a record of the event runs out."""
    if event is None or setting.as_of is None:
        return None
    ends = []
    for day in event:
        rule = next((rule for rule in source.keeps if rule.covers(day)), None)
        end = rule.ends(day) if rule else None
        if end and end >= setting.as_of:
            ends.append(end)
    return min(ends, default=None)
