"""Which records could settle an allegation, given what the letter lets one look up.

A template says what a source can decide at best; what it decides *here* is capped by
the elements its holder needs to find the record (effective diagnosticity, DOMAIN
section 8), and weakened where the keeping period is over or unknown.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from workbench.leads.circumstances import (
    ELSEWHERE,
    HEARD,
    IN_KIND,
    NO_PAPER,
    RECORDS_GONE,
    WITNESS_GONE,
)
from workbench.leads.keeping import availability, expiry
from workbench.leads.values import Check
from workbench.rules import profile as rules_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from workbench.rules import Profile
    from workbench.rules.offences import CheckRow, KeyElement
    from workbench.rules.sources import RecordSource

LEVELS = ("township", "county", "prefecture", "province", "centre")
_OWN_FILES = ("A0", "A1")
_TOP = 3
_ASIDE = 1  # what a pointer to one record is worth for finding another
_BEFORE_PLAN = ("assessment", "talk_letter", "intake")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Under what conditions checks are weighed.

    Parameters
    ----------
    profile
        The rules in force.
    as_of
        Day from which keeping periods are judged; ``None``: unknown.
    stage, office_level
        Stage and level of the office, DOMAIN section 5.
    switched_on
        Sources off by default that a person has switched on for this allegation.
    """

    profile: Profile
    as_of: date | None = None
    stage: str = "prelim"
    office_level: str = "county"
    switched_on: frozenset[str] = field(default=frozenset())


def key_weights(offence: str | None, setting: Setting) -> dict[str, float]:
    """Return key element -> weight."""
    return {e.id: e.weight.value for e in key_elements(offence, setting)}


def key_elements(offence: str | None, setting: Setting) -> tuple[KeyElement, ...]:
    """Return what has to be shown: the offence's template, or the generic one."""
    if offence is None:
        return setting.profile.generic
    return setting.profile.offences[offence].elements


def checks_for(
    offence: str | None,
    levels: Mapping[str, int],
    setting: Setting,
    *,
    event: tuple[date, date] | None = None,
    pointed: Collection[str] = (),
    circumstances: Collection[str] = (),
) -> tuple[Check, ...]:
    """Return every check that the template knows, blocked ones with their reason.

    Parameters
    ----------
    offence
        Template id, or ``None`` for the generic one.
    levels
        Element -> level 0..3 of this allegation.
    event
        First and last day of the event, inclusive; ``None`` where unknown.
    pointed
        Sources to which the letter's words point.
    circumstances
        What the letter says of the proof itself,
        :mod:`workbench.leads.circumstances`.

    Returns
    -------
    tuple of Check
        In table order of the catalogue, one a source.
    """
    found = prospect(
        offence, setting, event=event, pointed=pointed, circumstances=circumstances
    )
    return found.checks(levels)


@dataclass(frozen=True, slots=True)
class _Row:
    """What one source can decide, before anything is said of the levels."""

    source: RecordSource
    rows: Mapping[str, CheckRow]
    pointed: bool
    cap: int
    left: float
    left_shown: float
    blocked: str | None
    needed: tuple[str, ...]  # elements on whose levels it hangs
    known: dict[tuple[int, ...], tuple[float, ...]]  # gains by their levels


@dataclass(frozen=True, slots=True)
class Prospect:
    """What the sources of a template can decide, whatever the levels turn out to be.

    Made once by :func:`prospect` and asked for many sets of levels.
    """

    rows: tuple[_Row, ...]
    setting: Setting
    event: tuple[date, date] | None
    heard: bool
    needed: tuple[str, ...]  # elements on whose levels anything hangs

    def checks(self, levels: Mapping[str, int]) -> tuple[Check, ...]:
        """Return the checks that these levels allow, in table order."""
        told = _as_firm(levels, heard=self.heard)
        aside = _aside(told)
        return tuple(
            _check(row, told if row.pointed else aside, self.setting, self.event)
            for row in self.rows
        )

    def gains(
        self, levels: Mapping[str, int], key: Mapping[str, float]
    ) -> tuple[tuple[RecordSource, tuple[float, ...]], ...]:
        """Return the admissible sources and what each adds to every key element.

        Shares of the whole, ``k d/3 a / sum k`` (DOMAIN section 8), of the sources that
        add anything under these levels. ``key`` are the template's own weights.
        """
        told = _as_firm(levels, heard=self.heard)
        aside = _aside(told)
        found = []
        for row in self.rows:
            if row.blocked is None:
                here = told if row.pointed else aside
                drawn = tuple(map(here.__getitem__, row.needed))
                if drawn not in row.known:
                    row.known[drawn] = _gains(row, here, key)
                gains = row.known[drawn]
                if gains:
                    found.append((row.source, gains))
        return tuple(found)


def _gains(
    row: _Row, levels: Mapping[str, int], key: Mapping[str, float]
) -> tuple[float, ...]:
    """Return what one source adds to every key element; empty where nothing."""
    decided, _ = _decided(row, levels)
    left = row.left_shown if _shown(row.source, levels) else row.left
    whole = _TOP * sum(key.values())
    gains = tuple(k * decided.get(e, 0) * left / whole for e, k in key.items())
    return gains if any(gains) else ()


def prospect(
    offence: str | None,
    setting: Setting,
    *,
    event: tuple[date, date] | None = None,
    pointed: Collection[str] = (),
    circumstances: Collection[str] = (),
) -> Prospect:
    """Return what the sources of a template can decide; see :func:`checks_for`."""
    rows = _rows(offence, setting.profile.name, frozenset(pointed))
    table, held = setting.profile.sources, frozenset(circumstances)
    found = tuple(
        _row(offence, table[name], rows[name], name in pointed, setting, left, held)
        for name in table
        if name in rows
        for left in (availability(table[name], event, setting),)
    )
    needed = {name for row in found if row.blocked is None for name in row.needed}
    return Prospect(found, setting, event, HEARD in held, tuple(sorted(needed)))


def _row(
    offence: str | None,
    source: RecordSource,
    rows: Mapping[str, CheckRow],
    pointed: bool,
    setting: Setting,
    plain: float,
    circumstances: frozenset[str],
) -> _Row:
    cap = _cap(source, circumstances)
    left = _left(source, plain, setting, circumstances, shown=False)
    shown = _left(source, plain, setting, circumstances, shown=True)
    name = setting.profile.name
    return _Row(
        source=source,
        rows=rows,
        pointed=pointed,
        cap=cap,
        left=left,
        left_shown=shown,
        blocked=_blocked(source, setting),
        needed=_needed(source, tuple(rows.values())),
        known=_known(offence, name, source.id, pointed, cap, left, shown),
    )


@lru_cache(maxsize=20_000)
def _known(*_of: object) -> dict[tuple[int, ...], tuple[float, ...]]:
    """Return the gains known so far of one source under the same conditions.

    The same few return over many letters: template, profile, source, whether it is
    pointed to, cap, and what is left of it.
    """
    return {}


def _needed(source: RecordSource, rows: Iterable[CheckRow]) -> tuple[str, ...]:
    sets = _sets(source, [way for row in rows for way in row.needs or source.needs])
    return tuple(sorted({"pointer", *(name for way in sets for name in way)}))


def _sets(
    source: RecordSource, needs: Sequence[Sequence[str]]
) -> Sequence[Sequence[str]]:
    """Return the sets of elements by any of which a holder finds the record."""
    return _KNOWERS if source.kind == "testimony" else needs


_KNOWERS: Sequence[Sequence[str]] = (("basis",), ("counterparty",))
"""Elements that lead to somebody who knows."""


def _aside(levels: Mapping[str, int]) -> Mapping[str, int]:
    """Return the levels for a source to which the letter does not point."""
    return {**levels, "pointer": min(levels.get("pointer", 0), _ASIDE)}


def _shown(source: RecordSource, levels: Mapping[str, int]) -> int:
    """Return how well the letter itself shows where a record is; 0 where vaguely.

    A record that is named with its place or number is found by that alone, whatever
    else the letter leaves open.
    """
    pointer = levels.get("pointer", 0)
    return pointer if pointer > _ASIDE and source.kind == "document" else 0


def _as_firm(levels: Mapping[str, int], *, heard: bool) -> Mapping[str, int]:
    """Return the levels as far as a record can be held against them.

    What is only heard of or inferred leads a holder nowhere, unless the letter names
    the record in which it would stand (DOMAIN R2, R3).
    """
    if not heard:
        return levels
    most = 2 if levels.get("pointer", 0) > 1 else 1
    return {**levels, "act": min(levels.get("act", 0), most)}


@lru_cache(maxsize=4_000)
def _rows(
    offence: str | None, profile: str, pointed: frozenset[str]
) -> Mapping[str, Mapping[str, CheckRow]]:
    """Return source -> key element -> row of a template."""
    found: dict[str, dict[str, CheckRow]] = {}
    for element in key_elements(offence, Setting(profile=rules_of(profile))):
        for row in element.checks:
            if not row.if_pointed or row.source in pointed:
                found.setdefault(row.source, {})[element.id] = row
    return found


def _cap(source: RecordSource, circumstances: Collection[str]) -> int:
    """Return the most that a source can decide here, whatever its template says."""
    if ELSEWHERE in circumstances:
        return _TOP  # that the records lie elsewhere, their availability says
    cash = IN_KIND in circumstances or NO_PAPER in circumstances
    return int(source.in_kind.value) if cash and source.in_kind else _TOP


def _left(
    source: RecordSource,
    found: float,
    setting: Setting,
    circumstances: Collection[str],
    *,
    shown: bool,
) -> float:
    """Return the availability, with what the letter says of the record's own fate.

    Where no rule tells how long a record is kept, a letter that shows where it lies
    does.
    Records of the unit that are said to be gone are (0); of a witness said to be dead
    or silent another may be left (as after the keeping period).
    """
    unknown = setting.profile.rubric.unknown_keeping
    if shown and found == unknown:
        found = 1.0
    if ELSEWHERE in circumstances:  # whether that body would hand it over is open
        return min(found, unknown)
    if RECORDS_GONE in circumstances and source.tamper_prone:
        return 0.0
    if WITNESS_GONE in circumstances and source.kind == "testimony":
        return min(found, setting.profile.rubric.after_keeping)
    return found


def _decided(row: _Row, levels: Mapping[str, int]) -> tuple[dict[str, int], set[str]]:
    """Return what a source decides under some levels, and what would raise it."""
    source, shown = row.source, _shown(row.source, levels)
    found, missing = {}, set[str]()
    for element, of in row.rows.items():
        level, lacking = reach(source, levels, of.needs or source.needs)
        missing.update(lacking if shown < _TOP else ())
        level = max(level, shown)
        if level:
            found[element] = min(int(of.d.value), level, row.cap)
    return found, missing


def _check(
    row: _Row,
    levels: Mapping[str, int],
    setting: Setting,
    event: tuple[date, date] | None,
) -> Check:
    source = row.source
    found, missing = _decided(row, levels)
    return Check(
        source=source.id,
        diagnosticity=MappingProxyType(found),
        availability=row.left_shown if _shown(source, levels) else row.left,
        cost=source.cost.value,
        lead_days=int(source.lead.value),
        alert=int(source.alert.value),
        ring=int(source.ring.value),
        kind=source.kind,
        authority=source.authority,
        holder=source.holder["zh" if setting.profile.name == "cn" else "en"],
        expires=expiry(source, event, setting),
        tamper_prone=source.tamper_prone,
        blocked=row.blocked or (None if found else "needs"),
        needs=tuple(name for name in levels if name in missing),
    )


def reach(
    source: RecordSource,
    levels: Mapping[str, int],
    needs: Sequence[Sequence[str]],
) -> tuple[int, tuple[str, ...]]:
    """Return how well a holder can find the record, 0..3, and what would raise it.

    Testimony is found through who knows: the basis of knowledge or the counterparty,
    whichever is told better. Any other source: the best of its sets of needs, each as
    good as its lowest element.
    """
    sets = _sets(source, needs)
    best, lacking = 0, tuple[str, ...]()
    for number, wanted in enumerate(sets):
        level = min((levels.get(name, 0) for name in wanted), default=0)
        if level > best or number == 0:
            best = level
            lacking = tuple(n for n in wanted if levels.get(n, 0) <= level < _TOP)
    return best, lacking


def _blocked(source: RecordSource, setting: Setting) -> str | None:
    if not source.default_on and source.id not in setting.switched_on:
        return "off_by_default"
    if source.authority == "A4":
        return "authority"
    if setting.stage in _BEFORE_PLAN and source.authority not in _OWN_FILES:
        return "stage"
    if source.authority == "A3" and setting.office_level == LEVELS[0]:
        return "level"
    return None
