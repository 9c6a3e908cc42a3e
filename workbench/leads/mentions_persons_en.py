"""Persons in an English letter, with post and unit; never the reporter.

A name is a run of two to four capitalised words that is no unit, place, month or head
of
a sentence: a known given name, a title before it, an office or kin word beside it, or a
verb that a person does speak for it. A surname met in a full name is known afterwards.
Titles are left outside the span ("Mr. Harlow" gives Harlow).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from workbench.leads.gazetteer import known_names
from workbench.leads.lexicon import either, lexicon
from workbench.leads.values import PersonMention

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


_PART = (
    r"(?:(?:O'|D'|Mc|Mac|Fitz|De|Di|La|Le|Du|Van|Von)?"
    r"[A-Z][a-zà-ÿ]{1,18}(?:-[A-Z][a-zà-ÿ]{1,18}){0,2})"
)
_INITIAL = r"(?:[A-Z]\.(?:\s?[A-Z]\.)?)"
_PARTICLE = r"(?:(?:de la|de|del|van der|van|von|al|el|da|dos|bin|St\.)\s)"
_NAME = re.compile(
    rf"\b(?:{_PART}|{_INITIAL})(?:\s(?:{_PARTICLE}?{_PART}|{_INITIAL}|\"[A-Z][a-z]{{1,12}}\")){{0,5}}"
    r"(?:,?\s(?:Jr|Sr)\.?|\s(?:II|III|IV)\b)?"
)
_UPPER = re.compile(r"\b[A-Z]{2,15}(?:\s[A-Z]\.?)?\s[A-Z]{2,18}\b")


@dataclass(frozen=True, slots=True)
class Words:
    """Lists of the lexicon, and patterns of what stands beside a name."""

    first: frozenset[str]
    everyday: frozenset[str]
    titles: frozenset[str]
    no_names: frozenset[str]
    units: frozenset[str]
    courtesy: frozenset[str]
    surnames: frozenset[str]
    before: re.Pattern[str]
    title: re.Pattern[str]
    after: re.Pattern[str]
    says: re.Pattern[str]
    called: re.Pattern[str]


@cache
def beside() -> Words:
    """Load the lists and the patterns of what stands beside a name, once."""
    lists = lexicon("english")
    titles, posts, kin = (either(lists[k]) for k in ("titles", "posts", "kin"))
    plain = (
        r"(?!(?:the|an?|our|his|her|their|my|its|to|and|of|by|that|told|said|asked"
        r"|who)\b)"
    )
    adjectives = rf"\b(?:{plain}[a-z][a-z\-']{{1,16}}\s){{0,3}}"
    return Words(
        first=frozenset(lists["first_names"]),
        everyday=frozenset(lists["everyday_names"]),
        titles=frozenset(w for t in lists["titles"] for w in t.split()),
        no_names=frozenset(lists["no_names"]) - frozenset(lists["first_names"]),
        units=frozenset((*lists["heads"], *lists["regions"])),
        courtesy=frozenset(lists["courtesy"]),
        surnames=frozenset(lists["surnames_too"]),
        before=re.compile(
            rf"(?P<post>{adjectives}(?:{posts}|{kin})),?\s(?:is |was |named |called )?$"
        ),
        title=re.compile(rf"(?P<post>(?:[A-Z][a-z]+\s){{0,2}}{titles})\.?\s$"),
        after=re.compile(
            r"(?:,\s|\s\(|\s-\s|\s(?:is|was|serves as|works as|became),?\s)"
            r"(?:(?:the|our|a|an|its|their|my|then|former|now|who is|who was|currently"
            r"|his|her)\s){0,3}"
            rf"(?P<post>(?:{plain}[A-Za-z][\w\-']{{1,18}}\s){{0,4}}?(?:{posts}|{kin}|{titles}))"
            r"\b(?!-)(?:\s(?:of|at|for|with|in|from)\s(?:the\s)?)?"
        ),
        says=re.compile(
            rf"(?:'s)?,?\s(?:[a-z]{{2,12}}ly\s)?(?:{either(lists['says'])})\b"
        ),
        called=re.compile(
            r"\b(?:named|called|by the name of|known as|goes by|is|was|with|and|to|from"
            r"|by|against|about|for|hired|saw|told|paid|asked|gave|met|that)\s$"
        ),
    )


def find_persons(
    text: str,
    blocked: Sequence[tuple[int, int]] = (),
    known: dict[str, tuple[str, ...]] | None = None,
) -> list[PersonMention]:
    """Find persons in a folded English text, in order, without overlaps.

    Parameters
    ----------
    text
        Folded text; spans are in it.
    blocked
        Spans of units, places, dates: no name touches one.
    known
        Names of the case, by their first two characters.
    """
    taken = bytearray(len(text))
    for start, end in blocked:
        taken[start:end] = b"\1" * (end - start)
    spans = [s for s in known_names(text, known or {}) if not any(taken[slice(*s)])]
    for start, end in spans:
        taken[start:end] = b"\1" * (end - start)
    own = _reporter(text)
    candidates = [c for c in _candidates(text, taken) if text[slice(*c)] not in own]
    full = [c for c in candidates if _is_name(text, *c)]
    spans += full
    spans += _again(text, full, candidates)
    out = [_person(text, *span) for span in sorted(set(spans))]
    surnames = {name.split()[-1] for name in own}
    return [
        p for p in _apart(out)
        if p.name not in own and not (p.name in surnames and " " not in p.name)
    ]  # fmt: skip


def _apart(found: Iterable[PersonMention]) -> list[PersonMention]:
    out: list[PersonMention] = []
    for person in found:
        if not out or person.start >= out[-1].end:
            out.append(person)
    return out


def _person(text: str, start: int, end: int) -> PersonMention:
    name = text[start:end]
    alone = " " not in name
    title = beside().title.search(text, max(0, start - 40), start)
    return PersonMention(start, end, name, name, unresolved=alone and title is not None)


def _candidates(text: str, taken: bytearray) -> list[tuple[int, int]]:
    """Find runs of capitalised words, rid of titles and of heads of sentences."""
    words = beside()
    out = []
    for match in _NAME.finditer(text):
        start, end = match.span()
        while start < end:
            token = re.match(r"\S+", text[start:end])
            head = token[0].rstrip(".,") if token else ""
            drop = head in words.titles or head in words.no_names
            if not drop and not taken[start]:
                break
            start += len(token[0]) if token else 1
            while start < end and text[start] in " .,":
                start += 1
        end = _tail(text, start, end, taken, words)
        if start < end:
            out.append((start, end))
    return out


def _tail(text: str, start: int, end: int, taken: bytearray, words: Words) -> int:
    """Cut a run before the first word that no name holds."""
    for token in re.finditer(r"\S+", text[start:end]):
        at = start + token.start()
        word = token[0].rstrip(",.")
        if at > start and (taken[at] or word in words.no_names or word in words.titles):
            return start + len(text[start:at].rstrip(" ,"))
    return end


def _is_name(text: str, start: int, end: int) -> bool:
    words = beside()
    name = text[start:end]
    tokens = [t.strip('.,"') for t in name.split()]
    if any(t in words.units for t in tokens[1:]) or text[end : end + 2] == " &":
        return False
    titled = words.title.search(text, max(0, start - 40), start) is not None
    first = tokens[0] in words.first
    if len(tokens) == 1:
        return _is_single(text, start, end, titled=titled)
    if len(tokens[-1]) == 1 and not titled:  # "Plan B"
        return False
    if titled or first:
        return True
    initials = all(len(t) == 1 for t in tokens[:-1])
    supported = (
        words.before.search(text, max(0, start - 60), start)
        or words.after.match(text, end, end + 80)
        or words.says.match(text, end, end + 40)
        or words.called.search(text, max(0, start - 20), start)
    )
    return initials or bool(supported)


def _is_single(text: str, start: int, end: int, *, titled: bool) -> bool:
    """Tell whether one capitalised word alone is a person."""
    words = beside()
    name = text[start:end].strip(".")
    if len(name) < 2 or name in words.no_names:  # noqa: PLR2004 - an initial
        return titled and len(name) == 1
    if titled:
        return True
    inside = start > 1 and text[start - 1] == " " and text[start - 2] not in '.!?\n"'
    if name in words.first and name not in words.everyday:
        return True
    named = words.called.search(text, max(0, start - 20), start)
    explicit = bool(
        named and re.search(r"named|called|name of|known as|goes by", named[0])
    )
    kin = words.before.search(text, max(0, start - 60), start)
    office = text.startswith(",", end) and words.after.match(text, end, end + 80)
    return explicit or (inside and (name in words.first or bool(kin or office)))


def _again(
    text: str, full: list[tuple[int, int]], candidates: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Find surnames and given names of persons met in full."""
    parts = set()
    for start, end in full:
        tokens = [t.strip('.,"') for t in text[start:end].split()]
        tokens = [t for t in tokens if t not in {"Jr", "Sr", "II", "III", "IV"}]
        if len(tokens) > 1:
            parts |= {tokens[-1], tokens[0]}
    parts -= beside().everyday
    return [
        (start, end)
        for start, end in candidates
        if text[start:end].removesuffix("'s") in parts and end - start > 2  # noqa: PLR2004
    ]


# --- the reporter -----------------------------------------------------------------

_SELF = re.compile(
    r"\b(?:I am|I'm|[Mm]y name is|I,|[Tt]his is|Name:|Signed[,:]?|Submitted by:?|From:"
    r"|Reported by:?|Complainant:|Reporter:|Sincerely,?|Respectfully(?: submitted)?,?"
    r"|(?:Best |Kind )?[Rr]egards,?|(?:Very )?[Tt]ruly yours,?|Thank you,?|Thanks,?"
    r"|Yours (?:truly|faithfully|sincerely),?|Cordially,?|Faithfully,?|Best,)"
    r"\s{0,4}(?:(?:Mr|Mrs|Ms|Dr)\.?\s)?"
    rf"(?P<n>{_PART}(?:\s(?:{_PARTICLE}?{_PART}|{_INITIAL})){{0,3}})(?P<of>'s)?"
)
_LAST_LINE = re.compile(
    rf"\n\s*(?:-{{1,2}}\s?)?(?P<n>{_PART}(?:\s(?:{_PARTICLE}?{_PART}|{_INITIAL})){{1,2}})"
    r"\s*(?:,\s[^\n]{0,60})?(?:\n[^\n]{0,60}){0,3}\s*$"
)


def _reporter(text: str) -> frozenset[str]:
    words = beside()
    own = set()
    for match in _SELF.finditer(text):
        tokens = match["n"].split()
        plain = not (match["of"] or tokens[0] in words.no_names)
        if plain and not any(t in words.units for t in tokens):
            own.add(match["n"])
    last = _LAST_LINE.search(text, max(0, len(text) - 240))
    if last and last["n"].split()[0] in words.first:
        own.add(last["n"])
    return frozenset(own)
