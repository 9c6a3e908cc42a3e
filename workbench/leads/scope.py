"""What is for another body: land, wages, noise, courts, neighbours and the like.

An allegation is out of scope where it tells of such a matter and of no misconduct in
office. A judge who is said to take money, or a subsidy on disputed land, stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from workbench.leads.prefixes import Prefixes, finder, make_prefixes
from workbench.rules.reading import read

if TYPE_CHECKING:
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
_FIELDS = ("misconduct", "request", "service", "wronged", "matter")


@dataclass(frozen=True, slots=True)
class _Words:
    prefixes: Prefixes
    topics: dict[str, re.Pattern[str]]
    misconduct: re.Pattern[str]
    request: re.Pattern[str]
    service: re.Pattern[str]
    wronged: re.Pattern[str]
    matter: re.Pattern[str]


@cache
def _words(lang: str) -> _Words:
    data = read("lexicon", f"scope_{lang}")
    topics = {name: re.compile(p) for name, p in data["topics"].items()}
    fields = [re.compile(data[name], re.MULTILINE) for name in _FIELDS]
    prefixes = make_prefixes([*topics.values(), *fields], lang)
    return _Words(prefixes, topics, *fields)


def elsewhere(reading: Reading, draft: Draft) -> Elsewhere | None:
    """Return the other body's matter that an allegation tells, if it tells only that.

    The topic with most words wins; ties go to table order. A request about a public
    service in which nobody is accused is a matter for whoever runs the service.
    """
    words = _words(reading.lang)
    stretches = reading.stretches(draft.all)
    places = finder(words.prefixes, reading.plain)
    if any(places.search(words.misconduct, *stretch) for stretch in stretches):
        return None
    if _plain_misconduct(reading, draft):
        return None
    best: tuple[int, str, re.Match[str]] | None = None
    for topic, pattern in words.topics.items():
        hits = [m for s in stretches for m in places.finditer(pattern, *s)]
        if hits and (best is None or len(hits) > best[0]):
            best = len(hits), topic, hits[0]
    if best is None:
        return _asked(reading, draft, stretches, words)
    return Elsewhere(best[1], reading.span(*best[2].span()))


def _asked(
    reading: Reading, draft: Draft, stretches: list[tuple[int, int]], words: _Words
) -> Elsewhere | None:
    """Find a private matter or a request about a service, with nobody accused.

    Two of three must be told: somebody of the writer's own who is wronged, a matter of
    daily life, a wish that somebody help. A label, or a named official, speaks against.
    """
    labels = reading.patterns.of("labels", "")
    if any(labels.search(reading.plain, *stretch) for stretch in stretches):
        return None
    found = []
    places = finder(words.prefixes, reading.plain)
    for pattern in (words.wronged, words.matter, words.request, words.service):
        hits = (places.search(pattern, *stretch) for stretch in stretches)
        found.append(next((hit for hit in hits if hit), None))
    wronged, matter, request, service = found
    accused = any(_accuses(act) for act in draft.acts) or _official(reading, draft)
    if matter and wronged and (request or not accused):
        return Elsewhere("service", reading.span(*matter.span()))
    if request and service and not accused:
        return Elsewhere("service", reading.span(*service.span()))
    return None


def _plain_misconduct(reading: Reading, draft: Draft) -> bool:
    """Tell whether frames tell misconduct in office, whatever topic comes up beside.

    Only a strong frame, or a weaker one of somebody with a post, or a record of an
    office to be compared.
    """
    best = max((a.scores[0][1] for a in draft.acts if a.offence), default=0.0)
    if best >= _SURE or (best >= _WEAK and _official(reading, draft)):
        return True
    check = reading.patterns.of("pointer", "check")
    return not draft.offence and reading.search(check, draft.all) is not None


def _accuses(act: Act) -> bool:
    """Tell whether an act is told by frames of misconduct, in a template or not."""
    return act.offence is not None or bool(act.scores and act.scores[0][1] >= _TELLING)


def _official(reading: Reading, draft: Draft) -> bool:
    """Tell whether the letter names somebody with a post, other than whom it greets."""
    own = (p for p in reading.mentions.persons if p.post)
    return any(
        reading.sentence_at(p.start) in draft.all
        and _GREETS not in reading.plain[max(0, p.start - 6) : p.start]
        for p in own
    )


_GREETS = "尊敬的"
