"""Layouts of the link picture as the journal keeps them: who stands where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workbench.journal import Journal

Places: TypeAlias = "dict[str, tuple[float, float]]"


def kept(focus: Iterable[str], shown: Iterable[str], at: Places) -> dict[str, Any]:
    """Return a layout as a journal entry's value, sorted."""
    ids = sorted(shown)
    return {
        "focus": sorted(focus),
        "shown": ids,
        "at": {one: list(at[one]) for one in ids if one in at},
    }


def places(said: Mapping[str, Any]) -> Places:
    """Return places in pixels from what a canvas or a journal says."""
    return {str(one): (float(x), float(y)) for one, (x, y) in said.items()}


def newest(journal: Journal, focus: Iterable[str]) -> tuple[list[str], Places] | None:
    """Return who is shown and where in the newest layout around the same entities."""
    wanted = sorted(focus)
    for entry in reversed(journal.entries(verb="layout_kept")):
        value = entry.value if isinstance(entry.value, dict) else {}
        if value.get("focus") == wanted:
            at: Any = value.get("at") or {}
            shown: Any = value.get("shown") or []
            return list(map(str, shown)), places(at)
    return None
