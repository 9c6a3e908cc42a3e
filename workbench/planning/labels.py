"""Words of the rules data as sentences of a plan: sources, elements, offences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.planning.said import Both, Text, say
from workbench.rules.plan_rules import Label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.leads.values import Allegation
    from workbench.planning.setting import Setting


def both(label: Label | Mapping[str, str]) -> Both:
    """Turn a label of the data into one a plan can speak."""
    if isinstance(label, Label):
        return Both(label.zh, label.en)
    return Both(label["zh"], label["en"])


def skill_label(skill: str, setting: Setting) -> Text:
    """Return the words of a skill; its own name where the rules have none."""
    known = setting.rules.skills.get(skill)
    return both(known) if known else skill


def source_label(source: str, setting: Setting) -> Text:
    """Return the words of a record source; its id where the catalogue has none."""
    known = setting.profile.sources.get(source)
    return both(known.labels) if known else source


def element_labels(offence: str | None, setting: Setting) -> dict[str, Text]:
    """Return the words of the key elements of an offence."""
    template = setting.profile.offences.get(offence or "")
    elements = template.elements if template else setting.profile.generic
    found: dict[str, Text] = {e.id: both(e.labels) for e in elements}
    for name, label in setting.rules.elements.items():
        found.setdefault(name, both(label))
    return found


def offence_label(offence: str | None, setting: Setting) -> Text:
    """Return the words of an offence template."""
    template = setting.profile.offences.get(offence or "")
    return both(template.labels) if template else say("matter without a template")


def provision(offence: str | None, setting: Setting) -> Text:
    """Return the provision of an offence template, empty where it has none."""
    template = setting.profile.offences.get(offence or "")
    if not template or not template.provision:
        return ""
    label = both(template.provision)
    return Both(_TAG.sub("", label.zh), _TAG.sub("", label.en))


_TAG = re.compile(r"\[(?:law|practice|proposal|article[^\]]*)\]\s*")
"""Marks of the rules data that say where an entry comes from; no words for people."""


def holder(source: str, allegation: Allegation, setting: Setting) -> Text:
    """Return who holds a record: by name where one is known, else a kind of office."""
    known = setting.profile.sources.get(source)
    kind: Text = both(known.holder) if known else say("holder of the record")
    named = _named_holder(source, allegation, setting)
    unit = " ".join((unit_of(allegation) or "").split())  # a name may cross a line
    if named:
        return named
    if unit and source in setting.rules.held_by_unit:
        return say("{unit} ({kind})", unit=unit, kind=kind)
    return kind


def _named_holder(source: str, allegation: Allegation, setting: Setting) -> str | None:
    """Return a unit of the allegation whose name says that it holds the source."""
    parts = setting.rules.holders.get(source, ())
    others = (c for c in allegation.counterparties if not hasattr(c, "name"))
    names = sorted({" ".join(u.text.split()) for u in (*allegation.units, *others)})
    fits = [n for n in names if any(part in n.casefold() for part in parts)]
    return fits[0] if len(fits) == 1 else None


def neutral(offence: str | None, setting: Setting) -> Text:
    """Return whom a neutral inquiry asks where nobody is named."""
    known = setting.rules.neutral
    return both(known.get(offence or "default", known["default"]))


def unit_of(allegation: Allegation) -> str | None:
    """Return the unit an allegation turns on: of a person named, else the first.

    A company is never it; where persons of several units are named, the first's.
    """
    for person in allegation.subjects:
        if person.unit:
            return person.unit
    for unit in allegation.units:
        if unit.kind != "company":
            return unit.text
    return None


def subjects(allegation: Allegation) -> tuple[str, ...]:
    """Return the persons named, each once, as they are to be called in a plan."""
    return tuple(
        dict.fromkeys(
            p.text if p.unresolved else p.name or p.text for p in allegation.subjects
        )
    )
