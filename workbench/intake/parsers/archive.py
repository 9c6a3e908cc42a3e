"""Zip archives: members one by one, names in UTF-8 or GB18030, never onto the disk."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from workbench.errors import FileRefused
from workbench.intake.raw import RawMember, RawProblem

if TYPE_CHECKING:
    from collections.abc import Iterator

_UTF8 = 0x800
_LOCKED = 0x1
_MOST_ONE = 256 << 20
_MOST_ALL = 768 << 20
_CHUNK = 1 << 20
_ELSEWHERE = re.compile(r"(?:^|/)\.\.(?:/|$)|^/|^[A-Za-z]:")
_NOISE = re.compile(r"(?:^|/)(?:__MACOSX/|\.DS_Store$|Thumbs\.db$|~\$)")


def parse(path: str) -> Iterator[RawMember | RawProblem]:
    """Yield each member with its content; a bad one is named and the rest goes on.

    Raises
    ------
    FileRefused
        ``intake.too_large`` when the members together are beyond the limit,
        ``intake.password`` when all are locked.
    """
    total = 0
    with zipfile.ZipFile(path) as archive:
        inside = [each for each in archive.infolist() if not each.is_dir()]
        if inside and all(each.flag_bits & _LOCKED for each in inside):
            raise FileRefused("intake.password")
        for about in inside:
            name = _name(about)
            if _NOISE.search(name):
                continue
            if _ELSEWHERE.search(name):
                yield RawProblem("intake.bad_name")
                continue
            if about.flag_bits & _LOCKED:
                yield RawProblem("intake.member_encrypted")
                continue
            try:
                content = _unpacked(archive, about)
            except (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError,
                    NotImplementedError, RuntimeError):  # fmt: skip
                base = PurePosixPath(name).name
                yield RawProblem("intake.member_broken", fields={"member": base})
                continue
            total += len(content)
            if total > _MOST_ALL:
                raise FileRefused("intake.too_large")
            yield RawMember(name, content)


def _unpacked(archive: zipfile.ZipFile, about: zipfile.ZipInfo) -> bytes:
    """Unpack one member, never more than its entry and the limit allow."""
    most = min(about.file_size, _MOST_ONE)
    if about.file_size > _MOST_ONE:
        raise ValueError("too large")
    parts, size = [], 0
    with archive.open(about) as member:
        while chunk := member.read(_CHUNK):
            size += len(chunk)
            if size > most:
                raise ValueError("longer than it says")
            parts.append(chunk)
    return b"".join(parts)


def _name(about: zipfile.ZipInfo) -> str:
    """Return a member's name; without the UTF-8 mark it is UTF-8 or GB18030 bytes."""
    name = about.filename
    if not about.flag_bits & _UTF8:
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            return name.replace("\\", "/")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/")
