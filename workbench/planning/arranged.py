"""What a method adds to a plan: order, fronts, choice, routes; and what all share."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from workbench.planning.said import say
from workbench.planning.step import Step, Waiver

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.planning.checks import Worked
    from workbench.planning.plan import (
        Excluded,
        Front,
        NotPursued,
        Route,
        Tag,
        Tilt,
    )
    from workbench.planning.said import Text
    from workbench.planning.setting import Setting


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranged:
    """The part of a plan that depends on the method; names as in ``Plan``."""

    steps: tuple[Step, ...]
    approach: tuple[Text, ...]
    fronts: tuple[Front, ...] = ()
    tilts: tuple[Tilt, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    not_pursued: tuple[NotPursued, ...] = ()
    routes: tuple[Route, ...] = ()
    tags: tuple[Tag, ...] = ()
    links: tuple[Text, ...] = ()
    method_cautions: tuple[Text, ...] = ()
    sensitivity: tuple[Text, ...] = ()
    breakthrough: str | None = None
    value: float | None = None


def key(step: Step, weights: Mapping[str, float]) -> tuple[object, ...]:
    """Rank a step: outside before inside, documents first, minor before principal.

    (ring, testimony, centrality of the fact, difficulty): a total preorder, so that an
    order made of it has no circle.
    """
    centrality = max((weights.get(e, 0.0) for e in step.elements), default=0.0)
    return (
        step.ring,
        step.kind == "testimony",
        centrality,
        step.cost + step.lead_days,
        step.id,
    )


def ranked(worked: Sequence[Worked]) -> tuple[Step, ...]:
    """Return all steps, each matter's in rank order."""
    return tuple(
        step
        for one in worked
        for step in sorted(one.steps, key=lambda s: key(s, one.matter.key_elements))
    )


def documents_first(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Let a talk wait for the documents on the same element (C5).

    A document in a deeper ring than the talk does not hold it back; the step says so.
    """
    done = []
    for step in steps:
        if step.kind != "testimony":
            done.append(step)
            continue
        same = [
            d
            for d in steps
            if d.kind == "document"
            and d.allegation == step.allegation
            and set(d.elements) & set(step.elements)
        ]
        wait = tuple(d.id for d in same if d.ring <= step.ring)
        deeper = tuple(d.what for d in same if d.ring > step.ring)
        waivers = step.waivers
        if deeper:
            why = say("the document lies deeper than the talk: {docs}", docs=deeper)
            waivers = (*waivers, Waiver("C5", why))
        after = tuple(dict.fromkeys((*step.after, *wait)))
        done.append(replace(step, after=after, waivers=waivers))
    return tuple(done)


def rescued(steps: Sequence[Step], setting: Setting) -> tuple[Step, ...]:
    """Mark what expires soon: it moves forward, with the reason (C8)."""
    soon = setting.first + timedelta(days=setting.rules.whole("rescue.days"))
    until = max(soon, setting.deadline)
    return tuple(
        replace(
            step,
            rescue=say("kept only until {day}: fetched first", day=step.expires),
        )
        if step.expires is not None and setting.first <= step.expires <= until
        else step
        for step in steps
    )


def hearings(
    worked: Sequence[Worked], steps: Sequence[Step], setting: Setting
) -> tuple[Step, ...]:
    """Return one hearing for each person named, after every other step (C4, X10)."""
    by_person: dict[str, list[Worked]] = {}
    for one in worked:
        if one.steps:
            for person in _to_hear(one) or ("",):
                by_person.setdefault(person, []).append(one)
    everything = tuple(step.id for step in steps)
    measure = setting.measures.get("talk")
    if measure is None or not measure.allowed(
        stage=setting.office.stage, on=setting.first
    ):
        return ()
    return tuple(
        _hearing(person, own, everything, setting) for person, own in by_person.items()
    )


def unnamed(one: Worked) -> tuple[str, ...]:
    """Return who of a matter is known by surname and post alone: nobody yet."""
    return tuple(dict.fromkeys(p.text for p in one.allegation.subjects if p.unresolved))


def _to_hear(one: Worked) -> tuple[str, ...]:
    """Return whom to hear: whoever is known by name, else all."""
    open_ = unnamed(one)
    return tuple(s for s in one.matter.subjects if s not in open_) or (
        one.matter.subjects
    )


def hearing_days(setting: Setting) -> float:
    """Return the person-days of hearing one person: of the catalogue, else two."""
    source = setting.profile.sources.get("SUBJ")
    return float(source.cost.value) if source and source.cost.value else 2.0


def _hearing(
    person: str, own: Sequence[Worked], after: tuple[str, ...], setting: Setting
) -> Step:
    first = own[0]
    weights = first.matter.key_elements
    elements = tuple(sorted(weights, key=lambda e: (-weights[e], e)))
    told = tuple(h.id for one in own for h in one.hypotheses if not h.innocent)
    name: Text = person or say("the person named")
    approver = setting.rules.approvers["A3"]
    from workbench.planning.labels import both  # noqa: PLC0415 - small

    return Step(
        id=f"{first.matter.id}/SUBJ/{person}",
        allegation=first.matter.id,
        also=tuple(one.matter.id for one in own[1:]),
        element=elements[0] if elements else "",
        elements=elements,
        source="SUBJ",
        measure="talk",
        authority="A3",
        approver=both(approver),
        holder=name,
        what=say("Hear {person} on every adverse point", person=name),
        diagnosticity={},
        kind="testimony",
        ring=4,
        alert=3,
        cost=hearing_days(setting),
        lead_days=1,
        refutes=told,
        proves=say("what {person} says for themselves, point by point", person=name),
        expected=say(
            "The reply is checked; what speaks for {person} is followed up.",
            person=name,
        ),
        fallback=say(
            "If {person} cannot come: in writing, or at their place.", person=name
        ),
        person=name,
        hearing=True,
        sensitive_why=say("no adverse finding without hearing the person named"),
        officers=setting.measures["talk"].officers,
        skills=_talkers(setting),
        recording=True,
        separate_approval=True,
        after=after,
    )


def _talkers(setting: Setting) -> tuple[str, ...]:
    declared = any(member.skills for member in setting.team)
    skill = setting.rules.skill_of.get("SUBJ")
    return (skill,) if skill and declared else ()
