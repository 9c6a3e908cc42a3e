"""Rows of links while a graph is built: who, what, when, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.graph.columns import EntityColumns, Rows
from workbench.graph.parties import MIDDLE_DOT, UNKNOWN
from workbench.graph.reading import ROW_BITS
from workbench.graph.texts import Texts
from workbench.ontology.graph_kinds import entity_kinds, non_party

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.graph.columns import Flags, Ints, Place, Sums
    from workbench.graph.parties import Parties
    from workbench.graph.reading import RecordTable
    from workbench.graph.sentences import End
    from workbench.records import Source


_SOMEBODY = frozenset({"anyone", "person", "unit"})


@dataclass(slots=True, kw_only=True)
class Batch:
    """Rows of one kind of link; codes are those of the collector."""

    kind: str
    source: Ints
    target: Ints
    first: Ints
    last: Ints
    amount: Sums
    place: Ints
    row: Ints
    source_at: Ints | None = None
    target_at: Ints | None = None
    same_as: Mapping[int, int] = field(default_factory=dict)
    more: Mapping[int, Source] = field(default_factory=dict)
    share: Mapping[int, float] = field(default_factory=dict)
    role: Mapping[int, str] = field(default_factory=dict)
    alleged: Mapping[int, str] = field(default_factory=dict)


class Collector:
    """Gathers batches of rows and codes the ids in them."""

    def __init__(self, parties: Parties) -> None:
        self.parties = parties
        self.codes: dict[str, int] = {}
        self.batches: list[Batch] = []
        self.dropped: set[str] = set()

    def code(self, key: str) -> int:
        """Return the code of an id; -1 for none. Merged ids share a code."""
        if not key:
            return -1
        return self.codes.setdefault(self.parties.standing(key), len(self.codes))

    def coded(self, keys: list[str], codes: Ints) -> Ints:
        """Turn codes of keys into codes of ids."""
        known = np.array([*(self.code(key) for key in keys), -1], np.int32)
        return known[codes]

    def end(self, table: RecordTable, end: End) -> Ints:
        """Return who stands at one end of each row, -1 where nobody does."""
        names, texts = table.texts(end.column)
        if end.instead is not None:
            names, texts = _instead((names, texts), table.texts(end.instead))
        numbers, held = (
            table.texts(end.number)
            if end.number
            else (np.full(len(table), -1, np.int32), [])
        )
        keys = (names.astype(np.int64) + 1) * (len(held) + 1) + numbers + 1
        pairs, back = np.unique(keys, return_inverse=True)
        ids = []
        for pair in pairs.tolist():
            name, number = divmod(pair, len(held) + 1)
            said = texts[name - 1] if name else ""
            ids.append(self._who(end.role, said, held[number - 1] if number else ""))
        return np.array([self.code(key) for key in ids] or [-1], np.int32)[back]

    def stand_ins(self, side: Ints, other: Ints, said: tuple[Ints, list[str]]) -> Ints:
        """Fill in ends at which nobody is meant, each with an entry of the other end.

        So cash, fees and payrolls tie no two accounts together. A row that says nothing
        gets a stand-in only where the last text is :data:`UNKNOWN`.
        """
        codes, texts = said
        unsaid = len(texts) - 1 if texts[-1:] == [UNKNOWN] else -1
        meant = np.array([*(non_party(text) is not None for text in texts), False])
        text = np.where(codes < 0, unsaid, codes)
        gaps = np.flatnonzero(
            (side < 0) & (other >= 0) & (meant[text] | ((codes < 0) & (unsaid >= 0)))
        )
        if not len(gaps):
            return side
        names, found = list(self.codes), side.copy()
        keys = other[gaps].astype(np.int64) * len(texts) + text[gaps]
        seen, back = np.unique(keys, return_inverse=True)
        made = [
            self._entry(names[one], texts[told])
            for one, told in (divmod(key, len(texts)) for key in seen.tolist())
        ]
        found[gaps] = np.array(made, np.int32)[back]
        return found

    def _entry(self, other: str, name: str) -> int:
        if name == UNKNOWN:
            key = self.parties.note(f"{other}{UNKNOWN}", UNKNOWN, "party")
            self.parties.unresolved.add(key)
        else:
            key = self.parties.note(f"{other}{MIDDLE_DOT}{name}", name, "entry")
        return self.code(key)

    def _who(self, role: str, name: str, number: str) -> str:
        parties = self.parties
        if not name or (role in _SOMEBODY and non_party(name)):
            return ""
        if role == "person":
            return parties.person(name, number)
        if role == "unit":
            return parties.unit(name, number)
        if role == "anyone":
            return parties.anyone(name, number)
        return parties.thing(name, role)

    def add(self, batch: Batch, keep: Flags | None = None) -> None:
        """Take rows in, leaving out those without two ends."""
        whole = (batch.source >= 0) & (batch.target >= 0)
        if keep is not None:
            whole &= keep
        if not whole.all():
            batch = chosen(batch, whole)
        if len(batch.source):
            self.batches.append(batch)

    def rows(self, places: tuple[Place, ...]) -> tuple[Rows, EntityColumns]:
        """Return all rows and the entities, coded in order of id."""
        kept = [key for key in self.codes if key not in self.dropped]
        ids = sorted(kept, key=lambda key: key.encode())
        renumber = np.full(len(self.codes) + 1, -1, np.int32)
        renumber[[self.codes[key] for key in ids]] = np.arange(len(ids))
        return self._joined(places, renumber), self._entities(ids)

    def _joined(self, places: tuple[Place, ...], renumber: Ints) -> Rows:
        kinds = tuple(sorted({batch.kind for batch in self.batches}))
        sizes = [len(batch.source) for batch in self.batches]
        offsets = np.cumsum([0, *sizes]).tolist()
        ranks = _ranks(places)

        def join(name: str, dtype: Any) -> Any:
            parts = [getattr(batch, name) for batch in self.batches]
            return np.concatenate(parts).astype(dtype) if parts else np.zeros(0, dtype)

        def sparse(name: str) -> dict[int, Any]:
            return {
                offset + row: value
                for offset, batch in zip(offsets, self.batches, strict=False)
                for row, value in getattr(batch, name).items()
            }

        def at(name: str, otherwise: str) -> Ints:
            parts = [
                getattr(batch, otherwise) if held is None else held
                for batch in self.batches
                for held in (getattr(batch, name),)
            ]
            return renumber[np.concatenate(parts)] if parts else np.zeros(0, np.int32)

        place, row = join("place", np.int32), join("row", np.int32)
        order = (ranks[place].astype(np.int64) << ROW_BITS) + row
        return Rows(
            source=renumber[join("source", np.int32)],
            target=renumber[join("target", np.int32)],
            kind=np.repeat(
                [kinds.index(batch.kind) for batch in self.batches], sizes
            ).astype(np.int16),
            kinds=kinds,
            first=join("first", np.int32),
            last=join("last", np.int32),
            amount=join("amount", np.int64),
            place=place,
            row=row,
            places=places,
            source_at=at("source_at", "source"),
            target_at=at("target_at", "target"),
            same_as={
                offset + row: offset + first
                for offset, batch in zip(offsets, self.batches, strict=False)
                for row, first in batch.same_as.items()
            },
            more=sparse("more"),
            share=sparse("share"),
            role=sparse("role"),
            alleged=sparse("alleged"),
            order=order,
        )

    def _entities(self, ids: list[str]) -> EntityColumns:
        parties = self.parties
        known = list(entity_kinds())
        held = {key: code for code, key in enumerate(ids)}
        properties: dict[int, dict[str, tuple[str, ...]]] = {}
        for key in sorted(parties.properties):
            code = held.get(parties.standing(key))
            if code is None:
                continue
            mine = properties.setdefault(code, {})
            for name, values in parties.properties[key].items():
                mine[name] = tuple(dict.fromkeys((*mine.get(name, ()), *values)))
        packed = Texts.of(ids, ranked=True)
        names = [parties.names.get(key, key) for key in ids]
        return EntityColumns(
            ids=packed,
            names=packed if names == ids else Texts.of(names),
            kind=np.array([known.index(parties.kinds[key]) for key in ids], np.int16),
            kinds=tuple(known),
            properties=properties,
            unresolved=frozenset(held[k] for k in parties.unresolved if k in held),
        )


def _instead(
    first: tuple[Ints, list[str]], other: tuple[Ints, list[str]]
) -> tuple[Ints, list[str]]:
    texts = [*first[1], *other[1]]
    shifted = np.where(other[0] < 0, -1, other[0] + len(first[1]))
    return np.where(first[0] < 0, shifted, first[0]).astype(np.int32), texts


def _ranks(places: tuple[Place, ...]) -> Ints:
    """Rank of each place in reading order: by file, sheet, hash."""
    order = sorted(
        range(len(places)),
        key=lambda i: (places[i][0], places[i][2] or "", places[i][1]),
    )
    ranks = np.zeros(len(places) + 1, np.int32)
    ranks[order] = np.arange(len(places))
    return ranks


def chosen(batch: Batch, keep: Flags) -> Batch:
    """Return the rows of a batch that are kept."""
    again = np.cumsum(keep) - 1

    def cut(sparse: Mapping[int, Any]) -> dict[int, Any]:
        return {int(again[row]): value for row, value in sparse.items() if keep[row]}

    def at(held: Ints | None) -> Ints | None:
        return None if held is None else held[keep]

    return Batch(
        kind=batch.kind,
        source=batch.source[keep],
        target=batch.target[keep],
        first=batch.first[keep],
        last=batch.last[keep],
        amount=batch.amount[keep],
        place=batch.place[keep],
        row=batch.row[keep],
        source_at=at(batch.source_at),
        target_at=at(batch.target_at),
        same_as={
            int(again[row]): int(again[first])
            for row, first in batch.same_as.items()
            if keep[row] and keep[first]
        },
        more=cut(batch.more),
        share=cut(batch.share),
        role=cut(batch.role),
        alleged=cut(batch.alleged),
    )


def of_table(
    table: RecordTable,
    kind: str,
    source: Ints,
    target: Ints,
    *,
    first: str | None = None,
    last: str | None = None,
    amount: str | None = None,
) -> Batch:
    """Return one row a record; a day without an end stands for itself."""
    begin = table.days(first)
    return Batch(
        kind=kind,
        source=source,
        target=target,
        first=begin,
        last=begin if last is None else table.days(last),
        amount=table.sums(amount),
        place=table.place,
        row=table.row,
        more=table.more,
    )
