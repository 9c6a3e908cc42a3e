"""From the values of one row to the records it yields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.intake import changes, sides
from workbench.intake.cells import NotThat
from workbench.intake.listed import each_listed, split_period
from workbench.intake.manner import currency_code
from workbench.intake.posts import unit_and_post
from workbench.ontology import record_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workbench.intake.forms import Form
    from workbench.intake.understand import Plan

_ENDED = re.compile(r"(?i)离婚|撤销|divorce|annul")
_COLUMN_OF = {
    "intake.direction_unclear": "direction",
    "intake.no_amount": "amount",
    "intake.both_sides": "credit",
}


class Refused(Exception):  # noqa: N818 - a refusal
    """One row that cannot be read, by code and column."""

    def __init__(self, code: str, column: str | None = None) -> None:
        super().__init__(code)
        self.column = column


def records_of(
    plan: Plan, values: dict[str, object]
) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield kind and canonical columns of each record that a row gives.

    Raises
    ------
    Refused
        The row lacks what its records need.
    LeftOut
        The row says nothing that is kept.
    """
    if plan.way is not None:
        yield "payment", _payment(plan, plan.way, values)
        return
    try:
        split_period(values)
    except NotThat as no:
        raise Refused(str(no), plan.name_of("period")) from None
    if plan.form.id == "changes":
        yield from changes.records(values)
        return
    _whose(plan, values)
    if plan.form.id == "kinship" and values.get("person") == values.get("relative"):
        raise sides.LeftOut("intake.oneself")  # 本人 in a list of the household
    some = False
    for each in each_listed(plan.form, values):
        for kind in plan.kinds:
            record = _record(plan.form, kind, each)
            if record is not None:
                some = True
                yield kind, record
    if not some:
        raise Refused("intake.missing", _missing(plan, values))


def _whose(plan: Plan, values: dict[str, object]) -> None:
    """Settle what two columns say together: unit and post, the day of a divorce."""
    if plan.form.id == "roster" and not values.get("unit") and values.get("post"):
        both = unit_and_post(str(values["post"]))
        values["unit"], values["post"] = both or (plan.unit, values["post"])
    if plan.form.id == "marriage" and _ENDED.search(str(values.get("what") or "")):
        values["until"], values["since"] = values.get("until") or values["since"], None


def _payment(
    plan: Plan, way: sides.Way, values: dict[str, object]
) -> dict[str, object]:
    try:
        fields = sides.transfer(way, values)
    except NotThat as no:
        column = plan.name_of(_COLUMN_OF.get(str(no), ""))
        raise Refused(str(no), column) from None
    stated = fields.get("currency")
    fields["currency"] = currency_code(str(stated)) if stated else plan.currency
    return fields


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
            return plan.name_of(columns[name])
    return None
