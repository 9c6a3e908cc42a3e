"""From what a person types to an entity: by id, by name, else by what lies nearest."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from workbench.errors import UnknownName
from workbench.graph.cleaning import plain

if TYPE_CHECKING:
    from workbench.graph.columns import EntityColumns

NEAREST = 5
LOOKED_AT = 20_000  # names compared letter by letter, at most
_LIKE = 0.5


def code_of(entities: EntityColumns, who: str) -> int:
    """Return the code of an entity named by id or name.

    Parameters
    ----------
    entities
        The entities to look among.
    who
        An id, or a name (width and spaces do not matter).

    Raises
    ------
    UnknownName
        Where nothing is called so (the nearest names are offered), or several are (all
        are listed by id).
    """
    for text in dict.fromkeys((who, plain(who))):
        code = entities.ids.find(text)
        if code is not None:
            return code
    found = [] if entities.names is entities.ids else named(entities, who)
    if len(found) == 1:
        return found[0]
    if found:
        listed = "; ".join(
            f"{entities.ids[code]} ({entities.kinds[entities.kind[code]]})"
            for code in found
        )
        raise UnknownName("graph.several", name=who, candidates=listed)
    near = nearest(entities, who)
    if near:
        raise UnknownName("graph.unknown", name=who, nearest="; ".join(near))
    raise UnknownName("graph.unknown_alone", name=who)


def named(entities: EntityColumns, who: str) -> list[int]:
    """Return the codes of all entities with exactly this name."""
    return entities.names.find_all(plain(who))


def nearest(entities: EntityColumns, who: str) -> list[str]:
    """Return up to five names or ids that come close, the closest first."""
    wanted = plain(who).casefold()
    names = entities.names.tolist()
    if entities.ids is not entities.names:  # account numbers are typed as well
        names = [*names, *entities.ids.tolist()]
    if len(names) > LOOKED_AT:
        names = _likely(names, wanted)
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    scored: dict[str, float] = {}
    for name in names:
        if name in scored:
            continue
        folded = name.casefold()
        matcher.set_seq1(folded)
        if wanted and (wanted in folded or (len(folded) > 1 and folded in wanted)):
            scored[name] = 1.0
        elif matcher.real_quick_ratio() >= _LIKE and matcher.quick_ratio() >= _LIKE:
            scored[name] = matcher.ratio()
    ranked = sorted(scored, key=lambda name: (-scored[name], len(name), name))
    return [name for name in ranked if scored[name] >= _LIKE][:NEAREST]


def _likely(names: list[str], wanted: str) -> list[str]:
    """Keep names that contain the wanted text or begin like it."""
    head = wanted[:2]
    kept = [n for n in names if wanted in n.casefold() or n.casefold().startswith(head)]
    return kept[:LOOKED_AT]
