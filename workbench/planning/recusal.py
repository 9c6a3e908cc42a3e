"""Who may have to stand aside, found in the graph and in what was declared.

A hint, never a verdict: each comes with the path that gave rise to it, and blocks until
a person decides (DOMAIN section 6, X7). Grounds: kinship, a common unit now or before,
money or a company in common (also through kin), a common native place where both are
known, and whatever the member declared. Run it at opening, at assignment and whenever
the graph has grown.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any, Literal

from workbench.graph.lookup import named
from workbench.planning.plan import Recusal
from workbench.planning.said import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from workbench.graph import LinkGraph, Path
    from workbench.planning.said import Text
    from workbench.planning.step import Member
    from workbench.records import Source

Ground = Literal["kin", "unit", "money", "company", "native_place", "declared", "self"]
KIN = ("kinship",)
UNIT = ("post", "wage")
MONEY = ("payment",)
COMPANY = ("ownership", "directorship", "legal_rep", "agent")
HOPS = 3  # links of kinship that still count: a cousin by marriage
_ORDER: tuple[Ground, ...] = (
    "self",
    "declared",
    "kin",
    "company",
    "money",
    "unit",
    "native_place",
)
_NAMESAKES = 5  # more people of one name than this say nothing


@dataclass(frozen=True, slots=True)
class Hint:
    """A possible ground for recusal of one member towards one person named.

    Parameters
    ----------
    member, person
        Who may have to stand aside, and towards whom.
    ground
        Which kind of tie.
    path
        Names along the way, from the member to the person named.
    records
        Where the ties stand.
    says
        The tie in words.
    namesake
        The name is carried by several people: whether this is the member is open.
    """

    member: str
    person: str
    ground: Ground
    path: tuple[str, ...]
    records: tuple[Source, ...]
    says: Text
    namesake: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return the hint for programs; words in the language in force."""
        return {
            "member": self.member,
            "person": self.person,
            "ground": self.ground,
            "path": list(self.path),
            "records": [record.to_json() for record in self.records],
            "says": str(self.says),
            "namesake": self.namesake,
        }


def recusal_hints(
    graph: LinkGraph | None,
    team: Iterable[Member],
    persons: Iterable[str],
    *,
    hops: int = HOPS,
) -> tuple[Hint, ...]:
    """Return every hint for a team towards the persons named.

    Parameters
    ----------
    graph
        The case's link graph; without it only declarations are looked at.
    team
        Members with what they declared.
    persons
        Names of the persons named.
    hops
        Greatest number of kinship links.

    Returns
    -------
    tuple of Hint
        Sorted by member, person and ground; one hint a ground and pair, the shortest.
        O(team x persons x (entities + links)).
    """
    found: dict[tuple[str, str, Ground], Hint] = {}
    for member, person in product(team, sorted(set(persons))):
        for hint in _hints(graph, member, person, hops):
            key = (hint.member, hint.person, hint.ground)
            if key not in found or len(hint.path) < len(found[key].path):
                found[key] = hint
    return tuple(
        sorted(
            found.values(),
            key=lambda h: (h.member, h.person, _ORDER.index(h.ground), h.path),
        )
    )


def _hints(
    graph: LinkGraph | None, member: Member, person: str, hops: int
) -> Iterator[Hint]:
    yield from _declared(member, person)
    if graph is None:
        return
    ours, theirs = _ids(graph, member.name), _ids(graph, person)
    namesake = len(ours) > 1
    for one, other in product(ours, theirs):
        if one == other:
            says = say("{member} is the person named.", member=member.name)
            names = (member.name,)
            yield Hint(member.name, person, "self", names, (), says, namesake)
            continue
        for ground, path in _ties(graph, one, other, hops):
            yield _hint(member.name, person, ground, path, namesake=namesake)
        yield from _native(graph, member.name, person, (one, other))


def _declared(member: Member, person: str) -> Iterator[Hint]:
    for tie in member.ties:
        if person and person in tie:
            says = say("{member} declared a tie: {tie}.", member=member.name, tie=tie)
            path = (member.name, person)
            yield Hint(member.name, person, "declared", path, (), says)


def _ids(graph: LinkGraph, name: str) -> list[str]:
    """Return the persons of that name, namesakes too; none where nobody is known."""
    found = [graph.entity(code) for code in named(graph.entity_columns, name)]
    return [entity.id for entity in found if entity.kind == "person"][:_NAMESAKES]


def _ties(
    graph: LinkGraph, one: str, other: str, hops: int
) -> Iterator[tuple[Ground, Path]]:
    asked: tuple[tuple[Ground, tuple[str, ...], int], ...] = (
        ("kin", KIN, hops),
        ("unit", UNIT, 2),
        ("money", MONEY, 1),
        ("money", (*MONEY, "holds"), 3),
        ("company", COMPANY, 2),
        ("money", (*MONEY, *KIN), 2),
        ("company", (*COMPANY, *KIN), 3),
    )
    for ground, kinds, most in asked:
        path = _path(graph, one, other, kinds, most)
        if path is None:
            continue
        used = {link.kind for link in path.links}
        if ground == "kin" or used - set(KIN):  # kinship alone is its own ground
            yield ground, path


def _path(
    graph: LinkGraph, one: str, other: str, kinds: Sequence[str], most: int
) -> Path | None:
    found = graph.paths(one, other, most, kinds=kinds, limit=1)
    return found[0] if len(found) else None


def _hint(
    member: str, person: str, ground: Ground, path: Path, *, namesake: bool
) -> Hint:
    names = tuple(entity.name for entity in path.entities)
    sentences = {
        "kin": say("{member} is kin of {person}.", member=member, person=person),
        "unit": say(
            "{member} and {person} work or worked in the same unit: {unit}.",
            member=member,
            person=person,
            unit=names[1],
        ),
        "money": say(
            "Money went between {member} and {person}.", member=member, person=person
        ),
        "company": say(
            "{member} and {person} meet in a company: {through}.",
            member=member,
            person=person,
            through=names[1:-1],
        ),
    }
    records = tuple(dict.fromkeys(r for link in path.links for r in link.records))
    return Hint(member, person, ground, names, records, sentences[ground], namesake)


def _native(
    graph: LinkGraph, member: str, person: str, ids: tuple[str, str]
) -> Iterator[Hint]:
    places = [set(graph.entity(one).properties.get("native_place", ())) for one in ids]
    for place in sorted(places[0] & places[1]):
        says = say(
            "{member} and {person} come from the same place: {place}.",
            member=member,
            person=person,
            place=place,
        )
        yield Hint(member, person, "native_place", (member, place, person), (), says)


def recusals(
    hints: Iterable[Hint],
    matters: Mapping[str, Sequence[str]],
    decided: Mapping[str, Mapping[str, str]],
) -> tuple[Recusal, ...]:
    """Turn hints and decisions into who may not touch which matters.

    Parameters
    ----------
    hints
        From :func:`recusal_hints`.
    matters
        Allegation id -> persons named with it.
    decided
        Member -> person named -> ``recused`` or ``cleared``, as the journal has it.

    Returns
    -------
    tuple of Recusal
        One a member and matter. What nobody has decided blocks, and says that it waits
        for a decision; what was cleared does not.
    """
    found: dict[tuple[str, str], Recusal] = {}
    for hint in hints:
        said = decided.get(hint.member, {}).get(hint.person)
        if said == "cleared":
            continue
        for name, persons in matters.items():
            if hint.person in persons:
                key = (hint.member, name)
                kept = Recusal(hint.member, (name,), hint.says, said == "recused")
                found.setdefault(key, kept)
    for member, choices in decided.items():
        for person, said in choices.items():
            for name, persons in matters.items():
                if said == "recused" and (person in persons or not person):
                    why = say("{member} stands aside by decision.", member=member)
                    found.setdefault((member, name), Recusal(member, (name,), why))
    return tuple(found[key] for key in sorted(found))


def blocked(hints: Iterable[Hint], member: str) -> bool:
    """Say whether an undecided hint keeps ``member`` from opening the case."""
    return any(hint.member == member for hint in hints)


def known_name(graph: LinkGraph, name: str) -> bool:
    """Say whether the records know a name at all (no hint is no proof otherwise)."""
    return bool(graph.codes(name))
