"""How the rows of one table are to be read: form, columns, manners, direction.

What a header says is checked against what its column holds: a column of *dates* without
a day in it is not the date. What a person decided for the layout goes before all of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from workbench.intake import sides
from workbench.intake.cells import Manner, is_empty, words_of
from workbench.intake.content import by_content, proofs_of
from workbench.intake.forms import Form, candidates, fold, forms
from workbench.intake.header import Head, is_total
from workbench.intake.manner import header_currency, manner_of
from workbench.intake.match import anyone, assign, yielded
from workbench.intake.posts import unit_in_title
from workbench.intake.readers import READERS
from workbench.intake.said import is_a, said_for
from workbench.intake.titles import card_in, company_in, fund_in, month_in
from workbench.intake.unread import balances, why_not

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.intake.raw import Cell, RawTable, Row

_SAMPLE = 400
_MANY = 4
_MISFIT = 0.9
_TRIES = 4
_CHECKED = frozenset({"money", "date", "time", "number", "month"})

Readers = tuple[tuple[str, int, str, Manner], ...]
"""Role, column, canonical type and manner of every column that is read."""
_LOOSE = frozenset({"channel", "status"})


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person decided for a layout.

    Parameters
    ----------
    form
        Form of the table; ``ignore`` leaves the table out.
    columns
        Header name, or ``#3`` for a third column without one -> role.
    said
        Role -> value that a person gave for a whole file: whose statement it is.
    """

    form: str
    columns: Mapping[str, str]
    said: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """How the rows of one table are read.

    Parameters
    ----------
    said
        Role -> value for roles without a column, from the lines above; lines between
        blocks change it as they pass.
    kinds
        Record kinds a row may yield.
    way
        How a statement tells direction; ``None`` for other forms.
    guessed, notes
        Header names and codes of what was guessed.
    """

    form: Form
    head: Head
    readers: Readers
    said: dict[str, object]
    kinds: tuple[str, ...]
    way: sides.Way | None
    guessed: tuple[str, ...]
    notes: tuple[str, ...]
    currency: str | None = None
    decided: bool = False
    unit: str | None = None  # whose staff the title lists
    steps: Mapping[int, str] = field(
        default_factory=dict
    )  # row -> side, by the balance

    def name_of(self, role: str) -> str | None:
        """Return the header name of a role's column, where it has one."""
        for each, column, _, _ in self.readers:
            if each == role:
                return self.head.names[column]
        return None


def understand(
    table: RawTable,
    head: Head,
    choice: Choice | None,
    given: Choice | None = None,
) -> Plan | str:
    """Settle how a table is read.

    Parameters
    ----------
    choice
        What a person decided for the layout.
    given
        What a person said of the whole file (its owner).

    Returns
    -------
    Plan or str
        The code of the reason where the table is not understood.
    """
    if choice and choice.form == "ignore":
        return "intake.ignored"
    rows = [
        row for row in table.rows[head.end : head.end + _SAMPLE] if not is_total(row)
    ]
    if choice and choice.form in forms():
        form, guessed = forms()[choice.form], frozenset[str]()
        place = {f"#{column}": column - 1 for column in range(1, len(head.names) + 1)}
        place |= {name: column for column, name in enumerate(head.names)}
        roles = {
            role: place[name] for name, role in choice.columns.items() if name in place
        }
        notes: list[str] = []
    elif head.match is None or balances(head):
        return why_not(head)
    elif head.match.rival:
        return "intake.kind_unclear"
    else:
        form = forms()[head.match.form]
        roles, guessed, notes = _fitting(form, head, rows)
    said = dict(given.said) if given else {}
    return _made(form, roles, guessed, notes, head, rows, choice, said)


def _fitting(
    form: Form, head: Head, rows: Sequence[Row]
) -> tuple[dict[str, int], frozenset[str], list[str]]:
    """Assign roles anew until every column holds what its role asks for."""
    barred: set[tuple[int, str]] = set()
    notes: list[str] = []
    for _ in range(_TRIES):
        roles, guessed, _ = assign(form.id, head.names, parts=True, barred=barred)
        wrong = {
            (column, role)
            for role, column in roles.items()
            if _misfit(form.types.get(role, "text"), _cells(rows, column))
        }
        if not wrong:
            break
        barred |= wrong
        if any(role == "date" for _, role in wrong):
            barred |= {(column, "time") for column, role in wrong if role == "date"} - {
                (column, "time") for column, _ in wrong if _times(rows, column)
            }
        notes = ["intake.column_misfit"]
    else:
        roles = {r: c for r, c in roles.items() if (c, r) not in barred}
    if all(_times(rows, c) for c, r in barred if r == "date"):
        notes = []  # a column of times alone is no misfit
    if form.id == "payment":
        roles |= _direction(roles, head, rows)
    roles |= _repeated(form, roles, head)
    found = by_content(form, roles, proofs_of(rows, head.names))
    if found:
        notes.append("intake.by_content")
    if _twice(set(roles.values()), head, rows):
        notes.append("intake.same_name")
    return {**roles, **found}, guessed | frozenset(found), notes


def _twice(used: set[int], head: Head, rows: Sequence[Row]) -> bool:
    """Tell whether a column left out has a used one's name and holds other things."""
    return any(
        head.names[column]
        and head.names[other] == head.names[column]
        and _cells(rows, other) != _cells(rows, column)
        for column in used
        for other in set(range(len(head.names))) - used
    )


def _direction(
    roles: Mapping[str, int], head: Head, rows: Sequence[Row]
) -> dict[str, int]:
    """Find a column that holds nothing but words for in and out, whatever its name."""
    known = {"debit", "credit", "direction"} & roles.keys()
    if known or {"payer", "payee"} <= roles.keys():
        return {}
    used = {column for role, column in roles.items() if role not in _LOOSE}
    for column in range(len(head.names)):
        values = [cell for cell in _cells(rows, column) if not is_empty(cell)]
        words = {sides.direction_word(words_of(cell)) for cell in values}
        if column not in used and values and words <= {"out", "in"}:
            return {"direction": column}
    return {}


def _repeated(form: Form, roles: Mapping[str, int], head: Head) -> dict[str, int]:
    """Find more columns of owners and officers: 股东2, 持股比例2; 监事 beside 董事."""
    if not form.several:
        return {}
    taken = set(roles.values())
    offices = {fold(name): name for name in form.extra.get("offices", {})}
    found: dict[str, int] = {}
    for column, name in enumerate(head.names):
        folded = fold(name)
        if column in taken:
            continue
        if folded in offices and "officer" in roles:
            found[f"officer#{offices[folded]}"] = column
            continue
        bare = folded.rstrip("0123456789一二三四五六七八九十")
        number = folded[len(bare) :]
        for each in candidates(bare) if number else ():
            several = each.role in form.several or each.role in form.several.values()
            if each.form == form.id and several:
                found.setdefault(f"{each.role}#{number}", column)
    return found


def _times(rows: Sequence[Row], column: int) -> bool:
    return not _misfit("time", _cells(rows, column))


def _cells(rows: Sequence[Row], column: int) -> list[Cell]:
    return [row[column] for row in rows if column < len(row)]


def _misfit(kind: str, cells: Sequence[Cell]) -> bool:
    if kind not in _CHECKED:
        return False
    values = [cell for cell in cells if not is_empty(cell)]
    if len(values) < _MANY:
        return False
    manner, _ = manner_of("", kind, "", values, "")
    other = Manner(day_first=not manner.day_first, year=2000)
    bad = sum(
        not (is_a(kind, cell, manner) or is_a(kind, cell, other)) for cell in values
    )
    return bad >= _MISFIT * len(values)


def _made(
    form: Form,
    roles: Mapping[str, int],
    guessed: frozenset[str],
    notes: list[str],
    head: Head,
    rows: Sequence[Row],
    choice: Choice | None,
    given: Mapping[str, str],
) -> Plan | str:
    readers, more = _readers(form, roles, head, rows)
    notes += more
    said = said_for(form, head.said, roles)
    said |= {role: value for role, value in given.items() if role not in roles}
    _from_title(form, head, roles, said, notes)
    kinds = tuple(yielded(form, roles, frozenset(said)))
    way = None
    if form.id == "payment":
        sample = [_sampled(row, readers) for row in rows]
        own = bool({"own_name", "own_account"} & (roles.keys() | said.keys()))
        if not own and not anyone(roles):
            number = card_in((head.hint, head.sheet or ""))
            if number is None:
                return "intake.owner_missing"
            own, said["own_account"] = True, number
            notes.append("intake.owner_from_name")
        way = sides.way_of(roles, sample, head.title, own=own)
        if way is None:
            return "intake.direction_missing"
        notes += [way.guess] if way.guess else []
    elif not kinds:
        return "intake.not_recognised"
    names = [head.names[roles[role]] for role in sorted(guessed) if role in roles]
    if form.id == "changes" and "company" not in roles | said.keys():
        return "intake.company_missing"
    return Plan(
        form=form,
        head=head,
        readers=readers,
        said=said,
        kinds=kinds,
        way=way,
        guessed=tuple(names),
        notes=tuple(dict.fromkeys(notes)),
        currency=_currency(form, roles, head),
        decided=choice is not None,
        unit=unit_in_title((*head.above, head.sheet or "", head.hint)),
    )


def _readers(
    form: Form, roles: Mapping[str, int], head: Head, rows: Sequence[Row]
) -> tuple[Readers, list[str]]:
    """Settle each column's manner; unsure dates follow those that are sure."""
    found: list[tuple[str, int, str, Manner]] = []
    notes: list[str] = []
    for role, column in sorted(roles.items(), key=lambda pair: pair[1]):
        kind = form.types.get(role.partition("#")[0], "text")
        cells = _cells(rows, column)
        manner, guess = manner_of(role, kind, head.names[column], cells, head.title)
        notes += [guess] if guess else []
        found.append((role, column, kind, manner))
    if "intake.day_or_month" in notes:
        sure = _surely_day_first(found, rows)
        if sure is not None:
            notes = [note for note in notes if note != "intake.day_or_month"]
            found = [
                (role, column, kind, replace(manner, day_first=sure))
                if kind == "date"
                else (role, column, kind, manner)
                for role, column, kind, manner in found
            ]
    return tuple(found), notes


def _surely_day_first(
    readers: Sequence[tuple[str, int, str, Manner]], rows: Sequence[Row]
) -> bool | None:
    """Return how the dates of a whole table are written, if any cell decides it."""
    every = [
        cell
        for _, column, kind, _ in readers
        if kind == "date"
        for cell in _cells(rows, column)
    ]
    manner, guess = manner_of("", "date", "", every, "")
    return None if guess else manner.day_first


def _from_title(
    form: Form,
    head: Head,
    roles: Mapping[str, int],
    said: dict[str, object],
    notes: list[str],
) -> None:
    """Take the fund of a roll, and the month of a payroll, from the title."""
    if form.id == "subsidy" and "fund" not in roles | said.keys():
        fund = fund_in(head.above, head.sheet)
        if fund:
            said["fund"] = fund
            notes.append("intake.fund_from_title")
    if "company" in form.types and "company" not in roles | said.keys():
        company = company_in((*head.above, head.sheet or "", head.hint))
        if company:
            said["company"] = company
            notes.append("intake.company_from_name")
    if form.id == "ledger" and "unit" not in roles | said.keys():
        unit = company_in(head.above)
        if unit:
            said["unit"] = unit
    office = fold(head.names[roles["officer"]]) if "officer" in roles else ""
    offices = {fold(name): word for name, word in form.extra.get("offices", {}).items()}
    if "officer_role" not in roles and office in offices:
        said["officer_role"] = offices[office]
    if form.id == "payroll" and "month" not in roles | said.keys():
        month = month_in(head.title)
        if month:
            said["month"] = month


def _currency(form: Form, roles: Mapping[str, int], head: Head) -> str | None:
    if form.id != "payment" or "currency" in roles:
        return None
    for role in ("amount", "debit", "credit"):
        if role in roles and (code := header_currency(head.names[roles[role]])):
            return code
    return None


def _sampled(row: Row, readers: Readers) -> dict[str, object]:
    values: dict[str, object] = {}
    for role, column, kind, manner in readers:
        cell = row[column] if column < len(row) else None
        known = not is_empty(cell) and is_a(kind, cell, manner)
        values[role] = READERS[kind](cell, manner) if known else None
    return values
