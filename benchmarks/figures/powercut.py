"""A disk that loses power: an SQLite VFS in memory (apsw).

Writes are buffered; only xSync makes them durable. At the cut each 512-byte sector that
was not synced is kept or dropped by chance, so writes arrive torn and in any order. The
journal's own code runs on it: ``open_book`` is pointed to this disk.
"""

from __future__ import annotations

import random
import sqlite3
import tempfile
from pathlib import Path
from typing import Any
from unittest import mock

import apsw

from workbench.errors import JournalError
from workbench.journal import open_journal, sqlite

_SECTOR = 512
_EVEN = 0.5
_NAME = "/power/journal.db"


class Cut(Exception):  # noqa: N818 - the power goes
    """The power went."""


class Disk:
    """What is durable, what is written, and what lies between."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.durable: dict[str, bytearray] = {}
        self.current: dict[str, bytearray] = {}
        self.pending: dict[str, list[tuple[int, bytes | None]]] = {}
        self.left: int | None = None

    def tick(self) -> None:
        """Count a write; the power goes when its time has come."""
        if self.left is not None:
            self.left -= 1
            if self.left <= 0:
                raise Cut

    def open(self, name: str) -> None:
        """Know a file."""
        self.current.setdefault(name, bytearray())
        self.durable.setdefault(name, bytearray())
        self.pending.setdefault(name, [])

    def write(self, name: str, offset: int, data: bytes) -> None:
        """Write, not yet durably."""
        self.tick()
        _put(self.current[name], offset, data)
        self.pending[name].append((offset, bytes(data)))

    def truncate(self, name: str, size: int) -> None:
        """Cut a file, not yet durably."""
        self.tick()
        del self.current[name][size:]
        self.pending[name].append((size, None))

    def sync(self, name: str) -> None:
        """Make all of a file durable."""
        self.tick()
        self.durable[name] = bytearray(self.current[name])
        self.pending[name] = []

    def delete(self, name: str) -> None:
        """Remove a file."""
        self.tick()
        for held in (self.current, self.durable, self.pending):
            held.pop(name, None)

    def image(self, folder: Path) -> None:
        """Write what is left after the cut."""
        for name, body in self.durable.items():
            left = bytearray(body)
            for offset, data in self.pending[name]:
                if data is None:
                    if self.chance.random() < _EVEN:
                        del left[offset:]
                    continue
                for start in range(0, len(data), _SECTOR):
                    if self.chance.random() < _EVEN:
                        _put(left, offset + start, data[start : start + _SECTOR])
            if left:
                (folder / Path(name).name).write_bytes(left)


def _put(body: bytearray, offset: int, data: bytes) -> None:
    if len(body) < offset:
        body.extend(b"\0" * (offset - len(body)))
    body[offset : offset + len(data)] = data


class _File:
    def __init__(self, disk: Disk, name: str) -> None:
        self.disk, self.name = disk, name
        disk.open(name)

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802 - apsw's names
        return bytes(self.disk.current[self.name][offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 - a name of APSW
        self.disk.write(self.name, offset, data)

    def xTruncate(self, size: int) -> None:  # noqa: N802 - a name of APSW
        self.disk.truncate(self.name, size)

    def xSync(self, _flags: int) -> None:  # noqa: N802 - a name of APSW
        self.disk.sync(self.name)

    def xFileSize(self) -> int:  # noqa: N802 - a name of APSW
        return len(self.disk.current[self.name])

    def xLock(self, _level: int) -> None:  # noqa: N802 - a name of APSW
        return

    def xUnlock(self, _level: int) -> None:  # noqa: N802 - a name of APSW
        return

    def xCheckReservedLock(self) -> bool:  # noqa: N802 - a name of APSW
        return False

    def xFileControl(self, _op: int, _pointer: int) -> bool:  # noqa: N802 - a name of APSW
        return False

    def xSectorSize(self) -> int:  # noqa: N802 - a name of APSW
        return _SECTOR

    def xDeviceCharacteristics(self) -> int:  # noqa: N802 - a name of APSW
        return 0

    def xClose(self) -> None:  # noqa: N802 - a name of APSW
        return


class _System(apsw.VFS):
    def __init__(self, disk: Disk, name: str) -> None:
        self.disk = disk
        super().__init__(name, "")

    def xOpen(self, name: Any, flags: list[int]) -> _File:  # noqa: ARG002, N802 - a form of APSW
        told = name.filename() if hasattr(name, "filename") else name
        return _File(self.disk, told or "temporary")

    def xAccess(self, path: str, _flags: int) -> bool:  # noqa: N802 - a name of APSW
        return path in self.disk.current

    def xDelete(self, path: str, _sync: bool) -> None:  # noqa: N802 - a name of APSW
        self.disk.delete(path)

    def xFullPathname(self, name: str) -> str:  # noqa: N802 - a name of APSW
        return name


class _Connection:
    """An apsw connection with as much of sqlite3's face as the journal uses."""

    def __init__(self, system: str) -> None:
        self._inner = apsw.Connection(_NAME, vfs=system)

    def execute(self, statement: str, values: Any = ()) -> Any:
        return self._inner.execute(statement, tuple(values))

    @property
    def in_transaction(self) -> bool:
        return bool(self._inner.in_transaction)

    def close(self) -> None:
        self._inner.close(force=True)


def cut(seed: int) -> tuple[int, int, bool]:
    """Append until the power goes.

    Returns
    -------
    tuple
        Entries acknowledged before the cut, entries held after it, whether the file is
        whole (SQLite's own check and the chain).
    """
    disk = Disk(seed)
    name = f"power{seed}"
    system = _System(disk, name)
    told = 0

    def opened(_path: Path, *, write: bool) -> _Connection:
        connection = _Connection(name)
        sqlite._settle(connection, write=write)  # noqa: SLF001 - the journal's own settings
        return connection

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        with mock.patch.object(sqlite, "open_book", opened):
            journal = open_journal(folder / "journal.db", case="power", who="x")
            journal.append("received", "first", 0)
            told = 1
            disk.left = disk.chance.randint(5, 900)
            try:
                while True:
                    size = disk.chance.randint(1, 300)
                    journal.append("received", f"file-{told}", "套取补贴" * size)
                    told += 1
            except (Cut, apsw.Error, JournalError):
                disk.left = None
        disk.image(folder)
        del system
        return (told, *_after(folder))


def _after(folder: Path) -> tuple[int, bool]:
    journal = open_journal(folder / "journal.db", case="power", who="x")
    try:
        raw = sqlite3.connect(folder / "journal.db")
        sound = raw.execute("pragma integrity_check").fetchone()[0] == "ok"
        raw.close()
        return journal.head().n, sound and journal.verify() is None
    except (sqlite3.Error, JournalError):
        return 0, False
