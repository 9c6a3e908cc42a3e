"""The indirect method 迂回初查: outside before inside, rings as barriers.

A step that would be felt in a ring waits until what lies outside it is fixed (C1); the
alert spent before the last record that can be tampered with is fixed stays within a
budget (C6); expiring records move forward (C8); the person named is last (C4). Routes
in the link graph say by way of which records one gets there past those who might warn.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.planning.arranged import Arranged, documents_first, key, ranked
from workbench.planning.routes import routes
from workbench.planning.said import say
from workbench.planning.step import Step, Waiver

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.planning.checks import Worked
    from workbench.planning.setting import Setting


def arrange(worked: Sequence[Worked], setting: Setting) -> Arranged:
    """Return the steps behind their barriers, and the routes to the records."""
    active = [one for one in worked if one.steps]
    steps: list[Step] = []
    for one in active:
        own = documents_first(ranked([one]))
        steps += barriers(budgeted(own, one, setting), setting)
    return Arranged(
        steps=tuple(steps),
        approach=(
            say("Outside before inside, easy before hard, minor before principal."),
            say("Rings are barriers: inside waits until the outside is fixed."),
            say(
                "Records that can be altered are copied on the spot, the day of notice."
            ),
            say(
                "A blocked channel does not end the check: take the alternative named."
            ),
        ),
        routes=routes(active, setting),
    )


def budgeted(steps: Sequence[Step], one: Worked, setting: Setting) -> tuple[Step, ...]:
    """Hold back what would overspend the alert budget (C6).

    Tamper-prone records of the innermost ring among them start together; steps
    outside spend at most the budget before, the rest start no earlier than these. A
    tamper-prone record then does not wait for what was held back (a waiver of C1 says
    so).
    """
    inner = _innermost(steps)
    if not inner:
        return tuple(steps)
    names = tuple(s.id for s in inner)
    room = setting.rules.whole("m3.alert_budget")
    room -= sum(s.alert for s in steps if s.tamper_prone and s.id not in names)
    held = _held_back(steps, inner, one, room)
    window = f"fix {one.matter.id}" if len(inner) > 1 else None
    done = []
    for step in steps:
        if step.id in held:
            before = tuple(dict.fromkeys((*step.not_before, *names)))
            done.append(replace(step, not_before=before))
        elif step.id in names:
            done.append(replace(_waived(step, steps, held), window=window))
        else:
            done.append(step)
    return tuple(done)


def _innermost(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Tamper-prone records of the deepest ring that holds any."""
    prone = [s for s in steps if s.tamper_prone and s.kind == "document"]
    deepest = max((s.ring for s in prone), default=0)
    return tuple(s for s in prone if s.ring == deepest)


def _held_back(
    steps: Sequence[Step], inner: Sequence[Step], one: Worked, room: int
) -> frozenset[str]:
    """Return the steps that would overspend; in rank order, what fits goes first."""
    names = {s.id for s in inner}
    held = set()
    for step in sorted(steps, key=lambda s: key(s, one.matter.key_elements)):
        if step.id in names or step.tamper_prone or step.rescue or not step.alert:
            continue
        if step.ring > inner[0].ring or step.kind == "testimony" or step.alert > room:
            held.add(step.id)
        else:
            room -= step.alert
    return frozenset(held)


def _waived(step: Step, steps: Sequence[Step], held: frozenset[str]) -> Step:
    early = tuple(
        s.what
        for s in steps
        if s.id in held and s.ring < step.ring and s.kind == "document"
    )
    if not early:
        return step
    why = say(
        "the alert budget lets these wait until it is fixed: {steps}", steps=early
    )
    return replace(step, waivers=(*step.waivers, Waiver("C1", why)))


def barriers(steps: Sequence[Step], setting: Setting) -> tuple[Step, ...]:
    """Let what is felt in a ring wait for the documents of the rings outside (C1)."""
    loud = setting.rules.whole("m3.wait_alert")
    by_id = {s.id: s for s in steps}
    done = []
    for step in steps:
        if step.alert < loud or step.rescue:
            done.append(step)
            continue
        outer = [
            s.id
            for s in steps
            if s.kind == "document"
            and s.ring < step.ring
            and not _waits_for(s, step.id, by_id)
        ]
        done.append(replace(step, after=tuple(dict.fromkeys((*step.after, *outer)))))
    return tuple(done)


def _waits_for(step: Step, name: str, by_id: dict[str, Step]) -> bool:
    """Say whether a step was held back behind another (or the window it shares)."""
    if name in step.not_before:
        return True
    window = by_id[name].window
    return window is not None and any(
        by_id[b].window == window for b in step.not_before if b in by_id
    )
