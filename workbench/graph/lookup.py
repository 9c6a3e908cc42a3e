"""From what a person types to an entity: by id, by name, else by what lies nearest."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal

from workbench.errors import UnknownName
from workbench.graph.cleaning import plain
from workbench.values.unit_name import bare_region, parse_unit

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
    found = codes_of(entities, who)
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


def codes_of(entities: EntityColumns, who: str) -> list[int]:
    """Return the codes of what is called so by id, else by name; none is no error.

    Unlike ``code_of`` it never looks for what lies nearest, which takes long.
    """
    for text in dict.fromkeys((who, plain(who))):
        code = entities.ids.find(text)
        if code is not None:
            return [code]
    return [] if entities.names is entities.ids else named(entities, who)


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


def part_of_unit(
    entities: EntityColumns, text: str
) -> Literal["place", "brand"] | None:
    """Say what a bare word is in the names of the units on record.

    Letters name places and firms by a bare word that may look like a person's name:
    where 白塘乡人民政府 is on record 白塘 is its place, where 康达医药有限公司 is, 康达
    is its brand.

    Returns
    -------
    str or None
        ``place``, ``brand``, or ``None`` where it is neither, or stands on record as a
        name of its own.
    """
    if not text or entities.ids.find(text) is not None or named(entities, text):
        return None
    units = [code for code, kind in enumerate(entities.kinds) if kind == "unit"]
    held = zip(entities.kind.tolist(), entities.names.tolist(), strict=True)
    parts = [parse_unit(name) for kind, name in held if kind in units and text in name]
    if any(text in (r, bare_region(r)) for part in parts for r in part.regions):
        return "place"
    return "brand" if any(not p.public and p.brand == text for p in parts) else None
