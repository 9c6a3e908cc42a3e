"""From the record tables of a case to its link graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.graph import payments
from workbench.graph.assemble import link_rows
from workbench.graph.collecting import Collector, of_table
from workbench.graph.findings import odd_in
from workbench.graph.linkgraph import LinkGraph
from workbench.graph.overlay import overlaid, refuted_in
from workbench.graph.parties import Parties, merged_into
from workbench.graph.reading import Places, RecordTable, TablesOf
from workbench.graph.rolls import paid_out
from workbench.graph.sentences import CONTACTS, PEOPLE, SENTENCES, End
from workbench.graph.values import Merged, Refuted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workbench.graph.columns import Ints
    from workbench.graph.values import Alleged

_MONEY = ("payment", "budget", "subsidy")


def build(
    store: TablesOf,
    *,
    decisions: Iterable[Merged | Refuted] = (),
    alleged: Iterable[Alleged] = (),
) -> LinkGraph:
    """Build a case's link graph from its record tables.

    Parameters
    ----------
    store
        Gives the Parquet parts of each record kind.
    decisions
        What people decided and has not been undone: entities that are one, links that
        are refuted. A refuted link stays, marked; no question walks it.
    alleged
        Links that letters allege.

    Returns
    -------
    LinkGraph
        Each link lists its records. O(rows log rows).
    """
    decisions = list(decisions)
    merges = [d.entities for d in decisions if isinstance(d, Merged)]
    parties = Parties(into=merged_into(merges))
    places = Places()
    kinds = dict.fromkeys((*_MONEY, *SENTENCES, *CONTACTS))
    tables = {kind: RecordTable(store, kind, places) for kind in kinds}
    _learn(parties, tables)
    collector = Collector(parties)
    for kind, sentences in SENTENCES.items():
        for sentence in sentences:
            _say(collector, tables[kind], sentence)
    payments.add_wage_accounts(collector, tables["wage"])
    payments.add_subsidies(collector, tables["subsidy"])
    payments.add_budget(collector, tables["budget"])
    opening = payments.add_payments(collector, tables["payment"])
    _add_contacts(collector, tables)
    graph = _made(collector, places, opening, decisions)
    return overlaid(graph, alleged, decisions)


def _made(
    collector: Collector,
    places: Places,
    opening: Mapping[int, int],
    decisions: Iterable[Merged | Refuted],
) -> LinkGraph:
    ids = list(collector.codes)
    rows, entities = collector.rows(places.listed())
    rows.same_as = {**rows.same_as, **paid_out(rows, entities)}
    refuted = refuted_in(entities, decisions, collector.parties.into)
    links, held = link_rows(rows, len(entities.ids), refuted=refuted)
    graph = LinkGraph(entities, links, held)
    graph.opening = {
        graph.code(ids[code]): balance for code, balance in sorted(opening.items())
    }
    graph.findings = odd_in(graph)
    return graph


def _learn(parties: Parties, tables: Mapping[str, RecordTable]) -> None:
    """Learn first who is known by number, and what is a person or a unit for sure."""
    names, codes = tables["company"].texts("name"), tables["company"].texts("code")
    for name, code in _pairs(names, codes):
        parties.codes.setdefault(code, name)
    for name in names[1]:
        parties.note(name, name, "unit")
    for kind, columns in PEOPLE.items():
        for column, number in columns:
            known = _pairs(tables[kind].texts(column), tables[kind].texts(number))
            for name, said in known:
                if said not in parties.codes:
                    parties.learn_person(name, said)
    _learn_kinds(parties, tables)


def _learn_kinds(parties: Parties, tables: Mapping[str, RecordTable]) -> None:
    """Learn from columns of persons and of units what a bare name is."""
    for kind, sentences in SENTENCES.items():
        for end in (e for s in sentences for e in (s.source, s.target)):
            if end.role not in {"person", "unit"} or end.number is not None:
                continue
            for name in tables[kind].texts(end.column)[1]:
                if end.role == "unit" or name not in parties.numbers:
                    parties.note(name, name, end.role)


def _pairs(
    left: tuple[Ints, list[str]], right: tuple[Ints, list[str]]
) -> list[tuple[str, str]]:
    """Distinct pairs of texts that stand in one row, in order of first standing."""
    if not len(left[0]):
        return []
    both = np.flatnonzero((left[0] >= 0) & (right[0] >= 0))
    keys = left[0][both].astype(np.int64) * (len(right[1]) + 1) + right[0][both]
    _, first = np.unique(keys, return_index=True)
    rows = both[np.sort(first)].tolist()
    return [(left[1][left[0][row]], right[1][right[0][row]]) for row in rows]


def _say(collector: Collector, table: RecordTable, sentence: Any) -> None:
    """Add the links that one sentence states for every row."""
    if not len(table):
        return
    source = collector.end(table, sentence.source)
    target = collector.end(table, sentence.target)
    source = collector.stand_ins(source, target, table.texts(sentence.source.column))
    target = collector.stand_ins(target, source, table.texts(sentence.target.column))
    batch = of_table(
        table,
        sentence.kind,
        source,
        target,
        first=sentence.first,
        last=sentence.last,
        amount=sentence.amount,
    )
    if sentence.role is not None:
        codes, texts = table.texts(sentence.role)
        rows = np.flatnonzero(codes >= 0).tolist()
        batch.role = {row: texts[codes[row]] for row in rows}
    if sentence.share is not None:
        shares = table.numbers(sentence.share)
        rows = np.flatnonzero(~np.isnan(shares)).tolist()
        batch.share = {row: float(shares[row]) for row in rows}
    collector.add(batch)


def _add_contacts(collector: Collector, tables: Mapping[str, RecordTable]) -> None:
    """Add phones and addresses, as entities where several use the same one."""
    for kind in ("phone", "address"):
        found: list[tuple[RecordTable, Ints, Ints]] = []
        for name, owners in CONTACTS.items():
            table = tables[name]
            if not len(table) or kind not in _columns_of(name):
                continue
            for role, column, number in owners:
                holder = collector.end(table, End(role, column, number))
                codes, texts = table.texts(kind)
                keys = [_contact(kind, text) for text in texts]
                for key in keys:
                    collector.parties.thing(key, kind)
                _keep_property(collector, kind, holder, (codes, texts))
                found.append((table, holder, collector.coded(keys, codes)))
        _link_shared(collector, kind, found)


def _columns_of(kind: str) -> set[str]:
    from workbench.ontology import record_kind  # noqa: PLC0415 - light, used once

    return {column.name for column in record_kind(kind).columns}


def _contact(kind: str, text: str) -> str:
    if kind != "phone":
        return text
    digits = "".join(character for character in text if character.isdigit())
    return digits or text


def _keep_property(
    collector: Collector, kind: str, holder: Ints, said: tuple[Ints, list[str]]
) -> None:
    ids, (codes, texts) = list(collector.codes), said
    for row in np.flatnonzero((holder >= 0) & (codes >= 0)).tolist():
        collector.parties.say(ids[holder[row]], kind, texts[codes[row]])


def _link_shared(
    collector: Collector, kind: str, found: list[tuple[RecordTable, Ints, Ints]]
) -> None:
    users: dict[int, set[int]] = {}
    for _, holder, value in found:
        for who, what in zip(holder.tolist(), value.tolist(), strict=True):
            if who >= 0 and what >= 0:
                users.setdefault(what, set()).add(who)
    shared = {what for what, who in users.items() if len(who) > 1}
    for table, holder, value in found:
        keep = np.isin(value, sorted(shared))
        collector.add(of_table(table, kind, holder, value), keep)
    lone = set(users) - shared
    for key in [key for key, code in collector.codes.items() if code in lone]:
        collector.dropped.add(key)
