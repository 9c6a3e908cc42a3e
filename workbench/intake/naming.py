"""Names of strangers' files, fit to be journaled and shown."""

from __future__ import annotations

_NAME = 190  # the journal takes names of 200 signs, ``file:`` included
_TURNING = frozenset(
    "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


def plain_name(name: str) -> str:
    """Return a file's name as it can be journaled and shown: short, without tricks.

    Signs that steer a terminal or turn the line around, and bytes that are no text,
    become U+FFFD; of a name longer than 190 signs the middle is left out.
    """
    plain = "".join(
        sign if sign.isprintable() and sign not in _TURNING else "\ufffd"
        for sign in name
    )
    if len(plain) <= _NAME:
        return plain
    return f"{plain[: _NAME - 60]}…{plain[-59:]}"
