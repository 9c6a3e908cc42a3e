"""Links that a person chose for the plan: each becomes a check, or a note why not.

What someone saw in the link graph and sent to the plan is a decision in the journal.
The matters that name one of its ends get a source that can show such a link, where one
may be used; the step says what to compare, and the plan where the choice stands.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench.ontology.graph_kinds import link_kinds
from workbench.planning.network import names_of
from workbench.planning.said import Both, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.leads.values import Allegation
    from workbench.planning.checks import Worked
    from workbench.planning.plan import Plan
    from workbench.planning.said import Text
    from workbench.planning.setting import Setting

SHOWN = 3
"""Places of records that are named; the rest are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A link chosen for the plan.

    ``ends`` are the names it joins, ``kind`` a kind of the ontology, ``places`` where
    its records stand, ``entry`` the number of the journal entry.
    """

    ends: tuple[str, str]
    kind: str
    places: tuple[str, ...] = ()
    entry: int = 0


def concerning(allegation: Allegation, setting: Setting) -> tuple[Noted, ...]:
    """Return the chosen links that touch someone or some unit of an allegation."""
    names = set(names_of([allegation]))
    return tuple(one for one in setting.noted if names & set(one.ends))


def sources(one: Noted, setting: Setting) -> tuple[str, ...]:
    """Return the record sources that can show a link of this kind, gentlest first."""
    return setting.rules.noted.get(one.kind, ())


def spoken(one: Noted) -> Text:
    """Say a link as a sentence: who, what, whom."""
    kind = link_kinds().get(one.kind)
    verb = Both(kind.labels["zh"], kind.labels["en"]) if kind else one.kind
    return say("{one} {does} {other}", one=one.ends[0], does=verb, other=one.ends[1])


def to_compare(source: str, allegation: Allegation, setting: Setting) -> Text:
    """Say what a step on this source is compared with; empty where nothing was."""
    own = [
        one
        for one in concerning(allegation, setting)
        if source in sources(one, setting)
    ]
    if not own:
        return ""
    return say("compare with what was noted: {links}", links=_all(own))


def _all(own: Sequence[Noted]) -> tuple[Text, ...]:
    return tuple(dict.fromkeys(spoken(one) for one in own))


def with_notes(plan: Plan, worked: Sequence[Worked], setting: Setting) -> Plan:
    """Return the plan with a note for each chosen link: its steps, or why none."""
    told = tuple(_note(one, plan, worked, setting) for one in setting.noted)
    return replace(plan, notes=(*plan.notes, *told)) if told else plan


def _note(one: Noted, plan: Plan, worked: Sequence[Worked], setting: Setting) -> Text:
    matters = {w.matter.id for w in worked if one in concerning(w.allegation, setting)}
    wanted = sources(one, setting)
    steps = tuple(
        s.id for s in plan.steps if s.source in wanted and matters & set(s.serves)
    )
    fields = {"link": spoken(one), "n": one.entry, "places": _places(one)}
    if steps:
        return say(
            "Noted for this plan (journal {n}): {link}; {places}. Checked by {steps}.",
            steps=steps,
            **fields,
        )
    if not matters:
        return say(
            "Noted for this plan (journal {n}): {link}; {places}. No matter of this "
            "plan names either end.",
            **fields,
        )
    return say(
        "Noted for this plan (journal {n}): {link}; {places}. No source that may be "
        "used now can show it; for the lead meeting.",
        **fields,
    )


def _places(one: Noted) -> Text:
    if not one.places:
        return say("no record named")
    shown = one.places[:SHOWN]
    if len(one.places) > len(shown):
        return say("{n} records, first {places}", n=len(one.places), places=shown)
    return say("records: {places}", places=shown)
