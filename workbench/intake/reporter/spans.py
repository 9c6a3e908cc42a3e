"""Where in a text the reporter shows: place and kind, never the words themselves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

KINDS = ("name", "phone", "email", "number", "account", "address", "unit", "role")
"""What of a reporter can show. ``number`` is an identity number, ``account`` a handle
of a messaging service, ``role`` a description that narrows down to a few."""

CARRIED = frozenset({"name", "phone", "email", "number", "account", "address"})
"""Kinds hidden wherever they stand again; a unit or role may be the matter's own."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """One place where the reporter shows.

    Parameters
    ----------
    start, end
        Code points of the text, end exclusive.
    kind
        One of :data:`KINDS`.
    """

    start: int
    end: int
    kind: str = "name"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is shown to the intake officer to confirm, for one letter.

    Parameters
    ----------
    letter
        Register number.
    text
        The text as it came in; it does not show in ``repr``.
    spans
        Where the reporter was found.
    """

    letter: str
    text: str = field(repr=False)
    spans: tuple[Span, ...] = ()


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return spans in order without overlaps; the earlier, then the longer wins.

    Parts of a span that stick out of an earlier one are kept, so nothing that was
    marked shows.
    """
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end, s.kind)):
        start = max(span.start, kept[-1].end) if kept else span.start
        if start < span.end:
            kept.append(Span(start, span.end, span.kind))
    return kept


def without(span: Span, kept: Iterable[tuple[int, int]]) -> list[Span]:
    """Return what is left of a span when places that must stay are cut out of it."""
    left = [span]
    for start, end in kept:
        left = [
            Span(a, b, part.kind)
            for part in left
            for a, b in (
                (part.start, min(part.end, max(start, part.start))),
                (max(part.start, min(end, part.end)), part.end),
            )
            if a < b
        ]
    return left
