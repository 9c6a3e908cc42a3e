"""Persons in an English letter, with post and unit; never the reporter.

A name is a run of two to four capitalised words that is no unit, place, month or head
of
a sentence: a known given name, a title before it, an office or kin word beside it, or a
verb that a person does speak for it. A surname met in a full name is known afterwards.
Titles are left outside the span ("Mr. Harlow" gives Harlow).
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from workbench.leads.gazetteer import known_names
from workbench.leads.name_signs_en import Words, beside, is_name
from workbench.leads.values import PersonMention

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


_UPPER = "A-ZÀ-ÖØ-ÞĆČĐĎĚĞĞİŁŃŇŐŒŘŚŞŠŢŤŮŰŹŻŽȘȚ"
_LOWER = "a-zß-öø-ÿāăąćčďđēėęěğīįıļłńņňōőœŕřśşšţťūůűųźżžșț"
_PART = (
    r"(?:(?:O'|D'|Mc|Mac|Fitz|De|Di|La|Le|Du|Van|Von)?"
    rf"[{_UPPER}][{_LOWER}]{{1,18}}(?:-[{_UPPER}][{_LOWER}]{{1,18}}){{0,2}}"
    rf"(?:'(?!s\b)[{_LOWER}]{{1,8}}\b)?)"
)
_INITIAL = r"(?:[A-Z]\.(?:\s?[A-Z]\.)?)"
_PARTICLE = (
    r"(?:(?:de la|de|del|van der|van|von|al|el|da|dos|bin|binti|ibn|arap|ole"
    r"|ter|ten|af|abu|St\.)\s)"
)
_NAME = re.compile(
    rf"\b(?:{_PART}|{_INITIAL})(?:\s(?:{_PARTICLE}?{_PART}|{_INITIAL}|\"[A-Z][a-z]{{1,12}}\")){{0,5}}"
    r"(?:,?\s(?:Jr|Sr)\.?|\s(?:II|III|IV)\b)?"
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
    text = cased(text)
    own = reporter(text)
    candidates = [c for c in _candidates(text, taken) if text[slice(*c)] not in own]
    full = [c for c in candidates if is_name(text, *c)]
    full += _enumerated(text, full, candidates)
    spans += full
    spans += _again(text, full, candidates)
    out = [person_at(text, *span) for span in sorted(set(spans))]
    surnames = {name.split()[-1] for name in own}
    return [
        p for p in _apart(out)
        if p.name not in own and not (p.name in surnames and " " not in p.name)
    ]  # fmt: skip


_SHOUTED, _WHISPERED = 0.6, 0.012  # shares of capitals that no usual letter has
_WORD = re.compile(r"[A-Za-z][a-z\-A-Z']+")


@lru_cache(maxsize=1)  # asked for by each reader of a letter
def cased(text: str) -> str:
    """Give a letter in capitals, or without any, the capitals of its names.

    A given name and the word after it that English does not have; what follows a
    title. Lengths stay, so that spans do.
    """
    letters = [c for c in text if c.isalpha()]
    share = sum(map(str.isupper, letters)) / max(len(letters), 1)
    if _WHISPERED <= share <= _SHOUTED or len(letters) < _FEW:
        return text
    words = beside()
    names = words.first - words.everyday
    out = list(text.lower())
    named = False
    for match in _WORD.finditer(text):
        word = match[0].lower().removesuffix("'s")
        title = word.capitalize() in words.courtesy
        strange = word not in words.everyday_words
        given = word.capitalize() in names
        if title or (strange and (given or named)):
            out[match.start()] = out[match.start()].upper()
        near = _NEXT.match(text, match.end()) is not None
        named = near and (title or (strange and given))
    return "".join(out)


_FEW = 40
_NEXT = re.compile(r"\.?\s[A-Za-z]")
_DAYS = frozenset(("Sunday", "Monday", "Friday", "April", "May", "June", "August"))


def _apart(found: Iterable[PersonMention]) -> list[PersonMention]:
    out: list[PersonMention] = []
    for person in found:
        if not out or person.start >= out[-1].end:
            out.append(person)
    return out


def person_at(text: str, start: int, end: int) -> PersonMention:
    """Return the person named at a place of a text."""
    name = text[start:end]
    alone = " " not in name
    title = beside().title.search(text, max(0, start - 40), start)
    return PersonMention(start, end, name, name, unresolved=alone and title is not None)


def _candidates(text: str, taken: bytearray) -> list[tuple[int, int]]:
    """Find runs of capitalised words, rid of titles and of heads of sentences."""
    out = []
    for match in _NAME.finditer(text):
        start, end = match.span()
        while start < end:
            name, stop = _first_name_in(text, start, end, taken)
            goes_on = _next_title(text, stop, end)
            if name < stop and not goes_on:
                out.append((name, stop))
            if not goes_on:
                break
            start = max(stop, start + 1)  # Borough Surveyor Anthony Crisp
    return out


def _next_title(text: str, stop: int, end: int) -> bool:
    """Tell whether what was cut off stands before a title: a post's first half."""
    rest = text[stop:end].lstrip(" ").split(maxsplit=1)
    head = rest[0].rstrip(".,") if rest else ""
    return head in beside().titles and head != "General"


def _first_name_in(
    text: str, start: int, end: int, taken: bytearray
) -> tuple[int, int]:
    """Cut the first name out of a run; an empty span where there is none."""
    words = beside()
    after_title = False
    while start < end:
        token = re.match(r"\S+", text[start:end])
        head = token[0].rstrip(".,") if token else ""
        initial = len(head) == 1 and text.startswith(".", start + 1)
        drop = head in words.titles or (head in words.no_names and not initial)
        if (not drop or (after_title and head in words.first | _DAYS)) and not taken[
            start
        ]:
            break
        after_title = head in words.titles
        start += len(token[0]) if token else 1
        while start < end and text[start] in " .,":
            start += 1
    return start, _tail(text, start, end, taken, words)


def _tail(text: str, start: int, end: int, taken: bytearray, words: Words) -> int:
    """Cut a run before the first word that no name holds."""
    for token in re.finditer(r"\S+", text[start:end]):
        at = start + token.start()
        word = token[0].rstrip(",.")
        if at > start and (taken[at] or word in words.no_names or word in words.titles):
            return start + len(text[start:at].rstrip(" ,"))
    return end


def _enumerated(
    text: str, full: list[tuple[int, int]], candidates: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Find the others of a list of names, where one of it is a person."""
    found = set(full)
    ordered = sorted(set(candidates) | found)
    for run in (ordered, ordered[::-1]):
        for one, other in pairwise(run):
            low, high = sorted((one, other))
            gap = text[low[1] : high[0]].strip()
            both = all(" " in text[slice(*c)] for c in (one, other))
            if one in found and both and gap in {",", "and", ", and", "&"}:
                found.add(other)
    return sorted(found - set(full))


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
    rf"(?P<n>(?:{_INITIAL}\s?)*{_PART}(?:\s(?:{_PARTICLE}?{_PART}|{_INITIAL})){{0,3}})(?P<of>'s)?"
)
_LAST_LINE = re.compile(
    rf"\n\s*(?:-{{1,2}}\s?)?(?P<n>{_PART}(?:\s(?:{_PARTICLE}?{_PART}|{_INITIAL})){{1,2}})"
    r"\s*(?:,\s[^\n]{0,60})?(?:\n[^\n]{0,60}){0,3}\s*$"
)

_SIGNED = rf"(?:{_INITIAL}\s?)*{_PART}(?:\s(?:{_PART}|{_INITIAL})){{0,2}}"
_CLOSING = re.compile(
    r"(?:(?:[Tt]hanks|[Ww]ishes|[Rr]egards|[Yy]ours[^.\n]{0,30}|[Ss]incerely|[Aa]dvance"
    r"|[Ff]aithfully|[Tt]ruly|[Ll]ove|[Cc]heers|[Tt]hanking you)[,.]?\s+"
    rf"|\n\s*(?={_INITIAL}))(?P<n>{_SIGNED})(?:\s(?:and|&)\s(?P<m>{_SIGNED}))?[\s.x]*$"
)


@lru_cache(maxsize=1)  # as above
def reporter(text: str) -> frozenset[str]:
    """Return the names by which the writer of a letter signs or calls himself."""
    words = beside()
    own = set()
    for match in _SELF.finditer(text):
        tokens = match["n"].split()
        plain = not (match["of"] or tokens[0] in words.no_names)
        if plain and not any(t in words.units for t in tokens):
            own.add(match["n"])
    closing = _CLOSING.search(text, max(0, len(text) - 120))
    if closing:
        own |= {name for name in closing.group("n", "m") if name}
    last = _LAST_LINE.search(text, max(0, len(text) - 240))
    if last and last["n"].split()[0] in words.first:
        own.add(last["n"])
    return frozenset(own)
