"""Large texts as a stream: to UTF-8 on disk, lines counted, blank ones noted."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.errors import FileRefused
from workbench.intake.parsers import encoding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_CHUNK = 1 << 22
_HEAD = 1 << 18
_MOST_BLANK = 100_000
_FEW = 20


@dataclass(frozen=True, slots=True)
class Stream:
    """A large text, ready for an engine that knows only UTF-8.

    Parameters
    ----------
    path
        Where its UTF-8 lies: the file itself, or a copy beside the tables.
    head
        Its first part as text, whole lines.
    lines
        How many lines it has.
    blank
        Numbers of blank lines, counted from 1.
    newline
        Line feed, with or without carriage return; ``None`` when it is mixed.
    """

    path: Path
    head: str
    lines: int
    blank: tuple[int, ...]
    newline: str | None


def utf8(path: Path, spare: Path, chosen: str | None = None) -> Stream:
    """Return a large text as UTF-8, rewritten beside the tables only where needed.

    The same order as for small files: mark, strict UTF-8, strict GB18030; a text with a
    few damaged bytes keeps U+FFFD in their place.

    Parameters
    ----------
    path
        The file.
    spare
        Where a copy may be written.
    chosen
        Encoding that a person chose.

    Raises
    ------
    FileRefused
        When no encoding fits.
    """
    with path.open("rb") as file:
        start = file.read(_HEAD)
    if not chosen and _is_utf8(path):
        return _surveyed(path)
    name = chosen or _other(path, start)
    errors = "strict" if chosen or _reads(path, name, "strict") else "replace"
    with spare.open("w", encoding="utf-8", newline="", errors="replace") as out:
        for text in _texts(path, name, errors):
            out.write(text.replace("\x00", ""))
    return _surveyed(spare)


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                if b"\x00" in chunk:
                    return False
                if not chunk.isascii() or decoder.getstate()[0]:
                    decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _other(path: Path, start: bytes) -> str:
    """Return the encoding of a text that is not strict UTF-8."""
    try:
        _, name = encoding.decode(start)
    except FileRefused as no:
        if no.code != "intake.encoding":
            raise
        name = "gb18030"  # the head may end inside a sign
    if name == "utf-8":  # only its head is, or a few bytes are damaged
        return (
            "utf-8"
            if _damage(path, "utf-8") * _FEW < path.stat().st_size
            else ("gb18030")
        )
    if not _reads(path, name, "strict") and _damage(path, name) * _FEW > (
        path.stat().st_size
    ):
        raise FileRefused("intake.encoding")
    return name


def _damage(path: Path, name: str) -> int:
    return sum(text.count("\ufffd") for text in _texts(path, name, "replace"))


def _reads(path: Path, name: str, errors: str) -> bool:
    try:
        for _ in _texts(path, name, errors):
            pass
    except UnicodeError:
        return False
    return True


def _texts(path: Path, name: str, errors: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(name)(errors)
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def _surveyed(path: Path) -> Stream:
    """Count lines and note blank ones in UTF-8 bytes; O(bytes), one chunk in memory."""
    lines = crlf = lone = 0
    blank: list[int] = []
    head = b""
    last = b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            if len(head) < _HEAD:
                head += chunk[: _HEAD - len(head)]
            chunk = last + chunk
            cut = chunk.rfind(b"\n") + 1
            last, chunk = chunk[cut:], chunk[:cut]
            crlf += chunk.count(b"\r\n")
            lone += chunk.count(b"\r")
            if b"\n\n" in chunk or b"\n\r\n" in chunk or chunk[:2] in (b"\n", b"\r\n"):
                blank += _blank(chunk, lines)
            lines += chunk.count(b"\n")
    lines += bool(last)
    mixed = lone != crlf or crlf not in (0, lines - bool(last))
    whole = head[: head.rfind(b"\n") + 1] if b"\n" in head else head
    return Stream(
        path,
        whole.decode("utf-8-sig", "replace"),
        lines,
        tuple(blank[:_MOST_BLANK]),
        None if mixed else "\r\n" if crlf else "\n",
    )


def _blank(chunk: bytes, before: int) -> list[int]:
    return [
        before + number
        for number, line in enumerate(chunk.split(b"\n")[:-1], start=1)
        if not line.rstrip(b"\r")
    ]
