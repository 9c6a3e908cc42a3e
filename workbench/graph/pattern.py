"""A pattern: which records to look at, in words and as JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.ontology.graph_kinds import entity_kinds
from workbench.wording import words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from workbench.graph.linkgraph import LinkGraph
    from workbench.graph.values import Entity
    from workbench.records import Source

_ = words("graph")

LISTED = 200  # records listed under one pattern, at most
SHOWN = 3  # holders named beside an account, at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """Something in the records worth a look; no finding against anyone.

    Parameters
    ----------
    kind
        ``fan_in``, ``fan_out``, ``pass_through``, ``split``, ``cycle``, ``shared``,
        ``broker`` or ``edge``.
    entities
        The account or unit it is about first, then those beside it, by id.
    records
        What to look at, in the order of time.
    first, last
        First and last day.
    fields
        Plain numbers that belong to it, sums in currency units.
    """

    kind: str
    entities: tuple[Entity, ...]
    records: tuple[Source, ...]
    first: date | None = None
    last: date | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        said: dict[str, Any] = {
            "kind": self.kind,
            "entities": [entity.to_json() for entity in self.entities],
            "records": [record.to_json() for record in self.records],
            **self.fields,
        }
        for name, day in (("first", self.first), ("last", self.last)):
            if day is not None:
                said[name] = day.isoformat()
        return said

    def __str__(self) -> str:
        """Say in words what it is."""
        name = self.fields.get("called") or self.entities[0].name
        return _SAID[self.kind]().format(name=name, **self.fields)


_SAID = {
    "fan_in": lambda: _("{n} payers paid {amount:,} into {name} within {days} days"),
    "fan_out": lambda: _("{name} paid {amount:,} to {n} payees within {days} days"),
    "pass_through": lambda: _(
        "{name} passed on {share:.0%} of {amount:,} within {days} days"
    ),
    "split": lambda: _(
        "{name}: {n} payments to the same payee, each just below {limit:,}, together "
        "{amount:,}"
    ),
    "cycle": lambda: _(
        "{amount:,} came back to {name} by {length} transfers, {n} times"
    ),
    "shared": lambda: _("{n} share {name}; weight of the tie {telling:.2f}"),
    "broker": lambda: _("{name} is the only tie between parts of the flow of funds"),
    "edge": lambda: _("{name} holds records and has {ties} tie to those concerned"),
}


def called_by(graph: LinkGraph, code: int) -> str:
    """Return an account's holders and its number, empty for anything else."""
    columns, links = graph.entity_columns, graph.link_columns
    account = columns.kinds[columns.kind[code]] == "account"
    if not account or "holds" not in links.kinds:
        return ""
    holds = (links.kind == links.kinds.index("holds")) & (links.target == code)
    names = [columns.names[int(who)] for who in links.source[holds]][:SHOWN]
    return f"{'、'.join(names)} {columns.names[code]}" if names else ""


def measured(graph: LinkGraph) -> Any:
    """Return which codes a measure may be about: all but persons."""
    columns = graph.entity_columns
    allowed = [not entity_kinds()[kind].person for kind in columns.kinds]
    return np.array(allowed, np.bool_)[columns.kind]


def in_time(found: list[Pattern]) -> list[Pattern]:
    """Put patterns in the order of their days."""
    return sorted(
        found,
        key=lambda p: (
            p.first.toordinal() if p.first else 0,
            p.last.toordinal() if p.last else 0,
            [entity.id for entity in p.entities],
        ),
    )
