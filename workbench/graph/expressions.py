"""What makes links out of a table of transfers, written once in ibis.

The same expressions run on DuckDB and on Spark. They clean cells (a text to a key, a
sum to hundredths, a day to a date) and sum transfers up to links. ibis takes seconds
to import, so the SQL that it makes of the first expression for DuckDB is kept beside it
(``transfers.duckdb.sql``; a test holds the two together).
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.graph.guess import Columns

CELLS = ("payer", "payer_name", "payee", "payee_name", "amount", "date")
"""Columns of a table of text cells, as the expressions know them."""
DIGITS = 18  # decimal digits of a sum, two of them after the point


def transfers_of(table: Any, keep: Sequence[str] = (), *, trim: bool = True) -> Any:
    """Return the cleaned transfers of a table of text cells.

    Parameters
    ----------
    table
        An ibis table with the columns of :data:`CELLS`, all text.
    keep
        Further columns to carry along, such as the provenance.
    trim
        Whether to trim texts here; not where each distinct text is trimmed later.

    Returns
    -------
    ibis.Table
        ``payer``, ``payee`` (text, null where empty), ``payer_name``, ``payee_name``,
        ``amount`` (int64 hundredths), ``date``; ``amount_text`` and ``date_text`` where
        a cell is filled but could not be read.
    """
    cell = {name: _key(table[name], trim=trim) for name in CELLS}
    amount = (cell["amount"].try_cast(f"decimal({DIGITS}, 2)") * 100).cast("int64")
    day = cell["date"].try_cast("date")
    return table.select(
        payer=cell["payer"].coalesce(cell["payer_name"]),
        payer_name=cell["payer_name"],
        payee=cell["payee"].coalesce(cell["payee_name"]),
        payee_name=cell["payee_name"],
        amount=amount,
        amount_text=amount.isnull().ifelse(cell["amount"], None),
        date=day,
        date_text=day.isnull().ifelse(cell["date"], None),
        **{name: table[name] for name in keep},
    )


def links_of(transfers: Any) -> Any:
    """Return the links of cleaned transfers, in order of payer and payee.

    Returns
    -------
    ibis.Table
        ``payer``, ``payee``, ``n``, ``amount`` (int64 hundredths), ``first``, ``last``.
    """
    from ibis import _  # noqa: PLC0415 - heavy, loaded on use

    whole = transfers.filter(_.payer.notnull() & _.payee.notnull())
    links = whole.group_by("payer", "payee").aggregate(
        n=_.payer.count(),
        amount=_.amount.sum().cast("int64"),
        first=_.date.min(),
        last=_.date.max(),
    )
    return links.order_by("payer", "payee")


def made_sql() -> str:
    """Return the SQL that ibis makes for DuckDB of a table named ``cells``."""
    import ibis  # noqa: PLC0415 - heavy, loaded on use

    table = ibis.table(dict.fromkeys(CELLS, "string"), name="cells")
    sql = ibis.to_sql(transfers_of(table, trim=False), dialect="duckdb")
    return f"{sql}\n"


def kept_sql() -> str:
    """Return the same SQL from the file beside this module, without ibis."""
    file = files("workbench.graph").joinpath("transfers.duckdb.sql")
    return file.read_text("utf-8")


def view_of(source: str, columns: Columns) -> str:
    """Return the SQL of a view ``cells`` over a source with columns of other names."""
    said = columns.to_json()
    cells = []
    for name in CELLS:
        column = said[name]
        quoted = '"' + column.replace('"', '""') + '"' if column else "NULL::VARCHAR"
        cells.append(f"{quoted} AS {name}")
    return f"CREATE VIEW cells AS SELECT {', '.join(cells)} FROM {source}"  # noqa: S608 - quoted names


def _key(column: Any, *, trim: bool) -> Any:
    return column.cast("string").strip().nullif("") if trim else column
