"""A plain table of transfers into a link graph.

Nobody has mapped its columns: they are guessed from the headers unless said, and what
was guessed is said back (``graph.said``). Rows without two sides are left out and
named.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from workbench.graph import cleaning
from workbench.graph.assemble import link_rows
from workbench.graph.columns import NO_DAY, NO_SUM, EntityColumns, Rows
from workbench.graph.findings import LISTED, odd_rows
from workbench.graph.guess import Columns, guess_columns
from workbench.graph.nobody import ENTRY, seated
from workbench.graph.texts import Texts
from workbench.graph.values import Finding
from workbench.records import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray
    from pandas import DataFrame, Series

    from workbench.graph.columns import Ints, Place, Sums
    from workbench.graph.linkgraph import LinkGraph

G = TypeVar("G", bound="LinkGraph")

TABLE: Place = ("table", "", None)


def from_transfers(
    cls: type[G],
    frame: DataFrame,
    *,
    payer: str | None = None,
    payee: str | None = None,
    amount: str | None = None,
    date: str | None = None,
    place: Place = TABLE,
    opening: Mapping[str, float] = MappingProxyType({}),
) -> G:
    """Build a link graph from a table of transfers.

    Parameters
    ----------
    frame
        One row a transfer, in file order (same-day transfers keep it).
    payer, payee, amount, date
        Column names; guessed from the headers where not given, ids before names.
    place
        File, hash and sheet the table stands in; rows count from 2 (header: 1).
    opening
        Entity -> balance before its first transfer, currency units.

    Returns
    -------
    LinkGraph
        Entities carry the column's own values as ids. O(rows log rows).

    Raises
    ------
    UsageError
        Where a column is not there or no payer or payee can be told.
    """
    frame = frame.rename(columns=str)
    columns = guess_columns(
        list(frame.columns), payer=payer, payee=payee, amount=amount, date=date
    )
    left, right, ids = cleaning.together(
        _side(frame, columns.payer, columns.payer_name),
        _side(frame, columns.payee, columns.payee_name),
    )
    seats = seated(left, right, Texts.of(ids, ranked=True))
    left, right, ids = seats.source, seats.target, seats.ids.tolist()
    whole = (left >= 0) & (right >= 0)
    known = np.flatnonzero(whole)
    first = _days(frame, columns.date)
    sums = _sums(frame, columns.amount)
    rows = Rows(
        source=left[known],
        target=right[known],
        kind=np.zeros(len(known), np.int16),
        kinds=("payment",),
        first=first[known],
        last=first[known],
        amount=sums[known],
        place=np.zeros(len(known), np.int32),
        row=(known + 2).astype(np.int32),
        places=(place,),
    )
    rows.last = rows.first
    used = _used(rows, len(ids))
    entries = {ids[code]: said for code, said in seats.entries.items()}
    entities = _entities(frame, columns, [ids[i] for i in used.tolist()], entries)
    renumber = np.full(len(ids) + 1, -1, np.int32)
    renumber[used] = np.arange(len(used))
    rows.source, rows.target = renumber[rows.source], renumber[rows.target]
    links, held = link_rows(rows, len(used))
    graph = cls(entities, links, held, said=columns)
    graph.findings = (
        *odd_rows(graph),
        *left_out(np.flatnonzero(~whole), place),
    )
    graph.opening = {graph.code(k): round(v * 100) for k, v in opening.items()}
    return graph


def _side(frame: DataFrame, key: str, name: str | None) -> tuple[Ints, list[str]]:
    """Read one side: its id, or the name where a row has no id."""
    column = frame[key]
    if name is not None and column.isna().any():
        column = column.astype(object).where(column.notna(), frame[name])
    return cleaning.keys(column)


def _days(frame: DataFrame, column: str | None) -> Ints:
    if column is None:
        return np.full(len(frame), NO_DAY, np.int32)
    return cleaning.days(frame[column])


def _sums(frame: DataFrame, column: str | None) -> Sums:
    if column is None:
        return np.full(len(frame), NO_SUM, np.int64)
    return cleaning.sums(frame[column])


def _used(rows: Rows, size: int) -> NDArray[Any]:
    seen = np.zeros(size, np.bool_)
    seen[rows.source] = True
    seen[rows.target] = True
    return np.flatnonzero(seen)


def _entities(
    frame: DataFrame, columns: Columns, ids: list[str], entries: Mapping[str, str]
) -> EntityColumns:
    packed = Texts.of(ids, ranked=True)
    names = {**_names(frame, columns), **entries}
    kind = "account" if is_account(columns) else "party"
    return EntityColumns(
        ids=packed,
        names=Texts.of(names.get(text, text) for text in ids) if names else packed,
        kind=np.array([text in entries for text in ids], np.int16),
        kinds=(kind, ENTRY) if entries else (kind,),
    )


def is_account(columns: Columns) -> bool:
    """Say whether the ends of the transfers are accounts, by their headers."""
    marks = ("account", "acct", "iban", "账", "帐", "卡号")
    headers = f"{columns.payer} {columns.payee}".lower()
    return any(mark in headers for mark in marks)


def _names(frame: DataFrame, columns: Columns) -> dict[str, str]:
    """Return the name printed beside each id, the first one in file order."""
    found: dict[str, str] = {}
    sides = ((columns.payer, columns.payer_name), (columns.payee, columns.payee_name))
    for key, name in sides:
        if name is None:
            continue
        pairs = frame[[key, name]].drop_duplicates().dropna()
        said: Series[Any] = pairs[name]
        for cell, text in zip(pairs[key].tolist(), said.tolist(), strict=True):
            found.setdefault(cleaning.plain(str(cell)), cleaning.plain(str(text)))
    return found


def left_out(rows: NDArray[Any], place: Place) -> tuple[Finding, ...]:
    """Name the rows that have no two sides."""
    file, digest, sheet = place
    records = tuple(Source(file, digest, sheet, int(i) + 2) for i in rows[:LISTED])
    found = Finding(code="no_sides", records=records, fields={"n": len(rows)})
    return (found,) if len(rows) else ()
