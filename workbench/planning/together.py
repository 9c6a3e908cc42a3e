"""One request where several would go to the same holder about the same people.

An officer who asks the organisation department for one person's appointments does not
ask four times because four matters turn on them. Requests for documents of one source
and holder, about matters that share a person named, become one step that serves them
all; each request less is one alert less. What a step shows stays apart by matter.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from graphlib import CycleError, TopologicalSorter
from types import MappingProxyType
from typing import TYPE_CHECKING

from workbench.planning.labels import source_label
from workbench.planning.looks import looks
from workbench.planning.said import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from workbench.planning.checks import Worked
    from workbench.planning.said import Text
    from workbench.planning.setting import Setting
    from workbench.planning.step import Step

FURTHER = 0.5
"""Person-days that each further matter adds to one request."""


@dataclass(frozen=True, slots=True)
class Together:
    """The steps with their ids after joining; ``now`` leads from old ids to new."""

    steps: tuple[Step, ...]
    now: Mapping[str, str]


def together(
    steps: Sequence[Step], worked: Sequence[Worked], setting: Setting
) -> Together:
    """Join requests to one holder; a join that would close a circle is left out.

    O(groups * steps), groups at most as many as steps.
    """
    made = tuple(steps)
    now = {s.id: s.id for s in made}
    by_matter = {one.matter.id: one for one in worked}
    for found in tuple(_groups(made, by_matter)):
        by_id = {s.id: s for s in made}  # as earlier joins left them
        group = [by_id[s.id] for s in found]
        names = {s.id: group[0].id for s in group}
        tried = _replaced(made, group, names, by_matter, setting)
        if _in_order(tried):
            made = tried
            now = {old: names.get(new, new) for old, new in now.items()}
    return Together(made, MappingProxyType(now))


def _groups(
    steps: Sequence[Step], by_matter: Mapping[str, Worked]
) -> Iterator[list[Step]]:
    """Yield steps that one request could serve, each in the order of the plan."""
    alike: dict[tuple[str, ...], list[Step]] = {}
    for step in steps:
        if step.kind == "document" and step.window is None and not step.hearing:
            front = step.front if step.alert else None
            place = (step.source, repr(step.holder), step.authority, front or "")
            alike.setdefault(place, []).append(step)
    for own in alike.values():
        left = list(own)
        while left:
            group = [left.pop(0)]
            people = set(by_matter[group[0].allegation].matter.subjects)
            for step in tuple(left):
                more = set(by_matter[step.allegation].matter.subjects)
                if people & more and step.ring == group[0].ring:
                    group.append(step)
                    left.remove(step)
                    people |= more
            if len(group) > 1:
                yield group


def _replaced(
    steps: Sequence[Step],
    group: Sequence[Step],
    names: Mapping[str, str],
    by_matter: Mapping[str, Worked],
    setting: Setting,
) -> tuple[Step, ...]:
    """Return the steps with the group as one, every reference following."""
    whole = _joined(group, by_matter, setting)
    kept = [whole if s.id == whole.id else s for s in steps]
    return tuple(
        replace(
            s,
            after=_renamed(s.after, names, s.id),
            not_before=_renamed(s.not_before, names, s.id),
        )
        for s in kept
        if s.id == whole.id or s.id not in names
    )


def _renamed(
    waits: Sequence[str], names: Mapping[str, str], own: str
) -> tuple[str, ...]:
    found = dict.fromkeys(names.get(w, w) for w in waits)
    return tuple(name for name in found if name != own)


def _in_order(steps: Sequence[Step]) -> bool:
    try:
        TopologicalSorter({s.id: {*s.after, *s.not_before} for s in steps}).prepare()
    except CycleError:
        return False
    return True


def _joined(
    group: Sequence[Step], by_matter: Mapping[str, Worked], setting: Setting
) -> Step:
    first = group[0]
    matters = tuple(s.allegation for s in group)
    elements = tuple(dict.fromkeys(e for s in group for e in s.elements))
    strength = {
        e: max(s.diagnosticity.get(e, 0) for s in group) for e in sorted(elements)
    }
    strength |= {
        f"{s.allegation}/{e}": d
        for s in group
        for e, d in s.diagnosticity.items()
        if strength.get(e) != d
    }
    expires = [s.expires for s in group if s.expires is not None]
    exposures = [s.exposure for s in group if s.exposure is not None]
    whom = [by_matter[m].allegation for m in matters]
    return replace(
        first,
        also=matters[1:],
        elements=elements,
        by_matter=MappingProxyType({s.allegation: s.elements for s in group}),
        diagnosticity=MappingProxyType(strength),
        what=_what(group, by_matter, setting),
        looks=looks(first.source, whom, setting),
        expected=_each([(s.allegation, s.expected) for s in group]),
        proves=_each([(s.allegation, s.proves) for s in group]),
        refutes=tuple(dict.fromkeys(h for s in group for h in s.refutes)),
        cost=max(s.cost for s in group) + FURTHER * (len(group) - 1),
        lead_days=max(s.lead_days for s in group),
        availability=min(s.availability for s in group),
        expires=min(expires, default=None),
        exposure=min(exposures, default=None),
        tamper_prone=any(s.tamper_prone for s in group),
        front=first.front if first.alert else None,
        exculpatory=any(s.exculpatory for s in group),
        sensitive_why=next((s.sensitive_why for s in group if s.sensitive_why), ""),
        sample=next((s.sample for s in group if s.sample), ""),
        rescue=next((s.rescue for s in group if s.rescue), ""),
        waivers=tuple(dict.fromkeys(w for s in group for w in s.waivers)),
        after=tuple(dict.fromkeys(n for s in group for n in s.after)),
        not_before=tuple(dict.fromkeys(n for s in group for n in s.not_before)),
    )


def _what(
    group: Sequence[Step], by_matter: Mapping[str, Worked], setting: Setting
) -> Text:
    labels = dict.fromkeys(
        by_matter[s.allegation].matter.labels.get(e, e)
        for s in group
        for e in s.elements
    )
    source = source_label(group[0].source, setting)
    return say("{source}: {elements}", source=source, elements=tuple(labels))


def _each(told: Sequence[tuple[str, Text]]) -> Text:
    """Say what holds for each matter, once where it is the same for all."""
    kinds = dict.fromkeys(text for _m, text in told)
    if len(kinds) == 1:
        return told[0][1]
    parts = (
        say(
            "{matters}: {what}",
            matters=tuple(m for m, said in told if said == text),
            what=text,
        )
        for text in kinds
    )
    return say("{parts}", parts=tuple(parts))
