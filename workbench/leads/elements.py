"""The ten elements of an allegation, each with its level and the words it rests on.

The test of a level is addressability: *could a record clerk find the record from this
element alone?* 0 absent, 1 vague, 2 narrows to a few, 3 determinate (DOMAIN section 8).
An element without a quote has level 0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.leads.drawing import Scope
from workbench.leads.roles import firms
from workbench.leads.values import ELEMENTS, Element

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workbench.leads.acts import Act
    from workbench.leads.allegations import Draft
    from workbench.leads.basis import Known
    from workbench.leads.reading import Reading
    from workbench.leads.roles import Role, Roles
    from workbench.leads.values import Span, UnitMention

    Place = tuple[int, int]

_DAYS = 7  # a stretch of days that one page of a ledger holds
_MANY, _SOME = 3, 2
_PLAIN = 3.0  # worth of the frames from which verb and object are told
_NEAR = 6  # characters between a unit and the person it belongs to


def read_elements(
    reading: Reading, roles: Roles, draft: Draft, known: Known
) -> dict[str, Element]:
    """Return the ten elements of one allegation in table order."""
    own = tuple(reading.stretches(draft.telling.intersection(draft.own)))
    beside = tuple(reading.stretches(draft.telling.intersection(draft.shared)))
    whole = tuple(reading.stretches(draft.all))
    scope = Scope(reading, roles, draft, known, own, beside, whole)
    found = {
        "subject": _subject(scope),
        "counterparty": _counterparty(scope),
        "when": _when(scope),
        "where": _where(scope),
        "amount": _amount(scope),
        "how": _how(scope),
        "why": _why(scope),
        "basis": _basis(scope),
        "pointer": _pointer(scope),
    }
    found["act"] = _act(scope, found)
    return {name: found[name] for name in ELEMENTS}


_FIXED = ("counterparty", "when", "amount", "how", "why")
"""What fixes an act, once it is known to have been done."""

_RECORDS = ("attached", "kept", "kind")
"""How a record is named in which an act would stand; a picture at hand is none."""


def grounded(
    elements: dict[str, Element], known: Known, *, heard: bool, guessed: bool
) -> dict[str, Element]:
    """Return the elements as far as the writer's knowledge of the main claim goes.

    What is only heard of is told by somebody (2 where that is a named person), and is
    no determinate act. Of what is concluded, days and sums fix what the writer saw, not
    what was done: the act stays vague unless a record is named in which it would stand.
    """
    most: dict[str, int] = {}
    if guessed:
        named = elements["pointer"].why in _RECORDS
        most = {"basis": 0, "act": 2 if named else 1}
        most |= dict.fromkeys(_FIXED, 2 if named else 1)
    elif heard:
        most = {"basis": 2 if known.kind == "named" else 1, "act": 2}
    return {
        name: _at_most(element, most[name]) if name in most else element
        for name, element in elements.items()
    }


def _at_most(element: Element, level: int) -> Element:
    if element.level <= level:
        return element
    span = element.span if level else None
    return Element(element.name, level, span, element.why)


def _subject(scope: Scope) -> Element:
    subjects = scope.roles.subjects(scope.draft.own)
    if subjects:
        levels = [(_name_level(scope, role), role) for role in subjects[:6]]
        level, role = max(levels, key=lambda pair: pair[0])
        return scope.element(
            "subject", level, (role.person.start, role.person.end), "named"
        )
    post = scope.anywhere(scope.reading.patterns.of("subject", "post_only"))
    if post is not None:
        return scope.element("subject", _post_level(scope, post), post, "post_alone")
    place = scope.anywhere(scope.reading.patterns.of("subject", "vague"))
    units = [u for u in scope.reading.mentions.units if scope.within(u.start)]
    if place is None and units:
        place = units[0].start, units[0].end
    return scope.element("subject", 1, place, "vague")


def _post_level(scope: Scope, post: Place) -> int:
    """Return 2 for a post at a named unit, or the head of one: one or a few persons."""
    units = [u for u in scope.reading.mentions.units if u.kind != "company"]
    if any(abs(u.end - post[0]) <= _SOME for u in units):
        return 2
    head = scope.reading.patterns.of("subject", "head")
    found = scope.find(head)
    return 2 if found is not None and any(scope.within(u.start) for u in units) else 1


def _name_level(scope: Scope, role: Role) -> int:
    person = role.person
    reading = scope.reading
    unit = person.unit or any(u.kind != "company" for u in reading.mentions.units)
    placed = bool(unit) or bool(reading.mentions.places)
    post = person.post or any(
        r.person.post for r in scope.roles.all if r.person.name == person.name
    )
    if person.unresolved:
        return 2
    if person.masked:
        near = any(0 <= person.start - u.end <= _NEAR for u in reading.mentions.units)
        return 2 if post or near else 1
    return 3 if placed and post else 2


def _counterparty(scope: Scope) -> Element:
    own = scope.draft.telling
    best: tuple[int, Place] | None = None
    for role in scope.roles.others(own):
        person = role.person
        level = 2 if person.masked or person.unresolved else 3
        if best is None or level > best[0]:
            best = level, (person.start, person.end)
    for unit in firms(scope.reading, own):
        if best is None or best[0] < _MANY:
            best = 3, (unit.start, unit.end)
    if best is not None:
        return scope.element("counterparty", best[0], best[1], "named")
    place = scope.look("counterparty", "described", shared=False)
    if place is not None:
        return scope.element("counterparty", 2, place, "described")
    return scope.element(
        "counterparty", 1, scope.look("counterparty", "vague", shared=False), "vague"
    )


def _when(scope: Scope) -> Element:
    best: tuple[int, Place] | None = None
    for date in scope.reading.mentions.dates:
        if not scope.within(date.start) or signature(scope.reading, date.start):
            continue
        if date.first is None or date.last is None:
            level = 2
        else:
            level = 3 if (date.last - date.first).days <= _DAYS else 2
        if best is None or level > best[0]:
            best = level, (date.start, date.end)
    if best is not None:
        return scope.element("when", best[0], best[1], "dated")
    season = scope.look("when", "season")
    if season is not None:
        return scope.element("when", 2, season, "season")
    return scope.element("when", 1, scope.look("when", "vague"), "vague")


def signature(reading: Reading, place: int) -> bool:
    """Tell whether a date stands under the letter rather than in it."""
    number = reading.sentence_at(place)
    if number < 0:
        return True
    sentence = reading.sentences[number]
    short = sentence.end - sentence.start <= (24 if reading.lang == "zh" else 40)
    return short and number >= len(reading.sentences) - 2 and number > 0


def _where(scope: Scope) -> Element:
    number = scope.look("where", "number", shared=False)
    if number is not None:
        return scope.element("where", 3, number, "numbered")
    for project in scope.reading.mentions.projects:
        if scope.within(project.start):
            return scope.element("where", 3, (project.start, project.end), "project")
    matter = scope.look("where", "matter", shared=False)
    place = next(
        (
            (p.start, p.end)
            for p in _named_places(scope.reading)
            if scope.within(p.start)
        ),
        None,
    )
    if matter is not None and place is not None:
        return scope.element("where", 2, matter, "matter_and_place")
    generic = scope.look("where", "matter_generic", shared=False)
    vague = matter or place or generic or scope.look("where", "vague")
    return scope.element("where", 1, vague, "vague")


def _named_places(reading: Reading) -> Iterator[Span | UnitMention]:
    yield from reading.mentions.places
    yield from reading.mentions.units


def _amount(scope: Scope) -> Element:
    found = scope.reading.mentions
    for kind in (found.plates, found.accounts):
        for span in kind:
            if scope.within(span.start, shared=False):
                return scope.element("amount", 3, (span.start, span.end), "object")
    fleet = scope.look("amount", "fleet", shared=False)
    if fleet is not None:
        return scope.element("amount", 3, fleet, "object")
    best: tuple[int, Place] | None = None
    for sum_ in found.amounts:
        if not scope.within(sum_.start, shared=False):
            continue
        level = 2 if sum_.loose else 3
        if best is None or level > best[0]:
            best = level, (sum_.start, sum_.end)
    if best is not None:
        return scope.element("amount", best[0], best[1], "sum")
    thing = scope.look("amount", "object", shared=False)
    if thing is not None:
        return scope.element("amount", 2, thing, "object")
    return scope.element(
        "amount", 1, scope.look("amount", "vague", shared=False), "vague"
    )


def _how(scope: Scope) -> Element:
    steps = list(scope.finds(scope.reading.patterns.of("how", "step"), shared=False))
    text = scope.reading.plain
    distinct = {text[start:end] for start, end in steps}
    order = scope.look("how", "order", shared=False)
    if len(distinct) >= _MANY or (len(distinct) == _SOME and order):
        return scope.element("how", 3, (steps[0][0], steps[-1][1]), "steps")
    if len(distinct) >= _SOME or (steps and order):
        return scope.element("how", 2, steps[0], "one_link")
    if steps:
        inside = any(a.start <= steps[0][0] < a.end for a in scope.draft.acts)
        return scope.element("how", 1 if inside else 2, steps[0], "one_link")
    return scope.element("how", 1, scope.look("how", "generic", shared=False), "vague")


def _why(scope: Scope) -> Element:
    favour = scope.look("why", "favour", shared=False)
    request = scope.look("why", "request", shared=False)
    if favour and request:
        return scope.element("why", 3, favour, "request_and_favour")
    if favour or request:
        return scope.element("why", 2, favour or request, "one_of_two")
    return scope.element("why", 1, scope.look("why", "generic", shared=False), "vague")


def _basis(scope: Scope) -> Element:
    known = scope.known
    return scope.element("basis", known.level, known.place, known.kind)


def _pointer(scope: Scope) -> Element:
    """Read where a record is pointed to: attached, numbered, or named with its place.

    A record whose place is told is determinate where its period, number or drawer is
    too: a clerk could go and fetch it. What is said to be gone points to nothing.
    """
    for way, level in (("attached", 3), ("kept", 2), ("held", 2), ("kind", 2)):
        place = scope.still(scope.reading.patterns.of("pointer", way))
        if place is not None:
            narrowed = way == "kept" and scope.narrowed(place)
            return scope.element("pointer", level + narrowed, place, way)
    for document in scope.reading.mentions.documents:
        place = document.start, document.end
        if scope.within(document.start) and not scope.denied(place):
            named = scope.reading.mentions.places or scope.reading.mentions.units
            return scope.element("pointer", 2 if named else 1, place, "document")
    vague = scope.still(scope.reading.patterns.of("pointer", "vague"))
    return scope.element("pointer", 1, vague, "vague")


def _act(scope: Scope, found: dict[str, Element]) -> Element:
    """Raise or lower the act by what fixes it: to whom, when, what, how much.

    An act that is only inferred stays vague, whatever else the sentence tells.
    """
    if not scope.draft.acts:
        return Element("act", 0, None, "labels_only")
    acts = scope.draft.acts
    act = max(acts, key=lambda a: (a.level, _worth(a), -a.start))
    fixed = _fixed(found, ("counterparty", "when", "where", "amount", "how"))
    if scope.known.guess:
        envied = scope.look("wealth", "")
        level = 2 if act.level > 1 and fixed >= _MANY and not envied else 1
    elif act.level == 1:
        level = 2 if fixed >= _SOME else 1
    elif fixed >= _SOME:
        level = 3
    else:
        matter = scope.look("where", "matter", shared=False)
        plain = _worth(act) >= _PLAIN
        level = 2 if fixed or matter or plain else 1
    return scope.element("act", level, (act.start, act.end), f"act_{act.level}")


def _worth(act: Act) -> float:
    return act.scores[0][1] if act.scores else 0.0


def _fixed(found: dict[str, Element], names: Iterable[str]) -> int:
    return sum(found[name].level >= _SOME for name in names)
