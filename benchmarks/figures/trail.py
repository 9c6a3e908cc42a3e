"""P5 many processes, P9 tampering, P10 rollback, P11 long journals, P17 the recused."""

from __future__ import annotations

import random
import time
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from benchmarks.figures import Figure, Stopwatch, folder
from workbench.errors import JournalError, RedLine, StaleDecision
from workbench.journal import Journal, heads, machine_clock, open_journal
from workbench.journal.clearance import check_opening, recuse
from workbench.journal.entry import BEGINNING, Row, canonical, close
from workbench.journal.sqlite import SqliteBook, write_book

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_CASE = "figures"
_PROCESSES = 8


def figures(full: bool) -> Iterator[Figure]:
    """Measure the journal."""
    watch = Stopwatch()
    yield _many(watch, 100 if full else 15)
    yield _tampering(watch, full)
    yield _rollbacks(watch, 200 if full else 60)
    yield _long(watch)
    yield _recused(watch, 50)


def _journal(place: Path) -> Journal:
    return open_journal(place / "journal.db", case=_CASE, who="x")


class _Rows:
    """A book whose rows are a list, to be tampered with."""

    def __init__(self, rows: list[Row]) -> None:
        self.kept = rows

    def rows(
        self, verb: str | None = None, of: str | None = None, after: int = 0
    ) -> Iterator[Row]:
        """Yield rows as they stand."""
        for row in self.kept:
            wanted = verb in (None, row.verb) and of in (None, row.of)
            if wanted and (not after or row.n > after):
                yield row

    def last(self) -> Row | None:
        """Return the last row as it stands."""
        return self.kept[-1] if self.kept else None

    def write(self, of: str, make: Any) -> Row:
        """Write nothing: the list is given."""
        raise NotImplementedError(of, make)


def _held(rows: list[Row]) -> Journal:
    return Journal(_Rows(rows), case=_CASE, who="x", clock=machine_clock)


def _rows(count: int) -> list[Row]:
    rng = random.Random(1)
    rows: list[Row] = []
    for n in range(1, count + 1):
        value = canonical({"sha256": f"{rng.getrandbits(256):064x}", "意见": "初核"})
        previous = rows[-1].hash if rows else BEGINNING
        when = f"2026-11-22T07:{n // 60 % 60:02d}:{n % 60:02d}Z"
        who, verb = f"办案人{n % 5}", rng.choice(["received", "voted", "disposed"])
        row = Row(
            n, _CASE, when, who, verb, f"XF-{n:05d}", None, value, "", previous, ""
        )
        rows.append(close(row))
    return rows


def _decide(place: Path, worker: int, times: int, results: Any) -> None:
    journal = _journal(place)
    stale = locked = done = 0
    while done < times:
        found = journal.entries(of="matter")
        try:
            seen = found[-1].n if found else 0
            journal.append("level_set", "matter", [worker, done], seen=seen)
            done += 1
        except StaleDecision:
            stale += 1
        except JournalError:
            locked += 1
    results.put((stale, locked))


def _many(watch: Stopwatch, times: int) -> Figure:
    context = get_context("fork")
    results = context.Queue()
    with folder() as place:
        workers = [
            context.Process(target=_decide, args=(place, k, times, results))
            for k in range(_PROCESSES)
        ]
        for worker in workers:
            worker.start()
        told = [results.get() for _ in workers]
        for worker in workers:
            worker.join()
        journal = _journal(place)
        kept = {tuple(e.value) for e in journal.entries()}  # type: ignore[arg-type] # pairs
        whole = journal.verify() is None
    lost = _PROCESSES * times - len(kept)
    stale, locked = (sum(column) for column in zip(*told, strict=True))
    return watch.figure(
        "P5",
        f"{_PROCESSES} processes decide {times} times each on one matter",
        "0 lost decisions, 0 'database is locked'",
        f"{lost} lost of {_PROCESSES * times}, {locked} locked, {stale} stale ones "
        f"refused and taken again, chain {'whole' if whole else 'BROKEN'}",
        holds=not lost and not locked and whole,
    )


def _tampering(watch: Stopwatch, full: bool) -> Figure:
    rows = _rows(30 if full else 12)
    signer = heads.new_signer("office")
    journal = _held(rows)
    note = heads.sign(_CASE, journal.head(), signer)

    def found(changed: list[Row]) -> bool:
        journal = _held(changed)
        if journal.verify() is not None:
            return True
        head = heads.read(note, _CASE, [signer.verifier])
        return heads.check(journal, head) is not None

    said, missed = [], 0
    for name, changes in _TAMPERINGS.items():
        tried = hit = 0
        for changed in changes(rows):
            tried += 1
            hit += found(changed)
        said.append(f"{name} {hit}/{tried}")
        missed += tried - hit
    tried, hit, harmless = _bytes_of_file(rows, None if full else 1_500)
    said.append(f"byte of the file {hit}/{tried - harmless} (+{harmless} unused bytes)")
    missed += tried - hit - harmless
    return watch.figure(
        "P9",
        f"tampering with a journal of {len(rows)} entries behind a signed head",
        "every one found",
        "; ".join(said),
        holds=not missed,
    )


def _characters(rows: list[Row]) -> Iterator[list[Row]]:
    """Change every character of every field of every row."""
    rng = random.Random(2)
    for at, row in enumerate(rows):
        for name in Row._fields:
            said = str(getattr(row, name))
            for place in range(len(said)):
                other = rng.choice([c for c in "0123456789abcZ王" if c != said[place]])
                text = said[:place] + other + said[place + 1 :]
                number = name in ("n", "seen")
                value = int(text) if number and text.isdecimal() else text
                yield [*rows[:at], row._replace(**{name: value}), *rows[at + 1 :]]


def _again(rows: list[Row]) -> list[Row]:
    """Compute the chain anew, as someone without the signing key would."""
    out: list[Row] = []
    for n, row in enumerate(rows, 1):
        previous = out[-1].hash if out else BEGINNING
        out.append(close(row._replace(n=n, previous=previous)))
    return out


def _without(rows: list[Row]) -> Iterator[list[Row]]:
    return (rows[:i] + rows[i + 1 :] for i in range(len(rows)))


def _swapped(rows: list[Row]) -> Iterator[list[Row]]:
    for i in range(len(rows) - 1):
        yield [*rows[:i], rows[i + 1], rows[i], *rows[i + 2 :]]


def _twice(rows: list[Row]) -> Iterator[list[Row]]:
    return ([*rows[: i + 1], *rows[i:]] for i in range(len(rows)))


def _cut(rows: list[Row]) -> Iterator[list[Row]]:
    return (rows[:i] for i in range(len(rows)))


def _edited(rows: list[Row]) -> Iterator[list[Row]]:
    for i, row in enumerate(rows):
        yield _again([*rows[:i], row._replace(who="别人"), *rows[i + 1 :]])


def _removed(rows: list[Row]) -> Iterator[list[Row]]:
    return (_again(changed) for changed in _without(rows))


_TAMPERINGS: dict[str, Callable[[list[Row]], Iterator[list[Row]]]] = {
    "character": _characters,
    "deletion": _without,
    "swap": _swapped,
    "duplicate": _twice,
    "cut": _cut,
    "edit, chain recomputed": _edited,
    "deletion, chain recomputed": _removed,
}


def _bytes_of_file(rows: list[Row], sample: int | None) -> tuple[int, int, int]:
    """Flip bytes of the file; harmless is what reads back as the same entries."""
    rng = random.Random(3)
    with folder() as place:
        _lay(place, rows)
        path = place / "journal.db"
        body = path.read_bytes()
        places = range(len(body))
        chosen = list(places) if sample is None else rng.sample(places, sample)
        hit = harmless = 0
        for at in chosen:
            changed = bytearray(body)
            changed[at] ^= rng.randint(1, 255)
            path.write_bytes(changed)
            same = _reads_as(place, rows)
            if same is None:
                hit += 1
            else:
                harmless += same
    return len(chosen), hit, harmless


def _reads_as(place: Path, rows: list[Row]) -> bool | None:
    """Return ``None`` where verifying finds something, else whether nothing changed."""
    journal = _journal(place)
    if journal.verify() is not None:
        return None
    try:
        return list(SqliteBook(place / "journal.db").rows()) == rows
    except JournalError:
        return None


def _lay(place: Path, rows: list[Row]) -> None:
    """Write rows into a journal file in one transaction."""
    write_book(rows, place / "journal.db")


def _rollbacks(watch: Stopwatch, times: int) -> Figure:
    rng = random.Random(4)
    signer = heads.new_signer("office")
    rows = _rows(200)
    found = inside = 0
    for _ in range(times):
        back, printed = sorted(rng.sample(range(1, 201), 2))
        short = _held(rows[:printed]).head().short
        rolled = _held(rows[:back])
        note = heads.sign(_CASE, rolled.head(), signer)
        head = heads.read(note, _CASE, [signer.verifier])
        inside += rolled.verify() is None and heads.check(rolled, head) is None
        grown = _again([*rows[:back], *(replace_who(r) for r in rows[back:printed])])
        found += heads.check_short(rolled, short) is not None
        found += heads.check_short(_held(grown), short) is not None
    return watch.figure(
        "P10",
        "rollback of journal and signed head together, and a history written anew",
        "found by the short head on an export",
        f"{found}/{2 * times} found ({inside}/{times} rollbacks look whole inside)",
        holds=found == 2 * times,
    )


def replace_who(row: Row) -> Row:
    """Return a row as somebody who rewrites history would have it."""
    return row._replace(who="别人")


def _long(watch: Stopwatch) -> Figure:
    rows = _rows(100_000)
    with folder() as place:
        _lay(place, rows)
        whole, walls, processor = True, [], []
        for _ in range(3):
            wall, own = time.perf_counter(), time.process_time()
            whole = whole and _journal(place).verify() is None
            walls.append(time.perf_counter() - wall)
            processor.append(time.process_time() - own)
        size = (place / "journal.db").stat().st_size >> 20
    return watch.figure(
        "P11",
        "100,000 entries verified",
        "<= 1 s of processor time",
        f"{min(processor):.2f} s of processor time, {min(walls):.2f} s by the clock "
        f"(best of 3), {size} MiB",
        holds=whole and min(processor) <= 1,
    )


def _recused(watch: Stopwatch, times: int) -> Figure:
    with folder() as place:
        journal = _journal(place)
        recuse(journal, "zhao", why="near relative")
        refused = _attempts(lambda: check_opening(journal, who="zhao"), times)
        noted = len(journal.entries("opening_refused"))
    said = f"folder (advisory): {refused}/{times} refused, {noted} journaled"
    holds = refused == noted == times
    team = _recused_team(times)
    if team is None:
        said += "; server: no PostgreSQL here"
    else:
        read, refused, noted = team
        said += (
            f"; server: {refused}/{times} refused, {noted} journaled, {read} rows read"
        )
        holds = holds and refused == noted == times and not read
    return watch.figure(
        "P17",
        "recused people read nothing; every refusal is journaled",
        "0 read, all journaled",
        said,
        holds=holds,
    )


def _attempts(attempt: Callable[[], Any], times: int) -> int:
    refused = 0
    for _ in range(times):
        try:
            attempt()
        except RedLine:
            refused += 1
    return refused


def _recused_team(times: int) -> tuple[int, int, int] | None:
    import psycopg  # noqa: PLC0415 - an extra
    import pytest  # noqa: PLC0415 - the server's fixture skips with it

    from tests.factory.postgres import a_server  # noqa: PLC0415 - as above
    from workbench.journal.postgres import assign, provision  # noqa: PLC0415 - as above

    try:
        with a_server() as address:
            provision(address("owner"))
            with psycopg.connect(address("owner"), autocommit=True) as owner:
                for who in ("lead", "zhao"):
                    owner.execute(f"create role {who} login in role workbench_member")
                    assign(address("owner"), _CASE, who)
            lead = open_journal(address("lead"), case=_CASE, who="")
            recuse(lead, "zhao", why="near relative")
            refused = _attempts(
                lambda: open_journal(address("zhao"), case=_CASE, who=""), times
            )
            with psycopg.connect(address("zhao")) as raw:
                query = "select count(*) from workbench.entry"
                read = raw.execute(query).fetchone()[0]
            return read, refused, len(lead.entries("opening_refused"))
    except pytest.skip.Exception:
        return None
