"""Which form a row of headers belongs to, and which column is which role."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.intake.content import by_content
from workbench.intake.forms import (
    LISTED,
    PART,
    Candidate,
    candidates,
    folds,
    forms,
    rarity,
)
from workbench.ontology import record_kind

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from workbench.intake.forms import Form
    from workbench.intake.raw import Cell

_STRENGTH = {4: 1.0, 3: 1.0, 2: 0.9, 1: 0.45}
_TITLE = 1.2
_LEAST = 1.3
_PROVED = 0.5
_CLEAR = 0.12


@dataclass(frozen=True, slots=True)
class Match:
    """A form that fits a row of headers.

    Parameters
    ----------
    form
        Name of the form.
    roles
        Role -> column index.
    guessed
        Roles found by a part of a name or by content only.
    score
        Sum of how sure and how telling the names are; comparable between forms only.
    rival
        Another form that fits about as well, if one does.
    """

    form: str
    roles: Mapping[str, int]
    guessed: frozenset[str]
    score: float
    rival: str | None = None


def assign(
    form: str,
    headers: Sequence[Cell],
    *,
    parts: bool,
    barred: Collection[tuple[int, str]] = (),
) -> tuple[dict[str, int], frozenset[str], float]:
    """Give each column at most one role of a form, the surest first.

    Roles that no record kind of the form can use here (the owner's number where no
    owner is named) are left to others on a second pass.

    Parameters
    ----------
    parts
        Whether names that only contain a listed one count.
    barred
        Column and role pairs that may not be.
    """
    first = _assign(form, headers, parts, barred, None)
    if len(forms()[form].yields) < 2:  # noqa: PLR2004 - one kind uses every role
        return first
    return _assign(form, headers, parts, barred, _useful(forms()[form], first[0]))


def _useful(form: Form, roles: Mapping[str, int]) -> frozenset[str]:
    """Return the roles of those kinds whose telling needs have a column."""
    named = roles.keys()
    useful: set[str] = set()
    for kind, columns in form.yields.items():
        first = columns[record_kind(kind).needs[0]]
        if first in named or form.extra.get("instead", {}).get(first) in named:
            useful |= set(columns.values())
    every = {role for columns in form.yields.values() for role in columns.values()}
    return frozenset(useful | (set(form.types) - every))


def _assign(
    form: str,
    headers: Sequence[Cell],
    parts: bool,
    barred: Collection[tuple[int, str]],
    useful: frozenset[str] | None,
) -> tuple[dict[str, int], frozenset[str], float]:
    pairs: list[tuple[int, int, int, Candidate]] = [
        (-each.strength, each.rank, column, each)
        for column, header in enumerate(headers)
        for each in candidates(header, parts=parts)
        if each.form == form
        and (column, each.role) not in barred
        and (useful is None or each.role in useful)
    ]
    pairs += _by_layout(form, headers, barred)
    roles: dict[str, int] = {}
    taken: set[int] = set()
    guessed = set()
    score = 0.0
    for _, _, column, each in sorted(pairs, key=lambda pair: pair[:3]):
        if column in taken or each.role in roles:
            continue
        roles[each.role] = column
        taken.add(column)
        score += _STRENGTH[each.strength] * _telling(headers[column])
        if each.strength == PART:
            guessed.add(each.role)
    if "date" not in roles and "time" in roles and "date" in forms()[form].types:
        roles["date"] = roles.pop("time")  # 交易时间 alone holds the day as well
    return roles, frozenset(guessed), score


def _by_layout(
    form: str, headers: Sequence[Cell], barred: Collection[tuple[int, str]]
) -> list[tuple[int, int, int, Candidate]]:
    """Return what columns mean in the layout whose marks all stand in the header."""
    layout = layout_of(form, headers)
    if layout is None:
        return []
    names = _places(headers)
    return [
        (-LISTED, 0, names[_fullest(name)], Candidate(form, role, LISTED, 0))
        for name, role in layout["columns"].items()
        if _fullest(name) in names and (names[_fullest(name)], role) not in barred
    ]


def layout_of(form: str, headers: Sequence[Cell]) -> Mapping[str, Any] | None:
    """Return the known layout with most marks, all of which stand in the header."""
    names = _places(headers)
    fitting = [
        layout
        for layout in forms()[form].extra["layouts"]
        if all(_fullest(mark) in names for mark in layout["marks"])
    ]
    return max(fitting, key=lambda layout: len(layout["marks"]), default=None)


def _fullest(name: str) -> str:
    return folds(name)[0]


def _places(headers: Sequence[Cell]) -> dict[str, int]:
    """Return folded name -> column, brackets kept or dropped; the leftmost counts."""
    names: dict[str, int] = {}
    for column, header in enumerate(headers):
        for each in folds(header):
            names.setdefault(each, column)
    return names


def _telling(header: Cell) -> float:
    telling: float = max((rarity(each) for each in folds(header)), default=0.5)
    return math.sqrt(telling)


def anyone(roles: Mapping[str, int]) -> bool:
    """Say whether any column names a side of the transfers."""
    others = {"other_name", "other_account", "other_party", "other_bank"}
    return bool(others & roles.keys()) or any(
        f"{side}{part}" in roles
        for side in ("payer", "payee")
        for part in ("", "_account", "_bank")
    )


def complete(form: Form, roles: Mapping[str, int], said: frozenset[str]) -> bool:
    """Say whether the columns (and what stands above the table) make a record.

    Parameters
    ----------
    said
        Roles whose value stands above the table.
    """
    have = roles.keys() | said
    if form.id == "payment":
        sides = {"payer", "payee", "other_name", "other_account", "other_party"}
        sides |= {"payer_account", "payee_account", "own_name", "own_account"}
        sides |= {"payer_bank", "payee_bank"}
        sums = roles.keys() & {"amount", "debit", "credit"}
        more = roles.keys() & {"date", "balance", "direction", "payee", "other_name"}
        statement = {"date", "balance"} <= roles.keys()  # whose, is asked later
        return bool(sums and more and (have & sides or statement))
    return bool(yielded(form, roles, said))


def _yielded(
    form: Form, kind: str, roles: Mapping[str, int], have: frozenset[str] | set[str]
) -> bool:
    """Say whether a kind's needed columns are there, one in the table itself."""
    columns = form.yields[kind]
    needs = [columns[name] for name in record_kind(kind).needs]
    instead = form.extra.get("instead", {})
    for role in needs:
        if not (role in have or role.startswith("=") or instead.get(role) in have):
            return False
    if not any(role in roles or instead.get(role) in roles for role in needs):
        return False
    when = form.when.get(kind)
    return when is None or any(role in roles for role in when)


def yielded(form: Form, roles: Mapping[str, int], said: frozenset[str]) -> list[str]:
    """Return the record kinds that a table with these roles can yield."""
    have = roles.keys() | said
    kinds = [kind for kind in form.yields if _yielded(form, kind, roles, have)]
    if not kinds and any(role in roles for role in form.extra.get("alone", ())):
        return [next(iter(form.yields))]
    return kinds


def _bare_statement(headers: Sequence[Cell]) -> Match | None:
    """Take day, words and a sum for a statement whose owner must be asked for."""
    roles, guessed, score = assign("payment", headers, parts=False)
    if {"date", "purpose"} <= roles.keys() and {"amount", "debit"} & roles.keys():
        return Match("payment", roles, guessed, score)
    return None


def best(
    headers: Sequence[Cell],
    *,
    title: str,
    said: Mapping[str, object],
    parts: bool,
    proofs: Mapping[int, str] | None = None,
) -> Match | None:
    """Return the form that fits a row of headers best, or ``None``.

    Parameters
    ----------
    headers
        The cells of the header row.
    title
        File name, sheet name and the lines above, in lower case.
    said
        Roles that stand above the table (any form).
    parts
        Whether names that only contain a listed one count.
    proofs
        Column -> type for columns whose values prove what they are.
    """
    filled = sum(1 for header in headers if folds(header))
    found: list[Match] = []
    for form in forms().values():
        roles, guessed, score = assign(form.id, headers, parts=parts)
        proved = by_content(form, roles, proofs or {}) if roles else {}
        roles |= proved
        guessed |= frozenset(proved)
        score += _PROVED * len(proved)
        if len(roles) < 2 or not complete(form, roles, frozenset(said)):  # noqa: PLR2004 - one column is no table
            continue
        hint = _TITLE if any(word in title for word in form.titles) else 0.0
        share = len(roles) / max(filled, 1)
        found.append(Match(form.id, roles, guessed, score * (0.5 + share) + hint))
    if any(match.form == "ledger" for match in found):  # a book that names no side
        found = [m for m in found if m.form != "payment" or anyone(m.roles)]
    found.sort(key=lambda match: (-match.score, match.form))
    if not found or found[0].score < _LEAST:
        return _bare_statement(headers)
    first = found[0]
    if {"payer", "payee"} <= first.roles.keys():
        return first  # both sides named: a transfer, whatever else it might be
    if len(found) > 1 and found[1].score > first.score * (1 - _CLEAR):
        return Match(first.form, first.roles, first.guessed, first.score, found[1].form)
    return first
