"""Bytes to text: byte order mark, strict UTF-8, strict GB18030, UTF-16; never a guess.

A file that is UTF-8 or GB18030 but for a few bytes keeps its good lines; the bad places
carry U+FFFD, and rows with it are refused one by one. Big5 reads as GB18030 without an
error, so a text that looks like it is refused until a person chooses.
"""

from __future__ import annotations

import re

from workbench.errors import FileRefused

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_FEW = 20
_PAIR = re.compile(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]")
_LOW_TRAIL = re.compile(rb"[\xa4-\xf9][\x40-\x7e]")
_SUSPECT = 0.2
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def decode(content: bytes, chosen: str | None = None) -> tuple[str, str]:
    """Return the text and the name of its encoding.

    Parameters
    ----------
    content
        The whole file.
    chosen
        Encoding that a person chose, e.g. ``big5``.

    Raises
    ------
    FileRefused
        ``intake.maybe_big5``, ``intake.encoding`` or ``intake.not_text``.
    """
    text, name = _decoded(content, chosen)
    if len(_CONTROL.findall(text[:100_000])) > len(text[:100_000]) // 50:
        raise FileRefused("intake.not_text")
    return text.replace("\x00", ""), name


def _decoded(content: bytes, chosen: str | None) -> tuple[str, str]:
    if chosen:
        return _strict(content, chosen), chosen
    for mark, name in _BOMS:
        if content.startswith(mark):
            return _strict(content, name), name
    if wide := _wide(content):
        return _strict(content, wide), wide
    for name in ("utf-8", "gb18030"):
        try:
            text = content.decode(name)
        except UnicodeDecodeError:
            continue
        if name == "gb18030" and _like_big5(content):
            raise FileRefused("intake.maybe_big5")
        return text, name
    return _damaged(content)


def _strict(content: bytes, name: str) -> str:
    try:
        return content.decode(name)
    except (UnicodeError, LookupError):
        raise FileRefused("intake.encoding") from None


def _wide(content: bytes) -> str | None:
    """Tell UTF-16 without a mark by where its zero bytes stand."""
    head = content[:4000]
    if len(head) < 4 or head.count(0) * 5 < len(head):  # noqa: PLR2004 - too short to tell
        return None
    return "utf-16-be" if head[::2].count(0) > head[1::2].count(0) else "utf-16-le"


def _like_big5(content: bytes) -> bool:
    """Say whether pairs stand where Big5 has common characters and GB rare ones."""
    pairs = _PAIR.findall(content[:200_000])
    low = sum(1 for pair in pairs if _LOW_TRAIL.fullmatch(pair))
    if len(pairs) < 8 or low < _SUSPECT * len(pairs):  # noqa: PLR2004 - too few to tell
        return False
    try:
        content.decode("big5hkscs")
    except UnicodeDecodeError:
        return False
    return True


def _damaged(content: bytes) -> tuple[str, str]:
    for name in ("utf-8", "gb18030"):
        text = content.decode(name, errors="replace")
        bad = text.count("\ufffd")
        good = sum(1 for sign in text[:1_000_000] if sign > "\x7f") - bad
        if good >= _FEW * bad:
            return text, name
    raise FileRefused("intake.encoding")
