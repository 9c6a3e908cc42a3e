"""Whom an allegation names, each once: a surname alone stands for the full name.

In a letter "Director Martin Keane" is soon "Keane", 韩志勇 is soon 韩书记. Within one
letter the short form means the only full name it fits; where it fits several or none,
it stays as it is, an unresolved mention.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from workbench.leads.values import PersonMention, UnitMention
from workbench.values.names import split_name
from workbench.values.script import has_han

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbench.leads.values import Allegation

_M = TypeVar("_M", PersonMention, PersonMention | UnitMention)


def distinct(one: Allegation, everyone: Sequence[PersonMention]) -> Allegation:
    """Return the allegation with each person named and each counterparty once.

    Parameters
    ----------
    one
        As it was read.
    everyone
        All persons of the letter, where full names are looked for.
    """
    full = [p for p in everyone if not p.unresolved and not _short(p.name)]
    subjects = _once(_resolved(p, full) for p in one.subjects)
    named = {p.name for p in subjects}
    others = [
        _resolved(c, full) if isinstance(c, PersonMention) else c
        for c in one.counterparties
    ]
    return replace(
        one,
        subjects=tuple(subjects),
        counterparties=tuple(c for c in _once(others) if _name(c) not in named),
    )


def _resolved(mention: PersonMention, full: Sequence[PersonMention]) -> PersonMention:
    if not (mention.unresolved or _short(mention.name)):
        return mention
    meant = {p.name: p for p in full if _fits(mention.name, p.name)}
    return next(iter(meant.values())) if len(meant) == 1 else mention


def _short(name: str) -> bool:
    """Whether a name is a surname alone."""
    if has_han(name):
        return not split_name(name).given
    return len(name.split()) == 1


def _fits(short: str, name: str) -> bool:
    if has_han(short) != has_han(name):
        return False
    if has_han(short):
        return split_name(name).surname == split_name(short).surname
    return name.rsplit(maxsplit=1)[-1].lower() == short.rsplit(maxsplit=1)[-1].lower()


def _name(mention: PersonMention | UnitMention) -> str:
    return mention.name if isinstance(mention, PersonMention) else mention.text


def _once(mentions: Iterable[_M]) -> list[_M]:
    """Keep the first mention of each name."""
    found: dict[str, _M] = {}
    for mention in mentions:
        found.setdefault(_name(mention), mention)
    return list(found.values())
