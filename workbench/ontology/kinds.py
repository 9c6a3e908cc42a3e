"""Record kinds: which canonical columns a table of each kind has."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

import yaml

from workbench.errors import UnknownName

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Column:
    """One canonical column: its name and its type (see ``records.yaml``)."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A kind of record.

    Parameters
    ----------
    id
        Name of the kind, e.g. ``payment``.
    labels
        ``zh`` and ``en`` words for people.
    columns
        Canonical columns in order, without the provenance columns.
    needs
        Columns without which a row is refused.
    ftm
        FollowTheMoney schema of the same meaning, when there is one.
    """

    id: str
    labels: Mapping[str, str]
    columns: tuple[Column, ...]
    needs: tuple[str, ...]
    ftm: str | None = None


@cache
def record_kinds() -> Mapping[str, RecordKind]:
    """Return every record kind by its name, in the order of the data file."""
    text = files("workbench.ontology").joinpath("records.yaml").read_text("utf-8")
    data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - the C form of the safe loader
    return MappingProxyType(
        {
            name: RecordKind(
                id=name,
                labels=MappingProxyType({"zh": entry["zh"], "en": entry["en"]}),
                columns=tuple(Column(*pair) for pair in entry["columns"].items()),
                needs=tuple(entry["needs"]),
                ftm=entry.get("ftm"),
            )
            for name, entry in data.items()
        }
    )


def record_kind(name: str) -> RecordKind:
    """Return one record kind.

    Raises
    ------
    UnknownName
        When no kind has that name; the fields list those that exist.
    """
    try:
        return record_kinds()[name]
    except KeyError:
        raise UnknownName(
            "ontology.no_such_kind", name=name, known=", ".join(record_kinds())
        ) from None
