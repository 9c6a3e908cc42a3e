"""P1 kill -9 while reading, P4 reading twice, P6 hostile files, P7 malformed rows."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, Stopwatch, crashes, folder
from tests.factory import hostile, messy
from workbench.errors import FileRefused
from workbench.intake import read_case
from workbench.intake.isolation import Reader
from workbench.journal import Journal, open_journal
from workbench.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workbench.intake import ReadReport

_ROWS = 5_000
_GOOD = 2  # rows of a good file beside a hostile one
_SECONDS = 16  # fifteen, and the time to notice
_READ = (
    "import sys; from workbench.intake import read_case;"
    "from workbench.journal import open_journal;"
    "j = open_journal(sys.argv[1], case='figures', who='reader');"
    "print('begun', flush=True);"
    "read_case(sys.argv[1], journal=j, progress=False)"
)
_LONGEST = 1.5  # seconds after which a reader is killed at the latest
_BAD = {
    "2024-02-30,甲,乙,1": "交易日期",
    "昨天,甲,乙,1": "交易日期",
    "2024-01-02,甲,乙,一百": "金额",
    "2024-01-02,甲,乙,": None,
    "2024-01-02,,,5": None,
    "2024-01-02,甲,乙,1,多": None,
    "2024-01-02,甲,乙,1.2.3": "金额",
    "2024-01-02,甲\ufffd,乙,1": "付款人",
}


def figures(full: bool) -> Iterator[Figure]:
    """Measure reading."""
    watch = Stopwatch()
    yield _kills(watch, 70 if full else 5, 30 if full else 6)
    yield _twice(watch)
    yield _hostile(watch, 600 if full else 30)
    yield _rows(watch, 400 if full else 40)


def _journal(case: Path) -> Journal:
    return open_journal(case, case="figures", who="reader")


def _read(case: Path) -> ReadReport:
    return read_case(case, journal=_journal(case), progress=False)


def _marks(case: Path) -> dict[str, str]:
    return {
        path.name: sha256(path.read_bytes()).hexdigest()
        for path in sorted((case / "computed").rglob("*"))
        if path.is_file()
    }


def _kills(watch: Stopwatch, kills: int, letters: int) -> Figure:
    """Kill the reader at random moments; the last reading must find all whole.

    A reader that came to its end leaves nothing more to kill; ``computed/``, which may
    be deleted at any time, is then deleted.
    """
    chance = random.Random(1)
    with folder() as place:
        messy.write(place / "plain")
        shutil.copytree(place / "plain", place / "case")
        wanted = _read(place / "plain")
        done = 0
        for _ in range(kills):
            done += _killed(place / "case", chance.uniform(0.0, _LONGEST))
        found = _read(place / "case")
        journal = _journal(place / "case")
        same = found.to_json() == wanted.to_json()
        tables = _marks(place / "case") == _marks(place / "plain")
        entries = journal.entries("received")
        once = len({entry.value["sha256"] for entry in entries}) == len(entries)  # type: ignore[index,call-overload] - a mapping
        chain = journal.verify() is None
    other, sound = crashes.kills(letters)
    said = f"files: {done} kills, same report {same}, same tables {tables}"
    return watch.figure(
        "P1",
        f"{kills + letters} kill -9 while files are read and letters taken in",
        "0 lost acknowledged, 0 half-written, chain whole",
        f"{said}, entries once {once}, chain {chain}; {other}",
        holds=same and tables and once and chain and sound,
    )


def _killed(case: Path, after: float) -> bool:
    """Read in a child and kill it some time after it began; say whether it was."""
    child = subprocess.Popen(
        [sys.executable, "-c", _READ, str(case)], stdout=subprocess.PIPE
    )
    if child.stdout is None:
        raise RuntimeError("no pipe")
    with child.stdout as begun:
        begun.readline()
        time.sleep(after)
        with suppress(ProcessLookupError):
            child.send_signal(signal.SIGKILL)
        killed = child.wait() == -signal.SIGKILL
    if not killed:
        shutil.rmtree(case / "computed", ignore_errors=True)
    return killed


def _twice(watch: Stopwatch) -> Figure:
    with folder() as place:
        files = len(messy.write(place))
        _read(place)
        before, entries = _marks(place), len(_journal(place).entries())
        began = time.perf_counter()
        _read(place)
        seconds = time.perf_counter() - began
        changed = sum(before.get(k) != v for k, v in _marks(place).items())
        added = len(_journal(place).entries()) - entries
    return watch.figure(
        "P4",
        "reading twice changes nothing",
        "0 files of computed/, 0 journal entries",
        f"{changed} changed, {added} entries; {files} files in {seconds:.2f} s",
        holds=not changed and not added,
    )


def _hostile(watch: Stopwatch, damaged: int) -> Figure:
    with folder() as place:
        secret = place / "secret.txt"
        secret.write_text(hostile.CANARY)
        bad = hostile.every(secret)
        sources = {
            "book.xlsx": hostile.workbook(),
            "text.docx": hostile.document(),
            "page.pdf": hostile.pdf(b"x"),
        }
        slowest, unsaid = 0.0, 0
        with Reader() as reader:
            for name, content in bad.items():
                slowest = max(slowest, _time(reader, place / name, content))
            for seed in range(damaged):
                name = sorted(sources)[seed % 3]
                content = hostile.mutated(sources[name], seed)
                slowest = max(slowest, _time(reader, place / name, content))
        case = place / "case" / "files"
        case.mkdir(parents=True)
        for name, content in bad.items():
            (case / name).write_bytes(content)
            good = messy.text(messy.statement("好", total=False)) + f",,,,,,{name}\n"
            (case / f"{name}.good.csv").write_text(good)
        report = _read(place / "case")
        blamed = {problem.file.partition("!/")[0] for problem in report.problems}
        unsaid = len(bad.keys() - blamed)
        good_read = sum(
            each.read == _GOOD
            for each in report.files
            if each.file.endswith("good.csv")
        )
    return watch.figure(
        "P6",
        "hostile files give one error each; the good ones beside them are read",
        "each within 15 s; all good files read",
        f"{len(bad)} kinds and {damaged} damaged: slowest {slowest:.1f} s, "
        f"{unsaid} unsaid, {good_read} of {len(bad)} good ones read",
        holds=slowest < _SECONDS and not unsaid and good_read == len(bad),
    )


def _time(reader: Reader, path: Path, content: bytes) -> float:
    path.write_bytes(content)
    began = time.perf_counter()
    with suppress(FileRefused):
        reader.parse(path, path.name)
    return time.perf_counter() - began


def _rows(watch: Stopwatch, each: int) -> Figure:
    """Mix malformed rows into good ones; each must be named, the others kept."""
    chance = random.Random(2)
    lines = [f"2024-01-{n % 28 + 1:02d},甲{n % 90},乙,{n}.5" for n in range(_ROWS)]
    wrong = [(line, column) for line, column in _BAD.items() for _ in range(each)]
    for line, _ in wrong:
        lines.insert(chance.randrange(len(lines)), line)
    places = {number for number, line in enumerate(lines, start=2) if line in _BAD}
    with folder() as place:
        (place / "files").mkdir()
        text = "交易日期,付款人,收款人,金额\n" + "\n".join(lines) + "\n"
        (place / "files" / "t.csv").write_text(text)
        report = _read(place)
        named = {p.row for p in report.problems if p.row is not None}
        kept = len(Store(place).frame("payment"))
        (file,) = report.files
    adds = file.read + file.refused + file.skipped == len(lines)
    return watch.figure(
        "P7",
        "each malformed row is named, every other row is kept",
        "all named, none lost, counts add up",
        f"{len(named & places)} of {len(places)} named, {len(named - places)} wrongly, "
        f"{kept} of {_ROWS} kept, counts add up: {adds}",
        holds=named == places and kept == _ROWS and adds,
    )
