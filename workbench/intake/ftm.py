"""FollowTheMoney entities to records: payments, ownerships, posts, families, units.

Links name their ends by id; the names stand in other entities of the same file. An
entity that only serves others (an address, a person in a payment) is read as what it is
where a record kind exists for it, else left out and counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.intake.cells import PLAIN, NotThat
from workbench.intake.landing import Landed
from workbench.intake.readers import READERS
from workbench.intake.report import Layout, Problem
from workbench.ontology import record_kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.intake.raw import RawEntities

_ORGANISATION = {
    "name": "name", "code": "registrationNumber", "kind": "legalForm",
    "founded": "incorporationDate", "closed": "dissolutionDate", "capital": "capital",
    "trade": "sector", "phone": "phone", "address": "address", "status": "status",
}  # fmt: skip
_SCHEMAS: dict[str, tuple[str, dict[str, str]]] = {
    "Payment": ("payment", {
        "date": "date", "payer": "@payer", "payer_account": "@payerAccount",
        "payee": "@beneficiary", "payee_account": "@beneficiaryAccount",
        "amount": "amount", "currency": "currency", "purpose": "purpose",
        "reference": "transactionNumber"}),
    "Person": ("person", {
        "name": "name", "id_number": "idNumber", "phone": "phone",
        "native_place": "birthPlace", "address": "@addressEntity", "note": "notes"}),
    "Company": ("company", _ORGANISATION),
    "Organization": ("company", _ORGANISATION),
    "LegalEntity": ("company", _ORGANISATION),
    "PublicBody": ("company", _ORGANISATION),
    "Ownership": ("ownership", {
        "owner": "@owner", "company": "@asset", "share": "percentage",
        "since": "startDate", "until": "endDate"}),
    "Directorship": ("directorship", {
        "person": "@director", "company": "@organization", "role": "role",
        "since": "startDate", "until": "endDate"}),
    "Family": ("kinship", {
        "person": "@person", "relation": "relationship", "relative": "@relative",
        "since": "startDate", "until": "endDate"}),
    "Employment": ("post", {
        "person": "@employee", "unit": "@employer", "post": "role",
        "since": "startDate", "until": "endDate"}),
    "Occupancy": ("post", {
        "person": "@holder", "unit": "@post", "since": "startDate",
        "until": "endDate"}),
    "ContractAward": ("contract", {
        "project": "@contract", "supplier": "@supplier", "amount": "amount",
        "date": "date", "number": "contractNumber"}),
    "Vehicle": ("vehicle", {
        "plate": "registrationNumber", "owner": "@owner", "model": "model"}),
    "RealEstate": ("property", {
        "address": "address", "number": "titleNumber", "area": "area"}),
}  # fmt: skip
_SUMS = {"amountEur": "EUR", "amountUsd": "USD"}


def land(raw: RawEntities, *, file: str, sha256: str) -> Landed:
    """Read entities into records; ``row`` is the line.

    Returns
    -------
    Landed
        Entities without a record kind of their own are left out, and counted.
    """
    landed = Landed(file, sha256)
    names = {
        str(each.get("id")): _name(each.get("properties")) for _, each in raw.entities
    }
    columns: dict[str, str] = {}
    for line, each in raw.entities:
        schema = str(each.get("schema"))
        if schema not in _SCHEMAS:
            landed.skipped += 1
            continue
        columns[schema] = _SCHEMAS[schema][0]
        _take(landed, schema, each.get("properties"), names, line)
    landed.layouts.append(Layout(file, None, "ftm", "ftm", columns))
    return landed


def _name(properties: Any) -> str:
    for key in ("name", "caption", "full", "title", "iban", "accountNumber"):
        value = _first(properties, key)
        if value:
            return value
    return ""


def _first(properties: Any, key: str) -> str:
    found = properties.get(key) if isinstance(properties, dict) else None
    if isinstance(found, list):
        found = found[0] if found else None
    return "" if found is None else str(found)


def _take(
    landed: Landed, schema: str, properties: Any, names: Mapping[str, str], line: int
) -> None:
    kind, columns = _SCHEMAS[schema]
    types = {column.name: column.type for column in record_kind(kind).columns}
    record: dict[str, object] = {}
    for name, source in columns.items():
        value = _first(properties, source.removeprefix("@"))
        if source.startswith("@"):
            value = names.get(value, value)
        try:
            record[name] = READERS[types[name]](value, PLAIN) if value else None
        except NotThat as no:
            landed.refused += 1
            landed.problems.append(
                Problem(landed.file, str(no), row=line, column=source)
            )
            return
    if kind == "payment":
        _sum(record, properties)
    if any(record.get(name) in (None, "") for name in record_kind(kind).needs):
        landed.refused += 1
        landed.problems.append(Problem(landed.file, "intake.missing", row=line))
        return
    landed.read += 1
    place = {"file": landed.file, "sha256": landed.sha256, "row": line}
    landed.add(kind, {**record, **place})


def _sum(record: dict[str, object], properties: Any) -> None:
    for key, currency in _SUMS.items():
        value = _first(properties, key)
        if record.get("amount") is None and value:
            try:
                record["amount"] = READERS["money"](value, PLAIN)
            except NotThat:
                continue
            record["currency"] = currency
