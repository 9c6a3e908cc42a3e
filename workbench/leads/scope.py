"""What is for another body: land, wages, noise, courts, neighbours and the like.

An allegation is out of scope where it tells of such a matter and of no misconduct in
office. A judge who is said to take money, or a subsidy on disputed land, stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re

    from workbench.leads.acts import Act
    from workbench.leads.allegations import Draft
    from workbench.leads.reading import Reading
    from workbench.leads.values import Span


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A matter for another body: its topic and the words that show it."""

    topic: str
    span: Span


_SURE, _WEAK = 3.5, 2.0
_TELLING = 2.5  # worth of a frame that tells of misconduct
_BRIEF = {"zh": 100, "en": 180}  # a letter so short that one question is all of it
_FEW = 2  # questions that make an inquiry
_MANY = 3  # words of the court's business that a mere guess does not take away from it


def elsewhere(reading: Reading, draft: Draft) -> Elsewhere | None:
    """Return the other body's matter that an allegation tells, if it tells only that.

    The topic with most words wins; ties go to table order. A request about a public
    service in which nobody is accused is a matter for whoever runs the service.
    """
    look = _Look(reading, draft, tuple(reading.stretches(draft.all)))
    best = _topic(look)
    disowned = look.first("disowns")
    court = best is not None and best[1] == "court" and best[0] >= _MANY
    guessed = court and reading.grounds.conjecture
    told = look.first("misconduct") or _plain_misconduct(look)
    if told and not (disowned or guessed):
        return None
    if best is None:
        return _kindly(look) or _asked(look)
    return Elsewhere(best[1], reading.span(*best[2].span()))


def nearest(reading: Reading, draft: Draft) -> Elsewhere:
    """Return the topic that most words speak for, whatever else is told.

    For a matter that labelled letters show to be another body's: whoever runs the
    service where no topic is named.
    """
    look = _Look(reading, draft, tuple(reading.stretches(draft.all)))
    best = _topic(look)
    if best is not None:
        return Elsewhere(best[1], reading.span(*best[2].span()))
    first = reading.sentences[draft.own[0]]
    return Elsewhere("service", reading.span(first.start, first.end))


def _topic(look: _Look) -> tuple[int, str, re.Match[str]] | None:
    """Return the topic with most words, how many, and the first of them."""
    best: tuple[int, str, re.Match[str]] | None = None
    for topic, pattern in look.reading.patterns.topics.items():
        hits = look.hits(pattern)
        if hits and (best is None or len(hits) > best[0]):
            best = len(hits), topic, hits[0]
    return best


@dataclass(frozen=True, slots=True)
class _Look:
    """An allegation of which scope is asked, with the places of its sentences."""

    reading: Reading
    draft: Draft
    stretches: tuple[tuple[int, int], ...]

    def hits(self, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        finder = self.reading.finder
        return [m for s in self.stretches for m in finder.finditer(pattern, *s)]

    def first(self, field: str) -> tuple[int, int] | None:
        """Return where the first of a field of words stands."""
        return self.reading.first(self.reading.patterns.scope[field], self.stretches)


def _kindly(look: _Look) -> Elsewhere | None:
    """Find thanks, or a question about a rule: nobody is accused of anything."""
    praise = look.first("praise")
    asks = look.hits(look.reading.patterns.scope["inquiry"])
    labels = look.reading.patterns.of("labels", "")
    blamed = look.reading.first(labels, look.stretches) is not None
    if praise and not blamed:
        return Elsewhere("service", look.reading.span(*praise))
    size = sum(end - start for start, end in look.stretches)
    enough = 1 if size < _BRIEF[look.reading.lang] else _FEW
    if len({m[0] for m in asks}) >= enough and not blamed and not _official(look):
        return Elsewhere("service", look.reading.span(*asks[0].span()))
    return None


def _asked(look: _Look) -> Elsewhere | None:
    """Find a private matter or a request about a service, with nobody accused.

    Two of three must be told: somebody of the writer's own who is wronged, a matter of
    daily life, a wish that somebody help. A label, or a named official, speaks against.
    """
    reading = look.reading
    if reading.first(reading.patterns.of("labels", ""), look.stretches):
        return None
    wronged, matter = look.first("wronged"), look.first("matter")
    request, service = look.first("request"), look.first("service")
    accused = any(_accuses(act) for act in look.draft.acts) or _official(look)
    if matter and wronged and (request or not accused):
        return Elsewhere("service", reading.span(*matter))
    if request and service and not accused:
        return Elsewhere("service", reading.span(*service))
    return None


def _plain_misconduct(look: _Look) -> bool:
    """Tell whether frames tell misconduct in office, whatever topic comes up beside.

    Only a strong frame, or a weaker one of somebody with a post, or a record of an
    office to be compared.
    """
    reading, draft = look.reading, look.draft
    best = max((a.scores[0][1] for a in draft.acts if a.offence), default=0.0)
    if best >= _SURE or (best >= _WEAK and _official(look)):
        return True
    check = reading.patterns.of("pointer", "check")
    return not draft.offence and reading.search(check, draft.all) is not None


def _accuses(act: Act) -> bool:
    """Tell whether an act is told by frames of misconduct, in a template or not."""
    return act.offence is not None or bool(act.scores and act.scores[0][1] >= _TELLING)


def _official(look: _Look) -> bool:
    """Tell whether the letter names somebody with a post, other than whom it greets."""
    reading = look.reading
    own = (p for p in reading.mentions.persons if p.post)
    return any(
        reading.sentence_at(p.start) in look.draft.all
        and _GREETS not in reading.plain[max(0, p.start - 6) : p.start]
        for p in own
    )


_GREETS = "尊敬的"
