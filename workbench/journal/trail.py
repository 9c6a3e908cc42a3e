"""The journal of one case: append, entries, head, verify."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias

from workbench.errors import JournalError, StaleDecision
from workbench.journal.entry import (
    BEGINNING,
    Entry,
    Finding,
    Head,
    Json,
    Row,
    canonical,
    check_words,
    close,
    digest,
    entry_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

Clock: TypeAlias = Callable[[], datetime]
Make: TypeAlias = Callable[[Row | None, int], Row]
"""Last row and newest entry on the same subject -> the row to write."""


class Book(Protocol):
    """Where rows lie: a file or a server."""

    def write(self, of: str, make: Make) -> Row:
        """Write the row that ``make`` gives, alone and durably."""

    def rows(
        self, verb: str | None = None, of: str | None = None, after: int = 0
    ) -> Iterator[Row]:
        """Yield rows in order of their numbers."""

    def last(self) -> Row | None:
        """Return the newest row."""


def machine_clock() -> datetime:
    """Return the time now, or SOURCE_DATE_EPOCH where that is set (same bytes)."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    if fixed:
        return datetime.fromtimestamp(int(fixed), UTC)
    return datetime.now(UTC)


class Journal:
    """Append-only, hash-chained trail of one case.

    Parameters
    ----------
    book
        Where the rows lie.
    case, who
        Name of the case; who writes where ``append`` names nobody.
    clock
        Gives the time of an entry.
    """

    __slots__ = ("_book", "_clock", "case", "who")

    def __init__(self, book: Book, *, case: str, who: str, clock: Clock) -> None:
        self._book = book
        self._clock = clock
        self.case = case
        self.who = who

    def __repr__(self) -> str:
        """Give the case and nothing that changes between runs."""
        return f"<Journal of {self.case}>"

    def append(
        self,
        verb: str,
        of: str,
        value: Json,
        *,
        why: str = "",
        seen: int | None = None,
        who: str | None = None,
    ) -> Entry:
        """Write one entry, durably, and return it.

        Parameters
        ----------
        verb, of, value, why
            As in :class:`Entry`.
        seen
            Number of the entry on which the decision was taken. ``None`` where the
            entry rests on no earlier state.
        who
            Who decided; the journal's own ``who`` where absent.

        Returns
        -------
        Entry
            The entry as it lies in the journal, on disk before this returns.

        Raises
        ------
        StaleDecision
            ``journal.stale``: the subject has a newer entry than ``seen``.
        JournalError
            The words or value cannot be stored, or the book cannot be written.
        """
        actor = self.who if who is None else who
        check_words(verb, of, actor, why)
        text = canonical(value)
        time = self.now().strftime("%Y-%m-%dT%H:%M:%SZ")

        def make(last: Row | None, newest: int) -> Row:
            if last is not None and last.case != self.case:
                raise JournalError("journal.other_case", case=self.case)
            n = last.n + 1 if last else 1
            if seen is not None and (newest > seen or seen >= n):
                raise StaleDecision("journal.stale", of=of, seen=seen, newest=newest)
            previous = last.hash if last else BEGINNING
            return close(
                Row(n, self.case, time, actor, verb, of, seen, text, why, previous, "")
            )

        return entry_of(self._book.write(of, make))

    def now(self) -> datetime:
        """Return the time that an entry written now would carry, in UTC."""
        return self._clock().astimezone(UTC)

    def entries(
        self, verb: str | None = None, of: str | None = None, *, after: int = 0
    ) -> list[Entry]:
        """Return entries in order, of one verb or one subject where named."""
        return [entry_of(row) for row in self._book.rows(verb, of, after)]

    def copy(self, target: Path) -> None:
        """Write the journal as it stands into a new file (SQLite), in either mode."""
        from workbench.journal.sqlite import write_book  # noqa: PLC0415 - its twin

        write_book(self._book.rows(), target)

    def head(self) -> Head:
        """Return number and hash of the last entry; ``Head(0, 000...)`` when empty."""
        last = self._book.last()
        return Head(last.n, last.hash) if last else Head(0, BEGINNING)

    def verify(self) -> Finding | None:
        """Return the first entry that does not hold, or ``None``.

        A chain by itself cannot show that its end was cut off or that all of it was
        written anew; :mod:`workbench.journal.heads` can. O(length of the journal).
        """
        n, previous = 0, BEGINNING
        try:
            for row in self._book.rows():
                n += 1
                finding = _check(row, n, previous, self.case)
                if finding:
                    return finding
                previous = row.hash
        except JournalError as unreadable:
            return Finding(unreadable.code, n + 1, unreadable.fields)
        return None

    def hash_at(self, n: int) -> str | None:
        """Return the hash of entry ``n`` as it stands, ``None`` where there is none."""
        if n == 0:
            return BEGINNING
        row = next(self._book.rows(after=n - 1), None)
        return row.hash if row is not None and row.n == n else None


def _check(row: Row, n: int, previous: str, case: str) -> Finding | None:
    if row.n != n:
        return Finding("journal.gap", n)
    if row.case != case:
        return Finding("journal.other_case", n, {"case": case})
    if row.previous != previous:
        return Finding("journal.chain", n)
    try:
        holds = digest(row) == row.hash
    except (TypeError, ValueError):
        holds = False
    return None if holds else Finding("journal.changed", n)


def open_journal(
    where: Path | str, *, case: str, who: str, clock: Clock | None = None
) -> Journal:
    """Open the journal of a case; it comes into being with its first entry.

    Parameters
    ----------
    where
        A file or the case folder that holds ``journal.db`` (SQLite), or
        ``postgresql://...`` for a team.
    case, who
        As in :class:`Journal`; on a server ``who`` is who logged in, whatever is said.
    clock
        Gives the time of an entry; the machine's (or SOURCE_DATE_EPOCH) where absent.
    """
    time = clock or machine_clock
    if isinstance(where, str) and where.startswith(("postgresql://", "postgres://")):
        from workbench.journal.postgres import PostgresBook  # noqa: PLC0415 - extra

        server = PostgresBook(where, case)
        return Journal(server, case=case, who=server.who, clock=time)
    from workbench.journal.sqlite import SqliteBook  # noqa: PLC0415 - its twin

    path = Path(where)
    book = SqliteBook(path / "journal.db" if path.is_dir() else path)
    return Journal(book, case=case, who=who, clock=time)


def case_name(where: Path, otherwise: str) -> str:
    """Return the name of the case that a journal on disk carries.

    A case folder may be moved or unpacked under another name; its journal stays the
    journal of the same case.

    Parameters
    ----------
    where
        The journal's file.
    otherwise
        Name of a case whose journal has no entry yet.
    """
    from workbench.journal.sqlite import SqliteBook  # noqa: PLC0415 - its twin

    last = SqliteBook(where).last() if where.is_file() else None
    return last.case if last is not None else otherwise
