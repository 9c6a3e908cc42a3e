"""What makes links out of a table of transfers, written once in ibis.

The same expressions run on DuckDB and on Spark. They clean cells (a text to a key, a
sum to hundredths, a day to a date) and sum transfers up to links. ibis takes a second
or two to import, so nothing here is loaded for small tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.graph.guess import Columns

DIGITS = 18  # decimal digits of a sum, two of them after the point


def transfers_of(
    table: Any, columns: Columns, keep: Sequence[str] = (), *, trim: bool = True
) -> Any:
    """Return the cleaned transfers of a table whose cells are all text.

    Parameters
    ----------
    table
        An ibis table.
    columns
        Which column is what.
    keep
        Further columns to carry along, such as the provenance.
    trim
        Whether to trim texts here; not where each distinct text is trimmed later.

    Returns
    -------
    ibis.Table
        ``payer``, ``payee`` (text, null where empty), ``amount`` (int64 hundredths),
        ``date``; ``amount_text`` and ``date_text`` where a cell is filled but could not
        be read; ``payer_name``, ``payee_name`` where the table has them.
    """
    payer, payee = (
        _key(table[column], trim=trim) for column in (columns.payer, columns.payee)
    )
    chosen: dict[str, Any] = {}
    for side, key, name in (
        ("payer", payer, columns.payer_name),
        ("payee", payee, columns.payee_name),
    ):
        if name is None:
            chosen[side] = key
        else:
            said = _key(table[name], trim=trim)
            chosen[side] = key.coalesce(said)
            chosen[f"{side}_name"] = said
    if columns.amount is not None:
        text = _key(table[columns.amount], trim=trim)
        amount = (text.try_cast(f"decimal({DIGITS}, 2)") * 100).cast("int64")
        chosen["amount"] = amount
        chosen["amount_text"] = amount.isnull().ifelse(text, None)
    if columns.date is not None:
        text = _key(table[columns.date], trim=trim)
        day = text.try_cast("date")
        chosen["date"] = day
        chosen["date_text"] = day.isnull().ifelse(text, None)
    return table.select(**chosen, **{name: table[name] for name in keep})


def sql_for(dialect: str, headers: Sequence[str], columns: Columns) -> str:
    """Return the SQL that cleans a table ``transfers`` of text cells.

    Texts are left as they are: each distinct one is normalised later.
    """
    import ibis  # noqa: PLC0415 - heavy, loaded on use

    table = ibis.table(dict.fromkeys(headers, "string"), name="transfers")
    return str(ibis.to_sql(transfers_of(table, columns, trim=False), dialect=dialect))


def links_of(transfers: Any) -> Any:
    """Return the links of cleaned transfers, in order of payer and payee.

    Returns
    -------
    ibis.Table
        ``payer``, ``payee``, ``n``, ``amount`` (int64 hundredths), ``first``, ``last``.
    """
    from ibis import _  # noqa: PLC0415 - heavy, loaded on use

    whole = transfers.filter(_.payer.notnull() & _.payee.notnull())
    sums = {"n": _.payer.count()}
    if "amount" in transfers.columns:
        sums["amount"] = _.amount.sum().cast("int64")
    if "date" in transfers.columns:
        sums |= {"first": _.date.min(), "last": _.date.max()}
    return whole.group_by("payer", "payee").aggregate(**sums).order_by("payer", "payee")


def _key(column: Any, *, trim: bool) -> Any:
    return column.cast("string").strip().nullif("") if trim else column
