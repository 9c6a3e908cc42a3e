"""P2 power cuts, P3 full disk and read-only folder; kill -9 of letters for P1."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from benchmarks.figures import Figure, Stopwatch, folder
from workbench.errors import WorkbenchError
from workbench.intake import take_in
from workbench.intake.custody import verify_case
from workbench.journal import Journal, machine_clock, open_journal
from workbench.journal.sqlite import SqliteBook
from workbench.seal import new_keys

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workbench.journal.entry import Row
    from workbench.journal.trail import Make

_LETTER = "反映周德海冒领补贴第{n}件。\n举报人：王大有\n电话：1990000{n:04d}\n"
_CLEAR = {"journal.full", "journal.read_only", "seal.disk_full", "seal.not_writable"}


def figures(full: bool) -> Iterator[Figure]:
    """Measure what crashes leave behind."""
    watch = Stopwatch()
    yield _cuts(watch, 500 if full else 40)
    yield _full_disk(watch)


def _case(place: Path, letters: int) -> Path:
    case = place / "case"
    (case / "inbox").mkdir(parents=True)
    (case / "case.toml").write_text('title = "t"\n', "utf-8")
    new_keys(case, "a", private=place / "private")
    for n in range(letters):
        path = case / "inbox" / f"{n:05d}.txt"
        path.write_text(_LETTER.format(n=n), "utf-8")
    return case


def _journal(case: Path) -> Journal:
    return open_journal(case, case="figures", who="intake")


def _take(case: Path, journal: Journal | None = None) -> None:
    private = case.parent / "private"
    take_in(case, journal=journal or _journal(case), level="county", private=private)


class _Telling:
    """A book that tells a pipe, after the row is on disk."""

    def __init__(self, book: SqliteBook, pipe: int) -> None:
        self._book, self._pipe = book, pipe
        self.rows, self.last = book.rows, book.last

    def write(self, of: str, make: Make) -> Row:
        """Say that it begins, write, then tell."""
        os.write(self._pipe, b"begin\n")
        row = self._book.write(of, make)
        os.write(self._pipe, f"{row.n} {row.hash}\n".encode())
        return row


def kills(times: int) -> tuple[str, bool]:
    """Kill the intake officer's step at random moments; say what was left behind.

    Returns
    -------
    tuple
        What was found, in words, and whether nothing was lost or half-written.
    """
    rng = random.Random(7)
    letters = times * 12
    lost = broken = acknowledged = between = 0
    with folder() as place:
        case = _case(place, letters)
        told: dict[int, str] = {}
        for _ in range(times):
            told |= _killed(case, rng.uniform(0, 0.4))
            journal = _journal(case)
            held = {entry.n: entry.hash for entry in journal.entries()}
            lost += sum(held.get(n) != digest for n, digest in told.items())
            between += len(held) > len(told)
            told |= held
            broken += journal.verify() is not None
            finding = verify_case(case, journal)
            broken += finding is not None and finding.code != "custody.not_journaled"
        acknowledged = len(told)
        _take(case)
        finding = verify_case(case, _journal(case))
        whole = len(_journal(case).entries("received"))
        left = sum(1 for _ in (case / "inbox").iterdir())
    holds = not (lost or broken or left or finding) and whole == letters
    said = (
        f"letters: {times} kills, {lost} lost of {acknowledged}, {broken} half-"
        f"written, {between} kills fell between write and acknowledgement; afterwards "
        f"{whole} of {letters} taken in once, {left} left in the inbox"
    )
    return said, holds


def _killed(case: Path, after: float) -> dict[int, str]:
    """Take letters in inside a child, kill it after a while, return what it told."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        with suppress(BaseException):
            os.setpgid(0, 0)
            os.close(reading)
            book = _Telling(SqliteBook(case / "journal.db"), writing)
            clock = machine_clock
            _take(case, Journal(book, case="figures", who="intake", clock=clock))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        began = pipe.readline()
        time.sleep(after)
        with suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
        lines = (began + pipe.read()).decode().split("\n")[:-1]
    told = (line.partition(" ") for line in lines if line != "begin")
    return {int(n): digest for n, _, digest in told}


def _cuts(watch: Stopwatch, times: int) -> Figure:
    promise = f"{times} simulated power cuts while the journal is written"
    target = "0 lost acknowledged, 0 half-written, chain whole"
    try:
        from benchmarks.figures import powercut  # noqa: PLC0415 - needs apsw
    except ImportError:
        return watch.figure("P2", promise, target, "apsw is not installed", holds=None)
    acknowledged = lost = broken = 0
    for seed in range(times):
        told, held, whole = powercut.cut(seed)
        acknowledged += told
        lost += max(0, told - held)
        broken += not whole
    return watch.figure(
        "P2",
        promise,
        target,
        f"{lost} lost of {acknowledged}, {broken} corrupt or broken chains",
        holds=not lost and not broken,
    )


def _full_disk(watch: Stopwatch) -> Figure:
    said: list[str] = []
    holds = True
    with folder() as place:
        for name, limited in (("full disk", _small_disk), ("read-only", _read_only)):
            code, sound = _refused(place / name.replace(" ", ""), limited)
            after = "the case opens and holds" if sound else "the case is BROKEN"
            said.append(f"{name}: {code}, {after}")
            holds = holds and sound and code in _CLEAR
    return watch.figure(
        "P3",
        "full disk and read-only folder",
        "one clear error, nothing half-written, the case opens afterwards",
        "; ".join(said),
        holds=holds,
    )


def _refused(place: Path, limited: Any) -> tuple[str, bool]:
    """Return the code of the one error, and whether the case goes on afterwards."""
    place.mkdir()
    with limited(place) as (disk, attempt):
        case = _case(disk, 60)
        _take_some(case)
        code = attempt(case)
    if disk != place:  # what lay on the small disk was copied back
        case = place / "case"
    journal = _journal(case)
    finding = verify_case(case, journal)
    sound = finding is None or finding.code == "custody.not_journaled"
    _take(case)
    return code, sound and verify_case(case, _journal(case)) is None


def _take_some(case: Path) -> None:
    kept = sorted((case / "inbox").iterdir())[3:]
    aside = case.parent / "aside"
    aside.mkdir()
    for path in kept:
        path.rename(aside / path.name)
    _take(case)
    for path in sorted(aside.iterdir()):
        path.rename(case / "inbox" / path.name)
    aside.rmdir()


def _in_child(case: Path, prepare: Any) -> str:
    """Take in inside a child that is short of something; return the error's code."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        said = "none"
        try:
            prepare()
            _take(case)
        except WorkbenchError as refused:
            said = refused.code
        except BaseException as other:  # noqa: BLE001 - that would be the failure
            said = type(other).__name__
        os.write(writing, said.encode())
        os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading) as pipe:
        return pipe.read()


@contextmanager
def _small_disk(place: Path) -> Iterator[tuple[Path, Any]]:
    """Give a file system of its own where mounting is allowed, else a size limit."""
    disk = place / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "none", disk],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        disk.rmdir()
        limit = (12_000, 12_000)
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        yield (
            place,
            lambda case: _in_child(
                case, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit)
            ),
        )
        return
    try:
        yield disk, lambda case: _in_child(case, lambda: _fill(disk))
        for path in disk.glob("filler*"):
            path.unlink()
        shutil.copytree(disk / "case", place / "case")
        shutil.copytree(disk / "private", place / "private")
    finally:
        subprocess.run(["umount", disk], check=True)


def _fill(disk: Path) -> None:
    """Leave a few pages free, so that the next letters run into the end."""
    free = shutil.disk_usage(disk).free
    (disk / "filler").write_bytes(b"\0" * max(0, free - 40_960))


@contextmanager
def _read_only(place: Path) -> Iterator[tuple[Path, Any]]:
    """Give a folder that may only be read, by a user who is not root."""

    def prepare() -> None:
        if os.geteuid() == 0:
            os.setgid(65534)
            os.setuid(65534)

    def attempt(case: Path) -> str:
        paths = [case, *(p for p in case.rglob("*") if p.is_dir())]
        place.parent.chmod(0o755)
        for path in paths:
            path.chmod(0o555)
        for path in (place, place / "private", *(place / "private").iterdir()):
            path.chmod(0o755)
        try:
            return _in_child(case, prepare)
        finally:
            for path in paths:
                path.chmod(0o755)

    yield place, attempt
