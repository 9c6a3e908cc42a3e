"""From letters to allegations, with what the case's own records say of them.

The rooms below do not know each other: the graph's names go to ``leads`` as a
gazetteer, links that stand in records mark what they corroborate, and alleged links go
back to the graph, all as plain values.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from workbench.case.in_post import checked
from workbench.case.named import each_once, no_place_a_person
from workbench.case.resolving import merges
from workbench.errors import UnknownName
from workbench.graph import build
from workbench.graph.overlay import overlaid
from workbench.graph.values import Alleged, Merged, Refuted
from workbench.leads import assess
from workbench.leads.gazetteer import make_gazetteer
from workbench.leads.priorities import Emphasis, priorities
from workbench.leads.repeats import Register
from workbench.leads.scoring import recompute
from workbench.leads.stream import allegation_json
from workbench.leads.values import ELEMENTS, PersonMention, UnitMention
from workbench.records import Source
from workbench.wording import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from pandas import DataFrame

    from workbench.case.decisions import Decisions
    from workbench.case.settings import Settings
    from workbench.graph import LinkGraph
    from workbench.leads.gazetteer import Gazetteer
    from workbench.leads.values import Allegation, Assessment, Priority
    from workbench.records import Letter
    from workbench.store import Store

_ = words("case")
_PERSONS = frozenset({"person"})
_KIND = {PersonMention: "person", UnitMention: "unit"}
_UNITS = frozenset({"unit", "project", "fund"})
_NEAR = 2  # links between two that a letter puts together
_ORDER = {"high": 0, "mid": 1, "low": 2, "none": 3}


def of_records(store: Store, made: Decisions) -> LinkGraph:
    """Return the link graph of the records, with what people decided on it."""
    return build(store, decisions=_graph_decisions(made))


def _graph_decisions(made: Decisions) -> list[Merged | Refuted]:
    """Return who is one by decision, and the links that are refuted."""
    refuted = [Refuted(**cast("Mapping[str, str]", one.value)) for one in made.refuted]
    return [*merges(made), *refuted]


def with_alleged(
    made: Decisions, allegations: Iterable[Allegation], known: LinkGraph
) -> LinkGraph:
    """Return the graph with links that letters allege, marked as alleged."""
    alleged = [link for one in allegations for link in _alleged(one, known)]
    return overlaid(known, alleged, _graph_decisions(made))


def _alleged(one: Allegation, known: LinkGraph) -> Iterator[Alleged]:
    """Yield a link from each person named to each counterparty; nature not said."""
    group = one.repeats or one.letter
    place = Source(f"letters/{one.letter}.txt", "", start=one.start, end=one.end)
    for subject in one.subjects:
        for other in one.counterparties:
            source = _meant(known, subject.name)
            target = _meant(known, name_of(other))
            if not subject.unresolved and source != target:
                yield Alleged(
                    source=source,
                    target=target,
                    kind="link",
                    record=place,
                    group=group,
                    kinds=("person", _KIND[type(other)]),
                    first=one.first,
                    last=one.last,
                )


def name_of(mention: PersonMention | UnitMention) -> str:
    """Return the name alone: a person's without title, a unit's as it stands."""
    return mention.name if isinstance(mention, PersonMention) else mention.text


def _meant(graph: LinkGraph, name: str) -> str:
    """Return the id of the only entity of that name, else the name itself."""
    found = graph.codes(name)
    return graph.entity(found[0]).id if len(found) == 1 else name


def counts(graph: LinkGraph) -> dict[str, dict[str, int]]:
    """Return how many entities and links there are, by kind, sorted."""
    columns = {"entities": graph.entity_columns, "links": graph.link_columns}
    return {
        what: {
            str(kind): int(n)
            for kind, n in sorted(
                zip(
                    of.kinds, np.bincount(of.kind, minlength=len(of.kinds)), strict=True
                )
            )
            if n
        }
        for what, of in columns.items()
    }


def gazetteer(graph: LinkGraph) -> Gazetteer:
    """Return the names that the case's rosters and registries know."""
    of = graph.entity_columns
    named = [
        (of.kinds[code], name)
        for code, name in zip(of.kind, of.names.tolist(), strict=True)
    ]
    return make_gazetteer(
        persons=[name for kind, name in named if kind in _PERSONS],
        units=[name for kind, name in named if kind in _UNITS],
    )


def known_names(graph: LinkGraph) -> list[str]:
    """Return names that records carry anyway, so that an export may carry them."""
    return sorted(set(graph.entity_columns.names.tolist()))


def as_read(
    letters: Sequence[Letter], *, settings: Settings, as_of: date, graph: LinkGraph
) -> list[tuple[Letter, Assessment]]:
    """Read every letter once; repeats marked, nothing that people decided applied."""
    names = gazetteer(graph)
    register = Register()
    read = []
    for letter in letters:
        one = assess(
            letter,
            profile=settings.profile,
            as_of=as_of,
            office_level=settings.office_level,
            gazetteer=names,
        )
        repeats = register.take(one, letter.text)
        read.append((letter, replace(one, repeats=repeats)))
    return read


def assessed(
    read: Sequence[tuple[Letter, Assessment]],
    *,
    settings: Settings,
    as_of: date,
    graph: LinkGraph,
    made: Decisions,
) -> list[Assessment]:
    """Apply to letters as read what people corrected and what records corroborate."""
    stressed = emphases(settings)
    found = []
    for letter, one in read:
        single = len(one.allegations) == 1
        settled = (
            no_place_a_person(each_once(corrected(a, made, settings, as_of)), graph)
            for a in one.allegations
        )
        tagged = (
            replace(
                a, repeats=one.repeats, priorities=tags(a, letter, stressed, single)
            )
            for a in settled
        )
        marked = tuple(checked(corroborated(a, graph), graph) for a in tagged)
        found.append(replace(one, allegations=marked))
    return found


def emphases(settings: Settings) -> tuple[Emphasis, ...]:
    """Return the office's dated list of what the period stresses."""
    return tuple(
        Emphasis(
            id=f"P{row.get('no', 2)}",
            words=tuple(map(str, row.get("words", ()))),
            since=row.get("since") or row.get("from"),
            until=row.get("until"),
            why=str(row.get("text") or row.get(settings.language) or ""),
        )
        for row in settings.priorities
    )


def tags(
    one: Allegation, letter: Letter, stressed: Sequence[Emphasis], single: bool
) -> tuple[Priority, ...]:
    """Return the five priorities that an allegation has, with their grounds."""
    return priorities(
        one, letter.text, stressed, single_issue=single, as_of=letter.received
    )


def corrected(
    one: Allegation, made: Decisions, settings: Settings, as_of: date
) -> Allegation:
    """Apply the levels that people corrected; the scores follow at once."""
    levels = {e: int(d.value) for e, d in made.levels.get(one.id, {}).items()}
    on = made.switched_on.get(one.id, ())
    if not levels and not on:
        return one
    return recompute(
        one,
        levels=levels,
        why="journal",
        switched_on=on,
        profile=settings.profile,
        as_of=as_of,
        office_level=settings.office_level,
    )


def corroborated(one: Allegation, graph: LinkGraph) -> Allegation:
    """Mark an allegation whose tie or payment stands in the records.

    Its specificity does not change: what the office knows is not what the letter says.
    """
    found: list[Source] = []
    for subject in one.subjects:
        for other in one.counterparties:
            found += _standing(graph, subject.name, name_of(other))
    return replace(one, corroborated_by=tuple(dict.fromkeys(found))) if found else one


def _standing(graph: LinkGraph, one: str, other: str) -> list[Source]:
    if any(len(graph.codes(name)) != 1 for name in (one, other)):
        return []
    path = graph.shortest_path(one, other)
    if path is None or len(path.links) > _NEAR:
        return []
    return [record for link in path.links for record in link.records]


def check_level(one: Allegation, element: str, level: int) -> None:
    """Refuse a level outside 0..3 or of an element that does not apply.

    Raises
    ------
    UnknownName
        The fields say what there is.
    """
    if element not in ELEMENTS or element in one.not_applicable:
        known = ", ".join(e for e in ELEMENTS if e not in one.not_applicable)
        raise UnknownName("case.no_such_element", name=element, known=known)
    if level not in range(4):
        raise UnknownName("case.no_such_level", name=level, known="0, 1, 2, 3")


def band_label(band: str) -> str:
    """Return a band in words."""
    return {
        "high": _("high"),
        "mid": _("middle"),
        "low": _("low"),
        "none": _("none"),
    }[band]


def suggestion_label(suggestion: str) -> str:
    """Return a suggested disposition in words."""
    return {
        "prelim": _("preliminary verification"),
        "talk_letter": _("talk-or-letter inquiry"),
        "hold": _("hold"),
        "close_proposed": _("propose closing"),
        "refer": _("refer"),
        "ask": _("ask for what is missing"),
        "screen": _("screen"),
    }.get(suggestion, suggestion)


def table(allegations: Iterable[Allegation]) -> DataFrame:
    """Return allegations as a table for people: bands and words, no decimals.

    Columns: letter, summary, offence, specificity, verifiability, suggestion, screens,
    records that settle it, repeats, urgency. Strongest first; equal bands keep the
    order of the letters.
    """
    from pandas import DataFrame  # noqa: PLC0415 - heavy, loaded on use

    ranked = sorted(
        allegations,
        key=lambda a: (_ORDER[a.specificity_band], _ORDER[a.verifiability_band]),
    )
    columns = {
        _("letter"): [a.letter for a in ranked],
        _("allegation"): [a.summary for a in ranked],
        _("specificity"): [band_label(a.specificity_band) for a in ranked],
        _("verifiability"): [band_label(a.verifiability_band) for a in ranked],
        _("suggestion"): [suggestion_label(a.suggestion) for a in ranked],
        _("screens"): [" ".join(sorted({s.rule for s in a.screens})) for a in ranked],
        _("records to check"): [" ".join(a.best) for a in ranked],
        _("repeats"): [a.repeats or "" for a in ranked],
    }
    return DataFrame(columns, index=[a.id for a in ranked])


def leads_json(assessments: Iterable[Assessment], profile: str) -> list[dict[str, Any]]:
    """Return the allegations as INTERFACE's ``leads --json``."""
    return [
        {
            "id": a.id,
            "letter": a.letter,
            **allegation_json(a, profile),
            "repeats": a.repeats,
            "corroborated_by": [source.to_json() for source in a.corroborated_by],
            "priorities": [p.id for p in a.priorities],
        }
        for one in assessments
        for a in one.allegations
    ]
