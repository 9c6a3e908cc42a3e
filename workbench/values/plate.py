"""Vehicle plates of the mainland: province, office letter, five or six signs.

Telling: a plate is one vehicle at a time; it moves to another vehicle now and then, so
a period belongs to it.
"""

from __future__ import annotations

import re
import unicodedata

_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PLATE = re.compile(rf"[{_PROVINCES}][A-Z][A-HJ-NP-Z0-9]{{4,6}}[挂学警港澳应急]?")
_DROP = re.compile(r"[\s·・•.\-_—]+")


def clean(text: str) -> str:
    """Return a plate in one form: half-width, upper case, no dot or gap.

    Examples
    --------
    >>> clean("浙a·12345")
    '浙A12345'
    """
    return _DROP.sub("", unicodedata.normalize("NFKC", text)).upper()


def is_plate(text: str) -> bool:
    """Say whether ``text`` has the form of a mainland plate."""
    return _PLATE.fullmatch(clean(text)) is not None
