"""Which column of a plain table is what: guessed from the headers, and said.

Ids come before names: an account number or identifier names an entity more surely than
what is printed beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_PAYER = {
    "payer", "originator", "sender", "from", "source", "src", "debtor", "remitter",
    "ordering", "donor", "debit", "giver", "付款", "付方", "汇款", "转出", "付",
}  # fmt: skip
_PAYEE = {
    "payee", "beneficiary", "receiver", "recipient", "to", "target", "dst", "dest",
    "destination", "creditor", "party", "credit", "收款", "收方", "转入", "收",
}  # fmt: skip
_AMOUNT = {
    "amount": 5, "sum": 4, "value": 3, "amt": 5, "total": 2, "donation": 3, "eur": 1,
    "金额": 5, "发生额": 5, "交易额": 5, "价税": 2,
}  # fmt: skip
_DATE = {
    "date": 5, "day": 3, "time": 1, "timestamp": 3, "when": 2, "booked": 1,
    "日期": 5, "时间": 2, "日": 1,
}  # fmt: skip
_IDENTITY = {
    "account": 5, "acct": 5, "acc": 5, "iban": 5, "id": 3, "no": 2, "number": 2,
    "code": 1, "card": 4,
    "账号": 5, "帐号": 5, "账户": 4, "帐户": 4, "卡号": 5, "代码": 1,
}  # fmt: skip
_NAMED = {"name": 2, "title": 1, "户名": 3, "名称": 3, "姓名": 3, "人": 1, "方": 1}
_ASIDE = {
    "country", "iso", "city", "currency", "address", "type", "street", "count", "lat",
    "lng", "lon", "branch", "purpose", "reference", "balance", "note", "region",
    "国", "地址", "币种", "用途", "摘要", "备注", "余额", "行号", "类型", "附言",
}  # fmt: skip
_BANK = {"bank", "bic", "swift", "银行", "行名", "开户行"}
_COUNTING = {"number", "count", "no", "id", "balance", "余额", "笔数", "序号", "手续费"}
_SUMS = {"debit", "credit"}  # alone they head the sums of one account's statement
_LATER = {"end", "reporting", "value", "posting", "created", "updated", "止"}
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column is what; ``guessed`` names those that nobody said."""

    payer: str
    payee: str
    amount: str | None = None
    date: str | None = None
    payer_name: str | None = None
    payee_name: str | None = None
    guessed: tuple[str, ...] = ()

    def to_json(self) -> dict[str, str | None]:
        """Return the choice as JSON."""
        names = ("payer", "payee", "amount", "date", "payer_name", "payee_name")
        return {name: getattr(self, name) for name in names}


def _words(header: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(header)}


def _score(header: str, weights: dict[str, int]) -> int:
    words, han = _words(header), "".join(_HAN.findall(header))
    total = sum(weight for word, weight in weights.items() if word in words)
    found = [weight for word, weight in weights.items() if word in han]
    return total + max(found, default=0)


def _has(header: str, wanted: Iterable[str]) -> bool:
    words, han = _words(header), "".join(_HAN.findall(header))
    return any(word in words or (han and word in han) for word in wanted)


def _side(headers: Sequence[str], role: set[str], other: set[str]) -> list[str]:
    """Columns of one side, the surest identifier first."""
    told = [h for h in headers if not _words(h) or not _words(h) <= _SUMS]
    mine = [h for h in told if _has(h, role) and not _has(h, _ASIDE)]
    clear = [h for h in mine if not _has(h, other)] or mine

    def worth(header: str) -> tuple[int, int]:
        bank = -3 if _has(header, _BANK) else 0
        return -(_score(header, _IDENTITY) + bank), headers.index(header)

    return sorted(clear, key=worth)


def _name_beside(headers: Sequence[str], key: str, side: list[str]) -> str | None:
    """Return the column of names that belongs to a column of ids."""
    if not _score(key, _IDENTITY):
        return None
    bank = _has(key, _BANK)
    rest = [h for h in side if h != key and not _score(h, _IDENTITY)]
    rest = [h for h in rest if _has(h, _BANK) == bank]
    ranked = sorted(rest, key=lambda h: (-_score(h, _NAMED), headers.index(h)))
    return ranked[0] if ranked else None


def _best(headers: Sequence[str], weights: dict[str, int], bar: set[str]) -> str | None:
    scored = [
        (-_score(h, weights) + 3 * _has(h, bar), headers.index(h), h)
        for h in headers
        if _score(h, weights)
    ]
    return min(scored)[2] if scored else None


def guess_columns(
    headers: Sequence[str],
    *,
    payer: str | None = None,
    payee: str | None = None,
    amount: str | None = None,
    date: str | None = None,
) -> Columns:
    """Say which column is what; what is given is kept.

    Parameters
    ----------
    headers
        The table's column names in order.
    payer, payee, amount, date
        Columns that are known already.

    Raises
    ------
    UsageError
        Where a named column is not there, or no payer or payee can be told.
    """
    headers = [str(header) for header in headers]
    given = {"payer": payer, "payee": payee, "amount": amount, "date": date}
    for role, name in given.items():
        if name is not None and name not in headers:
            raise UsageError(
                "graph.no_such_column", role=role, column=name, known=", ".join(headers)
            )
    payers, payees = _side(headers, _PAYER, _PAYEE), _side(headers, _PAYEE, _PAYER)
    chosen_payer = payer or next(iter(payers), None)
    rest = [h for h in payees if h != chosen_payer]
    chosen_payee = payee or next(iter(rest), None)
    if chosen_payer is None or chosen_payee is None or chosen_payer == chosen_payee:
        raise UsageError("graph.no_sides", known=", ".join(headers))
    amount = amount or _best(headers, _AMOUNT, _COUNTING)
    date = date or _best(headers, _DATE, _LATER)
    found = {"amount": amount, "date": date}
    found |= {"payer": chosen_payer, "payee": chosen_payee}
    return Columns(
        chosen_payer,
        chosen_payee,
        amount,
        date,
        _name_beside(headers, chosen_payer, payers),
        _name_beside(headers, chosen_payee, payees),
        tuple(r for r in given if given[r] is None and found[r] is not None),
    )
