"""The priority-selection method 重点（选项）初查: few person-days, the worthiest first.

Weak kinds are set aside first (R1-R6). What remains has a value from its bands and the
five priorities (numbers and their reasons stand in ``plan_rules.yaml``); an exact
knapsack over person-days chooses, and says what was best left out and what would change
the choice (DOMAIN sections 7, 10).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.planning.arranged import (
    Arranged,
    documents_first,
    hearing_days,
    ranked,
)
from workbench.planning.knapsack import Choice, Item, choose, rise
from workbench.planning.plan import Excluded, NotPursued, Tag
from workbench.planning.said import say
from workbench.planning.triggers import WEAK, weak

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.leads.values import Allegation
    from workbench.planning.checks import Worked
    from workbench.planning.said import Text
    from workbench.planning.setting import Setting
    from workbench.planning.step import Step

PRIORITIES: dict[str, Text] = {
    "P1": say("specific content, single issue"),
    "P2": say("what the present phase stresses"),
    "P3": say("strong public concern"),
    "P4": say("key department or leading post"),
    "P5": say("explicit ban, still done"),
}


def arrange(worked: Sequence[Worked], setting: Setting) -> Arranged:
    """Return the chosen matters' steps, tags, links, cautions and sensitivity."""
    active = [one for one in worked if one.steps and not weak(one.allegation)]
    aside = tuple(_aside(one) for one in worked if one.steps and weak(one.allegation))
    items = [
        Item(
            one.matter.id,
            worth(one.allegation, setting),
            one.cost + _talk(one, setting),
        )
        for one in active
    ]
    room = capacity(setting)
    most = setting.rules.whole("m2.matters_most")
    found = choose(items, room, most=most)
    chosen = [one for one in active if one.matter.id in found.chosen]
    steps = documents_first(ranked(chosen))
    first = min(chosen, key=lambda w: rank(w.allegation, setting), default=None)
    if first is not None:
        steps = quiet_first(_led(steps, first.matter.id), setting)
    return Arranged(
        steps=steps,
        approach=(
            say("The worthiest clue first; one breakthrough, not all at once."),
            say("Act fast and finish fast; what was left out stays open."),
        ),
        excluded=_excluded(active, found, setting),
        not_pursued=aside,
        tags=tuple(tag for one in active for tag in tags(one.allegation, setting)),
        links=_links(chosen, first, setting) if first else (),
        method_cautions=_cautions(chosen),
        sensitivity=(
            *_sensitivity(found, room, most),
            *_nearest(items, found, setting),
        ),
        breakthrough=first.matter.id if first else None,
        value=round(found.value, 3),
    )


def worth(allegation: Allegation, setting: Setting) -> float:
    """Return the value of an allegation: priority ①, V band, S band, tags, urgency."""
    number = setting.rules.number
    value = number(f"m2.v_{allegation.verifiability_band}")
    held = {tag.priority for tag in tags(allegation, setting)}
    if "P1" in held:
        value += number("m2.first")
    value += number(f"m2.s_{allegation.specificity_band}")
    value += number("m2.tag") * len(held - {"P1"})
    return round(value + number("m2.urgency") * bool(allegation.urgency), 6)


def rank(allegation: Allegation, setting: Setting) -> tuple[object, ...]:
    """Rank for the breakthrough: ①, V band, other tags, urgency, then the id."""
    bands = ("high", "mid", "low", "none")
    held = {tag.priority for tag in tags(allegation, setting)}
    return (
        "P1" not in held,
        bands.index(allegation.verifiability_band),
        -len(held - {"P1"}),
        not allegation.urgency,
        -allegation.verifiability,
        allegation.id,
    )


def tags(allegation: Allegation, setting: Setting) -> tuple[Tag, ...]:
    """Return the five priorities that hold, each with the place of its ground.

    ① follows from the bands; ②-⑤ come with their ground from the office's dated list.
    The ground is given as a place in the working text, never as its words (X3).
    """
    found: dict[str, Tag] = {}
    single = len(
        {p.name or p.text for p in allegation.subjects}
    ) <= setting.rules.whole("m2.single_issue_persons")
    if allegation.specificity_band == "high" and single:
        ground: Text = say("specificity high; one act, one person named")
        found["P1"] = Tag(allegation.id, "P1", PRIORITIES["P1"], ground)
    for one in allegation.priorities:
        if one.id not in PRIORITIES or one.id in found:
            continue
        start, end = (one.span.start, one.span.end) if one.span else (None, None)
        ground = _ground(one.id, allegation.letter, start, end)
        found[one.id] = Tag(
            allegation.id, one.id, PRIORITIES[one.id], ground, start, end
        )
    return tuple(found[name] for name in sorted(found))


def _ground(name: str, letter: str, start: int | None, end: int | None) -> Text:
    """Say where the ground of a priority stands, never its words."""
    listed = name != "P1"  # ① rests on the letter alone, the others on the office list
    if start is None:
        if listed:
            return say("office list; item {letter}", letter=letter)
        return say("item {letter}: specific, one matter", letter=letter)
    where = {"letter": letter, "start": start, "end": end}
    if listed:
        return say("office list; item {letter}, characters {start}-{end}", **where)
    return say("specific, one matter: item {letter}, characters {start}-{end}", **where)


def capacity(setting: Setting) -> float:
    """Return the person-days there are: days free, within the working days left."""
    days = len(setting.calendar.between(setting.first, setting.deadline))
    gone = setting.barred(())
    return sum(min(m.days_free, days) for m in setting.team if m.name not in gone)


def _cost(one: Worked, setting: Setting) -> float:
    return one.cost + _talk(one, setting)


def _talk(one: Worked, setting: Setting) -> float:
    """Person-days of the hearings that a matter brings with it, one a person named.

    Someone named in two matters is heard once but counted twice: what the knapsack
    chooses must fit the team in any case.
    """
    return hearing_days(setting) * max(len(one.matter.subjects), 1)


def _led(steps: Sequence[Step], first: str) -> tuple[Step, ...]:
    """Let nothing start before the breakthrough's first step."""
    lead = next((s.id for s in steps if s.allegation == first), None)
    return tuple(
        s if s.allegation == first or lead is None else replace(s, not_before=(lead,))
        for s in steps
    )


def quiet_first(steps: Sequence[Step], setting: Setting) -> tuple[Step, ...]:
    """Let what is felt wait until the quiet requests of its matter are out.

    Their answers are not waited for, since the method is to act fast; a record that
    expires goes before either.
    """
    loud = setting.rules.whole("m3.wait_alert")
    done = []
    for step in steps:
        if step.alert < loud or step.rescue:
            done.append(step)
            continue
        out = (
            s.id
            for s in steps
            if s.allegation == step.allegation
            and s.kind == "document"
            and s.alert < loud
        )
        waits = tuple(dict.fromkeys((*step.not_before, *out)))
        done.append(replace(step, not_before=waits))
    return tuple(done)


def _aside(one: Worked) -> NotPursued:
    rules = tuple(sorted({s.rule for s in one.allegation.screens if s.rule in WEAK}))
    return NotPursued(
        one.matter.id,
        say("weak kind ({rules}): not first, wakes with new facts", rules=rules),
    )


def _excluded(
    active: Sequence[Worked], found: Choice, setting: Setting
) -> tuple[Excluded, ...]:
    left = [one for one in active if one.matter.id not in found.chosen]
    left.sort(key=lambda w: (-worth(w.allegation, setting), w.matter.id))
    return tuple(
        Excluded(
            one.matter.id,
            one.matter.offence_label,
            say(
                "value {value}, {cost} person-days: not among the chosen",
                value=worth(one.allegation, setting),
                cost=_cost(one, setting),
            ),
            say("enters with {days} more person-days", days=found.enters[one.matter.id])
            if one.matter.id in found.enters
            else say("enters only where a better one leaves"),
        )
        for one in left
    )


def _links(
    chosen: Sequence[Worked], first: Worked, setting: Setting
) -> tuple[Text, ...]:
    partners = tuple(
        sorted({s.holder for one in chosen for s in one.steps if s.ring <= 1}, key=repr)
    )
    return (
        say("Plan carefully: approved before the first step."),
        say(
            "Breakthrough: {id} ({offence}).",
            id=first.matter.id,
            offence=first.matter.offence_label,
        ),
        say(
            "Act fast, finish fast: from {first}, at the latest until {deadline}.",
            first=setting.first,
            deadline=setting.deadline,
        ),
        say("Joint strength: {partners}.", partners=partners),
    )


def _cautions(chosen: Sequence[Worked]) -> tuple[Text, ...]:
    stories = tuple(f"{w.matter.id}: {len(w.hypotheses)}" for w in chosen)
    sources = len({s.source for w in chosen for s in w.steps})
    kinds = tuple(dict.fromkeys(s.holder for w in chosen for s in w.steps))
    return (
        say(
            "Not led by impressions: hypotheses beforehand ({stories}).",
            stories=stories,
        ),
        say(
            "Not unprepared: {n} requests with forms, holders and questions ready.",
            n=sources,
        ),
        say("Not only the clues given: each element has a record of its own."),
        say("Method fits person and place: {holders}.", holders=kinds),
    )


def _nearest(
    items: Sequence[Item], found: Choice, setting: Setting
) -> tuple[Text, ...]:
    """Say how far the best one left out is from being chosen."""
    left = [i for i in items if i.id not in found.chosen]
    if not left:
        return ()
    best = min(left, key=lambda i: (-i.value, i.id))
    most = setting.rules.whole("m2.matters_most")
    more = rise(items, best.id, capacity(setting), most=most)
    if more is None:
        return (
            say("Best left out: {id}, value {value}.", id=best.id, value=best.value),
        )
    return (
        say(
            "Best left out: {id}, value {value}; enters if its value rises by {more}.",
            id=best.id,
            value=best.value,
            more=more,
        ),
    )


def _sensitivity(found: Choice, room: float, most: int) -> tuple[Text, ...]:
    words: list[Text] = [
        say("{cost} of {room} person-days are used.", cost=found.cost, room=room)
    ]
    if len(found.chosen) >= most:
        words.append(
            say("No more than {n} matters at a time: the force stays together.", n=most)
        )
    words += [
        say("With {days} more person-days {id} would be in.", days=more, id=name)
        for name, more in sorted(found.enters.items(), key=lambda e: (e[1], e[0]))
    ]
    words += [
        say("With {days} fewer person-days {id} would be out.", days=fewer, id=name)
        for name, fewer in sorted(found.drops.items(), key=lambda e: (e[1], e[0]))[:1]
    ]
    return tuple(words)


__all__ = ["PRIORITIES", "arrange", "capacity", "rank", "tags", "worth"]
