"""What may be true, and which check tells one story from another.

Each matter has the story as alleged and at least one innocent account; an account names
the elements it contests. A step tells two stories apart where it decides an element
that one expects to be found and the other does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.planning.labels import both
from workbench.planning.said import say
from workbench.planning.step import Cell, Expect, Hypothesis

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.planning.setting import Setting
    from workbench.planning.step import Matter, Step


def stories(matter: Matter, setting: Setting) -> tuple[Hypothesis, ...]:
    """Return the story as alleged (``.H1``) and the innocent accounts (``.H0a``...)."""
    alleged = Hypothesis(
        f"{matter.id}.H1",
        matter.id,
        say("As alleged: {what}", what=matter.offence_label),
        innocent=False,
    )
    known = set(matter.key_elements)
    accounts = setting.rules.innocents(matter.offence)
    if not any(set(a.contests) & known for a in accounts):
        accounts = setting.rules.innocents(None)
    innocent = tuple(
        Hypothesis(
            f"{matter.id}.H0{letter}",
            matter.id,
            both(account.label),
            innocent=True,
            contests=tuple(e for e in account.contests if e in known)
            or tuple(sorted(known)),
            seen=both(account.seen),
        )
        for letter, account in zip("abcdef", accounts, strict=False)
    )
    return (alleged, *innocent)


def refuted(
    diagnosticity: Mapping[str, int], told: Sequence[Hypothesis], setting: Setting
) -> tuple[str, ...]:
    """Return the hypotheses a step's result could refute (G4).

    What is not found speaks against the alleged story; what is found speaks against an
    innocent account that contests it.
    """
    least = setting.rules.whole("plan.diagnosticity_tells")
    against = [h.id for h in told if not h.innocent]
    against += [
        h.id
        for h in told
        if h.innocent and any(diagnosticity.get(e, 0) >= least for e in h.contests)
    ]
    return tuple(against)


def matrix(steps: Sequence[Step], hypotheses: Sequence[Hypothesis]) -> tuple[Cell, ...]:
    """Return the evidence matrix: what each hypothesis lets one expect of each step.

    ``weight`` is how well the step tells this hypothesis from the story as alleged:
    the greatest diagnosticity on an element it contests; for the alleged story itself
    the greatest against any innocent account.
    """
    cells = []
    for step in steps:
        told = [h for h in hypotheses if h.allegation in step.serves]
        for one in told:
            against = [one] if one.innocent else [h for h in told if h.innocent]
            weight = max(
                (step.strength(h.allegation, e) for h in against for e in h.contests),
                default=0,
            )
            cells.append(Cell(one.id, step.id, _expects(one, weight, step), weight))
    return tuple(cells)


def _expects(one: Hypothesis, weight: int, step: Step) -> Expect:
    if step.hearing:
        return "either"
    if not one.innocent:
        return "present"
    return "absent" if weight else "present"
