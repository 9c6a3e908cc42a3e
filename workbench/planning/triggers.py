"""Whether a method fits the chosen allegations: each test with its numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.planning.facts import amount
from workbench.planning.labels import offence_label
from workbench.planning.plan import Method, Trigger, TriggerTest
from workbench.planning.said import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.leads.values import Allegation
    from workbench.planning.said import Text
    from workbench.planning.setting import Setting

WEAK = frozenset({"R1", "R2", "R3", "R4", "R5", "R6"})
"""The six weak kinds: not first or not at all (DOMAIN section 7)."""


KEPT = say("method kept although its trigger fails")
"""The change log's entry where a person insists on a method."""


def triggers(
    allegations: Sequence[Allegation], setting: Setting
) -> dict[Method, Trigger]:
    """Return the trigger of each method for these allegations."""
    return {
        "multi_front": multi_front(allegations, setting),
        "priority": priority(allegations, setting),
        "indirect": indirect(allegations, setting),
    }


def persons(allegations: Sequence[Allegation]) -> frozenset[str]:
    """Return the persons that the allegations name or deal with."""
    found = {p.name or p.text for a in allegations for p in a.subjects}
    found |= {
        c.name or c.text
        for a in allegations
        for c in a.counterparties
        if hasattr(c, "name")
    }
    return frozenset(found)


def multi_front(allegations: Sequence[Allegation], setting: Setting) -> Trigger:
    """Return the trigger 二多一难: many issues, many persons, no early breakthrough."""
    rules = setting.rules
    issues, people = len(allegations), len(persons(allegations))
    strong = sorted(a.id for a in allegations if a.verifiability_band == "high")
    tests = (
        _least(
            "many_issues", issues, rules.whole("m1.allegations"), say("many issues")
        ),
        _least("many_persons", people, rules.whole("m1.persons"), say("many persons")),
        TriggerTest(
            "hard_to_break",
            not strong,
            say("{n} with high verifiability", n=len(strong)),
            say("none with high verifiability"),
            say("hard to break: nothing gives an early breakthrough")
            if not strong
            else say(
                "{which} can be verified well and gives a breakthrough", which=strong
            ),
        ),
    )
    return Trigger("multi_front", all(t.holds for t in tests), tests, _says(tests))


def _least(name: str, found: int, needed: int, label: Text) -> TriggerTest:
    holds = found >= needed
    why = (
        say(
            "{label}: {found}, at least {needed}",
            label=label,
            found=found,
            needed=needed,
        )
        if holds
        else say(
            "{label}: only {found}, at least {needed} needed",
            label=label,
            found=found,
            needed=needed,
        )
    )
    return TriggerTest(name, holds, str(found), say("at least {n}", n=needed), why)


def _says(tests: Sequence[TriggerTest]) -> Text:
    failed = [test.why for test in tests if not test.holds]
    if not failed:
        return say("every test holds")
    return say("fails: {tests}", tests=tuple(failed))


def priority(allegations: Sequence[Allegation], setting: Setting) -> Trigger:
    """Return the trigger of priority-selection: many clues of unequal worth."""
    needed = setting.rules.whole("m2.allegations")
    good = [a for a in allegations if not weak(a)]
    bands = {
        (a.specificity_band, a.verifiability_band, len(a.priorities)) for a in good
    }
    unequal = len(bands) > 1 or len(good) < len(allegations)
    tests = (
        _least("many_clues", len(allegations), needed, say("several clues")),
        _least(
            "one_is_worth_it", len(good), 1, say("clues that are not of a weak kind")
        ),
        TriggerTest(
            "unequal_worth",
            unequal,
            say("{n} different ranks", n=len(bands) + (len(good) < len(allegations))),
            say("at least {n}", n=2),
            say("the clues differ in worth")
            if unequal
            else say("the clues are of equal worth; no choice is needed"),
        ),
    )
    return Trigger("priority", all(t.holds for t in tests), tests, _says(tests))


def weak(allegation: Allegation) -> bool:
    """Say whether an allegation is of one of the six weak kinds."""
    return any(screen.rule in WEAK for screen in allegation.screens)


def indirect(allegations: Sequence[Allegation], setting: Setting) -> Trigger:
    """Return the trigger of the indirect method; any one of its situations suffices."""
    rules = setting.rules
    large = rules.number("m3.large_sum")
    most = max(
        (m.upper or m.value for a in allegations for m in a.amounts), default=0.0
    )
    currency = _currency(allegations)
    office = sorted(
        {a.offence for a in allegations if a.offence in rules.office_offences}
    )
    loud = sorted(
        a.id for a in allegations if _loud(a, rules.whole("m3.alert_of_best"))
    )
    tests = (
        TriggerTest(
            "large_sum",
            most >= large,
            say("largest sum {sum}", sum=amount(most, currency)),
            say("at least {n}", n=amount(large, currency)),
            say("large economic case")
            if most >= large
            else say(
                "the largest sum, {sum}, is below {needed}",
                sum=amount(most, currency),
                needed=amount(large, currency),
            ),
        ),
        TriggerTest(
            "office_bound",
            bool(office),
            say("{n} interwoven with the office", n=len(office)),
            say("at least {n}", n=1),
            say(
                "misconduct interwoven with the office ({which})",
                which=tuple(offence_label(name, setting) for name in office),
            )
            if office
            else say("none of a kind that is interwoven with the office"),
        ),
        TriggerTest(
            "loud_best_way",
            bool(loud),
            say("{n} whose best way is loud", n=len(loud)),
            say("at least {n}", n=1),
            say("the best way to {which} leads past people who may warn", which=loud)
            if loud
            else say("the best checks are quiet or the case is well verifiable"),
        ),
        TriggerTest(
            "obstruction",
            setting.obstruction,
            say("noted") if setting.obstruction else say("not noted"),
            say("noted by a person, with its reason"),
            say("counter-moves or obstruction are noted")
            if setting.obstruction
            else say("no counter-moves or obstruction are noted"),
        ),
    )
    holds = any(t.holds for t in tests)
    reasons = tuple(t.why for t in tests if t.holds)
    why = say("holds: {tests}", tests=reasons) if holds else _says(tests)
    return Trigger("indirect", holds, tests, why)


def _currency(allegations: Sequence[Allegation]) -> str:
    """Return the currency of the largest sum; the yuan where none is named."""
    found = [(m.upper or m.value, m.currency) for a in allegations for m in a.amounts]
    return max(found, default=(0.0, "CNY"))[1]


def _loud(allegation: Allegation, alert: int) -> bool:
    """Whether the best set is felt inside while no high band makes it quick (L4)."""
    best = [c for c in allegation.checks if c.source in allegation.best]
    felt = any(c.alert >= alert for c in best)
    specific = allegation.specificity_band == "high"
    return specific and felt and allegation.verifiability_band != "high"


def choose(
    allegations: Sequence[Allegation], setting: Setting
) -> tuple[Method, dict[Method, Trigger]]:
    """Return the method that fits best, with every trigger.

    What has no breakthrough needs breadth. Clues of several letters need an order
    before anything else, since force does not go round; one matter that warns needs a
    way round.
    """
    found = triggers(allegations, setting)
    several = len({a.letter for a in allegations}) > 1
    order: tuple[Method, ...] = ("multi_front", "indirect", "priority")
    if several:
        order = ("multi_front", "priority", "indirect")
    for method in order:
        if found[method].holds:
            return method, found
    return "priority", found
