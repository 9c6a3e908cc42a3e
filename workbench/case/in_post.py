"""Whether the person named held the post on the day, by the case's own roster (R11).

A letter may say "as secretary of Shiqiao town, in May 2018"; the roster says that the
post began in 2020. That refutes nothing yet: it proposes to look at the appointment
file first. Only dated posts at the unit that the letter names count.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.leads.values import Screen
from workbench.values.unit_name import same_unit_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.graph import LinkGraph
    from workbench.graph.values import Link
    from workbench.leads.values import Allegation, PersonMention

RULE = "R11"


def posts(graph: LinkGraph, name: str) -> list[Link]:
    """Return the dated posts of the only person of that name; none where unsure."""
    found = graph.codes(name)
    if len(found) != 1:
        return []
    held = map(graph.link, graph.leaving(found[0]))
    return [link for link in held if link.kind == "post" and (link.first or link.last)]


def not_in_post(one: Allegation, graph: LinkGraph) -> Iterator[PersonMention]:
    """Yield the persons named who held the post said, but not in the period said."""
    if one.first is None or one.last is None:
        return
    for person in one.subjects:
        if person.unresolved or not person.unit:
            continue
        there = [
            link
            for link in posts(graph, person.name)
            if same_unit_name(graph.entity(link.target).name, person.unit).alike
        ]
        if there and not any(_meets(link, one) for link in there):
            yield person


def _meets(post: Link, one: Allegation) -> bool:
    after = post.first is None or one.last is None or post.first <= one.last
    before = post.last is None or one.first is None or one.first <= post.last
    return after and before


def checked(one: Allegation, graph: LinkGraph) -> Allegation:
    """Propose R11 where the roster says that a person was not in the post."""
    if any(screen.rule == RULE for screen in one.screens):
        return one
    if next(not_in_post(one, graph), None) is None:
        return one
    when = one.elements.get("when")
    screen = Screen(RULE, when.span if when else None, "not_in_post")
    return replace(one, screens=(*one.screens, screen))
