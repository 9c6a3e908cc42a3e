"""One entry of the journal, its canonical form and its hash."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from workbench.errors import JournalError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Json: TypeAlias = (
    "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"
)
"""What an entry's value may be."""

_said = json.encoder.encode_basestring  # as json.dumps writes a string, but faster

BEGINNING = "0" * 64
"""What the first entry names as the hash before it."""

_VERB = re.compile(r"[a-z][a-z_]{0,39}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
_UNSTORABLE = re.compile(
    r"[\x00\ud800-\udfff]"
)  # NUL in PostgreSQL, surrogates in UTF-8
_LONGEST = 200  # an `of` or `who` is a short name, never a text
_LONGEST_REASON = 4000
_GROUP = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that came in or that a person decided.

    Parameters
    ----------
    n
        Number in its case, from 1, without gaps.
    case
        Name of the case.
    time
        UTC, ``YYYY-MM-DDTHH:MM:SSZ``.
    who
        Who did it; declared in folder mode, enforced by the server in team mode.
    verb, of
        What was done (past tense) and to what.
    seen
        Number of the entry on which the decision was taken; 0 for the empty journal,
        ``None`` where it rests on no earlier state.
    value
        JSON: what was decided or received.
    why
        Reason given.
    previous, hash
        Chain of SHA-256 over the canonical JSON of the other fields, hexadecimal.
    """

    n: int
    case: str
    time: str
    who: str
    verb: str
    of: str
    seen: int | None
    value: Json
    why: str
    previous: str
    hash: str

    def to_json(self) -> dict[str, Json]:
        """Return the entry as INTERFACE prints it."""
        return {name: getattr(self, name) for name in self.__slots__}


class Row(NamedTuple):
    """An entry as it lies in a book: the value still canonical JSON text."""

    n: int
    case: str
    time: str
    who: str
    verb: str
    of: str
    seen: int | None
    value: str
    why: str
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Head:
    """How far a journal reaches: number and hash of its last entry."""

    n: int
    hash: str

    @property
    def short(self) -> str:
        """Form printed on exports, e.g. ``12-3f9a-77c1-d2aa-0b1c`` (64 bits)."""
        marks = self.hash[: 4 * _GROUP]
        groups = [marks[i : i + _GROUP] for i in range(0, len(marks), _GROUP)]
        return "-".join([str(self.n), *groups])


@dataclass(frozen=True, slots=True)
class Finding:
    """The first thing that does not hold.

    Parameters
    ----------
    code
        Dotted code with words in ``wording/errors``.
    n
        Number of the entry that does not hold, where it is an entry.
    fields
        Where, and what was looked for; never case content.
    """

    code: str
    n: int | None = None
    fields: Mapping[str, object] = field(default_factory=dict)

    def error(self) -> JournalError:
        """Return the finding as an error, whose ``str`` is a sentence."""
        return JournalError(self.code, **{"n": self.n, **self.fields})

    def __str__(self) -> str:
        """Give the sentence."""
        return str(self.error())


def canonical(value: Json) -> str:
    """Return canonical JSON: sorted keys, no spaces, characters as they are.

    Raises
    ------
    JournalError
        ``journal.value`` where the value is no JSON (NaN, dates, sets, ...) or not
        Unicode.
    """
    try:
        said = json.dumps(
            value,
            ensure_ascii=False,
            sort_keys=True,
            separators=(",", ":"),
            allow_nan=False,
        )
        said.encode()
    except (TypeError, ValueError, RecursionError) as refused:
        raise JournalError("journal.value", kind=type(refused).__name__) from None
    return said


def digest(row: Row) -> str:
    """Return the hash of a row over its other fields, in O(length).

    The value is taken as the text that lies in the book, so that a changed digit which
    reads as the same number still shows.
    """
    n, case, time, who, verb, of, seen, value, why, previous, _ = row
    said = (
        f'{{"case":{_said(case)},"n":{n:d},"of":{_said(of)},'
        f'"previous":{_said(previous)},"seen":{"null" if seen is None else int(seen)},'
        f'"time":{_said(time)},"value":{value},"verb":{_said(verb)},'
        f'"who":{_said(who)},"why":{_said(why)}}}'
    )
    return sha256(said.encode()).hexdigest()


def close(row: Row) -> Row:
    """Return the row with its hash filled in."""
    return row._replace(hash=digest(row))


def entry_of(row: Row) -> Entry:
    """Return the entry that a row holds."""
    return Entry(*row._replace(value=json.loads(row.value)))


def check_words(verb: str, of: str, who: str, why: str) -> None:
    """Refuse a verb, subject, actor or reason that could not be stored everywhere.

    Raises
    ------
    JournalError
        ``journal.verb`` or ``journal.text`` (naming the field, not its content).
    """
    if not _VERB.fullmatch(verb):
        raise JournalError("journal.verb")
    for name, text in (("of", of), ("who", who)):
        if len(text) > _LONGEST or _CONTROL.search(text):
            raise JournalError("journal.text", field=name)
    if len(why) > _LONGEST_REASON or _UNSTORABLE.search(why):
        raise JournalError("journal.text", field="why")
