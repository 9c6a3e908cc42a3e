"""Which checks enter a plan: what may be used, the best set, alternatives, the rest.

The best set of the rubric seeds a plan. Each key element then gets an alternative from
another holder where one exists (C9); sensitive sources enter only where an element has
no other (G9). What may not be used, or is not needed, is listed with its reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.planning.labels import source_label
from workbench.planning.noted import concerning, sources
from workbench.planning.plan import Blocked, Excluded
from workbench.planning.said import Said, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbench.leads.values import Allegation, Check
    from workbench.planning.setting import Setting

SENSITIVE = ("A3", "A3-4", "A4")
"""Authorities whose use needs an element that nothing gentler can show (G9)."""


def admissible(
    allegation: Allegation, setting: Setting
) -> tuple[tuple[Check, ...], tuple[Blocked, ...]]:
    """Return the checks that may be used, and the others with their reason."""
    open_: list[Check] = []
    shut: list[Blocked] = []
    for check in sorted(allegation.checks, key=lambda c: c.source):
        why = _barred(check, setting)
        if why is None:
            open_.append(check)
        else:
            label = source_label(check.source, setting)
            shut.append(Blocked(allegation.id, check.source, label, why))
    return tuple(open_), tuple(shut)


REASONS: dict[str, Said] = {
    "off_by_default": say("off until a person switches it on with a reason"),
    "authority": say("needs an authority that no plan can give"),
    "stage": say("not at this stage"),
    "level": say("not at the level of this office"),
    "needs": say("the holder cannot find the record from what is known"),
    "exhausted": say("looked through already, without result"),
    "blocked": say("tried already, the way was blocked"),
}


def _barred(check: Check, setting: Setting) -> Said | None:
    """Return why a check may not stand in a plan, ``None`` where it may."""
    if check.blocked is not None:
        return REASONS.get(check.blocked, say("blocked: {code}", code=check.blocked))
    if check.authority == "A4":
        return REASONS["authority"]
    measure = setting.measures.get(setting.rules.measure(check.source))
    if measure is None or not measure.before_filing:
        return REASONS["authority"]
    if not measure.allowed(stage=setting.office.stage, on=setting.first):
        return REASONS["stage"]
    if not any(check.diagnosticity.values()) or check.availability <= 0:
        return say("could decide nothing here")
    return None


def sensitive(check: Check) -> bool:
    """Say whether a check needs an element that nothing gentler shows (G9)."""
    return check.authority in SENSITIVE or check.ring >= 3  # noqa: PLR2004 - ring 3: kin


def chosen_checks(
    allegation: Allegation, open_: Sequence[Check], setting: Setting
) -> tuple[Check, ...]:
    """Take the best set, alternatives to a single holder, and what a person noted."""
    by_source = {check.source: check for check in open_}
    chosen = {name: by_source[name] for name in allegation.best if name in by_source}
    least = setting.rules.whole("plan.alternatives_min")
    weights = allegation.key_elements
    for element in sorted(weights, key=lambda e: (-weights[e], e)):
        while _held(chosen.values(), element) < least:
            more = [
                c
                for c in open_
                if c.source not in chosen
                and c.diagnosticity.get(element, 0)
                and c.holder
                not in {o.holder for o in _proving(chosen.values(), element)}
                and not (sensitive(c) and _gentle(chosen.values(), element))
                and (not _proving(chosen.values(), element) or _as_good(c, element))
            ]
            if not more:
                break
            best = min(more, key=lambda c: preferred(c, element))
            chosen[best.source] = best
    for one in concerning(allegation, setting):
        wanted = [name for name in sources(one, setting) if name in by_source]
        if wanted and not any(name in chosen for name in wanted):
            chosen[wanted[0]] = by_source[wanted[0]]
    return tuple(chosen[name] for name in sorted(chosen))


def spare(
    allegation: Allegation,
    chosen: Sequence[Check],
    open_: Sequence[Check],
    setting: Setting,
) -> tuple[Excluded, ...]:
    """List the checks that were left out, and what would bring them in."""
    taken = {check.source for check in chosen}
    past = setting.profile.rubric.after_keeping
    return tuple(
        Excluded(
            f"{allegation.id}/{check.source}",
            source_label(check.source, setting),
            say("past its keeping period: kept by chance at most")
            if check.availability <= past
            else say("its elements have other sources already"),
            say("enters where another source of the same element stalls"),
        )
        for check in open_
        if check.source not in taken
    )


def preferred(check: Check, element: str) -> tuple[object, ...]:
    """Rank a check for an element: gentle, strong, quiet, cheap, then by name."""
    strength = check.diagnosticity[element] * check.availability
    return (sensitive(check), -strength, check.alert, check.cost, check.source)


def _proving(checks: Iterable[Check], element: str) -> list[Check]:
    return [c for c in checks if c.diagnosticity.get(element, 0)]


def _gentle(checks: Iterable[Check], element: str) -> bool:
    """Say whether something gentle shows an element already."""
    return any(not sensitive(c) for c in _proving(checks, element))


def _as_good(check: Check, element: str) -> bool:
    """Say whether a check may stand beside one that shows the element already.

    A gentle one always; a sensitive one where it tells apart and is kept by rule.
    """
    strong = check.diagnosticity[element] > 1 and check.availability >= 1
    return not sensitive(check) or strong


def _held(checks: Iterable[Check], element: str) -> int:
    return len({c.holder for c in _proving(checks, element)})
