"""From the columns of a statement to payer, payee and a positive amount.

A statement belongs to someone (*own*); each row names the *other* side, or nobody.
Money
goes out or comes in: told by two columns, by a sign column, by the sign of the amount,
or, where words fail, by the balance. What cannot be told is not invented.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from workbench.intake.cells import NotThat
from workbench.intake.forms import fold, forms
from workbench.intake.steps import fitting

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Fields = dict[str, object]

_ENOUGH = 3
_STEPS = 0.6  # share of rows that a running balance must explain
_MOST = 0.8
_ACCOUNT = re.compile(r"[0-9][0-9* ]{6,}[0-9]")
_OF_A_BANK = re.compile(
    r"(?:银行|信用社|联社|邮储|邮政储蓄)(?!存款日记账).{0,12}(?:明细|流水|对账|分户|清单)|卡号"
)
_BOTH = re.compile(r"([^0-9*]{2,}?)[\s(（/|,，:：-]*([0-9][0-9* ]{6,}[0-9])\s*[)）]?")
_PAIRS = (
    ("payer", "payer_account"),
    ("payee", "payee_account"),
    ("own_name", "own_account"),
    ("other_name", "other_account"),
)
_NAMED = (
    "payer",
    "payee",
    "payer_account",
    "payee_account",
    "payer_bank",
    "payee_bank",
)
_HELPERS = frozenset(
    {"debit", "credit", "direction", "status", "own_name", "own_bank", "other_name",
     "other_account", "other_bank", "other_party", "step"}
)  # fmt: skip


class LeftOut(Exception):  # noqa: N818 - a row that is skipped, by code
    """A row that is no transfer (failed, zero, neither in nor out)."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a table tells direction.

    Parameters
    ----------
    by
        ``sides`` (payer and payee are named), ``columns`` (debit, credit), ``word``,
        ``sign``, ``out`` or ``in`` (all rows the same way), ``steps`` (row by row from
        the steps of the balance, see :mod:`workbench.intake.steps`).
    turned
        Whether debit means money coming in (a unit's own books).
    absolute
        Whether the sign of the amount only repeats the word or column beside it.
    guess
        Code of what was guessed, for the report.
    """

    by: str
    turned: bool = False
    absolute: bool = False
    guess: str | None = None


def words_for(side: str) -> frozenset[str]:
    """Return the folded words for ``out``, ``in``, ``neither`` or ``failed``."""
    return frozenset(
        fold(word) or word for word in forms()["payment"].extra["signs"][side]
    )


def direction_word(word: str) -> str | None:
    """Return ``out`` or ``in`` for a cell that is just such a word, else ``None``."""
    key = fold(word) or word.strip()
    return next((side for side in ("out", "in") if key in words_for(side)), None)


def direction_of(word: str) -> str | None:
    """Return ``out``, ``in`` or ``neither`` for the word of a sign column."""
    key = fold(word) or word.strip()
    for side in ("out", "in", "neither"):
        if key in words_for(side):
            return side
    head = key[:1]
    if head in ("借", "付", "支", "出"):
        return "out"
    if head in ("贷", "收", "进", "入"):
        return "in"
    return None


def way_of(  # noqa: PLR0911 - one way of telling each
    roles: Mapping[str, int],
    rows: Sequence[Mapping[str, object]],
    title: str,
    *,
    own: bool,
) -> Way | None:
    """Settle how a table tells direction.

    Parameters
    ----------
    roles
        Role -> column.
    rows
        Parsed values of a sample of rows, in file order.
    title
        What stands above the table.
    own
        Whether it is known whose account it is; only then is a lone payee the other
        side of a statement, and a negative sum one that goes out.

    Returns
    -------
    Way or None
        ``None`` when nothing tells it.
    """
    if _named(roles, "payer") and _named(roles, "payee"):
        return Way("sides", absolute=_one_sided(rows))
    if {"debit", "credit"} & roles.keys():
        own = _own_book(title)
        minus = _minus_column(rows, "debit") or _minus_column(rows, "credit")
        return _checked(Way("columns", turned=own, absolute=minus), rows)
    if "direction" in roles:
        return _checked(Way("word", absolute=_repeats(rows)), rows)
    statement = (
        own
        or "balance" in roles
        or not (_named(roles, "payee") or _named(roles, "payer"))
    )
    if statement and any(_minus(row) for row in rows):
        return _checked(Way("sign"), rows)
    if _named(roles, "payee"):
        return Way("out")
    if _named(roles, "payer"):
        return Way("in")
    return _by_balance(rows)


def _minus(row: Mapping[str, object]) -> bool:
    amount = row.get("amount")
    return isinstance(amount, int) and amount < 0


def _one_sided(rows: Sequence[Mapping[str, object]]) -> bool:
    """Say whether each row names one side only and the sign repeats which."""
    one = sum(_has(row, "payer") != _has(row, "payee") for row in rows)
    return any(_minus(row) for row in rows) and one >= _MOST * len(rows)


def _named(roles: Mapping[str, int], side: str) -> bool:
    return any(name in roles for name in (side, f"{side}_account", f"{side}_bank"))


def _own_book(title: str) -> bool:
    """Say whether a title is that of a unit's own book, not of a bank's statement."""
    plain = fold(title)
    words = forms()["payment"].extra["own_books"]
    return any(fold(word) in plain for word in words) and not _OF_A_BANK.search(plain)


def _repeats(rows: Sequence[Mapping[str, object]]) -> bool:
    """Say whether amounts are negative exactly where the word says out."""
    out = [
        row for row in rows if direction_of(str(row.get("direction") or "")) == "out"
    ]
    minus = sum(_minus(row) for row in out)
    return bool(out) and minus >= _MOST * len(out)


def _checked(way: Way, rows: Sequence[Mapping[str, object]]) -> Way:
    """Turn the words around when the balance contradicts them clearly."""
    if way.by == "sign":
        return way
    right, wrong = _agreement(way, rows)
    least = 1 if way.turned else _ENOUGH  # a title alone is a weak reason
    if wrong >= least and wrong >= _MOST * (right + wrong):
        return Way(way.by, not way.turned, way.absolute, "intake.turned_by_balance")
    return way


def _agreement(way: Way, rows: Sequence[Mapping[str, object]]) -> tuple[int, int]:
    """Count steps of the balance that agree with the words, and that contradict."""
    counts = {}
    for order in (1, -1):
        right = wrong = 0
        run = list(rows)[::order]
        for before, after in pairwise(run):
            try:
                moved, side = amount_of(way, after)
            except (NotThat, LeftOut):
                continue
            have, had = after.get("balance"), before.get("balance")
            if not isinstance(have, int) or not isinstance(had, int):
                continue
            delta = moved if side == "in" else -moved
            right += have - had == delta
            wrong += have - had == -delta
        counts[order] = (right, wrong)
    return max(counts.values(), key=sum)


def _minus_column(rows: Sequence[Mapping[str, object]], role: str) -> bool:
    """Say whether a column for one direction holds nothing but negative sums."""
    values = [row[role] for row in rows if isinstance(row.get(role), int)]
    return any(values) and all(isinstance(v, int) and v <= 0 for v in values)


def _by_balance(rows: Sequence[Mapping[str, object]]) -> Way | None:
    """Tell the direction of unsigned amounts by the steps of the balance."""
    pairs = [(row.get("amount"), row.get("balance")) for row in rows]
    known = [(a, b) for a, b in pairs if isinstance(a, int) and isinstance(b, int)]
    right = max(fitting(known), fitting(known[::-1]))
    if right and right >= _STEPS * (len(known) - 1):
        return Way("steps", guess="intake.side_by_balance")
    return None


def amount_of(way: Way, row: Mapping[str, object]) -> tuple[int, str]:
    """Return the positive amount of a row and ``out`` or ``in``.

    Raises
    ------
    NotThat
        ``intake.both_sides``, ``intake.no_amount``, ``intake.direction_unclear``.
    LeftOut
        ``intake.zero``, ``intake.neither_way``.
    """
    if way.by == "columns":
        amount, side = _of_columns(way, row)
    else:
        amount, side = _of_amount(way, row)
    if amount == 0:
        raise LeftOut("intake.zero")
    if amount < 0:
        amount, side = -amount, _other(side)
    return amount, _other(side) if way.turned else side


def _other(side: str) -> str:
    return "in" if side == "out" else "out"


def _of_columns(way: Way, row: Mapping[str, object]) -> tuple[int, str]:
    debit, credit = row.get("debit") or 0, row.get("credit") or 0
    if not isinstance(debit, int) or not isinstance(credit, int):
        raise NotThat("intake.no_amount")
    if way.absolute:
        debit, credit = abs(debit), abs(credit)
    if debit and credit:
        raise NotThat("intake.both_sides")
    if row.get("debit") is None and row.get("credit") is None:
        raise NotThat("intake.no_amount")
    return (credit, "in") if credit else (debit, "out")


def _of_amount(way: Way, row: Mapping[str, object]) -> tuple[int, str]:
    amount = row.get("amount")
    if not isinstance(amount, int):
        raise NotThat("intake.no_amount")
    if way.by == "word":
        side = direction_of(str(row.get("direction") or ""))
        if side == "neither":
            raise LeftOut("intake.neither_way")
        if side is None:
            raise NotThat("intake.direction_unclear")
        return abs(amount) if way.absolute else amount, side
    if way.by == "steps":
        step = row.get("step")
        if amount and step is None:
            raise NotThat("intake.direction_unclear")
        return abs(amount), str(step)
    if way.by == "sign":
        return amount, "in"
    if way.by == "sides" and way.absolute:
        return abs(amount), "out"
    return amount, "in" if way.by == "in" else "out"


def transfer(way: Way, row: Mapping[str, object]) -> Fields:
    """Return the columns of record kind ``payment`` for one row.

    Raises
    ------
    NotThat, LeftOut
        See :func:`amount_of`; ``intake.no_side`` when neither side is known.
    """
    if fold(str(row.get("status") or "")) in words_for("failed"):
        raise LeftOut("intake.failed")
    row = _apart(row)
    fields = {name: value for name, value in row.items() if name not in _HELPERS}
    amount, side = amount_of(way, row)
    named = way.by in ("sides", "out", "in")
    own, other = _own(row), _counterparty(row, named=named)
    if named and any(row.get(name) for name in _NAMED):
        fields.update(_given(row, own, other))
        if side != ("in" if way.by == "in" else "out"):  # a negative sum goes back
            _swap(fields)
    else:
        payer, payee = (own, other) if side == "out" else (other, own)
        for name, said in (("payer", payer), ("payee", payee)):
            fields.update({f"{name}{part}": value for part, value in said.items()})
    fields["amount"] = amount
    fields["own_account"] = row.get("own_account")
    for name in ("payer", "payee"):
        if not _has(fields, name) and fields.get(f"{name}_bank"):
            fields[name] = fields[f"{name}_bank"]  # transfers between banks
    if not (_has(fields, "payer") or _has(fields, "payee")):
        raise NotThat("intake.no_side")
    return fields


def _apart(row: Mapping[str, object]) -> Mapping[str, object]:
    """Take ``刘建国(6222...)`` apart where the account has no column of its own."""
    found: dict[str, object] = {}
    for name, account in _PAIRS:
        match = _BOTH.fullmatch(str(row.get(name) or ""))
        if match and not row.get(account):
            found |= {name: match[1], account: match[2].replace(" ", "")}
    return {**row, **found} if found else row


def _has(row: Mapping[str, object], side: str) -> bool:
    return bool(row.get(side) or row.get(f"{side}_account"))


def _own(row: Mapping[str, object]) -> Fields:
    return {
        "": row.get("own_name"),
        "_account": row.get("own_account"),
        "_bank": row.get("own_bank"),
    }


def _counterparty(row: Mapping[str, object], *, named: bool) -> Fields:
    name, account = row.get("other_name"), row.get("other_account")
    bank = row.get("other_bank")
    for side in ("payee", "payer"):  # a statement may call the other side so
        if not (named or name or account):
            name, account = row.get(side), row.get(f"{side}_account")
            bank = bank or row.get(f"{side}_bank")
    both = row.get("other_party")
    if both and not name:
        found = _ACCOUNT.search(str(both))
        if found:
            account = account or found[0].replace(" ", "")
        rest = _ACCOUNT.sub("", str(both)).strip(" /,，;；|-_()（）:：")
        name = rest or None
    return {"": name, "_account": account, "_bank": bank}


def _given(row: Mapping[str, object], own: Fields, other: Fields) -> Fields:
    """Take payer and payee as named; a side that is missing is the statement's own."""
    fields: Fields = {}
    unnamed = [said for said in (own, other) if said[""] or said["_account"]]
    for name in ("payer", "payee"):
        for part in ("", "_account", "_bank"):
            fields[name + part] = row.get(name + part)
        known = _has(fields, name) or fields[f"{name}_bank"]
        if not known and unnamed:
            said = unnamed.pop(0)
            fields.update({name + part: value for part, value in said.items()})
    return fields


def _swap(fields: Fields) -> None:
    for part in ("", "_account", "_bank"):
        fields[f"payer{part}"], fields[f"payee{part}"] = (
            fields.get(f"payee{part}"),
            fields.get(f"payer{part}"),
        )
