"""The readers of cells once more, as SQL over clean cells (DuckDB).

A cell is *clean* when its form is one of a few that the SQL reads exactly as the reader
does; any other makes its row an odd one, which goes to the reader itself. So the two
roads cannot differ but in speed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.intake import sides
from workbench.intake.cells import Manner, is_empty, words_of
from workbench.intake.days import day
from workbench.ontology import record_kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.intake.raw import Row
    from workbench.intake.understand import Plan

_DATES = (
    "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d", "%b %d, %Y",
    "%d-%b-%Y", "%d %b %Y",
)  # fmt: skip
_PARTS = (("%d/%m/%Y", "%m/%d/%Y"), ("%d-%m-%Y", "%m-%d-%Y"), ("%d.%m.%Y", "%m.%d.%Y"))
_CLOCKS = ("", " %H:%M:%S", " %H:%M", "T%H:%M:%S")
_ODD = (
    r"(^|\x01)[\s'`=\x{feff}\x{3000}\x{a0}]|[\s\x{3000}\x{a0}](\x01|$)|\s\s"
    r"|[\t\r\n\x0b\x0c\x{3000}\x{a0}\x{fffd}\x{feff}\x{2000}-\x{200a}]"
    r"|(^|\x01)(?i:---|——|\\|空|n/a|na|null|none|nan|#n/a|nil|\(null\)|不详|未知)(\x01|$)"
    r"|合计|总计|小计|累计|共计|总额|余额|结转|承前页|过次页|[Tt][Oo][Tt][Aa][Ll]|forward|[Ss][Uu][Mm](\x01|$)"
)
_TEXTS = frozenset({"name", "unit", "text", "address", "code", "phone"})
_CASTS = {
    "%Y-%m-%d": (10, "try_cast({0} as date)"),
    "%Y/%m/%d": (10, "try_cast(replace({0}, '/', '-') as date)"),
    "%Y-%m-%d %H:%M:%S": (19, "try_cast(try_cast({0} as timestamp) as date)"),
}  # several times faster than try_strptime, on texts of just that length


@dataclass(frozen=True, slots=True)
class Column:
    """One canonical column: the SQL of its value, and of when that can be trusted."""

    value: str
    clean: str = "true"


def quoted(text: str) -> str:
    """Return a text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


@dataclass(frozen=True, slots=True)
class Query:
    """SQL in two steps, so that no cell is read twice.

    Parameters
    ----------
    first
        Name -> SQL over ``c0``, ``c1`` ...: values of roles, and whether they are
        clean.
    columns
        Canonical column -> SQL over the names of the first step.
    clean
        SQL over these names that is true where the row can be trusted.
    """

    first: dict[str, str]
    columns: dict[str, str]
    clean: str


def query_for(plan: Plan, rows: Sequence[Row]) -> Query | None:
    """Return the SQL that reads the clean rows of a table.

    Parameters
    ----------
    plan
        How the table is read.
    rows
        A sample, for the forms of its dates.

    Returns
    -------
    Query or None
        ``None`` where the table needs the readers for every row.
    """
    if len(plan.kinds) != 1 or plan.form.several or "period" in plan.head.names:
        return None
    by_rows = plan.form.id == "changes" or "either" in plan.form.extra
    if by_rows or (plan.way and plan.way.by == "steps"):
        return None
    roles = {role for role, _, _, _ in plan.readers}
    if roles & {"other_party", "period"} or not any(
        kind in ("money", "date", "month") for _, _, kind, _ in plan.readers
    ):
        return None
    first: dict[str, str] = {}
    columns: dict[str, Column] = {}
    for role, place, kind, manner in plan.readers:
        found = _column(
            f"c{place}", kind, manner, [_text_at(row, place) for row in rows]
        )
        if found is None:
            return None
        if role in ("payer", "payee", "own_name", "other_name"):
            apart = f"not coalesce(regexp_matches(c{place}, '[0-9*]{{8,}}'), false)"
            found = Column(found.value, f"({found.clean}) and {apart}")
        first[f"v_{role}"] = found.value
        first[f"g_{role}"] = f"coalesce({found.clean}, false)"
        columns[role] = Column(f"v_{role}", f"g_{role}")
    _time_of_date(plan, columns, first, rows)
    for role, value in plan.said.items():
        columns.setdefault(role, Column(_literal(value)))
    texts = [f"c{place}" for _, place, kind, _ in plan.readers if kind in _TEXTS]
    odd = f"not regexp_matches(concat_ws(chr(1), {', '.join(texts)}), {quoted(_ODD)})"
    if texts:
        first["g_texts"] = odd
    made = _payment(plan, columns) if plan.way else _plain(plan, columns)
    values, more = made
    gates = [name for name in first if name.startswith("g_")]
    clean = " and ".join([*gates, *(f"coalesce({each}, false)" for each in more)])
    return Query(first, values, clean)


def _text_at(row: Row, place: int) -> str:
    cell = row[place] if place < len(row) else None
    return "" if is_empty(cell) else words_of(cell)


def _literal(value: object) -> str:
    return "null" if value is None else quoted(str(value))


def _none(name: str) -> str:
    """Return the SQL of a cell whose commonest signs for nothing are null.

    The rarer signs make a row odd (see ``_ODD``).
    """
    return (
        f"case when {name} in ('', '-', '--', '/', '—', '无') then null else {name} end"
    )


def _column(  # noqa: PLR0911 - one canonical type each
    name: str, kind: str, manner: Manner, sample: Sequence[str]
) -> Column | None:
    cell = f"({_none(name)})"
    if kind in _TEXTS:
        return Column(cell)
    if kind == "money":
        if manner.decimal_comma:
            return None
        form = r"-?(\d{1,12}|\d{1,3}(,\d{3}){1,3})(\.\d{1,2})?"
        bare = f"replace({name}, ',', '')"
        value = f"cast(cast({bare} as decimal(18, 2)) * {manner.scale * 100} as bigint)"
        return _gated(name, form, value)
    if kind == "number":
        value = f"cast({name} as double) * {manner.scale}"
        return _gated(name, r"-?\d{1,12}(\.\d{1,6})?", value)
    if kind in ("account", "id"):
        bare = f"upper(replace(replace({cell}, ' ', ''), '-', ''))"
        return Column(
            bare, f"({name} is null or regexp_full_match({bare}, '[0-9A-Z*]*'))"
        )
    if kind == "time":
        form = r"([01]\d|2[0-3]):[0-5]\d:[0-5]\d"
        return _gated(name, form, name)
    if kind == "month":
        return _gated(name, r"(19|20)\d{2}-(0[1-9]|1[0-2])", name)
    if kind == "plate":
        return _gated(name, r"[\x{4e00}-\x{9fff}][A-Z][A-Z0-9]{5,6}", name)
    return _date(name, manner, sample) if kind == "date" else None


def _gated(name: str, form: str, value: str) -> Column:
    fits = f"regexp_full_match({name}, {quoted(form)})"
    return Column(
        f"case when {fits} then {value} end",
        f"({name} is null or {name} = '' or {fits})",
    )


def _formats(manner: Manner, sample: Sequence[str]) -> list[str]:
    """Return the forms of date in a sample, the commonest first; two at most."""
    from datetime import datetime  # noqa: PLC0415 - only here

    parts = [pair[0] if manner.day_first else pair[1] for pair in _PARTS]
    counts: dict[str, int] = {}
    for text in [text for text in sample if text]:
        for form in [base + clock for base in (*_DATES, *parts) for clock in _CLOCKS]:
            try:
                made = datetime.strptime(text, form)  # noqa: DTZ007 - a day has no zone
            except ValueError:
                continue
            if made.date() == day(text, manner):
                counts[form] = counts.get(form, 0) + 1
                break
    return sorted(counts, key=lambda form: -counts[form])[:2]


def _date(name: str, manner: Manner, sample: Sequence[str]) -> Column | None:
    forms = _formats(manner, sample)
    if not forms:
        return None
    length, cast = _CASTS.get(forms[0], (0, ""))
    listed = ", ".join(quoted(form) for form in forms)
    value = f"cast(try_strptime({name}, [{listed}]) as date)"
    if length:
        quick = cast.format(name)
        value = f"case when length({name}) = {length} then {quick} else {value} end"
    fits = f"(year({value}) between 1900 and 2100)"
    return Column(value, f"({name} is null or {name} = '' or {fits})")


def _time_of_date(
    plan: Plan,
    columns: dict[str, Column],
    first: dict[str, str],
    rows: Sequence[Row],
) -> None:
    """Take the time of day from the column of dates where no other has it."""
    if "time" in columns or "date" not in columns:
        return
    for role, place, _, manner in plan.readers:
        if role != "date":
            continue
        forms = _formats(manner, [_text_at(row, place) for row in rows])
        timed = [form for form in forms if "%H" in form]
        if timed:
            listed = ", ".join(quoted(form) for form in timed)
            stamp = f"try_strptime(c{place}, [{listed}])"
            first["v_time"] = f"strftime({stamp}, '%H:%M:%S')"
            columns["time"] = Column("v_time")


def _plain(
    plan: Plan, columns: Mapping[str, Column]
) -> tuple[dict[str, str], list[str]]:
    (kind,) = plan.kinds
    values = {}
    for name, role in plan.form.yields[kind].items():
        found = columns.get(role)
        values[name] = (
            quoted(role[1:])
            if role.startswith("=")
            else (found.value if found else "null")
        )
    needs = [f"({values[name]}) is not null" for name in record_kind(kind).needs]
    if "date" in columns:
        needs.append(f"({columns['date'].value}) is not null")
    if kind == "kinship":  # oneself in a list of the household is left out
        needs.append(f"({values['person']}) <> ({values['relative']})")
    return values, needs


def _at(columns: Mapping[str, Column], role: str) -> str:
    return columns[role].value if role in columns else "null"


def _payment(
    plan: Plan, columns: Mapping[str, Column]
) -> tuple[dict[str, str], list[str]]:
    names = [column.name for column in record_kind("payment").columns]
    values = {name: _at(columns, name) for name in names}
    values["currency"] = _currency(plan, columns)
    values["amount"], out, clean = _amount(plan, columns)
    values |= _sides(plan, columns, f"({out})")
    for name in ("payer", "payee"):
        bare = f"({values[name]}) is null and ({values[f'{name}_account']}) is null"
        bank = values[f"{name}_bank"]
        values[name] = f"case when {bare} then {bank} else {values[name]} end"
        if plan.way and plan.way.by == "sides":
            clean.append(f"not ({bare} and ({bank}) is null)")
    some = [
        values[f"{name}{part}"]
        for name in ("payer", "payee")
        for part in ("", "_account")
    ]
    clean.append(f"coalesce({', '.join(some)}) is not null")
    if "date" in columns:
        clean.append(f"({_at(columns, 'date')}) is not null")
    if "status" in columns:
        failed = ", ".join(quoted(word) for word in sorted(sides.words_for("failed")))
        status = _at(columns, "status")
        clean.append(f"coalesce(lower({status}), '') not in ({failed})")
    return values, clean


def _sides(plan: Plan, columns: Mapping[str, Column], out: str) -> dict[str, str]:
    """Return SQL of payer and payee, as :func:`sides.transfer` gives them."""
    by = plan.way.by if plan.way else "sides"
    named = by in ("sides", "out", "in")
    others = {"other_name", "other_account"} & columns.keys()
    values = {}
    for part in ("", "_account", "_bank"):
        own = _at(columns, f"own{part or '_name'}")
        other = _at(columns, f"other{part or '_name'}")
        said = {name: _at(columns, f"{name}{part}") for name in ("payer", "payee")}
        if not named and not others:
            other = f"coalesce({other}, {said['payee']}, {said['payer']})"
        for name in ("payer", "payee"):
            first, second = (own, other) if name == "payer" else (other, own)
            chosen = f"case when {out} then {first} else {second} end"
            if by == "sides":
                chosen = said[name]
            elif named and said[name] != "null":
                chosen = f"coalesce({said[name]}, {chosen})"
            values[f"{name}{part}"] = chosen
    return values


def _currency(plan: Plan, columns: Mapping[str, Column]) -> str:
    from workbench.intake.manner import CURRENCIES  # noqa: PLC0415 - only here

    if "currency" not in columns:
        return _literal(plan.currency)
    value = columns["currency"].value
    known = " ".join(
        f"when {quoted(word)} then {quoted(code)}" for word, code in CURRENCIES.items()
    )
    return f"case lower({value}) {known} else {value} end"


def _amount(plan: Plan, columns: Mapping[str, Column]) -> tuple[str, str, list[str]]:
    """Return SQL of the positive amount, of *it goes out*, and of both being sure."""
    way = plan.way or sides.Way("out")
    if way.by == "columns":
        debit = f"coalesce({columns['debit'].value}, 0)" if "debit" in columns else "0"
        credit = (
            f"coalesce({columns['credit'].value}, 0)" if "credit" in columns else "0"
        )
        sure = (
            f"(({debit}) > 0 and ({credit}) = 0) or (({debit}) = 0 and ({credit}) > 0)"
        )
        out = f"({debit}) > 0"
        return f"({debit}) + ({credit})", _turned(out, way), [f"({sure})"]
    amount = columns["amount"].value
    if way.by == "sign":
        return f"abs({amount})", f"({amount}) < 0", [f"({amount}) <> 0"]
    if way.by == "word":
        word = f"lower({columns['direction'].value})"
        lists = {
            side: ", ".join(quoted(each) for each in sorted(sides.words_for(side)))
            for side in ("out", "in")
        }
        sure = f"{word} in ({lists['out']}, {lists['in']})"
        whole = f"abs({amount})" if way.absolute else amount
        out = f"{word} in ({lists['out']})"
        return whole, _turned(out, way), [sure, f"({whole}) > 0"]
    return amount, "false" if way.by == "in" else "true", [f"({amount}) > 0"]


def _turned(out: str, way: sides.Way) -> str:
    return f"not ({out})" if way.turned else out
