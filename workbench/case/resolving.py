"""Which entities are one: proposals shown, decisions taken, undone, named if at odds.

Decisions are journaled; the graph follows them. Merging is transitive, so a decision
that would contradict one that stands is refused and the other one named: a person
settles it, by undoing one of the two.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from workbench.case.decisions import IDENTITY_VERBS
from workbench.errors import CaseError, UnknownName
from workbench.graph.resolve import Judgement, Settled, proposals, settle
from workbench.graph.values import Merged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.case.decisions import Decision, Decisions
    from workbench.case.ground import Ground
    from workbench.graph import LinkGraph
    from workbench.graph.resolve import Proposal, Verb
    from workbench.graph.rosters import RosterPair
    from workbench.journal import Entry


def ids_of(one: Decision) -> tuple[str, ...]:
    """Return the entity ids that a decision is about."""
    return tuple(map(str, one.value or one.of.split("|")))


def judgements(made: Decisions) -> list[Judgement]:
    """Return the decisions on identity that stand, oldest first."""
    return [Judgement(cast("Verb", d.verb), ids_of(d), d.n) for d in made.identity]


def merges(made: Decisions) -> list[Merged]:
    """Return groups that are one; each keeps the id that was named first."""
    said = [one for j in judgements(made) if j.verb == "merged" for one in j.entities]
    place = {one: n for n, one in reversed(list(enumerate(said)))}
    return [
        Merged(entities=tuple(sorted(group, key=place.__getitem__)))
        for group in settle(judgements(made)).groups
    ]


def proposals_of(graph: LinkGraph, made: Decisions) -> list[Proposal]:
    """Return which entities may be one, but for what was decided already."""
    entities = [graph.entity(code) for code in range(len(graph))]
    return proposals(entities, judgements(made))


def judge(
    case: Ground, graph: LinkGraph, verb: str, names: Sequence[str], *, why: str
) -> Entry:
    """Journal what a person says of entities; see ``Case.judge``.

    Raises
    ------
    UnknownName
        For a verb or an entity that is not there.
    CaseError
        For fewer than two entities, or where what was decided before contradicts it.
    """
    if verb not in IDENTITY_VERBS:
        known = ", ".join(IDENTITY_VERBS)
        raise UnknownName("case.no_such_verb", name=verb, known=known)
    made = case.decisions()
    before = {one for d in made.identity for one in ids_of(d)}
    # an id that was merged away is no entity any more, yet can be parted again
    ids = [n if n in before else graph.entity(n).id for n in names]
    if len(set(ids)) < 2:  # noqa: PLR2004 - nothing is merged with itself
        raise CaseError("case.one_entity", verb=verb)
    _refuse_contradiction(made, Judgement(cast("Verb", verb), tuple(ids), _next(made)))
    return case.decide(verb, "|".join(ids)[:200], ids, why=why)


def _next(made: Decisions) -> int:
    return max((d.n for d in made.identity), default=0) + 1


def _refuse_contradiction(made: Decisions, new: Judgement) -> None:
    """Refuse what would put two that were kept apart into one group."""
    old = judgements(made)
    known = set(settle(old).conflicts)
    for pair, _group in settle([*old, new]).conflicts:
        if any(pair == other for other, _ in known):
            continue
        at_odds = [
            j.n
            for j in old
            if (j.verb == "merged" and set(j.entities) & {*pair})
            or (j.verb in ("kept_apart", "split") and {*pair} <= set(j.entities))
        ]
        raise CaseError(
            "case.at_odds", entries=", ".join(map(str, sorted(at_odds))), n=len(at_odds)
        )


def settled(made: Decisions) -> Settled:
    """Return the decisions on identity put together, with what contradicts."""
    return settle(judgements(made))


def match_rosters(
    case: Ground, one: str | Path, other: str | Path, *, engine: str
) -> list[RosterPair]:
    """Propose pairs of two rosters; see ``Case.match_rosters``."""
    from workbench.graph import rosters, tables  # noqa: PLC0415 - heavy, on use

    inside = case.folder / "files"
    places = [Path(table) for table in (one, other)]
    found = [inside / p if (inside / p).is_file() else p for p in places]
    frames = [tables.read_tables(place) for place in found]
    return rosters.match_rosters(frames[0], frames[1], engine=engine)
