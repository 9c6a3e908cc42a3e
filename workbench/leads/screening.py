"""Screening rules R1-R11: each with its quoted ground, none closes by itself.

A rule that holds is a proposal. Who proposes and who approves are two persons; the case
asks both. What the text alone cannot tell (was it concluded before, was the person in
post) comes from the case as plain values.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.leads.scope import nearest
from workbench.leads.values import Screen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.leads.allegations import Draft
    from workbench.leads.checks import Setting
    from workbench.leads.reading import Reading
    from workbench.leads.values import Allegation, Span

RANKS = {"township": 0, "county": 1, "prefecture": 2, "province": 3, "centre": 4}


@dataclass(frozen=True, slots=True)
class Known:
    """What the case knows of an allegation besides its letter.

    ``concluded`` and ``new_facts`` serve R8, ``in_post`` R11.
    """

    concluded: bool = False
    new_facts: bool = True
    in_post: bool | None = None


_NOTHING = Known()


def screen(
    allegation: Allegation,
    reading: Reading,
    draft: Draft,
    setting: Setting,
    known: Known = _NOTHING,
) -> tuple[Screen, ...]:
    """Return the screening rules that hold for an allegation, in the order of R1-R11.

    The allegation must have its scores; the draft says which sentences are its own.
    """
    look = _Look(reading, draft)
    found = [
        *_content(allegation, look, setting),
        *_person(allegation, look, setting),
        *_register(allegation, known),
        *_dates(allegation, setting, known),
    ]
    return tuple(sorted(found, key=lambda s: int(s.rule[1:])))


@dataclass(frozen=True, slots=True)
class _Look:
    reading: Reading
    draft: Draft

    def first(self, element: str, way: str = "") -> Span | None:
        pattern = self.reading.patterns.of(element, way)
        place = self.reading.search(pattern, self.draft.all)
        return self.reading.span(*place) if place else None


def _content(allegation: Allegation, look: _Look, setting: Setting) -> Iterator[Screen]:
    rules = setting.profile.screening
    levels = {name: e.level for name, e in allegation.elements.items()}
    if levels["act"] == 0 and not allegation.out_of_scope:
        yield Screen("R1", look.first("labels"), "act_absent")
    unpointed = levels["pointer"] <= 1  # "go and check" points to no record
    if allegation.hearsay and levels["basis"] <= rules.basis_hearsay and unpointed:
        ground = allegation.elements["basis"].span or look.first("basis", "told")
        yield Screen("R2", ground, "hearsay")
    if allegation.speculation and levels["act"] <= 1:
        yield Screen("R3", look.first("basis", "inferred"), "conjecture")
    two = look.first("ambiguous")
    if two is not None:
        yield Screen("R4", two, "two_readings")
    expiring = any(c.expires and c.source in allegation.best for c in allegation.checks)
    if allegation.verifiability < rules.low_verifiability and not (
        expiring and allegation.best
    ):
        yield Screen("R5", None, "hardly_verifiable")
    harmless = look.first("harmless")
    if harmless is not None and levels["act"] <= 1:
        yield Screen("R6", harmless, "no_liability")


def _person(allegation: Allegation, look: _Look, setting: Setting) -> Iterator[Screen]:
    subject = allegation.elements["subject"]
    dead = look.first("subject", "dead")
    if subject.level <= 1:
        yield Screen("R7", subject.span, "person_unclear")
    elif dead is not None:
        yield Screen("R7", dead, "person_dead")
    if allegation.out_of_scope:
        other = look.draft.other or nearest(look.reading, look.draft)
        body = setting.profile.screening.bodies[other.topic][allegation.lang]
        yield Screen("R9", other.span, "out_of_scope", body)
    ours = RANKS.get(setting.office_level, 1)
    for person in allegation.subjects[:1]:
        title = f"{person.unit or ''}{person.post or ''}".lower()
        if managed_above(look.reading, title, ours):
            span = look.reading.span(person.start, person.end)
            yield Screen("R10", span, "superior")


def managed_above(reading: Reading, title: str, ours: int) -> bool:
    """Tell whether a post is managed by an office above one of rank ``ours``."""
    words = reading.patterns.elements["subject"]
    if ours < RANKS["province"] and words["superior"].search(title):
        return True
    return ours <= RANKS["county"] and words["own_head"].search(title) is not None


def _register(allegation: Allegation, known: Known) -> Iterator[Screen]:
    if known.concluded and not known.new_facts:
        yield Screen("R8", allegation.elements["act"].span, "concluded_before")


def _dates(allegation: Allegation, setting: Setting, known: Known) -> Iterator[Screen]:
    when = allegation.elements["when"].span
    future = (
        allegation.first is not None
        and setting.as_of is not None
        and allegation.first > setting.as_of
    )
    if future or known.in_post is False:
        yield Screen("R11", when, "not_in_post" if known.in_post is False else "future")
