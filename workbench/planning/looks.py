"""Which places of a record decide, with when, how much and who of each matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.planning.facts import facts
from workbench.planning.labels import both
from workbench.planning.said import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.leads.values import Allegation
    from workbench.planning.said import Text
    from workbench.planning.setting import Setting


def looks(source: str, matters: Sequence[Allegation], setting: Setting) -> Text:
    """Say what is looked at in a source for these matters; empty where unknown."""
    places = setting.rules.looks.get(source)
    if places is None:
        return ""
    told = [(a.id, facts(a, setting)) for a in matters]
    known = [(name, text) for name, text in told if text]
    if not known:
        return both(places)
    if len(matters) == 1:
        return say("{places} ({facts})", places=both(places), facts=known[0][1])
    each = tuple(say("{id}: {what}", id=name, what=text) for name, text in known)
    return say("{places} ({facts})", places=both(places), facts=each)
