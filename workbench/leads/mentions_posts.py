"""Post and unit of each person in a Chinese letter, from the words beside the name.

Before it (清河县交通局局长刘建国), after it (刘建国，男，系县交通局局长), in brackets;
a person whose post was said once keeps it in the rest of the letter.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from workbench.leads.lexicon import either, lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbench.leads.values import PersonMention, Span, UnitMention

_REACH = 30
_FAR = 60  # particulars of a person may stand between name and post
_LINK = r"[的原时现任、，]{0,2}(?:时任|现任|原任|曾任)?"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    lists = lexicon("posts")
    modifiers, posts = either(lists["modifiers"]), either(lists["posts"])
    post = rf"(?:{modifiers}){{0,3}}(?:副)?{posts}"
    posts_in_a_row = rf"{post}(?:[、兼和及]{{1,2}}{post}){{0,3}}"
    life = r"(?:[，,]?\s?(?:[男女]|汉族|中共党员|\d{1,3}岁|[^，。；()\n]{2,14}[生人]))"
    said = (
        r"(?:(?:系|是|任|担任|时任|现任|原任|曾任|现为|为|当选|身为|在担任|作为"
        r"|曾经是|原是|原系)(?:了|过)?)"
    )
    return (
        re.compile(rf"(?P<post>{posts_in_a_row})(?:[:：])?$"),
        re.compile(
            rf"(?P<open>[(，,]\s?)?{life}{{0,4}}[，,]?(?P<said>{said})?(?:我们|我)?"
        ),
        re.compile(rf"(?P<post>{posts_in_a_row})"),
    )


def fill_posts(
    text: str,
    persons: Sequence[PersonMention],
    units: Sequence[UnitMention],
    places: Sequence[Span],
) -> list[PersonMention]:
    """Give persons their post and unit where the letter says them.

    Parameters
    ----------
    text
        Folded text; all spans are in it.
    """
    named: list[Span | UnitMention] = [*places, *units]
    ends = {unit.end: unit.text for unit in named}
    starts = {unit.start: unit.end for unit in named}
    out: list[PersonMention] = []
    for i, person in enumerate(persons):
        stop = persons[i + 1].start if i + 1 < len(persons) else len(text)
        low = persons[i - 1].end if i else 0
        out.append(_filled(text, person, (low, stop), ends, starts))
    return _carried(out)


def _filled(
    text: str,
    person: PersonMention,
    room: tuple[int, int],
    ends: dict[int, str],
    starts: dict[int, int],
) -> PersonMention:
    before, _, row = _patterns()
    if person.unresolved:
        match = row.search(text, person.start + len(person.name), person.end)
        post = match["post"] if match and match.end() == person.end else None
        return replace(person, post=post, unit=_unit_at(text, person.start, ends))
    low = max(room[0], person.start - _REACH)
    low = max(
        (end for end in range(low + 1, person.start + 1) if end in ends), default=low
    )
    match = before.search(text, low, person.start)
    if match:
        unit = _unit_at(text, match.start(), ends)
        return replace(person, post=match["post"], unit=unit)
    post, unit = _after(text, person.end, room[1], starts)
    unit = unit or _unit_at(text, person.start, ends)
    return replace(person, post=post, unit=unit)


def _after(
    text: str, end: int, stop: int, starts: dict[int, int]
) -> tuple[str | None, str | None]:
    """Read post and unit after a name: 刘建国局长; 刘建国（男，系县交通局局长）."""
    _, after, row = _patterns()
    introduced = after.match(text, end, min(stop, end + _FAR))
    at = introduced.end() if introduced else end
    if introduced and not (introduced["said"] or introduced["open"]) and at > end:
        return None, None
    unit = text[at : starts[at]] if at in starts else None
    post = row.match(text, starts.get(at, at), stop)
    if post is None or (unit is None and at == end and len(post["post"]) < 2):  # noqa: PLR2004
        return None, None
    return post["post"], unit


def _unit_at(text: str, at: int, ends: dict[int, str]) -> str | None:
    """Return the unit that ends here, a linking word between allowed."""
    for back in range(5):
        unit = ends.get(at - back)
        if unit and re.fullmatch(_LINK, text[at - back : at]):
            return unit
    return None


def _carried(persons: Iterable[PersonMention]) -> list[PersonMention]:
    persons = list(persons)
    said: dict[str, PersonMention] = {}
    for person in persons:
        if person.post and not person.unresolved:
            said.setdefault(person.name, person)
    return [
        replace(p, post=said[p.name].post, unit=p.unit or said[p.name].unit)
        if p.post is None and p.name in said
        else p
        for p in persons
    ]
