"""How alike two names are, with the reason in one code.

Names only propose: identity numbers and credit codes decide, and a person confirms
(DESIGN). So the answer is a verdict with a reason, never a merge.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["same", "possible", "different"]
SUREST: tuple[Verdict, ...] = ("same", "possible", "different")


@dataclass(frozen=True, slots=True)
class Likeness:
    """The answer to "may these two names mean one and the same?".

    Parameters
    ----------
    verdict
        ``same``: the same name written in another way; ``possible``: one may stand for
        the other (masked, abbreviated); ``different``: they contradict each other.
    why
        Code of the ground, e.g. ``equal``, ``pinyin``, ``masked``, ``homophone``.
    """

    verdict: Verdict
    why: str

    @property
    def alike(self) -> bool:
        """Whether the pair is worth showing to a person."""
        return self.verdict != "different"
