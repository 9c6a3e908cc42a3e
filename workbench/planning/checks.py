"""Allegations become steps: which records to look at, and what each could refute.

Which checks enter stands in :mod:`.choosing`; here each becomes a step that names its
element, what it could refute, its measure, holder, approver and what to do if it fails.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from workbench.planning.arranged import rescued
from workbench.planning.choosing import (
    admissible,
    chosen_checks,
    preferred,
    sensitive,
    spare,
)
from workbench.planning.facts import claim
from workbench.planning.hypotheses import refuted, stories
from workbench.planning.labels import (
    both,
    element_labels,
    holder,
    neutral,
    offence_label,
    provision,
    source_label,
    subjects,
)
from workbench.planning.looks import looks
from workbench.planning.plan import (
    Blocked,
    Excluded,
    Matter,
    NotPursued,
    SinglePoint,
)
from workbench.planning.said import Said, say
from workbench.planning.step import Hypothesis, Step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.leads.values import Allegation, Check
    from workbench.planning.said import Text
    from workbench.planning.setting import Setting


POST = "JOB"
"""The source that tells who held which post on a day."""


@dataclass(frozen=True, slots=True)
class Worked:
    """One allegation as planning sees it, with its steps not yet in order."""

    matter: Matter
    allegation: Allegation
    hypotheses: tuple[Hypothesis, ...]
    steps: tuple[Step, ...]
    blocked: tuple[Blocked, ...]
    single: tuple[SinglePoint, ...]
    not_pursued: NotPursued | None = None
    spare: tuple[Excluded, ...] = ()  # admissible checks left out

    @property
    def cost(self) -> float:
        """Person-days of its steps."""
        return sum(step.cost for step in self.steps)


def work_out(allegation: Allegation, setting: Setting) -> Worked:
    """Return the matter, its hypotheses, its steps and what is blocked."""
    matter = matter_of(allegation, setting)
    told = stories(matter, setting)
    open_, shut = admissible(allegation, setting)
    chosen = chosen_checks(allegation, open_, setting)
    reason = _why_not(allegation, chosen, setting)
    if reason is not None:
        gone = NotPursued(matter.id, reason)
        return Worked(matter, allegation, told, (), shut, (), gone)
    work = _Work(matter, allegation, setting, told, chosen, open_)
    steps = rescued([_step(check, work) for check in chosen], setting)
    if in_doubt(allegation):
        steps = _post_first(steps)
    return Worked(
        matter,
        allegation,
        told,
        _exculpatory(steps, told),
        shut,
        _single(matter, steps),
        spare=spare(allegation, chosen, open_, setting),
    )


def matter_of(allegation: Allegation, setting: Setting) -> Matter:
    """Return an allegation as a plan may show it, without words of the letter."""
    labels = element_labels(allegation.offence, setting)
    people = {p.name or p.text for p in allegation.subjects}
    people |= {c.text for c in allegation.counterparties if hasattr(c, "name")}
    return Matter(
        id=allegation.id,
        letter=allegation.letter,
        summary=claim(allegation, setting),
        offence=allegation.offence,
        offence_label=offence_label(allegation.offence, setting),
        subjects=subjects(allegation),
        persons=len(people),
        specificity=allegation.specificity,
        verifiability=allegation.verifiability,
        specificity_band=allegation.specificity_band,
        verifiability_band=allegation.verifiability_band,
        gravity=allegation.gravity,
        key_elements=allegation.key_elements,
        labels=MappingProxyType(
            {name: labels.get(name, name) for name in allegation.key_elements}
        ),
        provision=provision(allegation.offence, setting),
    )


def _why_not(
    allegation: Allegation, chosen: Sequence[Check], setting: Setting
) -> Said | None:
    """Return why an allegation gets no steps, ``None`` where it does (G3)."""
    screens = {screen.rule for screen in allegation.screens}
    if "R10" in screens:
        return say("belongs to a superior office (R10)")
    if "R9" in screens or allegation.out_of_scope:
        return say("out of scope: transfer, explain, track (R9)")
    if unmanned(allegation, setting):
        return say("too few are left who need not stand aside; others must take it")
    if not chosen:
        return say("no admissible check could decide it; ask for the missing elements")
    return None


def in_doubt(allegation: Allegation) -> bool:
    """Say whether the person named may not have held the post on the day (R11)."""
    return any(screen.rule == "R11" for screen in allegation.screens)


def _post_first(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Let all wait for the appointment file, but what can be lost does not (R11)."""
    file = next((s.id for s in steps if s.source == POST), None)
    return tuple(
        s
        if file is None or s.id == file or s.rescue
        else replace(s, after=(file, *s.after))
        for s in steps
    )


def unmanned(allegation: Allegation, setting: Setting) -> bool:
    """Say whether fewer members than a team needs may touch an allegation."""
    gone = setting.barred([allegation.id])
    free = [m for m in setting.team if m.name not in gone]
    return len(free) < setting.rules.whole("team.min")


@dataclass(frozen=True, slots=True)
class _Work:
    """All that one step of an allegation is made from."""

    matter: Matter
    allegation: Allegation
    setting: Setting
    told: tuple[Hypothesis, ...]
    chosen: tuple[Check, ...]
    open_: tuple[Check, ...]


def _step(check: Check, work: _Work) -> Step:
    matter, allegation, setting = work.matter, work.allegation, work.setting
    told = work.told
    weights = matter.key_elements
    proves = sorted(
        (e for e, d in check.diagnosticity.items() if d and e in weights),
        key=lambda e: (-weights[e] * check.diagnosticity[e], e),
    ) or sorted(check.diagnosticity)
    element = proves[0]
    measure = setting.measures[setting.rules.measure(check.source)]
    labels = tuple(matter.labels.get(e, e) for e in proves)
    source = source_label(check.source, setting)
    other = _fallback(check, element, work.chosen, work.open_)
    person = _person(check, allegation, setting) if measure.person else None
    return Step(
        id=f"{allegation.id}/{check.source}",
        allegation=allegation.id,
        element=element,
        elements=tuple(proves),
        source=check.source,
        measure=measure.id,
        authority=check.authority,
        approver=_approver(check.authority, setting),
        holder=person or holder(check.source, allegation, setting),
        what=say("ask {person}: {elements}", person=person, elements=labels)
        if person
        else say("{source}: {elements}", source=source, elements=labels),
        looks=looks(check.source, (allegation,), setting),
        diagnosticity=MappingProxyType(dict(sorted(check.diagnosticity.items()))),
        kind=check.kind,
        ring=check.ring,
        alert=check.alert,
        cost=check.cost,
        lead_days=check.lead_days,
        availability=check.availability,
        # A memory fades and does not expire: a talk is never moved before documents.
        expires=check.expires if check.kind == "document" else None,
        tamper_prone=check.tamper_prone,
        refutes=refuted(check.diagnosticity, told, setting),
        proves=say("whether this is shown: {elements}", elements=labels),
        expected=_expected(check, source, labels, told),
        fallback=_fallback_words(other, setting),
        fallback_source=other.source if other else None,
        person=person,
        sensitive_why=_sensitive_why(check, proves, work),
        officers=measure.officers,
        skills=_skills(check.source, setting),
        recording=measure.recording,
        sample="",
    )


def _expected(
    check: Check, source: Text, labels: tuple[Text, ...], told: Sequence[Hypothesis]
) -> Said:
    """Say what each story lets one expect of this record."""
    contested = [
        h
        for h in told
        if h.innocent and any(check.diagnosticity.get(e, 0) for e in h.contests)
    ]
    if not contested:
        return say(
            "{source} shows {elements}, or rules the matter out; it tells no innocent account apart.",  # noqa: E501 - one sentence of the catalogue
            source=source,
            elements=labels,
        )
    return say(
        "If it holds, it shows {elements}; {innocent}.",
        elements=labels,
        innocent=tuple(
            say("if {story}: {seen}", story=h.says, seen=h.seen) for h in contested
        ),
    )


def _approver(authority: str, setting: Setting) -> Text:
    known = setting.rules.approvers
    return both(known.get(authority, known["A3"]))


def _skills(source: str, setting: Setting) -> tuple[str, ...]:
    """Return the skill a source asks for, if the team declared any skills at all."""
    declared = any(member.skills for member in setting.team)
    skill = setting.rules.skill_of.get(source)
    return (skill,) if skill and declared else ()


def _person(check: Check, allegation: Allegation, setting: Setting) -> Text:
    """Whom a person step talks to: a counterparty by name, else the kind of person."""
    named = [c.name for c in allegation.counterparties if hasattr(c, "name") and c.name]
    if check.source == "INSD" and named:
        return named[0]
    if check.source == "NEUT":
        return neutral(allegation.offence, setting)
    return source_label(check.source, setting)


def _sensitive_why(check: Check, proves: Sequence[str], work: _Work) -> Text:
    """Name an element that nothing gentler shows as well, if the check is sensitive."""
    if not sensitive(check):
        return ""
    gentle = [c for c in work.open_ if c is not check and not sensitive(c)]
    alone = [
        e
        for e in proves
        if not any(c.diagnosticity.get(e, 0) >= check.diagnosticity[e] for c in gentle)
    ]
    labels = work.matter.labels
    if alone:
        return say(
            "needed for the element {element}, which nothing gentler shows as well",
            element=labels.get(alone[0], alone[0]),
        )
    return say(
        "needed as a second, independent source for the element {element}",
        element=labels.get(proves[0], proves[0]),
    )


def _fallback(
    check: Check, element: str, chosen: Sequence[Check], open_: Sequence[Check]
) -> Check | None:
    """Return the next source of the same element, another holder's first."""
    others = [
        c
        for c in (*chosen, *open_)
        if c.source != check.source and c.diagnosticity.get(element, 0)
    ]
    return min(
        others,
        key=lambda c: (c.holder == check.holder, *preferred(c, element)),
        default=None,
    )


def _fallback_words(other: Check | None, setting: Setting) -> Said:
    if other is None:
        return say("No other source is known: regroup, and go on with other elements.")
    return say(
        "If it stalls or shows nothing: {source}.",
        source=source_label(other.source, setting),
    )


def _exculpatory(
    steps: tuple[Step, ...], told: Sequence[Hypothesis]
) -> tuple[Step, ...]:
    """Mark the quiet step that could best clear the person named (G10)."""
    contested = {e for h in told if h.innocent for e in h.contests}

    def telling(step: Step) -> tuple[object, ...]:
        against = (d for e, d in step.diagnosticity.items() if e in contested)
        strength = max(against, default=0) * step.availability
        return (step.kind == "testimony", -strength, step.alert, step.ring, step.source)

    best = min(steps, key=telling)
    return tuple(replace(s, exculpatory=True) if s is best else s for s in steps)


def sure(step: Step) -> bool:
    """Say whether a record stays put: an own or public file that warns nobody."""
    return step.ring == 0 and step.alert == 0


def _single(matter: Matter, steps: Sequence[Step]) -> tuple[SinglePoint, ...]:
    """Name elements that nothing shows, or that hang on one holder (C9)."""
    found = []
    for element in sorted(matter.key_elements):
        proving = [s for s in steps if s.diagnosticity.get(element, 0)]
        label = matter.labels.get(element, element)
        if not proving:
            why = say("no admissible source shows it")
            found.append(SinglePoint(matter.id, element, label, None, why))
        elif len({str(s.holder) for s in proving}) == 1 and not sure(proving[0]):
            why = say("hangs on one holder: {holder}", holder=proving[0].holder)
            found.append(SinglePoint(matter.id, element, label, proving[0].id, why))
    return tuple(found)
