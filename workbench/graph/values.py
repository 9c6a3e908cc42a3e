"""What a link graph hands out: entities, links, paths; all frozen.

Money is kept in hundredths of the currency unit (``int``) and shown in units: whatever
``to_json`` gives is in currency units.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from workbench.records import Source

State = Literal["alleged", "recorded", "corroborated", "refuted"]
STATES: tuple[State, ...] = ("alleged", "recorded", "corroborated", "refuted")
"""What a link rests on, in ascending order but for the last, which a person decides."""


def _nothing() -> Mapping[str, Any]:
    return MappingProxyType({})


def units(hundredths: int) -> int | float:
    """Give a sum in currency units, whole ones as ``int``."""
    whole, rest = divmod(hundredths, 100)
    return hundredths / 100 if rest else whole


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, unit, fund, account or thing.

    Parameters
    ----------
    id
        Deterministic: an account's number, else the name (with the end of the identity
        number where several people known by number share it).
    name
        What people call it.
    kind
        A kind of ``ontology/entities.yaml``.
    properties
        What else the records say about it (phone, address ...), each a tuple of values.
    unresolved
        Whether nobody in particular is meant yet (a masked name, several namesakes).
    """

    id: str
    name: str
    kind: str
    properties: Mapping[str, tuple[str, ...]] = field(default_factory=_nothing)
    unresolved: bool = False

    def to_json(self) -> dict[str, str]:
        """Return the entity of INTERFACE."""
        return {"id": self.id, "name": self.name, "kind": self.kind}

    def __str__(self) -> str:
        """Give the name, with the id where it says more."""
        return self.name if self.name == self.id else f"{self.name} ({self.id})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Everything of one kind that the records say between two entities.

    Parameters
    ----------
    source, target
        Entity ids, in the direction of the kind's sentence.
    kind
        A kind of ``ontology/links.yaml``.
    records
        Every place that says so, in file order.
    n
        Occurrences: transfers, contracts, entries; one transfer seen in two statements
        counts once.
    amount
        Sum of the occurrences, hundredths; ``None`` where none has one.
    first, last
        First and last date, or the span in which a tie holds (``None``: open).
    state
        One of :data:`STATES`.
    sources
        Number of independent sources: files, and letters that do not repeat another.
    share
        Per cent, for shareholdings.
    role
        Post, relation or role, as the records put it.
    """

    source: str
    target: str
    kind: str
    records: tuple[Source, ...] = ()
    n: int = 1
    amount: int | None = None
    first: date | None = None
    last: date | None = None
    state: State = "recorded"
    sources: int = 1
    share: float | None = None
    role: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the link of INTERFACE, with what else is known of it."""
        said: dict[str, Any] = {
            "from": self.source,
            "to": self.target,
            "kind": self.kind,
            "records": [record.to_json() for record in self.records],
            "n": self.n,
            "state": self.state,
        }
        if self.amount is not None:
            said["amount"] = units(self.amount)
        for name in ("first", "last"):
            day: date | None = getattr(self, name)
            if day is not None:
                said[name] = day.isoformat()
        if self.share is not None:
            said["share"] = self.share
        if self.role:
            said["role"] = self.role
        return said


@dataclass(frozen=True, slots=True, kw_only=True)
class Alleged:
    """A link that a letter alleges, handed down by the case as a plain value.

    ``group`` names the letter or, where letters repeat each other, their group; letters
    of one group count as one source. ``kinds`` says what the letter's reader took the
    two for (``person``, ``unit``); where it does not, the name decides.
    """

    source: str
    target: str
    kind: str
    record: Source
    group: str
    kinds: tuple[str, str] = ("", "")
    first: date | None = None
    last: date | None = None
    amount: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """A person decided that several ids are one; the first is kept."""

    entities: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refuted:
    """A person decided that a link does not hold."""

    source: str
    target: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something odd in the records that is named and kept.

    Parameters
    ----------
    code
        What it is, e.g. ``self_transfer``.
    entities
        Ids of the entities concerned.
    records
        The records that say so.
    fields
        Plain numbers that belong to it.
    """

    code: str
    entities: tuple[str, ...] = ()
    records: tuple[Source, ...] = ()
    fields: Mapping[str, Any] = field(default_factory=_nothing)

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {
            "code": self.code,
            "entities": list(self.entities),
            "records": [record.to_json() for record in self.records],
            **self.fields,
        }
