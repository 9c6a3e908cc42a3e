"""Nothing leaves unless the guard has read it, and then whole or not at all."""

from __future__ import annotations

import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from workbench.errors import CaseError
from workbench.figures.fonts import missing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day a zip file knows


@dataclass(frozen=True, slots=True)
class Written:
    """What was handed out: where, its hash for the journal, glyphs the font lacks."""

    path: Path
    sha256: str
    size: int
    missing: tuple[str, ...] = ()


def guarded(words: Iterable[str], guard: Callable[[str], None] | None) -> str:
    """Let the guard read every text of an export, in reading order.

    All texts go to it as one, a line each, so that what is split over two cells is
    found as well and the guard can say in which line.

    Returns
    -------
    str
        What the guard has read.

    Raises
    ------
    ExportRefused
        When the guard finds what must not leave.
    """
    whole = "\n".join(word for word in words if word)
    if guard is not None:
        guard(whole)
    return whole


def write(
    path: str | Path,
    content: bytes,
    words: str,
    guard: Callable[[str], None] | None,
) -> Written:
    """Write a file at once or not at all.

    Raises
    ------
    ExportRefused
        When the file's name holds what must not leave.
    CaseError
        When the folder cannot be written to; nothing is left behind.
    """
    path = Path(path)
    if guard is not None:
        guard(path.stem)
    held: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(
            dir=path.parent, prefix=".", suffix=".part", delete=False
        ) as out:
            held = Path(out.name)
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        held.chmod(0o600)
        held.replace(path)
    except OSError as error:
        if held is not None:
            held.unlink(missing_ok=True)
        why = error.strerror or type(error).__name__
        raise CaseError("exports.cannot_write", file=path.name, found=why) from error
    return Written(path, sha256(content).hexdigest(), len(content), missing(words))


def rezipped(content: bytes) -> bytes:
    """Return the same zip with fixed times and sorted members: same inputs, same bytes.

    ``[Content_Types].xml`` stays first, as readers of office files expect.
    """
    from io import BytesIO  # noqa: PLC0415 - only here

    out = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(out, "w") as new:
        names = sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n))
        for name in names:
            member = ZipInfo(name, _EPOCH)
            member.compress_type = ZIP_DEFLATED
            member.create_system = 3
            member.external_attr = 0o600 << 16
            new.writestr(member, old.read(name))
    return out.getvalue()
