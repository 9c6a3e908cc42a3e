"""Sentences of a letter and what their words say about how the writer knows.

The basis of knowledge belongs to the *sentence*: a writer may suspect the motive of
what he saw. :class:`Sentence` carries the cues found, each with its span.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.leads.values import Span

BASIS = {
    "saw": 3, "handled": 3, "saw_document": 3,
    "told_named": 2, "told": 1, "inferred": 0,
}  # fmt: skip
"""Cue of knowledge -> level of the element ``basis`` (DOMAIN section 8)."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue of a sentence.

    ``kind`` is one of :data:`BASIS`, or ``hearsay``, ``speculation``, ``negation``,
    ``quotation``, ``label`` (a bare accusation) or ``out_of_scope``; ``topic`` names
    the topic of the last (land, wages, noise, court, neighbours, ...).
    """

    kind: str
    span: Span
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a letter with its cues; ``text`` is the letter's own."""

    start: int
    end: int
    text: str
    cues: tuple[Cue, ...] = ()

    def first(self, *kinds: str) -> Cue | None:
        """Return the first cue of one of ``kinds``."""
        return next((cue for cue in self.cues if cue.kind in kinds), None)

    @property
    def basis(self) -> Cue | None:
        """The strongest cue of how the writer knows; ``None`` where nothing says it."""
        known = [cue for cue in self.cues if cue.kind in BASIS]
        return max(known, key=lambda cue: BASIS[cue.kind], default=None)


_END = re.compile(r"[。！？!?；;\n]+[\"”’」』)）]{0,2}|\.(?=\s|$)")


def sentences(text: str, lang: str) -> list[Sentence]:
    """Cut a letter into sentences and mark their cues.

    Parameters
    ----------
    text
        The working text; linear in its length.
    lang
        ``zh`` or ``en``.
    """
    del lang
    out: list[Sentence] = []
    start = 0
    for end in (*(m.end() for m in _END.finditer(text)), len(text)):
        quote = text[start:end]
        if quote.strip():
            left = len(quote) - len(quote.lstrip())
            quote = quote.strip()
            out.append(Sentence(start + left, start + left + len(quote), quote))
        start = end
    return out
