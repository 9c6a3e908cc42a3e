"""Layouts of the link picture as the journal keeps them: who stands where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workbench.journal import Journal

Places: TypeAlias = "dict[str, tuple[float, float]]"
Key = TypeVar("Key", int, str)
_BROAD, _SPREAD = 1.75, 1.6  # width of a canvas by its height; sideways at most
_PUSHES, _MANY = 400, 150  # rounds; of many nodes a fifth of them must do


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


def broad(at: Mapping[Key, tuple[float, float]]) -> dict[Key, tuple[float, float]]:
    """Make a picture as broad as its canvas is, of the same area; O(n)."""
    by = _too_narrow(at)
    root = by**0.5
    return {key: (x * root, y / root) for key, (x, y) in at.items()}


def filled(at: Mapping[Key, tuple[float, float]]) -> dict[Key, tuple[float, float]]:
    """Spread a picture sideways where it left its canvas empty; O(n).

    What stood apart stays apart.
    """
    by = min(max(_too_narrow(at), 1.0), _SPREAD)
    return {key: (x * by, y) for key, (x, y) in at.items()}


def _too_narrow(at: Mapping[Key, tuple[float, float]]) -> float:
    """Return how many times as broad a picture would have to be."""
    wide, tall = (
        max(row, default=0.0) - min(row, default=0.0)
        for row in ([place[way] for place in at.values()] for way in (0, 1))
    )
    return _BROAD * tall / wide if wide and tall else 1.0


def apart(
    at: Mapping[Key, tuple[float, float]], wide: float, tall: float
) -> dict[Key, tuple[float, float]]:
    """Push nodes apart until no name lies on another, each no farther than it must.

    ``wide`` and ``tall``: pixels that a node with its name takes.

    O(rounds x n²); deterministic.
    """
    keys = sorted(at)
    places = np.array([at[key] for key in keys]).reshape(-1, 2)
    room = np.array([wide, tall])
    for _round in range(_PUSHES if len(keys) <= _MANY else _PUSHES // 5):
        apart = places[:, None] - places[None, :]
        short_of = room - np.abs(apart)
        near = (short_of > 0).all(axis=2)
        np.fill_diagonal(near, val=False)
        if not near.any():
            break
        axis = np.argmin(short_of, axis=2)  # the shorter way out
        by = np.take_along_axis(short_of, axis[:, :, None], 2)[:, :, 0]
        signs = np.take_along_axis(np.sign(apart), axis[:, :, None], 2)[:, :, 0]
        order = np.sign(np.arange(len(keys))[:, None] - np.arange(len(keys))[None, :])
        push = np.where(near, np.where(signs == 0, order, signs) * by / 2, 0.0)
        for way in (0, 1):
            most = np.where(axis == way, push, 0.0)
            count = np.maximum((most != 0).sum(axis=1), 1)
            places[:, way] += most.sum(axis=1) / count
    return {key: (float(x), float(y)) for key, (x, y) in zip(keys, places, strict=True)}
