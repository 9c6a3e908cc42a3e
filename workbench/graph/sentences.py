"""Which links a row of each record kind states.

A sentence reads *source kind target*; its ends name the columns that say who is meant.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class End:
    """One end of a link: what it is, and the columns that say which.

    ``number`` is the column of identity numbers or credit codes, ``instead`` a column
    to fall back on where the first is empty.
    """

    role: str
    column: str
    number: str | None = None
    instead: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One link that a row states; further columns that go with it."""

    kind: str
    source: End
    target: End
    first: str | None = None
    last: str | None = None
    amount: str | None = None
    role: str | None = None
    share: str | None = None


_PERSON = End("person", "person", "id_number")
_COMPANY = End("unit", "company", "code")
_REGISTERED = End("unit", "name", "code")
_SUPPLIER = End("anyone", "supplier", "supplier_code")
_PROJECT = End("project", "project", instead="number")
_VEHICLE = End("vehicle", "plate")
_SPAN = {"first": "since", "last": "until"}

SENTENCES: Mapping[str, tuple[Sentence, ...]] = {
    "person": (
        Sentence(
            kind="post",
            source=End("person", "name", "id_number"),
            target=End("unit", "unit"),
        ),
    ),
    "post": (
        Sentence(
            kind="post",
            source=_PERSON,
            target=End("unit", "unit"),
            role="post",
            **_SPAN,
        ),
    ),
    "kinship": (
        Sentence(
            kind="kinship",
            source=_PERSON,
            target=End("person", "relative", "relative_id"),
            role="relation",
            **_SPAN,
        ),
        Sentence(
            kind="post",
            source=End("person", "relative", "relative_id"),
            target=End("unit", "relative_unit"),
            role="relative_post",
        ),
    ),
    "company": (
        Sentence(
            kind="legal_rep", source=End("person", "legal_rep"), target=_REGISTERED
        ),
        Sentence(kind="agent", source=End("anyone", "agent"), target=_REGISTERED),
    ),
    "ownership": (
        Sentence(
            kind="ownership",
            source=End("anyone", "owner", "owner_id"),
            target=_COMPANY,
            share="share",
            **_SPAN,
        ),
    ),
    "directorship": (
        Sentence(
            kind="directorship", source=_PERSON, target=_COMPANY, role="role", **_SPAN
        ),
    ),
    "contract": (
        Sentence(
            kind="contract",
            source=End("unit", "buyer"),
            target=_SUPPLIER,
            first="date",
            amount="amount",
            role="project",
        ),
        Sentence(
            kind="contract",
            source=_PROJECT,
            target=_SUPPLIER,
            first="date",
            amount="amount",
        ),
        Sentence(
            kind="procures", source=End("unit", "buyer"), target=_PROJECT, first="date"
        ),
        Sentence(
            kind="handles", source=End("unit", "agency"), target=_PROJECT, first="date"
        ),
        Sentence(
            kind="handles",
            source=End("person", "handler"),
            target=_PROJECT,
            first="date",
        ),
    ),
    "bid": (
        Sentence(
            kind="bid",
            source=End("anyone", "bidder"),
            target=_PROJECT,
            first="date",
            amount="amount",
            role="result",
        ),
        Sentence(
            kind="procures", source=End("unit", "buyer"), target=_PROJECT, first="date"
        ),
        Sentence(
            kind="agent",
            source=End("person", "contact"),
            target=End("anyone", "bidder"),
            first="date",
        ),
    ),
    "budget": (
        Sentence(
            kind="handles",
            source=End("unit", "from_unit"),
            target=End("fund", "fund", instead="number"),
            first="date",
        ),
    ),
    "subsidy": (
        Sentence(
            kind="handles",
            source=End("person", "handler"),
            target=End("fund", "fund"),
            first="date",
            role="item",
        ),
    ),
    "trip": (
        Sentence(
            kind="trip",
            source=End("person", "user", instead="driver"),
            target=_VEHICLE,
            first="date",
            last="until",
            role="purpose",
        ),
        Sentence(
            kind="handles",
            source=End("person", "approver"),
            target=_VEHICLE,
            first="date",
            role="purpose",
        ),
    ),
    "vehicle": (
        Sentence(
            kind="owns_vehicle",
            source=End("anyone", "owner", "owner_id"),
            target=_VEHICLE,
            **_SPAN,
        ),
    ),
    "property": (
        Sentence(
            kind="owns_property",
            source=End("anyone", "owner", "owner_id"),
            target=End("property", "number", instead="address"),
            first="date",
            last="until",
            amount="price",
            share="share",
        ),
    ),
    "wage": (
        Sentence(
            kind="wage",
            source=End("unit", "unit"),
            target=_PERSON,
            first="month",
            amount="amount",
            role="post",
        ),
    ),
    "voucher": (
        Sentence(
            kind="voucher",
            source=End("unit", "unit"),
            target=End("anyone", "payee"),
            first="date",
            amount="amount",
            role="purpose",
        ),
        Sentence(
            kind="handles",
            source=End("person", "handler"),
            target=End("anyone", "payee"),
            first="date",
            role="purpose",
        ),
    ),
}
"""Record kind -> the links a row states; funds that move stand in ``payments``."""

PEOPLE = {
    "person": (("name", "id_number"),),
    "post": (("person", "id_number"),),
    "kinship": (("person", "id_number"), ("relative", "relative_id")),
    "directorship": (("person", "id_number"),),
    "subsidy": (("recipient", "id_number"),),
    "wage": (("person", "id_number"),),
    "vehicle": (("owner", "owner_id"),),
    "property": (("owner", "owner_id"),),
    "ownership": (("owner", "owner_id"),),
}
"""Where a name stands beside an identity number, surest kind of table first."""

CONTACTS = {
    "person": (("person", "name", "id_number"),),
    "post": (("person", "person", "id_number"),),
    "company": (("unit", "name", "code"),),
    "bid": (("anyone", "bidder", None),),
}
"""Whose phone and address a table of each kind gives."""
