"""Bank account and card numbers.

Telling: the same number is the same account; a holder may have many. Card numbers carry
a Luhn digit, account numbers of enterprises do not, so a failing digit refuses nothing.
"""

from __future__ import annotations

import unicodedata

_DROP = str.maketrans("", "", " \t\r\n\u3000'`\"=-")
_CARD = range(16, 20)


def clean(text: str) -> str:
    """Return an account number in one form: half-width, upper case, no gaps or dashes.

    Examples
    --------
    >>> clean("6222 0212-3456")
    '622202123456'
    """
    return unicodedata.normalize("NFKC", text).translate(_DROP).upper()


def is_card(text: str) -> bool:
    """Say whether ``text`` is a card number: 16 to 19 digits, right Luhn digit."""
    from stdnum import luhn  # noqa: PLC0415 - on use

    number = clean(text)
    return len(number) in _CARD and number.isdigit() and bool(luhn.is_valid(number))
