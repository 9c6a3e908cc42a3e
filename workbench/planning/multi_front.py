"""The multi-front method 多面初查: several clues at once, all opened in one window.

Fronts are a partition of the matters (:mod:`.fronts`). Covert steps of every front come
first; then the first overt step of all fronts starts in the same slot, so that nobody
warned by one front can warn another. Four tilts say what the plan needs; the value
counts fronts that share a holder once (DOMAIN sections 7, 10).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.planning.arranged import Arranged, documents_first, key, ranked
from workbench.planning.fronts import (
    Groups,
    clusters,
    coupling,
    loud_holders,
    partition,
    value,
)
from workbench.planning.labels import skill_label
from workbench.planning.plan import Front, Tilt
from workbench.planning.said import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from workbench.planning.checks import Worked
    from workbench.planning.plan import Plan
    from workbench.planning.setting import Setting
    from workbench.planning.step import Step
    from workbench.rules.calendar import Calendar

WINDOW = "opening"
"""The window in which all fronts make their first overt step."""


def arrange(worked: Sequence[Worked], setting: Setting) -> Arranged:
    """Return fronts, their steps in order, the four tilts and the value."""
    active = [one for one in worked if one.steps]
    coupled = coupling(active, setting)
    force = setting.rules.whole("m1.force_per_front")
    least = setting.rules.whole("m1.fronts_min")
    most = min(setting.rules.whole("m1.fronts_max"), len(setting.team) // force)
    groups = partition(coupled, least=least, most=max(most, least))
    names = {i: f"F{g}" for g, group in enumerate(groups, 1) for i in group}
    where = {one.matter.id: names[i] for i, one in enumerate(active)}
    steps = tuple(replace(s, front=where[s.allegation]) for s in ranked(active))
    weights = {one.matter.id: one.matter.key_elements for one in active}
    steps = opened(documents_first(steps), weights, setting)
    fronts = _fronts(groups, active, setting)
    return Arranged(
        steps=steps,
        approach=(
            say("Several fronts at once: if one stalls, another gives."),
            say(
                "Covert steps first; then all fronts open within {n} hours.",
                n=setting.rules.whole("m1.window_hours"),
            ),
            say("Force is concentrated and starts together; the lead meeting decides."),
        ),
        fronts=fronts,
        tilts=tilts(fronts, setting, active),
        value=round(value(groups, coupled), 3),
    )


def opened(
    steps: Sequence[Step],
    weights: Mapping[str, Mapping[str, float]],
    setting: Setting,
) -> tuple[Step, ...]:
    """Put covert steps first, then the first overt step of all fronts together."""
    quiet = setting.rules.whole("m1.covert_alert")
    covert = tuple(s.id for s in steps if s.alert <= quiet)
    openers: dict[str, str] = {}
    for front in sorted({s.front or "" for s in steps}):
        felt = [s for s in steps if s.front == front and s.alert > quiet]
        loud = [s for s in felt if not s.rescue]
        if loud:
            best = min(loud, key=lambda s: key(s, weights[s.allegation]))
            openers[front] = best.id
    return tuple(_opened(step, covert, openers, quiet) for step in steps)


def _opened(
    step: Step, covert: tuple[str, ...], openers: Mapping[str, str], quiet: int
) -> Step:
    if step.alert <= quiet or step.rescue:
        return step
    first = openers[step.front or ""]
    if step.id != first:
        return replace(step, not_before=tuple(dict.fromkeys((*step.not_before, first))))
    waiting = dict.fromkeys((*step.after, *covert))
    window = WINDOW if len(openers) > 1 else None
    return replace(step, after=tuple(waiting), window=window)


def _fronts(
    groups: Groups, active: Sequence[Worked], setting: Setting
) -> tuple[Front, ...]:
    coupled = coupling(active, setting)
    tied = clusters(groups, coupled)
    shared_alert = setting.rules.whole("m1.shared_alert")
    leaders = _leaders(groups, active, setting)
    force = len(setting.team) // len(groups)
    found = []
    for g, group in enumerate(groups):
        own = [active[i] for i in group]
        entry = max(
            own,
            key=lambda w: (w.matter.verifiability, w.matter.specificity, w.matter.id),
        )
        together = next(cluster for cluster in tied if g in cluster)
        holders = dict.fromkeys(
            s.holder for w in own for s in w.steps if s.alert >= shared_alert
        ) or dict.fromkeys(s.holder for w in own for s in w.steps)
        found.append(
            Front(
                id=f"F{g + 1}",
                entry=entry.matter.id,
                matters=tuple(w.matter.id for w in own),
                holders=tuple(sorted(holders, key=repr)),
                leader=leaders[g],
                force=force,
                p=max(coupled.p[i] for i in group),
                correlated_with=tuple(f"F{t + 1}" for t in together if t != g),
            )
        )
    return tuple(found)


def _leaders(
    groups: Groups, active: Sequence[Worked], setting: Setting
) -> tuple[str, ...]:
    """Name a leader for each front: own staff first, nobody twice while it lasts."""
    ordered = sorted(
        setting.team,
        key=lambda m: (m.name != setting.leader.name, not m.own_staff, m.name),
    )
    used: list[str] = []
    for group in groups:
        barred = setting.barred([active[i].matter.id for i in group])
        able = [m.name for m in ordered if m.name not in barred]
        fresh = [name for name in able if name not in used] or able
        used.append(fresh[0] if fresh else "")
    return tuple(used)


def tilts(
    fronts: Sequence[Front], setting: Setting, active: Sequence[Worked]
) -> tuple[Tilt, ...]:
    """Fill the four tilts: leadership, force, staffing, logistics."""
    needed = setting.rules.whole("m1.force_per_front") * len(fronts)
    have = len(setting.team)
    asked = {skill for one in active for s in one.steps for skill in s.skills}
    held = {setting.rules.skill(s) for m in setting.team for s in m.skills}
    missing = tuple(skill_label(name, setting) for name in sorted(asked - held))
    named_skills = tuple(skill_label(name, setting) for name in sorted(asked))
    named = all(front.leader for front in fronts)
    leaders = tuple(f"{front.id} {front.leader}" for front in fronts)
    travel = sum(s.cost for one in active for s in one.steps if s.ring)
    return (
        Tilt(
            "leadership",
            named,
            say(
                "Led by {leader}; fronts: {leaders}.",
                leader=setting.leader.name,
                leaders=leaders,
            ),
        ),
        Tilt(
            "force",
            have >= needed,
            say(
                "{have} officers for {n} fronts; {needed} are the least.",
                have=have,
                n=len(fronts),
                needed=needed,
            ),
        ),
        Tilt(
            "staffing",
            not missing,
            say(
                "Skills asked for: {skills}; all present.",
                skills=named_skills or say("none in particular"),
            )
            if not missing
            else say("Nobody on the team has: {skills}.", skills=missing),
        ),
        Tilt(
            "logistics",
            True,
            say(
                "Transport, communications, funds: {days} days outside, {n} vehicles.",
                days=travel,
                n=len(fronts),
            ),
        ),
    )


def regrouped(draft: Plan, steps: Sequence[Step], days: Calendar) -> Plan:
    """Set the regroup point behind the opening, and each front's first day."""
    opening = [s for s in steps if s.window == WINDOW]
    ends = [s.end for s in opening or steps if s.end and not s.hearing]
    if not ends:
        return draft
    on = days.add(max(ends), 1)
    words = say(
        "Regroup on {day}: what each front gave, what to carry on, what to stop.",
        day=on,
    )
    first: dict[str | None, date] = {}
    for step in steps:
        if step.start:
            first[step.front] = min(step.start, first.get(step.front, step.start))
    fronts = tuple(replace(f, opens=first.get(f.id)) for f in draft.fronts)
    return replace(draft, regroup=words, regroup_on=on, fronts=fronts)


__all__ = ["WINDOW", "arrange", "loud_holders", "opened", "regrouped", "tilts"]
