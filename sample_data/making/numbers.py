"""Numbers of the invented cases: identity, account and registration numbers.

Check digits are right, so a reader's checks pass; the area codes exist nowhere, so a
number can be told as invented.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
_CODE_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_BANKS = {"A": "629901", "B": "629902", "P": "629903", "X": "629909"}


def identity(area: str, born: date, sequence: int) -> str:
    """Return an 18-digit identity number (GB 11643) with its check digit."""
    body = f"{area}{born:%Y%m%d}{sequence:03d}"
    total = sum(int(d) * w for d, w in zip(body, _ID_WEIGHTS, strict=True))
    return body + _ID_CHECKS[total % 11]


def unit_code(area: str, sequence: int) -> str:
    """Return an 18-character unified social credit code (GB 32100)."""
    body = f"91{area}MA9{sequence:06d}"
    body = body[:17].ljust(17, "0")
    total = sum(
        _CODE_LETTERS.index(c) * w for c, w in zip(body, _CODE_WEIGHTS, strict=True)
    )
    return body + _CODE_LETTERS[(31 - total % 31) % 31]


def account(bank: str, sequence: int) -> str:
    """Return a 19-digit card or account number with a Luhn check digit."""
    body = f"{_BANKS[bank]}{sequence * 7919 % 10**12:012d}"
    digits = [int(c) for c in reversed(body)]
    total = sum(
        sum(divmod(d * 2, 10)) if i % 2 == 0 else d for i, d in enumerate(digits)
    )
    return body + str(-total % 10)
