"""The promises on safety and reliability, each measured beside its target.

``python -m benchmarks.figures`` prints a short form (CI); ``--full`` the full sets.
Every module here has ``figures(full)``, a generator of :class:`Figure`; a module that
is added is found by itself.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import shutil
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(frozen=True, slots=True)
class Figure:
    """One promise, what it aims at, and what was measured here.

    Parameters
    ----------
    id
        ``P1`` to ``P19`` of the promises.
    promise, target, measured
        In words, for a person.
    holds
        Whether the target was met; ``None`` where it could not be measured here, and
        ``measured`` says why.
    seconds
        How long measuring took.
    """

    id: str
    promise: str
    target: str
    measured: str
    holds: bool | None
    seconds: float


class Stopwatch:
    """Measures promise after promise; each figure gets the time since the last."""

    def __init__(self) -> None:
        self._since = time.perf_counter()

    def figure(
        self, id_: str, promise: str, target: str, measured: str, *, holds: bool | None
    ) -> Figure:
        """Return a figure with the seconds since the last one."""
        now = time.perf_counter()
        seconds, self._since = now - self._since, now
        return Figure(id_, promise, target, measured, holds, seconds)


@contextmanager
def folder() -> Iterator[Path]:
    """Give a folder of its own for one measurement."""
    place = Path(tempfile.mkdtemp(prefix="figures"))
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def measures() -> list[Callable[[bool], Iterator[Figure]]]:
    """Return ``figures`` of every module here, in order of their names."""
    names = sorted(info.name for info in pkgutil.iter_modules(__path__))
    modules = [
        importlib.import_module(f"{__name__}.{n}") for n in names if n != "__main__"
    ]
    return [m.figures for m in modules if hasattr(m, "figures")]


def by_number(figure: Figure) -> int:
    """Sort P2 before P10."""
    match = re.search(r"\d+", figure.id)
    return int(match.group()) if match else 0
