"""The case's link graph, kept in ``computed/`` and opened again by mapping it.

A graph is kept under a key: what stands in the store and among the letters, what people
decided, and the program and rules that made it. Anything else, and it is made anew.
"""

from __future__ import annotations

import json
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from workbench.case.decisions import Decisions
    from workbench.case.settings import Settings
    from workbench.graph import LinkGraph
    from workbench.store import Store

_MAKERS = ("graph", "ontology", "records", "values", "store.py", "records.py")
_READERS = ("leads", "rules", "case")


def records_key(store: Store, made: Decisions) -> str:
    """Return what the graph of the records is made from, as one digest."""
    computed = store.folder / "computed"
    parts = _standing((computed / "records").glob("*/*.parquet"))
    held = computed / "read" / "current.json"
    now = held.read_text("utf-8") if held.exists() else ""
    decided = repr((made.identity, made.refuted))
    return _digest(parts, now, decided, program(_MAKERS))


def whole_key(store: Store, made: Decisions, settings: Settings, day: str) -> str:
    """Return the same for the graph with what letters allege."""
    letters = _standing((store.folder / "letters").glob("*"))
    decided = repr((made.levels, made.switched_on))
    said = _digest(letters, decided, repr(settings), day, program(_READERS))
    return _digest(records_key(store, made), said)


def kept(store: Store, name: str, key: str, make: Callable[[], LinkGraph]) -> LinkGraph:
    """Return the graph of that key: opened where it is kept, else made and kept.

    A folder that cannot be written to costs the keeping only.
    """
    from workbench.graph.saved import reopen, save  # noqa: PLC0415 - loaded on use

    folder = store.folder / "computed" / "graph" / name
    found = reopen(folder, key=key)
    if found is not None:
        return found
    graph = make()
    with suppress(OSError):
        folder.parent.mkdir(parents=True, exist_ok=True)
        save(graph, folder, key=key)
    return graph


@cache
def program(rooms: tuple[str, ...]) -> str:
    """Return a digest of the code and data of some rooms, as they stand on disk."""
    root = Path(__file__).parent.parent
    return _digest(
        _standing(
            path
            for room in rooms
            for path in (
                [root / room] if room.endswith(".py") else (root / room).rglob("*.*")
            )
            if path.suffix in {".py", ".yaml", ".sql"}
        )
    )


def _standing(paths: Iterable[Path]) -> list[tuple[str, int, int]]:
    found = []
    for path in sorted(paths):
        with suppress(OSError):
            about = path.stat()
            found.append((path.name, about.st_size, about.st_mtime_ns))
    return found


def _digest(*parts: Any) -> str:
    return sha256(json.dumps(parts).encode()).hexdigest()
