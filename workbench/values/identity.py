"""Chinese identity numbers and unified social credit codes, by python-stdnum.

Telling: a valid identity number names one person, a valid credit code one unit. A
number that does not check is kept as it stands; it is a hint at a slip of the pen, no
ground to lose a row.
"""

from __future__ import annotations

import unicodedata

_DROP = str.maketrans("", "", " \t\r\n\u3000'`\"=-")
_LENGTH, _OLD_LENGTH = 18, 15


def clean(text: str) -> str:
    """Return a number or code in one form: half-width, upper case, no gaps."""
    return unicodedata.normalize("NFKC", text).translate(_DROP).upper()


def is_identity_number(text: str) -> bool:
    """Say whether ``text`` is a resident identity number with the right check digit.

    The region is not looked up, since codes come and go. Numbers of the first
    generation (15 digits, no check digit) count when their birth date exists.
    """
    from stdnum.cn import ric  # noqa: PLC0415 - loads data tables, on use

    number = clean(text)
    if len(number) == _OLD_LENGTH and number.isdigit():
        number = number[:6] + "19" + number[6:]
        number += ric.calc_check_digit(number + "0")
    if len(number) != _LENGTH or not number[:-1].isdigit():
        return False
    try:
        ric.get_birth_date(number)
    except ValueError:
        return False
    return bool(ric.calc_check_digit(number) == number[-1])


def is_credit_code(text: str) -> bool:
    """Say whether ``text`` is a unified social credit code that checks."""
    from stdnum.cn import uscc  # noqa: PLC0415 - loads data tables, on use

    return bool(uscc.is_valid(clean(text)))


def is_masked(text: str) -> bool:
    """Say whether digits of a number were replaced by stars."""
    return "*" in text or "＊" in text
