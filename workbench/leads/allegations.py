"""Cut a letter into allegations: one act, one set of persons, one period each.

Most letters tell one matter at length, and what fixes it (a day, a sum, a paper) stands
sentences away from the act. So a letter is cut only where it says so: at a numbered
point, at a word that opens another matter, at a new paragraph or another official where
an act of another kind is told. What stands before the first act, and closing words
about the whole letter, are shared by all.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench.leads.acts import weigh
from workbench.leads.relevance import accused, kindly, relevant
from workbench.leads.scope import elsewhere

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.leads.acts import Act
    from workbench.leads.reading import Reading
    from workbench.leads.roles import Roles
    from workbench.leads.scope import Elsewhere

_CONCRETE = 2
_TELLS = 2.5  # worth from which a numbered point tells an act of its own
_SURE = 3.0  # worth from which a sentence tells of another offence for certain
_AKIN = frozenset(
    frozenset(pair.split())
    for pair in (
        "O2 O4", "O2 O5", "O4 O5", "O2 O10", "O1 O9", "O1 O3", "O2 O9", "O6 O9",
        "O1 O6", "O1 O8", "O3 O8", "O5 O9", "O6 O8", "O3 O5", "O2 O3",
    )
)  # fmt: skip
"""Offences that one matter is easily told as: a bribe for a contract, a false roll."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One allegation before its elements are read.

    ``own`` are the numbers of its sentences, ``shared`` those of the whole letter;
    ``telling`` are those of either that tell of the matter, not of the writer's life.
    """

    own: tuple[int, ...]
    shared: tuple[int, ...]
    acts: tuple[Act, ...]
    offence: str | None
    telling: frozenset[int] = frozenset()
    other: Elsewhere | None = None  # another body's matter, if it is only that

    @property
    def all(self) -> tuple[int, ...]:
        """Return own and shared sentences in order."""
        return tuple(sorted({*self.own, *self.shared}))


def split(reading: Reading, roles: Roles) -> list[Draft]:
    """Return the allegations of a letter in order; one where no act is told.

    A letter without any sentence has none.
    """
    if not reading.sentences:
        return []
    acts = {a.sentence: a for a in accused(reading, roles)}
    everything = tuple(range(len(reading.sentences)))
    if not acts:
        return [_own_matter(reading, everything)]
    opening, closing = _shared(reading, acts)
    groups = _groups(reading, roles, acts, closing)
    if len(groups) == 1:
        return [_draft(reading, roles, everything, (), acts)]
    shared = (*opening, *closing)
    return [_draft(reading, roles, group, shared, acts) for group in groups]


def _own_matter(reading: Reading, everything: tuple[int, ...]) -> Draft:
    """Return the one allegation of a letter that accuses nobody in office.

    It may still be a matter for another body (a wall, a wage, a judgment): then what it
    tells of the writer's own life is the matter. Otherwise no act is told.
    """
    draft = Draft(everything, (), reading.acts, None, frozenset(everything))
    matter = reading.acts and not kindly(reading)
    other = elsewhere(reading, draft) if matter else None
    if other is not None:
        return replace(draft, other=other)
    bare = Draft(everything, (), (), None)
    return replace(bare, other=elsewhere(reading, bare))


def _shared(
    reading: Reading, acts: Mapping[int, Act]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    first = min(acts)
    closes = reading.patterns.of("shared", "")
    closing = []
    for number in range(len(reading.sentences) - 1, max(acts), -1):
        sentence = reading.sentences[number]
        if closes.search(reading.plain[sentence.start : sentence.end]):
            closing.append(number)
    return tuple(range(first)), tuple(sorted(closing))


def _groups(
    reading: Reading,
    roles: Roles,
    acts: Mapping[int, Act],
    closing: tuple[int, ...],
) -> list[list[int]]:
    groups: list[list[int]] = []
    opened: str | None = None  # how the stretch before the next act was opened
    for number in range(min(acts), len(reading.sentences)):
        if number in closing:
            continue
        opened = _opens(reading, number) or opened
        act = acts.get(number)
        if not groups or (
            act is not None and _parts(roles, act, groups[-1], acts, opened)
        ):
            groups.append([number])
            opened = None
        else:
            groups[-1].append(number)
            opened = None if act is not None else opened
    return groups


def _opens(reading: Reading, number: int) -> str | None:
    """Return what a sentence opens: a numbered point, another matter, a paragraph."""
    sentence = reading.sentences[number]
    text = reading.plain[sentence.start : sentence.end]
    if reading.patterns.of("enumerator", "").match(text):
        return "point"
    if reading.patterns.of("another", "").match(text):
        return "another"
    gap = reading.plain[max(0, sentence.start - 3) : sentence.start]
    return "paragraph" if "\n" in gap else None


def _parts(
    roles: Roles,
    act: Act,
    group: Sequence[int],
    acts: Mapping[int, Act],
    opened: str | None,
) -> bool:
    """Tell whether an act opens another allegation after the group before it."""
    before = [acts[n] for n in group if n in acts]
    firm = any(a.level >= _CONCRETE for a in before)
    if act.level < _CONCRETE or not firm:
        return False
    if not act.scores or act.scores[0][1] < (_SURE if opened != "point" else _TELLS):
        return False
    kinds = weigh(before), act.offence
    different = kinds[0] != kinds[1] and frozenset(map(str, kinds)) not in _AKIN
    told = {name for a in before for name, score in a.scores if score >= _SURE}
    fresh = act.scores[0][0] not in told
    other = roles.other(act.sentence, group)
    if opened == "point":
        return kinds[0] != kinds[1] or other
    if opened == "another":
        return different or other
    return different and fresh and other and opened == "paragraph"


def _draft(
    reading: Reading,
    roles: Roles,
    group: Sequence[int],
    shared: tuple[int, ...],
    acts: Mapping[int, Act],
) -> Draft:
    told = tuple(acts[n] for n in group if n in acts)
    whole = Draft(tuple(group), shared, told, weigh(told))
    other = elsewhere(reading, whole)
    if other is not None:
        return replace(whole, telling=frozenset(whole.all), other=other)
    numbers = sorted({*group, *shared})
    return replace(whole, telling=relevant(reading, roles, numbers, told))
