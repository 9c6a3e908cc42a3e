"""Which places of a record decide, with when, how much and who of each matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.planning.facts import facts
from workbench.planning.labels import both
from workbench.planning.noted import to_compare
from workbench.planning.said import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.leads.values import Allegation
    from workbench.planning.said import Text
    from workbench.planning.setting import Setting
    from workbench.rules.plan_rules import Label


def looks(source: str, matters: Sequence[Allegation], setting: Setting) -> Text:
    """Say what is looked at in a source for these matters; empty where unknown."""
    places = setting.rules.looks.get(source)
    if places is None:
        return ""
    told = _looked(places, matters, setting)
    noted = (to_compare(source, one, setting) for one in matters)
    for more in dict.fromkeys(text for text in noted if text):
        told = say("{one}; {other}", one=told, other=more)
    return told


def _looked(places: Label, matters: Sequence[Allegation], setting: Setting) -> Text:
    told = [(a.id, facts(a, setting)) for a in matters]
    known = [(name, text) for name, text in told if text]
    if not known:
        return both(places)
    if len(matters) == 1:
        return say("{places} ({facts})", places=both(places), facts=known[0][1])
    each = tuple(say("{id}: {what}", id=name, what=text) for name, text in known)
    return say("{places} ({facts})", places=both(places), facts=each)
