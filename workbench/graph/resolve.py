"""Which entities may be one: proposals with reasons, settled by people.

Identity numbers and credit codes decide; names propose (``values``), a shared phone or
address supports. A person says merged, kept apart or unsure; each can be undone in the
journal. Merging is transitive: what contradicts it is named and never guessed away.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Literal

from workbench.graph.blocking import NUMBERS, PERSONS, UNITS, blocks
from workbench.values.likeness import Likeness
from workbench.values.person_name import same_person_name
from workbench.values.unit_name import same_unit_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbench.graph.values import Entity

Verb = Literal["merged", "kept_apart", "unsure", "split"]
SUPPORT = ("phone", "address", "native_place")
_END = re.compile(r"·[0-9]{3}[0-9X]$")


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two entities that may be one.

    Parameters
    ----------
    one, other
        Entity ids, in order.
    verdict
        ``same``: written in another way; ``possible``: one may stand for the other.
    why
        Ground of the names, a code of :mod:`workbench.values`.
    grounds
        Properties that agree beside the name, e.g. ``phone``.
    against
        Properties that contradict, e.g. ``id_number``: these decide, so such a pair is
        only given where it was asked for.
    """

    one: str
    other: str
    verdict: Literal["same", "possible"]
    why: str
    grounds: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided on two or more entities, as the journal has it."""

    verb: Verb
    entities: tuple[str, ...]
    n: int = 0


@dataclass(frozen=True, slots=True)
class Settled:
    """Judgements put together.

    Parameters
    ----------
    groups
        Entities that are one, each group sorted; the first id is kept.
    apart
        Pairs kept apart.
    unsure
        Pairs left open by a person: not proposed again, not merged.
    conflicts
        Pairs kept apart that merging would put into one group, with the group.
    """

    groups: tuple[tuple[str, ...], ...] = ()
    apart: frozenset[tuple[str, str]] = frozenset()
    unsure: frozenset[tuple[str, str]] = frozenset()
    conflicts: tuple[tuple[tuple[str, str], tuple[str, ...]], ...] = ()


def settle(judgements: Iterable[Judgement]) -> Settled:
    """Put judgements together; the newest on the same pair stands.

    O(judgements x group size). The result does not depend on the order of judgements
    with different numbers.
    """
    newest: dict[tuple[str, str], Judgement] = {}
    for made in sorted(judgements, key=lambda j: j.n):
        for pair in combinations(sorted(set(made.entities)), 2):
            newest[pair] = made
    into: dict[str, str] = {}
    for (one, other), made in sorted(newest.items()):
        if made.verb == "merged":
            _join(into, one, other)
    members: dict[str, list[str]] = defaultdict(list)
    for name in into:
        members[_root(into, name)].append(name)
    groups = sorted(tuple(sorted(m)) for m in members.values() if len(m) > 1)
    of = {name: group for group in groups for name in group}
    apart = {p for p, j in newest.items() if j.verb in ("kept_apart", "split")}
    unsure = {p for p, j in newest.items() if j.verb == "unsure"}
    clash = [(p, of[p[0]]) for p in sorted(apart) if p[0] in of and p[1] in of[p[0]]]
    return Settled(tuple(groups), frozenset(apart), frozenset(unsure), tuple(clash))


def _root(into: dict[str, str], name: str) -> str:
    into.setdefault(name, name)
    while into[name] != name:
        into[name] = into[into[name]]
        name = into[name]
    return name


def _join(into: dict[str, str], one: str, other: str) -> None:
    first, second = sorted((_root(into, one), _root(into, other)))
    into[second] = first


def proposals(
    entities: Iterable[Entity], judgements: Iterable[Judgement] = ()
) -> list[Proposal]:
    """Return pairs worth showing to a person, surest first.

    Parameters
    ----------
    entities
        Entities of a graph; persons are compared with persons, units with units.
    judgements
        What was decided already: such pairs are not proposed again, nor pairs whose
        groups were kept apart.

    Returns
    -------
    list of Proposal
        ``same`` before ``possible``, supported ones first, then by id. Pairs whose
        numbers contradict are left out. O(entities x block size) comparisons.
    """
    settled = settle(judgements)
    known = settled.apart | settled.unsure
    group = {name: g[0] for g in settled.groups for name in g}
    listed = sorted(entities, key=lambda e: e.id)
    found: dict[tuple[str, str], Proposal] = {}
    for block in blocks(listed):
        for one, other in combinations(block, 2):
            pair = (one.id, other.id)
            if pair in found or pair in known:
                continue
            if group.get(one.id, one.id) == group.get(other.id, other.id):
                continue
            proposal = compare(one, other)
            if proposal is not None and not proposal.against:
                found[pair] = proposal
    return sorted(
        found.values(),
        key=lambda p: (p.verdict != "same", -len(p.grounds), p.one, p.other),
    )


def compare(one: Entity, other: Entity) -> Proposal | None:
    """Compare two entities; ``None`` where nothing speaks for them being one."""
    if one.kind in PERSONS and other.kind in PERSONS:
        like = same_person_name(one.name, other.name)
    elif one.kind in UNITS and other.kind in UNITS:
        like = same_unit_name(one.name, other.name)
    else:
        return None
    numbers = _agreement(one, other, NUMBERS)
    grounds = (*numbers[0], *_agreement(one, other, SUPPORT)[0])
    if numbers[0] and not like.alike:
        like = Likeness("same", "number")
    if not like.alike:
        return None
    verdict: Literal["same", "possible"] = (
        "same" if like.verdict == "same" or numbers[0] else "possible"
    )
    return Proposal(one.id, other.id, verdict, like.why, grounds, numbers[1])


def _agreement(
    one: Entity, other: Entity, names: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return which properties agree and which contradict (both told, none shared)."""
    agree, against = [], []
    for name in names:
        first = set(one.properties.get(name, ()))
        second = set(other.properties.get(name, ()))
        if first & second:
            agree.append(name)
        elif first and second:
            against.append(name)
    if "id_number" in names and "id_number" not in agree:
        # the graph tells namesakes known by number apart by the end of that number
        first_end, second_end = _END.search(one.id), _END.search(other.id)
        if first_end and second_end and first_end[0] != second_end[0]:
            against.append("id_number")
    return tuple(agree), tuple(dict.fromkeys(against))
