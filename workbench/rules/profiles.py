"""One profile's rules for triage in one value."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from workbench.rules.offences import KeyElement, Offence, generic_elements, offences
from workbench.rules.rubric import Rubric, rubric
from workbench.rules.screening import Screening, screening
from workbench.rules.sources import RecordSource, sources

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Profile:
    """Offences, sources, rubric and screening that belong together."""

    name: str
    rubric: Rubric
    sources: Mapping[str, RecordSource]
    offences: Mapping[str, Offence]
    generic: tuple[KeyElement, ...]
    screening: Screening


@cache
def profile(name: str = "cn") -> Profile:
    """Return the rules of a profile, ``cn`` or ``generic``.

    Raises
    ------
    UnknownName
        When there is no such profile.
    """
    return Profile(
        name=name,
        rubric=rubric(name),
        sources=sources(name),
        offences=offences(name),
        generic=generic_elements(name),
        screening=screening(name),
    )


def profile_of(lang: str) -> str:
    """Return the profile that a letter's language stands for without a case."""
    return "cn" if lang == "zh" else "generic"
