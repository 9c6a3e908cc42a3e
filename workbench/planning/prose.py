"""The parts of a plan that are words: basis, questions, scope, cautions, safety."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.planning.plan import Method, Safety, SignOff
from workbench.planning.said import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.planning.checks import Worked
    from workbench.planning.said import Text
    from workbench.planning.setting import Setting
    from workbench.planning.step import Step

TITLES: dict[Method, Text] = {
    "multi_front": say("Verification plan: multi-front method"),
    "priority": say("Verification plan: priority-selection method"),
    "indirect": say("Verification plan: indirect method"),
}


NAMES: dict[Method, Text] = {
    "multi_front": say("multi-front method"),
    "priority": say("priority-selection method"),
    "indirect": say("indirect method"),
}


def basis(worked: Sequence[Worked], setting: Setting) -> tuple[Text, ...]:
    """Return the grounds on which the plan rests."""
    letters = tuple(sorted({w.matter.letter for w in worked}))
    grounds: list[Text] = []
    if setting.profile.name == "cn":
        grounds += [
            say("Rules on supervision and discipline enforcement (2019), Arts 32-35"),
            say("Supervision Law (2024 revision), Arts 43-45"),
            say("Implementing Regulations of the Supervision Law (2025), Arts 58-59"),
        ]
    else:
        grounds.append(say("The office's own procedure for preliminary verification"))
    grounds.append(say("Register numbers of the items: {letters}", letters=letters))
    return tuple(grounds)


def questions(worked: Sequence[Worked]) -> tuple[Text, ...]:
    """Return what has to be verified: each key element of each matter."""
    found: list[Text] = []
    for one in worked:
        weights = one.matter.key_elements
        heaviest = sorted(weights, key=lambda e: -weights[e])  # else as in the template
        labels = tuple(one.matter.labels[e] for e in heaviest)
        found.append(
            say(
                "{id} ({offence}): is each of these shown, or refuted: {elements}?",
                id=one.matter.id,
                offence=one.matter.offence_label,
                elements=labels,
            )
        )
        innocent = tuple(h.says for h in one.hypotheses if h.innocent)
        found.append(
            say(
                "{id}: or does an innocent account hold: {stories}?",
                id=one.matter.id,
                stories=innocent,
            )
        )
    return tuple(found)


def scope(worked: Sequence[Worked], setting: Setting) -> tuple[Text, ...]:
    """Return the bounds: matters, persons, period, measures."""
    people = tuple(sorted({s for w in worked for s in w.matter.subjects}))
    return (
        say("Only the matters {ids}.", ids=tuple(w.matter.id for w in worked)),
        say(
            "Only the persons named: {people}.", people=people or say("none named yet")
        ),
        say(
            "Measures before filing only; from {first} to {deadline}.",
            first=setting.first,
            deadline=setting.deadline,
        ),
        say("Any widening needs an amendment approved beforehand."),
    )


def cautions(setting: Setting) -> tuple[Text, ...]:
    """Return what everyone on the team keeps in mind."""
    found: list[Text] = [
        say("The matter is unverified; evidence for and against weighs the same."),
        say("Content of the lead is secret; handlers see the working text only."),
        say("Nothing is done that could show who reported; nobody asks who it was."),
        say("Every request, measure and look-round is approved first and recorded."),
        say("Two officers for every talk; no threats, inducements or deception."),
        say("Documents before talks; the person named is heard last and always."),
    ]
    if setting.provisional:
        found.append(
            say("The deadline lies beyond the published calendar and is provisional.")
        )
    if setting.office.heads_next_lower:
        found.append(
            say(
                "A head of a lower committee: the same-level committee's head approves."
            )
        )
    return tuple(found)


def stop_rule() -> tuple[Text, ...]:
    """Return when to stop, either way."""
    return (
        say("Stop a matter when two independent records show an innocent account."),
        say("Stop a matter when every step is exhausted and no key element is shown."),
        say("Stop and report when a matter turns out to need measures after filing."),
        say("Stop at once and report when a step would expose the reporter."),
    )


def emergency() -> tuple[Text, ...]:
    """Return the emergency plan for talks."""
    return (
        say("Before a talk: health asked about, room checked, second officer named."),
        say("Someone falls ill: stop, call medical help, inform the leader at once."),
        say("Someone wants to leave or refuses: note it, do not press, end the talk."),
        say(
            "Strong feelings: pause, offer rest and water, let a relative be informed."
        ),
        say("Word gets out: bring forward what can be lost, report the same day."),
    )


def safety(steps: Sequence[Step]) -> tuple[tuple[Step, ...], tuple[Safety, ...]]:
    """Give every person step a safety plan, one a person (G7)."""
    from dataclasses import replace  # noqa: PLC0415 - small

    people: dict[str, list[Step]] = {}
    for step in steps:
        if step.person is not None:
            people.setdefault(repr(step.person), []).append(step)
    plans, named = [], {}
    for number, key in enumerate(sorted(people), 1):
        own = people[key]
        name = f"P{number}"
        named.update(dict.fromkeys((s.id for s in own), name))
        says = _safety_words(any(s.hearing for s in own))
        plans.append(Safety(name, own[0].person or "", tuple(s.id for s in own), says))
    done = tuple(replace(s, safety=named[s.id]) if s.id in named else s for s in steps)
    return done, tuple(plans)


def _safety_words(hearing: bool) -> tuple[Text, ...]:
    words: list[Text] = [
        say("Health, family situation and strain are asked about before the talk."),
        say("Place on the ground floor, doors and windows checked; water and rest."),
        say("Two officers stay throughout; way there and back is seen to."),
    ]
    if hearing:
        words.append(
            say("Rights are explained first; the reply is heard out and checked.")
        )
    else:
        words.append(say("Nothing is said that shows what else is being looked at."))
    return tuple(words)


def sign_offs(setting: Setting) -> tuple[SignOff, ...]:
    """Return the signatures the plan needs, none given yet."""
    found = [
        SignOff("leader", say("Leader of the verification team"), setting.leader.name),
        SignOff("section", say("Head of the handling section")),
        SignOff("approver", say("Responsible leader")),
    ]
    if setting.office.heads_next_lower:
        found.append(SignOff("committee", say("Head of the same-level committee")))
    found += [
        SignOff("member", say("Member of the team"), m.name) for m in setting.team
    ]
    return tuple(found)
