"""How many people could know the fact that a step reveals (G8): a count, never a list.

If only a handful could know it, asking for exactly that record points at the reporter.
Then a wider, covering sample is proposed. The count comes from the link graph: persons
directly linked to the unit or firm whose record is asked for, the least over the names
of the matter; the person named aside.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.planning.labels import both

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.planning.checks import Worked
    from workbench.planning.setting import Setting
    from workbench.planning.step import Step


def exposed(
    steps: Sequence[Step], worked: Sequence[Worked], setting: Setting
) -> tuple[Step, ...]:
    """Write the count on each step that reveals something, with a wider sample."""
    by_id = {one.matter.id: one for one in worked}
    few = setting.rules.whole("exposure.few")
    done = []
    for step in steps:
        if not _inside(step, setting):
            done.append(step)
            continue
        count = could_know(by_id[step.allegation], setting)
        sample = step.sample
        if count is not None and count <= few:
            sample = both(setting.rules.sample(step.source))
        done.append(replace(step, exposure=count, sample=sample))
    return tuple(done)


def _inside(step: Step, setting: Setting) -> bool:
    """Say whether a step is felt where the fact is known: a unit, a witness.

    A bank, tax or treasury office far away learns a name and not the fact.
    """
    if step.hearing or not step.alert:
        return False
    near = step.ring > 1 or step.kind == "testimony"
    return near or step.source in setting.rules.held_by_unit


def could_know(one: Worked, setting: Setting) -> int | None:
    """Return how many could know; ``None`` where the graph does not tell."""
    net = setting.network
    if net is None:
        return None
    subject = net.find(one.matter.subjects)
    names = [u.text for u in one.allegation.units]
    names += [c.name for c in one.allegation.counterparties if hasattr(c, "name")]
    counts = []
    for name in names:
        nodes = net.find([name])
        people = net.known_at(nodes) - subject
        if nodes and people:
            counts.append(len(people))
    return min(counts, default=None)
