"""From one raw table to records: each row is read, refused or left out, and counted."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.intake import sides
from workbench.intake.cells import PLAIN, READERS, Manner, NotThat, is_empty, words_of
from workbench.intake.forms import Form, candidates, forms
from workbench.intake.header import (
    Head,
    find_head,
    is_header_again,
    is_note,
    is_total,
    spoken,
)
from workbench.intake.manner import (
    currency_code,
    header_currency,
    manner_of,
    said_scale,
)
from workbench.intake.match import yielded
from workbench.intake.report import Layout, Problem
from workbench.ontology import record_kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from workbench.intake.raw import Cell, RawTable, Row

_SAMPLE = 400
_MANY = 5
_MISFIT = 0.9


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person decided for a layout.

    Parameters
    ----------
    form
        Form of the table; ``ignore`` leaves the table out.
    columns
        Header name -> role.
    """

    form: str
    columns: Mapping[str, str]


@dataclass(slots=True)
class Landed:
    """What one table came to."""

    file: str
    sha256: str
    rows: dict[str, list[dict[str, object]]] = field(default_factory=dict)
    read: int = 0
    refused: int = 0
    skipped: int = 0
    problems: list[Problem] = field(default_factory=list)
    layouts: list[Layout] = field(default_factory=list)

    def add(self, kind: str, row: dict[str, object]) -> None:
        """Keep one record."""
        self.rows.setdefault(kind, []).append(row)


@dataclass(frozen=True, slots=True)
class Plan:
    """How the rows of one table are read."""

    form: Form
    head: Head
    readers: tuple[tuple[str, int, str, Manner], ...]
    said: dict[str, object]
    kinds: tuple[str, ...]
    way: sides.Way | None
    guessed: tuple[str, ...]
    notes: tuple[str, ...]
    currency: str | None = None
    decided: bool = False


def land(
    table: RawTable,
    *,
    file: str,
    sha256: str,
    choices: Mapping[str, Choice],
) -> Landed:
    """Read the rows of one table into records.

    Parameters
    ----------
    table
        Cells as they stood.
    file, sha256
        Where it stands.
    choices
        Layout fingerprint -> what a person decided.

    Returns
    -------
    Landed
        Records by kind; ``read + refused + skipped`` are the rows below the header that
        are not blank.
    """
    landed = Landed(file, sha256)
    hint = file.rpartition("/")[2]
    head = find_head(table, hint=hint)
    choice = choices.get(head.fingerprint)
    if not head.names:
        return landed
    plan = _planned(table, head, choice)
    if plan is None:
        _not_recognised(landed, table, head, choice)
        return landed
    landed.layouts.append(_layout(plan, landed, table))
    for number, row in _filled(table, head, plan):
        _take(landed, table, plan, number, row)
    return landed


def _not_recognised(
    landed: Landed, table: RawTable, head: Head, choice: Choice | None
) -> None:
    landed.skipped = sum(
        1 for row in table.rows[head.end :] if any(not is_empty(cell) for cell in row)
    )
    code, fields = "intake.not_recognised", {"fingerprint": head.fingerprint}
    if choice and choice.form == "ignore":
        code = "intake.ignored"
    elif head.match and head.match.rival:
        code = "intake.kind_unclear"
        fields |= {"first": head.match.form, "second": head.match.rival}
    elif head.match:
        code = "intake.direction_missing"
    landed.layouts.append(
        Layout(landed.file, table.sheet, head.fingerprint, "table", {})
    )
    if landed.skipped or choice is None:
        landed.problems.append(
            Problem(landed.file, code, sheet=table.sheet, fields=fields)
        )


def _planned(table: RawTable, head: Head, choice: Choice | None) -> Plan | None:
    """Settle form, columns and manners; ``None`` when the table is not understood."""
    if choice and choice.form in forms():
        form, guessed = forms()[choice.form], frozenset[str]()
        place = {name: column for column, name in enumerate(head.names)}
        roles = {
            role: place[name] for name, role in choice.columns.items() if name in place
        }
    elif choice or not head.match or head.match.rival:
        return None
    else:
        form, guessed = forms()[head.match.form], head.match.guessed
        roles = dict(head.match.roles)
    sample = table.rows[head.end : head.end + _SAMPLE]
    notes: list[str] = []
    if form.id in ("payment", "events"):
        _rescue_date(roles)
    readers = _readers(form, roles, head, sample, notes)
    roles = {role: column for role, column, _, _ in readers}
    said = _said(form, head, roles)
    kinds = tuple(yielded(form, roles, frozenset(said)))
    way = None
    if form.id == "payment":
        rows = [_sampled(row, readers) for row in sample if not is_total(row)]
        way = sides.way_of(roles, rows, head.title)
        if way is None:
            return None
        notes += [way.guess] if way.guess else []
    elif not kinds:
        return None
    names = tuple(head.names[roles[role]] for role in sorted(guessed) if role in roles)
    return Plan(
        form, head, readers, said, kinds, way, names, tuple(dict.fromkeys(notes)),
        _currency(form, roles, head), decided=choice is not None,
    )  # fmt: skip


def _rescue_date(roles: dict[str, int]) -> None:
    """Take days from a column of times alone (交易时间)."""
    if "date" not in roles and "time" in roles:
        roles["date"] = roles.pop("time")


def _readers(
    form: Form,
    roles: Mapping[str, int],
    head: Head,
    sample: Sequence[Row],
    notes: list[str],
) -> tuple[tuple[str, int, str, Manner], ...]:
    """Settle each column's manner; drop one that does not hold what it is called."""
    found = []
    for role, column in sorted(roles.items(), key=lambda pair: pair[1]):
        kind = form.types.get(role, "text")
        cells = [row[column] for row in sample if column < len(row)]
        manner, guess = manner_of(role, kind, head.names[column], cells, head.title)
        if kind in ("money", "date", "time", "number", "month") and _misfit(
            kind, cells, manner
        ):
            notes.append("intake.column_misfit")
            continue
        notes += [guess] if guess else []
        found.append((role, column, kind, manner))
    return tuple(found)


def _misfit(kind: str, cells: Sequence[Cell], manner: Manner) -> bool:
    values = [cell for cell in cells if not is_empty(cell)]
    if len(values) < _MANY:
        return False
    bad = 0
    for cell in values:
        try:
            READERS[kind](cell, manner)
        except NotThat:
            bad += 1
    return bad >= _MISFIT * len(values)


def _said(form: Form, head: Head, roles: Mapping[str, int]) -> dict[str, object]:
    """Return what the lines above say for roles that have no column."""
    said: dict[str, object] = {}
    for key, value in head.said.items():
        for each in candidates(key):
            kind = form.types.get(each.role, "text")
            usable = each.form == form.id and each.role not in roles | said.keys()
            if not usable or kind in ("money", "number"):
                continue
            if (
                each.role == "unit" and said_scale(f"单位：{value}") != 1
            ) or value == "元":
                continue
            try:
                said[each.role] = READERS[kind](value, PLAIN)
            except NotThat:
                continue
    return said


def _currency(form: Form, roles: Mapping[str, int], head: Head) -> str | None:
    if form.id != "payment" or "currency" in roles:
        return None
    for role in ("amount", "debit", "credit"):
        if role in roles and (code := header_currency(head.names[roles[role]])):
            return code
    return None


def _sampled(
    row: Row, readers: Sequence[tuple[str, int, str, Manner]]
) -> dict[str, object]:
    values: dict[str, object] = {}
    for role, column, kind, manner in readers:
        cell = row[column] if column < len(row) else None
        try:
            values[role] = None if is_empty(cell) else READERS[kind](cell, manner)
        except NotThat:
            values[role] = None
    return values


def _layout(plan: Plan, landed: Landed, table: RawTable) -> Layout:
    columns = {plan.head.names[column]: role for role, column, _, _ in plan.readers}
    return Layout(
        landed.file,
        table.sheet,
        plan.head.fingerprint,
        plan.form.id,
        columns,
        plan.guessed,
        plan.notes,
        plan.decided,
    )


def _filled(table: RawTable, head: Head, plan: Plan) -> Iterator[tuple[int, Row]]:
    """Yield number and cells of each row that is not blank, merged cells filled down.

    A merged sum stands for all its rows together, so sums are never filled.
    """
    plain = {
        column for _, column, kind, _ in plan.readers if kind not in ("money", "number")
    }
    fill: dict[int, list[tuple[int, Cell]]] = {}
    for top, left, bottom, _ in table.merges:
        if top >= head.end and left in plain and left < len(table.rows[top]):
            for each in range(top + 1, bottom + 1):
                fill.setdefault(each, []).append((left, table.rows[top][left]))
    for place in range(head.end, len(table.rows)):
        row = table.rows[place]
        if all(cell is None or not words_of(cell) for cell in row):
            continue
        if place in fill:
            row = list(row)
            for column, cell in fill[place]:
                if column < len(row) and is_empty(row[column]):
                    row[column] = cell
        yield table.first + place, row


def _take(
    landed: Landed,
    table: RawTable,
    plan: Plan,
    number: int,
    row: Row,
) -> None:
    names = plan.head.names
    if is_total(row) or is_header_again(row, names) or _lines_between(plan, row):
        landed.skipped += 1
        return
    try:
        values = _values(plan, row, ragged=table.ragged)
        records = list(_records(plan, values))
    except sides.LeftOut:
        landed.skipped += 1
        return
    except _Refused as no:
        if is_note(row):
            landed.skipped += 1
            return
        landed.refused += 1
        landed.problems.append(
            Problem(
                landed.file, str(no), sheet=table.sheet, row=number, column=no.column
            )
        )
        return
    landed.read += 1
    place = {"file": landed.file, "sha256": landed.sha256, "sheet": table.sheet}
    for kind, record in records:
        landed.add(kind, {**record, **place, "row": number, "page": table.page})


def _lines_between(plan: Plan, row: Row) -> bool:
    """Say whether a row is a line of keys (户名：…) between two blocks; it holds on."""
    filled = [cell for cell in row if not is_empty(cell)]
    if len(filled) > 4 or not spoken([row]):  # noqa: PLR2004 - such lines are short
        return False
    head = plan.head
    again = Head(
        head.start, head.end, head.names, spoken([row]), head.title, head.match
    )
    taken = {role: column for role, column, _, _ in plan.readers}
    found = _said(plan.form, again, taken)
    if not found:
        return False
    plan.said.update(found)  # it holds from here on
    return True


class _Refused(Exception):  # noqa: N818 - a refusal
    def __init__(self, code: str, column: str | None = None) -> None:
        super().__init__(code)
        self.column = column


_SOFT = frozenset({"intake.digits_lost", "intake.not_a_time"})


def _values(plan: Plan, row: Row, *, ragged: bool) -> dict[str, object]:
    if ragged and any(not is_empty(cell) for cell in row[len(plan.head.names) :]):
        raise _Refused("intake.ragged")
    values: dict[str, object] = dict(plan.said)
    for role, column, kind, manner in plan.readers:
        cell = row[column] if column < len(row) else None
        if is_empty(cell):
            values.setdefault(role, None)
            continue
        try:
            values[role] = READERS[kind](cell, manner)
        except NotThat as no:
            if str(no) not in _SOFT:
                raise _Refused(str(no), plan.head.names[column]) from None
            values[role] = None
        if role == "date" and "time" not in values:
            values["time"] = _time_in(cell)
    return values


def _time_in(cell: Cell) -> object:
    try:
        return (
            READERS["time"](cell, PLAIN) if not isinstance(cell, (int, float)) else None
        )
    except NotThat:
        return None


def _records(
    plan: Plan, values: dict[str, object]
) -> Iterator[tuple[str, dict[str, object]]]:
    if plan.way is not None:
        try:
            fields = sides.transfer(plan.way, values)
        except NotThat as no:
            raise _Refused(
                str(no), _name_of(plan, _COLUMN_OF.get(str(no), ""))
            ) from None
        stated = fields.get("currency")
        fields["currency"] = currency_code(str(stated)) if stated else plan.currency
        yield "payment", fields
        return
    if "period" in values:
        _split_period(values)
    some = False
    for each in _several(plan.form, values):
        for kind in plan.kinds:
            record = _record(plan.form, kind, each)
            if record is not None:
                some = True
                yield kind, record
    if not some:
        raise _Refused("intake.missing", _missing(plan, values))


_COLUMN_OF = {"intake.direction_unclear": "direction", "intake.no_amount": "amount"}


def _name_of(plan: Plan, role: str) -> str | None:
    for each, column, _, _ in plan.readers:
        if each == role:
            return plan.head.names[column]
    return None


def _record(
    form: Form, kind: str, values: Mapping[str, object]
) -> dict[str, object] | None:
    record: dict[str, object] = {}
    for name, role in form.yields[kind].items():
        record[name] = role[1:] if role.startswith("=") else values.get(role)
    if any(record[name] in (None, "") for name in record_kind(kind).needs):
        return None
    return record


def _missing(plan: Plan, values: Mapping[str, object]) -> str | None:
    columns = plan.form.yields[plan.kinds[0]]
    for name in record_kind(plan.kinds[0]).needs:
        if values.get(columns[name]) in (None, ""):
            return _name_of(plan, columns[name])
    return None


_PERIOD = re.compile(
    r"\s*(?:至|到|—+|~|\uff5e|–|\bto\b|(?<=[\d月日])-(?=\d{4}|今|至今)|\s-\s)\s*"
)


def _split_period(values: dict[str, object]) -> None:
    parts = _PERIOD.split(str(values.pop("period") or ""), maxsplit=1)
    reader: Callable[..., object] = READERS["date"]
    for role, part in zip(("since", "until"), parts, strict=False):
        if part.strip() and part not in ("今", "至今") and not values.get(role):
            try:
                values[role] = reader(part, Manner(last=role == "until"))
            except NotThat:
                raise _Refused("intake.not_a_date") from None


_LISTED = re.compile(r"\s*[、；;/\n]\s*|\s*[，,]\s*(?=[\u4e00-\u9fff])")
_BESIDE = re.compile(r"^(.*?)\s*[(（:：]?\s*(\d+(?:\.\d+)?)\s*[%％]\s*[)）]?$")


def _several(form: Form, values: dict[str, object]) -> Iterator[dict[str, object]]:
    """Split cells that list several owners or officers, each with its own share."""
    lists = {}
    for role in form.several:
        said = values.get(role)
        names = [part for part in _LISTED.split(str(said or "")) if part]
        if len(names) > 1 or (names and _BESIDE.match(names[0])):
            lists[role] = names
    if not lists:
        yield values
        return
    first = {**values, **dict.fromkeys(lists)}
    for role, names in lists.items():
        for name in names:
            found = _BESIDE.match(name)
            each: dict[str, object] = {**first, role: found[1] if found else name}
            if found and form.several[role] == "share":
                each["share"] = float(found[2])
            elif form.several[role] == "share" and len(names) > 1:
                each["share"] = None
            yield each


def tally(landed: Sequence[Landed]) -> Counter[str]:
    """Count records by kind over several tables."""
    return Counter(
        {kind: 0 for each in landed for kind in each.rows}
        | Counter(
            kind for each in landed for kind, rows in each.rows.items() for _ in rows
        )
    )
