"""Cut a letter into allegations: one act, one set of persons, one period each.

A new allegation begins where a sentence tells an act of another offence, is numbered as
another point, or names another official. Sentences without an act belong to the
allegation before them; what stands before the first act, and closing words about the
whole letter, are shared by all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.leads.acts import Act
    from workbench.leads.reading import Reading
    from workbench.leads.roles import Roles

_CONCRETE = 2


@dataclass(frozen=True, slots=True)
class Draft:
    """One allegation before its elements are read.

    ``own`` are the numbers of its sentences, ``shared`` those of the whole letter.
    """

    own: tuple[int, ...]
    shared: tuple[int, ...]
    acts: tuple[Act, ...]
    offence: str | None

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
    acts = {act.sentence: act for act in reading.acts}
    if not acts:
        return [Draft(tuple(range(len(reading.sentences))), (), (), None)]
    opening, closing = _shared(reading, acts)
    groups = _groups(reading, roles, acts, closing)
    shared = (*opening, *closing)
    return [_draft(group, shared, acts) for group in groups]


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
    numbered = reading.patterns.of("enumerator", "")
    leads: Act | None = None
    head = False
    for number in range(min(acts), len(reading.sentences)):
        if number in closing:
            continue
        sentence = reading.sentences[number]
        act = acts.get(number)
        text = reading.plain[sentence.start : sentence.end]
        head = head or numbered.match(text) is not None
        if act is not None and (
            not groups or _parts(act, leads, head) or roles.other(number, groups[-1])
        ):
            groups.append([number])
            leads, head = act, False
        else:
            groups[-1].append(number)
            if act is not None:
                leads, head = _leading(leads, act), False
    return groups


def _parts(act: Act, before: Act | None, head: bool) -> bool:
    """Tell whether an act opens another allegation after the one before it."""
    if before is None:
        return True
    if head and act.level >= _CONCRETE and before.level >= _CONCRETE:
        return True
    concrete = act.level >= _CONCRETE and before.level >= _CONCRETE
    named = act.offence is not None and before.offence is not None
    return concrete and named and act.offence != before.offence


def _leading(one: Act | None, other: Act) -> Act:
    if one is None:
        return other
    rank = (one.level, one.offence is not None)
    return other if (other.level, other.offence is not None) > rank else one


def _draft(group: list[int], shared: tuple[int, ...], acts: Mapping[int, Act]) -> Draft:
    told = tuple(acts[n] for n in group if n in acts)
    leads: Act | None = None
    for act in told:
        leads = _leading(leads, act)
    return Draft(tuple(group), shared, told, leads.offence if leads else None)
