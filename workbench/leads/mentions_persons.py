"""Persons in a Chinese letter.

A name is a surname with one or two characters that may be a given name. Whether such a
stretch is a name is weighed from what it is made of and from what stands before and
after it: offices, kin, verbs that take a person, the edge of a clause; everyday words
speak against. A name that is certain in one place is then known in the others.

Masked names (王某), nicknames (老王), surname with title (张局长: nobody in particular
yet) and names with a dot (阿不都·热合曼) have patterns of their own. A bare title is no
person.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench.leads import name_signs as signs
from workbench.leads.gazetteer import known_names
from workbench.leads.mentions_nicknames import (
    find_dotted,
    find_masked,
    find_titled,
    find_transcribed,
)
from workbench.leads.name_signs import EDGES, HAN, W, Words
from workbench.leads.values import PersonMention
from workbench.values.names import DOUBLE_SURNAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_COUNTS = frozenset("一二两三四五六七八九十")
_COUNTED = frozenset("人名位家户")
ENOUGH = 3.0  # from this weight a stretch is a name
_KNOWN = 1.4  # the same, where the name is certain in another place
_CERTAIN = 4.5


def find_persons(
    text: str,
    blocked: Sequence[tuple[int, int]] = (),
    known: dict[str, tuple[str, ...]] | None = None,
) -> list[PersonMention]:
    """Find persons in a folded Chinese text, in order, without overlaps.

    Parameters
    ----------
    text
        Folded text; spans are in it.
    blocked
        Spans of units, places, dates: no name begins inside one.
    known
        Names of the case, by their first two characters.
    """
    taken = _cover(text, blocked)
    found = [
        PersonMention(start, end, text[start:end], text[start:end])
        for start, end in known_names(text, known or {})
        if not taken[start]
    ]
    found += find_masked(text, taken) + find_dotted(text, taken)
    found += find_transcribed(text, taken, found)
    claimed = _cover(text, [(p.start, p.end) for p in found])
    hits = _surnames(text, taken, claimed)
    titled = find_titled(text, [(h.start, h.end, h.left) for h in hits])
    found += titled
    claimed = _cover(text, [(p.start, p.end) for p in titled])
    hits = [
        replace(h, left=min(h.left, W.inside)) if claimed[h.start - 1] else h
        for h in hits
        if not claimed[h.start]
    ]
    found += _names(text, hits, taken, [(p.start, p.end) for p in found])
    found.sort(key=lambda p: (p.start, -p.end))
    return _apart(found)


def _apart(found: Iterable[PersonMention]) -> list[PersonMention]:
    out: list[PersonMention] = []
    for person in found:
        if not out or person.start >= out[-1].end:
            out.append(person)
    return out


def _cover(text: str, spans: Iterable[tuple[int, int]]) -> bytearray:
    cover = bytearray(len(text))
    for start, end in spans:
        cover[start:end] = b"\1" * (end - start)
    return cover


@dataclass(frozen=True, slots=True)
class _Hit:
    """A character that may be a surname, with the weight of what stands before."""

    start: int
    end: int
    left: float


def _surnames(text: str, taken: bytearray, claimed: bytearray) -> list[_Hit]:
    words = signs.words()
    out = []
    for match in words.surname.finditer(text):
        start = match.start()
        if taken[start] or claimed[start]:
            continue
        left = signs.left(text, start, words, taken)
        if left <= W.word_tail:
            continue
        if _is_double(text, start, words, claimed):
            out.append(_Hit(start, start + 2, left))
        if match[0] in words.grammar:
            left += W.grammar
            if left < W.takes_person + W.grammar:
                continue
        elif left < W.of_post and match[0] in words.seldom:
            left += W.seldom_surname
            nick = text[start - 1] in "老小阿"
            if left < W.seldom_surname and not nick:  # nothing leads to a name
                continue
        if match[0] in words.singles:
            out.append(_Hit(start, start + 1, left))
    return out


def _is_double(text: str, start: int, words: Words, claimed: bytearray) -> bool:
    """Tell 长孙 from the end of 院长 before the name 孙国强."""
    if text[start : start + 2] not in DOUBLE_SURNAMES or claimed[start + 1]:
        return False
    return not any(text[start + 1 - n : start + 1] in words.strong for n in (2, 3, 4))


def _names(
    text: str, hits: list[_Hit], taken: bytearray, others: Sequence[tuple[int, int]]
) -> list[PersonMention]:
    words = signs.words()
    candidates: list[tuple[float, int, int]] = []
    certain: dict[str, float] = {}
    for hit in hits:
        for weight, end in _lengths(text, hit, words, taken):
            candidates.append((weight, hit.start, end))
    candidates = _listed(text, candidates, others)
    for weight, start, end in candidates:
        name = text[start:end]
        certain[name] = max(certain.get(name, 0.0), weight)
    return _chosen(text, candidates, certain, taken)


def _listed(
    text: str,
    candidates: list[tuple[float, int, int]],
    others: Sequence[tuple[int, int]],
) -> list[tuple[float, int, int]]:
    """Weigh names in a list by their neighbours: siblings of persons are persons."""
    persons = [(s, e) for w, s, e in candidates if w >= ENOUGH + W.sibling]
    persons += others
    ends, starts = {e for _, e in persons}, {s for s, _ in persons}
    possible = bytearray(len(text) + 1)
    for weight, start, _ in candidates:
        possible[start] = weight >= ENOUGH - W.sibling
    for start, _ in others:
        possible[start] = 1
    out = []
    for weight, start, end in candidates:
        links = text[start - 1 : start] in _LINKS, text[end : end + 1] in _LINKS
        if (links[0] and start - 1 in ends) or (links[1] and end + 1 in starts):
            weight += W.sibling  # noqa: PLW2901 - weighed anew
        elif _odd_one(text, start, end, possible):
            weight += W.odd_one  # noqa: PLW2901 - weighed anew
        out.append((weight, start, end))
    return out


_LINKS = frozenset("、和与及跟同")
_CLAUSE = re.compile(r"[，。；：、,;:！？!?\n]")


def _odd_one(text: str, start: int, end: int, possible: bytearray) -> bool:
    """Tell whether no neighbour in the list can be a person."""
    before, after = text[start - 1 : start] == "、", text[end : end + 1] == "、"
    if before:
        low = max(start - 14, 0)
        left = max(
            (m.end() for m in _CLAUSE.finditer(text, low, start - 1)), default=low
        )
        if any(possible[left : start - 1]):
            return False
    if after:
        stop = _CLAUSE.search(text, end + 1, end + 15)
        if any(possible[end + 1 : stop.start() if stop else end + 15]):
            return False
    return before or after


def _chosen(
    text: str,
    candidates: list[tuple[float, int, int]],
    certain: dict[str, float],
    taken: bytearray,
) -> list[PersonMention]:
    """Take the weightiest, the others where they do not overlap what is taken."""
    weighed = []
    often = Counter(text[start:end] for _, start, end in candidates)
    whole = {name for name, best in certain.items() if best >= _CERTAIN}
    whole = {
        name for name in whole
        if len(name) > 2 and often[name] > 1 and often[name] >= often[name[:-1]]  # noqa: PLR2004
    }  # fmt: skip
    for weight, start, end in candidates:
        name = text[start:end]
        best = certain[name]
        total = weight
        if any(text[start : end + n] in whole for n in (1, 2)):
            continue  # the beginning of a name met in full
        if best >= _CERTAIN and best > weight:
            total = max(total, min(best, weight + ENOUGH - _KNOWN) + 0.3)
        elif len(name) > 2 and often[name] > 1:  # noqa: PLR2004 - full names
            total += W.again
        if total >= ENOUGH and not any(taken[start:end]):
            weighed.append((total, start, end))
    out: list[tuple[int, int]] = []
    used = bytearray(len(text))
    for _, start, end in sorted(weighed, key=lambda c: (-c[0], c[1], -c[2])):
        if not any(used[start:end]):
            used[start:end] = b"\1" * (end - start)
            out.append((start, end))
    return [PersonMention(s, e, text[s:e], text[s:e]) for s, e in out]


def _lengths(
    text: str, hit: _Hit, words: Words, taken: bytearray
) -> list[tuple[float, int]]:
    """Weigh the name with one and with two given characters."""
    base = hit.left + signs.surname(text[hit.start : hit.end], words)
    head = signs.head(text, hit.start, words)
    strong = hit.left >= W.of_post
    known = strong and text[hit.start] not in words.everyday
    out = []
    for count in (2, 1):
        end = hit.end + count
        given = text[hit.end : end]
        if len(given) < count or not HAN.fullmatch(given):
            continue
        made = signs.given(given, words, strong=strong)
        if made is None or given in words.titles:
            continue
        if given in _COUNTS and text[end : end + 1] in _COUNTED:
            continue  # 邸、蒲二人
        weight = base + made + signs.right(text, end, words, taken)
        if head:
            whole = head >= end - hit.start
            share = W.whole_word if whole else W.longer
            share *= _known_share(text, end, whole=whole) if known else 1
            weight += W.word_head * share
        if count == 1 and text[hit.end : end + 1] in words.ordinary:
            weight += W.plain_word * (0.4 if strong else 1)
        if count == 1 and end < len(text):
            weight += _unfinished(text, end, words)
        crossing = text[end - 1 : end + 1]
        crosses = crossing in words.follows or crossing in words.titles
        if count > 1 and (crosses or crossing in words.abstract):
            weight += W.crosses
        out.append((weight, end))
    return out


def _known_share(text: str, end: int, *, whole: bool) -> float:
    """Weigh an everyday word after an office: 局长高峰，… but not 老板高兴的时候."""
    if not whole:
        return 0
    return 0.4 if text[end : end + 1] in EDGES else 0.75


def _unfinished(text: str, end: int, words: Words) -> float:
    """Weigh a short name whose next character may be its second given one."""
    after = text[end]
    if after in words.given and text[end : end + 2] not in words.follows:
        return W.goes_on
    return 0.0
