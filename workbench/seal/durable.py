"""Bytes on disk before a call returns, whole or not at all."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from workbench.errors import SealError

try:
    import fcntl
except ImportError:  # Windows: one desk at a time is the office's own care there
    fcntl = None  # type: ignore[assignment] # a module or nothing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO})


def write(path: Path, content: bytes, *, mode: int = 0o644) -> None:
    """Write a file so that after a power cut it is the old one or the new one.

    Raises
    ------
    SealError
        ``seal.disk_full`` or ``seal.not_writable``; the old file stands then.
    """
    new = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            new.replace(path)
        except BaseException:
            with suppress(OSError):
                new.unlink()
            raise
        settle(path.parent)
    except OSError as failed:
        code = "disk_full" if failed.errno in _FULL else "not_writable"
        raise SealError(f"seal.{code}", folder=path.parent.name) from None


def add(path: Path, line: bytes) -> None:
    """Add one line to a file, durably; what a crash left unfinished is ended first.

    Raises
    ------
    SealError
        ``seal.disk_full`` or ``seal.not_writable``.
    """
    try:
        with path.open("rb+") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - 1))
            torn = size > 0 and file.read(1) != b"\n"
            file.write((b"\n" if torn else b"") + line + b"\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as failed:
        code = "disk_full" if failed.errno in _FULL else "not_writable"
        raise SealError(f"seal.{code}", folder=path.parent.name) from None


def settle(folder: Path) -> None:
    """Make names that came to or went from ``folder`` durable; no-op on Windows."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def destroy(path: Path) -> None:
    """Overwrite a small file with noise, then remove it; both durable.

    On a disk that copies on write the old bytes may survive elsewhere: that is why
    what is destroyed here is always a key that was itself encrypted.
    """
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.write(os.urandom(size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
    settle(path.parent)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold a lock file for the length of a ``with`` block; a dead holder frees it.

    Raises
    ------
    SealError
        ``seal.not_writable``.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        raise SealError("seal.not_writable", folder=path.parent.name) from None
    try:
        if fcntl is not None:
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
