"""Post and unit of each person in an English letter, from the words beside the name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.leads.name_signs_en import beside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.leads.values import PersonMention, Span, UnitMention


def fill_posts(
    text: str, persons: Sequence[PersonMention], units: Sequence[UnitMention | Span]
) -> list[PersonMention]:
    """Give persons their post and unit where the letter says them."""
    words = beside()
    starts = {unit.start: unit.text for unit in units}
    ends = {unit.end: unit.text for unit in units}
    out = []
    for person in persons:
        unit = None
        match = words.after.match(text, person.end, person.end + 120)
        if match:
            unit = starts.get(match.end())
        else:
            low = max(0, person.start - 60)
            match = words.title.search(text, low, person.start) or words.before.search(
                text, low, person.start
            )
            if match:
                unit = ends.get(match.start() - 1) or ends.get(match.start("post") - 1)
        post = match["post"].strip() if match else None
        post = None if post in words.courtesy else post
        out.append(replace(person, post=post, unit=unit))
    return _carried(out)


def _carried(persons: list[PersonMention]) -> list[PersonMention]:
    said: dict[str, PersonMention] = {}
    for person in persons:
        if person.post:
            said.setdefault(person.name.split()[-1], person)
    return [
        replace(p, post=said[key].post, unit=p.unit or said[key].unit)
        if p.post is None and (key := p.name.split()[-1]) in said
        else p
        for p in persons
    ]
