"""Preparing a talk: purpose, order, open questions, what stays in the folder.

Preparation only (DOMAIN section 7): no tactics, no reading of faces, nothing that
presses, tempts or deceives. Questions are open and ask about the element, not about
guilt; documents come after the free account; what contradicts is put last, for reply.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.errors import PlanError
from workbench.planning.labels import both
from workbench.planning.said import say
from workbench.rules.plan_rules import plan_rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.planning.plan import Plan
    from workbench.planning.said import Text
    from workbench.planning.step import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """All that two officers settle before a talk begins.

    ``held_back`` are documents shown only after the free account, ``contradictions``
    the elements on which records disagree and which are put for reply.
    """

    step: str
    person: Text
    purpose: Text
    elements: tuple[Text, ...]
    order: tuple[Text, ...]
    questions: tuple[Text, ...]
    held_back: tuple[str, ...]
    contradictions: tuple[Text, ...]
    rights: tuple[Text, ...]
    officers: tuple[str, ...]
    recording: bool
    safety: str | None


def prepare(plan: Plan, step: str) -> Preparation:
    """Return the preparation of one talk.

    Raises
    ------
    PlanError
        When the step talks to nobody.
    UnknownName
        When the plan has no such step.
    """
    one = plan.step(step)
    if one.person is None:
        raise PlanError("planning.talks_to_nobody", step=step)
    elements = _elements(plan, one)
    return Preparation(
        step=one.id,
        person=one.person,
        purpose=_purpose(one),
        elements=tuple(label for _matter, _element, label in elements),
        order=_order(one),
        questions=_questions(one, _topics(plan, elements)),
        held_back=_documents(plan, one),
        contradictions=_contradictions(plan, elements),
        rights=_rights(one),
        officers=one.people,
        recording=one.recording,
        safety=one.safety,
    )


def preparations(plan: Plan) -> tuple[Preparation, ...]:
    """Return the preparation of every talk of a plan, in its order."""
    return tuple(prepare(plan, s.id) for s in plan.steps if s.person is not None)


def _purpose(step: Step) -> Text:
    if step.hearing:
        return say("to hear the reply on every adverse point, and check it")
    return say("to learn what this person saw, did or handled; nothing else")


def _elements(plan: Plan, step: Step) -> list[tuple[str, str, Text]]:
    matters = [m for m in plan.matters if m.id in step.serves]
    return [
        (m.id, e, m.labels.get(e, e))
        for m in matters
        for e in (step.elements if not step.hearing else sorted(m.key_elements))
        if e in m.key_elements
    ]


def _order(step: Step) -> tuple[Text, ...]:
    last = (
        say("Put what contradicts, one point at a time, and write the reply down.")
        if step.hearing
        else say("Ask who else and which papers could show the same.")
    )
    return (
        say("Say who you are, why, and which rights there are."),
        say("Let the person tell it freely, without interruption."),
        say("Ask open questions, element by element, the minor ones first."),
        say("Only then show documents, one by one."),
        last,
        say("Read the record back; the person corrects and signs each page."),
    )


def _topics(plan: Plan, elements: Sequence[tuple[str, str, Text]]) -> tuple[Text, ...]:
    """Return what is asked about: no finding in the question, each topic once."""
    asks = plan_rules(plan.profile).asks
    told = (both(asks[e]) if e in asks else label for _m, e, label in elements)
    return tuple(dict.fromkeys(told))


def _questions(step: Step, labels: Sequence[Text]) -> tuple[Text, ...]:
    asked = [
        say("{element}: what do you know of it, and how do you know?", element=label)
        for label in labels
    ]
    if step.hearing:
        asked.append(say("What speaks for you that we should look at?"))
        asked.append(say("Who or what could confirm it?"))
    else:
        asked.append(say("Is there anything that points the other way?"))
    return tuple(asked)


def _documents(plan: Plan, step: Step) -> tuple[str, ...]:
    """Documents on the same elements: in the folder until the free account is over."""
    matters = set(step.serves)
    return tuple(
        s.id
        for s in plan.steps
        if s.kind == "document"
        and matters & set(s.serves)
        and (step.hearing or set(s.elements) & set(step.elements))
    )


def _contradictions(
    plan: Plan, elements: Sequence[tuple[str, str, Text]]
) -> tuple[Text, ...]:
    found: list[Text] = []
    for matter, element, label in elements:
        told = [s for s in plan.steps if matter in s.serves and s.told(matter, element)]
        if {"shown", "refuted"} <= {s.told(matter, element) for s in told}:
            steps = tuple(s.id for s in told)
            found.append(say("{element}: {steps} disagree", element=label, steps=steps))
    return tuple(found)


def _rights(step: Step) -> tuple[Text, ...]:
    common = (
        say("What is said is written down truly; it may be corrected and added to."),
        say("Nobody may threaten, tempt, deceive or press; this may be complained of."),
    )
    if step.hearing:
        return (
            say("You may explain, object, and name evidence in your favour."),
            *common,
        )
    return (say("What you say about others is kept secret."), *common)
