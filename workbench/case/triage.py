"""From letters to allegations, with what the case's own records say of them.

The rooms below do not know each other: the graph's names go to ``leads`` as a gazetteer,
links that stand in records mark what they corroborate, and alleged links go back to the
graph, all as plain values.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.leads import Gazetteer, assess, find_repeats, recompute

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from workbench.case.decisions import Decisions
    from workbench.case.settings import Settings
    from workbench.graph import LinkGraph
    from workbench.leads import Allegation, Assessment
    from workbench.records import Letter, Source

PERSON_KINDS = frozenset({"person"})
UNIT_KINDS = frozenset({"company", "unit", "public_body", "organization"})
_NEAR = 2  # links between two that a letter puts together


def gazetteer(graph: LinkGraph) -> Gazetteer:
    """Return the names that the case's rosters and registries know, sorted."""
    names: dict[str, set[str]] = {"person": set(), "unit": set()}
    for entity in graph.entity_list():
        if entity.kind in PERSON_KINDS:
            names["person"].add(entity.name)
        elif entity.kind in UNIT_KINDS:
            names["unit"].add(entity.name)
    return Gazetteer(
        persons=tuple(sorted(names["person"])), units=tuple(sorted(names["unit"]))
    )


def read_letters(
    letters: Sequence[Letter],
    *,
    settings: Settings,
    as_of: date,
    known: Gazetteer,
) -> list[Assessment]:
    """Assess every letter and mark those that repeat an earlier one."""
    read = [
        assess(
            letter,
            profile=settings.profile,
            as_of=as_of,
            office_level=settings.office_level,
            gazetteer=known,
        )
        for letter in letters
    ]
    return find_repeats(read, letters)


def corrected(allegations: Iterable[Allegation], made: Decisions) -> list[Allegation]:
    """Apply the levels that people corrected; the scores follow at once."""
    said = []
    for one in allegations:
        levels = {e: d.value for e, d in made.levels.get(one.id, {}).items()}
        on = made.switched_on.get(one.id, ())
        said.append(
            recompute(one, levels=levels, switched_on=on) if levels or on else one
        )
    return said


def corroborated(one: Allegation, graph: LinkGraph) -> Allegation:
    """Mark an allegation whose tie or payment stands in the records.

    Its specificity does not change: what the office knows is not what the letter says.
    """
    found: list[Source] = []
    for subject in one.subjects:
        for other in one.counterparties:
            name = getattr(other, "name", other.text)
            found += _standing(graph, subject.name, name)
    return replace(one, corroborated_by=tuple(dict.fromkeys(found))) if found else one


def _standing(graph: LinkGraph, one: str, other: str) -> list[Source]:
    start, goal = graph.find(one), graph.find(other)
    if len(start) != 1 or len(goal) != 1:
        return []
    path = graph.shortest_path(start[0].id, goal[0].id, max_hops=_NEAR)
    return [] if path is None else [r for link in path.links for r in link.records]
