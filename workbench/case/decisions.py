"""What people decided, read back from the journal.

The journal is the only record of decisions; this module folds its entries into plain
values for the rooms below. Folding is a pure function of the entries, so a replay gives
the same state. An entry that was undone counts for nothing; it stays in the journal.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workbench.journal import Entry

IDENTITY_VERBS = ("merged", "kept_apart", "unsure", "split")
NOTES = ("obstruction_noted", "deadline_set")
SCREEN_VERBS = ("screened", "screen_approved")


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision that stands: who took it, on which entry, why."""

    n: int
    who: str
    verb: str
    of: str
    value: Any
    why: str


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions that stand, by what they are about.

    Parameters
    ----------
    levels
        Allegation id -> element -> decision whose value is the level 0..3.
    identity
        Decisions on whether two entities are one (``merged`` ...), oldest first.
    mappings
        Layout fingerprint -> decision whose value maps columns.
    dispositions, screens
        Allegation id -> newest decision.
    switched_on
        Allegation id -> sources that are off by default and were switched on.
    refuted
        Keys of links that a check refuted.
    plans
        Plan id -> newest approval.
    recusals
        ``member/person named`` -> newest decision, ``recused`` or ``cleared``.
    insisted
        Method -> newest decision to use it although its trigger fails.
    noted
        Verb -> newest note on the whole case: ``obstruction_noted``, ``deadline_set``.
    for_plan
        Links of the graph that someone sent to the plan, oldest first.
    """

    levels: Mapping[str, Mapping[str, Decision]] = field(default_factory=dict)
    identity: tuple[Decision, ...] = ()
    mappings: Mapping[str, Decision] = field(default_factory=dict)
    dispositions: Mapping[str, Decision] = field(default_factory=dict)
    screens: Mapping[str, Decision] = field(default_factory=dict)
    switched_on: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    refuted: tuple[Decision, ...] = ()
    plans: Mapping[str, Decision] = field(default_factory=dict)
    recusals: Mapping[str, Decision] = field(default_factory=dict)
    insisted: Mapping[str, Decision] = field(default_factory=dict)
    noted: Mapping[str, Decision] = field(default_factory=dict)
    for_plan: tuple[Decision, ...] = ()


def standing(entries: Iterable[Entry]) -> list[Decision]:
    """Return the decisions that were not undone, oldest first."""
    listed = list(entries)
    undone = {entry.value for entry in listed if entry.verb == "undone"}
    return [
        Decision(entry.n, entry.who, entry.verb, entry.of, entry.value, entry.why)
        for entry in listed
        if entry.verb != "undone" and entry.n not in undone
    ]


def fold(entries: Iterable[Entry]) -> Decisions:
    """Fold journal entries into the state they give.

    Linear in the number of entries.
    """
    levels: dict[str, dict[str, Decision]] = {}
    switched: dict[str, tuple[str, ...]] = {}
    newest: dict[str, dict[str, Decision]] = {
        "mapping_set": {},
        "disposed": {},
        "screened": {},
        "plan_approved": {},
        "recusal_decided": {},
        "method_insisted": {},
    }
    noted: dict[str, Decision] = {}
    identity: list[Decision] = []
    refuted: list[Decision] = []
    for_plan: list[Decision] = []
    for made in standing(entries):
        if made.verb == "level_set":
            allegation, _, element = made.of.partition("/")
            levels.setdefault(allegation, {})[element] = made
        elif made.verb == "source_switched_on":
            allegation, _, source = made.of.partition("/")
            switched[allegation] = (*switched.get(allegation, ()), source)
        elif made.verb in IDENTITY_VERBS:
            identity.append(made)
        elif made.verb == "link_refuted":
            refuted.append(made)
        elif made.verb == "noted_for_plan":
            for_plan.append(made)
        elif made.verb in NOTES:
            noted[made.verb] = made
        elif made.verb in newest:
            newest[made.verb][made.of] = made
    return Decisions(
        levels=MappingProxyType({k: MappingProxyType(v) for k, v in levels.items()}),
        identity=tuple(identity),
        mappings=MappingProxyType(newest["mapping_set"]),
        dispositions=MappingProxyType(newest["disposed"]),
        screens=MappingProxyType(newest["screened"]),
        switched_on=MappingProxyType(switched),
        refuted=tuple(refuted),
        plans=MappingProxyType(newest["plan_approved"]),
        recusals=MappingProxyType(newest["recusal_decided"]),
        insisted=MappingProxyType(newest["method_insisted"]),
        noted=MappingProxyType(noted),
        for_plan=tuple(for_plan),
    )
