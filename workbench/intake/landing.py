"""From one raw table to records: each row is read, refused or left out, and counted."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from workbench.intake import sides
from workbench.intake.cells import PLAIN, NotThat, is_empty, words_of
from workbench.intake.header import (
    find_head,
    is_header_again,
    is_note,
    is_total,
    spoken,
)
from workbench.intake.readers import READERS
from workbench.intake.recorded import Refused, records_of
from workbench.intake.report import Layout, Problem
from workbench.intake.said import said_for
from workbench.intake.sections import sections
from workbench.intake.steps import steps_of
from workbench.intake.understand import Choice, Plan, understand
from workbench.values import identity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from workbench.intake.forms import Form
    from workbench.intake.header import Head
    from workbench.intake.raw import Cell, RawTable, Row

_DAMAGED = "\ufffd"
_SOFT = frozenset({"intake.digits_lost", "intake.not_a_time"})
_WIDEST = 1_000  # columns; no record kind has a tenth of them
_SIGNS = frozenset({"-", "/", "—"})  # they stand for nothing, but for a direction
_ONCE = frozenset({"company"})  # a register repeats a unit on each owner's row
_LEFT_OUT = (
    "intake.failed",
    "intake.zero",
    "intake.neither_way",
    "intake.oneself",
    "intake.other_change",
)


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
    soft: Counter[str] = field(default_factory=Counter)
    seen: set[tuple[object, ...]] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)

    def add(self, kind: str, row: dict[str, object]) -> None:
        """Keep one record."""
        self.kinds.add(kind)
        self.rows.setdefault(kind, []).append(row)

    def forget(self) -> None:
        """Start over with the rows; what is known of the layout stays."""
        self.rows.clear()
        self.kinds.clear()
        self.seen.clear()
        self.soft.clear()
        self.problems.clear()
        self.read = self.refused = self.skipped = 0

    @property
    def held(self) -> int:
        """How many records wait to be written."""
        return sum(len(rows) for rows in self.rows.values())

    def leave_out(self, table: RawTable, head: Head, code: str, skipped: int) -> None:
        """Leave out a table that is not understood, and say why."""
        self.skipped = skipped
        fields: dict[str, str | int] = {"fingerprint": head.fingerprint}
        if code == "intake.kind_unclear" and head.match:
            fields |= {"first": head.match.form, "second": head.match.rival or ""}
        by_choice = code == "intake.ignored"
        self.layouts.append(
            Layout(
                self.file,
                table.sheet,
                head.fingerprint,
                "table",
                {},
                decided=by_choice,
                headers=head.names,
            )
        )
        self.problems.append(Problem(self.file, code, sheet=table.sheet, fields=fields))


def land(
    table: RawTable, *, file: str, sha256: str, choices: Mapping[str, Choice]
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
    width = max(map(len, table.rows), default=0)
    if width > _WIDEST:
        filled = sum(any(not is_empty(cell) for cell in row) for row in table.rows)
        landed.skipped = filled
        fields = {"n": width, "most": _WIDEST}
        landed.problems.append(
            Problem(file, "intake.too_wide", sheet=table.sheet, fields=fields)
        )
        return landed
    for part in sections(table):
        _land(landed, part, choices)
    return landed


def _land(landed: Landed, table: RawTable, choices: Mapping[str, Choice]) -> None:
    """Read one table that stands alone."""
    head = find_head(table, hint=landed.file.rpartition("/")[2])
    if not head.names:
        return
    given = choices.get(f"owner:{landed.sha256}")
    plan = understand(table, head, choices.get(head.fingerprint), given)
    if isinstance(plan, str):
        rows = table.rows[head.end :]
        filled = sum(any(not is_empty(cell) for cell in row) for row in rows)
        landed.leave_out(table, head, plan, filled)
        return
    landed.layouts.append(layout_of(plan, landed.file, table.sheet))
    plan = with_steps(plan, _filled(table, plan))
    for number, row in _filled(table, plan):
        take_row(landed, table, plan, number, row)
    say_what_was_soft(landed, table)
    landed.soft.clear()


def with_steps(plan: Plan, rows: Iterable[tuple[int, Row]]) -> Plan:
    """Settle each row's direction by the running balance where nothing else tells it.

    Parameters
    ----------
    rows
        Number and cells of every row; consumed only where the plan asks for it.
    """
    if plan.way is None or plan.way.by != "steps":
        return plan
    known = [(number, *_sums(plan, row)) for number, row in rows]
    return replace(plan, steps=steps_of(known))


def _sums(plan: Plan, row: Row) -> tuple[object, object]:
    """Return amount and balance of a row; a total has neither."""
    found: dict[str, object] = {}
    for role, column, kind, manner in plan.readers:
        if role in ("amount", "balance") and column < len(row):
            with suppress(NotThat):
                cell = row[column]
                found[role] = None if is_empty(cell) else READERS[kind](cell, manner)
    if is_total(row):
        found.pop("amount", None)
    return found.get("amount"), found.get("balance")


def layout_of(plan: Plan, file: str, sheet: str | None) -> Layout:
    """Say how a table was understood."""
    return Layout(
        file,
        sheet,
        plan.head.fingerprint,
        plan.form.id,
        {plan.head.names[column]: role for role, column, _, _ in plan.readers},
        plan.guessed,
        plan.notes,
        plan.decided,
        plan.head.names,
    )


def _filled(table: RawTable, plan: Plan) -> Iterator[tuple[int, Row]]:
    """Yield number and cells of each row that is not blank, merged cells filled down.

    A merged sum stands for all its rows together, so sums are never filled.
    """
    start = plan.head.end
    plain = {
        column for _, column, kind, _ in plan.readers if kind not in ("money", "number")
    }
    fill: dict[int, list[tuple[int, Cell]]] = {}
    for top, left, bottom, _ in table.merges:
        if top >= start and left in plain and left < len(table.rows[top]):
            for each in range(top + 1, bottom + 1):
                fill.setdefault(each, []).append((left, table.rows[top][left]))
    for place in range(start, len(table.rows)):
        row = table.rows[place]
        if all(cell is None or not words_of(cell) for cell in row):
            continue
        if place in fill:
            row = list(row)
            for column, cell in fill[place]:
                if column < len(row) and is_empty(row[column]):
                    row[column] = cell
        yield table.first + place, row


def take_row(
    landed: Landed, table: RawTable, plan: Plan, number: int, row: Row
) -> None:
    """Read, refuse or leave out one row, and count it."""
    again = is_header_again(row, plan.head.names) or _above_again(plan, row)
    if again or is_total(row) or _line(plan, row):
        landed.skipped += 1
        return
    try:
        _whole(table, plan, row)
        values = _values(landed, plan, row)
        values["step"] = plan.steps.get(number)
        records = list(records_of(plan, values))
    except sides.LeftOut as out:
        landed.skipped += 1
        landed.soft[str(out)] += 1
        return
    except Refused as no:
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
        if kind in _ONCE:
            mark = (kind, *record.values())
            if mark in landed.seen:
                continue
            landed.seen.add(mark)
        landed.add(kind, {**record, **place, "row": number, "page": table.page})


def _above_again(plan: Plan, row: Row) -> bool:
    """Say whether a row repeats a line above the header (a new page's title)."""
    said = [words_of(cell) for cell in row if not is_empty(cell)]
    return 0 < len(said) <= 4 and all(each in plan.head.above for each in said)  # noqa: PLR2004 - short


def _line(plan: Plan, row: Row) -> bool:
    """Say whether a row is a line of keys (户名：…) between two blocks; it holds on."""
    filled = [cell for cell in row if not is_empty(cell)]
    if len(filled) > 4:  # noqa: PLR2004 - such lines are short
        return False
    lines = spoken([row], among_rows=True)
    if not lines:
        return False
    taken = {role: column for role, column, _, _ in plan.readers}
    found = said_for(plan.form, lines, taken)
    plan.said.update(found)
    return bool(found)


def _whole(table: RawTable, plan: Plan, row: Row) -> None:
    """Refuse a row whose cells cannot be told to columns."""
    names = plan.head.names
    if table.ragged and any(not is_empty(cell) for cell in row[len(names) :]):
        raise Refused("intake.ragged")
    if table.gaps and len(row) != len(names):
        raise Refused("intake.gaps")


def _values(landed: Landed, plan: Plan, row: Row) -> dict[str, object]:
    names = plan.head.names
    values: dict[str, object] = dict(plan.said)
    for role, column, kind, manner in plan.readers:
        cell = row[column] if column < len(row) else None
        if is_empty(cell) and not (role == "direction" and cell in _SIGNS):
            values.setdefault(role, None)
            continue
        if isinstance(cell, str) and _DAMAGED in cell:
            raise Refused("intake.bad_bytes", names[column])
        try:
            values[role] = READERS[kind](cell, manner)
        except NotThat as no:
            if str(no) not in _SOFT:
                raise Refused(str(no), names[column]) from None
            values[role] = None
            landed.soft[str(no)] += 1
        if role == "date" and "time" not in values:
            values["time"] = _time_in(cell)
        if kind == "id" and values[role]:
            _count_number(landed, str(values[role]))
    _join(plan.form, values)
    return values


def _join(form: Form, values: dict[str, object]) -> None:
    """Put a name together that stands in two columns; take the sum that is there."""
    for role, parts in form.extra.get("either", {}).items():
        if not values.get(role):
            values[role] = next((values[p] for p in parts if values.get(p)), None)
    for role, parts in form.extra.get("join", {}).items():
        if not values.get(role):
            words = [str(values[part]) for part in parts if values.get(part)]
            values[role] = " ".join(words) or None


def _count_number(landed: Landed, number: str) -> None:
    landed.soft["checked"] += 1
    wrong = not (
        identity.is_masked(number)
        or identity.is_identity_number(number)
        or identity.is_credit_code(number)
    )
    landed.soft["intake.unsure_numbers"] += wrong


def _time_in(cell: Cell) -> object:
    if isinstance(cell, (int, float)):
        return None
    try:
        return READERS["time"](cell, PLAIN)
    except NotThat:
        return None


def say_what_was_soft(landed: Landed, table: RawTable) -> None:
    """Report once a table what was left out or not used without refusing a row."""
    said = Problem(landed.file, "", sheet=table.sheet)
    for code in (*_LEFT_OUT, "intake.digits_lost"):
        if landed.soft[code]:
            fields = {"n": landed.soft[code]}
            landed.problems.append(replace(said, code=code, fields=fields))
    if landed.soft["intake.unsure_numbers"]:
        fields = {
            "n": landed.soft["intake.unsure_numbers"],
            "checked": landed.soft["checked"],
        }
        landed.problems.append(
            replace(said, code="intake.unsure_numbers", fields=fields)
        )
