"""The book on disk: one SQLite file, opened in one way only.

WAL is not used: before SQLite 3.51.3 it can corrupt a file that two processes write at
once, and it cannot be read in a read-only folder. TRUNCATE with FULL lost nothing in
500 simulated power cuts (SECURITY).
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from workbench.errors import JournalError
from workbench.journal.entry import Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from workbench.journal.trail import Make

PATIENCE = 30.0  # seconds to wait for another writer
_CHUNK = 4096

_SCHEMA = (
    """create table if not exists entry (
    n integer primary key, "case" text not null, time text not null,
    who text not null, verb text not null, "of" text not null, seen integer,
    value text not null, why text not null, previous text not null unique,
    hash text not null unique) strict""",
    'create index if not exists entry_of on entry ("of", n)',
    """create trigger if not exists entry_stays before update on entry
    begin select raise(abort, 'the journal is append-only'); end""",
    """create trigger if not exists entry_kept before delete on entry
    begin select raise(abort, 'the journal is append-only'); end""",
)
_INSERT = f"insert into entry values ({', '.join('?' * len(Row._fields))})"  # noqa: S608 - only marks
_COLUMNS = 'n, "case", time, who, verb, "of", seen, value, why, previous, hash'
_OTHER = "journal.unreadable"
_CODES = {
    "READONLY": "journal.read_only",
    "CANTOPEN": "journal.read_only",
    "PERM": "journal.read_only",
    "FULL": "journal.full",
    "IOERR": "journal.full",
    "BUSY": "journal.busy",
    "LOCKED": "journal.busy",
}


def open_book(path: Path, *, write: bool) -> sqlite3.Connection:
    """Open a journal file; every connection to one comes from here.

    Raises
    ------
    sqlite3.Error
        As SQLite says it; callers put it into words.
    """
    mode = "rwc" if write else "rw"  # a reader too must roll back what a crash left
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode={mode}",
        uri=True,
        timeout=PATIENCE,
        isolation_level=None,
    )
    try:
        _settle(connection, write=write)
    except BaseException:
        connection.close()
        raise
    return connection


def _settle(connection: sqlite3.Connection, *, write: bool) -> None:
    connection.execute("pragma trusted_schema = off")
    connection.execute("pragma foreign_keys = on")
    connection.execute("pragma mmap_size = 0")
    if write:
        (mode,) = connection.execute("pragma journal_mode = truncate").fetchone()
        if mode != "truncate":  # someone made it WAL and still holds it
            raise sqlite3.OperationalError("database is locked")
        connection.execute("pragma synchronous = full")


class SqliteBook:
    """Rows in one file; every call opens and closes its own connection.

    So nothing is carried over a fork, a thread or a moved folder.
    """

    __slots__ = ("path",)

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, of: str, make: Make) -> Row:
        """Write the row that ``make`` gives, in one immediate transaction.

        Raises
        ------
        JournalError
            ``journal.read_only``, ``journal.full``, ``journal.busy``,
            ``journal.unreadable``; nothing was written then.
        """
        with _in_words(), closing(open_book(self.path, write=True)) as connection:
            connection.execute("begin immediate")
            try:
                for statement in _SCHEMA:
                    connection.execute(statement)
                row = make(_last(connection), _newest(connection, of))
                connection.execute(_INSERT, row)
                connection.execute("commit")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("rollback")
                raise
        return row

    def rows(
        self, verb: str | None = None, of: str | None = None, after: int = 0
    ) -> Iterator[Row]:
        """Yield rows by number; nothing where the file does not exist yet."""
        wanted = [("n > ?", after), ("verb = ?", verb), ('"of" = ?', of)]
        wanted = [(clause, value) for clause, value in wanted if value is not None]
        clauses = " and ".join(clause for clause, _ in wanted)
        query = f"select {_COLUMNS} from entry where {clauses} order by n"  # noqa: S608 - only our own clauses
        if not self.path.exists():
            return
        with _in_words(), closing(open_book(self.path, write=False)) as connection:
            if not _has_entries(connection):
                return
            found = connection.execute(query, [value for _, value in wanted])
            while some := found.fetchmany(_CHUNK):
                yield from map(Row._make, some)

    def last(self) -> Row | None:
        """Return the newest row."""
        if not self.path.exists():
            return None
        with _in_words(), closing(open_book(self.path, write=False)) as connection:
            return _last(connection) if _has_entries(connection) else None


def write_book(rows: Iterable[Row], target: Path) -> None:
    """Write rows, of a file or a server, into a new journal file.

    Raises
    ------
    JournalError
        The rows cannot be read or the file cannot be written.
    """
    with _in_words(), closing(open_book(target, write=True)) as copy:
        copy.execute("begin immediate")
        for statement in _SCHEMA:
            copy.execute(statement)
        copy.executemany(_INSERT, rows)
        copy.execute("commit")


def _has_entries(connection: sqlite3.Connection) -> bool:
    query = "select count(*) from sqlite_schema where name = 'entry'"
    return bool(connection.execute(query).fetchone()[0])


def _last(connection: sqlite3.Connection) -> Row | None:
    query = f"select {_COLUMNS} from entry order by n desc limit 1"  # noqa: S608 - constants
    found = connection.execute(query).fetchone()
    return Row(*found) if found else None


def _newest(connection: sqlite3.Connection, of: str) -> int:
    query = 'select coalesce(max(n), 0) from entry where "of" = ?'
    newest: int = connection.execute(query, (of,)).fetchone()[0]
    return newest


@contextmanager
def _in_words() -> Iterator[None]:
    """Turn what SQLite says into one error of our own, without its text."""
    try:
        yield
    except sqlite3.Error as failed:
        name = getattr(failed, "sqlite_errorname", "") or ""
        raise JournalError(
            _CODES.get(name.partition("_")[2].partition("_")[0], _OTHER),
            cause=name or type(failed).__name__,
        ) from None
    except (UnicodeError, OverflowError, TypeError) as failed:
        raise JournalError(_OTHER, cause=type(failed).__name__) from None
