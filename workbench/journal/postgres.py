"""The book on a server, for a team: the same rows behind the same few functions.

What folder mode only asks for, the server enforces: entries are added and never changed
(grants and triggers), each follows from the one before (checked by the server), ``who``
is who logged in, and a recused person reads nothing (row-level security); a refused
opening is journaled by the server. Its owner can still do anything: that is what signed
heads and the short heads on exports are for.
"""

from __future__ import annotations

from contextlib import contextmanager
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from workbench.errors import JournalError, RedLine
from workbench.journal.entry import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    import psycopg

    from workbench.journal.trail import Make

_SELECT = """select "case", n, time, who, verb, "of", seen, value, why, previous, hash
    from workbench.entry"""
_INSERT = f"insert into workbench.entry values ({', '.join(['%s'] * len(Row._fields))})"  # noqa: S608 - only marks
_CHUNK = 4096
_DENIED = "42501"


class PostgresBook:
    """Rows of one case on a server; every call opens and closes its own connection.

    Parameters
    ----------
    server
        ``postgresql://...``
    case
        Name of the case.
    """

    __slots__ = ("_case", "_server", "who")

    def __init__(self, server: str, case: str) -> None:
        self._server = server
        self._case = case
        with self._connected() as connection:
            self.who: str = _one(connection, "select session_user")
            self._admitted(connection)

    def __repr__(self) -> str:
        """Give the case; the address may hold a password."""
        return f"<PostgresBook of {self._case}>"

    @contextmanager
    def _connected(self) -> Iterator[psycopg.Connection[Any]]:
        try:
            import psycopg  # noqa: PLC0415 - an extra, loaded on use
        except ImportError:
            raise JournalError("journal.no_driver") from None
        try:
            with psycopg.connect(self._server, connect_timeout=10) as connection:
                yield connection
        except psycopg.Error as failed:
            raise self._in_words(failed.sqlstate) from None

    def _in_words(self, state: str | None) -> JournalError | RedLine:
        if state == _DENIED:
            return RedLine("journal.recused", who=self.who)
        return JournalError("journal.server", cause=state or "connection")

    def _admitted(self, connection: psycopg.Connection[Any]) -> None:
        """Refuse who may not open the case; the server journals the refusal."""
        query = "select %s in (select workbench.open_cases())"
        if _one(connection, query, self._case):
            return
        connection.execute("select workbench.refuse(%s)", [self._case])
        connection.commit()
        raise RedLine("journal.recused", who=self.who)

    def write(self, of: str, make: Make) -> Row:
        """Write the row that ``make`` gives, under the case's advisory lock.

        Raises
        ------
        JournalError
            ``journal.server``, ``journal.not_you``; nothing was written then.
        RedLine
            ``journal.recused``.
        """
        with self._connected() as connection:
            self._admitted(connection)
            connection.execute("select workbench.hold(%s)", [self._case])
            row = make(self._last(connection), self._newest(connection, of))
            if row.who != self.who:
                raise JournalError("journal.not_you", who=self.who)
            _, case, *rest = row
            connection.execute(_INSERT, [case, row.n, *rest])
        return row

    def rows(
        self, verb: str | None = None, of: str | None = None, after: int = 0
    ) -> Iterator[Row]:
        """Yield rows by number.

        Raises
        ------
        RedLine
            ``journal.recused``: nothing is read.
        """
        wanted = [('"case" = %s', self._case), ("n > %s", after)]
        wanted += [("verb = %s", verb)] if verb is not None else []
        wanted += [('"of" = %s', of)] if of is not None else []
        clauses = " and ".join(clause for clause, _ in wanted)
        query = f"{_SELECT} where {clauses} order by n"
        with self._connected() as connection:
            self._admitted(connection)
            with connection.cursor("rows") as cursor:
                cursor.itersize = _CHUNK
                cursor.execute(query, [value for _, value in wanted])
                for found in cursor:
                    yield _row(found)

    def last(self) -> Row | None:
        """Return the newest row."""
        with self._connected() as connection:
            self._admitted(connection)
            return self._last(connection)

    def _last(self, connection: psycopg.Connection[Any]) -> Row | None:
        query = f'{_SELECT} where "case" = %s order by n desc limit 1'
        found = connection.execute(query, [self._case]).fetchone()
        return _row(found) if found else None

    def _newest(self, connection: psycopg.Connection[Any], of: str) -> int:
        query = """select coalesce(max(n), 0) from workbench.entry
            where "case" = %s and "of" = %s"""
        newest: int = _one(connection, query, self._case, of)
        return newest


def _one(connection: psycopg.Connection[Any], query: str, *values: str) -> Any:
    """Return the one value that a query always gives."""
    found = connection.execute(query, list(values)).fetchone()
    return found[0] if found else None


def _row(found: tuple[Any, ...]) -> Row:
    case, n, *rest = found
    return Row(n, case, *rest)


def provision(server: str) -> None:
    """Lay the team's journal into a database, as its owner; again changes nothing.

    Raises
    ------
    JournalError
        ``journal.no_driver``, ``journal.server``.
    """
    script = files("workbench.journal").joinpath("postgres.sql").read_text("utf-8")
    _as_owner(server, script, [])


def assign(server: str, case: str, who: str) -> None:
    """Let a login of the server open a case, as the database's owner."""
    query = "insert into workbench.member values (%s, %s) on conflict do nothing"
    _as_owner(server, query, [case, who])


def unassign(server: str, case: str, who: str) -> None:
    """Take a login off a case, as the database's owner."""
    query = 'delete from workbench.member where "case" = %s and who = %s'
    _as_owner(server, query, [case, who])


def _as_owner(server: str, query: str, values: list[str]) -> None:
    try:
        import psycopg  # noqa: PLC0415 - an extra, loaded on use
    except ImportError:
        raise JournalError("journal.no_driver") from None
    try:
        with psycopg.connect(server, connect_timeout=10) as connection:
            connection.execute(query, values or None)
    except psycopg.Error as failed:
        raise JournalError(
            "journal.server", cause=failed.sqlstate or "connection"
        ) from None
